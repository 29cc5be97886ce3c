"""Pages as sheets of paper: their size, the direction of text, and the place of the barcode."""

from __future__ import annotations

import ctypes
import math
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from digipost.preflight.pdf.objects import is_array, items_of, number_of
from digipost.preflight.report import Box

if TYPE_CHECKING:
    from digipost.base.print_checks import PrintChecks
    from digipost.preflight.pdf.page_tree import Page

__all__ = ["Sheet", "Zone"]

_POINTS = 72 / 25.4  # points in a millimetre
_A4 = (210, 297)  # mm
_LETTER = (
    0.0,
    0.0,
    612.0,
    792.0,
)  # points; the size that PDFBox, the validator's reader, assumes for a page without a box
_TURN = 90  # degrees

# The barcode on an upright page, in mm from the top left: printability-validator, class PdfValidator.
_BARCODE_TOP, _BARCODE_WIDTH, _BARCODE_HEIGHT = 95, 15, 80


@attrs.frozen
class Zone:
    """Zone where no text may begin, in points from the top left of the displayed page."""

    left: float
    top: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Return True if a point lies in the zone or on its left or upper edge; not on its other edges."""
        return self.left <= x < self.left + self.width and self.top <= y < self.top + self.height

    @property
    def box(self) -> Box:
        """Return the zone in millimetres."""
        return Box(*(round(each / _POINTS, 3) for each in (self.left, self.top, self.width, self.height)))


@attrs.frozen
class Sheet:
    """Printed part of a page: its crop box, in points, and its rotation for display.

    Attributes:
        left: The left edge of the crop box.
        bottom: The lower edge of the crop box.
        width: The width before rotation. The page's `/UserUnit` is ignored, as by the validator's reader.
        height: The height before rotation.
        rotation: The clockwise rotation in degrees: 0, 90, 180 or 270.
    """

    left: float
    bottom: float
    width: float
    height: float
    rotation: int = 0

    @classmethod
    def of(cls, page: Page) -> Sheet:
        """Return the sheet of a page. The default media box is US Letter; the crop box ends with it."""
        media = _rectangle(page, "/MediaBox") or _LETTER
        crop = _rectangle(page, "/CropBox") or media
        left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
        width, height = min(media[2], crop[2]) - left, min(media[3], crop[3]) - bottom
        return cls(left, bottom, _single(width), _single(height), _rotation(page))

    @property
    def size_mm(self) -> tuple[int, int]:
        """Return width and height in whole millimetres, with halves rounded up."""
        return math.floor(self.width / _POINTS + 0.5), math.floor(self.height / _POINTS + 0.5)

    @property
    def box(self) -> Box:
        """Return the whole displayed page as a box."""
        sides = (self.width, self.height) if self.rotation % 180 == 0 else (self.height, self.width)
        return Box(0.0, 0.0, *(round(each / _POINTS, 3) for each in sides))

    def fits(self, checks: PrintChecks) -> bool:
        """Return True if the sheet has the size of A4, upright or sideways, within the tolerances."""
        return self._is(_A4, checks) or self._is_sideways(checks)

    def zone(self, checks: PrintChecks) -> Zone:
        """Return the barcode zone: at the left edge, or for a sideways page at the lower edge.

        The page's own box decides if the page is sideways, but the zone is placed on the displayed page. So
        the two disagree for a page rotated by 90 degrees, in the validator and here.
        """
        if not self._is_sideways(checks):
            return Zone(0, _cut(_BARCODE_TOP), _cut(_BARCODE_WIDTH), _cut(_BARCODE_HEIGHT))
        top = _cut(self.size_mm[1] - _BARCODE_WIDTH)
        return Zone(_cut(_BARCODE_TOP), top, _cut(_BARCODE_HEIGHT), _cut(_BARCODE_WIDTH))

    def displayed(self, x: float, y: float) -> tuple[float, float]:
        """Convert the page's own coordinates to points from the top left corner of the displayed page."""
        x, y = _single(x - self.left), _single(y - self.bottom)
        match self.rotation:
            case 90:
                return y, x
            case 180:
                return _single(self.width - x), y
            case 270:
                return _single(self.height - y), _single(self.width - x)
        return x, _single(self.height - y)

    def displayed_box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Convert a rectangle of the page's own coordinates to a box on the displayed page in millimetres."""
        (x, y), (further, lower) = self.displayed(left, top), self.displayed(right, bottom)
        sides = (min(x, further), min(y, lower), abs(further - x), abs(lower - y))
        return Box(*(round(each / _POINTS, 3) for each in sides))

    def area(self, zone: Zone) -> tuple[float, float, float, float]:
        """Return the edges of a zone in the page's own coordinates: left, lower, right and upper."""
        across, down = (zone.left, zone.left + zone.width), (zone.top, zone.top + zone.height)
        if self.rotation % 180 == 0:
            xs = across if self.rotation == 0 else tuple(self.width - each for each in across)
            ys = down if self.rotation != 0 else tuple(self.height - each for each in down)
        else:
            xs = down if self.rotation == _TURN else tuple(self.width - each for each in down)
            ys = across if self.rotation == _TURN else tuple(self.height - each for each in across)
        return (self.left + min(xs), self.bottom + min(ys), self.left + max(xs), self.bottom + max(ys))

    def _is_sideways(self, checks: PrintChecks) -> bool:
        return self._is((_A4[1], _A4[0]), checks)

    def _is(self, sides: tuple[int, int], checks: PrintChecks) -> bool:
        return all(
            side - checks.negative_bleed_mm <= Decimal(own) <= side + checks.bleed_mm
            for own, side in zip(self.size_mm, sides, strict=True)
        )


def _single(number: float) -> float:
    """Round to single precision as the validator does: this matters for text that begins on an edge."""
    return ctypes.c_float(number).value


def _cut(millimetres: int) -> float:
    """Convert millimetres to points, cut to one decimal as the validator does."""
    return math.floor(millimetres * _POINTS * 10) / 10


def _rectangle(page: Page, key: str) -> tuple[float, float, float, float] | None:
    corners = page.attribute(key)
    if not is_array(corners):
        return None
    numbers = [number_of(each) for each in items_of(corners)[:4]]
    singles = [0.0 if each is None else _single(each) for each in numbers]
    if not all(map(math.isfinite, singles)):
        return None
    x, y, further, higher = (*singles, *[0.0] * (4 - len(singles)))
    return min(x, further), min(y, higher), max(x, further), max(y, higher)


def _rotation(page: Page) -> int:
    degrees = number_of(page.attribute("/Rotate"))
    if degrees is None or not math.isfinite(degrees) or int(degrees) % _TURN:
        return 0
    return int(degrees) % 360
