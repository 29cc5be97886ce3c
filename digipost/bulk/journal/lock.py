"""The lock of a journal, released however its process ends: SQLite's own lock, on a file beside the journal.

The file also stores the id of the mailing, to detect a journal that was deleted or replaced by another
mailing's. While letters are sent, neither file may be moved, deleted or replaced: the journal would lose its
lock or its writes.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import zlib
from contextlib import closing
from typing import TYPE_CHECKING

from digipost.bulk.errors import JournalError
from digipost.bulk.journal.failures import PRIMARY

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Lock", "remembers_another"]

_MARK = 1


class Lock:
    """Lock of the journal at a path.

    Args:
        path: The path of the journal.

    Raises:
        JournalError: Another process holds the lock.
    """

    def __init__(self, path: Path) -> None:
        self._journal, self._path = path, path.with_name(path.name + ".lock")
        self._files: dict[Path, os.stat_result] = {}
        self._database = sqlite3.connect(self._path, timeout=0, isolation_level=None, check_same_thread=False)
        self._begin()

    @property
    def remembers_a_journal(self) -> bool:
        """Return True if a journal was created beside the lock."""
        (mark,) = self._database.execute("PRAGMA user_version").fetchone()
        return bool(mark == _MARK)

    def is_of_another(self, mailing: str) -> bool:
        """Return True if the journal beside the lock belonged to another mailing.

        The result is False for a lock of an earlier version, which stored no mailing.

        Args:
            mailing: The id of the mailing.
        """
        return self._mailing not in {0, _digest(mailing)}

    def remember(self, mailing: str) -> None:
        """Store the id of the created journal's mailing, and record the identity of journal, log and lock."""
        if self._mailing != _digest(mailing):
            self._database.execute(f"PRAGMA user_version = {_MARK}")
            self._database.execute(f"PRAGMA application_id = {_digest(mailing)}")
            # The fact is on disk; another process that takes the lock in between finds a complete journal.
            self._database.execute("COMMIT")
            self._begin()
        log = self._journal.with_name(self._journal.name + "-wal")
        self._files = {each: each.stat() for each in (self._journal, log, self._path) if each.exists()}

    def check(self) -> None:
        """Raise a `JournalError` if journal, log or lock is no longer the file that was opened."""
        for path, opened in self._files.items():
            try:
                is_same = os.path.samestat(path.stat(), opened)
            except (FileNotFoundError, NotADirectoryError):
                is_same = False
            if not is_same:
                problem = (
                    f"{path} was moved, deleted or replaced while letters were sent, so sending has stopped."
                )
                raise JournalError(f"{problem} Put it back if you can, and resume the mailing.")

    def close(self) -> None:
        """Release the lock."""
        self._database.close()

    @property
    def _mailing(self) -> int:
        (digest,) = self._database.execute("PRAGMA application_id").fetchone()
        return int(digest)

    def _begin(self) -> None:
        try:
            self._database.execute("BEGIN EXCLUSIVE")
            if not os.access(self._path, os.W_OK):  # SQLite then begins a transaction that locks nothing
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self._path))
        except (sqlite3.Error, OSError) as error:
            self._database.close()
            code = getattr(error, "sqlite_errorcode", 0) & PRIMARY
            if code == sqlite3.SQLITE_BUSY:
                raise JournalError(_IN_USE) from None
            if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
                advice = "If no other process is sending this mailing, delete it and resume the mailing."
                raise JournalError(f"The lock {self._path} is damaged. {advice}") from error
            raise


def remembers_another(path: Path, mailing: str) -> bool:
    """Return True if the lock beside a journal open for reading names another mailing.

    The result is False while a sender holds the lock: the sender has compared both ids.

    Args:
        path: The path of the journal.
        mailing: The id of the mailing.
    """
    lock = path.with_name(path.name + ".lock")
    if not lock.exists():
        return False
    # By SQLite: closing the file otherwise would release the locks of a sender in this process.
    address = f"{lock.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, timeout=0, isolation_level=None, uri=True)) as database:
            (digest,) = database.execute("PRAGMA application_id").fetchone()
    except sqlite3.Error:
        return False
    return digest not in {0, _digest(mailing)}


def _digest(mailing: str) -> int:
    """Return a number from 1 on that SQLite can keep in a header."""
    return zlib.crc32(mailing.encode()) % 0x7FFFFFFF + 1


_IN_USE = (
    "Another process is sending this mailing. Wait until it is done. If there is none, the folder cannot "
    "lock files, like some network folders: move the mailing to a local disk."
)
