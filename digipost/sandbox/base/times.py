"""Arithmetic with times that a letter brings, which can lie at the edge of what Python can hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

__all__ = ["NORWAY", "in_norway", "later", "next_day", "within"]

NORWAY = ZoneInfo("Europe/Oslo")

_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
"""The first and the last moment that a `datetime` in UTC can hold."""


def within(at: datetime) -> datetime:
    """Return the time if UTC can hold it, else the nearest that it can: zones reach 14 hours beyond."""
    return min(max(at, _FIRST), _LAST)


def later(at: datetime, *, seconds: float = 0, hours: float = 0) -> datetime:
    """Return the time so much later, or earlier if negative; at most the last or first there is."""
    try:
        return within(at) + timedelta(seconds=seconds, hours=hours)
    except OverflowError:
        return _LAST if seconds + hours > 0 else _FIRST


def next_day(day: date) -> date:
    """Return the day after, or the last there is."""
    return day if day == date.max else day + timedelta(days=1)


def in_norway(at: datetime) -> datetime:
    """Return the time by the clocks of Norway; at the edges, where those have none, as it is."""
    try:
        return at.astimezone(NORWAY)
    except OverflowError:
        return at
