"""Excel files of rows to correct, with the look of the manifest: its styles, column widths and titles.

XlsxWriter writes a file row by row, with constant memory.
"""

from __future__ import annotations

import math
import re
from contextlib import closing
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, cast

import attrs
from xlsxwriter import Workbook  # type: ignore[import-untyped]  # XlsxWriter has no types

from digipost.bulk.manifests.columns import PROBLEM
from digipost.bulk.manifests.sheet_converter.number_formats import format_of
from digipost.bulk.manifests.xlsx_look import XlsxLook
from digipost.bulk.manifests.xlsx_styles import PLAIN, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import BinaryIO

    from xlsxwriter.format import Format  # type: ignore[import-untyped]  # likewise
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # likewise

    from digipost.bulk.manifests.corrected_rows import CorrectedRow
    from digipost.bulk.manifests.records import Source
    from digipost.bulk.manifests.sheet_table import Wide
    from digipost.bulk.manifests.xlsx_styles import NumberFormat

__all__ = ["write_xlsx"]

_MOST_CHARACTERS = 32_767  # characters of a cell in Excel
_MOST_OF_A_NAME = 31  # characters of the name of a sheet in Excel
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_TOO_LARGE = 10**15  # an integer with more digits than Excel keeps
_FIRST_DATE = date(1900, 3, 1)  # before this day, Excel's day numbers count a day that never existed
_TEXT = "@"  # text format: digits typed over a text stay a text, with their leading zeros
_GENERAL: NumberFormat = 0
_FORMATS: Mapping[type, str] = {
    datetime: "dd.mm.yyyy hh:mm:ss",
    date: "dd.mm.yyyy",
    time: "hh:mm:ss",
    timedelta: "[h]:mm:ss",
}
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENTAGES: Mapping[NumberFormat, str] = {9: "0%", 10: "0.00%"}
_PART_OF_A_DATE = re.compile(r'(?:"[^"]*"|\\.|\[\$[^\]]*\])|([dmyhs])', re.IGNORECASE)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")
_WIDTH, _WIDTH_OF_PROBLEMS = 18, 60  # characters
_HUNDRED = 100


def write_xlsx(
    file: BinaryIO, sheet: str, rows: Iterable[CorrectedRow], source: Source, *, wide: Wide = ()
) -> None:
    """Write rows to correct.

    Args:
        file: The new workbook.
        sheet: The name of the sheet.
        rows: The rows, with their numbers in ascending order.
        source: Opens the workbook that the rows are from.
        wide: The merged cells of titles: row, first place and last place.
    """
    options = {"constant_memory": True, "in_memory": False, "default_date_format": _FORMATS[date]}
    with closing(XlsxLook(source, sheet)) as look, Workbook(file, options) as book:
        page = _Page(book, book.add_worksheet(_allowed(sheet)), wide)
        for row in rows:
            page.write(row, look)


class _Page:
    """Sheet that is written row by row.

    Args:
        book: The workbook.
        page: The sheet.
        wide: The merged cells of titles.
    """

    def __init__(self, book: Workbook, page: Worksheet, wide: Wide) -> None:
        self._book = book
        self._wide = wide
        self._page = page
        self._formats: dict[Style, Format] = {}
        self._has_columns = False

    def write(self, row: CorrectedRow, look: XlsxLook) -> None:
        """Write a row."""
        styles = look.styles(row.original)
        if row.inserted and not self._has_columns:
            self._set_columns(row, look)
        if not row.at:
            self._merge(row.number)
        for place, original, value in row.placed():
            style = PLAIN if original is None else styles.get(original, PLAIN)
            if value is not None and value != "":
                self._write_cell((row.number - 1, place), value, style)
            elif style != PLAIN:
                self._page.write_blank(row.number - 1, place, None, self._format(style))

    def _merge(self, row: int) -> None:
        """Merge the cells of a title, as in the original."""
        end = -1
        for _, first, last in sorted(each for each in self._wide if each[0] == row):
            if end < first < last:
                self._page.merge_range(row - 1, first, row - 1, last, "")
                end = last

    def _set_columns(self, header: CorrectedRow, look: XlsxLook) -> None:
        """Set the widths and formats of the columns, when the header is written."""
        self._has_columns = True
        last = header.at - 1
        self._page.set_column(0, max(0, last), _WIDTH)
        for each in look.columns:
            if each.first <= last:
                style = self._format_or_none(each.style)
                self._page.set_column(each.first, min(each.last, last), each.width, style)
        for place, text in enumerate(header.inserted, header.at):
            self._page.set_column(place, place, _WIDTH_OF_PROBLEMS if text == PROBLEM else _WIDTH)

    def _write_cell(self, place: tuple[int, int], value: object, style: Style) -> None:
        """Write a cell with its own type; a text is never taken for a formula, link or number."""
        page, shown = self._page, style.format
        match value:
            case bool():
                page.write_boolean(*place, value, self._format_or_none(style))
            case float() if math.isfinite(value):
                page.write_number(*place, value, self._format_or_none(style))
            case int() | Decimal() if math.isfinite(value) and -_TOO_LARGE < value < _TOO_LARGE:
                page.write_number(*place, float(value), self._format_or_none(style))
            case time() | timedelta() | date() if _has_number(value):
                style = style if _is_date(shown) else attrs.evolve(style, format=_FORMATS[type(value)])
                at = value.replace(tzinfo=None) if isinstance(value, datetime) else value
                # The method takes each of these types.
                page.write_datetime(*place, cast("datetime", at), self._format(style))
            case _:
                text = str(value)[:_MOST_CHARACTERS]
                number = _number_shown_as(text, shown)
                if number is not None:
                    page.write_number(*place, number, self._format(style))
                else:
                    style = attrs.evolve(style, format=_TEXT) if shown == _GENERAL else style
                    page.write_string(*place, text, self._format(style))

    def _format_or_none(self, style: Style) -> Format | None:
        return None if style == PLAIN else self._format(style)

    def _format(self, style: Style) -> Format:
        if style not in self._formats:
            self._formats[style] = self._book.add_format({"num_format": style.format, **dict(style.look)})
        return self._formats[style]


def _has_number(value: date | time | timedelta) -> bool:
    """Return True for a date or time that Excel has a number for."""
    if isinstance(value, datetime):
        return value.date() >= _FIRST_DATE
    return not isinstance(value, date) or value >= _FIRST_DATE


@cache
def _is_date(shown: NumberFormat) -> bool:
    """Return True for the number format of dates or times."""
    if isinstance(shown, int):
        return shown in _BUILT_IN_DATES
    return any(_PART_OF_A_DATE.findall(shown))


def _number_shown_as(text: str, shown: NumberFormat) -> float | None:
    """Return the number that a format shows as that text; None for other texts.

    In a manifest, such a number is the text that the sheet shows.
    """
    show = _function_of(shown)
    if show is None:
        return None
    start, digits = _NUMBER.match(text), re.sub(r"[^0-9]", "", text)
    candidates = [] if start is None else [float(start[0]), float(start[0]) / _HUNDRED]
    candidates += [float(digits)] if digits else []
    return next((each for each in candidates if show(each) == text), None)


@cache
def _function_of(shown: NumberFormat) -> Callable[[float], object] | None:
    """Return the function that shows a number in a format; None if the format keeps its meaning."""
    code = _PERCENTAGES.get(shown, shown)
    return None if isinstance(code, int) else format_of(code)


def _allowed(sheet: str) -> str | None:
    """Return the name of a sheet as Excel allows it; other programs allow more."""
    return _NOT_IN_A_NAME.sub("_", sheet)[:_MOST_OF_A_NAME].strip("'") or None
