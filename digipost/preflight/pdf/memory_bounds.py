"""Limits on the cost of reading a PDF: bytes of one read, and memory in qpdf."""

from __future__ import annotations

import io
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from digipost.errors import DigipostError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from _typeshed import WriteableBuffer

__all__ = ["Bounded", "limited"]

_MOST_AT_ONCE = 128 << 20  # bytes
_MOST_UNPACKED = 64 << 20  # bytes of an object stream or cross-reference stream
_MOST_WARNINGS = 1000  # warnings of qpdf about one file; each is kept in memory
_LIMITS = {
    "flate_max_memory": _MOST_UNPACKED,
    "png_max_memory": _MOST_UNPACKED,
    "tiff_max_memory": _MOST_UNPACKED,
    "run_length_max_memory": _MOST_UNPACKED,
    "doc_max_warnings": _MOST_WARNINGS,
}


class _Limits:
    """Limits of qpdf for the whole process: set while a thread reads, and restored afterwards."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers = 0
        self._before: dict[str, int | bool] = {}

    def enter(self, library: ModuleType) -> None:
        with self._lock:
            if self._readers == 0:
                self._before = library.settings.set_qpdf_limits(**_LIMITS)
            self._readers += 1

    def leave(self, library: ModuleType) -> None:
        with self._lock:
            self._readers -= 1
            if self._readers == 0:
                library.settings.set_qpdf_limits(**self._before)


_limits = _Limits()


@contextmanager
def limited(library: ModuleType) -> Iterator[None]:
    """Limit the data that qpdf unpacks into memory while a file is read."""
    _limits.enter(library)
    try:
        yield
    finally:
        _limits.leave(library)


class Bounded(io.RawIOBase):
    """Stream that limits the bytes of one read, and keeps the error of a failed read.

    Attributes:
        error: The error of the content. qpdf and pdfium read through C++, which may lose an exception.
        filled: The number of bytes written to buffers; pdfium reads in this way.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.error: DigipostError | None = None
        self.filled = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the position."""
        return self._stream.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a position."""
        return self._stream.seek(offset, whence)

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the requested number of bytes, or all remaining bytes.

        Raises:
            ValueError: The read would return more bytes than the limit.
        """
        wanted = _MOST_AT_ONCE + 1 if size is None or size < 0 else min(size, _MOST_AT_ONCE + 1)
        try:
            data = self._stream.read(wanted)
        except DigipostError as error:
            self.error = error
            raise
        if len(data) > _MOST_AT_ONCE:
            raise ValueError("more than is ever read at once")
        return data

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill a buffer; on failure, `error` is set."""
        target = memoryview(buffer).cast("B")
        try:
            data = self._stream.read(len(target))
        except DigipostError as error:
            self.error = error
            return 0
        target[: len(data)] = data
        self.filled += len(data)
        return len(data)

    def close(self) -> None:
        """Close this stream and the wrapped stream."""
        self._stream.close()
        super().close()
