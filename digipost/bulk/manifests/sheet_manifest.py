"""Manifests in sheets of workbooks: Excel's and those of OpenDocument."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from digipost.bulk.manifests.columns import ADDED
from digipost.bulk.manifests.sheet_table import table_of
from digipost.bulk.manifests.tables import header_of
from digipost.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from xlsxwriter.format import Format  # type: ignore[import-untyped]  # XlsxWriter has no types
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # likewise

    from digipost.bulk.manifests.manifest_format import ManifestFormat
    from digipost.bulk.manifests.records import Added, Record, Source

__all__ = ["SheetManifest"]

_FORMATS = {
    datetime: "dd.mm.yyyy hh:mm:ss",
    date: "dd.mm.yyyy",
    time: "hh:mm:ss",
    timedelta: "[h]:mm:ss",
}


class SheetManifest:
    """A manifest in a sheet; its cells have types of their own.

    Attributes:
        path: The path of the workbook.
        columns: The names of its columns.
        notes: What was found by looking at it, in sentences for people.
    """

    def __init__(self, path: Path, source: Source, form: ManifestFormat) -> None:
        self.path = path
        self._table = table_of(path, source, form.sheet)
        self._header, note = header_of(path, self._table.rows(), form.header_row)
        self.columns: tuple[str, ...] = self._header.names
        self.notes = (note,) if note else ()
        if self._table.hidden:
            rows = "row" if self._table.hidden == 1 else "rows"
            said = f"{path.name}: {self._table.hidden:,} {rows} of the sheet {self._table.name} are hidden"
            self.notes = (*self.notes, f"{said}, and are sent like the others.")

    def records(self) -> Iterator[Record]:
        """Yield the rows from the first."""
        return self._header.records(self._table.rows())

    def write_problems(self, file: BinaryIO, problems: Iterator[Added | None]) -> None:
        """Write the rows that have a problem, each cell with its type, as a workbook of Excel.

        Args:
            file: The new manifest.
            problems: For each row in order, the columns that say what is wrong, or None to leave the row out.
        """
        try:
            from xlsxwriter import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra
        except ModuleNotFoundError:
            raise ConfigurationError("A spreadsheet needs XlsxWriter: pip install 'digipost[bulk]'") from None
        with Workbook(file, {"constant_memory": True}) as workbook:
            sheet = workbook.add_worksheet(self._table.name)
            formats = {kind: workbook.add_format({"num_format": form}) for kind, form in _FORMATS.items()}
            header = self._header.with_added(self._header.cells, {name: name for name in ADDED})
            sheet.set_column(0, len(header) - 1, 18)
            _write(sheet, 0, header, formats)
            line = 1
            for (_, cells), problem in zip(self._header.below(self._table.rows()), problems, strict=False):
                if problem is not None:
                    _write(sheet, line, self._header.with_added(cells, problem), formats)
                    line += 1


def _write(sheet: Worksheet, line: int, cells: Sequence[object], formats: dict[type, Format]) -> None:
    for place, cell in enumerate(cells):
        match cell:
            case None | "":
                pass
            case bool():
                sheet.write_boolean(line, place, cell)
            case int() | float():
                sheet.write_number(line, place, cell)
            case datetime() | date() | time() | timedelta():
                sheet.write_datetime(line, place, cell, formats[type(cell)])
            case _:
                sheet.write_string(line, place, str(cell))
