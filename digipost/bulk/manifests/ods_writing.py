"""OpenDocument spreadsheets of rows to correct: the manifest itself without its other rows.

The original is parsed row by row, and only the rows to correct stay in memory.
"""

from __future__ import annotations

import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING, cast

from lxml import etree

from digipost.bulk.manifests.columns import ADDED
from digipost_schema._escaping import NOT_XML

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO, BinaryIO, TypeAlias

    from digipost.bulk.manifests.corrected_rows import CorrectedRow
    from digipost.bulk.manifests.records import Source

    _Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives the class no other name

__all__ = ["write_ods"]

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CONTENT, _STYLES = "content.xml", "styles.xml"
_KIND = "application/vnd.oasis.opendocument.spreadsheet"
# OpenDocument 1.3, part 2: the list of the files in the package.
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest manifest:version="1.3" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</manifest:manifest>'
)
_ENTRY = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
_WIDE = "digipost-problems"  # our name of a style
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_REPEATED = f"{_TABLE}number-columns-repeated"
_ROWS_REPEATED = f"{_TABLE}number-rows-repeated"
_VALUE_TYPE = f"{_OFFICE}value-type"
_NUMBERS = frozenset({"float", "currency", "percentage"})
# All else refers to rows that are gone: names, filters, charts, pictures, conditions, macros.
_KEPT_OF_A_TABLE = frozenset(
    f"{_TABLE}{name}"
    for name in (
        *("table-column", "table-columns", "table-column-group", "table-header-columns"),
        *("table-row", "table-rows", "table-row-group", "table-header-rows"),
    )
)
_KEPT = frozenset({f"{_TABLE}table", f"{_TABLE}content-validations"})
_OF_A_CELL = frozenset({f"{_TEXT}p", f"{_OFFICE}annotation"})
# Attributes that tie a cell to other rows.
_TIES = tuple(
    f"{_TABLE}{name}"
    for name in (
        *("formula", "number-rows-spanned", "number-columns-spanned"),
        *("number-matrix-rows-spanned", "number-matrix-columns-spanned"),
    )
)


def write_ods(file: BinaryIO, sheet: str, rows: Iterable[CorrectedRow], source: Source) -> None:
    """Write rows to correct.

    Args:
        file: The new workbook.
        sheet: The name of the sheet.
        rows: The rows, with their numbers in ascending order.
        source: Opens the workbook that the rows are from.
    """
    with source() as original, zipfile.ZipFile(original) as archive:
        with archive.open(_CONTENT) as content:
            parts = {_CONTENT: _content(content, sheet, rows)}
        if _STYLES in archive.namelist():
            parts[_STYLES] = archive.read(_STYLES)
    entries = "".join(_ENTRY.format(name, "text/xml") for name in parts)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", _KIND, zipfile.ZIP_STORED)
        book.writestr("META-INF/manifest.xml", _MANIFEST.format(_ENTRY.format("/", _KIND) + entries))
        for name, part in parts.items():
            book.writestr(name, part)


