"""Check for fonts that a printer cannot print: damaged, or neither embedded nor known to every printer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digipost.preflight.pdf.filters import UnreadableError
from digipost.preflight.pdf.objects import (
    dictionary,
    is_dictionary,
    is_stream,
    name_of,
    qpdf,
    text_of,
    value,
)
from digipost.preflight.pdf.streams import TooMuchError, data_of
from digipost.preflight.text.cmaps import is_predefined
from digipost.preflight.text.font_programs import is_whole
from digipost.preflight.text.text_fonts import PARTS, part_of

if TYPE_CHECKING:
    from digipost.preflight.pdf.page_tree import Page

__all__ = ["Fonts"]

_KNOWN = ("TIMES", "COURIER", "HELVETICA", "SYMBOL", "ZAPFDINGBATS", "ARIAL")
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
# The font programs that PDFBox reads for each kind of font, each with the kind that PDFBox assumes. Other
# programs only mark the font as embedded.
_READ = {
    "/TrueType": {"/FontFile2": "/FontFile2"},
    "/CIDFontType0": {"/FontFile3": "any"},
    "/CIDFontType2": dict.fromkeys(("/FontFile2", "/FontFile3", "/FontFile"), "/FontFile2"),
    "/Type3": {},
    "/Type1": {"/FontFile3": "/FontFile3", "/FontFile": "/FontFile"},
    "/MMType1": {"/FontFile3": "/FontFile3", "/FontFile": "/FontFile"},
}
_READ_OTHERWISE = {"/FontFile": "/FontFile"}
_IGNORED = re.compile(r"[-\s]")
_SHOWN = re.compile(r"[^ -~]")
_MOST_SHOWN = 60  # characters of a name
_MOST_KEPT = 1024  # fonts with a cached result


class Fonts:
    """Fonts of a document, each checked once."""

    def __init__(self) -> None:
        self._known: dict[object, str | None] = {}

    def unprintable(self, page: Page) -> list[str]:
        """Return descriptions of the fonts in a page's resources that the printer would lack.

        Fonts named only by a form or an annotation do not count, as in Digipost's validator. Unused fonts
        count too.

        Raises:
            ConfigurationError: Pillow is not installed.
            ValueError: A font entry is not a font, so the validator rejects the document as unreadable.
        """
        fonts = dictionary(page.resources, "/Font")
        described = [self._fault(each) for each in fonts.as_dict().values()] if fonts is not None else []
        return sorted({each for each in described if each is not None})

    def _fault(self, font: object) -> str | None:
        place = getattr(font, "objgen", (0, 0))
        if place == (0, 0):
            return _fault(font)
        if place not in self._known:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            self._known[place] = _fault(font)
        return self._known[place]


def _fault(font: object) -> str | None:
    if not is_dictionary(font):
        raise ValueError("a font resource is not a dictionary")
    kind = name_of(value(font, "/Subtype"))
    if kind in PARTS:
        raise ValueError("a part of a composite font stands alone")
    composite = kind == "/Type0"
    if composite and (name := name_of(value(font, "/Encoding"))) and not is_predefined(name):
        raise ValueError("a composite font has an unknown encoding")
    bearer = part_of(font) if composite else font
    if bearer is None:
        raise ValueError("a composite font is made of nothing")
    descriptor = dictionary(bearer, "/FontDescriptor")
    if descriptor is None:
        return None if composite else _unknown(font, "/Name" if kind == "/Type3" else "/BaseFont")
    programs = {each: found for each in _PROGRAMS if is_stream(found := value(descriptor, each))}
    if not programs:
        return _unknown(descriptor, "/FontName")
    wanted = _READ.get(name_of(value(bearer, "/Subtype")), _READ_OTHERWISE)
    read = next((each for each in wanted if each in programs), None)
    if read is None or _is_whole(programs[read], wanted[read]):
        return None
    return f"{_name(descriptor, '/FontName')} (damaged)"


def _unknown(bearer: object, key: str) -> str | None:
    """Return the name of a font that printers may lack; a font without a name counts as such."""
    plain = _IGNORED.sub("", _text(value(bearer, key))).upper()
    return None if any(each in plain for each in _KNOWN) else f"{_name(bearer, key)} (not embedded)"


def _name(bearer: object, key: str) -> str:
    return _SHOWN.sub("?", _text(value(bearer, key)))[:_MOST_SHOWN] or "a font without name"


def _text(thing: object) -> str:
    return text_of(thing).removeprefix("/" if isinstance(thing, qpdf().Name) else "")


def _is_whole(program: object, kind: str) -> bool:
    try:
        return is_whole(data_of(program), kind)
    except (TooMuchError, UnreadableError):
        return False
