"""Progress of a mailing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.bulk.row_states import SETTLED, State

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Progress"]


@attrs.frozen
class Progress:
    """Progress of a mailing.

    Attributes:
        counts: The number of rows in each state.
        retried: The number of retries in this run.
        rate: The recent rate of answers, in letters a second.
        ceiling: The rate limit in letters a second, if Digipost or the caller has set one.
        pause: The seconds until the next letter may be sent.
    """

    counts: Mapping[State, int]
    retried: int = 0
    rate: float = 0.0
    ceiling: float | None = None
    pause: float = 0.0

    @property
    def total(self) -> int:
        """Return the number of rows, without invalid ones."""
        return sum(count for state, count in self.counts.items() if state is not State.INVALID)

    @property
    def settled(self) -> int:
        """Return the number of rows that Digipost has accepted or refused."""
        return sum(self.counts[state] for state in SETTLED - {State.INVALID})

    @property
    def seconds_left(self) -> float | None:
        """Return the estimated seconds left at the current rate; None while the rate is unknown."""
        return (self.total - self.settled) / self.rate if self.rate > 0 else None
