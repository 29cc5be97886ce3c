"""Requests that are not let in, and those that must be."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from tests.sandbox.wire import (
    BROKER_ID,
    DATE,
    MULTIPART,
    Answer,
    Caller,
    Letter,
    certificate_of,
    check_signature,
    content_hash,
    exchange,
)

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from tests.sandbox.conftest import Clock


def changed_post(caller: Caller, letter: Letter, changes: dict[str, str | None]) -> Answer:
    """The letter's request with headers replaced or, where None, left out."""
    headers = caller.headers("POST", "/messages", letter.body) | {"Content-Type": MULTIPART}
    sent = {name: value for name, value in (headers | changes).items() if value is not None}
    return exchange(caller.sandbox, "POST", "/messages", sent, letter.body)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"X-Digipost-UserId": None}, (400, "INVALID_USER_ID_HEADER")),
        ({"X-Digipost-UserId": "Posten"}, (400, "INVALID_USER_ID_HEADER")),
        ({"X-Digipost-UserId": "9" * 5000}, (400, "INVALID_USER_ID_HEADER")),
        ({"Date": None}, (400, "MISSING_DATE_HEADER")),
        ({"Date": "2024-06-03T12:00:02Z"}, (400, "INVALID_DATE_HEADER")),
        ({"Date": "Tue, 03 Jun 2024 12:00:02 GMT"}, (400, "INVALID_DATE_HEADER")),
        ({"X-Content-SHA256": None}, (400, "MISSING_SHA256")),
        ({"X-Digipost-Signature": None}, (400, "MISSING_SIGNATURE")),
        ({"X-Digipost-UserId": "4711"}, (403, "UNKNOWN_USER_ID")),
        ({"X-Digipost-UserId": "67890"}, (403, "GENERAL_ERROR")),  # an account without certificate
        ({"X-Digipost-Signature": "bm90IGEgc2lnbmF0dXJl"}, (403, "GENERAL_ERROR")),
        ({"X-Digipost-Signature": "***"}, (403, "GENERAL_ERROR")),
        ({"X-Content-SHA256": content_hash(b"another body")}, (403, "GENERAL_ERROR")),
        ({"X-Digipost-UserId": f"0{BROKER_ID}"}, (403, "GENERAL_ERROR")),
    ],
)
def test_a_header_that_is_missing_or_wrong_is_refused_and_changes_nothing(
    caller: Caller, changes: dict[str, str | None], refusal: tuple[int, str]
) -> None:
    letter = Letter()
    certificate = certificate_of(caller.get("/"))

    answer = changed_post(caller, letter, changes)

    assert answer.refusal == refusal
    check_signature(answer, "/messages", certificate)
    assert caller.sandbox.letters == ()
    assert caller.post(letter.body).status == 201


def test_a_body_that_does_not_fit_its_signed_hash_is_refused(caller: Caller) -> None:
    letter = Letter()
    headers = caller.headers("POST", "/messages", letter.body) | {"Content-Type": MULTIPART}
    tampered = letter.body.replace(b"a letter", b"another!")
    assert len(tampered) == len(letter.body)

    assert exchange(caller.sandbox, "POST", "/messages", headers, tampered).refusal == (400, "INVALID_SHA256")

    garbled = b"x" * len(letter.body)  # of which the hash, and not the form, is complained of
    assert exchange(caller.sandbox, "POST", "/messages", headers, garbled).refusal == (400, "INVALID_SHA256")
    assert caller.sandbox.letters == ()
    assert caller.post(letter.body).status == 201


@pytest.mark.parametrize(("seconds", "status"), [(-301, 400), (-300, 200), (0, 200), (300, 200), (301, 400)])
def test_a_date_more_than_five_minutes_away_is_refused(
    caller: Caller, clock: Clock, seconds: int, status: int
) -> None:
    clock.now = datetime(2024, 6, 3, 12, 0, 2, tzinfo=UTC) + timedelta(seconds=seconds)

    answer = caller.get("/")

    assert answer.status == status
    if status == 400:
        assert answer.refusal == (400, "DATE_HEADER_OUTSIDE_ACCEPTED_INTERVAL")


