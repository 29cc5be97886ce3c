"""The folder of a sandbox: its database, and the files that it has received."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import weakref
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from uuid import uuid4

from digipost.errors import ConfigurationError
from digipost.sandbox.base.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["MOST_IN_ROWS", "Storage"]

MOST_IN_ROWS = 256 << 10
"""The maximum bytes of an upload that is kept in the database."""

_INCOMING, _KEPT, _SHOWN = "incoming", "documents", "shown"
_FILE = "content"
_MOST_IN_MEMORY = 256 << 20  # bytes of all contents in memory, for a temporary sandbox


class Storage:
    """The sandbox's own folder. A temporary folder is removed when this object is garbage-collected.

    Small contents are rows of the database: creating files takes longer than all other steps of accepting.
    A larger content is written to its own folder below `incoming`. When complete and on the disk, the folder
    moves below `documents`; the database row comes last. So a file below `documents` without a row was never
    acknowledged. Files below `shown` are copies of rows, for programs that need a file.

    Args:
        path: The folder, which is created if it does not exist; None for a temporary one.

    Attributes:
        store: The database.
        lasts: True if later sandboxes can use the folder.

    Raises:
        ConfigurationError: The folder cannot be used, or another sandbox uses it.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.lasts = path is not None
        self._folder: Path | None = None
        self._making = Lock()
        self._lock: sqlite3.Connection | None = None
        self._in_memory = 0  # bytes
        if path is not None:
            self._folder = path.absolute()
            try:
                path.mkdir(mode=0o700, parents=True, exist_ok=True)
                self.acquire()
            except OSError as error:
                problem = f"{path} cannot be used: {error.strerror}. Give another folder."
                raise ConfigurationError(problem) from error
        self.store = Store(self._folder / "sandbox.sqlite" if self._folder else None)

    @property
    def folder(self) -> Path:
        """The folder; a temporary one is made when it is first needed."""
        with self._making:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="digipost-sandbox-"))
                weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            return self._folder

    def acquire(self) -> None:
        """Lock the folder against other sandboxes, also in other programs, until `release`.

        Raises:
            ConfigurationError: Another sandbox uses the folder.
        """
        if not self.lasts or self._lock is not None:
            return
        # This lock works on every system, and ends with its process, even after a crash.
        lock = sqlite3.connect(
            self.folder / "lock.sqlite", timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            lock.close()
            raise ConfigurationError(
                f"Another sandbox uses the folder {self.folder}: close it, or give another folder."
            ) from error
        self._lock = lock
        weakref.finalize(self, lock.close)

    def release(self) -> None:
        """Unlock the folder for other sandboxes."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def has_room(self, size: int) -> bool:
        """Return True if contents of that size (bytes) can become rows.

        The database of a temporary sandbox is in memory, which large mailings must not fill.
        """
        return size <= MOST_IN_ROWS and (self.lasts or self._in_memory + size <= _MOST_IN_MEMORY)

    def new_folder(self) -> Path:
        """Create an empty, unique folder for an upload."""
        folder = self.folder / _INCOMING / uuid4().hex
        folder.mkdir(parents=True)
        return folder

    def keep(self, folder: Path) -> str:
        """Keep a filled folder, and return its name, from which `within` gives the path.

        If the sandbox is persistent, all bytes of the folder are on the disk when this returns.
        """
        if self.lasts:
            for path in folder.iterdir():
                _flush(path)
            _flush(folder)
        kept = self.folder / _KEPT / folder.name
        kept.parent.mkdir(exist_ok=True)
        folder.rename(kept)
        if self.lasts:
            _flush(kept.parent)
        return folder.name

    @contextmanager
    def kept(self, folder: Path | None, contents: Mapping[str, bytes]) -> Iterator[str]:
        """Keep contents unless the `with` block fails, and yield the name of their folder.

        Args:
            folder: The folder with the complete files; None if the contents are in memory.
            contents: Without a folder, the bytes by file name, for which there must be room.
        """
        if folder is None:
            with self._store_rows(contents) as name:
                yield name
            return
        name = self.keep(folder)
        try:
            yield name
        except BaseException:
            self.drop([name])
            raise

    @contextmanager
    def _store_rows(self, contents: Mapping[str, bytes]) -> Iterator[str]:
        name = uuid4().hex
        rows = [(name, file, content) for file, content in contents.items()]
        with self.store.transaction() as store:
            store.insert_all("INSERT INTO content (folder, file, data) VALUES (?, ?, ?)", rows)
            yield name
        with self._making:
            self._in_memory += sum(map(len, contents.values()))

    def keep_file(self, content: bytes) -> str:
        """Keep one content, and return its name."""
        if self.has_room(len(content)):
            with self.kept(None, {_FILE: content}) as name:
                return f"{name}/{_FILE}"
        folder = self.new_folder()
        folder.joinpath(_FILE).write_bytes(content)
        return f"{self.keep(folder)}/{_FILE}"

    def size(self, name: str) -> int:
        """Return the size of a stored content in bytes, 0 if it is gone."""
        folder, _, file = name.partition("/")
        query = "SELECT length(data) FROM content WHERE folder = ? AND file = ?"
        size: int | None = self.store.value(query, folder, file)
        if size is not None:
            return size
        path = self.folder / _KEPT / name
        return path.stat().st_size if path.exists() else 0

    def row(self, name: str) -> bytes | None:
        """Return the bytes of a content that is a row; None if the content is a file, or gone."""
        folder, _, file = name.partition("/")
        query = "SELECT data FROM content WHERE folder = ? AND file = ?"
        data: bytes | None = self.store.value(query, folder, file)
        return data

    def read(self, name: str) -> bytes:
        """Return the bytes of a content.

        Raises:
            FileNotFoundError: The content is gone.
        """
        data = self.row(name)
        return self.folder.joinpath(_KEPT, name).read_bytes() if data is None else data

    def within(self, name: str) -> Path:
        """Return the path of a content's file, or of a copy if the content is a row."""
        data = self.row(name)
        if data is None:
            return self.folder / _KEPT / name
        return self.copy(name, data)

    def copy(self, name: str, data: bytes) -> Path:
        """Return the path of a file with other bytes made from a content; both are removed together."""
        path = self.folder / _SHOWN / f"{name}-copy"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(uuid4().hex)
            beside.write_bytes(data)
            beside.replace(path)
        return path

    def drop(self, names: Iterable[str]) -> None:
        """Remove kept folders; missing ones are ignored."""
        for name in names:
            query = "SELECT coalesce(sum(length(data)), 0) FROM content WHERE folder = ?"
            freed = int(self.store.value(query, name))
            if freed:
                self.store.change("DELETE FROM content WHERE folder = ?", name)
                with self._making:
                    self._in_memory -= freed
            if self._folder is not None:
                for place in (_KEPT, _SHOWN):
                    shutil.rmtree(self._folder / place / name, ignore_errors=True)

    def clear(self) -> None:
        """Remove all stored contents; uploads in progress stay."""
        self.store.change("DELETE FROM content")
        with self._making:
            self._in_memory = 0
        if self._folder is not None:
            for place in (_KEPT, _SHOWN):
                shutil.rmtree(self._folder / place, ignore_errors=True)

    def sweep(self) -> None:
        """Remove files that an earlier, killed sandbox left in this folder without a row in the database."""
        if not self.lasts:
            return
        for passing in (_INCOMING, _SHOWN):
            shutil.rmtree(self.folder / passing, ignore_errors=True)
        known = {
            name.partition("/")[0]
            for (name,) in self.store.all(
                "SELECT folder FROM letter UNION ALL SELECT path FROM archived"
                " UNION ALL SELECT path FROM inbox_document UNION ALL SELECT path FROM shared_file"
            )
        }
        kept = self.folder / _KEPT
        self.drop([path.name for path in kept.iterdir() if path.name not in known] if kept.exists() else [])


def _flush(path: Path) -> None:
    """Have the system write a file or a folder to the disk."""
    descriptor = None
    with suppress(PermissionError):  # Windows opens no folders
        descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    if descriptor is not None:
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
