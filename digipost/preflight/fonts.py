"""Fonts that cannot be printed: neither embedded nor known to every printer, or damaged."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import TYPE_CHECKING

from digipost.preflight.pdf import data_of, dictionary, list_of, missing_extra, resolved, value

if TYPE_CHECKING:
    from types import ModuleType

    from digipost.preflight.pdf import Attributes

__all__ = ["image_font", "unprintable_fonts"]

_KNOWN = ("TIMES", "COURIER", "HELVETICA", "SYMBOL", "ZAPFDINGBATS", "ARIAL")
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_IGNORED = re.compile(r"[-\s]")
_SHOWN = re.compile(r"[^ -~]")
_MOST_SHOWN = 60  # characters of a name
_PARTS = ("/CIDFontType0", "/CIDFontType2")


def unprintable_fonts(page: Attributes) -> list[str]:
    """The fonts of a page's resources that its printer would lack, each described.

    Fonts that only a form or an annotation names do not count, as they do not for Digipost's validator; nor
    does it matter whether a font is used.

    Raises:
        ConfigurationError: Pillow is not installed.
        ValueError: A font is no font at all, so that the validator gives up on the document.
    """
    fonts = dictionary(dictionary(page, "/Resources"), "/Font")
    described = [_fault(resolved(each)) for each in fonts.values()]
    return sorted({each for each in described if each is not None})


def _fault(font: object) -> str | None:
    if not isinstance(font, dict):
        raise ValueError("a font resource is not a dictionary")  # noqa: TRY004 - the document is wrong
    kind = value(font, "/Subtype")
    if kind in _PARTS:
        raise ValueError("a part of a composite font stands alone")
    composite = kind == "/Type0"
    bearer = _descendant(font) if composite else font
    descriptor = dictionary(bearer, "/FontDescriptor")
    if not descriptor:
        return None if composite else _unknown(font, "/BaseFont")
    programs = [program for key in _PROGRAMS if (program := value(descriptor, key)) is not None]
    if not programs:
        return _unknown(descriptor, "/FontName")
    return None if _is_whole(programs[0]) else f"{_name(descriptor, '/FontName')} (damaged)"


def _descendant(font: Attributes) -> Attributes:
    found = next(map(resolved, list_of(font, "/DescendantFonts")), None)
    if not isinstance(found, dict) or value(found, "/Subtype") not in _PARTS:
        raise ValueError("a composite font is made of nothing")
    return found


def _unknown(bearer: Attributes, key: str) -> str | None:
    """The name, if no printer is known to have the font; a font without name is one of these."""
    name = value(bearer, key)
    plain = _IGNORED.sub("", str(name)).upper() if isinstance(name, str) else ""
    return None if any(each in plain for each in _KNOWN) else f"{_name(bearer, key)} (not embedded)"


def _name(bearer: Attributes, key: str) -> str:
    name = value(bearer, key)
    shown = _SHOWN.sub("?", str(name).removeprefix("/"))[:_MOST_SHOWN] if isinstance(name, str) else ""
    return shown or "a font without name"


def _is_whole(program: object) -> bool:
    """Whether FreeType can open it, which is a conclusion: the validator's PDFBox has a reader of its own."""
    open_font = image_font().truetype
    try:
        open_font(io.BytesIO(data_of(program)), size=10)
    except Exception:  # noqa: BLE001 - what a filter makes of damaged data is not documented
        return False
    return True


@cache
def image_font() -> ModuleType:
    """What opens fonts.

    Raises:
        ConfigurationError: Pillow is not installed.
    """
    try:
        from PIL import ImageFont  # noqa: PLC0415 - an extra; for who prints
    except ImportError:
        raise missing_extra("Pillow") from None
    return ImageFont
