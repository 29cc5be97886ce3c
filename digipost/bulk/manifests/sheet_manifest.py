"""Manifests in sheets of workbooks, in Excel and OpenDocument formats."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from digipost.bulk.manifests.corrected_rows import corrected_rows
from digipost.bulk.manifests.header_search import header_of
from digipost.bulk.manifests.ods_writing import write_ods
from digipost.bulk.manifests.sheet_table import table_of
from digipost.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO, TypeAlias

    from digipost.bulk.manifests.corrected_rows import CorrectedRow
    from digipost.bulk.manifests.manifest_format import ManifestFormat
    from digipost.bulk.manifests.records import Added, Record, Source
    from digipost.bulk.manifests.sheet_table import Wide

    _Writer: TypeAlias = Callable[[BinaryIO, str, Iterable[CorrectedRow], Source], None]

__all__ = ["SheetManifest"]


_ODS = ".ods"
_MOST_NAMED = 5  # rows
_MARKED = {
    "hidden": "rows of the sheet {sheet} that a filter or a user has hidden are sent like the others",
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
        self._source = source
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
        """Write the rows with a problem below titles and header, as a workbook that looks like this one.

        Args:
            file: The new manifest.
            problems: The columns with the problem for each row in order, or None to leave the row out.

        Raises:
            ConfigurationError: The library for Excel files of the extra `bulk` is missing.
        """
        rows = self._table.rows
        corrected = corrected_rows(self._header, rows(), rows(), problems)
        write = write_ods if self.path.suffix.lower() == _ODS else _xlsx_writer(self._table.wide)
        write(file, self._table.name, corrected, self._source)


def _xlsx_writer(wide: Wide) -> _Writer:
    try:
        from digipost.bulk.manifests.xlsx_writing import write_xlsx  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise ConfigurationError("A workbook needs XlsxWriter: pip install 'digipost[bulk]'") from None
    return partial(write_xlsx, wide=wide)


def _named(rows: Sequence[int]) -> str:
    """Return the numbers of the first rows, and the count of the others."""
    more = f" and {len(rows) - _MOST_NAMED:,} more" if len(rows) > _MOST_NAMED else ""
    return f"row{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows[:_MOST_NAMED]))}{more}"
