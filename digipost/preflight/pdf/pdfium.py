"""Reading of a document by pdfium, which quickly finds areas without text, and draws pages."""

from __future__ import annotations

import ctypes
import threading
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, cast

from digipost.errors import DigipostError
from digipost.preflight.pdf.matrices import IDENTITY, Matrix, multiplied
from digipost.preflight.pdf.memory_bounds import Bounded
from digipost.preflight.pdf.objects import missing_extra

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack
    from types import ModuleType

    import pypdfium2  # type: ignore[import-untyped]
    from PIL.Image import Image

    from digipost.content import Content

__all__ = ["Area", "PdfiumDocument", "in_pdfium", "opened_within", "pdfium", "standard_width"]

Area = tuple[float, float, float, float]
"""The left, lower, right and upper edge in the page's own coordinates."""

_MOST_KEPT = 32 << 20  # bytes read of a document before it is opened again
_DEEPEST = 20  # forms within forms
_AROUND = 3.0  # points: glyphs are a little wider or narrower for the validator than for pdfium
_HEIGHTS = 4.0  # distance between the baseline of a text and its ink, above or below, in heights of the ink
_LEVEL = 1e-6  # largest ratio in a matrix that counts as no rotation
_one_at_a_time = threading.RLock()  # pdfium is not thread-safe


