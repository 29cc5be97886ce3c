"""Whether a PDF can be printed, by the rules of Digipost's own validator.

    >>> from digipost import preflight
    >>> report = preflight.check("letter.pdf")
    >>> report.is_printable, report.allows_digital
    (True, True)
    >>> for finding in report.findings:
    ...     print(finding.page, finding.verdict, finding.reason)

Needs the extra `print`: `pip install digipost[print]`.

The rules are those of printability-validator 3.5, with which Digipost's Java client looks into documents
before it encrypts them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.content import content_from_bytes, content_from_path
from digipost.preflight.checking import checked
from digipost.preflight.checks import PrintChecks
from digipost.preflight.report import Box, Finding, Report, Verdict

if TYPE_CHECKING:
    import os

__all__ = ["Box", "Finding", "PrintChecks", "Report", "Verdict", "check"]


def check(
    document: str | os.PathLike[str] | bytes | bytearray | memoryview, checks: PrintChecks | None = None
) -> Report:
    """Look whether Digipost can print a PDF.

    A file is not read into memory as a whole; the parts of a page are, one page at a time.

    Args:
        document: The path of a PDF, or its bytes.
        checks: Those of the sender, `client.senders.information(sender_id).print_checks`; all, unless given.

    Returns:
        What was found, page by page. A damaged or encrypted PDF is a finding too.

    Raises:
        ConfigurationError: The extra `print` is not installed.
        InvalidValueError: There is no such file, it cannot be read, or it is empty.
    """
    field = "preflight.document"
    if isinstance(document, bytes | bytearray | memoryview):
        content = content_from_bytes(document, field=field)
    else:
        content = content_from_path(document, field=field)
    return checked(content, PrintChecks() if checks is None else checks)