def _content(content: IO[bytes], sheet: str, rows: Iterable[CorrectedRow]) -> bytes:
    """Return the content with the sheet alone, and the rows to correct in it."""
    table = _Table(sheet, rows)
    parsing = etree.iterparse(
        content,
        ("start", "end"),
        tag=(f"{_TABLE}table", f"{_TABLE}table-row"),
        resolve_entities=False,
        huge_tree=True,
    )
    for event, element in parsing:
        if element.tag == f"{_TABLE}table":
            table.begin_or_end(element, event)
        elif event == "end":
            table.end_row(element)
    root = parsing.root
    for scripts in root.findall(f"{_OFFICE}scripts"):
        root.remove(scripts)
    for spreadsheet in root.iter(f"{_OFFICE}spreadsheet"):
        for each in [each for each in spreadsheet if each.tag not in _KEPT or each in table.others]:
            spreadsheet.remove(each)
    _add_wide_style(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


class _Table:
    """Sheet of which the rows to correct are kept, while it is parsed.

    Attributes:
        others: The other sheets.
    """

    def __init__(self, name: str, rows: Iterable[CorrectedRow]) -> None:
        self.others: list[_Element] = []
        self._name = name
        self._rows = iter(rows)
        self._next = next(self._rows, None)
        self._is_wanted = False
        self._number = 0
        self._at = 0
        self._gone: _Element | None = None

    def begin_or_end(self, table: _Element, event: str) -> None:
        """Take note of the beginning or the end of a sheet."""
        if event == "start":
            self._is_wanted = table.get(f"{_TABLE}name") == self._name
            if not self._is_wanted:
                self.others.append(table)
            return
        self._remove_last()
        if self._is_wanted:
            table.attrib.pop(f"{_TABLE}protected", "")
            for each in [each for each in table if each.tag not in _KEPT_OF_A_TABLE]:
                table.remove(each)
            for group in table.iter(f"{_TABLE}table-row-group", f"{_TABLE}table-column-group"):
                group.attrib.pop(f"{_TABLE}display", "")
            _add_columns(table, self._at)
        self._is_wanted = False

    def end_row(self, row: _Element) -> None:
        """Keep a row to correct, with its added cells; another row is removed when the next one ends."""
        self._remove_last()
        if not self._is_wanted:
            self._gone = row
            return
        repeated = int(row.attrib.pop(_ROWS_REPEATED, "1"))
        first, self._number = self._number + 1, self._number + repeated
        if self._next is None or self._next.original > self._number:
            if self._is_above:
                row.set(_ROWS_REPEATED, str(repeated))
            else:
                self._gone = row
            return
        if repeated > 1:
            self._gone = row
        for number in range(first, self._number + 1):
            each = row if repeated == 1 else deepcopy(row)
            if self._next is not None and self._next.original == number:
                _correct(each, self._next)
                self._at = self._at or self._next.at
                self._next = next(self._rows, None)
            elif not self._is_above:
                continue
            if repeated > 1:
                row.addprevious(each)

    @property
    def _is_above(self) -> bool:
        """Return True while no row is left out: at least up to the header."""
        return self._next is not None and self._next.number == self._next.original

    def _remove_last(self) -> None:
        """Remove the row that was left out; the parser has left it."""
        if self._gone is not None:
            parent = self._gone.getparent()
            if parent is not None:
                parent.remove(self._gone)
            self._gone = None


def _correct(element: _Element, row: CorrectedRow) -> None:
    """Untie the cells of a row from other rows, and add the texts of the problem."""
    element.attrib.pop(f"{_TABLE}visibility", "")
    place = 0
    for cell in element.iterchildren(*_CELLS):
        value = row.cells[place] if place < len(row.cells) else None
        _untie(cell, value, is_title=not row.at)
        place += int(cell.get(_REPEATED, "1"))
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
    is_formula = cell.get(f"{_TABLE}formula") is not None
    for name in _TIES[:1] if is_title else _TIES:
        cell.attrib.pop(name, "")
    if not is_title:
        cell.tag = _CELLS[0]
    for each in [each for each in cell if each.tag not in _OF_A_CELL]:
        cell.remove(each)
    if is_formula and isinstance(value, str) and cell.get(_VALUE_TYPE) not in _NUMBERS:
        _set_text(cell, value)


def _single_cells(row: _Element, count: int) -> list[_Element]:
    """Return the first cells of a row, each as an element of its own."""
    found: list[_Element] = []
    for cell in [*row.iterchildren(*_CELLS)]:
        repeated = int(cell.get(_REPEATED, "1"))
        alone = min(repeated, count - len(found))
        if alone < 1:
            break
        if repeated > 1:
            del cell.attrib[_REPEATED]
            if repeated > alone:
                rest = deepcopy(cell)
                rest.set(_REPEATED, str(repeated - alone))
                cell.addnext(rest)
        found.append(cell)
        for _ in range(alone - 1):
            found[-1].addnext(deepcopy(cell))
            found.append(cast("_Element", found[-1].getnext()))
    while len(found) < count:
        found.append(etree.SubElement(row, _CELLS[0]))
    return found


def _set_text(cell: _Element, text: str) -> None:
    for name in [name for name in cell.attrib if str(name).startswith((_OFFICE, _CALCEXT))]:
        del cell.attrib[name]
    for each in cell.findall(f"{_TEXT}p"):
        cell.remove(each)
    if text:
        cell.set(_VALUE_TYPE, "string")
        for line in NOT_XML.sub("", text).split("\n"):
            etree.SubElement(cell, f"{_TEXT}p").text = line


def _add_columns(table: _Element, at: int) -> None:
    """Add the columns of the added cells, a wide one for the problem."""
    style = f"{_TABLE}style-name"
    place = 0
    for column in [*table.iter(f"{_TABLE}table-column")]:
        repeated = int(column.get(_REPEATED, "1"))
        if place + repeated >= at:
            rest = place + repeated - at - len(ADDED)  # a sheet cannot be wider
            if rest > 0:
                after = deepcopy(column)
                after.set(_REPEATED, str(rest))
                column.addnext(after)
            if repeated > at - place:
                column.set(_REPEATED, str(at - place))
            last = etree.Element(f"{_TABLE}table-column")
            wide = etree.Element(f"{_TABLE}table-column", {style: _WIDE})
            column.addnext(last)
            column.addnext(wide)
            return
        place += repeated


def _add_wide_style(root: _Element) -> None:
    """Add the style of the column with the problems."""
    styles = root.find(f"{_OFFICE}automatic-styles")
    if styles is None:
        styles = etree.Element(f"{_OFFICE}automatic-styles")
        body = root.find(f"{_OFFICE}body")
        assert body is not None  # noqa: S101 - a spreadsheet was found in it
        body.addprevious(styles)
    wide = etree.SubElement(
        styles,
        f"{_STYLE}style",
        {f"{_STYLE}name": _WIDE, f"{_STYLE}family": "table-column"},
        nsmap={"style": _STYLE[1:-1]},
    )
    etree.SubElement(wide, f"{_STYLE}table-column-properties", {f"{_STYLE}column-width": "12cm"})
