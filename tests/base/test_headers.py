"""Headers of responses as numbers and times: the length of a body, and the wait before a retry."""

from __future__ import annotations

from datetime import timedelta

from requests.structures import CaseInsensitiveDict

from digipost.base.headers import content_length, retry_after
from tests.support.tables import in_one_test

NOON = "Mon, 03 Jun 2024 12:00:00 GMT"


@in_one_test(
    ("wait", "date", "seconds"),
    [
        ("0", NOON, 0),
        (" 120 ", NOON, 120),
        ("999999", None, 999_999),
        ("Mon, 03 Jun 2024 12:00:30 GMT", NOON, 30),
        ("Mon, 03 Jun 2024 11:59:59 GMT", NOON, 0),
        ("Mon, 03 Jun 2024 12:00:30 GMT", None, None),
        ("Mon, 03 Jun 2024 12:00:30 GMT", "now", None),
        ("1000000", NOON, None),
        ("-1", NOON, None),
        ("1.5", NOON, None),
        ("soon", NOON, None),
        ("", NOON, None),
        (None, NOON, None),
    ],
)
def test_a_wait_is_read_in_both_forms(wait: str | None, date: str | None, seconds: int | None) -> None:
    given = {"Retry-After": wait, "Date": date}
    headers = CaseInsensitiveDict({name: value for name, value in given.items() if value is not None})
    assert retry_after(headers) == (None if seconds is None else timedelta(seconds=seconds))


@in_one_test(
    ("text", "length"),
    [
        ("0", 0),
        ("512", 512),
        ("9" * 18, int("9" * 18)),
        ("9" * 19, None),
        ("-1", None),
        ("1, 1", None),
        ("", None),
    ],
)
def test_a_malformed_length_is_none(text: str, length: int | None) -> None:
    assert content_length(CaseInsensitiveDict({"Content-Length": text})) == length
    assert content_length(CaseInsensitiveDict({})) is None
