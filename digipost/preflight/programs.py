"""Font programs: whole enough for the validator's PDFBox, or damaged."""

from __future__ import annotations

import io
import struct
from functools import cache
from typing import TYPE_CHECKING

from digipost.preflight.pdf import missing_extra
from digipost.preflight.sfnt import tables

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["image_font", "is_whole"]

_NEEDED = ("head", "hhea", "maxp", "hmtx")
_OUTLINES = ("loca", "glyf")
_LEAST = {"head": 54, "hhea": 36, "maxp": 6}  # bytes that PDFBox reads of a table
_OPENTYPE = b"OTTO"


def is_whole(program: bytes, *, is_truetype: bool, is_type_1: bool) -> bool:
    """Return True if PDFBox can read a font program.

    Args:
        program: The program, decoded.
        is_truetype: PDFBox reads it with its reader of TrueType fonts.
        is_type_1: With that of Type 1 fonts; otherwise with that of compact fonts.
    """
    if is_truetype and not is_type_1:
        return _is_whole_truetype(program)
    return _opens(program)


def _is_whole_truetype(program: bytes) -> bool:
    """PDFBox needs some tables and FreeType, which pdfium draws with, needs fewer."""
    try:
        found = {
            tag: (start, length)
            for tag, (start, length) in tables(program).items()
            if start + length <= len(program) and (length or tag == "glyf")
        }
        needed = (*_NEEDED, *(("CFF ",) if "CFF " in found else _OUTLINES))
        if any(each not in found for each in needed):
            return False
        if any(found[tag][1] < least for tag, least in _LEAST.items()):
            return False
        (form,) = struct.unpack_from(">h", program, found["head"][0] + 50)
    except struct.error:
        return False
    return "CFF " in found or form in (0, 1)


def _opens(program: bytes) -> bool:
    """Return True if FreeType can open a font. A conclusion: PDFBox has readers of its own."""
    open_font = image_font().truetype
    try:
        open_font(io.BytesIO(program), size=10)
    except Exception:  # noqa: BLE001 - what Pillow makes of a damaged font is not documented
        return False
    return True


@cache
def image_font() -> ModuleType:
    """Return what opens fonts.

    Raises:
        ConfigurationError: Pillow is not installed.
    """
    try:
        from PIL import ImageFont  # noqa: PLC0415 - an extra; for printed documents
    except ImportError:
        raise missing_extra("Pillow") from None
    return ImageFont
