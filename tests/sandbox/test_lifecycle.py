"""Starting, stopping and starting again; certificates; and our own client."""

from __future__ import annotations

import logging
import socket
import stat
import subprocess
import sys
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as generate_ec_key
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from digipost import recipient
from digipost.document import Document
from digipost.environments import Environment
from digipost.errors import ConfigurationError, InvalidValueError
from digipost.message import Message
from digipost.sandbox import Sandbox
from digipost_schema import api_v8
from tests.sandbox.conftest import VECTORS
from tests.support.raw_requests import BROKER_ID, MULTIPART, Caller, Letter, port_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sandbox.conftest import Clock


def listens(sandbox: Sandbox) -> bool:
    with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port_of(sandbox))):
        return True
    return False


def half_a_letter(caller: Caller) -> socket.socket:
    letter = Letter()
    headers = {"Host": "127.0.0.1", "Content-Type": MULTIPART}
    headers |= caller.headers("POST", "/messages", letter.body)
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    connection = socket.create_connection(("127.0.0.1", port_of(caller.sandbox)), timeout=10)
    connection.sendall(f"POST /messages HTTP/1.1\r\n{head}\r\n".encode() + letter.body[:-40])
    return connection


def test_it_listens_from_start_to_close_and_both_may_come_twice() -> None:
    sandbox = Sandbox()
    assert sandbox.start() is sandbox
    url = sandbox.url
    sandbox.start()
    assert sandbox.url == url
    assert listens(sandbox)

    sandbox.close()
    assert not listens(sandbox)
    sandbox.close()


def test_it_listens_where_it_is_told_to() -> None:
    with Sandbox() as sandbox:
        port = port_of(sandbox)
    with Sandbox(port=port) as another:
        assert another.url == sandbox.url


def test_a_sandbox_that_was_never_started_has_no_address_and_can_be_closed() -> None:
    sandbox = Sandbox()
    sandbox.close()

    with pytest.raises(RuntimeError, match=r"start\(\)"):
        _ = sandbox.url


def test_started_again_it_has_the_same_address_and_letters(sandbox: Sandbox, caller: Caller) -> None:
    letter, url = Letter(), sandbox.url
    caller.post(letter.body)
    sandbox.close()
    assert sandbox.letters[0].documents[UUID(letter.uuid)] == letter.content
    sandbox.start()

    assert sandbox.url == url
    assert caller.post(letter.body).refusal == (400, "DUPLICATE_MESSAGE")


def test_two_sandboxes_know_nothing_of_each_other(sandbox: Sandbox, caller: Caller) -> None:
    with Sandbox() as other:
        assert other.url != sandbox.url
        caller.post(Letter().body)
        assert other.letters == ()


def test_closing_cuts_a_letter_that_is_still_coming_in(sandbox: Sandbox, caller: Caller) -> None:
    with half_a_letter(caller) as connection:
        sandbox.close()
        with suppress(ConnectionResetError):
            assert connection.recv(1) == b""

    assert sandbox.letters == ()
    assert sandbox.requests == ()


def test_a_letter_that_breaks_off_leaves_nothing_behind(sandbox: Sandbox, caller: Caller) -> None:
    half_a_letter(caller).close()
    assert caller.get("/").status == 200

    sandbox.close()
    assert sandbox.letters == ()
    assert [request.target for request in sandbox.requests] == ["/"]


def test_a_clock_without_a_zone_is_refused() -> None:
    with pytest.raises(InvalidValueError, match=r"Sandbox\.clock"):
        Sandbox(clock=lambda: datetime(2024, 6, 3))  # noqa: DTZ001 - that is what is refused


def test_the_environment_is_its_address(sandbox: Sandbox) -> None:
    token_url = sandbox.environment.token_url
    assert token_url is not None
    assert token_url.startswith("https://127.0.0.1:")
    assert token_url.endswith("/oauth2/token")
    assert sandbox.environment == Environment.custom(sandbox.url, token_url)


def test_its_client_sends_letters_and_is_closed_with_it(clock: Clock) -> None:
    document = Document.from_bytes(b"%PDF-1.7", subject="Faktura", file_type="pdf")
    letter = Message(
        sender_id=67890,
        recipient=recipient.by_personal_identification_number("31108412345"),
        primary_document=document,
    )
    with Sandbox(clock=clock) as sandbox:
        client = sandbox.client()
        delivery = client.messages.send(letter)
        status = client.documents.status(document.uuid, sender_id=67890)

    assert delivery.status is api_v8.MessageStatus.DELIVERED
    assert delivery == sandbox.letters[0].delivery
    assert status.status is api_v8.DeliveryStatus.DELIVERED
    assert sandbox.letters[0].documents == {document.uuid: b"%PDF-1.7"}
    assert sandbox.letters[0].broker_id == sandbox.broker_id == 12345


