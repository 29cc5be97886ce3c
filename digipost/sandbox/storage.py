"""The folder of a sandbox: its database, and the files of what it has received."""

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
from digipost.sandbox.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Storage"]

_INCOMING, _KEPT = "incoming", "documents"


class Storage:
    """A folder of the sandbox's own. A temporary one is gone when nothing refers to this object any more.

    What is received goes to a folder of its own below `incoming`, and then, complete and on the disk, below
    `documents`; the database comes to know of it last. So whatever is below `documents` without being in the
    database was never acknowledged.

    Args:
        path: The folder, which is made where there is none; None for a temporary one.

    Attributes:
        store: The database.
        lasts: Whether it is there for another sandbox after this one.

    Raises:
        ConfigurationError: The folder cannot be used, or another sandbox uses it.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.lasts = path is not None
        self._folder: Path | None = None
        self._making = Lock()
        self._lock: sqlite3.Connection | None = None
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
        """Keep other sandboxes away from the folder, also those of other programs, until `release`.

        Raises:
            ConfigurationError: One uses it.
        """
        if not self.lasts or self._lock is not None:
            return
        # A lock that every system has, and that goes with its process, however that ends.
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
        """Let other sandboxes use the folder."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def new_folder(self) -> Path:
        """An empty folder that nobody else gets, for what is coming in."""
        folder = self.folder / _INCOMING / uuid4().hex
        folder.mkdir(parents=True)
        return folder

    def keep(self, folder: Path) -> str:
        """Let a folder that was filled stay, and return its name; `within` knows where it is.

        Where the sandbox lasts, all its bytes are on the disk when this returns.
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
    def kept(self, folder: Path) -> Iterator[str]:
        """The name of a folder that stays (see `keep`), unless what is done inside fails."""
        name = self.keep(folder)
        try:
            yield name
        except BaseException:
            self.drop([name])
            raise

    def keep_file(self, content: bytes) -> str:
        """Write a file that stays, and return its name."""
        folder = self.new_folder()
        folder.joinpath("content").write_bytes(content)
        return f"{self.keep(folder)}/content"

    def within(self, name: str) -> Path:
        """Where something is that was kept."""
        return self.folder / _KEPT / name

    def name_of(self, path: Path) -> str:
        """The name of a path that `within` has given."""
        return path.relative_to(self.folder / _KEPT).as_posix()

    def drop(self, names: Iterable[str]) -> None:
        """Remove folders that were kept, whether they are there or not."""
        for name in names:
            shutil.rmtree(self.folder / _KEPT / name, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what was coming in, or not yet known, when a sandbox in this folder was killed."""
        if not self.lasts:
            return
        shutil.rmtree(self.folder / _INCOMING, ignore_errors=True)
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
