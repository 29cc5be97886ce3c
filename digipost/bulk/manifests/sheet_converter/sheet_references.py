"""Sheets of Excel files whose rows and cells do not begin with their references (`r="B2"`): written as usual.

ECMA-376 makes references optional (18.3.1.4 and 18.3.1.73): a cell without one is beside the cell before it.
Some programs omit references. The text search for marks needs the reference as the first attribute.
"""

from __future__ import annotations

import re
import tempfile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile

    from lxml import etree

__all__ = ["column_letters", "opened", "place_of"]

_LOOKED_AT = 1 << 18  # bytes; a program writes all its cells alike
_OTHERWISE = re.compile(rb"<(?:\w+:)?(?:c|row)(?! r=)[\s/>]")
_LETTERS = re.compile(r"[A-Z]+")


def opened(archive: zipfile.ZipFile, path: str) -> IO[bytes]:
    """Open the XML of a sheet, in which each row and cell begins with its reference."""
    file = archive.open(path)
    start = file.read(_LOOKED_AT)
    file.seek(0)
    if _OTHERWISE.search(start) is None:
        return file
    with file:
        return _with_references(file)


def _with_references(file: IO[bytes]) -> IO[bytes]:
    """Return columns, rows and merged cells of a sheet in a temporary file."""
    from lxml import etree  # noqa: PLC0415 - costs memory, and few sheets need it

    written = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    number = 0
    parsing = etree.iterparse(
        file, tag=("{*}cols", "{*}row", "{*}mergeCells"), resolve_entities=False, huge_tree=False
    )
    for _, element in parsing:
        if element.tag.rpartition("}")[2] == "row":
            number = int(element.get("r", number + 1))
            _begin_with(element, str(number))
            place = -1
            for cell in element.iterchildren("{*}c"):
                letters = _LETTERS.match(cell.get("r", ""))
                place = place_of(letters[0].encode()) if letters else place + 1
                _begin_with(cell, f"{column_letters(place)}{number}")
        written.write(etree.tostring(element, with_tail=False))
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    written.seek(0)
    return written


def _begin_with(element: etree._Element, reference: str) -> None:
    """Set the reference of a row or cell as its first attribute, and the style as the second."""
    others = {str(name): str(value) for name, value in element.attrib.items()}
    first = {"r": reference} | ({"s": others["s"]} if "s" in others else {})
    element.attrib.clear()
    for name, value in {**first, **others, "r": reference}.items():
        element.set(name, value)


def place_of(letters: bytes) -> int:
    """Return the place of a column by its letters: 0 for A, 26 for AA."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1


def column_letters(place: int) -> str:
    """Return the spreadsheet letters of a column: A for 0, AA for 26."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
