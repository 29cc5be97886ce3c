"""Requests that are not let in, and those that must be."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from tests.support.raw_requests import (
    DATE,
    MULTIPART,
    Answer,
    Caller,
    Letter,
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


@pytest.mark.parametrize("days_moved", [0, 3])
@pytest.mark.parametrize(("seconds", "status"), [(-301, 400), (-300, 200), (0, 200), (300, 200), (301, 400)])
def test_a_date_more_than_five_minutes_away_is_refused(
    caller: Caller, clock: Clock, seconds: int, status: int, days_moved: int
) -> None:
    clock.now = datetime(2024, 6, 3, 12, 0, 2, tzinfo=UTC) + timedelta(seconds=seconds)
    caller.sandbox.clock.advance(days=days_moved)  # which the caller was not told of

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


@pytest.mark.parametrize(
    "target", ["/a%0Ab", "http://127.0.0.1/", "*"], ids=["line break", "absolute", "asterisk"]
)
def test_a_strange_request_target_gets_an_answer(caller: Caller, target: str) -> None:
    assert caller.get(target).refusal[0] in {400, 404}
    assert caller.get("/").status == 200


@pytest.mark.thorough
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
