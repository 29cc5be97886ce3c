"""Tracebacks that show variables, as error trackers make them, hold no key, no password and no token.

What a caller's own functions hold is the caller's, so that the frames of these tests are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from digipost import (
    ClientConfig,
    ClientCredentials,
    DigipostClient,
    DigipostError,
    Environment,
    RequestSigning,
    Secret,
)
from digipost.base.hidden import HiddenBytes, HiddenText
from digipost.from_environment import settings
from tests.campaigns.secrecy.overhearing import TESTS, traceback_of
from tests.support.counterpart import DELIVERY, NOW, ONCE, VECTORS, Reply, entry_point, error
from tests.support.issuers import Issuers, key_of_broker
from tests.support.letters import letter
from tests.support.loopback import HANG_UP, RESET, Loopback
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PASSWORD = "hemmelig-passord"
TOKEN = "eyJhbGciOiJub25lIn0.e30.hemmelig-token"
PROXY_PASSWORD = "hemmelig-proxy"
PEM = (VECTORS / "broker.key.pem").read_bytes()
KEY = load_pem_private_key(PEM, None, unsafe_skip_rsa_key_validation=True)  # the validation takes 40 ms
DER = KEY.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
SECRETS = {
    "password": PASSWORD,
    "token": TOKEN,
    "password of a proxy": PROXY_PASSWORD,
    "key in PEM": PEM.decode().splitlines()[5],
    "key in DER": repr(DER[400:430])[2:-1],
}
UNAUTHORIZED = b"HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"
CUT = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 999\r\n\r\n"
NO_PROXY = b"HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n"


def leaks(failure: BaseException, *, but_for: str = TESTS) -> list[str]:
    text = traceback_of(failure, but_for=but_for)
    return [what for what, value in SECRETS.items() if value in text]


@in_one_test("what", SECRETS)
def test_a_secret_in_a_variable_is_found(what: str) -> None:
    held = DER if what == "key in DER" else SECRETS[what]
    with pytest.raises(ZeroDivisionError) as caught:
        assert held == str(1 / 0)
    assert what in leaks(caught.value, but_for="/nowhere")


@pytest.mark.parametrize("value", [HiddenText(PASSWORD), HiddenBytes(PEM)], ids=["text", "bytes"])
def test_what_is_hidden_is_usable_and_shows_nowhere(value: HiddenText | HiddenBytes) -> None:
    assert value in {PASSWORD, PEM}
    assert "hidden" in repr(value)
    assert "hidden" in repr({"in": [value]})


@attrs.frozen
class Files:
    """The files that credentials are made from."""

    folder: Path
    issuers: Issuers

    @property
    def p12(self) -> Path:
        return self.issuers.write_p12(self.folder / "client.p12", PASSWORD)

    @property
    def root(self) -> Path:
        return self.issuers.write_root(self.folder / "root.pem")

    def holding(self, data: bytes | str) -> Path:
        path = self.folder / "file"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path


@pytest.fixture(scope="module")
def issuers() -> Issuers:
    return Issuers()


@pytest.fixture
def files(tmp_path: Path, issuers: Issuers) -> Files:
    return Files(tmp_path, issuers)


def without_password(files: Files, *, damaged: bool = False) -> Path:
    data = serialize_key_and_certificates(None, key_of_broker(), None, None, NoEncryption())
    return files.holding(data[:-40] if damaged else data)


def variables(files: Files, **changes: str) -> dict[str, str]:
    return {
        "DIGIPOST_BROKER_ID": "12345",
        "DIGIPOST_ENVIRONMENT": "test",
        "DIGIPOST_CERTIFICATE": str(files.p12),
        "DIGIPOST_CERTIFICATE_PASSWORD": PASSWORD,
        **changes,
    }


BAD_FILES: dict[str, Callable[[Files], object]] = {
    "no PKCS#12": lambda files: RequestSigning.from_pkcs12(files.holding(PEM), PASSWORD),
    "wrong password": lambda _: RequestSigning.from_pkcs12(VECTORS / "broker.p12", PASSWORD),
    "wrong password, tokens": lambda _: ClientCredentials.from_pkcs12("id", VECTORS / "broker.p12", PASSWORD),
    "no file": lambda files: RequestSigning.from_pkcs12(files.folder / "none.p12", PASSWORD),
    "no Unicode": lambda files: RequestSigning.from_pkcs12(files.p12, f"{PASSWORD}\ud800"),
    "key in clear, damaged": lambda files: RequestSigning.from_pkcs12(
        without_password(files, damaged=True), ""
    ),
    "key without certificate": lambda files: ClientCredentials.from_pkcs12("id", without_password(files), ""),
    "no certificate": lambda files: RequestSigning.from_pem(files.holding(PEM)),
    "another certificate": lambda files: RequestSigning.from_pem(
        VECTORS / "print.cert.pem", files.holding(PEM)
    ),
    "password for a key in clear": lambda files: RequestSigning.from_pem(
        VECTORS / "broker.cert.pem", files.holding(PEM), PASSWORD
    ),
    "damaged key": lambda files: RequestSigning.from_pem(
        VECTORS / "broker.cert.pem", files.holding(PEM.replace(b"MII", b"NII"))
    ),
    "no authority": lambda files: ClientCredentials.from_pkcs12(
        "id", files.p12, PASSWORD, trusted=files.holding(PEM)
    ),
    "no client id": lambda files: ClientCredentials.from_pkcs12("", files.p12, PASSWORD),
    "bad variable": lambda files: settings(variables(files, DIGIPOST_BROKER_ID="x")),
    "contradicting variables": lambda files: settings(variables(files, DIGIPOST_API_URL="https://x.example")),
    "two passwords": lambda files: settings(
        variables(files, DIGIPOST_CERTIFICATE_PASSWORD_FILE=str(files.holding(PASSWORD)))
    ),
    "password asked for": lambda files: settings(variables(files, DIGIPOST_BROKER_ID="x"), password=PASSWORD),
    "password file": lambda files: RequestSigning.from_pkcs12(
        VECTORS / "broker.p12", Secret.from_file(files.holding(PASSWORD))
    ),
    "password file in another encoding": lambda files: RequestSigning.from_pkcs12(
        files.p12, Secret.from_file(files.holding(f"{PASSWORD}å".encode("latin-1")))
    ),
}


@pytest.mark.costly
@pytest.mark.parametrize("failure", BAD_FILES)
def test_a_file_or_a_setting_that_cannot_be_used(failure: str, files: Files) -> None:
    with pytest.raises(DigipostError) as caught:
        BAD_FILES[failure](files)
    assert leaks(caught.value) == []


def token(body: str, status: int = 200) -> bytes:
    return f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


GRANTED = token(f'{{"access_token": "{TOKEN}", "expires_in": 3600}}')


@pytest.mark.costly
@pytest.mark.parametrize(
    "answer",
    [
        token(f'{{"access_token": "{TOKEN}"', 200),
        token(f'{{"access_token": "{TOKEN} x"}}'),
        token(f'{{"access_token": ["{TOKEN}"]}}'),
        token(f'{{"error": "no", "access_token": "{TOKEN}"}}', 400),
        token(f'{{"access_token": "{TOKEN}", "x": "{"x" * (1 << 20)}"}}'),
        CUT + TOKEN.encode(),
        HANG_UP,
    ],
    ids=["no JSON", "no token", "no text", "refused", "too long", "cut", "no answer"],
)
def test_no_token(answer: bytes, files: Files) -> None:
    credentials = ClientCredentials.from_pkcs12("id", files.p12, PASSWORD, trusted=files.root)
    with Loopback(answer, tls=files.issuers.server(files.folder)) as endpoint:
        environment = Environment.custom("http://127.0.0.1:9", f"{endpoint.origin}/token")
        config = ClientConfig(broker_id=12345, environment=environment, retries=ONCE)
        with DigipostClient(config, credentials) as client, pytest.raises(DigipostError) as caught:
            client.messages.send(letter())
    assert leaks(caught.value) == []


ANSWERS = {
    "refused": UNAUTHORIZED,
    "reset": RESET,
    "no answer": HANG_UP,
    "no HTTP": b"hello\r\n\r\n",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "cut": CUT,
    "not signed": b"HTTP/1.1 500 No\r\nContent-Length: 1\r\n\r\nx",
    "wrong signature": Reply(DELIVERY.body, 201, signed_path="/other").on_the_wire("/messages"),
    "error": error(403, "INVALID_SIGNATURE").on_the_wire("/messages"),
    "no XML": attrs.evolve(DELIVERY, body=b"<x").on_the_wire("/messages"),
}


@pytest.mark.thorough
@pytest.mark.costly
@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("kind", ["signature", "token"])
def test_a_request_that_fails(kind: str, answer: str, files: Files) -> None:
    signing = RequestSigning.from_pem(VECTORS / "broker.cert.pem", VECTORS / "broker.key.pem")
    tokens = ClientCredentials.from_pkcs12("id", files.p12, PASSWORD, trusted=files.root)
    entry = entry_point(create_message="/messages").on_the_wire("/")
    with (
        Loopback(entry, ANSWERS[answer]) as api,
        Loopback(GRANTED, tls=files.issuers.server(files.folder)) as endpoint,
    ):
        environment = Environment.custom(api.origin, f"{endpoint.origin}/token")
        config = ClientConfig(broker_id=12345, environment=environment, retries=ONCE)
        client = DigipostClient(config, signing if kind == "signature" else tokens, clock=lambda: NOW)
        with client, pytest.raises(DigipostError) as caught:
            client.messages.send(letter())
        assert not any(TOKEN.encode() in each for each in endpoint.heard)
        assert any(TOKEN.encode() in each for each in api.heard) == (kind == "token")
    assert leaks(caught.value) == []


@pytest.mark.parametrize("scheme", ["http", "nonsense"])
@pytest.mark.parametrize("answer", [HANG_UP, NO_PROXY], ids=["no answer", "407"])
def test_a_proxy_that_refuses(scheme: str, answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    signing = RequestSigning.from_pem(VECTORS / "broker.cert.pem", VECTORS / "broker.key.pem")
    with Loopback(answer) as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
            monkeypatch.setenv(name, f"{scheme}://user:{PROXY_PASSWORD}@127.0.0.1:{proxy.port}")
        environment = Environment.custom("https://api.digipost.example")
        config = ClientConfig(broker_id=12345, environment=environment, retries=ONCE)
        with DigipostClient(config, signing) as client, pytest.raises(DigipostError) as caught:
            client.messages.send(letter())
    assert leaks(caught.value) == []
