"""The states, outcomes and findings of a row."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

__all__ = ["DUPLICATE", "SETTLED", "UNPROVEN", "Finding", "Outcome", "Row", "State", "unsettled"]


class State(StrEnum):
    """State of a row."""

    INVALID = "invalid"
    """Found invalid before anything was sent, and left out."""
    PLANNED = "planned"
    """Not sent yet."""
    SENDING = "sending"
    """Perhaps sent: the program ended before it had a response."""
    DELIVERED = "delivered"
    """Accepted by Digipost, for a mailbox or another digital channel."""
    PRINTED = "printed"
    """Accepted by Digipost, to be printed and posted."""
    REFUSED = "refused"
    """Refused by Digipost in its present form."""
    FAILED = "failed"
    """Certainly not accepted by Digipost yet; a later attempt can succeed."""
    UNKNOWN = "unknown"
    """Unproven: Digipost may or may not have accepted it."""


SETTLED = frozenset({State.INVALID, State.DELIVERED, State.PRINTED, State.REFUSED})
"""The final states."""
UNPROVEN = frozenset({State.SENDING, State.UNKNOWN})
"""The states that require a question to Digipost before the row is sent again."""


def unsettled(counts: Mapping[State, int]) -> int:
    """Return the number of rows to send, or to ask Digipost about."""
    return sum(count for state, count in counts.items() if state not in SETTLED)


def _row() -> int:
    """Return the field for the number that a spreadsheet shows; the default is the row's own number."""
    own = attrs.Factory(lambda self: int(self.number), takes_self=True)
    field: int = attrs.field(default=own, kw_only=True, eq=False)
    return field


@attrs.frozen
class Row:
    """Row of a mailing, from the journal.

    Attributes:
        number: The number of the row, from 1.
        state: The state.
        attempts: The number of attempts to send it.
        channel: The channel, if Digipost has the letter.
        code: Digipost's code or the kind of error, if Digipost does not have the letter.
        problem: The description of the error, without personal data.
        at: The time of the last change, to the second.
        documents: The fingerprints of its documents as they were checked; None in a journal of version 0.
        changed: The columns of documents that differed from the checked ones when they were sent.
        row: The number that a spreadsheet shows beside the row.
        warnings: The warnings of the check, in a report.
    """

    number: int
    state: State
    attempts: int = 0
    channel: str | None = None
    code: str | None = None
    problem: str | None = None
    at: datetime | None = None
    documents: str | None = attrs.field(default=None, repr=False)
    changed: str | None = None
    row: int = _row()
    warnings: str | None = attrs.field(default=None, kw_only=True)


@attrs.frozen
class Outcome:
    """Outcome of an attempt to send a row; `state` is any but `sending`.

    Attributes:
        number: The number of the row.
        state: The state now.
        channel: The channel.
        code: Digipost's code or the kind of error.
        problem: The description of the error, without personal data.
        changed: The columns of documents that differ from the checked ones, separated by commas.
    """

    number: int
    state: State
    channel: str | None = None
    code: str | None = None
    problem: str | None = None
    changed: str | None = None


DUPLICATE = "duplicate"
"""The field of a finding in a row that repeats an earlier row."""


@attrs.frozen
class Finding:
    """Finding of the check in a row.

    Attributes:
        number: The number of the row.
        is_error: True if the row cannot be sent; False for a warning.
        field: The column of the finding, such as `recipient.personal_identification_number`.
        problem: The description of the problem.
        row: The number that a spreadsheet shows beside the row.
    """

    number: int
    is_error: bool
    field: str
    problem: str
    row: int = _row()
