"""Fonts for the placement of text: codes, widths, and blank codes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

import attrs

from digipost.preflight.pdf.filters import UnreadableError
from digipost.preflight.pdf.objects import (
    dictionary,
    is_dictionary,
    is_stream,
    list_of,
    name_of,
    number_of,
    text_of,
    value,
)
from digipost.preflight.pdf.pdfium import standard_width
from digipost.preflight.pdf.streams import MOST_DATA, TooMuchError, data_of
from digipost.preflight.text.characters import character_of, unicode_characters
from digipost.preflight.text.cmaps import CMap, UnicodeMap, is_predefined, read_cmap, read_unicode_map
from digipost.preflight.text.glyph_widths import MOST_WIDTHS, heights_of, widths_of
from digipost.preflight.text.strings import ContentError

if TYPE_CHECKING:
    from pikepdf import Object

__all__ = ["PARTS", "Lettering", "fallback", "lettering", "part_of"]

_MOST_MAP = 4 << 20  # bytes of a CMap
_BLANK = " "  # the only space, besides control characters, that Java's `trim` removes
_THOUSAND = 1000.0  # glyph units in a unit of text
_BLANK_IDENTIFIER = 1  # the identifier of the blank in each of Adobe's collections
_LAST_BLANK_GLYPH = 3  # usual TrueType fonts begin with the glyphs .notdef, null, return and space
_COLLECTIONS = {"GB1", "CNS1", "Japan1", "Korea1"}

PARTS = ("/CIDFontType0", "/CIDFontType2")
"""The kinds of fonts that a composite font can contain."""


class Lettering(Protocol):
    """Font for the placement of text."""

    @property
    def is_vertical(self) -> bool:
        """Return True if text runs downwards."""
        ...

    def codes(self, text: bytes) -> list[tuple[int, int]]:
        """Return the codes of a string, each with its length in bytes."""
        ...

    def advance(self, code: int) -> float:
        """Return the distance from this glyph to the next glyph, in units of text."""
        ...

    def position(self, code: int) -> tuple[float, float]:
        """Return the shift from the origin of vertical text to the origin of the glyph, in units of text."""
        ...

    def is_text(self, code: int) -> bool:
        """Return True if the validator treats the code as a non-blank character."""
        ...


@attrs.frozen
class _Simple:
    widths: dict[int, float]
    missing: float | None
    standard: str
    scale: float
    unicode: UnicodeMap | None
    names: dict[int, str]
    has_encoding: bool = False
    is_vertical: bool = False

    def codes(self, text: bytes) -> list[tuple[int, int]]:
        return [(each, 1) for each in text]

    def advance(self, code: int) -> float:
        width = self.widths.get(code, self.missing)
        if width is None:
            width = standard_width(self.standard, code)
        return width * self.scale

    def position(self, code: int) -> tuple[float, float]:  # noqa: ARG002 - required by the protocol
        return 0.0, 0.0

    def is_text(self, code: int) -> bool:
        text = self.unicode.text(code, is_simple=self.has_encoding) if self.unicode is not None else None
        if text is None and (name := self.names.get(code)) is not None:
            text = character_of(name)
        # PDFBox reads a code without a character as the character with that number.
        return _is_visible(chr(code) if text is None else text)


@attrs.frozen
class _Composite:
    cmap: CMap
    widths: dict[int, float]
    default: float
    heights: dict[int, tuple[float, float, float]]
    default_height: tuple[float, float]
    unicode: UnicodeMap | None
    characters: dict[int, int] | None
    glyphs: bytes | None
    is_collected: bool

    @property
    def is_vertical(self) -> bool:
        return self.cmap.is_vertical

    def codes(self, text: bytes) -> list[tuple[int, int]]:
        return self.cmap.codes(text)

    def advance(self, code: int) -> float:
        identifier = self.cmap.identifier(code)
        if self.is_vertical:
            return self.heights.get(identifier, (self.default_height[1], 0, 0))[0] / _THOUSAND
        return self.widths.get(identifier, self.default) / _THOUSAND

    def position(self, code: int) -> tuple[float, float]:
        identifier = self.cmap.identifier(code)
        across = self.widths.get(identifier, self.default) / 2
        _, x, y = self.heights.get(identifier, (0, across, self.default_height[0]))
        return -x / _THOUSAND, -y / _THOUSAND

    def is_text(self, code: int) -> bool:
        text = self.unicode.text(code) if self.unicode is not None else None
        if text is not None:
            return _is_visible(text)
        if self.characters is None:
            identifier = self.cmap.identifier(code)
            if self.is_collected:
                return code != ord(_BLANK) and identifier != _BLANK_IDENTIFIER
            return identifier > _LAST_BLANK_GLYPH
        # Without a map, PDFBox asks the font for the character of the glyph, and skips a glyph without a
        # character.
        character = self.characters.get(self._glyph(self.cmap.identifier(code)))
        return character is not None and character > ord(_BLANK)

    def _glyph(self, identifier: int) -> int:
        if self.glyphs is None:
            return identifier
        return int.from_bytes(self.glyphs[2 * identifier : 2 * identifier + 2], "big")


def _is_visible(text: str) -> bool:
    return any(each > _BLANK for each in text)


def lettering(font: object) -> Lettering:
    """Return the rules to place text in a font.

    Raises:
        ContentError: PDFBox cannot load the font.
    """
    if not is_dictionary(font):
        return fallback()
    kind = name_of(value(font, "/Subtype"))
    if kind in PARTS:
        raise ContentError("a part of a composite font stands alone")
    if kind == "/Type0":
        return _composite(font)
    return _simple(font, kind)


@cache
def fallback() -> Lettering:
    """Return the font for text that selects no font: Helvetica."""
    return _Simple({}, None, "Helvetica", 1 / _THOUSAND, None, {})


def _simple(font: object, kind: str) -> _Simple:
    descriptor = dictionary(font, "/FontDescriptor")
    first = number_of(value(font, "/FirstChar"))
    start = -1 if first is None else int(first)
    last = number_of(value(font, "/LastChar"))
    end = -1 if last is None else int(last)
    listed = list_of(font, "/Widths")[: max(0, min(end - start + 1, MOST_WIDTHS))] if start >= 0 else []
    widths = {start + index: number_of(each) or 0.0 for index, each in enumerate(listed)}
    missing: float | None = None
    if value(font, "/Widths") is not None or value(font, "/MissingWidth") is not None:
        missing = (number_of(value(descriptor, "/MissingWidth")) or 0.0) if descriptor is not None else None
    scale = 1 / _THOUSAND
    if kind == "/Type3":
        matrix = [number_of(each) or 0.0 for each in list_of(font, "/FontMatrix")]
        scale = matrix[0] if len(matrix) == 6 else scale  # noqa: PLR2004 - numbers of a matrix
        missing = missing or 0.0
    name = name_of(value(font, "/BaseFont")).removeprefix("/")
    has_encoding = bool(name_of(value(font, "/Encoding")))
    return _Simple(widths, missing, name, scale, _unicode(font), _names(font), has_encoding)


def _names(font: object) -> dict[int, str]:
    """Return the names of glyphs in `/Differences`."""
    names: dict[int, str] = {}
    code = 0
    for each in list_of(value(font, "/Encoding"), "/Differences"):
        number = number_of(each)
        if number is not None:
            code = int(number)
        elif name := name_of(each).removeprefix("/"):
            names[code] = name
            code += 1
    return names


def part_of(font: object) -> Object | None:
    """Return the font that a composite font contains; None if it contains none."""
    part = next(iter(list_of(font, "/DescendantFonts")), None)
    is_part = is_dictionary(part) and name_of(value(part, "/Subtype")) in PARTS
    return cast("Object", part) if is_part else None


def _composite(font: object) -> _Composite:
    part = part_of(font)
    if part is None:
        raise ContentError("a composite font is made of nothing")
    default = number_of(value(part, "/DW"))
    heights = [number_of(each) or 0.0 for each in list_of(part, "/DW2")]
    glyphs = value(part, "/CIDToGIDMap")
    return _Composite(
        _cmap(value(font, "/Encoding")),
        widths_of(list_of(part, "/W")),
        1000.0 if default is None else default,
        heights_of(list_of(part, "/W2")),
        (heights[0], heights[1]) if len(heights) > 1 else (880.0, -1000.0),
        _unicode(font),
        _characters(part),
        _data(glyphs) if is_stream(glyphs) else None,
        _is_collected(part),
    )


def _cmap(encoding: object) -> CMap:
    if not is_stream(encoding) and not is_predefined(name_of(encoding)):
        raise ContentError("a composite font without encoding, or with an unknown one")
    if name := name_of(encoding):
        return CMap(is_vertical=name.endswith("V"))
    is_vertical = number_of(value(encoding, "/WMode")) == 1
    return read_cmap(_data(encoding), is_vertical=is_vertical)


def _characters(part: object) -> dict[int, int] | None:
    """Return the character of each glyph according to the font itself; None if the font does not contain it.

    PDFBox has the characters of Adobe's collections; for another TrueType font it reads the font's own table.
    We infer that, for a font that is not embedded, PDFBox reads a font of its own machine, which has
    characters.
    """
    if _is_collected(part):
        return None
    if name_of(value(part, "/Subtype")) != "/CIDFontType2":
        return {}
    program = value(dictionary(part, "/FontDescriptor"), "/FontFile2")
    return unicode_characters(_data(program, MOST_DATA)) if is_stream(program) else None


def _is_collected(part: object) -> bool:
    """Return True if the codes of a font belong to one of Adobe's collections."""
    return text_of(value(dictionary(part, "/CIDSystemInfo"), "/Ordering")) in _COLLECTIONS


def _unicode(font: object) -> UnicodeMap | None:
    found = value(font, "/ToUnicode")
    if name_of(found).startswith("/Identity-"):
        return UnicodeMap({}, is_identity=True)
    return read_unicode_map(_data(found)) if is_stream(found) else None


def _data(stream: object, most: int = _MOST_MAP) -> bytes:
    try:
        return data_of(stream, most)
    except (TooMuchError, UnreadableError):
        return b""
