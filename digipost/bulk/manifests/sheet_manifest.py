"""Manifests in sheets of workbooks, in Excel and OpenDocument formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.bulk.manifests.columns import ADDED
from digipost.bulk.manifests.header_search import header_of
from digipost.bulk.manifests.sheet_table import table_of
from digipost.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from digipost.bulk.manifests.manifest_format import ManifestFormat
    from digipost.bulk.manifests.records import Added, Record, Source

__all__ = ["SheetManifest"]


_MOST_NAMED = 5  # rows
_MARKED = {
    "hidden": "hidden rows of the sheet {sheet} are sent like the others",
    "struck": "text that is struck through in the sheet {sheet} is sent like the rest",
    "merged": "a cell of the sheet {sheet} that is merged with those below counts for its first row only",
}


class SheetManifest:
    """Manifest in a sheet, with typed cells.

    Attributes:
        path: The path of the workbook.
        columns: The names of its columns.
        notes: Facts found in the workbook, in plain sentences.
    """

    def __init__(self, path: Path, source: Source, form: ManifestFormat) -> None:
        self.path = path
        self._table = table_of(path, source, form.sheet)
        self._header, note = header_of(path, self._table.rows(), form.header_row)
        self.columns: tuple[str, ...] = self._header.names
        self.notes: tuple[str, ...] = (note,) if note else ()
        for kind, said in _MARKED.items():
            rows = [row for row in self._table.marked[kind] if row > self._header.row]
            if rows:
                note = f"{path.name}: {said.format(sheet=self._table.name)} ({_named(rows)})."
                self.notes = (*self.notes, note)

    def records(self) -> Iterator[Record]:
        """Yield the rows from the first."""
        return self._header.records(self._table.rows())

    def write_problems(self, file: BinaryIO, problems: Iterator[Added | None]) -> None:
        """Write the rows with a problem, each cell with its type, as a workbook of the same kind.

        Args:
            file: The new manifest.
            problems: The columns with the problem for each row in order, or None to leave the row out.

        Raises:
            ConfigurationError: The libraries of the extra `bulk` are missing.
        """
        try:
            from digipost.bulk.manifests.sheet_writing import SHEET_WRITERS  # noqa: PLC0415 - an extra
        except ModuleNotFoundError:
            problem = "A spreadsheet needs XlsxWriter and odfdo: pip install 'digipost[bulk]'"
            raise ConfigurationError(problem) from None
        write = SHEET_WRITERS.get(self.path.suffix.lower(), SHEET_WRITERS[".xlsx"])
        write(file, self._table.name, self._with_problems(problems))

    def _with_problems(self, problems: Iterator[Added | None]) -> Iterator[Sequence[object]]:
        yield self._header.with_added(self._header.cells, {name: name for name in ADDED})
        for (_, cells), problem in zip(self._header.below(self._table.rows()), problems, strict=False):
            if problem is not None:
                yield self._header.with_added(cells, problem)


def _named(rows: Sequence[int]) -> str:
    """Return the numbers of the first rows, and the count of the others."""
    more = f" and {len(rows) - _MOST_NAMED:,} more" if len(rows) > _MOST_NAMED else ""
    return f"row{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows[:_MOST_NAMED]))}{more}"
