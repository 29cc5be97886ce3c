"""The entry point, and the status of documents."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from cryptography import x509

from tests.support.raw_requests import (
    NOBODY,
    PRINT_DETAILS,
    V8,
    Answer,
    Caller,
    Letter,
    attachment,
    certificate_of,
    check_signature,
    content_hash,
    exchange,
    multipart,
    part,
)

if TYPE_CHECKING:
    from lxml import etree

    from digipost.sandbox import Sandbox
    from tests.sandbox.conftest import Clock


BROKERS = {
    "create_message": "/messages",
    "identify_recipient": "/identification",
    "identify_recipient_with_encryption_key": "/identification/encryption-key",
    "search": "/recipients/search",
    "autocomplete": "/recipients/suggest",
    "get_print_encryption_certificate": "/print/encryption-certificate",
    "get_sender_information": "/sender",
    "document_events": "/documents/events",
    "create_batch": "/batch",
    "get_batch": "/batch/",
    "archive_documents": "/archive/documents",
    "add_tag": "/tags/add",
    "remove_tag": "/tags/remove",
    "get_tags": "/tags",
    "create_or_activate_user_account": "/user-accounts",
}
"""The targets of an entry point's links, for any sender."""
SENDERS = {
    "document_status": "documents/{}/",
    "get_inbox": "{}/inbox",
    "get_archives": "{}/archives",
    "get_archive_document_by_uuid": "{}/archive/document/",
    "get_archive_documents_by_referenceid": "{}/archive/document/referenceid/",
    "get_share_documents_request_state": "{}/share-documents-requests/uuid/",
}
"""The targets of the links with the sender in their path."""


def links(answer: Answer) -> dict[str | None, str | None]:
    return {link.get("rel"): link.get("uri") for link in answer.xml.iter(f"{V8}link")}


def attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def test_the_entry_point_has_a_certificate_that_is_valid_now(caller: Caller, clock: Clock) -> None:
    certificate = x509.load_pem_x509_certificate(certificate_of(caller.get("/")).encode())

    assert certificate.not_valid_before_utc < clock.now < certificate.not_valid_after_utc


@pytest.mark.parametrize(("path", "sender_id"), [("/", 777), ("/777", 777), ("/67890", 67890)])
def test_the_entry_point_links_to_what_is_served_for_that_sender(
    sandbox: Sandbox, caller: Caller, path: str, sender_id: int
) -> None:
    sandbox.allow(777, 67890)
    served = BROKERS | {relation: f"/{place.format(sender_id)}" for relation, place in SENDERS.items()}

    assert links(caller.get(path)) == {
        f"{sandbox.url}/relations/{relation}": f"{sandbox.url}{place}" for relation, place in served.items()
    }


def test_a_sender_that_has_not_granted_it_is_refused(caller: Caller) -> None:
    letter = Letter()
    assert caller.post(letter.body).status == 201

    assert caller.get("/67890").refusal == (403, "BROKER_NOT_AUTHORIZED")
    assert caller.get(f"/documents/67890/{letter.uuid}/status").refusal == (403, "BROKER_NOT_AUTHORIZED")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/messages"),
        ("DELETE", "/"),
        ("GET", "/nowhere"),
        ("GET", f"/{'9' * 5000}"),
        ("POST", "/67890/inbox"),
        ("GET", "/identification"),
    ],
)
def test_what_is_not_served_is_not_found(caller: Caller, method: str, path: str) -> None:
    answer = exchange(caller.sandbox, method, path, caller.headers(method, path))

    assert answer.refusal == (404, "PROBLEM_WITH_REQUEST")


def test_the_status_is_served_at_the_fixed_path_and_by_the_link(sandbox: Sandbox, caller: Caller) -> None:
    letter = Letter()
    caller.post(letter.body)
    link = links(caller.get("/"))[f"{sandbox.url}/relations/document_status"]
    assert link is not None

    by_path = caller.get(f"/documents/777/{letter.uuid}/status")
    by_link = caller.get(f"{link.removeprefix(sandbox.url)}{letter.uuid}")

    assert by_path.body == by_link.body
    assert attributes(by_path.xml) == {
        "uuid": letter.uuid,
        "sender-id": "777",
        "status": "DELIVERED",
        "created": "2024-06-03T12:00:02Z",
        "delivered": "2024-06-03T12:00:02Z",
        "channel": "DIGIPOST",
        "is-primary-document": "true",
        "content-hash": content_hash(letter.content),
        "content-hash-algorithm": "SHA256",
    }


def test_the_status_of_the_primary_document_has_those_of_its_attachments(caller: Caller) -> None:
    uuid = str(uuid4())
    letter = Letter(attachments=attachment(uuid), in_document="<opening-receipt>yes</opening-receipt>")
    caller.post(multipart(part("message", letter.xml), part(letter.uuid, b"one"), part(uuid, b"two")))

    primary = caller.get(f"/documents/777/{letter.uuid}/status").xml
    alone = caller.get(f"/documents/777/{uuid}/status").xml

    (attached,) = primary
    assert (primary.get("read"), primary.get("content-hash")) == ("N", content_hash(b"one"))
    assert attributes(attached) == attributes(alone)
    assert (alone.get("is-primary-document"), alone.get("content-hash")) == ("false", content_hash(b"two"))
    assert "read" not in alone.attrib  # no opening receipt was asked for
    assert len(alone) == 0


@pytest.mark.parametrize("uuid", ["00000000-0000-4000-8000-000000000001", "no-uuid"])
def test_a_document_that_nobody_sent_is_not_found(caller: Caller, uuid: str) -> None:
    caller.post(Letter().body)

    assert caller.get(f"/documents/777/{uuid}/status").refusal == (404, "DOCUMENT_NOT_FOUND")


def test_a_letter_for_later_is_delivered_when_its_time_comes(caller: Caller, clock: Clock) -> None:
    letter = Letter(before_document="<delivery-time>2024-06-03T14:02:02+02:00</delivery-time>")
    assert caller.post(letter.body).text("delivery-time") == "2024-06-03T14:02:02+02:00"

    before = caller.get(f"/documents/777/{letter.uuid}/status").xml
    clock.now += timedelta(minutes=2)
    after = caller.get(f"/documents/777/{letter.uuid}/status").xml

    assert (before.get("status"), before.get("delivered")) == ("NOT_DELIVERED", None)
    assert (after.get("status"), after.get("delivered")) == ("DELIVERED", "2024-06-03T14:02:02+02:00")


def test_the_status_of_paper_says_so(caller: Caller) -> None:
    letter = Letter(recipient=NOBODY + PRINT_DETAILS)
    caller.post(letter.body)

    assert caller.get(f"/documents/777/{letter.uuid}/status").xml.get("channel") == "PRINT"


def test_a_bug_of_the_sandbox_is_told_signed_and_logged(
    caller: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    letter = Letter(content=b"%PDF-1.7 " + bytes(300_000))  # more than is kept in the database
    assert caller.post(letter.body).status == 201
    # It relies on its own files, as well it may.
    caller.sandbox.letters[0].documents.path(UUID(letter.uuid)).unlink()
    path = f"/documents/777/{letter.uuid}/content"

    answer = caller.get(path)

    assert answer.refusal == (500, "SERVER_ERROR")
    check_signature(answer, path, certificate_of(caller.get("/")))
    (record,) = (each for each in caplog.records if each.levelname == "ERROR")
    assert record.name == "digipost.sandbox.application"
    assert record.exc_info is not None
    assert record.exc_info[0] is FileNotFoundError
    assert caller.get("/").status == 200
