"""Marks of a sheet that python-calamine does not tell: a part of `sheet_program`.

These are cells of failed and of uncalculated formulas, numbers that are shown with zeros in front, as postal
codes are, and hidden rows. The XML of Excel is searched as text, since an XML parser needs several times as
long; that of ODS is parsed if it has marks at all, since a place follows from all cells before it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Marks", "marks_of"]

_UNCALCULATED = "#UNCALCULATED!"  # known to `digipost.bulk.manifests.cell_texts`
_CHUNK = 1 << 18  # bytes
_OVERLAP = 1 << 12  # bytes; a cell with an error is shorter
_PLACE = rb"""\br=["']([A-Z]+)([0-9]+)["']"""
# Cells of failed formulas; python-calamine returns them as empty cells.
_FAILED = re.compile(
    rb"""<(?:\w+:)?c (?=[^>]*\bt=["']e["'])[^>]*""" + _PLACE + rb"""[^>]*>.*?<(?:\w+:)?v>([^<]*)<"""
)
# Cells of formulas without a result. Some programs write 0 and rely on the spreadsheet to calculate it.
_WITHOUT_RESULT = re.compile(
    rb"<(?:\w+:)?c ([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>(0?)</(?:\w+:)?v>)?\s*(?:</(?:\w+:)?c|\Z)"
)
_CALCULATED_ON_OPENING = re.compile(rb"""<(?:\w+:)?calcPr [^>]*fullCalcOnLoad=["'](?:1|true)["']""")
_IS_TEXT = re.compile(rb"""\bt=["']str["']""")
_HIDDEN = re.compile(rb"""<(?:\w+:)?row (?=[^>]*\bhidden=["'](?:1|true)["'])[^>]*>""")
# A format of digits with zeros in front: 0000, 000000\\ 00000, 00 00 00 00.
_LOCALE = re.compile(r"\[\$?-?[0-9A-Fa-f]+\]")
_ZEROS = re.compile(r'(?:0|\\.|"[^"]*"|[ -])+')
_LITERAL = re.compile(r'\\(.)|"([^"]*)"|([ -])|(0)')
_MARKED_IN_ODS = re.compile(rb'table:visibility="|office:value-type="float"[^>]*><text:p>0[0-9]')
_WITH_ZEROS = re.compile(r"0[0-9 ]*[0-9]")
_MOST_REPEATED = 10_000  # rows; as many are the empty rest of a sheet
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Marks:
    """Marks of a sheet.

    Attributes:
        hidden: The number of hidden rows.
    """

    def __init__(self) -> None:
        self.hidden = 0
        self.texts: dict[int, list[tuple[int, str]]] = {}
        self.formats: list[tuple[int, str]] = []
        self.formatted: dict[int, bytearray] = {}

    def rows_after(self, row: int) -> list[int]:
        """Return the rows below the last one with a value, which have formulas only."""
        return sorted(each for each in self.texts if each > row)

    def put_into(self, cells: list[object], row: int) -> None:
        """Replace the cells of a row that have a mark."""
        for place, text in self.texts.get(row, ()):
            cells += [None] * (place + 1 - len(cells))
            cells[place] = text
        for place, formats in self.formatted.items():
            if row < len(formats) and formats[row] and place < len(cells):
                cell = cells[place]
                if isinstance(cell, float) and cell >= 0 and cell.is_integer():
                    cells[place] = _with_zeros(int(cell), *self.formats[formats[row] - 1])


def marks_of(data: bytes, name: str) -> Marks:
    """Return the marks of a sheet.

    Args:
        data: The workbook. In ODS, an error is the text of a cell, and has no mark.
        name: The name of the sheet.
    """
    marks = Marks()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            if "content.xml" in archive.namelist():
                _add_marks_of_ods(marks, archive.read("content.xml"), name)
            return marks
        workbook = archive.read("xl/workbook.xml")
        is_calculated = _CALCULATED_ON_OPENING.search(workbook) is None
        styles = _formats_with_zeros(archive)
        marks.formats = [(code.count("0"), code) for code in styles.values()]
        numbers = {style: number for number, style in enumerate(styles, 1)}
        styled = _styled(styles)
        for part in _parts(archive, _path_of(archive, workbook, name)):
            # Searches for short texts first: they cost a hundredth of the patterns.
            if b"hidden=" in part:
                marks.hidden += len(_HIDDEN.findall(part))
            if b't="e"' in part or b"t='e'" in part:
                for column, row, error in _FAILED.findall(part):
                    marks.texts.setdefault(int(row), []).append((_place(column), error.decode()))
            if b"<f" in part or b":f" in part:
                _add_uncalculated(marks, part, is_calculated=is_calculated)
            if styled is not None:
                _add_formats(marks, styled.findall(part), numbers)
    return marks


def _add_marks_of_ods(marks: Marks, content: bytes, name: str) -> None:
    """Add the hidden rows of a sheet in ODS, and its numbers that are shown with zeros in front."""
    if _MARKED_IN_ODS.search(content) is None:
        return
    is_wanted, row = False, 0
    for event, element in ET.iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314 - expat bounds entities
        if element.tag == f"{_TABLE}table" and event == "start":
            is_wanted = element.get(f"{_TABLE}name") == name
        elif element.tag == f"{_TABLE}table-row" and event == "end":
            if is_wanted:
                row += 1
                marks.texts.update({row: found} if (found := _shown_with_zeros(element)) else {})
                repeated = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                row += repeated - 1
                is_hidden = element.get(f"{_TABLE}visibility", "visible") != "visible"
                marks.hidden += repeated if is_hidden and len(element) and repeated < _MOST_REPEATED else 0
            element.clear()


def _shown_with_zeros(row: ET.Element) -> list[tuple[int, str]]:
    """Return the numbers of a row in ODS that are shown with zeros in front, by their places."""
    found, place = [], 0
    for cell in row:
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if cell.get(f"{_OFFICE}value-type") == "float":
            text = "".join(cell.itertext())
            if _WITH_ZEROS.fullmatch(text):
                found += [(place + each, text) for each in range(repeated)]
        place += repeated
    return found


def _add_uncalculated(marks: Marks, part: bytes, *, is_calculated: bool) -> None:
    for attributes, zero in _WITHOUT_RESULT.findall(part):
        place = re.search(_PLACE, attributes)
        if place is not None and not _IS_TEXT.search(attributes) and not (zero and is_calculated):
            marks.texts.setdefault(int(place[2]), []).append((_place(place[1]), _UNCALCULATED))


def _add_formats(marks: Marks, cells: list[tuple[bytes, bytes, bytes]], numbers: Mapping[bytes, int]) -> None:
    """Add cells with a format, as column, row and style."""
    places: dict[bytes, bytearray] = {}
    for column, row, style in cells:
        formats = places.get(column)
        if formats is None:
            formats = places[column] = marks.formatted.setdefault(_place(column), bytearray())
        at = int(row)
        if at >= len(formats):
            formats.extend(bytes(at + 1 - len(formats)))
        formats[at] = numbers[style]


def _formats_with_zeros(archive: zipfile.ZipFile) -> dict[bytes, str]:
    """Return the number formats that show zeros in front, by the index of the cell style."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    styles = ET.fromstring(archive.read("xl/styles.xml"))  # noqa: S314 - likewise
    codes = {each.get("numFmtId"): each.get("formatCode", "") for each in _named(styles, "numFmt")}
    found = {}
    for cells in _named(styles, "cellXfs"):
        for index, each in enumerate(cells):
            code = _LOCALE.sub("", codes.get(each.get("numFmtId"), "").partition(";")[0])
            if _ZEROS.fullmatch(code) and code.count("0") > 1:
                found[str(index).encode()] = code
    return dict(list(found.items())[:255])


def _named(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (each for each in root.iter() if each.tag.rpartition("}")[2] == name)


def _styled(styles: Mapping[bytes, str]) -> re.Pattern[bytes] | None:
    """Return a pattern of cells with one of the styles."""
    if not styles:
        return None
    any_style = b"|".join(styles)
    return re.compile(
        rb"""c r=["']([A-Z]+)([0-9]+)["'](?: t=["']\w+["'])? s=["'](""" + any_style + rb""")["']"""
    )


def _with_zeros(number: int, width: int, code: str) -> str:
    """Return a whole number as text in a format with that number of zeros."""
    digits = str(number).zfill(width)
    if code == "0" * width:
        return digits
    more = len(digits) - width
    text, rest = digits[:more], digits[more:]
    for escaped, quoted, plain, zero in _LITERAL.findall(code):
        if zero:
            text, rest = text + rest[:1], rest[1:]
        else:
            text += escaped or quoted or plain
    return text


def _path_of(archive: zipfile.ZipFile, workbook: bytes, name: str) -> str:
    """Return the path of a sheet in an Excel file."""
    root = ET.fromstring(workbook)  # noqa: S314 - likewise
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - likewise
    id_ = next(
        each.get(_RELATION) for each in root.iter() if each.get("name") == name and each.get(_RELATION)
    )
    target = next(each.get("Target", "") for each in relations.iter() if each.get("Id") == id_)
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _parts(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """Yield a file in parts; each part ends at the closing tag of a cell or row."""
    rest = b""
    with archive.open(path) as file:
        while chunk := file.read(_CHUNK):
            rest += chunk
            end = max(rest.rfind(b"</c>"), rest.rfind(b"</x:c>"), rest.rfind(b"</row>"))
            if end < 0:
                rest = rest[-_OVERLAP:]
                continue
            yield rest[:end]
            rest = rest[end:]
    yield rest


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1
