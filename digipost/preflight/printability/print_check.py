"""The checks of a PDF for print, in the order of Digipost's printability-validator.

The validator lists faults in this order; if a document is unreadable, it lists only that fault. For
dimensions and margin, the validator does not name the page; this module does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.errors import ConfigurationError, DigipostError
from digipost.preflight.pdf.document import opened
from digipost.preflight.pdf.objects import qpdf
from digipost.preflight.pdf.page_tree import pages
from digipost.preflight.pdf.pdfium import pdfium
from digipost.preflight.printability.barcode_zone import margins
from digipost.preflight.printability.font_check import Fonts
from digipost.preflight.printability.sheets import Sheet
from digipost.preflight.report import Finding, Report, Verdict
from digipost.preflight.text.font_programs import image_font

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.base.print_checks import PrintChecks
    from digipost.content import Content
    from digipost.preflight.pdf.document import PdfFile
    from digipost.preflight.pdf.page_tree import Page
    from digipost.preflight.printability.barcode_zone import Margin

__all__ = ["checked", "is_possible", "load_libraries"]

_UNKNOWN = -1
_MOST_UNREAD = 1000  # maximum missing pages at the end of a document that are listed one by one
_MARKERS = (b"%PDF-", b"%FDF-")
_HEADER_WITHIN = 1 << 20  # bytes; this library's limit, since PDFBox reads the whole file
_WITHOUT_NUMBER, _WITH_ANOTHER = "1.4", "1.7"  # the versions that PDFBox assumes for these headers
_SUPPORTED = {f"1.{minor}" for minor in range(8)}


def load_libraries() -> None:
    """Load the libraries of the checks.

    Raises:
        ConfigurationError: A library is not installed.
    """
    qpdf()
    pdfium()
    image_font()


def is_possible() -> bool:
    """Return True if the extra `print` is installed."""
    try:
        load_libraries()
    except ConfigurationError:
        return False
    return True


def checked(content: Content, checks: PrintChecks) -> Report:
    """Return the report on a PDF for print.

    Raises:
        ConfigurationError: A library of the extra `print` is missing.
        InvalidValueError: The content cannot be read any more.
    """
    load_libraries()
    version = _version(content)
    number, unread = _UNKNOWN, set[int]()
    try:
        with opened(content) as file:
            number = file.declared_pages
            if file.is_encrypted:
                reason = "the PDF is encrypted, whether or not it opens without a password"
                findings = [Finding(verdict=Verdict.PDF_IS_ENCRYPTED, reason=reason)]
            else:
                findings = [
                    *_of_document(number, version or _WITHOUT_NUMBER, checks),
                    *_of_pages(content, file, checks, unread),
                ]
    except DigipostError:
        raise
    except Exception:  # noqa: BLE001 - qpdf's errors for a damaged PDF are not documented
        reason = "the file cannot be read as a PDF: it is another kind of file, or damaged"
        findings = [Finding(verdict=Verdict.PDF_PARSE_ERROR, reason=reason)]
    return Report(
        findings=tuple(findings),
        number_of_pages=number,
        pdf_version=version,
        unread=tuple(sorted(unread)),
    )


def _version(content: Content) -> str | None:
    """Return the version in the header; None without a header, which PDFBox accepts.

    PDFBox reads lines until a line contains the marker, or begins with a digit as an object does.
    """
    with content.open() as stream:
        lines = stream.read(_HEADER_WITHIN).splitlines()
    for marker in _MARKERS:
        for number, line in enumerate(lines):
            if marker in line:
                return _number_in(line.partition(marker)[2])
            if number and line[:1].isdigit():
                break
    return None


def _number_in(rest: bytes) -> str:
    if len(rest) < 3:  # noqa: PLR2004 - digit, point, digit
        return _WITHOUT_NUMBER
    try:
        version = float(rest[:3])
    except ValueError:
        return _WITH_ANOTHER
    return f"{version:.1f}" if version >= 0 else _WITH_ANOTHER


def _of_document(number: int, version: str, checks: PrintChecks) -> Iterator[Finding]:
    if checks.page_count:
        yield from _count(number, checks.max_pages)
    if checks.pdf_version and version not in _SUPPORTED:
        reason = f"the file says that it is PDF {version}; 1.0 to 1.7 can be printed"
        yield Finding(verdict=Verdict.UNSUPPORTED_PDF_VERSION_FOR_PRINT, reason=reason)


def _of_pages(content: Content, file: PdfFile, checks: PrintChecks, unread: set[int]) -> Iterator[Finding]:
    found = pages(file)
    unread |= {number for number, page in enumerate(found, 1) if page.body is None}
    promised = max(file.declared_pages, file.promised_pages)
    unread |= {*range(len(found) + 1, min(promised, len(found) + _MOST_UNREAD) + 1)}
    sheets = [Sheet.of(page) for page in found]
    yield from _dimensions(found, sheets, checks)
    if checks.left_margin and found:
        zones = list(margins(content, file, found, sheets, checks))
        unread |= {number for number, zone in enumerate(zones, 1) if not zone.is_whole or zone.problem}
        yield from _margins(zones, sheets, checks)
    if checks.fonts:
        yield from _fonts(found)


def _count(number: int, most: int) -> Iterator[Finding]:
    if number > most:
        reason = f"{number} pages; at most {most} can be printed"
        yield Finding(verdict=Verdict.TOO_MANY_PAGES_FOR_AUTOMATED_PRINT, reason=reason)
    if number == 0:
        yield Finding(verdict=Verdict.DOCUMENT_HAS_NO_PAGES, reason="the file has no page")


def _dimensions(found: list[Page], sheets: list[Sheet], checks: PrintChecks) -> Iterator[Finding]:
    width, height = (
        f"{float(side - checks.negative_bleed_mm):g} to {float(side + checks.bleed_mm):g}"
        for side in (210, 297)
    )
    wanted = f"{width} by {height} mm, upright or sideways"
    for number, (page, sheet) in enumerate(zip(found, sheets, strict=True), 1):
        if not sheet.fits(checks):
            reason = f"the page is {sheet.size_mm[0]} by {sheet.size_mm[1]} mm; it has to be {wanted}"
            if page.body is None:
                reason = "the page is missing in the file, and counts as an empty one of US Letter size"
            yield Finding(
                verdict=Verdict.UNSUPPORTED_DIMENSIONS,
                page=number,
                reason=reason,
                boxes=(sheet.box,),
            )


def _margins(zones: list[Margin], sheets: list[Sheet], checks: PrintChecks) -> Iterator[Finding]:
    # The validator stops at the first page with text in the zone.
    first = next((number for number, margin in enumerate(zones) if margin.boxes), len(zones))
    for number, margin in enumerate(zones[:first], 1):
        if margin.problem is not None:
            yield Finding(
                verdict=Verdict.UNABLE_TO_VERIFY_SUITABLE_MARGIN_FOR_PRINT,
                page=number,
                reason=margin.problem,
            )
    for number, margin in enumerate(zones, 1):
        if margin.boxes:
            yield Finding(
                verdict=Verdict.INSUFFICIENT_MARGIN_FOR_PRINT,
                page=number,
                reason=f"text begins where the barcode is printed: {sheets[number - 1].zone(checks).box}",
                boxes=margin.boxes,
            )


def _fonts(found: list[Page]) -> Iterator[Finding]:
    fonts = Fonts()
    for number, page in enumerate(found, 1):
        if faulty := fonts.unprintable(page):
            reason = f"fonts that the printer may not have: {', '.join(faulty)}"
            yield Finding(verdict=Verdict.REFERENCES_INVALID_FONT, page=number, reason=reason)
