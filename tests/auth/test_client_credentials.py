"""Credentials that get tokens: loaded and checked at once, presented to one server, silent about the rest."""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from digipost import ClientConfig, ClientCredentials, DigipostClient, Environment, Secret
from digipost.errors import AuthenticationError, ConfigurationError, TransportError
from digipost.retries import RetryPolicy
from tests.support.counterpart import ONCE
from tests.support.issuers import Issuers, key_of_broker
from tests.support.letters import letter
from tests.support.loopback import HANG_UP, Loopback

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.sandbox import Sandbox

PASSWORD = "hemmelig-passord"
TOKEN = "eyJhbGciOiJub25lIn0.e30.hemmelig-token"
ROOT = Path(__file__).parents[2]


def json_answer(status: int, body: str) -> bytes:
    return f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


CUT = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\n{"
GRANTED = json_answer(200, f'{{"access_token": "{TOKEN}", "expires_in": 3600}}')


class Files:
    """The files of an organisation that uses OAuth, and the authority that it trusts."""

    def __init__(self, folder: Path) -> None:
        self.issuers = Issuers()
        self.p12 = self.issuers.write_p12(folder / "client.p12", PASSWORD)
        self.root = self.issuers.write_root(folder / "root.pem")
        self.password = folder / "password.txt"
        self.password.write_text(f"{PASSWORD}\n")
        self.server_tls = self.issuers.server(folder)

    def credentials(self, password: str | Secret = PASSWORD) -> ClientCredentials:
        return ClientCredentials.from_pkcs12("client-id", self.p12, password, trusted=self.root)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files(tmp_path_factory.mktemp("client"))


@pytest.fixture
def api() -> Iterator[Loopback]:
    """An API that answers everything with 401."""
    with Loopback(b"HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n") as api:
        yield api


def client_of(credentials: ClientCredentials, api: Loopback, token_url: str) -> DigipostClient:
    environment = Environment.custom(api.origin, token_url)
    return DigipostClient(ClientConfig(broker_id=12345, environment=environment, retries=ONCE), credentials)


class TestTheConnection:
    @pytest.mark.thorough
    def test_the_certificate_goes_to_the_token_endpoint_with_the_chain_of_the_file(
        self, files: Files, api: Loopback
    ) -> None:
        with (
            Loopback(GRANTED, tls=files.server_tls) as server,
            client_of(files.credentials(), api, f"{server.origin}/oauth2/token") as client,
            pytest.raises(AuthenticationError),
        ):
            client.messages.send(letter())
        first, second = (each.decode() for each in server.heard)
        assert first == second
        head, _, body = first.partition("\r\n\r\n")
        assert head.startswith("POST /oauth2/token HTTP/1.1\r\n")
        assert "\r\nContent-Type: application/x-www-form-urlencoded\r\n" in head
        assert body.startswith("grant_type=client_credentials&client_id=client-id&scope=dpost-api%3A12345&")
        assert [f"Authorization: Bearer {TOKEN}".encode() in each for each in api.heard] == [True, True]

    @pytest.mark.thorough
    def test_no_connection_is_kept_open(self, files: Files, api: Loopback) -> None:
        with (
            Loopback(GRANTED, tls=files.server_tls) as server,
            client_of(files.credentials(), api, server.origin) as client,
        ):
            with pytest.raises(AuthenticationError):
                client.messages.send(letter())
            assert server.client_hung_up()

    @pytest.mark.thorough
    @pytest.mark.parametrize("answer", [HANG_UP, CUT])
    def test_a_connection_that_breaks_is_an_error_of_the_connection(
        self, answer: bytes, files: Files, api: Loopback
    ) -> None:
        with (
            Loopback(answer, tls=files.server_tls) as server,
            client_of(files.credentials(), api, server.origin) as client,
            pytest.raises(TransportError, match="no access token could be fetched") as caught,
        ):
            client.messages.send(letter())
        assert not caught.value.request_sent
        assert server.origin in str(caught.value)
        assert api.heard == []

    @pytest.mark.thorough
    def test_a_server_that_is_not_trusted_learns_nothing(self, files: Files, api: Loopback) -> None:
        credentials = ClientCredentials.from_pkcs12("client-id", files.p12, PASSWORD)
        with (
            Loopback(GRANTED, tls=files.server_tls) as server,
            client_of(credentials, api, server.origin) as client,
            pytest.raises(TransportError, match="certificate verification") as caught,
        ):
            client.messages.send(letter())
        assert not caught.value.request_sent
        assert server.heard == []

    @pytest.mark.thorough
    def test_the_environment_can_say_whom_to_trust(
        self, files: Files, api: Loopback, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(files.root))
        credentials = ClientCredentials.from_pkcs12("client-id", files.p12, PASSWORD)
        with (
            Loopback(GRANTED, tls=files.server_tls) as server,
            client_of(credentials, api, server.origin) as client,
            pytest.raises(AuthenticationError),
        ):
            client.messages.send(letter())
        assert len(server.heard) == 2

    @pytest.mark.thorough
    def test_what_can_pass_by_itself_is_tried_again(self, files: Files, api: Loopback) -> None:
        busy = json_answer(503, "")
        with Loopback(busy, GRANTED, tls=files.server_tls) as server:
            twice = RetryPolicy(attempts=2, first_wait=ONCE.first_wait * 0)
            environment = Environment.custom(api.origin, server.origin)
            config = ClientConfig(broker_id=12345, environment=environment, retries=twice)
            with (
                DigipostClient(config, files.credentials()) as client,
                pytest.raises(AuthenticationError, match="answered 401"),
            ):
                client.documents.status("6d99008e-2672-4b55-9b09-996b09a06e47")
        assert len(server.heard) == 3


class TestLoading:
    @pytest.mark.thorough
    def test_the_client_and_its_certificate_are_told_of(self, files: Files) -> None:
        credentials = files.credentials()
        expires = credentials.certificate_expires
        assert credentials.client_id == "client-id"
        assert credentials.certificate_subject == "CN=Acme AS"
        assert 98 < (expires - datetime.now(UTC)).days < 101
        assert (
            repr(credentials) == f"ClientCredentials('client-id', 'CN=Acme AS', expires {expires:%Y-%m-%d})"
        )

    def test_a_wrong_password_shows_at_once(self, files: Files) -> None:
        with pytest.raises(ConfigurationError, match="not opened by this password") as caught:
            files.credentials("MARKER")
        assert "MARKER" not in "".join(traceback.format_exception_only(caught.value))

    def test_a_file_without_a_certificate_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "key.p12"
        encryption = BestAvailableEncryption(PASSWORD.encode())
        path.write_bytes(serialize_key_and_certificates(b"x", key_of_broker(), None, None, encryption))
        with pytest.raises(ConfigurationError, match=r"key\.p12 holds no certificate"):
            ClientCredentials.from_pkcs12("client-id", path, PASSWORD)

    @pytest.mark.parametrize("client_id", ["", "a\nb", None, 5])
    def test_a_client_id_is_a_text(self, client_id: object, files: Files) -> None:
        with pytest.raises(ConfigurationError, match="client_id"):
            ClientCredentials.from_pkcs12(client_id, files.p12, PASSWORD)  # type: ignore[arg-type]  # what is tested

    @pytest.mark.thorough
    def test_an_environment_without_a_token_endpoint_is_refused_at_once(self, files: Files) -> None:
        config = ClientConfig(broker_id=12345, environment=Environment.custom("http://localhost"))
        with pytest.raises(ConfigurationError, match="token_url"):
            DigipostClient(config, files.credentials())


class TestSecrets:
    @pytest.mark.thorough
    def test_nothing_is_shown_or_kept(self, files: Files) -> None:
        for credentials in (files.credentials(), files.credentials(Secret.from_file(files.password))):
            shown = repr(vars(credentials)) + repr(credentials)
            assert PASSWORD not in shown
            assert str(key_of_broker().private_numbers().p) not in shown

    def test_neither_token_nor_key_nor_password_is_logged_or_in_an_error(
        self, files: Files, api: Loopback, caplog: pytest.LogCaptureFixture
    ) -> None:
        key = (ROOT / "tests/fixtures/vectors/broker.key.pem").read_text().splitlines()[5]
        answers = (
            GRANTED,
            json_answer(200, f'{{"token": "{TOKEN}"}}'),
            json_answer(400, f'{{"access_token": "{TOKEN}"}}'),
            json_answer(200, TOKEN),
        )
        errors = []
        with caplog.at_level(logging.DEBUG), Loopback(*answers, tls=files.server_tls) as server:
            for _ in range(3):
                client = client_of(files.credentials(), api, server.origin)
                with client, pytest.raises(AuthenticationError) as caught:
                    client.messages.send(letter())
                each: BaseException | None = caught.value
                while each is not None:
                    errors += [repr(each), repr(each.args), repr(vars(each))]
                    each = each.__cause__ or each.__context__
        shown = "".join([*errors, *(repr(vars(record)) for record in caplog.records)])
        assert "the token endpoint answered" in shown
        assert not any(secret in shown for secret in ("hemmelig", TOKEN[:20], key))

    @pytest.mark.thorough
    def test_pickled_they_are_places(self, files: Files) -> None:
        pickled = pickle.dumps(files.credentials(Secret.from_file(files.password)))
        assert PASSWORD.encode() not in pickled
        assert len(pickled) < 1000  # no room for a key
        assert pickle.loads(pickled).certificate_subject == "CN=Acme AS"  # noqa: S301 - made here

    @pytest.mark.thorough
    def test_with_a_password_they_refuse_to_be_pickled(self, files: Files) -> None:
        with pytest.raises(ConfigurationError, match=r"Secret\.from_env or Secret\.from_file"):
            pickle.dumps(files.credentials())


class TestAgainstASandbox:
    @pytest.mark.thorough
    def test_an_issued_client_sends_letters_also_from_another_process(
        self, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "client.p12"
        sandbox.issue_client("client-id", path, PASSWORD)
        monkeypatch.setenv("CLIENT_PASSWORD", PASSWORD)
        credentials = ClientCredentials.from_pkcs12(
            "client-id", path, Secret.from_env("CLIENT_PASSWORD"), trusted=sandbox.ca_path
        )
        config = ClientConfig(broker_id=12345, environment=sandbox.environment)
        with DigipostClient(config, credentials) as client:
            client.messages.send(letter())
            pickled = pickle.dumps((client, letter()))
        program = (
            "import pickle, sys\n"
            "client, letter = pickle.load(sys.stdin.buffer)\n"
            "print(client.messages.send(letter).status)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program],
            input=pickled,
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "CLIENT_PASSWORD": PASSWORD},
        )
        assert done.stdout.split() == [b"DELIVERED"]
        assert len(sandbox.letters) == 2
        assert not any("x-digipost-signature" in each.headers for each in sandbox.requests)

    @pytest.mark.thorough
    def test_the_certificate_of_another_client_is_explained(self, sandbox: Sandbox, tmp_path: Path) -> None:
        sandbox.issue_client("one", tmp_path / "one.p12", PASSWORD)
        sandbox.issue_client("two", tmp_path / "two.p12", PASSWORD)
        credentials = ClientCredentials.from_pkcs12(
            "one", tmp_path / "two.p12", PASSWORD, trusted=sandbox.ca_path
        )
        config = ClientConfig(broker_id=12345, environment=sandbox.environment)
        with (
            DigipostClient(config, credentials) as client,
            pytest.raises(AuthenticationError, match="not the one registered for this client id") as caught,
        ):
            client.messages.send(letter())
        assert (caught.value.status, caught.value.code) == (401, "invalid_client")
        assert sandbox.requests == ()
