"""The sandbox's clock, which can be moved."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from digipost.base.checked_calls import function, number, takes
from digipost.base.http_dates import parse_http_date
from digipost.errors import InvalidValueError, ParseError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digipost.sandbox.base.store import Store

__all__ = ["Clock", "lag_of", "moved_clock", "now"]

_OFFSET = "clock-offset-microseconds"
_MICROSECOND = timedelta(microseconds=1)
# Certificates, tokens and events need some time after now, and `datetime` ends with the year 9999.
_LATEST = datetime(9990, 1, 1, tzinfo=UTC)


def now() -> datetime:
    """Return the current time, in UTC."""
    return datetime.now(UTC)


def _forget(_: timedelta) -> None:
    pass


@takes("Clock", base=function, keep=function)
class Clock:
    """The time in a sandbox: a base clock's time plus the time that it was advanced by.

        >>> clock = Clock()
        >>> before = clock.now()
        >>> clock.advance(days=3) - before > timedelta(days=3)
        True

    It is callable, so that it can be given to a client: `DigipostClient(..., clock=sandbox.clock)`. Programs
    that do not have it use the base clock, and are answered by that. Changes due in between are applied at
    the next access to the sandbox, dated when they were due.

    Args:
        base: The base clock, whose times have a zone.
        offset: The lead over the base clock.
        keep: Called with the new offset whenever it has changed.

    Raises:
        InvalidValueError: The times of the base have no zone.
    """

    def __init__(
        self,
        base: Callable[[], datetime] = now,
        *,
        offset: timedelta = timedelta(0),
        keep: Callable[[timedelta], None] = _forget,
    ) -> None:
        first: object = base()
        if not isinstance(first, datetime) or first.utcoffset() is None:
            raise InvalidValueError("Sandbox.clock", "must give times with a zone, as datetime.now(UTC) does")
        self._base = base
        self._offset = offset
        self._keep = keep
        self._lock = Lock()

    def __call__(self) -> datetime:
        """Return the time, as `now` does."""
        return self.now()

    def now(self) -> datetime:
        """Return the time, with a zone."""
        return self._base() + self._offset

    @property
    def offset(self) -> timedelta:
        """The lead over the base clock."""
        return self._offset

    def lag(self, moment: datetime | None) -> timedelta:
        """Return how far a client with that time lags behind: `offset` or zero; `offset` if the time is None.

        Zero is for clients that use this clock. A program elsewhere cannot know that the clock was moved, and
        uses the base clock.
        """
        now = self.now()
        knows = moment is not None and abs(now - moment) <= abs(now - self._offset - moment)
        return timedelta(0) if knows else self._offset

    @takes("Clock.advance", weeks=number, days=number, hours=number, minutes=number, seconds=number)
    def advance(
        self, *, weeks: float = 0, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> datetime:
        """Move the clock ahead by the sum of the arguments, and return the new time.

        Raises:
            InvalidValueError: The step is negative, or leads beyond the supported times.
        """
        try:
            step = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
        except OverflowError:
            step = timedelta.max
        if step < timedelta(0):
            raise InvalidValueError("Clock.advance", "can only move forward")
        with self._lock:
            now = self._base() + self._offset
            if step >= _LATEST - now:
                raise InvalidValueError("Clock.advance", f"must stay before the year {_LATEST.year}")
            self._offset += step
            now += step
        self._keep(self._offset)
        return now

    def reset(self) -> None:
        """Return to the base clock's time, after everything that happened was removed."""
        with self._lock:
            self._offset = timedelta(0)
        self._keep(self._offset)


def moved_clock(store: Store, base: Callable[[], datetime]) -> Clock:
    """Return a clock with the offset from the tables, which stores each new offset there.

    Raises:
        InvalidValueError: The times of the base have no zone.
    """

    def keep(offset: timedelta) -> None:
        store.change("INSERT OR REPLACE INTO setting VALUES (?, ?)", _OFFSET, offset // _MICROSECOND)

    offset = store.value("SELECT value FROM setting WHERE name = ?", _OFFSET)
    return Clock(base, offset=timedelta(microseconds=offset or 0), keep=keep)


def lag_of(headers: Mapping[str, str], clock: Clock) -> timedelta:
    """Return the time that a request's client lags behind the sandbox's clock, see `Clock.lag`."""
    with suppress(ParseError):
        return clock.lag(parse_http_date(headers.get("date", "")))
    return clock.lag(None)
