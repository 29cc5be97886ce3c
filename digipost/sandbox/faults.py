"""Mishaps that a test arranges."""

from __future__ import annotations

from collections import deque
from enum import Enum, auto
from threading import Lock

__all__ = ["Fault", "Faults"]


class Fault(Enum):
    """What goes wrong."""

    LOST_ANSWER = auto()
    UNAVAILABLE = auto()


class Faults:
    """What shall go wrong, and where; each fault happens once, in the order of the calls.

        sandbox.faults.lose_next_answer()
        client.messages.send(letter)      # tries again, and finds that the letter has arrived

    `path` is that of a request without its query. Unless given, it is where letters are sent to.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._planned: dict[str, deque[Fault]] = {}

    def lose_next_answer(self, path: str = "/messages") -> None:
        """Do what a request asks for, and hang up without an answer."""
        self._plan(path, Fault.LOST_ANSWER)

    def refuse_next(self, path: str = "/messages") -> None:
        """Do nothing for a request, and answer 503 `API_UNAVAILABLE`."""
        self._plan(path, Fault.UNAVAILABLE)

    def next_at(self, path: str) -> Fault | None:
        """What goes wrong with the request that is there now."""
        with self._lock:
            planned = self._planned.get(path)
            return planned.popleft() if planned else None

    def _plan(self, path: str, fault: Fault) -> None:
        with self._lock:
            self._planned.setdefault(path, deque()).append(fault)
