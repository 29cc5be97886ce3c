"""Program that writes a sheet as JSON lines with typed cells: python sheet_program.py SHEET < FILE > TABLE.

It is a separate program, so that the mailing's process does not hold the workbook in memory.
The first line describes the workbook; each further line has the number of a row and its cells.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING

import python_calamine

if TYPE_CHECKING:
    from typing import TextIO

    from digipost.bulk.manifests.sheet_converter.sheet_marks import marks_of as _marks_of
else:
    # Imported by its path: the package itself would load libraries and take memory.
    _marks_of = run_path(str(Path(__file__).with_name("sheet_marks.py")))["marks_of"]

__all__: list[str] = []

_MOST_MARKED = 100_000  # rows of a kind that are reported to the mailing


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
    marks = _marks_of(data, name)
    marked = {kind: sorted(rows)[:_MOST_MARKED] for kind, rows in marks.rows.items()}
    _tell(out, sheet=name, marked=marked, wide=sorted(marks.wide)[:_MOST_MARKED])
    assert sheet.start is not None  # noqa: S101 - the sheet has cells
    before = [None] * sheet.start[1]
    row, width = 0, 0
    for row, cells in enumerate(sheet.iter_rows(), 1):
        found = before + [_plain(cell) for cell in cells]
        width = len(found)
        marks.put_into(found, row)
        if any(each is not None for each in found):
            out.write(json.dumps([row, found], ensure_ascii=False) + "\n")
    for last in marks.rows_after(row):
        alone: list[object] = [None] * width
        marks.put_into(alone, last)
        out.write(json.dumps([last, alone], ensure_ascii=False) + "\n")


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


if __name__ == "__main__":
    _main()
