"""Checks of documents by the rules of Digipost's own validators: PDFs for print, and letters in HTML.

    >>> from digipost import preflight
    >>> report = preflight.check("letter.pdf")
    >>> report.is_printable, report.allows_digital
    (True, True)
    >>> for finding in report.findings:
    ...     print(finding.page, finding.verdict, finding.reason)

PDFs need the extra `print`: `pip install 'digipost[print]'`. The checks apply the rules of
printability-validator 3.5, which Digipost's Java client runs on documents before it encrypts them.

    >>> preflight.check_html(b"<html><head></head><body><p>Hei</p></body></html>").is_accepted
    True

HTML needs the extra `html`. The check applies the rules of digipost-html-validator; see `check_html`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from digipost.base.checked_calls import a, optional, path, takes
from digipost.base.print_checks import PrintChecks
from digipost.content import content_from_bytes, content_from_path
from digipost.errors import InvalidValueError
from digipost.preflight.html import HtmlMessage, HtmlReport, checked_html, checked_html_bytes
from digipost.preflight.printability.print_check import checked, load_libraries
from digipost.preflight.report import Box, Finding, Report, Verdict

if TYPE_CHECKING:
    import os

    from digipost.content import Content

__all__ = [
    "Box",
    "Finding",
    "HtmlMessage",
    "HtmlReport",
    "PrintChecks",
    "Report",
    "Verdict",
    "check",
    "check_html",
    "picture",
]


_Source: TypeAlias = "str | os.PathLike[str] | bytes | bytearray | memoryview"
"""The path of a document, or its bytes."""


@takes("preflight.check", checks=optional(a(PrintChecks)))
def check(document: _Source, checks: PrintChecks | None = None) -> Report:
    """Check if Digipost can print a PDF.

    The check reads a file page by page, and never holds the whole file in memory.

    Args:
        document: The path of a PDF, or its bytes.
        checks: The sender's checks, `client.senders.information(sender_id).print_checks`; default: all.

    Returns:
        The findings, page by page. A damaged or encrypted PDF is reported as a finding too.

    Raises:
        ConfigurationError: The extra `print` is not installed.
        InvalidValueError: The file does not exist, cannot be read, or is empty.
    """
    return checked(_content(document), PrintChecks() if checks is None else checks)


@takes("preflight.check_html")
def check_html(content: _Source) -> HtmlReport:
    """Check if Digipost accepts a letter in HTML.

    The check follows digipost-html-validator, even where the validator is lax; stricter remarks are in
    `advice`. Its time is proportional to the length of the letter, and it never fetches anything.

    Args:
        content: The path of an HTML file, or its bytes; UTF-8.

    Returns:
        The validator's messages with line and column, certain changes, and advice.

    Raises:
        ConfigurationError: The extra `html` is not installed.
        InvalidValueError: The file does not exist, cannot be read, or is empty.
    """
    if isinstance(content, bytes | bytearray | memoryview):
        return checked_html_bytes(bytes(content))
    return checked_html(content_from_path(content, field="preflight.content"))


@takes("preflight.picture", out=path, checks=optional(a(PrintChecks)))
def picture(document: _Source, out: str | os.PathLike[str], checks: PrintChecks | None = None) -> Report:
    """Draw the pages of a PDF side by side, with the barcode zone and the text in it.

    At most 24 pages are drawn; pages with faults have priority. A page that would take too long to draw stays
    white. If the document cannot be opened, the picture contains only text.

    Args:
        document: As for `check`.
        out: The path of the picture, a PNG file; an existing file is replaced.
        checks: As for `check`.

    Returns:
        The report that `check` returns.

    Raises:
        ConfigurationError: The extra `print` is not installed.
        InvalidValueError: The document cannot be read, or the picture cannot be written.
    """
    load_libraries()
    from digipost.preflight.printability.picture import drawn  # noqa: PLC0415 - loads Pillow, only for a picture

    content, checks = _content(document), PrintChecks() if checks is None else checks
    report = checked(content, checks)
    image = drawn(content, report, checks)
    try:
        image.save(out, format="PNG")
    except (OSError, ValueError) as error:
        problem = (
            f"the picture cannot be written ({getattr(error, 'strerror', None) or type(error).__name__})"
        )
        raise InvalidValueError("preflight.out", problem) from None
    return report


def _content(document: _Source) -> Content:
    field = "preflight.document"
    if isinstance(document, bytes | bytearray | memoryview):
        return content_from_bytes(document, field=field)
    return content_from_path(document, field=field)