def test_a_wrong_signature_is_answered_with_the_canonical_string_that_was_expected(caller: Caller) -> None:
    letter = Letter()
    answer = changed_post(caller, letter, {"X-Digipost-Signature": "bm90IGEgc2lnbmF0dXJl"})

    message = answer.text("error-message")
    assert message is not None
    assert message.endswith(
        "\n===START===\n"
        "POST\n"
        "/messages\n"
        f"date: {DATE}\n"
        f"x-content-sha256: {content_hash(letter.body)}\n"
        "x-digipost-userid: 777\n"
        "\n"
        "===SLUTT===\n"
    )
    assert answer.text("error-type") is None  # as in the documented sample


def test_the_expected_string_has_path_and_query_in_lower_case_and_no_hash_line_without_a_body(
    caller: Caller,
) -> None:
    target = "/Recipients/Search/%C3%86rlig?maxResults=10&From=A%2BB"
    headers = caller.headers("GET", target, signed="something else")

    answer = exchange(caller.sandbox, "GET", target, headers | {"X-Content-SHA256": content_hash(b"")})

    assert answer.refusal == (403, "GENERAL_ERROR")
    message = answer.text("error-message")
    assert message is not None
    assert message.endswith(
        "===START===\n"
        "GET\n"
        "/recipients/search/%c3%86rlig\n"
        f"date: {DATE}\n"
        "x-digipost-userid: 777\n"
        "maxresults=10&from=a%2bb\n"
        "===SLUTT===\n"
    )


@pytest.mark.parametrize(
    "path", ["/recipients/search/%c3%86rlig%20%c3%98", "/recipients/search/ærlig ø"], ids=["sent", "decoded"]
)
def test_the_path_may_be_signed_as_it_is_sent_or_decoded(caller: Caller, path: str) -> None:
    target = "/recipients/search/%C3%86rlig%20%C3%98"
    canonical = f"GET\n{path}\ndate: {DATE}\nx-digipost-userid: 777\n\n"

    answer = exchange(caller.sandbox, "GET", target, caller.headers("GET", target, signed=canonical))

    assert answer.status == 200


@pytest.mark.parametrize(
    "target", ["/a%0Ab", "http://127.0.0.1/", "*"], ids=["line break", "absolute", "asterisk"]
)
def test_a_strange_request_target_gets_an_answer(caller: Caller, target: str) -> None:
    assert caller.get(target).refusal[0] in {400, 404}
    assert caller.get("/").status == 200


def test_the_key_of_another_broker_is_refused(caller: Caller, tmp_path: Path) -> None:
    caller.sandbox.issue_certificate(tmp_path / "other.p12", "password", broker_id=4711)
    headers = caller.headers("GET", "/") | {"X-Digipost-UserId": "4711"}
    canonical = f"GET\n/\ndate: {DATE}\nx-digipost-userid: 4711\n\n"
    signature = caller.key.sign(canonical.encode(), PKCS1v15(), SHA256())

    answer = exchange(
        caller.sandbox, "GET", "/", headers | {"X-Digipost-Signature": b64encode(signature).decode()}
    )

    assert answer.refusal == (403, "GENERAL_ERROR")


def test_a_large_body_that_is_refused_unread_still_gets_its_answer(caller: Caller) -> None:
    body = b"x" * 5_000_000
    headers = caller.headers("POST", "/messages", body, signed="something else")

    assert exchange(caller.sandbox, "POST", "/messages", headers, body).refusal == (403, "GENERAL_ERROR")


def test_requests_can_be_looked_at_newest_last(sandbox: Sandbox, caller: Caller) -> None:
    caller.get("/?Query=1")
    exchange(sandbox, "GET", "/67890", {"X-Made-Up": "yes"})

    first, second = sandbox.requests
    assert (first.method, first.target, first.status) == ("GET", "/?Query=1", 200)
    assert first.headers["x-digipost-userid"] == "777"
    assert (second.target, second.status, second.headers["x-made-up"]) == ("/67890", 400, "yes")
    assert "x-made-up" not in repr(second)
