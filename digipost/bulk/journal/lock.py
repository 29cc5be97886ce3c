"""The lock of a journal, gone with its process however that ends: SQLite's own, on a file beside it.

The file also remembers that a journal was created, so that one which was deleted is missed.
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
    """The lock of the journal at a path.

    Args:
        path: The journal's.

    Raises:
        JournalError: Another process has it.
    """

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(
            path.with_name(path.name + ".lock"), timeout=0, isolation_level=None, check_same_thread=False
        )
        self._begin()

    @property
    def remembers_a_journal(self) -> bool:
        """True if a journal was created beside it."""
        (mark,) = self._database.execute("PRAGMA user_version").fetchone()
        return bool(mark == _MARK)

    def remember(self) -> None:
        """Remember that a journal was created."""
        if not self.remembers_a_journal:
            self._database.execute(f"PRAGMA user_version = {_MARK}")
            # On disk; another process that takes the lock in between finds a whole journal.
            self._database.execute("COMMIT")
            self._begin()

    def close(self) -> None:
        """Let another process have it."""
        self._database.close()

    def _begin(self) -> None:
        try:
            self._database.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            self._database.close()
            raise JournalError("Another process is sending this mailing. Wait until it is done.") from None
