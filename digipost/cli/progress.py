"""Progress bars for long operations, on a terminal only."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import attrs
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from digipost.archive_document import ArchiveDocument
from digipost.cli.output import as_json
from digipost.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from _typeshed import WriteableBuffer

    from digipost.content import Content

__all__ = ["watched"]

_D = TypeVar("_D", Document, ArchiveDocument)
_READINGS = 2  # once to hash, and once to send


@contextmanager
def watched(documents: Sequence[_D], doing: str) -> Iterator[list[_D]]:
    """Yield the documents, and show a progress bar while they are read: on a terminal, without `--json`."""
    console = Console(stderr=True)
    if as_json() or not console.is_terminal:
        yield list(documents)
        return
    total = _READINGS * sum(each.content.size for each in documents)
    with Progress(
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), console=console, transient=True
    ) as progress:
        task = progress.add_task(doing, total=total)

        def advance(size: int) -> None:
            # A retry reads the documents again.
            progress.advance(task, min(size, total - progress.tasks[0].completed))

        yield [attrs.evolve(each, content=_Watched(each.content, advance)) for each in documents]


@attrs.frozen(repr=False)
class _Watched:
    content: Content
    advance: Callable[[int], None]

    @property
    def size(self) -> int:
        return self.content.size

    @property
    def is_fixed(self) -> bool:
        return self.content.is_fixed

    def open(self) -> BinaryIO:
        return io.BufferedReader(_Reading(self.content.open(), self.advance), 1 << 16)


class _Reading(io.RawIOBase):
    def __init__(self, stream: BinaryIO, advance: Callable[[int], None]) -> None:
        self._stream = stream
        self._advance = advance

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._stream.seek(offset, whence)

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        target = memoryview(buffer).cast("B")
        data = self._stream.read(len(target))
        target[: len(data)] = data
        self._advance(len(data))
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()
