"""Hashes of encrypted letters, written to disk before the letters are sent.

Each encryption of a document has a different result, so the hash of the sent document is the only proof of
its arrival. Workers have no journal: before they send, each appends the hash to its own file in the mailing's
folder. The process with the journal copies the hashes into it. So they survive a crash of either process.
"""

from __future__ import annotations

import os
import re
import zlib
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from uuid import uuid4

from digipost.bulk.errors import BulkError
from digipost.bulk.journal.file import sync_folder
from digipost.bulk.journal.journal import FILE_NAME
from digipost.bulk.row_states import UNPROVEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.bulk.journal.journal import Journal

__all__ = ["HashLog", "HashLogs"]

_FOLDER = "hashes"  # subfolder of the mailing's folder
_SUFFIX = ".log"
_LINE = re.compile(rb"(([0-9]+) ([A-Za-z0-9+/=]+)) ([0-9]+)")


class HashLog:
    """Log file of one worker, created for the first hash.

    Args:
        folder: The folder of `HashLogs`.

    Attributes:
        folder: The folder of `HashLogs`.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._path: Path | None = None
        self._lock = Lock()

    def write(self, number: int, content_hash: str) -> None:
        """Append the hash of a row's letter; it is on disk on return.

        Raises:
            BulkError: The hash cannot be written, so the letter must not be sent.
        """
        said = f"{number} {content_hash}".encode("ascii")
        line = b"%s %d\n" % (said, zlib.crc32(said))
        try:
            with self._lock:
                if self._path is None:
                    self._path = self._created()
                with self._path.open("ab") as file:
                    file.write(line)
                    file.flush()
                    os.fsync(file.fileno())
        except OSError as error:
            problem = f"The hash of an encrypted letter cannot be written: {error.strerror}."
            raise BulkError(f"{problem} Without it, no proof of its arrival would be left.") from error

    def _created(self) -> Path:
        folder = Path(self.folder)
        if not (folder.parent / FILE_NAME).exists():
            raise BulkError(
                "This worker does not see the folder of the mailing, which has to be in the same place for "
                "all workers if letters are encrypted."
            )
        folder.mkdir(exist_ok=True)
        path = folder / f"{uuid4()}{_SUFFIX}"
        path.touch()
        for each in (folder, folder.parent):
            sync_folder(each)
        return path


class HashLogs:
    """Log files of all workers of a mailing, including those of earlier runs.

    Args:
        folder: The folder of the mailing.

    Attributes:
        folder: The folder of the log files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder / _FOLDER)
        self._read: dict[Path, int] = {}  # bytes copied so far

    def take_over(self, journal: Journal) -> None:
        """Write the hashes added since the last call into the journal.

        Raises:
            JournalError: The journal cannot be written.
        """
        waiting = [path for path in self._files() if path.stat().st_size > self._read.get(path, 0)]
        if waiting:
            journal.keep_hashes(found for path in waiting for found in self._new_in(path))

    def close(self, journal: Journal) -> None:
        """Copy all hashes into the journal, and delete the files if no letter is unproven."""
        self.take_over(journal)
        counts = journal.counts()
        if not any(counts[state] for state in UNPROVEN):
            for path in self._files():
                path.unlink()
            if Path(self.folder).is_dir():
                Path(self.folder).rmdir()

    def _files(self) -> list[Path]:
        return sorted(Path(self.folder).glob(f"*{_SUFFIX}"))

    def _new_in(self, path: Path) -> Iterator[tuple[int, str]]:
        with path.open("rb") as file:
            file.seek(self._read.get(path, 0))
            for line in file:
                if not line.endswith(b"\n"):
                    return  # incomplete line: its worker is writing, or was killed before sending
                self._read[path] = self._read.get(path, 0) + len(line)
                match = _LINE.fullmatch(line.rstrip(b"\n"))
                if match is not None and int(match[4]) == zlib.crc32(match[1]):
                    yield int(match[2]), match[3].decode("ascii")
