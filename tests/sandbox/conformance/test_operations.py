"""Refused and accepted requests other than letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from tests.sandbox.conformance.cases import (
    BATCH,
    CONCLUSION,
    INVALID,
    LETTER,
    NOT_ALLOWED,
    NOT_FOUND,
    OTHERS,
    OWN,
    PROBLEM,
    STATUS,
    TAG,
    UNUSED,
    XML,
    Refused,
    Request,
    check_accepted,
    check_refused,
    get,
    instead,
    post,
    refused,
    typed,
)
from tests.support.raw_requests import V8

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.raw_requests import Caller

SHORT = "<personal-identification-number>3110841234</personal-identification-number>"
NO_NUMBER = "INVALID_QUERY_PARAMETER"
PERIOD = "from=2024-01-01T00:00:00Z&to=2025-01-01T00:00:00Z"
BACKWARDS = "from=2024-01-01T00:00:00Z&to=2023-01-01T00:00:00Z"
TYPES = "http://api.digipost.no/schema/datatypes"
STOPPED = f'<data-type><share-documents-request-sharing-stopped xmlns="{TYPES}"/></data-type>'
OPENING = f'<data-type><opening-receipt xmlns="{TYPES}"><group>a</group></opening-receipt></data-type>'


def padded(right: Request) -> Request:
    return attrs.evolve(right, body=(right.body or b"") + b" " * (16 << 20))


def identification(content: str) -> Request:
    return post("/identification", "identification", content)


ASK = identification("<personal-identification-number>31108412345</personal-identification-number>")
NO_UUID = post("/batch", "batch", "<uuid>1</uuid>")
WORDS = "from=now&to=then&offset=0&maxResults=1"
BATCHES = get(f"/batch/{BATCH}")
EVENTS = get(f"/documents/events?{PERIOD}&offset=0&maxResults=10")
INBOX = get(f"{OWN}/inbox")
SHARING = get(f"{OWN}/share-documents-requests/uuid/{LETTER}")
STATUS_OF = get(f"/documents{OWN}/{LETTER}/status")


def queried(query: str) -> Callable[[Request], Request]:
    return lambda right: attrs.evolve(right, target=f"{right.target.partition('?')[0]}?{query}")


QUESTIONS = [
    *refused(
        415,
        PROBLEM,
        STATUS,
        ("a question of another type", typed("text/xml"), "Content-Type"),
        ("a question of no type", typed(None), "Content-Type"),
    ),
    *refused(
        400,
        INVALID,
        STATUS,
        ("a question about a number of 10 digits", instead(identification(SHORT)), "length"),
        ("a question that is another document", instead(post("/identification", "batch", "")), "not valid"),
    ),
    *refused(400, "REQUEST_TOO_LARGE", CONCLUSION, ("XML of more than 16 MiB", padded, "16777216")),
]
BATCHED = [
    *refused(
        404,
        "UNKNOWN_BATCH",
        STATUS,
        ("a batch that is not there", instead(get(f"/batch/{UNUSED}")), UNUSED),
        ("to complete what is not there", instead(Request("POST", f"/batch/{UNUSED}/complete")), UNUSED),
        ("to cancel what is not there", instead(Request("DELETE", f"/batch/{UNUSED}")), UNUSED),
    ),
    *refused(
        400,
        "INVALID_TRANSACTION",
        CONCLUSION,
        ("a used uuid of a batch", instead(post("/batch", "batch", f"<uuid>{BATCH}</uuid>")), BATCH),
    ),
    *refused(
        400,
        INVALID,
        STATUS,
        ("no uuid of a batch", instead(NO_UUID), "pattern"),
    ),
]
PERIODS = [
    *refused(
        400,
        "INVALID_DATE_RANGE",
        CONCLUSION,
        ("a period that ends before it begins", queried(f"{BACKWARDS}&offset=0&maxResults=1"), "after"),
    ),
    *refused(
        400,
        "INVALID_DATE",
        CONCLUSION,
        ("a period in words", queried(WORDS), "from"),
    ),
    *refused(
        400,
        NO_NUMBER,
        CONCLUSION,
        ("a period without beginning", queried("to=2025-01-01T00:00:00Z&offset=0&maxResults=1"), "from"),
        ("an offset in words", queried(f"{PERIOD}&offset=x&maxResults=1"), "offset"),
        ("no number of events", queried(f"{PERIOD}&offset=0"), "maxResults"),
    ),
    *refused(
        403,
        NOT_ALLOWED,
        STATUS,
        ("events of another sender", queried(f"{PERIOD}&offset=0&maxResults=1&sender=67890"), "67890"),
    ),
]
INBOXES = [
    *refused(
        400,
        NO_NUMBER,
        CONCLUSION,
        ("a page of 1001 letters", queried("offset=0&limit=1001"), "limit"),
        ("a page of no letters", queried("limit=0"), "limit"),
        ("a negative offset", queried("offset=-1"), "offset"),
    ),
    *refused(403, NOT_ALLOWED, STATUS, ("another's inbox", instead(get(f"{OTHERS}/inbox")), "67890")),
    *refused(
        404,
        NOT_FOUND,
        STATUS,
        ("a letter that is not in the inbox", instead(get(f"{OWN}/inbox/99/content")), ""),
        ("to delete what is not in the inbox", instead(Request("DELETE", f"{OWN}/inbox/99")), ""),
    ),
]
REST = [
    *refused(
        404,
        PROBLEM,
        STATUS,
        ("a path that is not there", instead(get("/no/such/path")), "path"),
        ("a method that is not there", instead(Request("DELETE", "/messages")), "path"),
        ("a sender that is no number", instead(get("/documents/x/y/status")), "path"),
    ),
    *refused(
        404,
        NOT_FOUND,
        STATUS,
        ("the status of what was not sent", instead(get(f"/documents{OWN}/{UNUSED}/status")), "no document"),
        ("the sharing of what was not asked for", instead(get(SHARING.target.replace(LETTER, UNUSED))), ""),
    ),
    *refused(
        403,
        NOT_ALLOWED,
        STATUS,
        ("the entry point of another", instead(get(OTHERS)), "67890"),
        ("the status of a foreign letter", instead(get(f"/documents{OTHERS}/{LETTER}/status")), "67890"),
        ("another's archives", instead(get(f"{OTHERS}/archives")), "67890"),
    ),
    *refused(
        400,
        NO_NUMBER,
        CONCLUSION,
        ("tags of nobody", instead(get("/tags")), "personal-identification-number"),
        ("a sender without organisation number", instead(get("/sender?part_id=a")), "org_id"),
    ),
]
GROUPS: list[tuple[Request, list[Refused[Request]]]] = [
    (ASK, QUESTIONS),
    (BATCHES, BATCHED),
    (EVENTS, PERIODS),
    (INBOX, INBOXES),
    (STATUS_OF, REST),
]
REFUSED = [case for _, cases in GROUPS for case in cases]


def test_refused(caller: Caller) -> None:
    check_refused(caller, [(case, case.spoil(right), right) for right, cases in GROUPS for case in cases])


@pytest.mark.parametrize("right", [ASK, Request("POST", "/tags/add", TAG)])
@pytest.mark.parametrize("parameter", ["boundary=6d99008e", "charset=UTF-8"])
def test_a_stray_parameter_of_a_media_type_is_not_looked_at(
    caller: Caller, right: Request, parameter: str
) -> None:
    check_accepted(caller, attrs.evolve(right, content_type=f"{XML}; {parameter}"))


@pytest.mark.parametrize("end", ["", "/status"])
def test_the_status_of_a_document_is_at_both_of_its_paths(caller: Caller, end: str) -> None:
    check_accepted(caller, get(f"/documents{OWN}/{LETTER}{end}"))


def test_a_search_is_read_in_utf_8_escapes_and_in_raw_latin_1(caller: Caller) -> None:
    names = [
        check_accepted(caller, get(target)).xml.findtext(f"{V8}recipient/{V8}lastname")
        for target in ("/recipients/search/%C3%85se", "/recipients/search/%c3%85SE")
    ]
    assert names == ["ØDEGÅRD", "ØDEGÅRD"]
