"""What can be known of a row."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["DUPLICATE", "SETTLED", "UNPROVEN", "Finding", "Outcome", "Row", "State"]


class State(StrEnum):
    """What is known of a row."""

    INVALID = "invalid"
    """It was found wrong before anything was sent, and is left out."""
    PLANNED = "planned"
    """Nothing of it has been sent."""
    SENDING = "sending"
    """It may have been sent: the program ended before it knew."""
    DELIVERED = "delivered"
    """Digipost has it, for a mailbox or another digital way."""
    PRINTED = "printed"
    """Digipost has it, to be printed and posted."""
    REFUSED = "refused"
    """Digipost will not have it as it is."""
    FAILED = "failed"
    """Digipost certainly has not accepted it, and can do so later."""
    UNKNOWN = "unknown"
    """Whether Digipost has it cannot be told yet."""


SETTLED = frozenset({State.INVALID, State.DELIVERED, State.PRINTED, State.REFUSED})
"""What stays as it is."""
UNPROVEN = frozenset({State.SENDING, State.UNKNOWN})
"""What has to be asked for before it is sent again."""


def _row() -> int:
    """Return the field for the number that a spreadsheet shows; the row's own, unless given."""
    own = attrs.Factory(lambda self: int(self.number), takes_self=True)
    field: int = attrs.field(default=own, kw_only=True, eq=False)
    return field


@attrs.frozen
class Row:
    """A row as the journal has it.

    Attributes:
        number: 1 for the first.
        state: What is known.
        attempts: How often it was about to be sent.
        channel: How it went, where Digipost has it.
        code: Digipost's code or the kind of error, where it is not so.
        problem: What is wrong, as far as it says nothing about people.
        at: When that was written down, to the second.
        documents: The fingerprints of its documents as they were checked; None in a journal of version 0.
        changed: The columns of documents that differed from the checked ones when they were sent.
        row: The number that a spreadsheet shows beside the row.
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


@attrs.frozen
class Outcome:
    """What came of a row that was being sent; `state` is any but `sending`.

    Attributes:
        number: The row's.
        state: What is known now.
        channel: How it went.
        code: Digipost's code or the kind of error.
        problem: What is wrong, without anything about people.
        changed: The columns of documents that differ from the checked ones, with commas between them.
    """

    number: int
    state: State
    channel: str | None = None
    code: str | None = None
    problem: str | None = None
    changed: str | None = None


DUPLICATE = "duplicate"
"""The field of a finding in a row that says the same as an earlier one."""


@attrs.frozen
class Finding:
    """What the check has found in a row.

    Attributes:
        number: The row's.
        is_error: Whether the row cannot be sent so.
        field: What it is about, such as `recipient.personal_identification_number`.
        problem: What is wrong.
        row: The number that a spreadsheet shows beside the row.
    """

    number: int
    is_error: bool
    field: str
    problem: str
    row: int = _row()
