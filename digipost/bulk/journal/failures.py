"""Errors of a journal: the journal cannot be trusted, or is intact but cannot be used now."""

from __future__ import annotations

import errno
import sqlite3
from typing import TYPE_CHECKING

from digipost.bulk.errors import JournalError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PRIMARY", "not_read", "refused", "unusable"]

PRIMARY = 0xFF
"""The mask of SQLite's primary error codes; higher bits are the extended code."""

_OF_LOCKS = {
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK,
    sqlite3.SQLITE_IOERR_LOCK,
    sqlite3.SQLITE_IOERR_RDLOCK,
    sqlite3.SQLITE_IOERR_SHMLOCK,
    sqlite3.SQLITE_IOERR_SHMMAP,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_UNLOCK,
}
_OF_A_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_OF_PERMISSIONS = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_FULL = {errno.ENOSPC, errno.EDQUOT}
_NO_FOLDER = {errno.EEXIST, errno.ENOTDIR}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def unusable(path: Path, error: sqlite3.Error | OSError | UnicodeError) -> JournalError:
    """Return the error for a journal that cannot be read or written now, with advice for known causes."""
    return JournalError(f"The journal {path} cannot be used: {error}.{_advice(error)}")


def _advice(error: Exception) -> str:
    code, number = getattr(error, "sqlite_errorcode", 0), getattr(error, "errno", 0)
    if code in _OF_LOCKS:
        return " Its folder cannot lock files, like some network folders: move the mailing to a local disk."
    if code & PRIMARY in _OF_A_DISK or number in _FULL:
        return " Check that its disk has space, and resume the mailing."
    if code & PRIMARY in _OF_PERMISSIONS or number in _FORBIDDEN:
        return " Check that the user of this program may write to its folder and to the files in it."
    if number in _NO_FOLDER:
        return " A file stands in the place of its folder: name another folder."
    if code & PRIMARY in _BUSY:
        return " Another program uses it, perhaps a backup: wait until that is done, and resume the mailing."
    return ""


def not_read(path: Path, error: sqlite3.Error | UnicodeError) -> JournalError:
    """Return the error for a file that SQLite cannot read."""
    if isinstance(error, UnicodeError):  # SQLite may decode the text of an error, or the name of a column
        return refused(path, "is damaged: it has names that are no text")
    code = error.sqlite_errorcode & PRIMARY
    if code == sqlite3.SQLITE_NOTADB:
        return refused(path, "is not a journal of this program")
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR}:
        return refused(path, f"is damaged ({error})")
    return unusable(path, error)


def refused(path: Path, problem: str) -> JournalError:
    """Return the error for a journal that cannot be trusted."""
    return JournalError(f"The journal {path} {problem}. {_WHAT_TO_DO}")


_WHAT_TO_DO = (
    "It tells which letters have been sent, so nothing is sent without it. Restore it from a backup, with "
    "the files that begin with its name: letters keep their message ids, and Digipost takes none twice. "
    "Without a backup, ask Digipost which letters have arrived before the others go out as a new mailing. If "
    "certainly no letter of this mailing was sent, delete its folder and begin anew."
)
