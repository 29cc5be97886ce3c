"""Rows of OpenDocument spreadsheets to correct: cells without ties to other rows, and the added cells."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, cast

from lxml import etree

from digipost_schema._escaping import NOT_XML

if TYPE_CHECKING:
    from typing import TypeAlias

    from digipost.bulk.manifests.corrected_rows import CorrectedRow

    _Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives the class no other name

__all__ = ["OFFICE", "REPEATED", "TABLE", "correct_row"]

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
REPEATED = f"{TABLE}number-columns-repeated"
_VALUE_TYPE = f"{OFFICE}value-type"
_NUMBERS = frozenset({"float", "currency", "percentage"})
_OF_A_CELL = frozenset({f"{_TEXT}p", f"{OFFICE}annotation"})
# Attributes that tie a cell to other rows.
_TIES = tuple(
    f"{TABLE}{name}"
    for name in (
        *("formula", "number-rows-spanned", "number-columns-spanned"),
        *("number-matrix-rows-spanned", "number-matrix-columns-spanned"),
    )
)


def correct_row(element: _Element, row: CorrectedRow) -> None:
    """Untie the cells of a row from other rows, and add the texts of the problem."""
    element.attrib.pop(f"{TABLE}visibility", "")
    place = 0
    for cell in element.iterchildren(*_CELLS):
        value = row.cells[place] if place < len(row.cells) else None
        _untie(cell, value, is_title=not row.at)
        place += int(cell.get(REPEATED, "1"))
    if not row.at:
        return
    cells = _single_cells(element, row.at)
    for place, text in row.replaced.items():
        _set_text(cells[place], text)
    for text in reversed(row.inserted):
        new = etree.Element(_CELLS[0])
        _set_text(new, text)
        cells[-1].addnext(new)
    last = element[-1]
    if not len(last) and last.get(_VALUE_TYPE) is None and row.inserted:
        element.remove(last)  # the empty rest of the row; a sheet cannot be wider


def _untie(cell: _Element, value: object, *, is_title: bool) -> None:
    """Replace a formula by its result, and end the cell's ties to other rows."""
    is_formula = cell.get(f"{TABLE}formula") is not None
    for name in _TIES[:1] if is_title else _TIES:
        cell.attrib.pop(name, "")
    if not is_title:
        cell.tag = _CELLS[0]
    for each in [each for each in cell if each.tag not in _OF_A_CELL]:
        cell.remove(each)
    if is_formula and isinstance(value, str) and cell.get(_VALUE_TYPE) not in _NUMBERS:
        _set_text(cell, value)


def _single_cells(row: _Element, count: int) -> list[_Element]:
    """Return the first cells of a row, with a separate element for each."""
    found: list[_Element] = []
    for cell in [*row.iterchildren(*_CELLS)]:
        repeated = int(cell.get(REPEATED, "1"))
        alone = min(repeated, count - len(found))
        if alone < 1:
            break
        if repeated > 1:
            del cell.attrib[REPEATED]
            if repeated > alone:
                rest = deepcopy(cell)
                rest.set(REPEATED, str(repeated - alone))
                cell.addnext(rest)
        found.append(cell)
        for _ in range(alone - 1):
            found[-1].addnext(deepcopy(cell))
            found.append(cast("_Element", found[-1].getnext()))
    while len(found) < count:
        found.append(etree.SubElement(row, _CELLS[0]))
    return found


def _set_text(cell: _Element, text: str) -> None:
    for name in [name for name in cell.attrib if str(name).startswith((OFFICE, _CALCEXT))]:
        del cell.attrib[name]
    for each in cell.findall(f"{_TEXT}p"):
        cell.remove(each)
    if text:
        cell.set(_VALUE_TYPE, "string")
        for line in NOT_XML.sub("", text).split("\n"):
            etree.SubElement(cell, f"{_TEXT}p").text = line
