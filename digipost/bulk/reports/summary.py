"""Summary of a mailing."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import attrs

from digipost.bulk._wording import BATCH_GONE, counted
from digipost.bulk.row_states import State, unsettled
from digipost.errors._command_words import in_words_of_commands

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

__all__ = ["Summary", "in_utc"]


def in_utc(at: datetime) -> str:
    """Return a time in UTC in the format of reports, such as 2034-02-15T08:00:00Z."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@attrs.frozen
class Summary:
    """Summary of the rows of a mailing.

    Attributes:
        manifest: The name of the manifest.
        counts: The number of rows in each state.
        codes: The number of rows with each code, by state, the most frequent first.
        times: The number of letters that Digipost accepted in each of equal spans of time.
        retried: The number of repeated attempts.
        corrected: The number of rows that another mailing has taken over and begun to send.
        changed: The number of letters sent with a document that differs from the checked one.
        api_url: The address of the Digipost environment of the letters.
        has_begun: False for a dry run: nothing was sent.
        checked_at: The time of the check; None in a journal of a version that did not store it.
        last_at: The time of the last response; None before the first.
        problems: The most frequent errors of the check: field, problem, number of rows, and the first row.
        warnings: The most frequent warnings of the check, in the same form.
        to_correct: The name of the manifest to correct, if there is one.
        columns: The manifest's own names of columns, by the known name.
        held: The number of letters that Digipost has accepted and holds back: their batch is not complete.
        batch: The uuid of that batch; None if the batch no longer exists.
    """

    manifest: str
    counts: Mapping[State, int]
    codes: list[tuple[State, str, int]]
    times: list[tuple[datetime, int]]
    retried: int
    changed: int = 0
    corrected: int = 0
    api_url: str = ""
    has_begun: bool = True
    checked_at: datetime | None = None
    last_at: datetime | None = None
    problems: Sequence[tuple[str, str, int, int]] = ()
    warnings: Sequence[tuple[str, str, int, int]] = ()
    to_correct: str | None = None
    columns: Mapping[str, str] = attrs.field(factory=dict)
    held: int = 0
    batch: UUID | None = None

    @property
    def about_held(self) -> str | None:
        """Return a text about letters that Digipost holds back, with the commands; None if it holds none."""
        if not self.held:
            return None
        if self.batch is None:
            return BATCH_GONE
        held = f"Digipost holds {counted(self.held, 'letter')} back until their batch is completed."
        if not self.is_settled or not self.counts[State.REFUSED]:
            return f"{held} The mailing completes it when all are in."
        return (
            f"{held} The mailing does not complete it, since rows were refused. To send them: digipost batch "
            f"complete {self.batch}. To drop them: digipost batch cancel {self.batch}. Then digipost bulk "
            "resume brings the report up to date."
        )

    @property
    def total(self) -> int:
        """Return the number of rows in the manifest."""
        return sum(self.counts.values())

    @property
    def arrived(self) -> int:
        """Return the number of letters that Digipost has accepted."""
        return self.counts[State.DELIVERED] + self.counts[State.PRINTED]

    @property
    def ready(self) -> int:
        """Return the number of valid rows that have not been sent."""
        return self.counts[State.PLANNED]

    @property
    def is_settled(self) -> bool:
        """Return True if nothing is left to send or to ask for."""
        return unsettled(self.counts) == 0

    def to_json(self) -> dict[str, object]:
        """Return the summary as JSON values."""
        return {
            "manifest": self.manifest,
            "environment": self.api_url,
            "dry_run": not self.has_begun,
            "checked_at": None if self.checked_at is None else in_utc(self.checked_at),
            "total": self.total,
            "settled": self.is_settled,
            "counts": {str(state): count for state, count in self.counts.items()},
            "retried": self.retried,
            "changed": self.changed,
            "corrected": self.corrected,
            "held": self.held,
            "batch": None if self.batch is None else str(self.batch),
            "errors": [self._finding(*each) for each in self.problems],
            "warnings": [self._finding(*each) for each in self.warnings],
            "codes": [
                {"state": str(state), "code": code, "count": count} for state, code, count in self.codes
            ],
        }

    def _finding(self, field: str, problem: str, count: int, first: int) -> dict[str, object]:
        own = self.columns.get(field)
        said = in_words_of_commands(problem)
        return {"field": field, "column": own, "problem": said, "rows": count, "first_row": first}
