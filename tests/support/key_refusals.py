"""An encrypted letter, and a server that refuses its key."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import attrs

from digipost import DigipostClient
from digipost.retries import RetryPolicy
from tests.support.counterpart import (
    API,
    CONFIG,
    NOW,
    V8,
    VECTORS,
    Counterpart,
    Reply,
    entry_point,
    error,
)
from tests.support.letters import document, letter
from tests.support.pdfs import pdf
from tests.support.wired import link

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost import Message, RequestSigning


SECRET = letter(message_id="letter-1", primary_document=document(pdf(), encrypt=True))


STATUS = f"/documents/12345/{SECRET.primary_document.uuid}/status"


WRONG_KEY = error(400, "CONTENT_NOT_ENCRYPTED_WITH_CORRECT_KEY")
TWICE = attrs.evolve(CONFIG, retries=RetryPolicy(attempts=2, first_wait=timedelta(0)))


# The serial numbers of two certificates, by which CMS names them, as openssl shows them.
FIRST, SECOND = (
    bytes.fromhex(number)
    for number in ("2B59B643D1046316F332A283217FF0AB88D9B255", "49EBE92F7449826C1B0C0D45900454D1695D57F5")
)


def certificate(name: str) -> Reply:
    pem = (VECTORS / f"{name}.cert.pem").read_text()
    return Reply(f"<encryption-certificate {V8}>{pem}</encryption-certificate>".encode())


def user(key_id: str) -> Reply:
    key = (VECTORS / "recipient.pub.pem").read_text()
    name = "identification-result-with-encryption-key"
    return Reply(
        f"<{name} {V8}><identification-result><result>DIGIPOST</result></identification-result>"
        f'<encryption-key key-id="{key_id}">{key}</encryption-key></{name}>'.encode()
    )


def status_of(message: Message, content_hash: str) -> Reply:
    """The status of the primary document, delivered with this hash."""
    document_status = (
        f'<document-status {V8} uuid="{message.primary_document.uuid}" status="DELIVERED" channel="DIGIPOST" '
        f'content-hash="{content_hash}"/>'
    )
    return Reply(document_status.encode())


def digipost(*answers: Reply | Exception, look_up: Callable[[], Reply] | None = None) -> Counterpart:
    """One that changes its keys after having told them once."""
    links = (
        link("identify_recipient_with_encryption_key", f"{API}/identify"),
        link("get_print_encryption_certificate", f"{API}/print"),
    )
    return Counterpart(
        {
            "/": [entry_point(*links)],
            "/identify": [user("old-key"), user("new-key")],
            "/print": [certificate("print"), certificate("server")],
            "/messages": answers,
            STATUS: [(lambda _: look_up()) if look_up else error(404, "DOCUMENT_NOT_FOUND")],
        }
    )


def client_of(transport: Counterpart, credentials: RequestSigning) -> DigipostClient:
    return DigipostClient(TWICE, credentials, transport=transport, clock=lambda: NOW)


def letters(transport: Counterpart) -> list[bytes]:
    return [each.body or b"" for each in transport.received if each.target == "/messages"]
