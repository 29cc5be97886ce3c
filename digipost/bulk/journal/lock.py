"""The lock of a journal, released however its process ends: SQLite's own lock, on a file beside the journal.

The file also remembers that a journal was created, so that a deleted journal is noticed.
"""

from __future__ import annotations

import sqlite3
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

    def remember(self) -> None:
        """Remember that a journal was created."""
        if not self.remembers_a_journal:
            self._database.execute(f"PRAGMA user_version = {_MARK}")
            # The fact is on disk; another process that takes the lock in between finds a complete journal.
            self._database.execute("COMMIT")
            self._begin()

    def close(self) -> None:
        """Release the lock."""
        self._database.close()

    def _begin(self) -> None:
        try:
            self._database.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            self._database.close()
            raise JournalError("Another process is sending this mailing. Wait until it is done.") from None
