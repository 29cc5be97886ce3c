"""A picture of a PDF: its pages side by side, with the barcode zone and the text in it."""

from __future__ import annotations

import math
from bisect import bisect_left
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

import attrs
from PIL import Image, ImageDraw, ImageFilter

from digipost.errors import DigipostError
from digipost.preflight.pdf.document import opened
from digipost.preflight.pdf.page_tree import pages
from digipost.preflight.pdf.pdfium import opened_within
from digipost.preflight.printability.instruction_count import MOST_EFFORT, Efforts
from digipost.preflight.printability.picture_overlay import FREE, TAKEN, Colour, font, marked, wrapped
from digipost.preflight.printability.sheets import Sheet
from digipost.preflight.report import Verdict

if TYPE_CHECKING:
    from digipost.base.print_checks import PrintChecks
    from digipost.content import Content
    from digipost.preflight.pdf.pdfium import PdfiumDocument
    from digipost.preflight.report import Finding, Report

__all__ = ["drawn"]

_MOST_PAGES = 24
_MOST_COLUMNS = 6
_LARGEST = 420  # mm; a larger page is scaled down
_A4 = Sheet(0, 0, 595.276, 841.89)
# Dots per millimetre, by the number of pages that share the picture.
_DENSITIES = ((1, 4.0), (2, 3.4), (6, 2.6), (_MOST_PAGES, 1.8))
_BACKGROUND, _SHADOW, _EDGE = (238, 240, 243), (30, 40, 60, 90), (196, 202, 210)
_INK, _PALE = (33, 43, 54), (105, 117, 130)
_GAP = 30  # pixels around everything
_TITLE, _TEXT = 26, 15  # pixels
_LINE = 21
_NARROWEST = 640
_NARROW = 200  # minimum width in pixels of the text below a page
_PLAIN = Colour((*_INK, 255), (0, 0, 0, 0))
_MISSING = "this page is missing in the file"
_UNREAD = "this page cannot be read whole"
_UNCHECKED = "not checked"
_ENDING = {Verdict.PDF_IS_ENCRYPTED, Verdict.PDF_PARSE_ERROR}  # faults that end the check


class _Line(NamedTuple):
    """Line of text below a page."""

    text: str
    colour: Colour


@attrs.frozen
class _Page:
    """Page to draw.

    Attributes:
        number: The number of the page, from 1.
        sheet: The size and rotation of the page.
        is_missing: True if the file refers to the page, but does not contain it.
        is_harmless: True if pdfium can draw it in reasonable time.
        places: The index of the page in pdfium, by the number of pages that pdfium finds.
    """

    number: int
    sheet: Sheet
    is_missing: bool
    is_harmless: bool
    places: dict[int, int]

    @property
    def is_drawn(self) -> bool:
        return self.is_harmless and not self.is_missing


@attrs.frozen
class _Cell:
    """Page as a part of the picture."""

    number: int
    image: Image.Image
    lines: tuple[_Line, ...]


def drawn(content: Content, report: Report, checks: PrintChecks) -> Image.Image:
    """Draw at most 24 pages of a PDF with their findings; pages with faults have priority.

    Args:
        content: The PDF.
        report: The report on the PDF.
        checks: The settings of the checks.

    Raises:
        InvalidValueError: The content cannot be read any more.
    """
    pages = _pages(content, report)
    density = next(each for most, each in _DENSITIES if len(pages) <= most)
    is_checked = all(each.verdict not in _ENDING for each in report.findings)
    cells = []
    with ExitStack() as stack:
        document = opened_within(stack, content)
        for page in pages:
            sheet = page.sheet
            scale = density * min(1, _LARGEST / max(sheet.box.width, sheet.box.height, 1))
            image = _image(document, page, scale)
            found = report.of_page(page.number)
            if is_checked and not page.is_missing:
                image = marked(image, sheet, scale, found, checks)
            is_unread = page.number in report.unread and not found
            lines = _lines(page, found, image.width, is_checked=is_checked, is_unread=is_unread)
            cells.append(_Cell(page.number, image, lines))
    return _laid_out(cells, report)


def _pages(content: Content, report: Report) -> list[_Page]:
    """Return the pages to draw; an empty list for a document that cannot be read."""
    try:
        with opened(content) as file:
            if file.needs_password:
                return []
            found, efforts = pages(file), Efforts()
            present = [number for number, page in enumerate(found) if page.body is not None]
            return [
                _Page(
                    number,
                    Sheet.of(page := found[number - 1]),
                    is_missing=page.body is None,
                    is_harmless=efforts.of(page).size <= MOST_EFFORT,
                    places={len(found): number - 1, len(present): bisect_left(present, number - 1)},
                )
                for number in _shown(report, len(found))
            ]
    except DigipostError:
        raise
    except Exception:  # noqa: BLE001 - the errors for a damaged PDF are not documented
        return []


