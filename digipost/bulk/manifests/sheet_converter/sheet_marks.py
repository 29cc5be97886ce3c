"""Marks in a sheet that python-calamine does not report: a part of `sheet_program`.

Marks are cells of failed and of uncalculated formulas, numbers that are shown as something else, hidden rows,
and rows with text that is struck through. The XML of Excel is searched as text, since an XML parser takes
several times as long. The XML of ODS is parsed if it has marks.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from digipost.bulk.manifests.sheet_converter.number_formats import format_of as _format_of
    from digipost.bulk.manifests.sheet_converter.ods_marks import ods_marks_of as _ods_marks_of
    from digipost.bulk.manifests.sheet_converter.ods_marks import uncalculated as _uncalculated
    from digipost.bulk.manifests.sheet_converter.sheet_references import opened as _opened
    from digipost.bulk.manifests.sheet_converter.sheet_references import place_of as _place_of
else:
    # Imported by their paths: the package itself would load libraries and take memory.
    _format_of = run_path(str(Path(__file__).with_name("number_formats.py")))["format_of"]
    _ods_marks = run_path(str(Path(__file__).with_name("ods_marks.py")))
    _references = run_path(str(Path(__file__).with_name("sheet_references.py")))
    _opened, _place_of = _references["opened"], _references["place_of"]
    _ods_marks_of, _uncalculated = _ods_marks["ods_marks_of"], _ods_marks["uncalculated"]

__all__ = ["Marks", "marks_of", "named", "path_of"]

_CHUNK = 1 << 18  # bytes
_OVERLAP = 1 << 12  # bytes; a cell with an error is shorter
_PLACE = rb"""\br=["']([A-Z]+)([0-9]+)["']"""
# Cells of failed formulas; python-calamine returns them as empty cells.
_FAILED = re.compile(
    rb"""<(?:\w+:)?c (?=[^>]*\bt=["']e["'])[^>]*""" + _PLACE + rb"""[^>]*>.*?<(?:\w+:)?v>([^<]*)<"""
)
# Cells of formulas without a result. Some programs write 0 and rely on the spreadsheet to calculate it.
_WITHOUT_RESULT = re.compile(
    rb"<(?:\w+:)?c ([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>(0?)</(?:\w+:)?v>)?\s*(?:</(?:\w+:)?c|\Z)"
)
_CALCULATED_ON_OPENING = re.compile(rb"""<(?:\w+:)?calcPr [^>]*fullCalcOnLoad=["'](?:1|true)["']""")
_IS_TEXT = re.compile(rb"""\bt=["']str["']""")
_HIDDEN = re.compile(
    rb"""<(?:\w+:)?row (?=[^>]*\bhidden=["'](?:1|true)["'])[^>]*\br=["']([0-9]+)["'](?:[^>]*[^>/])?>"""
)
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell ref=["']([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)["']""")
_SHARED_TEXT = re.compile(
    rb"""<(?:\w+:)?c (?=[^>]*\bt=["']s["'])[^>]*""" + _PLACE + rb"""[^>]*>\s*<(?:\w+:)?v>([0-9]+)<"""
)
_TEXT_IN_CELL = re.compile(_PLACE + rb"""[^>]*>\s*<(?:\w+:)?is>(.*?)</(?:\w+:)?is>""", re.DOTALL)
_STRIKE = re.compile(rb"""<(?:\w+:)?strike(?:\s+val=["'](?:1|true)["'])?\s*/?>""")
_FALSE = frozenset({"0", "false"})
_BUILT_IN = {"9": "0%", "10": "0.00%"}  # the others mean the number, or follow the locale of the reader
_MOST_TITLES = 100  # rows in which a header can be
_MOST_FORMATS = 255  # as many as a byte counts
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Marks:
    """Marks of a sheet.

    Attributes:
        rows: The rows with a mark, by its kind: `hidden`, `struck` (with text that is struck through), or
            `merged` (with a cell that is merged with cells of the rows below).
        wide: Merged cells of one of the first rows: row, first place and last place.
    """

    def __init__(self) -> None:
        self.rows: dict[str, set[int]] = {"hidden": set(), "struck": set(), "merged": set()}
        self.wide: list[tuple[int, int, int]] = []
        self.texts: dict[int, list[tuple[int, str]]] = {}
        self.formats: list[Callable[[float], object]] = []
        self.formatted: dict[int, bytearray] = {}

    def rows_after(self, row: int) -> list[int]:
        """Return the rows below the last row with a value; these have only formulas."""
        return sorted(each for each in self.texts if each > row)

    def put_into(self, cells: list[object], row: int) -> None:
        """Replace the cells of a row that have a mark."""
        for place, text in self.texts.get(row, ()):
            cells += [None] * (place + 1 - len(cells))
            cells[place] = text
        for place, formats in self.formatted.items():
            if row < len(formats) and formats[row] and place < len(cells):
                cell = cells[place]
                if isinstance(cell, float):
                    cells[place] = self.formats[formats[row] - 1](cell)


def marks_of(data: bytes, name: str) -> Marks:
    """Return the marks of a sheet.

    Args:
        data: The workbook.
        name: The name of the sheet.
    """
    marks = Marks()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            if "content.xml" in archive.namelist():
                found = _ods_marks_of(archive, name)
                marks.rows, marks.texts = found.rows, found.texts
            return marks
        workbook = archive.read("xl/workbook.xml")
        is_calculated = _CALCULATED_ON_OPENING.search(workbook) is None
        formats, struck_styles = _styles(archive)
        marks.formats = list(formats.values())
        numbers = {style: number for number, style in enumerate(formats, 1)}
        styled, struck = _styled(formats), _struck(struck_styles)
        struck_texts = _struck_texts(archive)
        for part in _parts(archive, path_of(archive, workbook, name)):
            # Search for short texts first: that takes a hundredth of the time of the patterns.
            if b"hidden=" in part:
                marks.rows["hidden"].update(map(int, _HIDDEN.findall(part)))
            if b"mergeCell" in part:
                _add_merged(marks, _MERGED.findall(part))
            if b't="e"' in part or b"t='e'" in part:
                for column, row, error in _FAILED.findall(part):
                    marks.texts.setdefault(int(row), []).append((_place_of(column), error.decode()))
            if b"<f" in part or b":f" in part:
                _add_uncalculated(marks, part, is_calculated=is_calculated)
            if styled is not None:
                _add_formats(marks, styled.findall(part), numbers)
            marks.rows["struck"] |= _struck_rows(part, struck, struck_texts)
    return marks


def _add_merged(marks: Marks, cells: list[tuple[bytes, bytes, bytes, bytes]]) -> None:
    """Add merged cells, as first column, first row, last column and last row."""
    for first, row, last, last_row in cells:
        if row != last_row:
            marks.rows["merged"].add(int(row))
        elif int(row) <= _MOST_TITLES:
            marks.wide.append((int(row), _place_of(first), _place_of(last)))


def _add_uncalculated(marks: Marks, part: bytes, *, is_calculated: bool) -> None:
    for attributes, formula, zero in _WITHOUT_RESULT.findall(part):
        place = re.search(_PLACE, attributes)
        if place is not None and not _IS_TEXT.search(attributes) and not (zero and is_calculated):
            text = _uncalculated(html.unescape(formula.decode(errors="replace")))
            marks.texts.setdefault(int(place[2]), []).append((_place_of(place[1]), text))


def _add_formats(marks: Marks, cells: list[tuple[bytes, bytes, bytes]], numbers: Mapping[bytes, int]) -> None:
    """Add cells with a format, as column, row and style."""
    places: dict[bytes, bytearray] = {}
    for column, row, style in cells:
        formats = places.get(column)
        if formats is None:
            formats = places[column] = marks.formatted.setdefault(_place_of(column), bytearray())
        at = int(row)
        if at >= len(formats):
            formats.extend(bytes(at + 1 - len(formats)))
        formats[at] = numbers[style]


def _styles(archive: zipfile.ZipFile) -> tuple[dict[bytes, Callable[[float], object]], list[bytes]]:
    """Return the number formats that change a number by cell style, and the styles that strike text."""
    if "xl/styles.xml" not in archive.namelist():
        return {}, []
    root = ET.fromstring(archive.read("xl/styles.xml"))  # noqa: S314 - expat bounds entities
    codes = _BUILT_IN | {
        each.get("numFmtId", ""): each.get("formatCode", "") for each in named(root, "numFmt")
    }
    struck_fonts = {
        str(index)
        for fonts in named(root, "fonts")
        for index, font in enumerate(fonts)
        if any(_is_on(each) for each in named(font, "strike"))
    }
    formats: dict[bytes, Callable[[float], object]] = {}
    struck = []
    for cells in named(root, "cellXfs"):
        for index, each in enumerate(cells):
            shown = _format_of(codes.get(each.get("numFmtId", ""), ""))
            if shown is not None and len(formats) < _MOST_FORMATS:
                formats[str(index).encode()] = shown
            if each.get("fontId") in struck_fonts:
                struck.append(str(index).encode())
    return formats, struck


def _is_on(strike: ET.Element) -> bool:
    return strike.get("val") not in _FALSE


def _struck(styles: Collection[bytes]) -> re.Pattern[bytes] | None:
    """Return a pattern of cells with a value in one of the styles."""
    if not styles:
        return None
    return re.compile(
        rb"""<(?:\w+:)?c (?=[^>]*\bs=["'](?:""" + b"|".join(styles) + rb""")["'])[^>]*"""
        rb"""\br=["'][A-Z]+([0-9]+)["'](?:[^>]*[^>/])?>\s*<(?:\w+:)?[vfi]"""
    )


def _struck_rows(part: bytes, styled: re.Pattern[bytes] | None, texts: Collection[int]) -> set[int]:
    """Return the rows of a part with text that is struck through, by its style or within its cell."""
    rows = set(map(int, styled.findall(part))) if styled is not None else set()
    if b"strike" in part:
        rows |= {int(row) for _, row, text in _TEXT_IN_CELL.findall(part) if _STRIKE.search(text)}
    if texts:
        rows |= {int(row) for _, row, text in _SHARED_TEXT.findall(part) if int(text) in texts}
    return rows


def _struck_texts(archive: zipfile.ZipFile) -> set[int]:
    """Return the numbers of the shared texts with a part that is struck through."""
    path = "xl/sharedStrings.xml"
    if path not in archive.namelist() or b"strike" not in (content := archive.read(path)):
        return set()
    texts: list[ET.Element] = list(named(ET.fromstring(content), "si"))  # noqa: S314 - likewise
    return {number for number, each in enumerate(texts) if any(map(_is_on, named(each, "strike")))}


def named(root: ET.Element, name: str) -> Iterator[ET.Element]:
    """Yield the elements of a name, in any namespace."""
    return (each for each in root.iter() if each.tag.rpartition("}")[2] == name)


def _styled(styles: Collection[bytes]) -> re.Pattern[bytes] | None:
    """Return a pattern of cells with one of the styles."""
    if not styles:
        return None
    any_style = b"|".join(styles)
    return re.compile(
        rb"""c r=["']([A-Z]+)([0-9]+)["'](?: t=["']\w+["'])? s=["'](""" + any_style + rb""")["']"""
    )


def path_of(archive: zipfile.ZipFile, workbook: bytes, name: str) -> str:
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
    with _opened(archive, path) as file:
        while chunk := file.read(_CHUNK):
            rest += chunk
            end = max(rest.rfind(b"</c>"), rest.rfind(b"</x:c>"), rest.rfind(b"</row>"))
            if end < 0:
                rest = rest[-_OVERLAP:]
                continue
            yield rest[:end]
            rest = rest[end:]
    yield rest
