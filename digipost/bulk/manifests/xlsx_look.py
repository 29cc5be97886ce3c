"""Look of a sheet in an Excel file: the style of each cell, and the widths of the columns.

The XML is searched as text, as in `sheet_marks`, and only for the requested rows.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import attrs

from digipost.bulk.manifests.sheet_converter.sheet_marks import path_of
from digipost.bulk.manifests.sheet_converter.sheet_references import opened, place_of
from digipost.bulk.manifests.xlsx_styles import PLAIN, Style, styles_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from digipost.bulk.manifests.records import Source

__all__ = ["Column", "XlsxLook"]

_CHUNK = 1 << 18  # bytes
_END_OF_ROW = re.compile(rb"</(?:\w+:)?row>")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["']([0-9]+)["'][^>]*>""")
_CELL = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*?\br=["']([A-Z]+)[0-9]+["'])[^>]*?\bs=["']([0-9]+)["']""",
)
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"""(\w+)=["']([^"']*)["']""")


@attrs.frozen
class Column:
    """Neighbouring columns with the same look.

    Attributes:
        first: The place of the first one.
        last: The place of the last one.
        width: Their width in characters; None for the default width.
        style: The style of their empty cells.
    """

    first: int
    last: int
    width: float | None
    style: Style


class XlsxLook:
    """Look of a sheet; callers request rows in ascending order.

    Args:
        source: Opens the workbook.
        sheet: The name of the sheet.

    Attributes:
        columns: The columns with their own look.
    """

    def __init__(self, source: Source, sheet: str) -> None:
        with source() as file, zipfile.ZipFile(file) as archive:
            self._styles = styles_of(archive)
            self._path = path_of(archive, archive.read("xl/workbook.xml"), sheet)
        self._source = source
        self.columns: tuple[Column, ...] = ()
        self._rows = self._read_rows()
        self._row, self._cells = next(self._rows, (0, b""))

    def styles(self, row: int) -> dict[int, Style]:
        """Return the styles of the cells of a row, by place; earlier rows are skipped."""
        while 0 < self._row < row:
            self._row, self._cells = next(self._rows, (0, b""))
        if self._row != row:
            return {}
        return {place_of(column): self._style(int(style)) for column, style in _CELL.findall(self._cells)}

    def close(self) -> None:
        """Close the workbook."""
        self._rows.close()

    def _style(self, number: int) -> Style:
        return self._styles[number] if number < len(self._styles) else PLAIN

    def _read_rows(self) -> Generator[tuple[int, bytes]]:
        """Yield the rows with their numbers; in the file, the columns precede the first row."""
        rest = b""
        is_first = True
        with (
            self._source() as content,
            zipfile.ZipFile(content) as archive,
            opened(archive, self._path) as file,
        ):
            while chunk := file.read(_CHUNK):
                *rows, rest = _END_OF_ROW.split(rest + chunk)
                if is_first and rows:
                    is_first = False
                    self.columns = tuple(self._columns(rows[0]))
                for each in rows:
                    begins = [*_ROW.finditer(each)]  # empty rows have no closing tag
                    if begins:
                        yield int(begins[-1][1]), each[begins[-1].end() :]

    def _columns(self, head: bytes) -> Iterator[Column]:
        for found in _COLUMN.findall(head):
            said = {name.decode(): value.decode() for name, value in _ATTRIBUTE.findall(found)}
            first, last = int(said.get("min", "1")) - 1, int(said.get("max", "1")) - 1
            width = said.get("width")
            yield Column(
                first,
                last,
                None if width is None else float(width),
                self._style(int(said.get("style", "0"))),
            )
