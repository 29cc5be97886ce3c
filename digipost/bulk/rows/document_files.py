"""Files of documents during the check.

A file that several rows share is opened once, unless its status changes.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from digipost.content import content_from_path

if TYPE_CHECKING:
    from digipost.content import Content

__all__ = ["DocumentFiles", "Status", "content_of_row", "status_of"]

_REMEMBERED = 1000  # files


class Status(NamedTuple):
    """Status of a file, which differs after any change of the file or its permissions."""

    size: int
    modified: int
    changed: int
    inode: int
    device: int
    mode: int


def status_of(path: str) -> Status:
    """Return the status of a file."""
    found = os.stat(path)  # noqa: PTH116 - much faster, and done for each letter
    return Status(
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns,
        found.st_ino,
        found.st_dev,
        found.st_mode,
    )


def content_of_row(path: str, field: str) -> Content:
    """Return the content of a document; errors do not show its path.

    Args:
        path: The path of the file.
        field: The name of the document in errors.

    Raises:
        InvalidValueError: The file is missing, unreadable or empty.
    """
    return content_from_path(path, field=field, is_shown=False)


class DocumentFiles:
    """Files of the rows that are checked, one row after another."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[Status, Content]] = {}
        self._of_row: dict[str, Status] = {}

    def begin_row(self) -> None:
        """Forget the status of the previous row's files."""
        self._of_row.clear()

    def content(self, path: str, field: str) -> Content:
        """Return the content of a document; see `content_of_row`."""
        try:
            status = self._of_row[path] = status_of(path)
        except (OSError, ValueError):
            return content_of_row(path, field)  # `content_of_row` raises the error with its own text
        known = self._known.get((path, field))
        if known is not None and known[0] == status:
            return known[1]
        content = content_of_row(path, field)
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[path, field] = status, content
        return content

    def status(self, path: str) -> Status:
        """Return the status that a file of the row had when its content was requested.

        Raises:
            OSError: The file is missing.
        """
        return self._of_row.get(path) or status_of(path)
