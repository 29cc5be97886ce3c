"""Program that writes a sheet as JSON lines with typed cells: python sheet_program.py SHEET < FILE > TABLE.

It is a program of its own, so that the workbook is held in memory by another process than the mailing's.
The first line describes the workbook; each further line has the number of a row and its cells.
"""

from __future__ import annotations

import io
import json
import posixpath
import re
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import python_calamine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

__all__: list[str] = []

_CHUNK = 1 << 18  # bytes
_OVERLAP = 1 << 12  # bytes; a cell with an error is shorter
# Cells of failed formulas; python-calamine returns them as empty cells.
_FAILED = re.compile(
    rb"""<(?:\w+:)?c (?=[^>]*\bt=["']e["'])[^>]*\br=["']([A-Z]+)([0-9]+)["'][^>]*>.*?<(?:\w+:)?v>([^<]*)<"""
)
_HIDDEN = re.compile(rb"""<(?:\w+:)?row (?=[^>]*\bhidden=["'](?:1|true)["'])[^>]*>""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _main() -> None:
    """Convert the workbook on the standard input."""
    wanted = sys.argv[1] or None
    data = sys.stdin.buffer.read()
    out = io.TextIOWrapper(sys.stdout.buffer, "utf-8", newline="\n")
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        names = [
            each.name
            for each in workbook.sheets_metadata
            if each.typ == python_calamine.SheetTypeEnum.WorkSheet
            and (each.name == wanted or each.visible == python_calamine.SheetVisibleEnum.Visible)
        ]
        sheets = {name: workbook.get_sheet_by_name(name) for name in _candidates(names, wanted)}
    except python_calamine.PasswordError:
        _tell(out, problem="password")
    except (python_calamine.CalamineError, OSError, ValueError):
        _tell(out, problem="damaged")
    else:
        filled = {name: sheet for name, sheet in sheets.items() if sheet.start is not None}
        if len(filled) != 1:
            _tell(out, problem="sheets", sheets=names if wanted is not None else list(filled))
        else:
            ((name, sheet),) = filled.items()
            _convert(out, data, name, sheet)
    out.flush()


def _candidates(names: list[str], wanted: str | None) -> list[str]:
    return names if wanted is None else [name for name in names if name == wanted]


def _convert(out: TextIO, data: bytes, name: str, sheet: python_calamine.CalamineSheet) -> None:
    failed, hidden = _looked_at(data, name)
    _tell(out, sheet=name, hidden=hidden)
    assert sheet.start is not None  # noqa: S101 - the sheet has cells
    before = [None] * sheet.start[1]
    for row, cells in enumerate(sheet.iter_rows(), 1):
        found = before + [_plain(cell) for cell in cells]
        for place, error in failed.get(row, ()):
            found += [None] * (place + 1 - len(found))
            found[place] = error
        if any(each is not None for each in found):
            out.write(json.dumps([row, found], ensure_ascii=False) + "\n")


def _tell(out: TextIO, **facts: object) -> None:
    out.write(json.dumps(facts, ensure_ascii=False) + "\n")


def _plain(cell: object) -> object:
    """Return a cell as JSON; a type that JSON lacks becomes an object that names the type."""
    match cell:
        case "":
            return None
        case datetime():
            return {"datetime": cell.isoformat()}
        case date():
            return {"date": cell.isoformat()}
        case time():
            return {"time": cell.isoformat()}
        case timedelta():
            return {"seconds": cell.total_seconds()}
    return cell


def _looked_at(data: bytes, name: str) -> tuple[dict[int, list[tuple[int, str]]], int]:
    """Return the failed cells of a sheet by row, and the number of hidden rows."""
    failed: dict[int, list[tuple[int, str]]] = {}
    hidden = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}, 0  # in ODS, an error is the text of a cell
        for found in _parts(archive, _path_of(archive, name)):
            hidden += len(_HIDDEN.findall(found))
            for column, row, error in _FAILED.findall(found):
                failed.setdefault(int(row), []).append((_place(column), error.decode()))
    return failed, hidden


def _path_of(archive: zipfile.ZipFile, name: str) -> str:
    """Return the path of a sheet in an Excel file."""
    workbook = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - expat bounds entities
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - likewise
    id_ = next(
        each.get(_RELATION) for each in workbook.iter() if each.get("name") == name and each.get(_RELATION)
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


if __name__ == "__main__":
    _main()
