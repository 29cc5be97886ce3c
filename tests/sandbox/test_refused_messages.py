"""Letters that are refused: status, code, and nothing changed."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import attrs
import pytest

from tests.sandbox.wire import (
    BOUNDARY,
    MULTIPART,
    NOBODY,
    Caller,
    Letter,
    attachment,
    certificate_of,
    check_signature,
    multipart,
    part,
    port_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.sandbox import Sandbox
    from tests.sandbox.conftest import Clock

OTHER_UUID = "00000000-0000-4000-8000-000000000001"
MISMATCH = (400, "DOCUMENTS_AND_FILES_MISMATCH")
INVALID = (400, "SCHEMA_VALIDATION_ERROR")
PROBLEM = (400, "PROBLEM_WITH_REQUEST")


def changed(**changes: Any) -> Callable[[Letter], bytes]:  # noqa: ANN401 - fields of the letter
    return lambda letter: attrs.evolve(letter, **changes).body


def replaced(old: bytes, new: bytes) -> Callable[[Letter], bytes]:
    def body(letter: Letter) -> bytes:
        assert old in letter.xml
        return multipart(part("message", letter.xml.replace(old, new)), part(letter.uuid, letter.content))

    return body


def parts(*names: str) -> Callable[[Letter], bytes]:
    """A body with parts of these names; `uuid` stands for the letter's."""

    def body(letter: Letter) -> bytes:
        contents = {"message": letter.xml}
        return multipart(
            *(part(name.replace("uuid", letter.uuid), contents.get(name, b"content")) for name in names)
        )

    return body


def headless(header: bytes) -> Callable[[Letter], bytes]:
    return lambda letter: multipart(part("message", letter.xml), header + b"\r\n\r\n" + letter.content)


REFUSED: dict[str, tuple[Callable[[Letter], bytes], tuple[int, str]]] = {
    "empty body": (lambda _: b"", PROBLEM),
    "no multipart": (lambda letter: letter.xml, PROBLEM),
    "cut before its end": (lambda letter: letter.body[: -len(f"--{BOUNDARY}--\r\n")], PROBLEM),
    "malformed part header": (headless(b"Content Disposition\x00: x"), PROBLEM),
    "more parts than a message can have": (parts("message", "uuid", *map(str, range(203))), PROBLEM),
    "no part called message": (parts("uuid"), PROBLEM),
    "part without Content-Disposition": (
        headless(b"Content-Type: application/pdf"),
        (400, "MISSING_BODYPART_CONTENT_DISPOSITION"),
    ),
    "part without filename": (
        headless(b'Content-Disposition: attachment; name="x"'),
        (400, "MISSING_BODYPART_FILENAME"),
    ),
    "uuid without part": (parts("message"), MISMATCH),
    "attachment without part": (changed(attachments=attachment(OTHER_UUID)), MISMATCH),
    "part without uuid": (parts("message", "uuid", OTHER_UUID), MISMATCH),
    "part of another name": (parts("message", OTHER_UUID), MISMATCH),
    "part named like a path": (parts("message", "../../uuid"), MISMATCH),
    "two parts of one name": (parts("message", "uuid", "uuid"), MISMATCH),
    "two messages": (parts("message", "message", "uuid"), MISMATCH),
    "two documents of one uuid": (
        lambda letter: attrs.evolve(letter, attachments=attachment(letter.uuid)).body,
        MISMATCH,
    ),
    "document without uuid": (
        lambda letter: multipart(
            part("message", letter.xml.replace(f"<uuid>{letter.uuid}</uuid>".encode(), b"")),
            part(letter.uuid, letter.content),
        ),
        MISMATCH,
    ),
    "not well-formed": (replaced(b"</message>", b""), INVALID),
    "no XML at all": (
        lambda letter: multipart(part("message", b""), part(letter.uuid, letter.content)),
        INVALID,
    ),
    "unknown element": (replaced(b"<file-type>", b"<colour>red</colour><file-type>"), INVALID),
    "wrong order": (replaced(b"<file-type>pdf</file-type>", b""), INVALID),
    "number that is too short": (replaced(b"31108412345", b"3110841"), INVALID),
    "invalid data type": (
        changed(
            in_document='<data-type><invoice xmlns="http://api.digipost.no/schema/datatypes"/></data-type>'
        ),
        INVALID,
    ),
    "another root element": (
        lambda letter: multipart(
            part("message", b'<batch xmlns="http://api.digipost.no/schema/v8"/>'),
            part(letter.uuid, letter.content),
        ),
        INVALID,
    ),
    "document type declaration": (
        replaced(b'<?xml version="1.0" encoding="UTF-8"?>', b'<!DOCTYPE message [<!ENTITY a "Faktura">]>'),
        INVALID,
    ),
    "no subject": (changed(subject=""), (400, "MISSING_SUBJECT")),
    "blank subject": (changed(subject="<subject> \t </subject>"), (400, "MISSING_SUBJECT")),
    "blank subject of an attachment": (
        lambda letter: multipart(
            part("message", attrs.evolve(letter, attachments=attachment(OTHER_UUID, " ")).xml),
            part(letter.uuid, b"1"),
            part(OTHER_UUID, b"2"),
        ),
        (400, "MISSING_SUBJECT"),
    ),
    "unknown recipient": (changed(recipient=NOBODY), (404, "UNKNOWN_RECIPIENT")),
    "unknown Digipost address": (
        changed(recipient="<digipost-address>ola.nordmann#1235</digipost-address>"),
        (404, "UNKNOWN_RECIPIENT"),
    ),
    "unknown organisation": (
        changed(recipient="<organisation-number>984661185</organisation-number>"),
        (404, "UNKNOWN_RECIPIENT"),
    ),
    "sender without grant": (changed(sender="<sender-id>67890</sender-id>"), (403, "BROKER_NOT_AUTHORIZED")),
    "sender by organisation": (
        changed(
            sender="<sender-organization><organization-id>984661185</organization-id></sender-organization>"
        ),
        (403, "BROKER_NOT_AUTHORIZED"),
    ),
    "delivery time that has passed": (
        changed(before_document="<delivery-time>2024-06-03T14:00:01+02:00</delivery-time>"),
        (400, "DELIVERY_DATE_HISTORICAL"),
    ),
    "unknown batch": (
        changed(at_end=f"<batch><uuid>{OTHER_UUID}</uuid></batch>"),
        (400, "UNKNOWN_BATCH"),
    ),
}


