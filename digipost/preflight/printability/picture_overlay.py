"""The overlay on the picture of a page: the barcode zone, the text in it, and the outline of A4."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import attrs
from PIL import Image, ImageDraw, ImageFont

from digipost.preflight.report import Box, Verdict

if TYPE_CHECKING:
    from digipost.base.print_checks import PrintChecks
    from digipost.preflight.printability.sheets import Sheet
    from digipost.preflight.report import Finding

__all__ = ["FREE", "TAKEN", "Colour", "Font", "font", "marked", "wrapped"]

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
"""A font of Pillow."""


class Colour(NamedTuple):
    """Colours of a line, and of the area inside it."""

    line: tuple[int, int, int, int]
    fill: tuple[int, int, int, int]


FREE = Colour((24, 128, 82, 255), (46, 174, 117, 44))
TAKEN = Colour((200, 38, 44, 255), (229, 72, 77, 52))
_UNKNOWN = Colour((176, 122, 20, 255), (226, 165, 46, 44))
_WHOLE = Colour((90, 102, 120, 255), (0, 0, 0, 0))
_PIECES = re.compile(r"[^\s_]*(?:_+|\s+|$)")
_AROUND = 0.6  # mm between a text and its frame
_SMALL, _TEXT = 3.2, 3.8  # mm


@cache
def font(pixels: int) -> Font:
    """Return Pillow's own font, so that a picture looks the same on every machine."""
    return ImageFont.load_default(max(9, pixels))


def wrapped(text: str, width: float, words: Font) -> list[str]:
    """Split a text into lines of a width in pixels, between words or after an underscore, never in a word."""
    lines, line = [], ""
    for piece in _PIECES.findall(text):
        if line and words.getlength((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line else lines


def marked(
    page: Image.Image, sheet: Sheet, density: float, findings: tuple[Finding, ...], checks: PrintChecks
) -> Image.Image:
    """Return the picture of a page with its marks.

    Args:
        page: The picture of the page.
        sheet: The size and rotation of the page.
        density: The dots per millimetre of the picture.
        findings: The findings on the page.
        checks: The settings of the checks, which enable the check of the margin.
    """
    marks = _Marks(page.convert("RGBA"), density)
    at_fault = {each.verdict: each.boxes for each in findings}
    if checks.left_margin:
        texts = at_fault.get(Verdict.INSUFFICIENT_MARGIN_FOR_PRINT, ())
        is_unknown = Verdict.UNABLE_TO_VERIFY_SUITABLE_MARGIN_FOR_PRINT in at_fault
        marks.zone(sheet.zone(checks).box, TAKEN if texts else _UNKNOWN if is_unknown else FREE)
        for box in texts:
            marks.frame(box, TAKEN)
    if Verdict.UNSUPPORTED_DIMENSIONS in at_fault:
        width, height = sheet.size_mm
        marks.dashed(Box(0, 0, *((297, 210) if width > height else (210, 297))), _WHOLE, "A4")
        marks.frame(sheet.box, TAKEN, around=0)
    return marks.image


@attrs.define
class _Marks:
    image: Image.Image
    density: float

    def zone(self, box: Box, colour: Colour) -> None:
        """Draw the barcode zone. Only a free zone gets a label, since a label hides letters."""
        left, top, right, bottom = corners = self._corners(box)
        layer = Image.new("RGBA", self.image.size)
        ImageDraw.Draw(layer).rectangle(
            corners, fill=colour.fill, outline=colour.line, width=self._pixels(0.3)
        )
        self.image.alpha_composite(layer)
        if colour is not FREE:
            return
        text = Image.new("RGBA", (round(max(right - left, bottom - top)), self._pixels(_TEXT * 1.6)))
        middle = (text.width / 2, text.height / 2)
        words = font(self._pixels(_TEXT))
        ImageDraw.Draw(text).text(middle, "barcode: no text here", fill=colour.line, font=words, anchor="mm")
        if bottom - top > right - left:
            text = text.rotate(90, expand=True)
        place = (left + right - text.width) / 2, (top + bottom - text.height) / 2
        self.image.alpha_composite(text, (max(0, round(place[0])), max(0, round(place[1]))))

    def frame(self, box: Box, colour: Colour, *, around: float = _AROUND) -> None:
        """Draw a frame around a box."""
        wider = Box(box.left - around, box.top - around, box.width + 2 * around, box.height + 2 * around)
        ImageDraw.Draw(self.image).rectangle(
            self._corners(wider), outline=colour.line, width=self._pixels(0.5)
        )

    def dashed(self, box: Box, colour: Colour, name: str) -> None:
        """Draw a dashed frame, with a name in its lower right corner."""
        draw, (left, top, right, bottom) = ImageDraw.Draw(self.image), self._corners(box)
        dash = max(4, self._pixels(3))
        for x in range(0, int(right), 2 * dash):
            for edge in (top, bottom):
                draw.line((x, edge, min(x + dash, right), edge), fill=colour.line, width=self._pixels(0.3))
        for y in range(0, int(bottom), 2 * dash):
            for edge in (left, right):
                draw.line((edge, y, edge, min(y + dash, bottom)), fill=colour.line, width=self._pixels(0.3))
        corner = (min(right, self.image.width) - dash, min(bottom, self.image.height) - dash)
        draw.text(corner, name, fill=colour.line, font=font(self._pixels(_SMALL)), anchor="rs")

    def _corners(self, box: Box) -> tuple[float, float, float, float]:
        left, top = box.left * self.density, box.top * self.density
        right, bottom = left + box.width * self.density - 1, top + box.height * self.density - 1
        return left, top, max(left, right), max(top, bottom)

    def _pixels(self, millimetres: float) -> int:
        return max(1, round(millimetres * self.density))
