"""Check of the barcode zone: finds pages with text in the zone, and pages where this is uncertain."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import attrs

from digipost.preflight.pdf.pdfium import opened_within
from digipost.preflight.pdf.streams import TooMuchError
from digipost.preflight.printability.instruction_count import MOST_EFFORT, Efforts
from digipost.preflight.text.placement import Letters, glyphs
from digipost.preflight.text.strings import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.base.print_checks import PrintChecks
    from digipost.content import Content
    from digipost.preflight.pdf.document import PdfFile
    from digipost.preflight.pdf.page_tree import Page
    from digipost.preflight.pdf.pdfium import PdfiumDocument
    from digipost.preflight.printability.sheets import Sheet
    from digipost.preflight.report import Box
    from digipost.preflight.text.placement import Glyph

__all__ = ["Margin", "margins"]

_MOST_EFFORT_IN_ALL = 8 * MOST_EFFORT
_MOST_FOLLOWED = 16 << 20  # bytes of a document's instructions that Python code follows
_ABOVE, _BELOW = 0.9, 0.22  # height of letters above and below the baseline, in sizes
_NEIGHBOURS = 3  # glyphs whose numbers differ by this have at most two blanks between them


@attrs.frozen
class Margin:
    """Barcode zone of a page.

    Attributes:
        boxes: The pieces of text with a glyph that begins in the zone.
        problem: The reason why the places of text are unknown; None if they are known.
        is_whole: True if the instructions of the page could be read from beginning to end.
    """

    boxes: tuple[Box, ...] = ()
    problem: str | None = None
    is_whole: bool = True


_FREE = Margin()
_DAMAGED = Margin(problem="the instructions of the page are damaged, so the validator stops reading them")
_LARGE = Margin(problem="the position of text on the page is unknown: it is far too large")


def margins(
    content: Content, file: PdfFile, pages: list[Page], sheets: list[Sheet], checks: PrintChecks
) -> Iterator[Margin]:
    """Yield the barcode zone with its content, page by page.

    pdfium quickly finds that no text is near the zone, as on most pages. If text is near, or the file or page
    is damaged, this module follows the instructions as the validator does.
    """
    efforts, following = Efforts(), _Following(checks)
    left = _MOST_EFFORT_IN_ALL
    with ExitStack() as stack:
        document = None if file.is_damaged else opened_within(stack, content)
        if document is not None and len(document) != len(pages):
            document = None
        for number, (page, sheet) in enumerate(zip(pages, sheets, strict=True)):
            effort = efforts.of(page)
            left -= effort.size
            if effort.size > MOST_EFFORT or left < 0:
                yield _LARGE
            elif (
                document is not None
                and effort.is_plain
                and not file.is_damaged
                and _is_free(document, number, sheet, checks)
            ):
                yield _FREE
            else:
                yield attrs.evolve(following.margin(page, sheet, effort.size), is_whole=effort.is_whole)


def _is_free(document: PdfiumDocument, number: int, sheet: Sheet, checks: PrintChecks) -> bool:
    try:
        return document.is_free(number, sheet.area(sheet.zone(checks)))
    except Exception:  # noqa: BLE001 - a page that pdfium cannot load
        return False


class _Following:
    """Search for text by the instructions of pages, with one limit for all pages of a document."""

    def __init__(self, checks: PrintChecks) -> None:
        self._checks, self._letters, self._left = checks, Letters(), _MOST_FOLLOWED

    def margin(self, page: Page, sheet: Sheet, size: int) -> Margin:
        """Return the barcode zone of a page with its content."""
        self._left -= size
        if self._left < 0:
            return _LARGE
        zone = sheet.zone(self._checks)
        try:
            inside = [
                each for each in glyphs(page, self._letters) if zone.holds(*sheet.displayed(each.x, each.y))
            ]
        except ContentError:
            return _DAMAGED
        except TooMuchError:
            return _LARGE
        return Margin(tuple(_pieces(inside, sheet))) if inside else _FREE


def _pieces(inside: list[Glyph], sheet: Sheet) -> Iterator[Box]:
    """Yield boxes around the glyphs in a zone; adjacent glyphs share a box."""
    last: int | None = None
    piece: Box | None = None
    for glyph in inside:
        box = _box(glyph, sheet)
        follows = last is not None and glyph.number - last <= _NEIGHBOURS
        last = glyph.number
        if piece is not None and follows and _are_neighbours(piece, box):
            piece = piece.around(box)
            continue
        if piece is not None:
            yield piece
        piece = box
    if piece is not None:
        yield piece


def _box(glyph: Glyph, sheet: Sheet) -> Box:
    """Return a box around a letter of ordinary shape."""
    across, up = glyph.right - glyph.x, glyph.top - glyph.y
    length = max((across**2 + up**2) ** 0.5, 1e-9)
    # The direction at right angles to the text.
    x, y = -up / length * glyph.size, across / length * glyph.size
    xs = [start + share * x for start in (glyph.x, glyph.right) for share in (_ABOVE, -_BELOW)]
    ys = [start + share * y for start in (glyph.y, glyph.top) for share in (_ABOVE, -_BELOW)]
    return sheet.displayed_box(min(xs), min(ys), max(xs), max(ys))


def _are_neighbours(piece: Box, glyph: Box) -> bool:
    """Return True if a glyph is close enough to continue the piece, in any direction of text."""
    reach = max(glyph.width, glyph.height)
    together = piece.around(glyph)
    across = together.width - piece.width - glyph.width
    down = together.height - piece.height - glyph.height
    return max(across, down) < reach