def _shown(report: Report, number: int) -> list[int]:
    faulty = {each.page for each in report.findings}
    # The sort is stable: pages with faults come first, and each group keeps the order of pages.
    return sorted(sorted(range(1, number + 1), key=lambda each: each not in faulty)[:_MOST_PAGES])


def _image(document: PdfiumDocument | None, page: _Page, density: float) -> Image.Image:
    box = page.sheet.box if min(page.sheet.box.width, page.sheet.box.height) >= 1 else _A4.box
    size = max(1, round(box.width * density)), max(1, round(box.height * density))
    try:
        # pdfium skips missing pages, so the index of a page depends on the number of pages.
        place = page.places.get(len(document)) if document is not None and page.is_drawn else None
        if document is not None and place is not None:
            return document.image(place, density).resize(size).convert("RGB")
    except Exception:  # noqa: BLE001, S110 - a page that pdfium cannot draw is left white
        pass
    return Image.new("RGB", size, "white")


def _lines(
    page: _Page, found: tuple[Finding, ...], width: int, *, is_checked: bool, is_unread: bool
) -> tuple[_Line, ...]:
    lines = [_Line(_MISSING, TAKEN)] if page.is_missing else []
    if not is_checked:
        lines.append(_Line(_UNCHECKED, _PLAIN))
    elif is_unread and not page.is_missing:
        lines.append(_Line(_UNREAD, TAKEN))
    elif not found and not page.is_missing:
        lines.append(_Line("nothing in the way", FREE))
    for each in found:
        lines.append(_Line(each.verdict.value, TAKEN))
        lines += [_Line(each.reason, _PLAIN), _Line(each.verdict.advice, _PLAIN)]
    return tuple(
        _Line(text, line.colour)
        for line in lines
        for text in wrapped(line.text, max(width, _NARROW), font(_TEXT))
    )


def _laid_out(cells: list[_Cell], report: Report) -> Image.Image:
    columns = min(_MOST_COLUMNS, max(1, math.ceil(math.sqrt(len(cells) * 1.4))))
    rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    heading = [
        line
        for each in report.findings
        if each.page is None
        for line in wrapped(
            f"{each.verdict}: {each.reason}. {each.verdict.advice}", _NARROWEST - _GAP, font(_TEXT)
        )
    ]
    if 0 < len(cells) < report.number_of_pages:
        heading.append(f"{len(cells)} of {report.number_of_pages} pages are shown")
    top = _GAP + 2 * _LINE + len(heading) * _LINE
    width = max(_NARROWEST, *(sum(each.image.width + _GAP for each in row) for row in rows or [[]])) + _GAP
    heights = [max(_height(each) for each in row) for row in rows]
    picture = Image.new("RGB", (width, top + sum(heights) + _GAP), _BACKGROUND)
    draw = ImageDraw.Draw(picture)
    title, colour = ("Can be printed", FREE) if report.is_printable else ("Cannot be printed", TAKEN)
    if report.is_printable and report.unread:
        title, colour = "No fault found, but not all pages can be read", TAKEN
    if report.findings and report.allows_digital:
        title += ", but can go to a mailbox"
    draw.text((_GAP, _GAP - 8), title, fill=colour.line, font=font(_TITLE))
    for number, line in enumerate(heading):
        draw.text((_GAP, _GAP + (1.4 + number) * _LINE), line, fill=_INK, font=font(_TEXT))
    for row, height in zip(rows, heights, strict=True):
        left = _GAP
        for cell in row:
            _place(picture, cell, left, top)
            left += cell.image.width + _GAP
        top += height
    return picture


def _height(cell: _Cell) -> int:
    return _LINE + cell.image.height + 12 + len(cell.lines) * _LINE + _GAP


def _place(picture: Image.Image, cell: _Cell, left: int, top: int) -> None:
    """Draw a page with its shadow, its number above it and its findings below."""
    draw = ImageDraw.Draw(picture)
    draw.text((left, top - 4), f"Page {cell.number}", fill=_PALE, font=font(_TEXT))
    top += _LINE
    width, height = cell.image.size
    blur = 9
    shadow = Image.new("RGBA", (width + 4 * blur, height + 4 * blur))
    ImageDraw.Draw(shadow).rectangle((2 * blur, 2 * blur, width + 2 * blur, height + 2 * blur), fill=_SHADOW)
    soft = shadow.filter(ImageFilter.GaussianBlur(blur))
    picture.paste(soft, (left - 2 * blur, top - 2 * blur + 4), soft)
    picture.paste(cell.image.convert("RGB"), (left, top))
    draw.rectangle((left - 1, top - 1, left + width, top + height), outline=_EDGE)
    for number, line in enumerate(cell.lines):
        place = (left, top + height + 10 + number * _LINE)
        draw.text(place, line.text, fill=line.colour.line, font=font(_TEXT))
