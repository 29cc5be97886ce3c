"""A mailing as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.bulk.states import SETTLED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from digipost.bulk.states import State

__all__ = ["Summary"]


@attrs.frozen
class Summary:
    """What became of the rows of a mailing.

    Attributes:
        manifest: The name of the manifest.
        counts: How many rows are in each state.
        codes: How many rows ended with each code, by state, the most frequent first.
        times: How many letters Digipost took in each of equal parts of the time.
        retried: How many times rows were sent again.
        corrected: How many rows another mailing has taken over and begun to send.
        changed: How many letters were sent with a document that differs from the one that was checked.
    """

    manifest: str
    counts: Mapping[State, int]
    codes: list[tuple[State, str, int]]
    times: list[tuple[datetime, int]]
    retried: int
    changed: int = 0
    corrected: int = 0

    @property
    def total(self) -> int:
        """How many rows the manifest has."""
        return sum(self.counts.values())

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to send, or to ask for."""
        return not any(count for state, count in self.counts.items() if state not in SETTLED)

    def to_json(self) -> dict[str, object]:
        """As JSON has it."""
        return {
            "manifest": self.manifest,
            "total": self.total,
            "settled": self.is_settled,
            "counts": {str(state): count for state, count in self.counts.items()},
            "retried": self.retried,
            "changed": self.changed,
            "corrected": self.corrected,
            "codes": [
                {"state": str(state), "code": code, "count": count} for state, code, count in self.codes
            ],
        }
