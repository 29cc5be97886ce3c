"""The lock of a journal, released however its process ends: SQLite's own lock, on a file beside the journal.

The file also remembers the mailing of the journal, so that a journal is noticed that was deleted, or replaced
by that of another mailing.
"""

from __future__ import annotations

import sqlite3
import zlib
from typing import TYPE_CHECKING

from digipost.bulk.errors import JournalError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Lock"]

_MARK = 1


class Lock:
    """Lock of the journal at a path.

    Args:
        path: The path of the journal.

    Raises:
        JournalError: Another process holds the lock.
    """

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(
            path.with_name(path.name + ".lock"), timeout=0, isolation_level=None, check_same_thread=False
        )
        self._begin()

    @property
    def remembers_a_journal(self) -> bool:
        """Return True if a journal was created beside the lock."""
        (mark,) = self._database.execute("PRAGMA user_version").fetchone()
        return bool(mark == _MARK)

    def is_of_another(self, mailing: str) -> bool:
        """Return True if the journal beside the lock was that of another mailing.

        Earlier versions of this program remembered no mailing; then it is False.

        Args:
            mailing: The id of the mailing.
        """
        return self._mailing not in {0, _digest(mailing)}

    def remember(self, mailing: str) -> None:
        """Remember that the journal of this mailing was created."""
        if self._mailing != _digest(mailing):
            self._database.execute(f"PRAGMA user_version = {_MARK}")
            self._database.execute(f"PRAGMA application_id = {_digest(mailing)}")
            # The fact is on disk; another process that takes the lock in between finds a complete journal.
            self._database.execute("COMMIT")
            self._begin()

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
        except sqlite3.OperationalError:
            self._database.close()
            raise JournalError("Another process is sending this mailing. Wait until it is done.") from None


def _digest(mailing: str) -> int:
    """Return a number from 1 on that SQLite can keep in a header."""
    return zlib.crc32(mailing.encode()) % 0x7FFFFFFF + 1
