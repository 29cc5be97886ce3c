"""The amount of instructions on a page, counted before any code executes them.

A few kilobytes can expand to gigabytes, by compression and by forms that draw forms in turn. pdfium has no
timeout, so this library does not pass it pages that exceed any printable amount.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from digipost.preflight.pdf.filters import UnreadableError
from digipost.preflight.pdf.objects import (
    dictionary,
    entry,
    is_dictionary,
    is_stream,
    items_of,
    name_of,
    value,
)
from digipost.preflight.pdf.streams import TooMuchError, data_of, decoded, is_plain
from digipost.preflight.text.lexer import unescaped
from digipost.preflight.text.placement import DEEPEST_FORM

if TYPE_CHECKING:
    from digipost.preflight.pdf.page_tree import Page

__all__ = ["MOST_EFFORT", "Effort", "Efforts"]

MOST_EFFORT = 32 << 20
"""The maximum bytes of instructions of a page; a dense page has a hundredth of this."""

_DEEPEST_IN_PDFIUM = 20  # forms within forms
_MOST_KEPT = 4096  # objects with a cached effort
_MOST_DRAWN = 100_000  # forms that are read for a page
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_STRING = re.compile(rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\)", re.DOTALL)
# Numbers without digits, an operator that begins with I and is not ID, and an inline image. Each pattern
# begins with a characteristic byte, since searching for a byte is fast.
_ODD = tuple(
    re.compile(each)
    for each in (
        rb"\+(?![0-9.])",
        rb"\+\.(?![0-9])",
        rb"-\.(?![0-9])",
        rb"I(?!D)(?<![^\s\]>)]I)",
        rb"BI\b(?<![^\s\]>)]BI)",
    )
)
_MOVING = re.compile(rb"(?:cm|T[mdD])\b")
_OPERANDS = {b"cm": 6, b"Tm": 6, b"Td": 2, b"TD": 2}
_NUMERIC = re.compile(rb"[+-]?[0-9.]++")
_WIDEST = 120  # bytes of operands
_LEFT_OVER = (b"%", b"(", b")")  # comments, which can have any content, and strings with escapes or brackets


@attrs.frozen
class Effort:
    """Effort to draw a page.

    Attributes:
        size: Bytes of instructions, in which each form counts as often as it is drawn; above `MOST_EFFORT` if
            too many.
        is_plain: True if the instructions are well formed, so that pdfium and the validator execute them
            alike.
        is_whole: True if the instructions could be decoded completely.
    """

    size: int
    is_plain: bool
    is_whole: bool = True


_TOO_MUCH = Effort(MOST_EFFORT + 1, is_plain=False)


class Efforts:
    """Effort of the pages of a document. An object that several pages share is read once."""

    def __init__(self) -> None:
        self._known: dict[object, Effort] = {}
        self._left = 0

    def of(self, page: Page) -> Effort:
        """Return the effort of a page."""
        self._left = _MOST_DRAWN
        contents = value(page.body, "/Contents")
        streams = [contents] if is_stream(contents) else items_of(contents)
        parts, is_whole = [], True
        try:
            for each in streams:
                try:
                    part, is_intact = decoded(each)
                except UnreadableError:
                    is_whole = False
                else:
                    parts.append(part)
                    is_whole = is_whole and is_intact
            data = b"\n".join(parts)
            effort = self._of_instructions(data, page.resources, 0)
        except TooMuchError:
            return _TOO_MUCH
        is_clear = is_whole and effort.is_plain and all(map(is_plain, streams)) and _is_well_formed(data)
        is_clear = is_clear and self._has_plain_fonts(page.resources)
        return Effort(effort.size, is_clear, is_whole and effort.is_whole)

    def _of_instructions(self, data: bytes, resources: object, depth: int) -> Effort:
        size, is_clear, is_whole = len(data), True, True
        forms = dictionary(resources, "/XObject")
        for found in _DRAWN.finditer(data) if forms is not None else ():
            name = unescaped(found[1])
            is_clear = is_clear and name.isascii()
            form = entry(forms, name)
            if is_stream(form) and name_of(value(form, "/Subtype")) != "/Image":
                effort = self._of_form(form, resources, depth + 1)
                size += effort.size
                is_clear, is_whole = is_clear and effort.is_plain, is_whole and effort.is_whole
            if size > MOST_EFFORT:
                raise TooMuchError
        return Effort(size, is_clear, is_whole)

    def _of_form(self, form: object, resources: object, depth: int) -> Effort:
        self._left -= 1
        if self._left < 0:
            raise TooMuchError
        if depth > DEEPEST_FORM:
            return Effort(0, is_plain=False)
        own = dictionary(form, "/Resources")
        place = (form.objgen, depth) if own is not None else None  # type: ignore[attr-defined]
        if place is not None and place in self._known:
            return self._known[place]
        try:
            data = data_of(form)
        except UnreadableError:
            return Effort(0, is_plain=False)
        effort = self._of_instructions(data, own or resources, depth)
        is_whole = (
            effort.is_plain and is_plain(form) and depth <= _DEEPEST_IN_PDFIUM and _is_well_formed(data)
        )
        return self._keep(place, Effort(effort.size, is_whole))

    def _has_plain_fonts(self, resources: object) -> bool:
        """Return True if pdfium can draw the glyphs of all fonts; in some fonts, glyphs are small pages.

        pdfium does not find all fonts and forms whose names are not ASCII.
        """
        fonts = dictionary(resources, "/Font")
        return fonts is None or (
            all(map(str.isascii, fonts.keys()))
            and all(
                self._of_glyphs(each, resources).is_plain
                for each in fonts.as_dict().values()
                if is_dictionary(each)
            )
        )

    def _of_glyphs(self, font: object, resources: object) -> Effort:
        kind = name_of(value(font, "/Subtype"))
        if kind == "/Type0":
            return Effort(0, is_plain=value(font, "/Encoding") is not None)
        glyphs = dictionary(font, "/CharProcs")
        if glyphs is None or kind != "/Type3":
            return Effort(0, is_plain=True)
        place = font.objgen  # type: ignore[attr-defined]
        if place != (0, 0) and place in self._known:
            return self._known[place]
        own, size = dictionary(font, "/Resources") or resources, 0
        try:
            for glyph in glyphs.as_dict().values():
                size += self._of_instructions(data_of(glyph), own, 1).size
                if size > MOST_EFFORT:
                    break
        except (TooMuchError, UnreadableError):
            size = MOST_EFFORT + 1
        return self._keep(place, Effort(size, is_plain=size <= MOST_EFFORT))

    def _keep(self, place: object, effort: Effort) -> Effort:
        if place not in (None, (0, 0)):
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            self._known[place] = effort
        return effort


def _is_well_formed(data: bytes) -> bool:
    """Return True if the instructions have the same meaning for every PDF reader."""
    rest = _STRING.sub(b"", data) if b"(" in data else data
    return (
        rest.rfind(b"<") <= rest.rfind(b">")
        and rest.count(b"[") == rest.count(b"]")
        and not any(each in rest for each in _LEFT_OVER)
        and not any(each.search(rest) for each in _ODD)
        and _has_font(rest)
        and _has_operands(rest)
    )


def _has_font(rest: bytes) -> bool:
    """Return True if a font is set before text is shown: otherwise PDFBox alone uses a default font."""
    shown = min((place for each in (b"Tj", b"TJ") if (place := rest.find(each)) >= 0), default=-1)
    return shown < 0 or 0 <= rest.find(b"Tf") < shown


def _has_operands(rest: bytes) -> bool:
    """Return True if operators that move text have their operands; otherwise readers differ."""
    for found in _MOVING.finditer(rest):
        words = rest[max(0, found.start() - _WIDEST) : found.start()].split()
        needed = _OPERANDS[found[0]]
        if len(words) < needed or not all(map(_NUMERIC.fullmatch, words[-needed:])):
            return False
        if len(words) > needed and _NUMERIC.fullmatch(words[-needed - 1]):
            return False
    return True
