"""The bytes on the wire, caught by a bare socket and judged by the `openssl` program.

The strings that must have been signed are written out here, from what is documented and what was caught.
"""

from __future__ import annotations

import subprocess
from base64 import b64decode, b64encode
from importlib.metadata import version
from typing import TYPE_CHECKING
from uuid import UUID

import attrs
import pytest

from digipost import ClientConfig, DigipostClient, Document, Environment, Message, recipient
from tests.support.counterpart import DATE, NOW, V8, VECTORS, Reply, delivery_of, entry_point
from tests.support.loopback import Loopback

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.authentication import RequestSigning

UUID_TEXT = "00000000-0000-4000-8000-000000000011"
STATUS_PATH = f"/documents/67890/{UUID_TEXT}/status"
STATUS = Reply(
    f'<document-status {V8} uuid="{UUID_TEXT}" sender-id="67890" created="2024-06-03T12:00:02Z" '
    'status="DELIVERED" channel="DIGIPOST" is-primary-document="true"/>'.encode()
)
USER_AGENT = f"digipost-python/{version('digipost')}"


@attrs.frozen
class Caught:
    """One request, taken apart by hand."""

    line: str
    headers: dict[str, str]
    body: bytes

    @classmethod
    def of(cls, data: bytes) -> Caught:
        head, _, body = data.partition(b"\r\n\r\n")
        line, *fields = head.decode("ascii").split("\r\n")
        pairs = [field.split(": ", 1) for field in fields]
        headers = {name: value for name, value in pairs}  # noqa: C416 - pairs are lists
        assert len(headers) == len(pairs)
        return cls(line, headers, body)


@pytest.fixture(scope="module")
def requests(credentials: RequestSigning) -> list[Caught]:
    """The requests of a client that sends a letter and asks where it is."""
    letter = Message(
        recipient=recipient.by_personal_identification_number("31108412345"),
        sender_id=67890,
        message_id="letter-1",
        primary_document=Document.from_bytes(
            b"%PDF-1.7\r\n\x00\xff", subject="Årsoppgave", file_type="pdf", uuid=UUID(UUID_TEXT)
        ),
    )
    answers = [
        entry_point(create_message="/Messages?A=%2B").on_the_wire("/"),
        delivery_of(letter, sender_id=67890).on_the_wire("/Messages"),
        STATUS.on_the_wire(STATUS_PATH),
    ]
    with Loopback(*answers) as server:
        config = ClientConfig(broker_id=12345, environment=Environment.custom(server.origin))
        with DigipostClient(config, credentials, clock=lambda: NOW) as client:
            assert client.messages.send(letter).status == "DELIVERED"
            assert client.documents.status(UUID_TEXT, sender_id=67890).sender_id == 67890
        assert server.connections == 1
    caught = [Caught.of(request) for request in server.heard]
    assert {each.headers.pop("Host") for each in caught} == {f"127.0.0.1:{server.port}"}
    return caught


def openssl(*arguments: str | Path, data: bytes = b"") -> bytes:
    return subprocess.run(["openssl", *arguments], input=data, check=True, capture_output=True).stdout


def verified(canonical: str, signature: str, folder: Path) -> bool:
    """Return True if openssl finds that the broker's certificate signed this string."""
    key, raw = folder / "broker.pem", folder / "signature"
    key.write_bytes(openssl("x509", "-in", VECTORS / "broker.cert.pem", "-noout", "-pubkey"))
    raw.write_bytes(b64decode(signature, validate=True))
    command: list[str | Path] = ["openssl", "dgst", "-sha256", "-verify", key, "-signature", raw]
    result = subprocess.run(command, input=canonical.encode(), capture_output=True, check=False)
    assert result.stdout.strip() in {b"Verified OK", b"Verification failure", b"Verification Failure"}
    return result.returncode == 0


def test_the_request_lines_are_those_of_the_operations(requests: list[Caught]) -> None:
    assert [each.line for each in requests] == [
        "GET / HTTP/1.1",
        "POST /Messages?A=%2B HTTP/1.1",
        f"GET {STATUS_PATH} HTTP/1.1",
    ]


@pytest.mark.parametrize("index", [0, 2])
def test_a_get_has_these_headers_and_no_others(requests: list[Caught], index: int) -> None:
    headers = dict(requests[index].headers)
    assert headers.pop("X-Digipost-Signature")
    assert requests[index].body == b""
    assert headers == {
        "Accept": "application/vnd.digipost-v8+xml",
        "Accept-Encoding": "gzip",
        "Cache-Control": "no-store",
        "Date": DATE,
        "User-Agent": USER_AGENT,
        "X-Digipost-UserId": "12345",
    }


def test_a_message_has_these_headers_and_no_others(requests: list[Caught]) -> None:
    headers = dict(requests[1].headers)
    assert headers.pop("X-Digipost-Signature")
    assert headers.pop("X-Content-SHA256")
    media_type, _, boundary = headers.pop("Content-Type").partition("; boundary=")
    assert media_type == "multipart/vnd.digipost-v8+xml"
    assert requests[1].body.endswith(f"\r\n--{boundary}--\r\n".encode())
    assert headers == {
        "Accept": "application/vnd.digipost-v8+xml",
        "Accept-Encoding": "gzip",
        "Cache-Control": "no-store",
        "Content-Length": str(len(requests[1].body)),
        "Date": DATE,
        "MIME-Version": "1.0",
        "User-Agent": USER_AGENT,
        "X-Digipost-UserId": "12345",
    }


def test_the_hash_is_openssls_of_the_body_as_it_was_sent(requests: list[Caught]) -> None:
    digest = openssl("dgst", "-sha256", "-binary", data=requests[1].body)
    assert requests[1].headers["X-Content-SHA256"] == b64encode(digest).decode()


def test_the_document_is_in_the_body_byte_for_byte(requests: list[Caught]) -> None:
    assert (
        f'filename="{UUID_TEXT}"\r\nContent-Type: application/pdf\r\n\r\n'.encode()
        + b"%PDF-1.7\r\n\x00\xff\r\n--"
        in requests[1].body
    )


def canonical_strings(requests: list[Caught]) -> list[str]:
    digest = requests[1].headers["X-Content-SHA256"]
    return [
        f"GET\n/\ndate: {DATE}\nx-digipost-userid: 12345\n\n",
        f"POST\n/messages\ndate: {DATE}\nx-content-sha256: {digest}\nx-digipost-userid: 12345\na=%2b\n",
        f"GET\n/documents/67890/{UUID_TEXT}/status\ndate: {DATE}\nx-digipost-userid: 12345\n\n",
    ]


@pytest.mark.thorough
@pytest.mark.parametrize("index", [0, 1, 2])
def test_openssl_verifies_the_signature_and_nothing_near_it(
    requests: list[Caught], index: int, tmp_path: Path
) -> None:
    canonical, signature = canonical_strings(requests)[index], requests[index].headers["X-Digipost-Signature"]
    assert verified(canonical, signature, tmp_path)
    for wrong in (canonical[:-1], canonical + "\n", canonical.replace("12345", "12346"), canonical.upper()):
        assert not verified(wrong, signature, tmp_path)
