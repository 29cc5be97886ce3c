"""Errors of a journal that is whole and cannot be used now."""

from __future__ import annotations

import errno
import sqlite3
from typing import TYPE_CHECKING

from digipost.bulk.errors import JournalError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PRIMARY", "unusable"]

PRIMARY = 0xFF
"""The mask of SQLite's primary error codes; higher bits are the extended code."""

_OF_A_DISK = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})


def unusable(path: Path, error: sqlite3.Error | OSError | UnicodeError) -> JournalError:
    """Return the error for a journal that cannot be read or written; after a full disk, with advice."""
    code = getattr(error, "sqlite_errorcode", 0) & PRIMARY
    is_full = code in _OF_A_DISK or getattr(error, "errno", 0) == errno.ENOSPC
    advice = " Check that its disk has space, and resume the mailing." if is_full else ""
    return JournalError(f"The journal {path} cannot be used: {error}.{advice}")
