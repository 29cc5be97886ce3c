"""Times, amounts and names on the pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis.strategies import datetimes

from digipost.sandbox.pages.formatting import (
    account,
    amount,
    duration,
    label,
    moment,
    norwegian_time,
    size,
    spaced,
)
from tests.support.tables import in_one_test

NORWAY = ZoneInfo("Europe/Oslo")
SINCE_THE_RULE = datetimes(datetime(1996, 1, 1), datetime(2037, 12, 31))  # noqa: DTZ001 - a zone is added


@given(SINCE_THE_RULE)
def test_the_time_in_norway_is_that_of_the_database_of_time_zones(naive: datetime) -> None:
    at = naive.replace(tzinfo=UTC)
    assert norwegian_time(at).isoformat() == at.astimezone(NORWAY).isoformat()


@in_one_test("year", [1996, 2024, 2026, 2037])
@in_one_test("month", [3, 10])
def test_clocks_are_changed_to_the_second(year: int, month: int) -> None:
    at = datetime(year, month, 25, tzinfo=UTC)
    while at.month == month:
        assert norwegian_time(at).utcoffset() == at.astimezone(NORWAY).utcoffset()
        before = at + timedelta(seconds=3599)
        assert norwegian_time(before).utcoffset() == before.astimezone(NORWAY).utcoffset()
        at += timedelta(hours=1)


@pytest.mark.parametrize("at", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_the_ends_of_time_can_be_written(at: datetime) -> None:
    assert str(at.year) in moment(at)


def test_a_time_is_written_for_people_and_programs() -> None:
    assert moment(datetime(2026, 7, 1, 10, 5, tzinfo=UTC)) == (
        '<time datetime="2026-07-01T12:05:00.000+02:00">1 Jul 2026, 12:05</time>'
    )


@in_one_test(
    ("written", "expected"),
    [
        (amount(Decimal(1250)), "1\xa0250,00\xa0kr"),
        (amount(Decimal("-0.5"), "EUR"), "-0,50\xa0EUR"),
        (amount(Decimal("12345678901.999"), "NOK"), "12\xa0345\xa0678\xa0902,00\xa0kr"),
        (account("15941432384"), "1594\xa014\xa032384"),
        (account("not one"), "not one"),
        (size(1), "1 byte"),
        (size(999), "999 bytes"),
        (size(1469), "1.5 kB"),
        (size(100_000_000), "100.0 MB"),
        (duration(timedelta(days=3, hours=1, seconds=9)), "3 days, 1 hour"),
        (duration(86400 * 14), "14 days"),
        (duration(0), "0 seconds"),
        (duration(10**20), "1157407407407407 days, 9 hours"),
        (label("due_date"), "Due date"),
        (label("gaardsnummer"), "Gårdsnummer"),
        (spaced("PickupNotice"), "Pickup notice"),
        (spaced("READY_FOR_PICKUP"), "Ready for pickup"),
    ],
)
def test_words(written: str, expected: str) -> None:
    assert written == expected
