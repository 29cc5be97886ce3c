"""The characters of glyphs, by the table `cmap` of a TrueType font (OpenType 1.9), or by a glyph's name."""

from __future__ import annotations

import re
import struct

from digipost.preflight.text.sfnt import tables

__all__ = ["character_of", "unicode_characters"]

# Platform and encoding, in the order in which PDFBox looks for them.
_WANTED = ((0, 4), (3, 10), (0, 3), (3, 1), (3, 0))
_MOST = 70_000  # characters
_NUMBERED = re.compile(r"uni([0-9A-F]{4})|u([0-9A-F]{4,6})")
_BLANK_NAME = re.compile(r"space|spacehackarabic|control(?!DEL)[A-Z0-9]+")
# Names with the number of a glyph do not identify its character; Adobe's list has few such names.
_MEANINGLESS = re.compile(r"\.notdef|(?!afii|SF|H)[A-Za-z]{0,5}[0-9]+")


def character_of(name: str) -> str | None:
    """Return the character that a glyph is named after (Adobe Glyph List); None if there is none.

    Only blank characters matter here, so any other character counts as `x`.
    """
    name = name.partition(".")[0] or name
    if (number := _NUMBERED.fullmatch(name)) is not None:
        return chr(min(int(number[1] or number[2], 16), 0x10FFFF))
    if _BLANK_NAME.fullmatch(name):
        return " "
    return None if _MEANINGLESS.fullmatch(name) else "x"


def unicode_characters(program: bytes) -> dict[int, int]:
    """Return the first character of each glyph that has characters; an empty result for a damaged font."""
    try:
        start, length = tables(program)["cmap"]
        return _first(program[start : start + length])
    except (KeyError, struct.error, IndexError):
        return {}


def _first(table: bytes) -> dict[int, int]:
    (count,) = struct.unpack_from(">H", table, 2)
    places: dict[tuple[int, int], int] = {}
    for index in range(count):
        platform, encoding, place = struct.unpack_from(">HHI", table, 4 + 8 * index)
        places.setdefault((platform, encoding), place)
    if not places:
        return {}
    place = next((places[each] for each in _WANTED if each in places), next(iter(places.values())))
    glyphs: dict[int, int] = {}
    for character, glyph in _pairs(table[place:]):
        if glyph:
            glyphs[glyph] = min(character, glyphs.get(glyph, character))
        if len(glyphs) > _MOST:
            break
    return glyphs


def _pairs(table: bytes) -> list[tuple[int, int]]:
    (kind,) = struct.unpack_from(">H", table)
    if kind == 0:
        return [*enumerate(table[6:262])]
    if kind == 4:  # noqa: PLR2004 - segments with deltas
        return _segments(table)
    if kind == 6:  # noqa: PLR2004 - one dense range
        first, count = struct.unpack_from(">HH", table, 6)
        return [*enumerate(struct.unpack_from(f">{count}H", table, 10), first)]
    if kind == 12:  # noqa: PLR2004 - groups of 32 bits
        return _groups(table)
    return []


def _segments(table: bytes) -> list[tuple[int, int]]:
    (double,) = struct.unpack_from(">H", table, 6)
    count = double // 2
    last = struct.unpack_from(f">{count}H", table, 14)
    first = struct.unpack_from(f">{count}H", table, 16 + double)
    delta = struct.unpack_from(f">{count}H", table, 16 + 2 * double)
    offset = struct.unpack_from(f">{count}H", table, 16 + 3 * double)
    pairs: list[tuple[int, int]] = []
    for index in range(count):
        for character in range(first[index], min(last[index], 0xFFFE) + 1):
            glyph = character
            if offset[index]:
                place = 16 + 3 * double + 2 * index + offset[index] + 2 * (character - first[index])
                if place + 2 > len(table):
                    break
                (glyph,) = struct.unpack_from(">H", table, place)
                if glyph == 0:
                    continue
            pairs.append((character, (glyph + delta[index]) % 65536))
        if len(pairs) > _MOST:
            break
    return pairs


def _groups(table: bytes) -> list[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", table, 12)
    pairs: list[tuple[int, int]] = []
    for index in range(min(count, _MOST)):
        first, last, glyph = struct.unpack_from(">III", table, 16 + 12 * index)
        pairs += [(each, glyph + each - first) for each in range(first, min(last, first + _MOST) + 1)]
        if len(pairs) > _MOST:
            break
    return pairs
