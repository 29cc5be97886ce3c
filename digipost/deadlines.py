"""How long a whole operation may take, whatever it consists of.

Entry points, tokens, looking a recipient up, all tries and the waits between them, and asking what became of
a letter: what a call does within `time_limit` ends in time, or raises.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

__all__ = ["remaining_seconds", "time_limit"]

_ends: ContextVar[float | None] = ContextVar("digipost_deadline", default=None)


@contextmanager
def time_limit(limit: timedelta) -> Iterator[None]:
    """Whatever this library does on the network inside the `with` ends in this time.

        with time_limit(timedelta(seconds=20)):
            client.messages.send(letter)

    When the time is over, the connection in use is given up and nothing is tried again. It holds for the
    thread (or task) that entered it. Within another limit, the one that ends first counts. Not bounded are
    the system's look-up of host names, and what this machine does by itself, such as reading a file.

    Args:
        limit: From now.

    Raises:
        TransportTimeoutError: Inside, when the time is over. `send` then raises `DeliveryUnknownError` where
            the letter may have arrived.
        InvalidValueError: The limit is not positive.
    """
    seconds = limit.total_seconds()
    if seconds <= 0:
        raise InvalidValueError("time_limit.limit", "must be longer than nothing")
    left = remaining_seconds()
    before = _ends.set(time.monotonic() + (seconds if left is None else min(seconds, left)))
    try:
        yield
    finally:
        _ends.reset(before)


def remaining_seconds() -> float | None:
    """What is left of the time, not less than nothing; None where there is no limit.

    A transport of one's own can ask this, to give up in time.
    """
    end = _ends.get()
    return None if end is None else max(0.0, end - time.monotonic())
