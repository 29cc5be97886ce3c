"""Sources of the bytes of a document: a path, bytes, or a binary file object.

The client reads a content several times: to hash the request, to send it, and again for each retry. So each
kind can be opened repeatedly, and each opening starts at the first byte. A document is never loaded into
memory as a whole, unless the caller gave bytes.

    >>> content = content_from_bytes(b"%PDF-1.7 ...")
    >>> content.size
    12
    >>> with content.open() as stream:
    ...     stream.read(4)
    b'%PDF'
"""

from __future__ import annotations

import io
import os
import re
import stat
import tempfile
import weakref
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, BinaryIO, Protocol

import attrs

from digipost.base.chunks import CHUNK_BYTES
from digipost.base.paths import named_path, path_problem
from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["Content", "content_from_bytes", "content_from_file", "content_from_path"]

_SPOOL_MEMORY = 1 << 20  # bytes kept in memory of a file object that cannot seek; the rest goes to disk
_GIVE_A_FILE = "Give the path of a file, or read it yourself and give the bytes"
_SHOWN_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}")  # too short for a name or a personal identification number


class Content(Protocol):
    """The bytes of one document, which the client can read repeatedly."""

    @property
    def size(self) -> int:
        """Length in bytes, at least 1."""
        ...

    @property
    def is_fixed(self) -> bool:
        """Return True if the content cannot change between two readings."""
        ...

    def open(self) -> BinaryIO:
        """Return a new stream that starts at the first byte; the caller closes it.

        Raises:
            InvalidValueError: The document cannot be read any more.
        """
        ...


@attrs.frozen(repr=False)
class _PathContent:
    path: str
    size: int
    field: str
    is_shown: bool
    is_fixed = False

    def open(self) -> BinaryIO:
        try:
            stream = open(self.path, "rb", opener=_open_without_waiting)  # noqa: SIM115 - the caller closes it
        except (OSError, ValueError) as error:
            raise InvalidValueError(
                self.field, path_problem(error, self.path, is_shown=self.is_shown)
            ) from None
        # The path of a regular file may have become a pipe or a device after the document was made.
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            stream.close()
            name = named_path(self.path, is_shown=self.is_shown)
            raise InvalidValueError(self.field, f"{name} no longer leads to a regular file. {_GIVE_A_FILE}")
        return stream

    def __repr__(self) -> str:
        suffix = PurePath(self.path).suffix
        kind = f"*{suffix}" if _SHOWN_SUFFIX.fullmatch(suffix) else "*"
        return f"<content of a file {kind}, {self.size} bytes>"


@attrs.frozen(repr=False)
class _BytesContent:
    data: bytes
    is_fixed = True

    @property
    def size(self) -> int:
        return len(self.data)

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data)  # shares the bytes, does not copy them

    def __repr__(self) -> str:
        return f"<content held in memory, {self.size} bytes>"


@attrs.frozen(repr=False)
class _FileContent:
    file: IO[bytes]
    start: int
    size: int
    field: str
    is_fixed = False

    def open(self) -> BinaryIO:
        return io.BufferedReader(_Window(self))

    def __repr__(self) -> str:
        return f"<content of a file object, {self.size} bytes>"


class _Window(io.RawIOBase):
    """A file object, read from its position when the document was made; closing it leaves the file open."""

    def __init__(self, content: _FileContent) -> None:
        self._content = content
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        origin = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._content.size}[whence]
        self._position = max(0, origin + offset)
        return self._position

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        target = memoryview(buffer).cast("B")
        content = self._content
        try:
            # The caller may have moved the position since the last reading.
            content.file.seek(content.start + self._position)
            data = content.file.read(len(target))
        except (OSError, ValueError) as error:
            raise InvalidValueError(content.field, _file_problem(error)) from None
        target[: len(data)] = data
        self._position += len(data)
        return len(data)


def content_from_path(
    path: str | os.PathLike[str], *, field: str = "Document.content", is_shown: bool = True
) -> Content:
    """Return the content of a regular file, read when it is sent.

    Args:
        path: The path of the file. An error shows the path with personal numbers masked, unless it may be a
            document's text. `repr` does not show it.
        field: The name of this argument in errors.
        is_shown: False for paths from a list of letters, whose errors go into reports.

    Raises:
        InvalidValueError: The file does not exist, cannot be read, or is empty. A directory, pipe, socket
            or device is refused too.
    """
    if path == "":
        raise InvalidValueError(field, "the path is empty. Give the path of a file")
    try:
        # PurePath refuses file descriptors and paths in bytes.
        name = path if type(path) is str else str(PurePath(path))
        status = os.stat(name)  # noqa: PTH116 - before opening, since opening a pipe waits for its writer
    except TypeError:
        raise _of_another_kind(field, "a path is a str or a Path", path) from None
    except (OSError, ValueError) as error:
        raise InvalidValueError(field, path_problem(error, path, is_shown=is_shown)) from None
    if not stat.S_ISREG(status.st_mode):
        kind = "a directory" if stat.S_ISDIR(status.st_mode) else "not a regular file (a pipe or device?)"
        shown = named_path(path, is_shown=is_shown)
        raise InvalidValueError(field, f"{shown} leads to something that is {kind}. {_GIVE_A_FILE}")
    size = _not_empty(status.st_size, field)
    content = _PathContent(os.path.abspath(name), size, field, is_shown)  # noqa: PTH100
    content.open().close()  # detect a missing permission now, not in the middle of a request
    return content


