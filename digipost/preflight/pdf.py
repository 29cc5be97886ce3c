"""A PDF as pypdf sees it: in silence, within bounds, and without reading more than it has to."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Mapping
from contextlib import contextmanager
from functools import cache
from pkgutil import walk_packages
from typing import TYPE_CHECKING, BinaryIO, cast

from digipost.errors import ConfigurationError, DigipostError, EncryptionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import WriteableBuffer
    from pypdf import PdfReader

    from digipost.content import Content

__all__ = [
    "Attributes",
    "Bounded",
    "data_of",
    "dictionary",
    "list_of",
    "missing_extra",
    "number_of_pages",
    "opened",
    "pages",
    "reader_class",
    "resolved",
    "value",
]

_UNKNOWN = -1  # what Digipost's Java client says of a PDF that needs a password
_MOST_AT_ONCE = 128 << 20  # bytes of one object; who mends a broken PDF would read all of it, however large
_END_WITHIN = 1 << 16  # bytes; ours, as what may follow the end of a PDF is said nowhere
_MOST_NODES = 20_000  # of the tree of pages: what refers to itself never ends
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")  # ISO 32000-1, table 30
_reading = threading.local()

Attributes = Mapping[str, object]
"""What a page says of itself, and what it inherits; a value can be a reference to another object."""


class Bounded(io.RawIOBase):
    """A stream that refuses to hand out too much at once, and remembers why it could not be read.

    Attributes:
        error: What the content raised. pdfium asks through C, where an exception cannot pass.
        filled: How many bytes went into buffers, which is how pdfium asks.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.error: DigipostError | None = None
        self.filled = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """Likewise."""
        return True

    def tell(self) -> int:
        """Where it stands."""
        return self._stream.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go there."""
        return self._stream.seek(offset, whence)

    def read(self, size: int | None = -1, /) -> bytes:
        """So many bytes, or all that are left.

        Raises:
            ValueError: That would be too many.
        """
        wanted = _MOST_AT_ONCE + 1 if size is None or size < 0 else min(size, _MOST_AT_ONCE + 1)
        data = self._stream.read(wanted)
        if len(data) > _MOST_AT_ONCE:
            raise ValueError("more than is ever read at once")
        return data

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill a buffer; where that fails, `error` says why."""
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
        """Close it and the stream in it."""
        self._stream.close()
        super().close()


@contextmanager
def opened(content: Content) -> Iterator[PdfReader]:
    """A reader of the PDF. What a damaged PDF can raise there and inside is not documented, nor safe to show.

    Raises:
        ConfigurationError: pypdf is not installed.
        InvalidValueError: The content cannot be read any more.
    """
    reader = reader_class()
    with Bounded(content.open()) as stream, _silence():
        _look_for_end(stream, content.size)
        yield reader(cast("BinaryIO", stream))


def pages(reader: PdfReader) -> list[Attributes]:
    """The pages in order, each with what it inherits.

    Raises:
        ValueError: There are more than anybody prints, or the tree of pages refers to itself.
    """
    found: list[Attributes] = []
    waiting: list[tuple[object, Attributes]] = [(reader.root_object["/Pages"], {})]
    nodes = 0
    while waiting:
        node, inherited = waiting.pop()
        nodes += 1
        if nodes > _MOST_NODES:
            raise ValueError("too many pages")
        if not isinstance(node, dict):
            continue  # a page that is missing, which readers of PDFs pass over
        own = {**inherited, **{key: dict.__getitem__(node, key) for key in _INHERITED if key in node}}
        if "/Kids" not in node and value(node, "/Type") != "/Pages":
            found.append({**node, **own})
        else:
            following = [resolved(kid) for kid in list_of(node, "/Kids")]
            waiting += [(kid, own) for kid in reversed(following)]
    return found


def resolved(reference: object) -> object:
    """What a reference leads to, wherever in the file it stands; anything else is that already."""
    get_object = getattr(reference, "get_object", None)
    return reference if get_object is None else get_object()


def value(bearer: Attributes, key: str) -> object:
    """What a dictionary holds under a key, or None."""
    return resolved(bearer.get(key))


def dictionary(bearer: Attributes, key: str) -> Attributes:
    """Likewise, where that is a dictionary; an empty one where it is not."""
    found = value(bearer, key)
    return found if isinstance(found, dict) else {}


def data_of(stream: object) -> bytes:
    """The data of a stream, decoded; of anything else, none."""
    get_data = getattr(stream, "get_data", None)
    data = b"" if get_data is None else get_data()
    return data.encode("latin-1") if isinstance(data, str) else data


def list_of(bearer: Attributes, key: str) -> list[object]:
    """Likewise, where that is an array; an empty one where it is not."""
    found = value(bearer, key)
    return [*found] if isinstance(found, list) else []


def number_of_pages(content: Content) -> int:
    """The number of pages of a PDF; -1 where a password is needed to tell.

    Raises:
        ConfigurationError: pypdf is not installed.
        EncryptionError: It is not a PDF, or a damaged one.
        InvalidValueError: The content cannot be read any more.
    """
    try:
        with opened(content) as reader:
            if reader.is_encrypted and not reader.decrypt(""):
                return _UNKNOWN
            return len(pages(reader))
    except DigipostError:
        raise
    except Exception:  # noqa: BLE001 - what a damaged PDF can raise there is not documented
        # Its text could hold a piece of the document.
        problem = "a document to encrypt has the file type pdf, but cannot be read as a PDF: is it whole?"
        raise EncryptionError(problem) from None


def missing_extra(library: str) -> ConfigurationError:
    """The error for a library of the extra `print` that is not there."""
    return ConfigurationError(
        f"Looking into a PDF needs {library}, which is not installed: pip install digipost[print]"
    )


def _look_for_end(stream: Bounded, size: int) -> None:
    """Find what every PDF ends with, for which pypdf would search all of a large file, and slowly."""
    stream.seek(max(0, size - _END_WITHIN))
    if b"startxref" not in stream.read(_END_WITHIN):
        raise ValueError("no end")
    stream.seek(0)


@contextmanager
def _silence() -> Iterator[None]:
    before = getattr(_reading, "now", False)
    _reading.now = True
    try:
        yield
    finally:
        _reading.now = before


@cache
def reader_class() -> type[PdfReader]:
    """What reads PDFs, and keeps to itself what it meets there while `opened` is at work.

    Raises:
        ConfigurationError: pypdf is not installed.
    """
    try:
        import pypdf  # noqa: PLC0415 - for PDFs that are encrypted or printed alone
    except ImportError:
        raise missing_extra("pypdf") from None
    # It logs what it meets in a damaged document, which is nobody's business.
    for name in ("pypdf", *(module.name for module in walk_packages(pypdf.__path__, "pypdf."))):
        logging.getLogger(name).addFilter(lambda _: not getattr(_reading, "now", False))
    return pypdf.PdfReader
