"""The end of a PDF: its trailer, and an update appended to it that keeps qpdf from changing the page tree."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from digipost.preflight.pdf.memory_bounds import Bounded

__all__ = ["Extended", "Trailer", "searched", "told"]

_HEADER_WITHIN = 1024  # bytes within which qpdf looks for the header
_END_WITHIN = 2048  # bytes within which PDFBox looks for `startxref`
_LARGEST_TABLE = 4 << 20  # bytes of a cross-reference table, some 200 000 objects
_LARGEST_TRAILER = 1 << 14  # bytes
_MOST_TRAILERS = 32  # consecutive updates of a file
_GENERATION = 7  # generation of the update's objects; references to missing objects have 0
_START = re.compile(rb"startxref\s*(\d{1,12})")
_TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_TABLES = re.compile(rb"(?<!start)xref\b|\d+\s+\d+\s+obj\b(?=[^>]{0,200}/XRef\b)")
_ROOT = re.compile(rb"/Root\s+(\d{1,8}\s+\d{1,5}\s+R)\b")
_ENCRYPT = re.compile(rb"/Encrypt(?:\s+(\d{1,8}\s+\d{1,5}\s+R)\b|\s*(<<))")
_SIZE = re.compile(rb"/Size\s+(\d{1,8})\b")
_SECTION = re.compile(rb"^\s*(\d{1,8})\s+(\d{1,8})\s*$", re.MULTILINE)
_INDEX = re.compile(rb"/Index\s*\[((?:\s*\d{1,8})*)\s*\]")
_BEFORE = re.compile(rb"/Prev\s+(\d{1,12})\b")
_OBJECT = re.compile(rb"\b(\d{1,8})\s+\d{1,5}\s+obj\b")


@attrs.frozen
class Trailer:
    """Facts of the file that the update needs.

    Attributes:
        root: The reference to the catalog.
        encrypt: The encryption dictionary or a reference to it, in the syntax of a trailer.
        size: A number above the numbers of all objects.
        start: The position of the last cross-reference table; None if the update cannot refer to one.
        offset: The position of the header; other positions are relative to it.
        is_lost: True if the file has no usable trailer.
    """

    root: bytes
    encrypt: bytes
    size: int
    start: int | None
    offset: int
    is_lost: bool = False


def told(stream: Bounded, length: int, most_searched: int) -> Trailer | None:
    """Return the trailer that the end of the file points to; None if the end does not point to one.

    If the end points to a wrong place, the nearest cross-reference table is used, as in PDFBox.

    Args:
        stream: The file.
        length: Its length in bytes.
        most_searched: The maximum size in bytes of a file that is searched for a table.
    """
    offset = _offset(stream)
    stream.seek(max(0, length - _END_WITHIN))
    found = [*_START.finditer(stream.read(_END_WITHIN))]
    if not found:
        return None
    start: int | None = int(found[-1][1])
    if not _TABLE.match(_at(stream, int(found[-1][1]) + offset, 64)):
        start = _nearest(stream, length, int(found[-1][1]), offset) if length <= most_searched else None
    return None if start is None else _read(stream, start, offset)


def _at(stream: Bounded, place: int, size: int) -> bytes:
    stream.seek(place)
    return stream.read(size)


def _nearest(stream: Bounded, length: int, wanted: int, offset: int) -> int | None:
    places = [each.start() - offset for each in _TABLES.finditer(_at(stream, 0, length))]
    return min(places, key=lambda each: abs(each - wanted), default=None)


def _read(stream: Bounded, start: int, offset: int) -> Trailer | None:
    """Read the trailer of a table; in an updated file, the catalog can be in an earlier trailer."""
    root = None
    texts: list[bytes] = []
    numbers = set[int]()
    place: int | None = start
    while place is not None and root is None and len(texts) < _MOST_TRAILERS:
        table, text = _text(stream, place + offset)
        texts.append(text)
        numbers |= _numbers(table, text)
        root = _ROOT.search(text)
        before = _BEFORE.search(text)
        place = int(before[1]) if before else None
    if root is None or not numbers:
        return None
    return Trailer(b" " + root[1], _encryption(b"".join(texts)), max(numbers), start, offset)


def _text(stream: Bounded, place: int) -> tuple[bytes, bytes]:
    """Return the table and its trailer; for a cross-reference stream, the table is empty."""
    head = _at(stream, place, _LARGEST_TRAILER)
    if head.lstrip()[:4] != b"xref":
        return b"", head.partition(b"stream")[0]
    if b"trailer" not in head:
        head += stream.read(_LARGEST_TABLE)
    table, _, text = head.partition(b"trailer")
    return table, text[:_LARGEST_TRAILER].partition(b"startxref")[0]


def _numbers(table: bytes, text: bytes) -> set[int]:
    """Return numbers above all object numbers: `/Size`, which can be too low, and the sections' ends."""
    index = _INDEX.search(text)
    listed = index[1].split() if index else []
    pairs = [*_SECTION.findall(table), *zip(listed[::2], listed[1::2], strict=False)]
    sizes = _SIZE.findall(text)[:1]
    return {int(size) for size in sizes} | {int(first) + int(count) for first, count in pairs}


def searched(stream: Bounded, length: int) -> Trailer:
    """Return the trailer found by searching a file whose end does not point to it."""
    offset = _offset(stream)
    data = _at(stream, 0, length)
    roots = _ROOT.findall(data)
    numbers = [int(each) for each in (*_OBJECT.findall(data), *_SIZE.findall(data))]
    root = b" " + roots[-1] if roots else b" null"
    most = max((each for each in numbers if each <= length), default=0)
    return Trailer(root, _encryption(data), most + 1, None, offset, is_lost=True)


def _offset(stream: Bounded) -> int:
    return max(0, _at(stream, 0, _HEADER_WITHIN).find(b"%PDF-"))


def _encryption(text: bytes) -> bytes:
    found = [*_ENCRYPT.finditer(text)]
    if not found:
        return b" null"
    # A dictionary in the trailer itself is never null, and its contents do not matter here.
    return b" " + found[-1][1] if found[-1][1] else b"<<>>"


class Extended(io.RawIOBase):
    """File with an update at its end, whose catalog has one empty page.

    The trailer of the update keeps the original catalog as `/Was`, and its encryption as `/WasEncrypt`.
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
        """Return the requested number of bytes, or all remaining bytes."""
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
        # Without a table, qpdf must search the whole file for objects.
        return update + b"trailer\n<<%s>>\nstartxref\n0\n%%%%EOF\n" % words
    table = b"xref\n%d %d\n%s" % (trailer.size, len(objects), rows)
    return (
        update + table + b"trailer\n<<%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (words, trailer.start, start)
    )
