"""Errors raised without an answer: before a request, or because no usable answer came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost_schema.errors import DigipostError

if TYPE_CHECKING:
    from uuid import UUID

__all__ = [
    "ConfigurationError",
    "EncryptionError",
    "InvalidValueError",
    "PreflightError",
    "TransportError",
    "TransportTimeoutError",
]


class TransportError(DigipostError):
    """No usable answer came: the connection failed, broke off, or what came was not HTTP.

    Attributes:
        request_sent: Whether the request may have reached Digipost. When False it certainly has not.
    """

    def __init__(self, message: str, *, request_sent: bool, retryable: bool = True) -> None:
        super().__init__(message)
        self.request_sent = request_sent
        self.retryable = retryable


class TransportTimeoutError(TransportError):
    """No answer came in the time that the configuration allows."""


class ConfigurationError(DigipostError):
    """A certificate, key, environment or identity that cannot be used; raised before any request."""


class InvalidValueError(DigipostError, ValueError):
    """A value that Digipost cannot accept; raised before any request.

    The text names the field, what is allowed and what to do, and never repeats a value that may be personal.

    Attributes:
        field: The field's dotted name, such as `Document.subject`.
        problem: What is wrong with it.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class PreflightError(InvalidValueError):
    """A document that fails the checks for its way: a PDF to the printer, or encrypted to a mailbox; or HTML.

    `digipost.preflight.check` tells all of what it found, and `digipost.preflight.picture` shows it;
    `digipost.preflight.check_html` tells all of HTML.

    Attributes:
        field: Which document of the message, such as `Message.attachments[0]`.
        problem: What was found, where, and what to do about it.
        document: The document's uuid.
        verdicts: What Digipost's validator would call it, such as `INSUFFICIENT_MARGIN_FOR_PRINT`;
            `INVALID_HTML_CONTENT` for HTML.
        pages: The pages at fault, counted from 1.
    """

    def __init__(
        self, field: str, problem: str, *, document: UUID, verdicts: tuple[str, ...], pages: tuple[int, ...]
    ) -> None:
        super().__init__(field, problem)
        self.document = document
        self.verdicts = verdicts
        self.pages = pages


class EncryptionError(DigipostError):
    """A document that cannot be encrypted, because the key or the PDF is unusable; nothing was sent."""
