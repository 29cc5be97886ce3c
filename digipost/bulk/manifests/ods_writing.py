"""OpenDocument spreadsheets of rows to correct: the manifest itself without its other rows.

The original is parsed row by row; the rows to correct go to an unnamed file until the rest is known.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from digipost.bulk.manifests.columns import ADDED
from digipost.bulk.manifests.ods_cells import OFFICE, REPEATED, TABLE, correct_row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO, BinaryIO, TypeAlias

    from digipost.bulk.manifests.corrected_rows import CorrectedRow
    from digipost.bulk.manifests.records import Source

    _Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives the class no other name

__all__ = ["write_ods"]

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
_ROWS_REPEATED = f"{TABLE}number-rows-repeated"
# Names, filters, charts, pictures, conditions and macros refer to removed rows, and are left out.
_KEPT_OF_A_TABLE = frozenset(
    f"{TABLE}{name}"
    for name in ("table-column", "table-columns", "table-column-group", "table-header-columns")
)
_KEPT = frozenset({f"{TABLE}table", f"{TABLE}content-validations"})
_PLACE_OF_ROWS = etree.ProcessingInstruction("digipost-rows")  # until they are written


def write_ods(file: BinaryIO, sheet: str, rows: Iterable[CorrectedRow], source: Source) -> None:
    """Write rows to correct.

    Args:
        file: The new workbook.
        sheet: The name of the sheet.
        rows: The rows, with their numbers in ascending order.
        source: Opens the workbook that the rows are from.
    """
    with (
        source() as original,
        zipfile.ZipFile(original) as archive,
        tempfile.TemporaryFile() as kept,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book,
    ):
        parts = [_CONTENT, *({_STYLES} & {*archive.namelist()})]
        entries = "".join(_ENTRY.format(name, "text/xml") for name in parts)
        book.writestr("mimetype", _KIND, zipfile.ZIP_STORED)
        book.writestr("META-INF/manifest.xml", _MANIFEST.format(_ENTRY.format("/", _KIND) + entries))
        if _STYLES in parts:
            book.writestr(_STYLES, archive.read(_STYLES))
        with archive.open(_CONTENT) as content:
            before, after = _content(content, sheet, rows, kept)
        kept.seek(0)
        with book.open(_CONTENT, "w") as part:
            part.write(before)
            shutil.copyfileobj(kept, part)
            part.write(after)


def _content(
    content: IO[bytes], sheet: str, rows: Iterable[CorrectedRow], kept: IO[bytes]
) -> tuple[bytes, bytes]:
    """Write the rows to correct; return the content with their sheet alone, before and after the rows."""
    table = _Table(sheet, rows, kept)
    parsing = etree.iterparse(
        content,
        ("start", "end"),
        tag=(f"{TABLE}table", f"{TABLE}table-row"),
        resolve_entities=False,
        huge_tree=True,
    )
    for event, element in parsing:
        if element.tag == f"{TABLE}table":
            table.begin_or_end(element, event)
        elif event == "end":
            table.end_row(element)
    root = parsing.root
    for scripts in root.findall(f"{OFFICE}scripts"):
        root.remove(scripts)
    for spreadsheet in root.iter(f"{OFFICE}spreadsheet"):
        for each in [each for each in spreadsheet if each.tag not in _KEPT or each in table.others]:
            spreadsheet.remove(each)
    _add_wide_style(root)
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    before, _, after = written.partition(etree.tostring(_PLACE_OF_ROWS))
    return before, after


class _Table:
    """Sheet during parsing, which keeps its rows to correct.

    Attributes:
        others: The other sheets.
    """

    def __init__(self, name: str, rows: Iterable[CorrectedRow], kept: IO[bytes]) -> None:
        self.others: list[_Element] = []
        self._kept = kept
        self._name = name
        self._rows = iter(rows)
        self._next = next(self._rows, None)
        self._is_wanted = False
        self._number = 0
        self._at = 0
        self._gone: _Element | None = None
        self._declared: list[bytes] = []

    def begin_or_end(self, table: _Element, event: str) -> None:
        """Handle the beginning or the end of a sheet."""
        if event == "start":
            self._is_wanted = table.get(f"{TABLE}name") == self._name
            if not self._is_wanted:
                self.others.append(table)
            names = table.getroottree().getroot().nsmap
            self._declared = [f' xmlns:{name}="{uri}"'.encode() for name, uri in names.items()]
            return
        self._remove_last()
        if self._is_wanted:
            table.attrib.pop(f"{TABLE}protected", "")
            for each in [each for each in table if each.tag not in _KEPT_OF_A_TABLE]:
                table.remove(each)
            for group in table.iter(f"{TABLE}table-column-group"):
                group.attrib.pop(f"{TABLE}display", "")
            _add_columns(table, self._at)
            table.append(deepcopy(_PLACE_OF_ROWS))
        self._is_wanted = False

    def end_row(self, row: _Element) -> None:
        """Write a row to correct, with its added cells; each row is removed when the next one ends."""
        self._remove_last()
        self._gone = row
        if not self._is_wanted:
            return
        repeated = int(row.attrib.pop(_ROWS_REPEATED, "1"))
        first, self._number = self._number + 1, self._number + repeated
        if self._next is None or self._next.original > self._number:
            if self._is_above:
                row.set(_ROWS_REPEATED, str(repeated))
                self._write(row)
            return
        for number in range(first, self._number + 1):
            if self._next is not None and self._next.original == number:
                each = deepcopy(row)
                correct_row(each, self._next)
                self._write(each)
                self._at = self._at or self._next.at
                self._next = next(self._rows, None)
            elif self._is_above:
                self._write(row)

    def _write(self, row: _Element) -> None:
        """Write a row without the namespaces that are declared above it."""
        begin, end, rest = etree.tostring(row, with_tail=False, encoding="UTF-8").partition(b">")
        for each in self._declared:
            begin = begin.replace(each, b"")
        self._kept.write(begin + end + rest)

    @property
    def _is_above(self) -> bool:
        """Return True while no row is left out: at least up to the header."""
        return self._next is not None and self._next.number == self._next.original

    def _remove_last(self) -> None:
        """Remove the row that was left out, once the parser is past it."""
        if self._gone is not None:
            parent = self._gone.getparent()
            if parent is not None:
                parent.remove(self._gone)
            self._gone = None


def _add_columns(table: _Element, at: int) -> None:
    """Add the columns of the added cells, a wide one for the problem."""
    style = f"{TABLE}style-name"
    place = 0
    for column in [*table.iter(f"{TABLE}table-column")]:
        repeated = int(column.get(REPEATED, "1"))
        if place + repeated >= at:
            rest = place + repeated - at - len(ADDED)  # a sheet cannot be wider
            if rest > 0:
                after = deepcopy(column)
                after.set(REPEATED, str(rest))
                column.addnext(after)
            if repeated > at - place:
                column.set(REPEATED, str(at - place))
            last = etree.Element(f"{TABLE}table-column")
            wide = etree.Element(f"{TABLE}table-column", {style: _WIDE})
            column.addnext(last)
            column.addnext(wide)
            return
        place += repeated


def _add_wide_style(root: _Element) -> None:
    """Add the style of the column with the problems."""
    styles = root.find(f"{OFFICE}automatic-styles")
    if styles is None:
        styles = etree.Element(f"{OFFICE}automatic-styles")
        body = root.find(f"{OFFICE}body")
        assert body is not None  # noqa: S101 - a spreadsheet was found in it
        body.addprevious(styles)
    wide = etree.SubElement(
        styles,
        f"{_STYLE}style",
        {f"{_STYLE}name": _WIDE, f"{_STYLE}family": "table-column"},
        nsmap={"style": _STYLE[1:-1]},
    )
    etree.SubElement(wide, f"{_STYLE}table-column-properties", {f"{_STYLE}column-width": "12cm"})
