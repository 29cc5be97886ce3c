"""Findings in a PDF for print."""

from __future__ import annotations

from enum import StrEnum

import attrs

__all__ = ["Box", "Finding", "Report", "Verdict"]


class Verdict(StrEnum):
    """Names of faults in Digipost's printability-validator.

    The validator has further names (`PDF_PARSE_PAGE_ERROR`, `DOCUMENT_TOO_SMALL`, `INVALID_PDF`) that it
    never returns.
    """

    PDF_IS_ENCRYPTED = "PDF_IS_ENCRYPTED"
    PDF_PARSE_ERROR = "PDF_PARSE_ERROR"
    TOO_MANY_PAGES_FOR_AUTOMATED_PRINT = "TOO_MANY_PAGES_FOR_AUTOMATED_PRINT"
    DOCUMENT_HAS_NO_PAGES = "DOCUMENT_HAS_NO_PAGES"
    UNSUPPORTED_PDF_VERSION_FOR_PRINT = "UNSUPPORTED_PDF_VERSION_FOR_PRINT"
    UNSUPPORTED_DIMENSIONS = "UNSUPPORTED_DIMENSIONS"
    UNABLE_TO_VERIFY_SUITABLE_MARGIN_FOR_PRINT = "UNABLE_TO_VERIFY_SUITABLE_MARGIN_FOR_PRINT"
    INSUFFICIENT_MARGIN_FOR_PRINT = "INSUFFICIENT_MARGIN_FOR_PRINT"
    REFERENCES_INVALID_FONT = "REFERENCES_INVALID_FONT"

    @property
    def allows_digital(self) -> bool:
        """Return True if a PDF with this fault can still be delivered to a mailbox."""
        return self not in _NEVER_SENT

    @property
    def advice(self) -> str:
        """Return advice on the fault."""
        return _ADVICE[self]


_NEVER_SENT = {Verdict.PDF_PARSE_ERROR, Verdict.REFERENCES_INVALID_FONT, Verdict.DOCUMENT_HAS_NO_PAGES}
_ADVICE = {
    Verdict.PDF_IS_ENCRYPTED: "Save it without password and without restrictions.",
    Verdict.PDF_PARSE_ERROR: "Make the file anew; it may have been cut off on its way.",
    Verdict.TOO_MANY_PAGES_FOR_AUTOMATED_PRINT: "Make it shorter.",
    Verdict.DOCUMENT_HAS_NO_PAGES: "Make the file anew, with at least one page.",
    Verdict.UNSUPPORTED_PDF_VERSION_FOR_PRINT: "Save it as PDF 1.7, or PDF/A-2.",
    Verdict.UNSUPPORTED_DIMENSIONS: "Lay it out on A4, upright or sideways.",
    Verdict.UNABLE_TO_VERIFY_SUITABLE_MARGIN_FOR_PRINT: "Make the page anew, or with another program.",
    Verdict.INSUFFICIENT_MARGIN_FOR_PRINT: (
        "Keep 15 mm free at the left edge, or at the lower edge of a page that lies sideways."
    ),
    Verdict.REFERENCES_INVALID_FONT: "Embed all fonts when you make the PDF; PDF/A does that.",
}


@attrs.frozen
class Box:
    """Rectangle on a displayed page, in millimetres from its top left corner.

    Attributes:
        left: The distance from the left edge; negative outside the displayed page.
        top: The distance from the upper edge.
        width: The width, to the right.
        height: The height, downwards.
    """

    left: float
    top: float
    width: float
    height: float

    def around(self, other: Box) -> Box:
        """Return the smallest box that contains both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        right = max(self.left + self.width, other.left + other.width)
        bottom = max(self.top + self.height, other.top + other.height)
        return Box(left, top, right - left, bottom - top)

    def __str__(self) -> str:
        across, down = self.left + self.width, self.top + self.height
        return (
            f"{self.left:.1f} to {across:.1f} mm from the left, {self.top:.1f} to {down:.1f} mm from the top"
        )


@attrs.frozen(kw_only=True)
class Finding:
    """Fault of the document or of one page.

    Attributes:
        verdict: The name of the fault.
        page: The page, counted from 1; None for the document as a whole.
        reason: The description of the fault. The names of fonts are the only part of the document's content
            in it.
        boxes: The places: the page for its dimensions, each piece of text for the margin.
    """

    verdict: Verdict
    reason: str
    page: int | None = None
    boxes: tuple[Box, ...] = ()


@attrs.frozen(kw_only=True)
class Report:
    """Result of `digipost.preflight.check`.

    Attributes:
        findings: All faults, in the order of the checks, and of the pages within a check.
        number_of_pages: The number of pages; -1 if it is unknown.
        pdf_version: The version in the file's header, such as `1.7`; None without a header.
        unread: Pages that are missing, or damaged and not completely readable, counted from 1. The validator
            skips some of these pages, and would accept a document for print that has lost a page. The check
            finds damage of a page only if it checks the margin.
    """

    findings: tuple[Finding, ...]
    number_of_pages: int
    pdf_version: str | None
    unread: tuple[int, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Return the faults in the validator's form: dimensions and margin once, fonts once a page."""
        listed: list[Verdict] = []
        seen: set[Verdict] = set()
        for each in self.findings:
            if each.verdict is Verdict.REFERENCES_INVALID_FONT or each.verdict not in seen:
                listed.append(each.verdict)
            seen.add(each.verdict)
        return tuple(listed)

    @property
    def is_printable(self) -> bool:
        """Return True if the validator finds no fault; see `unread` for the pages that it skips."""
        return not self.findings

    @property
    def allows_digital(self) -> bool:
        """Return True if the PDF can be delivered to a mailbox, even if it cannot be printed."""
        return all(each.verdict.allows_digital for each in self.findings)

    def of_page(self, page: int) -> tuple[Finding, ...]:
        """Return the findings on a page, counted from 1."""
        return tuple(each for each in self.findings if each.page == page)
