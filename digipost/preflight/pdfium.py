"""A document in pdfium, which knows where text stands on a page, and draws it."""

from __future__ import annotations

import ctypes
import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import attrs

from digipost.preflight.pdf import Bounded, missing_extra

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    import pypdfium2  # type: ignore[import-untyped]
    from PIL.Image import Image

    from digipost.content import Content
    from digipost.preflight.paper import Sheet, Zone
    from digipost.preflight.report import Box

__all__ = ["PdfiumDocument", "in_pdfium", "pdfium"]

_BLANK = " "  # what Java's `trim` takes away: this and all control characters; no other kind of space
_MOST_KEPT = 32 << 20  # bytes of a document; then it is opened anew
_DEEPEST = 20  # forms within forms
_one_at_a_time = threading.RLock()  # pdfium is not made for several threads


@contextmanager
def in_pdfium(content: Content) -> Iterator[PdfiumDocument]:
    """The document in pdfium, which reads from the content what it needs; one at a time in a process.

    Raises:
        ConfigurationError: pypdfium2 is not installed.
        InvalidValueError: The content cannot be read any more.
    """
    library = pdfium()
    with _one_at_a_time, Bounded(content.open()) as stream:
        try:
            document = PdfiumDocument(library, stream)
            try:
                yield document
            finally:
                document.close()
        finally:
            if stream.error is not None:
                raise stream.error


class PdfiumDocument:
    """A document, from `in_pdfium`. Pages are counted from 0.

    Anything that pdfium cannot do with a damaged page raises what it likes.
    """

    def __init__(self, library: ModuleType, stream: Bounded) -> None:
        self._library, self._stream = library, stream
        self._raw = library.raw
        self._document: pypdfium2.PdfDocument = library.PdfDocument(stream)

    def close(self) -> None:
        """Let go of all that pdfium has read."""
        self._document.close()

    def text_in(self, zone: Zone, number: int, sheet: Sheet) -> list[Box]:
        """The pieces of text that have glyphs beginning in a zone of a page, as it is displayed.

        A glyph counts where its origin lies, on its baseline: that it reaches into the zone is of no matter.
        All text counts that has a place, whether it can be seen or not.

        Args:
            zone: On the displayed page.
            number: Of the page.
            sheet: What is displayed of it.
        """
        page = self._page(number)
        try:
            _forget_replacements(page, self._raw)
            return list(_pieces(_Text(page.get_textpage(), self._raw, sheet), zone))
        finally:
            page.close()  # and with it the text

    def image(self, number: int, dots_per_mm: float) -> Image:
        """A page as it is displayed, with its annotations."""
        page = self._page(number)
        try:
            scale: Any = dots_per_mm * 25.4 / 72
            return cast("Image", page.render(scale=scale).to_pil())
        finally:
            page.close()

    def _page(self, number: int) -> pypdfium2.PdfPage:
        # pdfium keeps what it has read, images too, as long as the document is open.
        if self._stream.filled > _MOST_KEPT:
            self._document.close()
            self._stream.filled = 0
            self._document = self._library.PdfDocument(self._stream)
        return self._document[number]


@attrs.frozen
class _Text:
    """The glyphs of a page, each by its index."""

    page: pypdfium2.PdfTextPage  # which is gone for pdfium, too, when nobody here knows it any more
    raw: ModuleType
    sheet: Sheet

    def glyphs(self, zone: Zone) -> Iterator[int]:
        raw, page, x, y = self.raw, self.page, ctypes.c_double(), ctypes.c_double()
        for index in range(raw.FPDFText_CountChars(page)):
            found = raw.FPDFText_GetCharOrigin(page, index, x, y)
            if not found or not zone.holds(*self.sheet.displayed(x.value, y.value)):
                continue
            # What pdfium adds between words and lines stands nowhere.
            if raw.FPDFText_IsGenerated(page, index) != 1 and self._is_visible(index):
                yield index

    def box(self, index: int) -> Box:
        corners = self.raw.FS_RECTF()
        self.raw.FPDFText_GetLooseCharBox(self.page, index, corners)
        return self.sheet.displayed_box(corners.left, corners.bottom, corners.right, corners.top)

    def _is_visible(self, index: int) -> bool:
        return chr(self.raw.FPDFText_GetUnicode(self.page, index)) > _BLANK


def _pieces(text: _Text, zone: Zone) -> Iterator[Box]:
    """The glyphs in a zone, those together that stand side by side."""
    last: int | None = None
    piece: Box | None = None
    for index in text.glyphs(zone):
        box = text.box(index)
        follows = last is not None and index - last <= 2  # noqa: PLR2004 - with a blank between them
        last = index
        if piece is not None and follows and _are_neighbours(piece, box):
            piece = piece.around(box)
            continue
        if piece is not None:
            yield piece
        piece = box
    if piece is not None:
        yield piece


def _are_neighbours(piece: Box, glyph: Box) -> bool:
    """Whether a glyph stands so close that it continues the piece, in whatever direction that runs."""
    reach = max(glyph.width, glyph.height)
    together = piece.around(glyph)
    across = together.width - piece.width - glyph.width
    down = together.height - piece.height - glyph.height
    return max(across, down) < reach


def _forget_replacements(page: pypdfium2.PdfPage, raw: ModuleType) -> None:
    """Take from the text what it is to be read as: pdfium would put all of that where the text begins."""
    for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=_DEEPEST):
        for number in reversed(range(raw.FPDFPageObj_CountMarks(text.raw))):
            raw.FPDFPageObj_RemoveMark(text.raw, raw.FPDFPageObj_GetMark(text.raw, number))


@cache
def pdfium() -> ModuleType:
    """The library.

    Raises:
        ConfigurationError: It is not installed.
    """
    try:
        import pypdfium2  # noqa: PLC0415 - an extra; for who prints
    except ImportError:
        raise missing_extra("pypdfium2") from None
    return cast("ModuleType", pypdfium2)
