"""Caches and shared fetches: one thread fetches a value, concurrent callers wait for the same result."""

from __future__ import annotations

import os
import threading
import time
from copy import copy
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakSet

import attrs

from digipost.deadlines import remaining_seconds
from digipost.errors import DigipostError, TransportTimeoutError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Cache", "FetchLock", "SharedFetch"]


_FOR_EVER = -1
_T = TypeVar("_T")


class FetchLock:
    """A lock that is released in a child process after a fork; waiting for it ends with the `time_limit`.

    After a fork, the child has only one of its parent's threads. A lock held by any other thread would never
    be released.

    Raises:
        TransportTimeoutError: The time limit passed while another thread held the lock.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        _all.add(self)

    def __enter__(self) -> None:
        left = remaining_seconds()
        if not self._lock.acquire(timeout=_FOR_EVER if left is None else left):
            problem = "timed out waiting for another thread that fetches the same value"
            raise TransportTimeoutError(problem, request_sent=False)

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    @staticmethod
    def _free_all() -> None:
        for each in _all:
            each._lock = threading.Lock()  # noqa: SLF001 - its own


_all: WeakSet[FetchLock] = WeakSet()
if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=FetchLock._free_all)  # noqa: SLF001 - likewise


class SharedFetch:
    """A shared fetch of one value.

    One thread fetches the value; concurrent callers wait for the same result or error.

    Attributes:
        lock: Held during the fetch.
        failures: The number of failed fetches.
    """

    def __init__(self) -> None:
        self.lock = FetchLock()
        self.failures = 0
        self._failure: DigipostError | None = None

    def once(self, failures: int, at_hand: Callable[[], _T | None], fetch: Callable[[], _T]) -> _T:
        """Return the cached value, or else fetch it.

        Args:
            failures: The number of failures when the caller found no value. If a later fetch failed, this
                caller gets the same error.
            at_hand: Returns the value that another thread has fetched meanwhile, or None.
            fetch: Fetches the value, and stores it for `at_hand`.
        """
        with self.lock:
            found = at_hand()
            if found is not None:
                return found
            if self._failure is not None and self.failures > failures:
                raise copy(self._failure)  # each thread needs its own traceback
            try:
                return fetch()
            except DigipostError as error:
                if remaining_seconds() is None:  # else the time limit of this thread may be the cause
                    self._failure = copy(error)
                    self.failures += 1
                raise


_K = TypeVar("_K")
_V = TypeVar("_V")

# Both of Digipost's own clients cache entry points and sender information for these times.
_SECONDS_SINCE_USE = 5 * 60
_SECONDS_IN_ALL = 60 * 60


@attrs.define(eq=False)
class _Kept(Generic[_V]):
    value: _V
    fetched: float
    used: float

    def is_fresh(self, now: float) -> bool:
        return now - self.used < _SECONDS_SINCE_USE and now - self.fetched < _SECONDS_IN_ALL


@attrs.define(eq=False)
class _Slot(Generic[_V]):
    kept: _Kept[_V] | None = None
    fetching: SharedFetch = attrs.Factory(SharedFetch)


class Cache(Generic[_K, _V]):
    """A cache of values by key, each kept for an hour, or five minutes after its last use.

    One thread fetches a value; concurrent callers wait for the same result or error. Callers of other keys do
    not wait. Errors are not cached.

    Args:
        fetch: Fetches the value of a key.
        seconds: A monotonic clock, for the age of values.
    """

    def __init__(self, fetch: Callable[[_K], _V], *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._seconds = seconds
        self._lock = FetchLock()
        self._slots: dict[_K, _Slot[_V]] = {}

    def get(self, key: _K, *, unless: Callable[[_V], bool] | None = None) -> _V:
        """Return the value of the key; fetch it if it is not cached.

        Args:
            key: The key of the value.
            unless: Returns True for a value that must not be used any more; it is fetched again.
        """
        now = self._seconds()
        slot = self._slots.get(key) or self._new_slot(key, now)
        failures = slot.fetching.failures
        kept = _usable(slot, now, unless)
        if kept is None:
            kept = slot.fetching.once(
                failures, lambda: _usable(slot, now, unless), lambda: self._fetched(key, slot)
            )
        kept.used = max(now, kept.fetched)
        return kept.value

    def _fetched(self, key: _K, slot: _Slot[_V]) -> _Kept[_V]:
        value = self._fetch(key)
        now = self._seconds()
        slot.kept = _Kept(value, fetched=now, used=now)
        return slot.kept

    def fetching_by(self, fetch: Callable[[_K], _V]) -> Cache[_K, _V]:
        """Return a view of the same cache that fetches missing values by another function."""
        view = copy(self)
        view._fetch = fetch  # noqa: SLF001 - its own
        return view

    def __len__(self) -> int:
        """Return the number of cached values, including expired ones."""
        return len(self._slots)

    def _new_slot(self, key: _K, now: float) -> _Slot[_V]:
        with self._lock:
            old = [each for each, slot in self._slots.items() if slot.kept and not slot.kept.is_fresh(now)]
            for each in old:
                del self._slots[each]
            return self._slots.setdefault(key, _Slot())


def _usable(slot: _Slot[_V], now: float, unless: Callable[[_V], bool] | None) -> _Kept[_V] | None:
    kept = slot.kept
    if kept is None or not kept.is_fresh(now) or (unless is not None and unless(kept.value)):
        return None
    return kept