@contextmanager
def in_pdfium(content: Content) -> Iterator[PdfiumDocument]:
    """Open the document in pdfium, which reads only the needed parts; a process opens one document at a time.

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


def opened_within(stack: ExitStack, content: Content) -> PdfiumDocument | None:
    """Open the document until the stack is closed; return None if pdfium cannot open it.

    Raises:
        ConfigurationError: pypdfium2 is not installed.
        InvalidValueError: The content cannot be read any more.
    """
    try:
        return stack.enter_context(in_pdfium(content))
    except DigipostError:
        raise
    except Exception:  # noqa: BLE001 - pdfium's errors about a damaged document are not documented
        return None


class PdfiumDocument:
    """Document, opened by `in_pdfium`; its page numbers begin with 0.

    The errors of pdfium for a damaged page are not documented.
    """

    def __init__(self, library: ModuleType, stream: Bounded) -> None:
        self._library, self._stream = library, stream
        self._raw = library.raw
        self._document: pypdfium2.PdfDocument = library.PdfDocument(stream)

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        """Release all data that pdfium has read."""
        self._document.close()

    def is_free(self, number: int, area: Area) -> bool:
        """Return True if no text is near an area of a page. Such text may be blank, or just outside."""
        page = self._page(number)
        try:
            search = _Search(self._raw, area)
            count = self._raw.FPDFPage_CountObjects(page)
            return not any(search.finds(self._raw.FPDFPage_GetObject(page, each)) for each in range(count))
        finally:
            page.close()

    def image(self, number: int, dots_per_mm: float) -> Image:
        """Draw a page in its displayed form, with its annotations."""
        page = self._page(number)
        try:
            scale: Any = dots_per_mm * 25.4 / 72
            return cast("Image", page.render(scale=scale).to_pil())
        finally:
            page.close()

    def _page(self, number: int) -> pypdfium2.PdfPage:
        # pdfium keeps all data that it has read, including images, until the document is closed.
        if self._stream.filled > _MOST_KEPT:
            self._document.close()
            self._stream.filled = 0
            self._document = self._library.PdfDocument(self._stream)
        return self._document[number]


class _Search:
    """Search for text near an area, with few calls of pdfium for each object."""

    def __init__(self, raw: ModuleType, area: Area) -> None:
        self._raw = raw
        self._area = area
        self._edges = tuple(ctypes.c_float() for _ in range(4))
        self._references = tuple(ctypes.byref(each) for each in self._edges)
        self._matrix = raw.FS_MATRIX()

    def finds(self, thing: object, outer: Matrix = IDENTITY, depth: int = 0) -> bool:
        """Return True if an object of a page, or an object inside it, is text near the area."""
        kind = self._raw.FPDFPageObj_GetType(thing)
        if kind == self._raw.FPDF_PAGEOBJ_TEXT:
            return self._is_near(thing, outer)
        if kind != self._raw.FPDF_PAGEOBJ_FORM:
            return False
        if depth > _DEEPEST:
            return True
        inner = multiplied(self._matrix_of(thing), outer)
        count = self._raw.FPDFFormObj_CountObjects(thing)
        return any(
            self.finds(self._raw.FPDFFormObj_GetObject(thing, each), inner, depth + 1)
            for each in range(count)
        )

    def _is_near(self, text: object, outer: Matrix) -> bool:
        if not self._raw.FPDFPageObj_GetBounds(text, *self._references):
            return True
        left, bottom, right, top = _transformed(tuple(each.value for each in self._edges), outer)  # type: ignore[arg-type]
        height = min(right - left, top - bottom)
        reach = _HEIGHTS * height + _AROUND
        if not self._touches(left - reach, bottom - reach, right + reach, top + reach):
            return False
        a, b, c, d, x, y = multiplied(self._matrix_of(text), outer)
        if abs(b) + abs(c) > _LEVEL * (abs(a) + abs(d)):
            return True
        # The text is horizontal: its glyphs begin on the baseline, and none is left of the first glyph.
        left, right = min(left, x) - _AROUND, max(right, x) + _AROUND
        return self._touches(left, y - _AROUND, right, y + _AROUND)

    def _touches(self, left: float, bottom: float, right: float, top: float) -> bool:
        edges = self._area
        # The condition also holds if pdfium returns no number.
        return not (left > edges[2] or right < edges[0] or bottom > edges[3] or top < edges[1])

    def _matrix_of(self, thing: object) -> Matrix:
        matrix = self._matrix
        if not self._raw.FPDFPageObj_GetMatrix(thing, matrix):
            return IDENTITY
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _transformed(area: Area, matrix: Matrix) -> Area:
    if matrix is IDENTITY:
        return area
    a, b, c, d, e, f = matrix
    across = [a * x + c * y + e for x in (area[0], area[2]) for y in (area[1], area[3])]
    up = [b * x + d * y + f for x in (area[0], area[2]) for y in (area[1], area[3])]
    return min(across), min(up), max(across), max(up)


@lru_cache(maxsize=4096)
def standard_width(font: str, code: int) -> float:
    """Return the width of a glyph of one of the 14 standard fonts, in thousandths of its size.

    Args:
        font: The name of the font; an unknown name counts as the standard font that it resembles.
        code: The code of the glyph in Windows' encoding.
    """
    raw = pdfium().raw
    character = bytes([code]).decode("cp1252", errors="replace") if code < 256 else chr(code)  # noqa: PLR2004
    width = ctypes.c_float()
    with _one_at_a_time:
        document = raw.FPDF_CreateNewDocument()
        loaded = raw.FPDFText_LoadStandardFont(document, _standard_name(font).encode())
        try:
            raw.FPDFFont_GetGlyphWidth(loaded, ord(character), 1000.0, width)
        finally:
            raw.FPDFFont_Close(loaded)
            raw.FPDF_CloseDocument(document)
    return width.value


def _standard_name(font: str) -> str:
    plain = font.lower()
    is_bold, is_slanted = "bold" in plain, "italic" in plain or "oblique" in plain
    if "symbol" in plain or "dingbats" in plain:
        return "Symbol" if "symbol" in plain else "ZapfDingbats"
    if "times" in plain:
        style = f"{'Bold' if is_bold else ''}{'Italic' if is_slanted else ''}" or "Roman"
        return f"Times-{style}"
    style = f"{'Bold' if is_bold else ''}{'Oblique' if is_slanted else ''}"
    family = "Courier" if "courier" in plain else "Helvetica"
    return f"{family}-{style}" if style else family


@cache
def pdfium() -> ModuleType:
    """Return the library pypdfium2.

    Raises:
        ConfigurationError: pypdfium2 is not installed.
    """
    try:
        import pypdfium2  # noqa: PLC0415 - an extra; for printed documents
    except ImportError:
        raise missing_extra("pypdfium2") from None
    return cast("ModuleType", pypdfium2)