@pytest.mark.thorough
def test_a_certificate_can_be_issued_for_a_broker_and_its_senders(
    sandbox: Sandbox, tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / "certificate.p12"
    path.write_text("something open to all")
    path.chmod(0o644)

    sandbox.issue_certificate(path, "hemmelig", broker_id=BROKER_ID, senders=(4711, 4712))

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = load_pkcs12(path.read_bytes(), b"hemmelig")
    assert isinstance(content.key, RSAPrivateKey)
    assert content.cert is not None
    certificate = content.cert.certificate
    assert certificate.not_valid_before_utc < clock.now < certificate.not_valid_after_utc
    assert certificate.public_key() == content.key.public_key()
    caller = Caller(sandbox, content.key)
    assert [caller.get(f"/{sender}").status for sender in (BROKER_ID, 4711, 4712, 4713)] == [
        200,
        200,
        200,
        403,
    ]


def test_the_certificate_before_stays_usable(caller: Caller, tmp_path: Path) -> None:
    caller.sandbox.issue_certificate(tmp_path / "new.p12", "hemmelig", broker_id=BROKER_ID)

    assert caller.get("/").status == 200


@pytest.mark.thorough
def test_the_certificate_file_is_encrypted(sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "certificate.p12"
    sandbox.issue_certificate(path, "hemmelig")

    command = ["openssl", "pkcs12", "-in", str(path), "-noenc", "-passin"]
    assert subprocess.run([*command, "pass:wrong"], check=False, capture_output=True).returncode != 0
    opened = subprocess.run([*command, "pass:hemmelig"], check=True, capture_output=True).stdout
    assert b"-----BEGIN PRIVATE KEY-----" in opened


@pytest.mark.parametrize(
    ("name", "password", "message"),
    [("c.p12", "", "password"), ("nowhere/c.p12", "hemmelig", "cannot be written")],
)
def test_a_certificate_that_cannot_be_written_is_not_registered(
    caller: Caller, tmp_path: Path, name: str, password: str, message: str
) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        caller.sandbox.issue_certificate(tmp_path / name, password, broker_id=BROKER_ID, senders=(4711,))

    assert "hemmelig" not in str(caught.value)
    assert caller.get("/4711").refusal == (403, "BROKER_NOT_AUTHORIZED")


def test_a_certificate_of_ones_own_can_be_registered(sandbox: Sandbox, caller: Caller) -> None:
    certificate = x509.load_pem_x509_certificate((VECTORS / "broker.cert.pem").read_bytes())
    sandbox.register_broker(4711, certificate)
    sandbox.allow(BROKER_ID, 4711)

    assert caller.get("/4711").status == 200


def ec_certificate(clock: Clock) -> bytes:
    key = generate_ec_key(SECP256R1())
    name = x509.Name([])
    certificate = x509.CertificateBuilder(name, name, key.public_key(), 1, clock.now, clock.now).sign(
        key, SHA256()
    )
    return certificate.public_bytes(Encoding.PEM)


def test_a_certificate_without_an_rsa_key_is_refused(sandbox: Sandbox, clock: Clock) -> None:
    with pytest.raises(ConfigurationError, match="RSA"):
        sandbox.register_broker(4711, ec_certificate(clock))
    with pytest.raises(ConfigurationError, match="cannot be read"):
        sandbox.register_broker(4711, b"no certificate")


def test_no_request_is_logged_and_the_programs_own_logging_stays_as_it_is(
    caller: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    loggers = [logging.getLogger(name) for name in ("uvicorn", "uvicorn.error", "uvicorn.access")]
    before = [(logger.level, logger.handlers, logger.propagate) for logger in loggers]
    with caplog.at_level(logging.INFO), Sandbox() as other:
        Caller(other, caller.key).get("/67890?secret=1")
        caller.post(Letter().body)

    assert not [record for record in caplog.records if "/" in record.getMessage()]
    assert [(logger.level, logger.handlers, logger.propagate) for logger in loggers] == before


@pytest.mark.thorough
@pytest.mark.parametrize("module", ["starlette", "uvicorn", "python_multipart"])
def test_without_the_extra_the_import_says_what_to_install(module: str) -> None:
    program = f"import sys; sys.modules[{module!r}] = None; import digipost.sandbox"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert f"ImportError: The sandbox needs {module}" in done.stderr
    assert "pip install 'digipost[sandbox]'" in done.stderr
