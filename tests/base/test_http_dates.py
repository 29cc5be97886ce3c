"""Dates in headers: written in the one form that Digipost signs, and read in no other."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digipost.base.http_dates import format_http_date, parse_http_date
from digipost.errors import InvalidValueError, ParseError
from tests.support.tables import in_one_test

DATE = "Mon, 03 Jun 2024 12:00:02 GMT"


@pytest.mark.thorough
@given(st.datetimes(min_value=datetime(101, 1, 1), timezones=st.timezones()))  # noqa: DTZ001 - hypothesis adds the zone
@example(datetime(2024, 6, 3, 14, 0, 2, 999999, tzinfo=timezone(timedelta(hours=2))))
def test_a_date_is_written_in_gmt_and_read_back(moment: datetime) -> None:
    try:
        in_utc = moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        return  # within a day of the first or last year
    text = format_http_date(moment)
    assert text == format_datetime(in_utc, usegmt=True)
    assert parse_http_date(text) == in_utc


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be changed here")
def test_a_date_does_not_depend_on_the_zone_of_the_machine() -> None:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TZ", "Asia/Kolkata")
        time.tzset()
        text = format_http_date(datetime(2024, 6, 3, 12, 0, 2, tzinfo=UTC))
    time.tzset()
    assert text == DATE


def test_a_naive_time_is_refused_with_a_remedy() -> None:
    with pytest.raises(InvalidValueError) as caught:
        format_http_date(datetime(2024, 6, 3))  # noqa: DTZ001 - naive on purpose
    assert str(caught.value) == (
        "Date: needs a time with a zone: give datetime.now(UTC), or add one with replace(tzinfo=...)"
    )


@in_one_test(
    "text",
    [
        "",
        "mon, 03 Jun 2024 12:00:02 GMT",
        "Mon, 3 Jun 2024 12:00:02 GMT",
        "Mon, 03 Jun 24 12:00:02 GMT",
        "Mon, 03 Jun 2024 12:00:02 +0000",
        "Mon, 03 Jun 2024 12:00:02 CET",
        "Mon, 03 Jun 2024 12:00:02 GMT ",
        "Mon, 03 Jun 2024 12:00:02 GMT\n",
        "Monday, 03-Jun-24 12:00:02 GMT",
        "Mon Jun  3 12:00:02 2024",
        "man, 03 jun 2024 12:00:02 GMT",
        "Mon, ٠٣ Jun 2024 12:00:02 GMT",
        "Mon, 03 Jun 0000 12:00:02 GMT",
        "Mon, 03 Jun 2024 12:00:02 UTC",
        "Mon, 03 June 2024 12:00:2 GMT",
        "Mon, 03 Jun 2024 12:00:02\tGMT",
        "Mon, 03 Jun  2024 12:00:2 GMT",
        "Fri, 30 Feb 2024 12:00:02 GMT ",
    ],
)
def test_a_date_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ParseError, match=r"^Date: is not of the form 'Mon, 03 Jun 2024 12:00:02 GMT'$"):
        parse_http_date(text)


@in_one_test(
    ("text", "problem"),
    [
        ("Tue, 03 Jun 2024 12:00:02 GMT", "has the wrong day of the week"),
        ("Fri, 30 Feb 2024 12:00:02 GMT", "is no time of the calendar"),
        ("Mon, 03 Jun 2024 24:00:00 GMT", "is no time of the calendar"),
        ("Mon, 03 Jun 2024 12:00:60 GMT", "is no time of the calendar"),
    ],
)
def test_a_date_that_never_was_is_refused(text: str, problem: str) -> None:
    with pytest.raises(ParseError, match=rf"^Date: {problem}$"):
        parse_http_date(text)
