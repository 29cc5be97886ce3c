"""Sheets of workbooks as private tables: a workbook is converted once, by a separate process.

The table is an unnamed file that only its owner can access. It is deleted with its object or the process.
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias, cast
from weakref import WeakValueDictionary, finalize

from digipost.bulk.errors import BulkError, ManifestError
from digipost.content import content_from_file
from digipost.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digipost.bulk.manifests.records import Source

__all__ = ["SheetTable", "Wide", "table_of"]

Wide: TypeAlias = "Sequence[tuple[int, int, int]]"
"""Merged cells of titles: row, first place and last place."""

# The converter, and the files that it runs from its own folder.
_PROGRAM = ("sheet_program.py", "sheet_marks.py", "sheet_references.py", "ods_marks.py", "number_formats.py")
_CHUNK = 1 << 20  # bytes
_SECONDS = 600
_MOST_SHEETS = 10


class SheetTable:
    """Rows of a sheet.

    Args:
        file: The converted sheet.
        name: The name of the sheet.
        marked: The rows with a mark, by its kind, as `sheet_marks.Marks` has them.
        wide: Its merged cells of titles, likewise.

    Attributes:
        name: The name of the sheet.
        marked: The rows with a mark, by its kind, as `sheet_marks.Marks` has them.
        wide: Its merged cells of titles, likewise.
    """

    def __init__(
        self, file: BinaryIO, name: str, marked: Mapping[str, Sequence[int]], wide: Wide = ()
    ) -> None:
        self.name = name
        self.marked = marked
        self.wide = wide
        self._content = content_from_file(file)
        finalize(self, file.close)

    def rows(self) -> Iterator[tuple[int, Sequence[object]]]:
        """Yield the rows with a value, with their numbers in the sheet."""
        with io.TextIOWrapper(self._content.open(), "utf-8", newline="\n") as lines:
            next(lines)
            for line in lines:
                row, cells = _decoded(line)
                yield row, cells


_converted: WeakValueDictionary[tuple[str, str | None], SheetTable] = WeakValueDictionary()


def table_of(path: Path, source: Source, sheet: str | None) -> SheetTable:
    """Return a sheet of a workbook; a converted workbook is cached.

    Args:
        path: The path of the workbook, for errors.
        source: Opens the content of the workbook.
        sheet: The name of the sheet, or None for the only sheet with cells.

    Raises:
        ManifestError: The file is not a workbook, or lacks the sheet; the text names its sheets.
        BulkError: The workbook cannot be converted on this machine.
    """
    with source() as content:
        found = hashlib.sha256()
        while chunk := content.read(_CHUNK):
            found.update(chunk)
    key = found.hexdigest(), sheet
    table = _converted.get(key)
    if table is None:
        table = _converted[key] = _convert(path, source, sheet)
    return table


def _convert(path: Path, source: Source, sheet: str | None) -> SheetTable:
    with ExitStack() as stack:
        file = cast("BinaryIO", stack.enter_context(tempfile.TemporaryFile()))
        facts = _facts(_run(path, source, sheet, file), file)
        problem = facts.get("problem")
        if problem is not None:
            raise _unusable(path, str(problem), [str(each) for each in facts.get("sheets", ())], sheet)
        stack.pop_all()  # the table keeps the file open
        return SheetTable(file, str(facts["sheet"]), facts["marked"], facts["wide"])


def _run(path: Path, source: Source, sheet: str | None, file: BinaryIO) -> bytes:
    """Run the converter, and return its error output."""
    if getattr(sys, "frozen", False):  # no Python that could run the converter
        problem = "cannot be converted by a program made by PyInstaller: save it as CSV or JSON lines."
        raise BulkError(f"{path.name} {problem}")
    with source() as content, tempfile.TemporaryFile() as copy, _converter() as program:
        while chunk := content.read(_CHUNK):
            copy.write(chunk)
        copy.seek(0)
        command = [sys.executable, str(program), sheet or ""]
        try:
            ended = subprocess.run(  # noqa: S603 - a program of our own
                command, stdin=copy, stdout=file, stderr=subprocess.PIPE, timeout=_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise BulkError(f"{path.name} cannot be converted: {type(error).__name__}.") from error
    return b"" if ended.returncode == 0 else ended.stderr


@contextmanager
def _converter() -> Iterator[Path]:
    """Yield the path of the converter, in a folder of copies if the package is in a zip file."""
    package = files("digipost.bulk.manifests.sheet_converter")
    if isinstance(package, Path):
        yield package / _PROGRAM[0]
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in _PROGRAM:
            Path(folder, name).write_bytes(package.joinpath(name).read_bytes())
        yield Path(folder, _PROGRAM[0])


def _facts(said: bytes, file: BinaryIO) -> dict[str, Any]:
    """Return the first line of a converted sheet."""
    if b"No module named 'python_calamine'" in said:
        raise ConfigurationError("A spreadsheet needs python-calamine: pip install 'digipost[bulk]'")
    file.seek(0)
    first = file.readline()
    file.seek(0)
    if said or not first:
        return {"problem": "damaged"}
    facts: dict[str, Any] = json.loads(first)
    return facts


def _unusable(path: Path, problem: str, sheets: list[str], wanted: str | None) -> ManifestError:
    if problem == "password":
        advice = "Save it without one, and protect the file by its folder."
        return ManifestError(f"{path.name} is protected by a password. {advice}")
    if problem == "damaged":
        return ManifestError(
            f"{path.name} is no workbook that can be read. Open it in the spreadsheet, and save it as .xlsx."
        )
    if not sheets:
        return ManifestError(f"{path.name} has no sheet with cells.")
    shown = ", ".join(sheets[:_MOST_SHEETS]) + (" and more" if len(sheets) > _MOST_SHEETS else "")
    if wanted is not None:
        return ManifestError(f"{path.name} has no sheet {wanted} with cells; it has {shown}.")
    return ManifestError(f"{path.name} has {len(sheets)} sheets: {shown}. Choose one by --sheet.")


def _typed(found: dict[str, str | float]) -> object:
    ((kind, value),) = found.items()
    if kind == "seconds":
        return timedelta(seconds=float(value))
    if kind == "time":
        return time.fromisoformat(str(value))
    return (datetime if kind == "datetime" else date).fromisoformat(str(value))


_decoded = json.JSONDecoder(object_hook=_typed).decode  # made once: `json.loads` makes one for each line
