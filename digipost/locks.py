"""A lock for what one thread fetches and others wait for."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING
from weakref import WeakSet

from digipost.deadlines import remaining_seconds
from digipost.errors import TransportTimeoutError

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["FetchLock"]

_FOR_EVER = -1


class FetchLock:
    """A lock that a child process finds free, and that nobody waits for beyond a `time_limit`.

    A child has none of its parent's threads but one, so that a lock which another held at the fork would
    never be given back.

    Raises:
        TransportTimeoutError: On entering: the time is over, and somebody else has it still.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        _all.add(self)

    def __enter__(self) -> None:
        left = remaining_seconds()
        if not self._lock.acquire(timeout=_FOR_EVER if left is None else left):
            problem = "timed out waiting for another thread, which fetches what this one needs too"
            raise TransportTimeoutError(problem, request_sent=False)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._lock.release()

    @staticmethod
    def _free_all() -> None:
        for each in _all:
            each._lock = threading.Lock()  # noqa: SLF001 - its own


_all: WeakSet[FetchLock] = WeakSet()
if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=FetchLock._free_all)  # noqa: SLF001 - likewise
