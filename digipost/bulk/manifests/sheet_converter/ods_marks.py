"""Marks of a sheet in OpenDocument: a part of `sheet_program`.

The XML is parsed, since a cell's place depends on all cells before it. A sheet without marks is not parsed.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    import zipfile

    from digipost.bulk.manifests.sheet_converter.number_formats import (
        has_other_currency as _has_other_currency,
    )
else:
    # By its path, as in `sheet_marks`.
    _has_other_currency = run_path(str(Path(__file__).with_name("number_formats.py")))["has_other_currency"]

__all__ = ["OdsMarks", "ods_marks_of", "uncalculated"]

_MOST_OF_A_FORMULA = 200  # characters
_UNCALCULATED = "#UNCALCULATED!"  # known to `digipost.bulk.manifests.cell_texts`
_MARKED = re.compile(
    rb"""table:visibility="(?!visible)|table:number-rows-spanned="(?!1")|table:formula="|office:value-type="percentage"
      |office:currency="(?!NOK)|line-through-(?:style|type)="(?!none)
      |office:value-type="(?:float|currency)"[^>]*><text:p>(?:0[0-9]|[^<]*(?:[$]|[A-Z]{3}|\xe2\x82\xac|\xc2[\xa3\xa5]))
    """,
    re.VERBOSE,
)
_NUMBERS = frozenset({"float", "currency", "percentage"})
_WITH_ZEROS = re.compile(r"0[0-9 ]*[0-9]")
# An error in any language of LibreOffice, which only the text of a cell contains.
_FAILED = re.compile(r"#[\w/?!]+|[A-Z][a-z]{2,6}:[0-9]{3}")
_MOST_REPEATED = 10_000  # rows; that many or more are the empty rest of a sheet
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def ods_marks_of(archive: zipfile.ZipFile, name: str) -> OdsMarks:
    """Return the marks of a sheet.

    Args:
        archive: The workbook.
        name: The name of the sheet.
    """
    content = archive.read("content.xml")
    if _MARKED.search(content) is None:
        return OdsMarks(frozenset())
    named = archive.read("styles.xml") if "styles.xml" in archive.namelist() else b""
    sheet = OdsMarks(_struck_styles(named, content))
    is_wanted = False
    for event, element in ET.iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314 - expat bounds entities
        if element.tag == f"{_TABLE}table" and event == "start":
            is_wanted = element.get(f"{_TABLE}name") == name
        elif event == "end" and element.tag == f"{_TABLE}table-column" and is_wanted:
            sheet.add_column(element)
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            if is_wanted:
                sheet.add_row(element)
            element.clear()
    return sheet


class OdsMarks:
    """Marks of the rows of a sheet, which are added in their order.

    Args:
        struck: The names of the styles that strike text through.

    Attributes:
        rows: The rows with a mark, by the kind of mark, as in `sheet_marks.Marks`.
        texts: The texts that replace cells, by row and place.
    """

    def __init__(self, struck: frozenset[str]) -> None:
        self.rows: dict[str, set[int]] = {"hidden": set(), "struck": set(), "merged": set()}
        self.texts: dict[int, list[tuple[int, str]]] = {}
        self._styles = struck
        self._columns: list[str | None] = []
        self._row = 0

    def add_column(self, column: ET.Element) -> None:
        """Add the default style of a column, for cells without a style."""
        if self._styles:
            repeated = int(column.get(f"{_TABLE}number-columns-repeated", "1"))
            self._columns += [column.get(f"{_TABLE}default-cell-style-name")] * repeated

    def add_row(self, row: ET.Element) -> None:
        """Add the marks of a row element, which can represent several equal rows."""
        repeated = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        if repeated < _MOST_REPEATED and len(row):
            found, kinds = self._cells(row)
            if row.get(f"{_TABLE}visibility", "visible") != "visible":
                kinds.add("hidden")
            numbers = range(self._row + 1, self._row + 1 + repeated)
            for kind in kinds:
                self.rows[kind].update(numbers)
            self.texts.update(dict.fromkeys(numbers, found) if found else {})
        self._row += repeated

    def _cells(self, row: ET.Element) -> tuple[list[tuple[int, str]], set[str]]:
        """Return the texts that replace cells of a row by their places, and the marks of its cells."""
        found: list[tuple[int, str]] = []
        kinds: set[str] = set()
        place = 0
        of_row = row.get(f"{_TABLE}default-cell-style-name")
        for cell in row:
            repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            if len(cell) or cell.get(f"{_TABLE}formula") is not None:
                text = _replacement(cell)
                if text is not None:
                    found += [(place + each, text) for each in range(repeated)]
                of_column = self._columns[place] if place < len(self._columns) else None
                if self._is_struck(cell, of_row or of_column):
                    kinds.add("struck")
                if cell.get(f"{_TABLE}number-rows-spanned", "1") != "1":
                    kinds.add("merged")
            place += repeated
        return found, kinds

    def _is_struck(self, cell: ET.Element, inherited: str | None) -> bool:
        if not self._styles or not len(cell):
            return False
        styles = (cell.get(f"{_TABLE}style-name", inherited), *_styles_of_texts(cell))
        return not self._styles.isdisjoint(styles)


def _styles_of_texts(cell: ET.Element) -> list[str | None]:
    return [each.get(f"{_TEXT}style-name") for each in cell.iter(f"{_TEXT}span")]


def uncalculated(formula: str) -> str:
    """Return the text for a formula without a result, for the sheet of rows to correct.

    The formula itself would refer to other rows there.
    """
    return f"{_UNCALCULATED} ={formula[:_MOST_OF_A_FORMULA]}" if formula else _UNCALCULATED


def _replacement(cell: ET.Element) -> str | None:
    """Return the text for a cell whose meaning differs from its value, or None."""
    kind = cell.get(f"{_OFFICE}value-type")
    shown = "\n".join("".join(each.itertext()) for each in cell.findall(f"{_TEXT}p")).strip()
    formula = cell.get(f"{_TABLE}formula")
    if formula is not None:
        if _FAILED.fullmatch(shown):
            return shown
        if kind is None:
            return uncalculated(formula.partition("=")[2])
    if kind not in _NUMBERS:
        return None
    number = cell.get(f"{_OFFICE}value", "")
    currency = cell.get(f"{_OFFICE}currency", "NOK")
    if currency != "NOK":
        return f"{number} {currency}"
    if kind == "percentage":
        return f"{float(number) * 100:.15g} %"
    return shown if _WITH_ZEROS.fullmatch(shown) or _has_other_currency(shown) else None


def _struck_styles(*parts: bytes) -> frozenset[str]:
    """Return the names of the styles that strike text through, by themselves or by the style they follow."""
    own: dict[str, bool | None] = {}
    parents: dict[str, str | None] = {}
    for part in parts:
        if b"line-through" in part:
            for _, style in ET.iterparse(io.BytesIO(part)):  # noqa: S314 - likewise
                if style.tag == f"{_STYLE}style":
                    name = style.get(f"{_STYLE}name", "")
                    own[name] = _strikes(style)
                    parents[name] = style.get(f"{_STYLE}parent-style-name")
                    style.clear()
                elif style.tag == f"{_TABLE}table-row":
                    style.clear()
    return frozenset(name for name in own if _strikes_by(name, own, parents))


def _strikes(style: ET.Element) -> bool | None:
    """Return the setting of a style: True or False, or None if the style follows its parent."""
    for each in style.iter(f"{_STYLE}text-properties"):
        for name in ("text-line-through-style", "text-line-through-type"):
            found = each.get(f"{_STYLE}{name}")
            if found is not None:
                return found != "none"
    return None


def _strikes_by(name: str, own: dict[str, bool | None], parents: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    at: str | None = name
    while at is not None and at not in seen:
        seen.add(at)
        said = own.get(at)
        if said is not None:
            return said
        at = parents.get(at)
    return False
