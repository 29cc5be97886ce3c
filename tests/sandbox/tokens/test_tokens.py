"""The token endpoint and what its tokens are good for, as any client could find out."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import attrs
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from digipost.errors import ConfigurationError, NotFoundError
from digipost.sandbox import Sandbox
from tests.sandbox.conftest import VECTORS
from tests.support.raw_requests import BROKER_ID, DATE, MULTIPART, Answer, Letter, content_hash, exchange

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sandbox.conftest import Clock

PASSWORD = "hemmelig"
FORM = "application/x-www-form-urlencoded"


@attrs.frozen
class OAuthClient:
    """Asks for tokens with `http.client`, and whichever certificate a test gives it."""

    sandbox: Sandbox
    folder: Path

    @property
    def address(self) -> tuple[str, int]:
        parts = urlsplit(self.sandbox.environment.token_url or "")
        assert parts.hostname is not None
        assert parts.port is not None
        return parts.hostname, parts.port

    @property
    def form(self) -> dict[str, str]:
        return {
            "grant_type": "client_credentials",
            "client_id": "client-id",
            "scope": f"dpost-api:{BROKER_ID}",
            "resource": self.sandbox.url,
        }

    def tls(self, p12: str | None) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=str(self.sandbox.ca_path))
        if p12 is not None:
            content = load_pkcs12((self.folder / p12).read_bytes(), PASSWORD.encode())
            assert content.key is not None
            assert content.cert is not None
            path = self.folder / f"{p12}.pem"
            path.write_bytes(
                content.cert.certificate.public_bytes(Encoding.PEM)
                + content.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            )
            context.load_cert_chain(path)
        return context

    def ask(
        self,
        body: str,
        p12: str | None = "client.p12",
        *,
        method: str = "POST",
        path: str = "/oauth2/token",
        content_type: str = FORM,
    ) -> tuple[int, dict[str, Any]]:
        connection = http.client.HTTPSConnection(*self.address, context=self.tls(p12), timeout=10)
        try:
            connection.request(method, path, body, {"Content-Type": content_type})
            response = connection.getresponse()
            assert response.getheader("Cache-Control") == "no-store"
            return response.status, json.loads(response.read())
        finally:
            connection.close()

    def refusal(self, body: str, p12: str | None = "client.p12", **how: str) -> tuple[int, str]:
        status, answer = self.ask(body, p12, **how)
        assert "access_token" not in answer
        return status, answer["error"]

    def token(self) -> str:
        status, answer = self.ask(urlencode(self.form))
        assert status == 200
        token = answer["access_token"]
        assert isinstance(token, str)
        return token

    def get(self, token: str, target: str = "/", **changes: str) -> Answer:
        headers = {"X-Digipost-UserId": str(BROKER_ID), "Date": DATE, "Authorization": f"Bearer {token}"}
        return exchange(self.sandbox, "GET", target, headers | changes)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 - a generator
    """A client of a sandbox that all tests of refusals share, since making keys takes time."""
    folder = tmp_path_factory.mktemp("client")
    with Sandbox() as sandbox:
        sandbox.issue_client(
            "client-id", folder / "client.p12", PASSWORD, broker_id=BROKER_ID, senders=(4711,)
        )
        sandbox.issue_client("other", folder / "other.p12", PASSWORD, broker_id=4711)
        sandbox.issue_certificate(folder / "signing.p12", PASSWORD, broker_id=BROKER_ID)
        yield OAuthClient(sandbox, folder)


@pytest.fixture
def standing(clock: Clock, tmp_path: Path) -> Any:  # noqa: ANN401 - a generator
    """A client of a sandbox whose clock stands still, in 2024."""
    with Sandbox(clock=clock) as sandbox:
        sandbox.issue_client("client-id", tmp_path / "client.p12", PASSWORD, broker_id=BROKER_ID)
        yield OAuthClient(sandbox, tmp_path)


class TestAsking:
    @pytest.mark.thorough
    def test_the_right_parameters_and_certificate_get_a_token(self, client: OAuthClient) -> None:
        status, answer = client.ask(urlencode(client.form))
        assert status == 200
        assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 3600)
        assert len(answer["access_token"]) > 20
        assert client.token() != answer["access_token"]

    @pytest.mark.costly
    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"grant_type": "password"}, (400, "unsupported_grant_type")),
            ({"client_id": "nobody"}, (401, "invalid_client")),
            ({"client_id": "other"}, (401, "invalid_client")),
            ({"scope": "dpost-api:4711"}, (400, "invalid_scope")),
            ({"scope": f"{BROKER_ID}"}, (400, "invalid_scope")),
            ({"resource": "https://api.digipost.no"}, (400, "invalid_target")),
            ({"client_id": ""}, (401, "invalid_client")),
        ],
    )
    def test_a_wrong_parameter_is_refused(
        self, client: OAuthClient, changes: dict[str, str], refusal: tuple[int, str]
    ) -> None:
        assert client.refusal(urlencode(client.form | changes)) == refusal

    @pytest.mark.thorough
    @pytest.mark.costly
    @pytest.mark.parametrize("name", ["grant_type", "client_id", "scope", "resource"])
    def test_each_parameter_is_needed_once(self, client: OAuthClient, name: str) -> None:
        without = {key: value for key, value in client.form.items() if key != name}
        assert client.refusal(urlencode(without)) == (400, "invalid_request")
        twice = [*client.form.items(), (name, client.form[name])]
        assert client.refusal(urlencode(twice)) == (400, "invalid_request")

    def test_a_resource_with_a_final_slash_is_another_one(self, client: OAuthClient) -> None:
        form = client.form | {"resource": f"{client.sandbox.url}/"}
        assert client.refusal(urlencode(form)) == (400, "invalid_target")

    @pytest.mark.parametrize("p12", [None, "other.p12", "signing.p12"])
    def test_another_certificate_or_none_is_refused(self, client: OAuthClient, p12: str | None) -> None:
        assert client.refusal(urlencode(client.form), p12) == (401, "invalid_client")

    def test_a_certificate_of_an_unknown_issuer_ends_the_handshake(self, client: OAuthClient) -> None:
        context = client.tls(None)
        context.load_cert_chain(VECTORS / "broker.cert.pem", VECTORS / "broker.key.pem")

        def first_byte() -> bytes:
            plain = socket.create_connection(client.address, timeout=10)
            with plain, context.wrap_socket(plain, server_hostname="127.0.0.1") as connection:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                return connection.recv(1)

        answered = b""
        with suppress(
            ssl.SSLError, ConnectionError
        ):  # when a client hears of it depends on the version of TLS
            answered = first_byte()
        assert answered == b""

    @pytest.mark.parametrize(
        ("how", "refusal"),
        [
            ({"method": "GET"}, (405, "method_not_allowed")),
            ({"path": "/"}, (404, "not_found")),
            ({"content_type": "application/json"}, (400, "invalid_request")),
        ],
    )
    def test_another_request_is_refused(
        self, client: OAuthClient, how: dict[str, str], refusal: tuple[int, str]
    ) -> None:
        assert client.refusal(urlencode(client.form), **how) == refusal

    @pytest.mark.parametrize("body", ["", "æ", "%ff=%00", "&&&&", "=" * 10_000])
    def test_a_strange_body_is_refused(self, client: OAuthClient, body: str) -> None:
        assert client.refusal(body.encode().decode("latin-1")) == (400, "invalid_request")

    @pytest.mark.thorough
    def test_an_expired_certificate_gets_no_more_tokens(self, standing: OAuthClient, clock: Clock) -> None:
        content = load_pkcs12((standing.folder / "client.p12").read_bytes(), PASSWORD.encode())
        assert content.cert is not None
        clock.now = content.cert.certificate.not_valid_after_utc
        assert standing.token()
        clock.now += timedelta(seconds=1)
        assert standing.refusal(urlencode(standing.form)) == (401, "invalid_client")


class TestUsing:
    @pytest.mark.thorough
    def test_a_token_stands_for_a_signature(self, standing: OAuthClient) -> None:
        token, letter = standing.token(), Letter()
        assert standing.get(token).status == 200
        headers = {
            "X-Digipost-UserId": str(BROKER_ID),
            "Date": DATE,
            "Authorization": f"Bearer {token}",
            "X-Content-SHA256": content_hash(letter.body),
            "Content-Length": str(len(letter.body)),
            "Content-Type": MULTIPART,
        }
        answer = exchange(standing.sandbox, "POST", "/messages", headers, letter.body)
        assert answer.status == 201
        assert "x-digipost-signature" in answer.headers  # Digipost signs its answers in either case
        assert standing.sandbox.letters[0].broker_id == BROKER_ID

        for wrong in ({"X-Content-SHA256": content_hash(b"x")}, {"Date": "Mon, 03 Jun 2024 13:00:02 GMT"}):
            answer = exchange(standing.sandbox, "POST", "/messages", headers | wrong, letter.body)
            assert answer.refusal[0] == 400
        del headers["X-Content-SHA256"]
        answer = exchange(standing.sandbox, "POST", "/messages", headers, letter.body)
        assert answer.refusal == (400, "MISSING_SHA256")

    @pytest.mark.parametrize("authorization", ["Bearer made-up", "Bearer", "Basic dTpw", ""])
    def test_what_is_no_token_is_refused(self, standing: OAuthClient, authorization: str) -> None:
        assert standing.get("", Authorization=authorization).refusal == (401, "GENERAL_ERROR")

    @pytest.mark.thorough
    def test_a_token_for_one_scheme_is_not_one_for_another(self, standing: OAuthClient) -> None:
        token = standing.token()
        assert standing.get("", Authorization=f"Basic {token}").refusal[0] == 401
        assert standing.get("", Authorization=f"bearer {token}").status == 200

    @pytest.mark.thorough
    def test_a_token_dies_after_an_hour_by_the_clock_of_the_sandbox(
        self, standing: OAuthClient, clock: Clock
    ) -> None:
        token = standing.token()
        clock.now += timedelta(seconds=3599)
        assert standing.get(token, Date="Mon, 03 Jun 2024 13:00:01 GMT").status == 200
        clock.now += timedelta(seconds=1)
        answer = standing.get(token, Date="Mon, 03 Jun 2024 13:00:02 GMT")
        assert answer.refusal == (401, "GENERAL_ERROR")

    def test_a_token_is_for_one_account(self, standing: OAuthClient) -> None:
        token = standing.token()
        for other in ("12345", "4711"):
            assert standing.get(token, **{"X-Digipost-UserId": other}).refusal == (403, "GENERAL_ERROR")

    @pytest.mark.thorough
    def test_it_acts_for_the_senders_of_the_account_alone(self, standing: OAuthClient) -> None:
        token = standing.token()
        standing.sandbox.allow(BROKER_ID, 4712)
        assert standing.get(token, "/4712").status == 200
        assert standing.get(token, "/67890").refusal == (403, "BROKER_NOT_AUTHORIZED")

    @pytest.mark.thorough
    def test_a_token_of_one_sandbox_is_worth_nothing_in_another(
        self, standing: OAuthClient, clock: Clock
    ) -> None:
        with Sandbox() as other:
            assert other.environment.token_url != standing.sandbox.environment.token_url
            assert other.ca_path.read_bytes() != standing.sandbox.ca_path.read_bytes()
        with Sandbox(clock=clock) as other:
            other.issue_client("client-id", standing.folder / "x.p12", PASSWORD, broker_id=BROKER_ID)
            assert attrs.evolve(standing, sandbox=other).get(standing.token()).refusal[0] == 401


class TestLifecycle:
    @pytest.mark.thorough
    def test_started_again_it_has_the_same_address_and_clients(self, client: OAuthClient) -> None:
        address, token = client.sandbox.environment, client.token()
        client.sandbox.close()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(client.address)
        client.sandbox.start()
        assert client.sandbox.environment == address
        assert client.token() != token

    def test_a_client_that_never_speaks_does_not_hold_up_the_end(self) -> None:
        with Sandbox() as sandbox:
            parts = urlsplit(sandbox.environment.token_url or "")
            silent = socket.create_connection((parts.hostname, parts.port))
            silent.sendall(b"\x16\x03\x01")  # the first bytes of TLS
            # An answer to somebody else, so that the server has seen the silent one by now.
            with pytest.raises(NotFoundError):
                sandbox.client(oauth=True).documents.status(uuid4())
        with silent, suppress(ConnectionResetError):
            assert silent.recv(1) == b""

    def test_a_port_that_is_taken_leaves_nothing_running(self) -> None:
        with Sandbox() as sandbox:
            parts = urlsplit(sandbox.environment.token_url or "")
            url = urlsplit(sandbox.url)
        with (
            socket.create_server((parts.hostname or "", parts.port or 0)),
            pytest.raises(OSError, match="in use"),
        ):
            sandbox.start()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((url.hostname, url.port))

    def test_a_client_id_is_given_once(self, client: OAuthClient, tmp_path: Path) -> None:
        with pytest.raises(ConfigurationError, match="take another id"):
            client.sandbox.issue_client("client-id", tmp_path / "again.p12", PASSWORD)
        assert not (tmp_path / "again.p12").exists()

    @pytest.mark.thorough
    @pytest.mark.parametrize(("name", "password"), [("new.p12", ""), ("nowhere/new.p12", PASSWORD)])
    def test_a_client_whose_file_cannot_be_written_is_not_registered(
        self, client: OAuthClient, tmp_path: Path, name: str, password: str
    ) -> None:
        with pytest.raises(ConfigurationError):
            client.sandbox.issue_client(name, tmp_path / name, password)
        client.sandbox.issue_client(name, tmp_path / "new.p12", PASSWORD)

    @pytest.mark.thorough
    def test_the_authority_is_no_ones_but_the_sandboxs(self, client: OAuthClient) -> None:
        authority = x509.load_pem_x509_certificate(client.sandbox.ca_path.read_bytes())
        content = load_pkcs12((client.folder / "client.p12").read_bytes(), PASSWORD.encode())
        assert content.cert is not None
        content.cert.certificate.verify_directly_issued_by(authority)
        assert [each.certificate for each in content.additional_certs] == [authority]
        assert authority.public_key() != content.cert.certificate.public_key()
