"""Archives, and data that are added to documents: what is refused, and what is accepted."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
import pytest

from tests.sandbox.conformance.cases import (
    ARCHIVE,
    ARCHIVED,
    CONCLUSION,
    INVALID,
    LETTER,
    NAMESPACE,
    NOT_ALLOWED,
    NOT_FOUND,
    OTHERS,
    OWN,
    PROBLEM,
    STATUS,
    UNUSED,
    XML,
    Refused,
    Request,
    archive,
    check_accepted,
    check_refused,
    get,
    instead,
    post,
    refused,
    typed,
    upload,
)
from tests.support.raw_requests import V8, multipart, part

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.raw_requests import Caller


TYPES = "http://api.digipost.no/schema/datatypes"
STOPPED = f'<data-type><share-documents-request-sharing-stopped xmlns="{TYPES}"/></data-type>'
OPENING = f'<data-type><opening-receipt xmlns="{TYPES}"><group>a</group></opening-receipt></data-type>'
STOP = f"{OWN}/share-documents-requests/uuid/{LETTER}/stop"
MISSING, ANOTHERS = f"/documents{OWN}/{UNUSED}/data", f"/documents{OTHERS}/{LETTER}/data"


def put(content: str, path: str = f"{OWN}/archive/document/{ARCHIVED}") -> Request:
    document = f"<uuid>{ARCHIVED}</uuid><file-type>pdf</file-type>{content}"
    return attrs.evolve(post(path, "archive-document", document), method="PUT")


def data(content: str, path: str = f"/documents{OWN}/{LETTER}/data") -> Request:
    return post(path, "additional-data", content)


def attributes(number: int, key: str = "key", value: str = "value") -> str:
    return "".join(
        f"<attributes><key>{key}{each or ''}</key><value>{value}</value></attributes>"
        for each in range(number)
    )


def archived(in_document: str = "", before: str = "", uuid: str = UNUSED) -> Callable[[Request], Request]:
    return lambda _: upload(archive(uuid, in_document, before), ARCHIVE)


def new_document() -> Request:
    return upload(archive(str(uuid4())), ARCHIVE)


ADD = data(STOPPED)
CHANGE = put(attributes(1))
OF_ANOTHER = data(f"{STOPPED}<sender-id>1</sender-id>")
MORE = put(attributes(15, "n"))
DESCRIBED = f"<documents><uuid>{UNUSED}</uuid><file-type>pdf</file-type></documents>"
PART = part("archive", f"<archive {NAMESPACE}>{DESCRIBED}</archive>".encode())
STRAY = multipart(PART, part(UNUSED, b"1"), part("stray", b"2"))

DATA = [
    *refused(415, PROBLEM, STATUS, ("data of another type", typed("text/xml"), "Content-Type")),
    *refused(
        400,
        "VALIDATION_FAILED",
        CONCLUSION,
        ("data without a document to complement", instead(data(OPENING)), "complement"),
        (
            "sharing stopped by other data",
            instead(data(OPENING, STOP)),
            "sharing-stopped",
        ),
    ),
    *refused(
        400,
        PROBLEM,
        CONCLUSION,
        (
            "data of another sender than the path",
            instead(OF_ANOTHER),
            "sender",
        ),
    ),
    *refused(
        404,
        NOT_FOUND,
        STATUS,
        (
            "data for what was not sent",
            instead(data(STOPPED, MISSING)),
            "no document",
        ),
    ),
    *refused(
        403,
        NOT_ALLOWED,
        STATUS,
        ("data for another's document", instead(data(STOPPED, ANOTHERS)), "67890"),
    ),
]
ARCHIVES = [
    *refused(
        400,
        INVALID,
        STATUS,
        ("a key of 21 characters", archived(attributes(1, key="k" * 21)), "maxLength"),
        ("a value of 101 characters", archived(attributes(1, value="v" * 101)), "maxLength"),
        ("16 attributes", archived(attributes(16)), "attributes"),
        ("a reference of 256 characters", archived(f"<referenceid>{'r' * 256}</referenceid>"), "maxLength"),
        ("a link before the name", archived(before='<link uri="x"/><name>a</name>'), "name"),
    ),
    *refused(400, "DUPLICATE_DOCUMENT_ID", CONCLUSION, ("a used uuid", archived(uuid=ARCHIVED), ARCHIVED)),
    *refused(
        403,
        NOT_ALLOWED,
        STATUS,
        ("an archive without grant", archived(before="<sender-id>67890</sender-id>"), "67890"),
    ),
]
ARCHIVES += refused(
    400,
    "DOCUMENTS_AND_FILES_MISMATCH",
    CONCLUSION,
    ("an archived document without part", instead(upload(multipart(PART), ARCHIVE)), "No part"),
    ("an archived part without document", instead(upload(STRAY, ARCHIVE)), "no document's"),
)
CHANGES = [
    *refused(415, PROBLEM, STATUS, ("a change of another type", typed("text/xml"), "Content-Type")),
    *refused(400, "VALIDATION_FAILED", CONCLUSION, ("15 more attributes", instead(MORE), "15")),
    *refused(
        404,
        NOT_FOUND,
        STATUS,
        ("a change of what is not there", instead(put("", f"{OWN}/archive/document/{UNUSED}")), ""),
    ),
    *refused(
        403,
        NOT_ALLOWED,
        STATUS,
        ("a change of another sender's", instead(put("", f"{OTHERS}/archive/document/{ARCHIVED}")), "67890"),
    ),
]

GROUPS: list[tuple[Callable[[], Request], list[Refused[Request]]]] = [
    (lambda: ADD, DATA),
    (new_document, ARCHIVES),
    (lambda: CHANGE, CHANGES),
]
REFUSED = [case for _, cases in GROUPS for case in cases]


def test_refused(caller: Caller) -> None:
    rights = [(case, make()) for make, cases in GROUPS for case in cases]
    check_refused(caller, [(case, case.spoil(right), right) for case, right in rights])


@pytest.mark.parametrize("right", [ADD, CHANGE])
def test_the_stray_parameter_of_digiposts_dotnet_client_is_not_looked_at(
    caller: Caller, right: Request
) -> None:
    check_accepted(caller, attrs.evolve(right, content_type=f"{XML}; boundary=6d99008e-2672-4b55"))


@pytest.mark.parametrize("after", [False, True], ids=["schema", "java"])
def test_an_archive_may_have_its_links_before_its_documents_or_after_them(
    caller: Caller, *, after: bool
) -> None:
    links, uuid = '<link uri="/a"/><link uri="/b"/>', str(uuid4())
    body = archive(uuid, **{"after" if after else "before": links})
    answer = check_accepted(caller, upload(body, ARCHIVE))
    assert answer.xml.findtext(f"{V8}documents/{V8}uuid") == uuid


def test_a_plus_sign_in_a_filter_stays_one(caller: Caller) -> None:
    # Base64 as Digipost's Java client sends it, not escaped: of "a,~~~" it holds a plus sign.
    text = b64encode(b"a,~>~").decode()
    assert "+" in text
    check_accepted(caller, get(f"{OWN}/archives/1/documents?attributes={text}"))
