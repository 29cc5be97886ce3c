"""Pictures of the pages of PDFs, drawn by another process when a client requests them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import weakref
from importlib.resources import as_file, files
from pathlib import Path
from threading import Lock
from typing import Self

import attrs

__all__ = ["Page", "PageImages", "Pages"]

_PROGRAM = files("digipost.sandbox.pages") / "pdf_renderer.py"
_MOST_PAGES = 20
_MOST_BYTES = 50_000_000
_SECONDS = 30


@attrs.frozen
class Page:
    """The picture of a page.

    Attributes:
        picture: A PNG file.
        width: The width of the page in millimetres.
        height: The height of the page in millimetres.
    """

    picture: Path = attrs.field(repr=False)
    width: float
    height: float

    @property
    def is_landscape(self) -> bool:
        """Return True if the page is wider than high."""
        return self.width > self.height


@attrs.frozen
class Pages:
    """The pages of one PDF.

    Attributes:
        count: The number of pages.
        drawn: The first pages, at most twenty.
    """

    count: int
    drawn: tuple[Page, ...]


class PageImages:
    """A cache of pictures: it draws each PDF once, and keeps the pictures in a folder until it is closed."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="digipost-sandbox-page-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)  # if the caller never closes
        self._lock = Lock()
        self._one_at_a_time = Lock()
        self._pages: dict[Path, Pages | None] = {}
        self._running: subprocess.Popen[bytes] | None = None
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop drawing, and remove the pictures."""
        with self._lock:
            self._is_closed = True
            if self._running is not None:
                self._running.kill()
        with self._one_at_a_time:
            shutil.rmtree(self._folder, ignore_errors=True)

    def of(self, source: Path) -> Pages | None:
        """Return the pages of a PDF; None for a file that is not a PDF, or is too large or hard to draw."""
        with self._one_at_a_time:
            if source not in self._pages:
                self._pages[source] = self._drawn(source)
            return self._pages[source]

    def _drawn(self, source: Path) -> Pages | None:
        if not source.exists() or source.stat().st_size > _MOST_BYTES:
            return None
        folder = self._folder / str(len(self._pages) + 1)
        folder.mkdir()
        if not self._draw(source, folder):
            return None
        told = json.loads((folder / "pages.json").read_text(encoding="ascii"))
        drawn = (
            Page(folder / f"{number}.png", width, height)
            for number, (width, height) in enumerate(told["sizes"], 1)
        )
        return Pages(told["count"], tuple(drawn))

    def _draw(self, source: Path, folder: Path) -> bool:
        if getattr(sys, "frozen", False):
            return False  # a program made by PyInstaller is no Python that could run another program
        with as_file(_PROGRAM) as program:  # a copy, if the package is in a zip file
            return self._run(program, source, folder)

    def _run(self, program: Path, source: Path, folder: Path) -> bool:
        command = [sys.executable, "-I", str(program), str(source), str(folder), str(_MOST_PAGES)]
        with self._lock:
            if self._is_closed:
                return False
            self._running = subprocess.Popen(  # noqa: S603 - our own program
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        try:
            return self._running.wait(_SECONDS) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            self._running.kill()
            self._running.wait()
            with self._lock:
                self._running = None
