"""Errors raised before a request, or because no usable response came."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from digipost_schema.errors import DigipostError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ConfigurationError",
    "EncryptionError",
    "InvalidValueError",
    "PreflightError",
    "TransportError",
    "TransportTimeoutError",
]


class TransportError(DigipostError):
    """No usable response came: the connection failed, broke off, or the response was not HTTP.

    Attributes:
        request_sent: True if the request may have reached Digipost; False if it certainly did not.
    """

    # Rebuilding an error from its `args` needs positional arguments.
    def __init__(self, message: str, request_sent: bool, retryable: bool = True) -> None:  # noqa: FBT001, FBT002
        super().__init__(message, arguments=(message, request_sent, retryable))
        self.request_sent = request_sent
        self.retryable = retryable


class TransportTimeoutError(TransportError):
    """No response came within the configured timeouts."""


class ConfigurationError(DigipostError):
    """A certificate, key, environment or identity that cannot be used; raised before any request."""


class InvalidValueError(DigipostError, ValueError):
    """A value that Digipost cannot accept; raised before any request.

    The text names the field, the allowed values and the fix. It never repeats a value that may be personal.

    Attributes:
        field: The field's dotted name, such as `Document.subject`.
        problem: The problem with the field's value.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}", arguments=(field, problem))
        self.field = field
        self.problem = problem


class PreflightError(InvalidValueError):
    """A document fails the checks for its channel: a PDF for print, an encrypted PDF for a mailbox, or HTML.

    `digipost.preflight.check` returns all findings, and `digipost.preflight.picture` shows them;
    `digipost.preflight.check_html` returns all findings in HTML.

    Attributes:
        field: The document in the message, such as `Message.attachments[0]`.
        problem: The finding, its place and the fix.
        document: The document's uuid.
        verdicts: The names of the findings in Digipost's validator, such as `INSUFFICIENT_MARGIN_FOR_PRINT`;
            `INVALID_HTML_CONTENT` for HTML.
        pages: The pages at fault, counted from 1.
    """

    def __init__(
        self, field: str, problem: str, document: UUID | str, verdicts: Sequence[str], pages: Sequence[int]
    ) -> None:
        super().__init__(field, problem)
        self.document = UUID(str(document))
        self.verdicts = tuple(verdicts)
        self.pages = tuple(pages)
        self.args = (field, problem, str(document), self.verdicts, self.pages)


class EncryptionError(DigipostError):
    """A document cannot be encrypted, because the key or the PDF is unusable; nothing was sent."""
