"""How far a mailing has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.bulk.row_states import SETTLED, State

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Progress"]


@attrs.frozen
class Progress:
    """How far a mailing has come.

    Attributes:
        counts: How many rows are in each state.
        retried: How many times a row was tried again in this run.
        rate: How many letters Digipost answered each second, of late.
        ceiling: How many may go out each second, where Digipost or the caller has set a limit.
        pause: The seconds until anything goes out again.
    """

    counts: Mapping[State, int]
    retried: int = 0
    rate: float = 0.0
    ceiling: float | None = None
    pause: float = 0.0

    @property
    def total(self) -> int:
        """How many rows there are, without those that are invalid."""
        return sum(count for state, count in self.counts.items() if state is not State.INVALID)

    @property
    def settled(self) -> int:
        """How many rows Digipost has, or will not have."""
        return sum(self.counts[state] for state in SETTLED - {State.INVALID})

    @property
    def seconds_left(self) -> float | None:
        """How long it will take at this rate; None while that cannot be told."""
        return (self.total - self.settled) / self.rate if self.rate > 0 else None
