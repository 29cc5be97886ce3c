"""Durations as callers give them: a timedelta, or a number of seconds."""

from __future__ import annotations

from datetime import timedelta

__all__ = ["duration"]


def duration(value: timedelta | float) -> timedelta:
    """Return a number of seconds as a timedelta.

    Any other value, and a number that no timedelta can be, is returned as it is, for a check that knows the
    field to refuse.
    """
    if isinstance(value, timedelta):
        return value
    if isinstance(value, bool):
        return value  # type: ignore[return-value]  # for the caller's check to refuse
    try:
        return timedelta(seconds=value)
    except (TypeError, ValueError, OverflowError):  # no number, not a number, or too great
        return value  # type: ignore[return-value]  # likewise
