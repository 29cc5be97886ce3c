"""TrueType fonts: reads the parts that the validator's FontBox reads when it opens a font (OpenType 1.9).

FontBox trusts positions and counts more than the lengths of tables. It continues past the end of a table, and
gives up at the end of the font.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from digipost.preflight.text.sfnt import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_whole_truetype"]

_NEEDED = ("head", "hhea", "maxp", "hmtx")
_OUTLINES = ("loca", "glyf")
_SIZES = {"head": 54, "hhea": 36, "maxp": 6, "OS/2": 68}  # bytes that are always read
_NONE = 0xFFFF  # ends the segments of characters
_LAST_CHARACTER = 0x10FFFF
_SIXTEEN_BITS = 0x10000  # the count of 16-bit numbers
_MOST_NUMBERED = 0x7FFFFFFF  # the largest 32-bit integer of Java
_NAMED = 0x20000  # the version of a table `post` that numbers glyphs


def is_whole_truetype(program: bytes) -> bool:
    """Return True if FontBox can open a font."""
    try:
        found = {
            tag: place
            for tag, place in tables(program).items()
            if sum(place) <= len(program) and (place[1] or tag == "glyf")
        }
        _check(_Font(program, found))
    except (struct.error, _DamagedError):
        return False
    return True


class _DamagedError(Exception):
    """Error of a font that FontBox cannot open."""


class _Font:
    def __init__(self, program: bytes, found: dict[str, tuple[int, int]]) -> None:
        self.program, self.tables = program, found

    def numbers(self, form: str, tag: str, offset: int = 0) -> tuple[int, ...]:
        """Return numbers of a table; raise `struct.error` past the end of the font."""
        return struct.unpack_from(f">{form}", self.program, self.tables[tag][0] + offset)

    @property
    def glyphs(self) -> int:
        """Return the number of glyphs."""
        return self.numbers("H", "maxp", 4)[0]

    def has(self, tag: str, size: int, offset: int = 0) -> None:
        """Check that the font contains this number of bytes of a table."""
        if self.tables[tag][0] + offset + size > len(self.program):
            raise _DamagedError(tag)


def _check(font: _Font) -> None:
    is_compact = "CFF " in font.tables
    if any(each not in font.tables for each in (*_NEEDED, *(() if is_compact else _OUTLINES))):
        raise _DamagedError("a table is missing")
    for tag, size in _SIZES.items():
        if tag in font.tables:
            font.has(tag, size)
    (version,) = font.numbers("I", "maxp")
    if version >= 1 << 16:
        font.has("maxp", 32)
    (metrics,) = font.numbers("H", "hhea", 34)
    font.has("hmtx", 4 * metrics)
    if not is_compact:
        (form,) = font.numbers("h", "head", 50)
        if form not in (0, 1):
            raise _DamagedError("loca")
        font.has("loca", (font.glyphs + 1) * (4 if form else 2))
    _check_names(font)
    _check_characters(font)
    _check_post(font)


def _check_names(font: _Font) -> None:
    if "name" not in font.tables:
        return
    _, count, _ = font.numbers("HHH", "name")
    font.has("name", 12 * count, 6)
    for index in range(count):
        *_, length, offset = font.numbers("HHHHHH", "name", 6 + 12 * index)
        if offset <= font.tables["name"][1]:
            font.has("name", length, 6 + 12 * count + offset)


def _check_post(font: _Font) -> None:
    if "post" not in font.tables:
        return
    font.has("post", 32)
    (version,) = font.numbers("I", "post")
    # Without names at the end of the font, FontBox does not read the version.
    if version == _NAMED and font.tables["post"][0] + 32 < len(font.program):
        (count,) = font.numbers("H", "post", 32)
        font.has("post", 2 * count, 34)


def _check_characters(font: _Font) -> None:
    if "cmap" not in font.tables:
        return
    _, count = font.numbers("HH", "cmap")
    places = [font.numbers("HHI", "cmap", 4 + 8 * index)[2] for index in range(count)]
    for place in places:
        (form,) = font.numbers("H", "cmap", place)
        if form not in _FORMS:
            raise _DamagedError("cmap")
        size = _SHORT if form < 8 else _LONG  # noqa: PLR2004 - later forms have longer numbers
        font.has("cmap", size, place)
        if (check := _FORMS[form]) is not None:
            check(font, place + size)


def _check_segments(font: _Font, place: int) -> None:
    (double,) = font.numbers("H", "cmap", place)
    count = double // 2
    start = place + 8
    font.has("cmap", 8 * count + 2, start)
    last = font.numbers(f"{count}H", "cmap", start)
    first = font.numbers(f"{count}H", "cmap", start + 2 * count + 2)
    offsets = font.numbers(f"{count}H", "cmap", start + 6 * count + 2)
    for index, (begin, end, offset) in enumerate(zip(first, last, offsets, strict=True)):
        if offset and begin <= end and _NONE not in (begin, end):
            glyph = start + 6 * count + 2 + 2 * index + offset + 2 * (end - begin)
            font.has("cmap", 2, glyph)


def _check_dense(font: _Font, place: int) -> None:
    (count,) = font.numbers("H", "cmap", place + 2)
    font.has("cmap", 2 * count, place + 4)


def _check_mixed(font: _Font, place: int) -> None:
    """Check characters of 16 and 32 bits: a bit for each number of 16 bits, then the groups."""
    (count,) = font.numbers("I", "cmap", place + _SIXTEEN_BITS // 8)
    if count > _SIXTEEN_BITS:
        raise _DamagedError("cmap")
    glyphs = font.glyphs
    for index in range(count if glyphs else 0):
        first, last, glyph = font.numbers("III", "cmap", place + _SIXTEEN_BITS // 8 + 4 + 12 * index)
        if not first <= last < _SIXTEEN_BITS or glyph + last - first >= glyphs:
            raise _DamagedError("cmap")


def _check_range(font: _Font, place: int) -> None:
    first, count = font.numbers("II", "cmap", place)
    if count > _MOST_NUMBERED or first > _LAST_CHARACTER or not _is_character(first + count):
        raise _DamagedError("cmap")


def _check_groups(font: _Font, place: int) -> None:
    for _ in _groups(font, place):
        pass


def _check_shared(font: _Font, place: int) -> None:
    """Check groups of characters that have one glyph each; FontBox stops at the first unknown glyph."""
    for glyph in _groups(font, place, until_unknown=True):
        if glyph == font.glyphs:
            raise _DamagedError("cmap")


def _groups(font: _Font, place: int, *, until_unknown: bool = False) -> Iterator[int]:
    """Yield the glyph of each group of characters; FontBox reads none in a font without glyphs."""
    (count,) = font.numbers("I", "cmap", place)
    for index in range(count if font.glyphs else 0):
        first, last, glyph = font.numbers("III", "cmap", place + 4 + 12 * index)
        if until_unknown and glyph > font.glyphs:
            return
        if not _is_character(first) or not _is_character(last) or 0 < last < first:
            raise _DamagedError("cmap")
        yield glyph


def _is_character(number: int) -> bool:
    return number <= _LAST_CHARACTER and not 0xD800 <= number <= 0xDFFF  # noqa: PLR2004 - surrogates


_SHORT, _LONG = 6, 12  # bytes before the mapping itself
_FORMS = {
    0: lambda font, place: font.has("cmap", 256, place),
    2: None,
    4: _check_segments,
    6: _check_dense,
    8: _check_mixed,
    10: _check_range,
    12: _check_groups,
    13: _check_shared,
    14: None,
}
