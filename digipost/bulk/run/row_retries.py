"""Retries of rows: each waits longer than the previous one, and their number in a run is bounded."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from digipost.bulk.run.tasks import Task

__all__ = ["RowRetries"]

_MOST_WAITING = 1000
_MOST_TRIES = 8  # including the first
_FIRST_WAIT = 0.5  # seconds; each further wait is twice as long


@attrs.frozen(order=True)
class _Retry:
    due: float
    number: int
    task: Task = attrs.field(order=False)
    tries: int = attrs.field(order=False)


class RowRetries:
    """Rows that wait for a retry; all times are seconds of one clock.

    Attributes:
        begun: The number of retries that have begun in this run.
    """

    def __init__(self) -> None:
        self.begun = 0
        self._waiting: list[_Retry] = []
        self._tries: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def are_full(self) -> bool:
        """Return True if no further row should be sent for the first time, as it may have to wait too."""
        return len(self._waiting) >= _MOST_WAITING

    @property
    def next_at(self) -> float:
        """Return the time of the next retry; infinite if no row waits."""
        return self._waiting[0].due if self._waiting else float("inf")

    def add(self, task: Task, now: float, *, at_once: bool = False) -> None:
        """Schedule a retry of a row, unless its attempts in this run are used up."""
        number = task.record.number
        tries = self._tries.pop(number, 1)
        if tries < _MOST_TRIES:
            wait = 0.0 if at_once else _FIRST_WAIT * 2.0 ** (tries - 1)
            heapq.heappush(self._waiting, _Retry(now + wait, number, task, tries + 1))

    def take(self) -> Task:
        """Begin the next retry, and return its row."""
        retry = heapq.heappop(self._waiting)
        self._tries[retry.number] = retry.tries
        self.begun += 1
        return retry.task

    def settled(self, number: int) -> None:
        """Forget the attempts of a row that has reached a final state."""
        self._tries.pop(number, None)
