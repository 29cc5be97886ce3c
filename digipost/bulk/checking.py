"""The check of a manifest, row by row, before anything is sent."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from digipost.bulk.addressees import may_be_printed
from digipost.bulk.states import DUPLICATE, Finding
from digipost.errors import InvalidValueError
from digipost.preflight import check as preflight

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from digipost.bulk.cells import Values
    from digipost.bulk.letters import Letters
    from digipost.bulk.manifest import Record

__all__ = ["Checks"]

_REMEMBERED = 1000  # PDFs whose check is not done again for the next row
_SHOWN = 3  # faults of one PDF


class Checks:
    """Looks at one row after another: its values, its files, and whether it is there twice.

    Args:
        letters: What makes messages of the rows.
    """

    def __init__(self, letters: Letters) -> None:
        self._letters = letters
        # On disk when it grows, and gone with this object; the key makes what is in it worthless to others.
        self._seen = sqlite3.connect("", isolation_level=None)
        self._seen.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID")
        self._seen.execute("BEGIN")
        self._key = secrets.token_bytes()
        self._unprintable = lru_cache(_REMEMBERED)(_unprintable)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._seen.close()

    def of(self, record: Record) -> list[Finding]:
        """What is wrong with the row, which is to be looked at once."""
        try:
            values = self._letters.values(record)
            self._letters.message_of(record.number, values)
        except InvalidValueError as error:
            return [_error(record, error.field, error.problem)]
        first = self._first_with(values, record.number)
        if first is not None:
            problem = f"says the same as row {first}: the letter would be sent twice"
            return [_error(record, DUPLICATE, problem)]
        if not may_be_printed(values):
            return []
        return [
            _error(record, name, problem)
            for name in _printed(values)
            for problem in self._problems_on_paper(str(values[name]))
        ]

    def _first_with(self, values: Values, number: int) -> int | None:
        """The number of the first row with these values, None where it is this one."""
        said = repr(sorted(values.items(), key=lambda each: each[0])).encode("utf-8", "surrogatepass")
        digest = hashlib.blake2b(said, digest_size=16, key=self._key).digest()
        added = self._seen.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (digest, number)).rowcount
        if added:
            return None
        (first,) = self._seen.execute("SELECT number FROM seen WHERE digest = ?", (digest,)).fetchone()
        return int(first)

    def _problems_on_paper(self, path: str) -> tuple[str, ...]:
        file = Path(self._letters.folder, path)
        try:
            status = file.stat()
        except OSError:
            return ("cannot be read any more",)
        return self._unprintable(file, status.st_size, status.st_mtime_ns)


def _printed(values: Values) -> list[str]:
    """The columns of the documents that would be printed."""
    primary = "print_document" if "print_document" in values else "document"
    return [primary, *(name for name in values if name.startswith("attachment.") and name[11:].isdigit())]


def _unprintable(file: Path, size: int, modified: int) -> tuple[str, ...]:  # noqa: ARG001 - what tells a file from what it was
    """Why a PDF cannot be printed."""
    try:
        findings = preflight(file).findings
    except InvalidValueError as error:
        return (error.problem,)
    shown = [
        f"cannot be printed{_where(each.page)}: {each.reason} ({each.verdict})" for each in findings[:_SHOWN]
    ]
    if len(findings) > _SHOWN:
        shown.append(f"and {len(findings) - _SHOWN} more like that")
    return tuple(shown)


def _where(page: int | None) -> str:
    return "" if page is None else f", on page {page}"


def _error(record: Record, field: str, problem: str) -> Finding:
    return Finding(record.number, is_error=True, field=field, problem=problem)
