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


_K = TypeVar("_K")
_V = TypeVar("_V")

# Both of Digipost's own clients keep entry points and sender information as long.
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
    """Values by key, each kept for an hour, or five minutes after its last use.

    However many threads need a value at once, one fetches it; the others wait, and share its success or
    failure. Those who need another one do not wait. A failure is not kept.

    Args:
        fetch: Gets the value of a key.
        seconds: A clock that only runs forward, for the age of what is kept.
    """

    def __init__(self, fetch: Callable[[_K], _V], *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._seconds = seconds
        self._lock = FetchLock()
        self._slots: dict[_K, _Slot[_V]] = {}

    def get(self, key: _K, *, unless: Callable[[_V], bool] | None = None) -> _V:
        """The value of the key, fetched if it is not at hand.

        Args:
            key: What it is the value of.
            unless: Tells a value that must not be used any more, so that it is fetched anew.
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
        """Return a view of the same values that gets those which are not at hand by another function."""
        view = copy(self)
        view._fetch = fetch  # noqa: SLF001 - its own
        return view

    def __len__(self) -> int:
        """How many values are held, of which some may be too old to be given."""
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
