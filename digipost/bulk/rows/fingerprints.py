"""Fingerprints of a row's documents, by which sending tells the document that was checked from another.

A fingerprint has two parts: the status of the file (size, times, inode), which costs nothing to read, and
the digest of its content, which is compared only if the status differs.

The fingerprints of a row whose documents have passed their inspection end with a mark, which tells the rules
by which they were inspected. By the same rules, sending does not inspect them again.
"""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from importlib.metadata import version
from os.path import join
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digipost.bulk.rows.cell_values import Values
    from digipost.config import ClientConfig

__all__ = ["Fingerprints", "documents_of", "mark_of", "rules_of", "with_mark"]

_REMEMBERED = 1000  # files that many rows share
_DIGEST_SIZE = 16  # bytes
_GONE = "-"
_PASSED = " passed="  # before the mark


def documents_of(values: Values) -> list[str]:
    """Return the columns that hold paths of documents, in an order that depends on the row alone."""
    attachments = [name for name in values if name.startswith("attachment.") and name[11:].isdigit()]
    return [
        *(name for name in ("document", "print_document") if name in values),
        *sorted(attachments, key=lambda name: int(name[11:])),
    ]


def rules_of(config: ClientConfig) -> str:
    """Return the mark for the rules of a configuration in this version of the library."""
    said = f"{config.print_checks} {version('digipost')}"
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def with_mark(fingerprints: str, rules: str) -> str:
    """Return the fingerprints of documents that have passed their inspection."""
    return f"{fingerprints}{_PASSED}{rules}"


def mark_of(fingerprints: str) -> str | None:
    """Return the mark of a row's fingerprints; None if a document was not inspected, or has a fault."""
    return fingerprints.partition(_PASSED)[2] or None


class Fingerprints:
    """Takes fingerprints of the documents of rows, and compares them.

    Args:
        folder: Where relative paths of documents start.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._content = lru_cache(_REMEMBERED)(_content)

    def of(self, values: Values) -> dict[str, str]:
        """Return the fingerprints of a row's documents, by their columns."""
        return {name: self._fingerprint(self.path(values, name)) for name in documents_of(values)}

    def changed(self, values: Values, checked: str) -> list[str]:
        """Return the columns of documents that differ from the checked ones.

        Args:
            values: The row's.
            checked: The fingerprints from the check, as the journal has them.
        """
        return [
            name
            for name, before in zip(documents_of(values), _without_mark(checked).split(), strict=True)
            if self._differs(self.path(values, name), before)
        ]

    def path(self, values: Values, name: str) -> str:
        """Return the path of the document in a column."""
        return join(self._folder, str(values[name]))  # noqa: PTH118 - much faster, and done for each letter

    def _fingerprint(self, path: str) -> str:
        try:
            status = _status(path)
            return f"{status}:{self._content(path, status)}"
        except OSError:
            return _GONE  # which the check tells in words

    def _differs(self, path: str, before: str) -> bool:
        status, _, content = before.partition(":")
        try:
            now = _status(path)
            return now != status and self._content(path, now) != content
        except OSError:
            return True


def _without_mark(fingerprints: str) -> str:
    return fingerprints.partition(_PASSED)[0]


def _status(path: str) -> str:
    found = os.stat(path)  # noqa: PTH116 - likewise
    told = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    return hashlib.blake2b(repr(told).encode(), digest_size=8).hexdigest()


def _content(path: str, status: str) -> str:  # noqa: ARG001 - what is remembered holds for one status
    with open(path, "rb") as file:  # noqa: PTH123 - likewise
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=_DIGEST_SIZE)).hexdigest()
