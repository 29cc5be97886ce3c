"""How fast to go: as fast as the workers can, and slower as soon as Digipost says so.

Both ceilings go down by a part and up again by steps, as TCP does it. 429 lowers the rate and how many
letters are on their way at once, 503 the latter alone; a `Retry-After` stops everything until then. When
nothing gets through at all, the pauses become longer and longer.
"""

from __future__ import annotations

import math
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

__all__ = ["Pace"]

_FIRST_PAUSE = 0.5  # seconds
_LONGEST_PAUSE = 60.0  # seconds
_MOST_PAUSES = 10  # after which they are no longer doubled
_BURST = 0.25  # seconds' worth of letters that may go out at once
_SLOWEST = 0.2  # letters a second
_STEP = 0.05  # of the highest rate, each second
_ROUND = 1.0  # seconds in which the ceilings go down only once
_TOO_MUCH = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
_WINDOW = 5.0  # seconds over which the rate is measured


class Pace:
    """The ceilings of one run.

    Args:
        workers: How many letters can be sent at the same time.
        most_at_once: How many letters the workers may be given, those that wait for a worker among them.
        most_a_second: How many letters may go out each second; None for no limit.
        clock: Seconds that only go forward.
    """

    def __init__(
        self, *, workers: int, most_at_once: int, most_a_second: float | None, clock: Callable[[], float]
    ) -> None:
        self._workers = workers
        self._most_at_once = most_at_once
        self._most_a_second = math.inf if most_a_second is None else most_a_second
        self._clock = clock
        self._at_once = float(most_at_once)
        self._a_second = self._most_a_second
        self._step = 0.0
        self._not_before = -math.inf
        self._tokens = 1.0
        self._refilled = self._measured = self._began = clock()
        self._cut = -math.inf
        self._in_vain = self._pauses = 0
        self._recent = 0.0

    @property
    def at_once(self) -> int:
        """How many letters the workers may have now."""
        return max(1, int(self._at_once))

    @property
    def ceiling(self) -> float:
        """How many letters may go out each second now; infinite without a limit."""
        return self._a_second

    @property
    def rate(self) -> float:
        """How many letters were answered each second, of late."""
        self._decay()
        # Until the window is full, it is only as long as the run.
        full = 1 - math.exp((self._began - self._measured) / _WINDOW)
        return self._recent / (_WINDOW * full) if full > 0 else 0.0

    def allowed(self) -> int:
        """How many letters may go out at this moment, as far as time is concerned."""
        now = self._clock()
        self._refill(now)
        if now < self._not_before:
            return 0
        return self._most_at_once if math.isinf(self._a_second) else int(self._tokens)

    def wait(self) -> float:
        """The seconds until the next letter may go out."""
        now = self._clock()
        self._refill(now)
        until_pause_ends = self._not_before - now
        until_token = 0.0 if math.isinf(self._a_second) else (1 - self._tokens) / self._a_second
        return max(0.0, until_pause_ends, until_token)

    def went_out(self, count: int) -> None:
        """So many letters are on their way from now on."""
        if not math.isinf(self._a_second):
            self._tokens -= count

    def answered(self, count: int = 1) -> None:
        """Digipost has taken or refused so many letters."""
        self._decay()
        self._recent += count
        self._in_vain = self._pauses = 0
        self._at_once = min(self._most_at_once, self._at_once + count / self._at_once)

    def busy(self, status: int | None, retry_after: timedelta | None) -> None:
        """Digipost cannot take a letter now: 429, 5xx, or no answer at all (None)."""
        now = self._clock()
        self._refill(now)
        self._in_vain += 1
        if retry_after is not None:
            self._pause(now, retry_after.total_seconds())
        elif self._in_vain > 2 * self.at_once:
            self._pauses += 1
            self._in_vain = 0
            self._pause(now, _FIRST_PAUSE * 2 ** min(self._pauses, _MOST_PAUSES))
            self._halve()
        # Letters that went out before the last cut say nothing about the ceilings since.
        if status not in _TOO_MUCH or now - self._cut < _ROUND:
            return
        self._cut = now
        self._halve()
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            fastest = min(self._a_second, max(self.rate, _SLOWEST))
            self._step = _STEP * fastest
            self._a_second = max(_SLOWEST, fastest / 2)
            self._tokens = min(self._tokens, self._burst())

    def _halve(self) -> None:
        self._at_once = max(1.0, min(self._workers, self._at_once) / 2)

    def _pause(self, now: float, seconds: float) -> None:
        self._not_before = max(self._not_before, now + min(seconds, _LONGEST_PAUSE))

    def _refill(self, now: float) -> None:
        passed, self._refilled = now - self._refilled, now
        if math.isinf(self._a_second):
            return
        self._tokens = min(self._burst(), self._tokens + passed * self._a_second)
        self._a_second = min(self._most_a_second, self._a_second + passed * self._step)

    def _burst(self) -> float:
        return max(1.0, _BURST * self._a_second)

    def _decay(self) -> None:
        now = self._clock()
        self._recent *= math.exp((self._measured - now) / _WINDOW)
        self._measured = now
