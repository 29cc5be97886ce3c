"""Spreadsheets of rows to correct, with the cell types of the manifest.

XlsxWriter writes an Excel file row by row, with constant memory. odfdo builds an OpenDocument spreadsheet in
memory.
"""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias, cast

from odfdo import Cell, Document, Row, Table
from xlsxwriter import Workbook  # type: ignore[import-untyped]  # XlsxWriter has no types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import BinaryIO

    from xlsxwriter.format import Format  # type: ignore[import-untyped]  # likewise
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # likewise

__all__ = ["SHEET_WRITERS", "SheetRows"]

SheetRows: TypeAlias = "Iterable[Sequence[object]]"
"""Rows of cells: None, texts, numbers, booleans, dates, times and durations."""

_MOST_CHARACTERS = 32_767  # characters of a cell in Excel
_FIRST_DATE = date(1900, 3, 1)  # before this day, Excel's day numbers count a day that never existed
_FORMATS: dict[type, str] = {
    str: "@",  # text format: digits typed over a text stay a text, with their leading zeros
    datetime: "dd.mm.yyyy hh:mm:ss",
    date: "dd.mm.yyyy",
    time: "hh:mm:ss",
    timedelta: "[h]:mm:ss",
}
_WIDTH = 18  # characters
_MIDNIGHT = datetime.combine(date.min, time.min)


def _write_xlsx(file: BinaryIO, sheet: str, rows: SheetRows) -> None:
    options = {"constant_memory": True, "in_memory": False, "default_date_format": _FORMATS[date]}
    with Workbook(file, options) as book:
        page = book.add_worksheet(sheet)
        formats = {kind: book.add_format({"num_format": shown}) for kind, shown in _FORMATS.items()}
        for number, cells in enumerate(rows):
            if number == 0:
                page.set_column(0, max(0, len(cells) - 1), _WIDTH)
            for column, value in enumerate(cells):
                if value is not None and value != "":
                    _write_cell(page, (number, column), value, formats)


def _write_cell(page: Worksheet, place: tuple[int, int], value: object, formats: dict[type, Format]) -> None:
    """Write a cell with its own type; a text is never taken for a formula, link or number."""
    match value:
        case bool():
            page.write_boolean(*place, value)
        case int() | float() | Decimal() if math.isfinite(value) and -_TOO_LARGE < float(value) < _TOO_LARGE:
            page.write_number(*place, float(value))
        case datetime() if value.date() >= _FIRST_DATE:
            page.write_datetime(*place, value.replace(tzinfo=None), formats[datetime])
        case date() if not isinstance(value, datetime) and value >= _FIRST_DATE:
            page.write_datetime(*place, cast("datetime", value), formats[date])  # the method takes a date too
        case time() | timedelta():
            page.write_datetime(*place, cast("datetime", value), formats[type(value)])  # likewise
        case _:
            page.write_string(*place, str(value)[:_MOST_CHARACTERS], formats[str])


def _write_ods(file: BinaryIO, sheet: str, rows: SheetRows) -> None:
    book = Document("ods")
    book.body.clear()
    table = Table(sheet)
    for cells in rows:
        row = Row()
        for value in cells:
            row.append_cell(_ods_cell(value), clone=False)
        table.append_row(row, clone=False)
    book.body.append(table)
    content = BytesIO()
    book.save(content, pretty=False)
    file.write(content.getbuffer())


def _ods_cell(value: object) -> Cell:
    match value:
        case None | "":
            return Cell()
        case bool() | date() | timedelta():
            return Cell(value)
        case int() | float() | Decimal() if math.isfinite(value):
            return Cell(value)
        case time():
            return Cell(datetime.combine(date.min, value) - _MIDNIGHT)
    # XML has no control characters, so a sheet that was read has none.
    return Cell(
        "".join(each for each in str(value) if each.isprintable() or each in "\t\n\N{NO-BREAK SPACE}")
    )


_TOO_LARGE = 1e15  # an integer with more digits than Excel keeps

SHEET_WRITERS: dict[str, Callable[[BinaryIO, str, SheetRows], None]] = {
    ".xlsx": _write_xlsx,
    ".ods": _write_ods,
}
"""Writers of spreadsheets by suffix: each writes a sheet with a name and rows to a file."""