@pytest.mark.parametrize(("body", "refusal"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_letter_is_refused_and_changes_nothing(
    sandbox: Sandbox, caller: Caller, body: Callable[[Letter], bytes], refusal: tuple[int, str]
) -> None:
    letter = Letter()
    certificate = certificate_of(caller.get("/"))

    answer = caller.post(body(letter))

    assert answer.refusal == refusal
    assert answer.text("error-type")
    check_signature(answer, "/messages", certificate)
    assert sandbox.letters == ()
    assert caller.get(f"/documents/777/{letter.uuid}/status").refusal == (404, "DOCUMENT_NOT_FOUND")
    assert caller.post(letter.body).status == 201  # neither its message id nor its uuid was used up


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/vnd.digipost-v8+xml", 415),
        (f"multipart/mixed; boundary={BOUNDARY}", 415),
        ("multipart/vnd.digipost-v8+xml", 400),
        (f"multipart/vnd.digipost-v8+xml; boundary={'x' * 71}", 400),
        (f"multipart/vnd.digipost-v8+xml; boundary={BOUNDARY}-other", 400),
    ],
)
def test_another_content_type_is_refused(
    sandbox: Sandbox, caller: Caller, content_type: str, status: int
) -> None:
    assert caller.post(Letter().body, content_type).refusal == (status, "PROBLEM_WITH_REQUEST")
    assert sandbox.letters == ()


def test_a_message_id_can_be_used_once(sandbox: Sandbox, caller: Caller) -> None:
    letter = Letter()
    assert caller.post(letter.body).status == 201

    for again in (letter, attrs.evolve(letter, uuid=str(uuid4()), content=b"something else")):
        assert caller.post(again.body).refusal == (400, "DUPLICATE_MESSAGE")
    (received,) = sandbox.letters
    assert dict(received.documents) == {UUID(letter.uuid): letter.content}


def test_a_letter_sent_again_is_a_duplicate_whatever_has_changed_in_between(
    caller: Caller, clock: Clock
) -> None:
    letter = Letter(before_document="<delivery-time>2024-06-03T12:01:00Z</delivery-time>")
    assert caller.post(letter.body).status == 201
    clock.now += timedelta(minutes=2)

    assert caller.post(letter.body).refusal == (400, "DUPLICATE_MESSAGE")


def test_the_uuid_of_a_document_can_be_used_once(sandbox: Sandbox, caller: Caller) -> None:
    uuid = str(uuid4())
    letter = Letter(attachments=attachment(uuid))
    body = multipart(part("message", letter.xml), part(letter.uuid, b"1"), part(uuid, b"2"))
    assert caller.post(body).status == 201

    again = Letter(message_id="message-2", uuid=uuid)

    assert caller.post(again.body).refusal == (400, "DUPLICATE_DOCUMENT_ID")
    assert len(sandbox.letters) == 1
    assert caller.post(Letter(message_id="message-2").body).status == 201


def test_a_refusal_does_not_repeat_what_was_sent(caller: Caller) -> None:
    wrong = {
        "number": b"31108412346789",
        "enumeration": b"<authentication-level>SECRET WORD</authentication-level>",
        "date": b"<opened>SECRET WORD</opened>",
    }
    bodies = [
        replaced(b"31108412345", wrong["number"]),
        replaced(b"</file-type>", b"</file-type>" + wrong["enumeration"]),
        replaced(b"</file-type>", b"</file-type>" + wrong["date"]),
    ]

    for body in bodies:
        answer = caller.post(body(Letter()))
        assert answer.refusal == INVALID
        assert b"3110841" not in answer.body
        assert b"SECRET" not in answer.body
        assert b"The value" in answer.body


def test_of_many_letters_with_one_message_id_at_once_one_is_accepted(
    sandbox: Sandbox, caller: Caller
) -> None:
    count = 6
    letters = [Letter(content=b"%d" % number) for number in range(count)]
    connections = [socket.create_connection(("127.0.0.1", port_of(sandbox)), timeout=10) for _ in letters]
    for connection, letter in zip(connections, letters, strict=True):
        # All of them but for the last byte, so that every one is under way before the first is complete.
        connection.sendall(request(caller, letter)[:-1])

    def finish(connection: socket.socket) -> bytes:
        with connection:
            connection.sendall(b"\n")
            return connection.recv(65536).partition(b"\r\n")[0]

    with ThreadPoolExecutor(count) as pool:
        statuses = sorted(pool.map(finish, connections))

    assert statuses == [b"HTTP/1.1 201 Created"] + [b"HTTP/1.1 400 Bad Request"] * (count - 1)
    assert len(sandbox.letters) == 1


def request(caller: Caller, letter: Letter) -> bytes:
    headers = {"Host": "127.0.0.1", "Content-Type": MULTIPART}
    headers |= caller.headers("POST", "/messages", letter.body)
    lines = [f"{name}: {value}\r\n" for name, value in headers.items()]
    return f"POST /messages HTTP/1.1\r\n{''.join(lines)}\r\n".encode() + letter.body
