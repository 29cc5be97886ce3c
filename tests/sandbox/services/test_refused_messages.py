"""Letters that are refused: those sent again, those sent at once, and what a refusal does not say."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import attrs

from tests.support.raw_requests import (
    MULTIPART,
    Caller,
    Letter,
    attachment,
    multipart,
    part,
    port_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.sandbox import Sandbox
    from tests.sandbox.conftest import Clock

INVALID = (400, "SCHEMA_VALIDATION_ERROR")


def replaced(old: bytes, new: bytes) -> Callable[[Letter], bytes]:
    def body(letter: Letter) -> bytes:
        assert old in letter.xml
        return multipart(part("message", letter.xml.replace(old, new)), part(letter.uuid, letter.content))

    return body


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
