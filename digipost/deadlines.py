"""Time limits: for a request (`Timeouts`), and for a whole operation (`time_limit`).

An operation can send many requests: for entry points, tokens, the recipient's identification, each attempt,
and the status of a letter. The waits between attempts count too.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import TYPE_CHECKING, Self

import attrs

from digipost.errors import ConfigurationError, InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["TimeBudget", "Timeouts", "duration", "remaining_seconds", "time_limit"]

_ends: ContextVar[float | None] = ContextVar("digipost_deadline", default=None)


def duration(value: timedelta | float) -> timedelta:
    """Return a number of seconds as a timedelta.

    Any other value, or a number outside the range of timedelta, is returned unchanged; a later check, which
    knows the field, refuses it.
    """
    if isinstance(value, timedelta):
        return value
    if isinstance(value, bool):
        return value  # type: ignore[return-value]  # for the caller's check to refuse
    try:
        return timedelta(seconds=value)
    except (TypeError, ValueError, OverflowError):  # no number, not a number, or too great
        return value  # type: ignore[return-value]  # likewise


def _check_timeout(_: Timeouts, __: attrs.Attribute[timedelta], value: object) -> None:
    if not isinstance(value, timedelta) or value <= timedelta(0):
        raise ConfigurationError("each timeout must be a positive number of seconds or timedelta")


@attrs.frozen(kw_only=True)
class Timeouts:
    """The timeouts of a request; each is a `timedelta` or a number of seconds.

    Attributes:
        connect: The longest wait for a connection to one address of the server, TLS included.
        read: The longest wait for the next bytes of a response, or for the server to accept bytes of the
            request.
        total: The longest time for a request and its response, without the caller's own time between two
            chunks of a response. It is checked before the request and between the chunks of both bodies.

    Raises:
        ConfigurationError: A timeout is not positive.
    """

    connect: timedelta = attrs.field(
        default=timedelta(seconds=10), converter=duration, validator=_check_timeout
    )
    read: timedelta = attrs.field(default=timedelta(seconds=30), converter=duration, validator=_check_timeout)
    total: timedelta = attrs.field(
        default=timedelta(minutes=10), converter=duration, validator=_check_timeout
    )


@contextmanager
def time_limit(limit: timedelta | float) -> Iterator[None]:
    """Limit the total time of the library's network operations inside the `with` block.

        with time_limit(timedelta(seconds=20)):
            client.messages.send(letter)

    At the deadline, the connection in use is closed and nothing is retried. The limit holds for the thread
    (or task) that entered it. Of nested limits, the earliest deadline counts. The deadline is checked
    before each request and between the chunks of both bodies. A wait that has begun ends after the read
    timeout, or after the time left when the request began, if that is shorter. Both count from the last byte.
    The limit does not cover the system's look-up of host names, or work of this machine such as reading a
    file.

    Args:
        limit: The time from now: a `timedelta` or a number of seconds.

    Raises:
        TransportTimeoutError: Raised inside the block when the time is over. `send` raises
            `DeliveryUnknownError` if the letter may have arrived.
        InvalidValueError: The limit is not positive.
    """
    given: object = duration(limit)
    if not isinstance(given, timedelta):
        problem = f"a timedelta or a number of seconds is expected, not {type(limit).__name__}"
        raise InvalidValueError("time_limit.limit", problem)
    seconds = given.total_seconds()
    if seconds <= 0:
        raise InvalidValueError("time_limit.limit", "must be positive")
    left = remaining_seconds()
    before = _ends.set(time.monotonic() + (seconds if left is None else min(seconds, left)))
    try:
        yield
    finally:
        _ends.reset(before)


def remaining_seconds() -> float | None:
    """Return the seconds left of the limit around the caller, at least 0; None without a limit.

    A custom transport can use this value as its timeout.
    """
    end = _ends.get()
    return None if end is None else max(0.0, end - time.monotonic())


class TimeBudget:
    """The time of one request and its response, counted inside a `with` block that can be entered repeatedly.

    The caller's own time between two chunks of a content does not count.

    Args:
        total: The total time; a `time_limit` around the caller shortens it.
    """

    __slots__ = ("_left", "_until")
    _until: float

    def __init__(self, total: timedelta) -> None:
        self._left = total.total_seconds()

    def __enter__(self) -> Self:
        limit = remaining_seconds()
        left = self._left if limit is None else min(self._left, limit)
        self._until = time.monotonic() + left
        self._left -= left
        return self

    def __exit__(self, *_: object) -> None:
        self._left += self._until - time.monotonic()

    def seconds_left(self) -> float:
        """Return the seconds that are left.

        Raises:
            TimeoutError: The time is over.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time for the whole request is over")
        return left
