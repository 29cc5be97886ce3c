"""What one thread fetches, and others wait for."""

from __future__ import annotations

import os
import threading
from copy import copy
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakSet

from digipost.deadlines import remaining_seconds
from digipost.errors import DigipostError, TransportTimeoutError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["FetchLock", "SharedFetch"]

_FOR_EVER = -1
_T = TypeVar("_T")


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


class SharedFetch:
    """One thing that is fetched when it is needed.

    However many threads need it at once, one fetches it; the others wait, and share its success or failure.

    Attributes:
        lock: Held while it is fetched.
        failures: How often that has failed.
    """

    def __init__(self) -> None:
        self.lock = FetchLock()
        self.failures = 0
        self._failure: DigipostError | None = None

    def once(self, failures: int, at_hand: Callable[[], _T | None], fetch: Callable[[], _T]) -> _T:
        """What is at hand, or else fetched.

        Args:
            failures: How often it had failed when the caller saw that it was not at hand; a later failure is
                the caller's too.
            at_hand: Tells what another thread has fetched meanwhile.
            fetch: Gets it, and puts it where `at_hand` finds it.
        """
        with self.lock:
            found = at_hand()
            if found is not None:
                return found
            if self._failure is not None and self.failures > failures:
                raise copy(self._failure)  # a traceback is one thread's
            try:
                return fetch()
            except DigipostError as error:
                if remaining_seconds() is None:  # else it can be this one thread's time that was over
                    self._failure = copy(error)
                    self.failures += 1
                raise
