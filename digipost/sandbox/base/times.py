"""Calculate with the times of a letter, which can lie at the limits of `datetime`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

__all__ = ["NORWAY", "in_norway", "later", "next_day", "within"]

NORWAY = ZoneInfo("Europe/Oslo")

_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
"""The first and the last moment that a `datetime` in UTC can hold."""


def within(at: datetime) -> datetime:
    """Return the time if UTC can represent it, else the nearest that it can: zones reach 14 hours beyond."""
    return min(max(at, _FIRST), _LAST)


def later(at: datetime, *, seconds: float = 0, hours: float = 0) -> datetime:
    """Return the time moved by that much, earlier if negative, within the limits of `datetime`."""
    try:
        return within(at) + timedelta(seconds=seconds, hours=hours)
    except OverflowError:
        return _LAST if seconds + hours > 0 else _FIRST


def next_day(day: date) -> date:
    """Return the next day, or the last possible day."""
    return day if day == date.max else day + timedelta(days=1)


def in_norway(at: datetime) -> datetime:
    """Return the time in Norway's zone; unchanged at the limits, where the zone has no such time."""
    try:
        return at.astimezone(NORWAY)
    except OverflowError:
        return at
