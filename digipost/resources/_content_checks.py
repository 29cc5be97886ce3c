"""Checks of a message's PDFs and HTML before the message is sent.

A document for print only must be printable. A document for either a mailbox or print is checked less
strictly, as by Digipost's validator: Digipost chooses the channel, and margins do not matter in a mailbox.
Encrypted documents are always checked, since Digipost cannot check them later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.errors import PreflightError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.config import ClientConfig
    from digipost.content import Content
    from digipost.document import Document
    from digipost.message import Message
    from digipost.preflight import Finding, HtmlReport, Report

__all__ = ["ContentChecks", "is_wanted", "may_be_printed"]

_PDF = "pdf"
_HTML = {"html", "htm"}
_MOST_TOLD = 3  # findings


def is_wanted(config: ClientConfig) -> bool:
    """Return True if PDFs are checked: by `ClientConfig.preflight`, or if the extra `print` is installed."""
    if config.preflight is not None:
        return config.preflight
    from digipost.preflight.printability.print_check import is_possible  # noqa: PLC0415 - see _report

    return is_possible()


def may_be_printed(message: Message) -> bool:
    """Return True if a message may go on paper, at once or later."""
    return message.recipient.print_details is not None or message.may_be_printed_later


@attrs.frozen
class _Wanted:
    """A document to check.

    Attributes:
        field: The document's place in the message.
        document: The document.
        content: The PDF to check; None for HTML, which is the document's own content.
        to_print: True if the PDF must be printable.
    """

    field: str
    document: Document
    content: Content | None
    to_print: bool = attrs.field(default=False, kw_only=True)


class ContentChecks:
    """The checks of one message; each content is checked once.

    Args:
        config: The checks to run.
        message: The message as it was built.
    """

    def __init__(self, config: ClientConfig, message: Message) -> None:
        self._config = config
        self._message = message
        self._reports: dict[int, Report] = {}

    def check_before_asking(self) -> None:
        """Refuse documents that are unfit regardless of the recipient's channel.

        Raises:
            PreflightError: A PDF or HTML document of the message is unfit.
            ConfigurationError: Checks are demanded, or HTML is to be encrypted, and the extra is missing.
        """
        for wanted in self._wanted():
            if wanted.content is None:
                self._check_html(wanted.field, wanted.document)
            else:
                self._check(wanted.field, wanted.document, wanted.content, to_print=wanted.to_print)

    def missing_extras(self) -> list[str]:
        """Return the missing extras for the checks; none if the configuration allows unchecked documents."""
        if self._config.preflight is not None:
            return []
        from digipost.preflight.html import is_html_possible  # noqa: PLC0415 - as in _report

        needed = {"html" if each.content is None else "print" for each in self._wanted()}
        missing = []
        if "print" in needed and not is_wanted(self._config):
            missing.append("print")
        if "html" in needed and not is_html_possible():
            missing.append("html")
        return missing

    def check_for_print(self) -> None:
        """Refuse documents that cannot be printed; called when the letter is certain to be printed.

        Raises:
            PreflightError: A PDF of the message cannot be printed.
        """
        for field, document in self._documents():
            self._check(field, document, document.print_content or document.content, to_print=True)

    def _wanted(self) -> Iterator[_Wanted]:
        """Yield the checks that apply regardless of the recipient's channel."""
        print_only, to_print = self._message.is_for_print_only, may_be_printed(self._message)
        for field, document in self._documents():
            if document.print_content is not None or print_only:
                yield _Wanted(field, document, document.print_content or document.content, to_print=True)
            if not print_only and (to_print or document.encrypt) and document.file_type == _PDF:
                yield _Wanted(field, document, document.content)
            if not print_only and document.file_type in _HTML:
                yield _Wanted(field, document, None)

    def _documents(self) -> Iterator[tuple[str, Document]]:
        yield "Message.primary_document", self._message.primary_document
        for number, document in enumerate(self._message.attachments):
            yield f"Message.attachments[{number}]", document

    def _check(self, field: str, document: Document, content: Content, *, to_print: bool) -> None:
        report = self._report(content)
        if report is None or report.is_printable or (report.allows_digital and not to_print):
            return
        findings = [each for each in report.findings if to_print or not each.verdict.allows_digital]
        way = "be printed" if to_print else "be sent"
        raise PreflightError(
            field,
            f"the PDF cannot {way}. {_told(findings)}",
            document=document.uuid,
            verdicts=tuple(dict.fromkeys(each.verdict.value for each in findings)),
            pages=tuple(sorted({each.page for each in findings if each.page is not None})),
        )

    def _check_html(self, field: str, document: Document) -> None:
        from digipost.preflight.html import checked_html, is_html_possible  # noqa: PLC0415 - as in _report

        wanted = self._config.preflight
        if wanted is False or (wanted is None and not document.encrypt and not is_html_possible()):
            return
        report = checked_html(document.content)
        if not report.is_accepted:
            raise PreflightError(
                field,
                f"Digipost refuses the HTML. {_told_of_html(report)}",
                document=document.uuid,
                verdicts=("INVALID_HTML_CONTENT",),  # the code in Digipost's Java client
                pages=(),
            )

    def _report(self, content: Content) -> Report | None:
        if not is_wanted(self._config):
            return None
        # Most letters need no check, and the checks take as long to import as the schema.
        from digipost.preflight.printability.print_check import checked  # noqa: PLC0415

        if id(content) not in self._reports:
            self._reports[id(content)] = checked(content, self._config.print_checks)
        return self._reports[id(content)]


def _told_of_html(report: HtmlReport) -> str:
    told = [
        f"Line {each.line}, column {each.column}: {each.summary}." for each in report.messages[:_MOST_TOLD]
    ]
    if len(report.messages) > _MOST_TOLD:
        told.append(f"And {len(report.messages) - _MOST_TOLD} more.")
    return " ".join([*told, "digipost.preflight.check_html tells more."])


def _told(findings: list[Finding]) -> str:
    told = [
        f"{each.verdict}{'' if each.page is None else f' on page {each.page}'}: {each.reason}."
        for each in findings[:_MOST_TOLD]
    ]
    if len(findings) > _MOST_TOLD:
        told.append(f"And {len(findings) - _MOST_TOLD} more.")
    return " ".join([*told, *dict.fromkeys(each.verdict.advice for each in findings)])
