"""Check of font programs: readable for the validator's PDFBox, or damaged."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from digipost.preflight.pdf.objects import missing_extra
from digipost.preflight.text.truetype import is_whole_truetype

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["image_font", "is_whole"]

_TYPE_1 = (b"%!", b"\x80")  # the first bytes of a font as text, and of a font in segments
# The segments of a Type 1 font (Adobe Technical Note 5040): marker, kind, 4 bytes of length, data.
_SEGMENT, _KINDS, _END = 0x80, (1, 2), 3
_SHORTEST = 18  # bytes below which FontBox does not look for segments
_NOT_COMPACT = (b"\x00\x01\x00\x00", b"ttcf")  # PDFBox does not accept it where a compact font is expected


def is_whole(program: bytes, kind: str) -> bool:
    """Return True if PDFBox can read a font program.

    Here, FreeType reads Type 1 and compact fonts; in the validator, PDFBox's own readers do. We infer
    that their results agree.

    Args:
        program: The program, decoded.
        kind: The key of the program in the PDF: `/FontFile2` for TrueType fonts, `/FontFile3` for compact
            fonts, `/FontFile` for Type 1 fonts; any other for compact and TrueType fonts.
    """
    if kind == "/FontFile2":
        return is_whole_truetype(program)
    if kind == "/FontFile":
        return program.startswith(_TYPE_1) and _has_whole_segments(program) and _opens(program)
    if kind == "/FontFile3" and program.startswith(_NOT_COMPACT):
        return False
    return not program or _opens(program)


def _has_whole_segments(program: bytes) -> bool:
    """Return True if FontBox finds a Type 1 font's segments; True also for a font without segments."""
    if program[0] != _SEGMENT:
        return True
    if len(program) < _SHORTEST:
        return False
    place, last = 0, len(program) - 1
    while place <= last and program[place] == _SEGMENT and place < last:
        kind = program[place + 1]
        if kind == _END:
            return True
        if kind not in _KINDS:
            return False
        place += 6 + int.from_bytes(program[place + 2 : place + 6], "little")
    return place == len(program)


def _opens(program: bytes) -> bool:
    open_font = image_font().truetype
    try:
        open_font(io.BytesIO(program), size=10)
    except Exception:  # noqa: BLE001 - Pillow's errors for a damaged font are not documented
        return False
    return True


@cache
def image_font() -> ModuleType:
    """Return the module of Pillow that opens fonts.

    Raises:
        ConfigurationError: Pillow is not installed.
    """
    try:
        from PIL import ImageFont  # noqa: PLC0415 - an extra; for printed documents
    except ImportError:
        raise missing_extra("Pillow") from None
    return ImageFont
