"""A temporary table of values by the digests of texts; the texts can be personal data."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from typing import Generic, TypeVar

__all__ = ["DigestTable"]

_IN_MEMORY = 1 << 16  # some 12 MB
_T = TypeVar("_T", str, int)


class DigestTable(Generic[_T]):
    """Values by digest: the first in memory, the others on disk when they grow; deleted with this object.

    The digests have a secret key: without it, the content of the table is useless to others.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("CREATE TABLE found (digest BLOB PRIMARY KEY, value) WITHOUT ROWID")
        self._database.execute("BEGIN")
        self._key = secrets.token_bytes()
        self._first: dict[bytes, _T] = {}

    def digest(self, text: str) -> bytes:
        """Return the digest of a text, which may contain lone surrogates."""
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=self._key).digest()

    def add(self, digest: bytes, value: _T) -> _T | None:
        """Add a value, or return the value that the table already has for the digest and keeps."""
        if digest in self._first:
            return self._first[digest]
        if len(self._first) < _IN_MEMORY:  # this takes a tenth of the database's time
            self._first[digest] = value
            return None
        statement = "INSERT OR IGNORE INTO found VALUES (?, ?)"
        is_added = self._database.execute(statement, (digest, value)).rowcount > 0
        return None if is_added else self.get(digest)

    def get(self, digest: bytes) -> _T | None:
        """Return the value of a digest, or None."""
        if digest in self._first:
            return self._first[digest]
        row = self._database.execute("SELECT value FROM found WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else row[0]

    def close(self) -> None:
        """Delete the table."""
        self._database.close()
        self._first.clear()
