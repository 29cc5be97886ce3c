"""The pace of a mailing: as fast as the workers can send, and slower as soon as Digipost requests that.

Rate and concurrency follow TCP's scheme: a factor lowers the ceilings, and steps raise them again. 429 lowers
the rate and the concurrency, 503 only the concurrency; a `Retry-After` stops everything until then. While no
letter gets through at all, the pauses grow.
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
_MOST_PAUSES = 10  # number of pauses after which they are no longer doubled
_BURST = 0.25  # burst: letters that may be sent at once, in seconds of the rate
_SLOWEST = 0.2  # letters a second
_STEP = 0.05  # part of the highest rate, each second
_ROUND = 1.0  # seconds within which the ceilings are lowered only once
_TOO_MUCH = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
_WINDOW = 5.0  # seconds over which the rate is measured


class Pace:
    """Ceilings of one run.

    Args:
        workers: The number of letters that can be sent concurrently.
        most_at_once: The maximum number of letters at the workers, including those queued for a worker.
        most_a_second: The rate limit, in letters a second; None for no limit.
        clock: A monotonic clock, in seconds.
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
        """Return the number of letters that the workers may have now."""
        return max(1, int(self._at_once))

    @property
    def ceiling(self) -> float:
        """Return the current rate limit, in letters a second; infinite without a limit."""
        return self._a_second

    @property
    def rate(self) -> float:
        """Return the recent rate of answers, in letters a second."""
        self._decay()
        # Until the window is full, it is only as long as the run.
        full = 1 - math.exp((self._began - self._measured) / _WINDOW)
        return self._recent / (_WINDOW * full) if full > 0 else 0.0

    def allowed(self) -> int:
        """Return the number of letters that the rate limit allows to send now."""
        now = self._clock()
        self._refill(now)
        if now < self._not_before:
            return 0
        return self._most_at_once if math.isinf(self._a_second) else int(self._tokens)

    def wait(self) -> float:
        """Return the seconds until the next letter may be sent."""
        now = self._clock()
        self._refill(now)
        until_pause_ends = self._not_before - now
        until_token = 0.0 if math.isinf(self._a_second) else (1 - self._tokens) / self._a_second
        return max(0.0, until_pause_ends, until_token)

    def went_out(self, count: int) -> None:
        """Record letters that are being sent now."""
        if not math.isinf(self._a_second):
            self._tokens -= count

    def answered(self, count: int = 1) -> None:
        """Record letters that Digipost has accepted or refused."""
        self._decay()
        self._recent += count
        self._in_vain = self._pauses = 0
        self._at_once = min(self._most_at_once, self._at_once + count / self._at_once)

    def busy(self, status: int | None, retry_after: timedelta | None) -> None:
        """Record that Digipost cannot accept a letter now: 429, 5xx, or no response (None)."""
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
        # Results of letters sent before the last cut are no evidence about the new ceilings.
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
