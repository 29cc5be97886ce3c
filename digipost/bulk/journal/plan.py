"""The plan of a mailing in its journal: the rows, and the findings of the check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.bulk.journal.database import insert, insert_all, storable
from digipost.bulk.journal.row_numbers import RowNumbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digipost.bulk.journal.database import Database, Value
    from digipost.bulk.row_states import Finding, State

__all__ = ["Plan"]

_ROWS_AT_ONCE = 500


class Plan:
    """Writer of rows and findings to a journal.

    Attributes:
        rows: The number of rows so far.
        findings: The number of findings so far.
        row_numbers: The row numbers of the spreadsheet.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.rows = self.findings = 0
        self.row_numbers = RowNumbers()
        self._waiting: list[tuple[Value, ...]] = []

    def write(self) -> None:
        """Write the rows that are waiting; rows are written by the hundred."""
        insert_all(self._database, "letters", self._waiting)
        self._waiting.clear()

    def add(
        self,
        number: int,
        state: State,
        findings: Iterable[Finding],
        *,
        row: int | None = None,
        documents: str | None = None,
        corrects: str | None = None,
    ) -> None:
        """Write a row with its initial state.

        Args:
            number: The number of the row.
            state: The state.
            findings: The findings of the check in this row.
            row: The number that a spreadsheet shows beside the row, if it differs.
            documents: The fingerprints of its documents, as they were checked.
            corrects: The mailing and row that it corrects, if any.
        """
        told = (None, None, None, None, documents, None)
        self._waiting.append((number, str(state), 0, *told))
        if len(self._waiting) == _ROWS_AT_ONCE:
            self.write()
        if corrects is not None:
            insert(self._database, "corrections", (number, storable(corrects)))
        self.rows += 1
        self.row_numbers.add(number, number if row is None else row)
        for each in findings:
            found = (each.number, int(each.is_error), storable(each.field), storable(each.problem))
            insert(self._database, "findings", found)
            self.findings += 1
