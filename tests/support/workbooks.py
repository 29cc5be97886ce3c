"""Workbooks for tests, by openpyxl, XlsxWriter and as LibreOffice writes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import openpyxl  # type: ignore[import-untyped]  # openpyxl has no types
import xlsxwriter  # type: ignore[import-untyped]  # likewise

from tests.support.ods import write_ods

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import TypeAlias

    Rows: TypeAlias = Sequence[Sequence[object]]


def write_xlsx(path: Path, rows: Rows, name: str = "Fakturaer") -> Path:
    """Write a sheet; a pair of a value and a text is a cell with a number format."""
    book = openpyxl.Workbook()
    book.active.title = name
    for number, cells in enumerate(rows, 1):
        for column, each in enumerate(cells, 1):
            value, shown = each if isinstance(each, tuple) else (each, None)
            cell = book.active.cell(number, column)
            if shown is not None:
                cell.number_format = shown
            if value is not None:
                cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula
    book.save(path)
    return path


def write_workbook(path: Path, rows: Rows, name: str = "Fakturaer") -> Path:
    return write_xlsx(path, rows, name) if path.suffix == ".xlsx" else write_ods(path, rows, name)


def openpyxl_book(path: Path, rows: Sequence[Sequence[object]], **sheets: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Fakturaer"
    for name, content in {"Fakturaer": rows, **sheets}.items():
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        for row in content:
            sheet.append(list(row))
    book.save(path)
    return path


def xlsxwriter_book(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Fakturaer")
        day, moment = (book.add_format({"num_format": each}) for each in ("dd.mm.yyyy", "dd.mm.yyyy hh:mm"))
        for line, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, place, cell, moment if isinstance(cell, datetime) else day)
                else:
                    sheet.write(line, place, cell)
    return path
