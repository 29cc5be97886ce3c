"""The checks of a PDF that is to be printed, in the order of Digipost's printability-validator.

What it finds first, it lists first; what makes a document unreadable is all that it lists. Of dimensions and
margin it says only that some page is at fault, where this names each.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digipost.errors import ConfigurationError, DigipostError
from digipost.preflight.effort import MOST_EFFORT, effort
from digipost.preflight.fonts import image_font, unprintable_fonts
from digipost.preflight.paper import Sheet
from digipost.preflight.pdf import opened, pages, reader_class, resolved, value
from digipost.preflight.pdfium import in_pdfium, pdfium
from digipost.preflight.report import Finding, Report, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

    from digipost.content import Content
    from digipost.preflight.checks import PrintChecks
    from digipost.preflight.pdf import Attributes
    from digipost.preflight.pdfium import PdfiumDocument
    from digipost.preflight.report import Box

__all__ = ["checked", "is_possible", "load_libraries"]

_UNKNOWN = -1
_HEADER = re.compile(rb"%PDF-([0-9.]{3})?")
_HEADER_WITHIN = 1024  # bytes: where readers look for it (ISO 32000-1, annex H, note 13)
_WITHOUT_NUMBER = "1.4"  # what PDFBox takes such a header for
_SUPPORTED = {f"1.{minor}" for minor in range(8)}
_MOST_EFFORT_IN_ALL = 8 * MOST_EFFORT


def load_libraries() -> None:
    """Load what the checks need.

    Raises:
        ConfigurationError: One of them is not installed.
    """
    reader_class()
    pdfium()
    image_font()


def is_possible() -> bool:
    """Whether the extra `print` is installed."""
    try:
        load_libraries()
    except ConfigurationError:
        return False
    return True


def checked(content: Content, checks: PrintChecks) -> Report:
    """What is wrong with a PDF that is to be printed.

    Raises:
        ConfigurationError: A library of the extra `print` is missing.
        InvalidValueError: The content cannot be read any more.
    """
    load_libraries()
    version = _version(content)
    number = _UNKNOWN
    try:
        with opened(content) as reader:
            if reader.is_encrypted:
                number = _declared(reader) if reader.decrypt("") else _UNKNOWN
                reason = "the PDF is encrypted, whether or not it opens without a password"
                findings = [Finding(verdict=Verdict.PDF_IS_ENCRYPTED, reason=reason)]
            else:
                found = pages(reader)
                number = _declared(reader)
                findings = [
                    *_of_document(number, version, checks),
                    *_of_pages(content, found, checks, reader),
                ]
    except DigipostError:
        raise
    except Exception:  # noqa: BLE001 - what a damaged PDF can raise in pypdf is not documented
        reason = "the file cannot be read as a PDF: it is another kind of file, or damaged"
        findings = [Finding(verdict=Verdict.PDF_PARSE_ERROR, reason=reason)]
    return Report(findings=tuple(findings), number_of_pages=number, pdf_version=version)


def _declared(reader: PdfReader) -> int:
    """How many pages the file says that it has, which is what the validator goes by."""
    root = resolved(reader.root_object["/Pages"])
    count = value(root, "/Count") if isinstance(root, dict) else None
    return count if isinstance(count, int) else 0


def _version(content: Content) -> str | None:
    with content.open() as stream:
        header = _HEADER.search(stream.read(_HEADER_WITHIN))
    if header is None:
        return None
    return header[1].decode() if header[1] else _WITHOUT_NUMBER


def _of_document(number: int, version: str | None, checks: PrintChecks) -> Iterator[Finding]:
    if version is None:
        raise ValueError("no header")
    if checks.page_count:
        yield from _count(number, checks.max_pages)
    if checks.pdf_version and version not in _SUPPORTED:
        reason = f"the file says that it is PDF {version}; 1.0 to 1.7 can be printed"
        yield Finding(verdict=Verdict.UNSUPPORTED_PDF_VERSION_FOR_PRINT, reason=reason)


def _of_pages(
    content: Content, found: list[Attributes], checks: PrintChecks, reader: PdfReader
) -> Iterator[Finding]:
    sheets = [Sheet.of(page) for page in found]
    yield from _dimensions(sheets, checks)
    if checks.left_margin and found:
        readable = list(_readable(found, reader))
        yield from _margins(content, readable, sheets, checks)
    if checks.fonts:
        yield from _fonts(found, reader)


def _count(number: int, most: int) -> Iterator[Finding]:
    if number > most:
        reason = f"{number} pages; at most {most} can be printed"
        yield Finding(verdict=Verdict.TOO_MANY_PAGES_FOR_AUTOMATED_PRINT, reason=reason)
    if number == 0:
        yield Finding(verdict=Verdict.DOCUMENT_HAS_NO_PAGES, reason="there is no page in it")


def _dimensions(sheets: list[Sheet], checks: PrintChecks) -> Iterator[Finding]:
    width, height = (
        f"{float(side - checks.negative_bleed_mm):g} to {float(side + checks.bleed_mm):g}"
        for side in (210, 297)
    )
    wanted = f"{width} by {height} mm, upright or sideways"
    for number, sheet in enumerate(sheets, 1):
        if not sheet.fits(checks):
            yield Finding(
                verdict=Verdict.UNSUPPORTED_DIMENSIONS,
                page=number,
                reason=f"the page is {sheet.size_mm[0]} by {sheet.size_mm[1]} mm; it has to be {wanted}",
                boxes=(sheet.box,),
            )


def _readable(found: list[Attributes], reader: PdfReader) -> Iterator[bool]:
    """Which pages do not come to more than anybody prints."""
    left = _MOST_EFFORT_IN_ALL
    for page in found:
        if left <= 0:
            yield False  # whatever the page would come to
            continue
        cost = effort(page)
        left -= cost
        yield cost <= MOST_EFFORT and left > 0
        _forget(reader)


def _margins(
    content: Content, readable: list[bool], sheets: list[Sheet], checks: PrintChecks
) -> Iterator[Finding]:
    texts = list(_texts(content, readable, sheets, checks))
    # The validator does not come to the pages after the first one with text there.
    first = next((number for number, boxes in enumerate(texts) if boxes), len(texts))
    for number, boxes in enumerate(texts[:first], 1):
        if boxes is None:
            yield Finding(
                verdict=Verdict.UNABLE_TO_VERIFY_SUITABLE_MARGIN_FOR_PRINT,
                page=number,
                reason="where text stands on the page cannot be told: it is damaged, or far too large",
            )
    for number, boxes in enumerate(texts, 1):
        if boxes:
            yield Finding(
                verdict=Verdict.INSUFFICIENT_MARGIN_FOR_PRINT,
                page=number,
                reason=f"text begins where the barcode is printed: {sheets[number - 1].zone(checks).box}",
                boxes=tuple(boxes),
            )


def _texts(
    content: Content, readable: list[bool], sheets: list[Sheet], checks: PrintChecks
) -> Iterator[list[Box] | None]:
    """For each page the text in its zone, or None where that cannot be told."""
    given = 0
    try:
        with in_pdfium(content) as document:
            for number, sheet in enumerate(sheets):
                boxes = None
                if readable[number]:
                    boxes = _text(document, number, sheet, checks)
                yield boxes
                given += 1
    except DigipostError:
        raise
    except Exception:  # noqa: BLE001 - a document that pdfium cannot open
        yield from [None] * (len(sheets) - given)


def _text(document: PdfiumDocument, number: int, sheet: Sheet, checks: PrintChecks) -> list[Box] | None:
    try:
        return document.text_in(sheet.zone(checks), number, sheet)
    except Exception:  # noqa: BLE001 - a page that pdfium cannot load
        return None


def _fonts(found: list[Attributes], reader: PdfReader) -> Iterator[Finding]:
    for number, page in enumerate(found, 1):
        if faulty := unprintable_fonts(page):
            reason = f"fonts that the printer may not have: {', '.join(faulty)}"
            yield Finding(verdict=Verdict.REFERENCES_INVALID_FONT, page=number, reason=reason)
        _forget(reader)


def _forget(reader: PdfReader) -> None:
    """Let go of the objects of a page, so that the largest page and not all of them count."""
    reader.resolved_objects.clear()