def content_from_bytes(data: bytes | bytearray | memoryview, *, field: str = "Document.content") -> Content:
    """Return the content of `data`; `bytes` are used directly, a mutable buffer is copied.

    Raises:
        InvalidValueError: `data` is empty, or text.
    """
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise _of_another_kind(field, "a document is bytes", data)
    held = bytes(data)  # the same object when it is bytes already
    _not_empty(len(held), field)
    return _BytesContent(held)


def content_from_file(file: BinaryIO, *, field: str = "Document.content") -> Content:
    """Return the content of a binary file object, from its position to its end.

    A file that can seek is read in place and must stay open until the document is sent; this library never
    closes it. A file that cannot seek (a pipe, a socket, a download) is read to its end at once, into a
    temporary file.

    Raises:
        InvalidValueError: The file is closed, in text mode, not readable, or has nothing left to read.
    """
    try:
        _refuse_text(file, field)
        return _in_place(file, field) if _can_seek(file) else _spooled(file, field)
    except InvalidValueError:  # it is a ValueError too
        raise
    except (OSError, ValueError) as error:
        raise InvalidValueError(field, _file_problem(error)) from None


def _of_another_kind(field: str, expectation: str, value: object) -> InvalidValueError:
    """Return the error for a value of another kind; the error names the right function for that kind."""
    match value:
        case os.PathLike():
            way = ". For a path there is from_path"
        case bytes() | bytearray() | memoryview():
            way = ". For bytes there is from_bytes"
        case str():
            way = ". Encode a text: text.encode('utf-8'); for a path there is from_path"
        case _ if callable(getattr(value, "read", None)):
            way = ". For a file object there is from_file"
        case _:
            way = ""
    return InvalidValueError(field, f"{expectation}, not {type(value).__name__}{way}")


def _can_seek(file: BinaryIO) -> bool:
    seekable = getattr(file, "seekable", None)
    return seekable is not None and bool(seekable())


def _in_place(file: BinaryIO, field: str) -> Content:
    start = file.tell()
    size = file.seek(0, os.SEEK_END) - start
    file.seek(start)
    return _FileContent(file, start, _not_empty(size, field), field)


def _spooled(file: BinaryIO, field: str) -> Content:
    spool = tempfile.SpooledTemporaryFile(_SPOOL_MEMORY)  # noqa: SIM115 - lives as long as its content
    try:
        content = _FileContent(spool, 0, _copy(file, spool, field), field)
    except BaseException:
        spool.close()
        raise
    weakref.finalize(content, spool.close)
    return content


def _copy(file: BinaryIO, spool: IO[bytes], field: str) -> int:
    chunk: bytes | None
    while chunk := file.read(CHUNK_BYTES):
        spool.write(chunk)
    if chunk is None:  # a non-blocking stream returns None instead of ending
        raise InvalidValueError(field, "the file object does not wait for its data. Set it to blocking")
    return _not_empty(spool.tell(), field)


def _refuse_text(file: BinaryIO, field: str) -> None:
    # Reading zero bytes also detects a file that is closed or was opened for writing.
    if isinstance(file, str | bytes | os.PathLike):
        raise _of_another_kind(field, "a file object is expected", file)
    if not callable(getattr(file, "read", None)) or isinstance(file.read(0), str):
        raise InvalidValueError(field, "a file object must give bytes. Open it with open(path, 'rb')")


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))


def _not_empty(size: int, field: str) -> int:
    if size <= 0:
        raise InvalidValueError(field, "the document is empty. Digipost needs at least one byte")
    return size


def _file_problem(error: OSError | ValueError) -> str:
    match error:
        case io.UnsupportedOperation():
            return "the file object cannot be read. Open it with open(path, 'rb')"
        case OSError():
            return f"the file object cannot be read ({error.strerror or type(error).__name__})"
    return "the file object is closed. Keep it open until the document is sent"
