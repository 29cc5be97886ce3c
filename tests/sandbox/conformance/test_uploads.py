"""Multipart bodies: the parts, their names, and the documents that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
import pytest

from tests.sandbox.conformance.cases import (
    CONCLUSION,
    PROBLEM,
    STATUS,
    XML,
    Refused,
    Request,
    check_accepted,
    check_refused,
    refused,
    upload,
)
from tests.support.raw_requests import BOUNDARY, Letter, attachment, content_hash, multipart, part

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.raw_requests import Caller

OTHER = "00000000-0000-4000-8000-000000000001"
VENDOR = "multipart/vnd.digipost-v8+xml"


def body(make: Callable[[Letter], bytes]) -> Callable[[Letter], Request]:
    return lambda letter: upload(make(letter))


def parts(*names: str) -> Callable[[Letter], Request]:
    """Parts of these names, of which `uuid` stands for the letter's."""

    def make(letter: Letter) -> bytes:
        contents = {"message": letter.xml, "uuid": letter.content}
        return multipart(
            *(part(name.replace("uuid", letter.uuid), contents.get(name, b"content")) for name in names)
        )

    return body(make)


def second(head: bytes) -> Callable[[Letter], Request]:
    """The part of the document under another head."""
    return body(lambda letter: multipart(part("message", letter.xml), head + b"\r\n\r\n" + letter.content))


def typed(content_type: str) -> Callable[[Letter], Request]:
    return lambda letter: attrs.evolve(upload(letter.body), content_type=content_type)


def two_of_one_uuid(letter: Letter) -> Request:
    return upload(attrs.evolve(letter, attachments=attachment(letter.uuid)).body)


def without_uuid(letter: Letter) -> Request:
    xml = letter.xml.replace(f"<uuid>{letter.uuid}</uuid>".encode(), b"")
    return upload(multipart(part("message", xml), part(letter.uuid, letter.content)))


def attachment_without_part(letter: Letter) -> Request:
    return upload(attrs.evolve(letter, attachments=attachment(OTHER)).body)


REFUSED: list[Refused[Letter]] = [
    *refused(
        415,
        PROBLEM,
        STATUS,
        ("a body of another type", typed(XML), VENDOR),
        ("multipart of another type", typed(f"multipart/mixed; boundary={BOUNDARY}"), VENDOR),
    ),
    *refused(
        400,
        PROBLEM,
        CONCLUSION,
        ("no boundary", typed(VENDOR), "boundary"),
        ("a boundary of more than 70 characters", typed(f"{VENDOR}; boundary={'x' * 71}"), "70 characters"),
        ("another boundary than the body's", typed(f"{VENDOR}; boundary=x"), "well-formed"),
        ("an empty body", body(lambda _: b""), "well-formed"),
        ("a body that is no multipart", body(lambda letter: letter.xml), "well-formed"),
        ("no closing boundary", body(lambda letter: letter.body[:-24]), "closing boundary"),
        ("a malformed head of a part", second(b"Content Disposition\x00: x"), "well-formed"),
        (
            "more parts than a message has",
            parts("message", "uuid", *map(str, range(203))),
            "well-formed",
        ),
        ("no part called message", parts("uuid"), "`message`"),
    ),
    *refused(
        400,
        "MISSING_BODYPART_CONTENT_DISPOSITION",
        CONCLUSION,
        (
            "a part without disposition",
            second(b"Content-Type: application/pdf"),
            "Content-Disposition",
        ),
    ),
    *refused(
        400,
        "MISSING_BODYPART_FILENAME",
        CONCLUSION,
        ("a part without filename", second(b'Content-Disposition: attachment; name="x"'), "filename"),
    ),
    *refused(
        400,
        "DOCUMENTS_AND_FILES_MISMATCH",
        CONCLUSION,
        ("a document without part", parts("message"), "No part"),
        ("an attachment without part", attachment_without_part, "No part"),
        ("a part without document", parts("message", "uuid", OTHER), "no document's"),
        ("a part of another uuid", parts("message", OTHER), "No part"),
        ("a part named like a path", parts("message", "../../uuid"), "No part"),
        ("two parts of one name", parts("message", "uuid", "uuid"), "same filename"),
        ("two messages", parts("message", "message", "uuid"), "same filename"),
        ("two documents of one uuid", two_of_one_uuid, "Two documents"),
        ("a document without uuid", without_uuid, "no uuid"),
    ),
]


def test_refused(caller: Caller) -> None:
    letters = [Letter(message_id=str(uuid4())) for _ in REFUSED]
    check_refused(
        caller,
        [(case, case.spoil(each), upload(each.body)) for case, each in zip(REFUSED, letters, strict=True)],
    )


JAVA = (
    b'Content-Disposition: attachment; filename="message"\r\nContent-Type: %s; charset=UTF-8\r\n\r\n',
    b'Content-Disposition: attachment; filename="%s"\r\nContent-Type: application/pdf\r\n\r\n',
)
DOTNET = (
    b'Content-Type: %s\r\nContent-Disposition: attachment; filename="message"\r\n\r\n',
    b"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=%s\r\n\r\n",
)
DOCUMENTATION = (DOTNET[0], DOTNET[1].replace(b"application/octet-stream", b"text/plain"))


@pytest.mark.parametrize("heads", [JAVA, DOTNET, DOCUMENTATION], ids=["java", "dotnet", "documentation"])
def test_the_layouts_of_digiposts_clients_and_documentation_are_accepted(
    caller: Caller, heads: tuple[bytes, bytes]
) -> None:
    letter = Letter(message_id=str(uuid4()), content=b"%PDF-1.7\r\n--\r\n")
    first = heads[0] % XML.encode() + letter.xml
    answer = check_accepted(
        caller, upload(multipart(first, heads[1] % letter.uuid.encode() + letter.content))
    )
    assert content_hash(letter.content).encode() in answer.body


@pytest.mark.parametrize(
    "content_type",
    [
        f"{VENDOR}; boundary={BOUNDARY}; charset=UTF-8",
        f'{VENDOR};boundary="{BOUNDARY}"',
        f"MULTIPART/VND.digipost-v8+XML; boundary={BOUNDARY}",
    ],
)
def test_media_types_are_compared_without_their_parameters(caller: Caller, content_type: str) -> None:
    check_accepted(caller, typed(content_type)(Letter(message_id=str(uuid4()))))


def test_the_parts_may_come_in_any_order(caller: Caller) -> None:
    letter = Letter(message_id=str(uuid4()))
    check_accepted(caller, upload(multipart(part(letter.uuid, letter.content), part("message", letter.xml))))


def test_headers_that_change_nothing_are_accepted(caller: Caller) -> None:
    # The first is in the request of Digipost's documentation, the second in those of its Java client.
    more = {"Expect": "100-continue", "MIME-Version": "1.0", "Accept": "*/*"}
    check_accepted(caller, attrs.evolve(upload(Letter(message_id=str(uuid4())).body), changes=more))
