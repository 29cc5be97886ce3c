"""Tasks: the rows still to send, from the manifest and the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.bulk.errors import JournalError
from digipost.bulk.row_states import SETTLED, UNPROVEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.bulk.journal.journal import Journal
    from digipost.bulk.manifests.records import Manifest, Record
    from digipost.bulk.row_states import Row, State

__all__ = ["Task", "tasks_left"]

_ROWS_AT_ONCE = 500


@attrs.frozen
class Task:
    """Row to be sent.

    Attributes:
        record: The row.
        state: The state in the journal.
        documents: The fingerprints of its documents as they were checked, if they are known.
        hashes: The hashes of encrypted contents that may have been sent for it.
    """

    record: Record
    state: State
    documents: str | None = attrs.field(default=None, repr=False)
    hashes: tuple[str, ...] = ()


def tasks_left(journal: Journal, manifest: Manifest) -> Iterator[Task]:
    """Yield the rows that are not settled, reading manifest and journal side by side."""
    known: dict[int, Row] = {}
    for record in manifest.records():
        if (record.number - 1) % _ROWS_AT_ONCE == 0:
            known = {row.number: row for row in journal.rows(record.number, _ROWS_AT_ONCE)}
        row = known.get(record.number)
        if row is None:
            raise JournalError("The manifest has more rows than when it was checked.")
        if row.state not in SETTLED:
            hashes = journal.hashes(row.number) if row.state in UNPROVEN else ()
            yield Task(record, row.state, row.documents, hashes)
