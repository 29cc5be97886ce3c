"""What Digipost has told, kept for a while."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from digipost.base.locks import FetchLock, SharedFetch

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Cache"]

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
