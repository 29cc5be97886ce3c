"""The end of a PDF: its trailer, and an update after it that makes qpdf leave the page tree as it is."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from digipost.preflight.bounded import Bounded

__all__ = ["Extended", "Trailer", "searched", "told"]

_HEADER_WITHIN = 1024  # bytes, in which qpdf looks for the header
_END_WITHIN = 1 << 16  # bytes, in which `startxref` is looked for
_LARGEST_TABLE = 4 << 20  # bytes of a cross-reference table, some 200 000 objects
_LARGEST_TRAILER = 1 << 14  # bytes
_GENERATION = 7  # of our objects: a file that refers to objects which it lacks says 0
_START = re.compile(rb"startxref\s+(\d{1,12})")
_ROOT = re.compile(rb"/Root\s+(\d{1,8})\s+(\d{1,5})\s+R\b")
_ENCRYPT = re.compile(rb"/Encrypt(?:\s+(\d{1,8}\s+\d{1,5}\s+R)\b|\s*(<<))")
_SIZE = re.compile(rb"/Size\s+(\d{1,8})\b")
_OBJECT = re.compile(rb"\b(\d{1,8})\s+\d{1,5}\s+obj\b")


@attrs.frozen
class Trailer:
    """What the update has to know of the file.

    Attributes:
        root: The reference to the catalog.
        encrypt: The encryption dictionary or a reference to it, as it is written in a trailer.
        size: A number above those of all objects.
        start: The position of the last cross-reference table; None where there is none to build on.
        offset: The position of the header, from which positions count.
        is_lost: The file has no usable trailer.
    """

    root: bytes
    encrypt: bytes
    size: int
    start: int | None
    offset: int
    is_lost: bool = False


def told(stream: Bounded, length: int) -> Trailer | None:
    """Return the trailer to which the end of the file points; None if it does not."""
    offset = _offset(stream)
    stream.seek(max(0, length - _END_WITHIN))
    found = [*_START.finditer(stream.read(_END_WITHIN))]
    if not found:
        return None
    start = int(found[-1][1])
    stream.seek(min(start + offset, length))
    head = stream.read(_LARGEST_TRAILER)
    if head.lstrip()[:4] == b"xref" and b"trailer" not in head:
        head += stream.read(_LARGEST_TABLE)
    _, keyword, after = head.partition(b"trailer")
    text = (after if keyword else head)[:_LARGEST_TRAILER]
    text = text.partition(b"startxref" if keyword else b"stream")[0]
    root, size = _ROOT.search(text), _SIZE.search(text)
    if root is None or size is None:
        return None
    return Trailer(root[0].partition(b"/Root")[2], _encryption(text), int(size[1]), start, offset)


def searched(stream: Bounded, length: int) -> Trailer:
    """Return what can be found of a trailer in a file whose end does not tell where it is."""
    offset = _offset(stream)
    stream.seek(0)
    data = stream.read(length)
    roots = _ROOT.findall(data)
    numbers = [int(each) for each in (*_OBJECT.findall(data), *_SIZE.findall(data))]
    root = b" %s %s R" % roots[-1] if roots else b" null"
    most = max((each for each in numbers if each <= length), default=0)
    return Trailer(root, _encryption(data), most + 1, None, offset, is_lost=True)


def _offset(stream: Bounded) -> int:
    stream.seek(0)
    return max(0, stream.read(_HEADER_WITHIN).find(b"%PDF-"))


def _encryption(text: bytes) -> bytes:
    found = [*_ENCRYPT.finditer(text)]
    if not found:
        return b" null"
    # A dictionary in the trailer itself is never null, and its contents do not matter here.
    return b" " + found[-1][1] if found[-1][1] else b"<<>>"


class Extended(io.RawIOBase):
    """A file with an update at its end, whose catalog has one empty page.

    The trailer of the update has the original catalog as `/Was`, and its encryption as `/WasEncrypt`.
    """

    def __init__(self, stream: Bounded, length: int, trailer: Trailer) -> None:
        self._stream, self._length, self._update = stream, length, _update(length, trailer)
        self._place = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the position."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a position."""
        whole = self._length + len(self._update)
        self._place = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: whole}[whence])
        return self._place

    def read(self, size: int | None = -1, /) -> bytes:
        """Return so many bytes, or all that are left."""
        whole = self._length + len(self._update)
        wanted = whole - self._place if size is None or size < 0 else min(size, whole - self._place)
        if wanted <= 0:
            return b""
        data = b""
        if self._place < self._length:
            self._stream.seek(self._place)
            data = self._stream.read(min(wanted, self._length - self._place))
        if len(data) < wanted and self._place + len(data) >= self._length:
            begin = self._place + len(data) - self._length
            data += self._update[begin : begin + wanted - len(data)]
        self._place += len(data)
        return data

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill a buffer."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _update(length: int, trailer: Trailer) -> bytes:
    catalog, pages, page = (b"%d %d" % (trailer.size + each, _GENERATION) for each in range(3))
    objects = (
        b"%s obj\n<</Type/Catalog/Pages %s R>>\nendobj\n" % (catalog, pages),
        b"%s obj\n<</Type/Pages/Count 1/Kids[%s R]>>\nendobj\n" % (pages, page),
        b"%s obj\n<</Type/Page/Parent %s R/MediaBox[0 0 9 9]/Resources<<>>>>\nendobj\n" % (page, pages),
    )
    update, rows = b"\n", b""
    for each in objects:
        rows += b"%010d %05d n \n" % (length + len(update) - trailer.offset, _GENERATION)
        update += each
    start = length + len(update) - trailer.offset
    words = b"/Size %d/Root %s R/Was%s/WasEncrypt%s" % (
        trailer.size + len(objects),
        catalog,
        trailer.root,
        trailer.encrypt,
    )
    if trailer.start is None:
        # Without a table qpdf searches the whole file for objects, as it has to.
        return update + b"trailer\n<<%s>>\n" % words
    table = b"xref\n%d %d\n%s" % (trailer.size, len(objects), rows)
    return (
        update + table + b"trailer\n<<%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (words, trailer.start, start)
    )
