"""Requests that do not prove whose they are, or were changed on their way."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
import pytest

from tests.sandbox.conformance.cases import (
    DOCUMENTED,
    STATUS,
    Refused,
    Request,
    check_accepted,
    check_refused,
    refused,
    upload,
)
from tests.support.raw_requests import Letter, content_hash

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.raw_requests import Caller

USER, DATE, HASH = "X-Digipost-UserId", "Date", "X-Content-SHA256"
SIGNATURE, TOKEN = "X-Digipost-Signature", "Authorization"
SEARCH = "/Recipients/Search/%C3%86rlig?startSize=10&From=A%2BB"
START, EMPTY_LINE = "\n===START===\nPOST\n/messages\ndate: ", "x-digipost-userid: 777\n\n===SLUTT===\n"
PATH, QUERY = "\n/recipients/search/%c3%86rlig\n", "\nstartsize=10&from=a%2bb\n===SLUTT===\n"
ORDERS = ("startsize=10&from=a%2bb", "from=a%2bb&startsize=10")
WITH_HASH = ("x-digipost", f"x-content-sha256: {content_hash(b'')}\nx-digipost")


def headers(**changes: str | None) -> Callable[[Request], Request]:
    """Headers that are changed after signing, or left out."""
    names = {"user": USER, "date": DATE, "hash_": HASH, "signature": SIGNATURE, "token": TOKEN}
    return lambda right: attrs.evolve(right, changes={names[each]: value for each, value in changes.items()})


def posting(change: Callable[[str], str]) -> Callable[[Request], Request]:
    """A letter for which another string is signed than the right one."""
    return lambda right: attrs.evolve(right, canonical=change)


def searching(change: Callable[[str], str]) -> Callable[[Request], Request]:
    """A search for which another string is signed than the right one."""
    return lambda _: Request("GET", SEARCH, canonical=change)


def another_body(right: Request) -> Request:
    return attrs.evolve(right, sent_body=(right.body or b"").replace(b"a letter", b"another!"))


def without_hash_line(right: str) -> str:
    return "".join(line for line in right.splitlines(keepends=True) if "sha256" not in line)


REFUSED: list[Refused[Request]] = [
    *refused(
        400,
        "INVALID_USER_ID_HEADER",
        STATUS,
        ("no X-Digipost-UserId", headers(user=None), USER),
        ("X-Digipost-UserId in words", headers(user="Posten"), USER),
        ("negative X-Digipost-UserId", headers(user="-777"), USER),
    ),
    *refused(403, "UNKNOWN_USER_ID", STATUS, ("unknown account", headers(user="4711"), "4711")),
    *refused(400, "MISSING_DATE_HEADER", STATUS, ("no Date", headers(date=None), DATE)),
    *refused(
        400,
        "INVALID_DATE_HEADER",
        STATUS,
        ("Date in ISO 8601", headers(date="2024-06-03T12:00:02Z"), DATE),
        ("Date on a wrong weekday", headers(date="Tue, 03 Jun 2024 12:00:02 GMT"), DATE),
    ),
    *refused(
        400,
        "DATE_HEADER_OUTSIDE_ACCEPTED_INTERVAL",
        STATUS,
        ("Date more than 5 minutes ago", headers(date="Mon, 03 Jun 2024 11:55:01 GMT"), "5 minutes"),
        ("Date more than 5 minutes ahead", headers(date="Mon, 03 Jun 2024 12:05:03 GMT"), "5 minutes"),
    ),
    *refused(400, "MISSING_SHA256", STATUS, ("body without X-Content-SHA256", headers(hash_=None), HASH)),
    *refused(400, "INVALID_SHA256", STATUS, ("body other than the hashed one", another_body, HASH)),
    *refused(400, "MISSING_SIGNATURE", STATUS, ("no signature", headers(signature=None), SIGNATURE)),
    *refused(
        401,
        "GENERAL_ERROR",
        STATUS,
        ("unknown access token", headers(token="Bearer dead"), "token"),
        ("Authorization of another scheme", headers(token="Basic YTpi"), "token"),
    ),
    *refused(
        403,
        "GENERAL_ERROR",
        DOCUMENTED,
        ("account without certificate", headers(user="67890"), "no certificate"),
        ("signature of something else", headers(signature="bm90IGl0"), START),
        ("signature not in base64", headers(signature="***"), START),
        ("signature with the hash of another body", headers(hash_=content_hash(b"x")), START),
        ("signature with another user id", headers(user="0777"), "x-digipost-userid: 0777\n"),
        ("signed header names in capitals", posting(lambda right: right.replace("date", "Date")), START),
        ("signed without the line of the empty query", posting(lambda right: right[:-1]), EMPTY_LINE),
        ("signed path in capitals", searching(lambda right: right.replace("/rec", "/Rec")), PATH),
        ("signed hash line without a body", searching(lambda right: right.replace(*WITH_HASH)), QUERY),
        ("signed lines ending in CR LF", posting(lambda right: right.replace("\n", "\r\n")), START),
        ("signed without the line of the hash", posting(without_hash_line), "x-content-sha256: "),
        ("signed method in small letters", posting(lambda right: right.replace("POST", "post")), START),
        ("signed query in capitals", searching(lambda right: right.replace("tsize", "tSize")), QUERY),
        ("signed query in another order", searching(lambda right: right.replace(*ORDERS)), QUERY),
    ),
]


def test_refused(caller: Caller) -> None:
    rights = [(case, upload(Letter(message_id=str(uuid4())).body)) for case in REFUSED]
    check_refused(caller, [(case, case.spoil(right), right) for case, right in rights])


@pytest.mark.parametrize("date", ["Mon, 03 Jun 2024 11:55:02 GMT", "Mon, 03 Jun 2024 12:05:02 GMT"])
def test_a_date_of_exactly_five_minutes_away_is_accepted(caller: Caller, date: str) -> None:
    def dated(right: str) -> str:
        return right.replace("Mon, 03 Jun 2024 12:00:02 GMT", date)

    check_accepted(caller, Request("GET", "/", changes={DATE: date}, canonical=dated))


@pytest.mark.parametrize("path", ["/recipients/search/%c3%86rlig%20%c3%98", "/recipients/search/ærlig ø"])
def test_a_path_is_accepted_in_the_form_that_was_sent_and_decoded(caller: Caller, path: str) -> None:
    sent = "/recipients/search/%C3%86rlig%20%C3%98"
    check_accepted(caller, Request("GET", sent, canonical=lambda right: right.replace(sent.lower(), path)))


def test_a_hash_without_a_body_is_not_looked_at(caller: Caller) -> None:
    check_accepted(caller, Request("GET", "/", changes={HASH: content_hash(b"x")}))


def test_a_body_of_no_bytes_has_the_hash_of_nothing_or_none(caller: Caller) -> None:
    path = "/batch/6d99008e-2672-4b55-9b09-996b09a06e47/complete"
    hashed = Request("POST", path, b"").send(caller)
    assert hashed.refusal == (404, "UNKNOWN_BATCH")  # which means that it was let in
    bare = Request("POST", path, changes={"Content-Length": "0"}).send(caller)
    assert bare.refusal == (404, "UNKNOWN_BATCH")
