"""Errors from Digipost's responses, and from responses that cannot be used."""

from __future__ import annotations

import re
from datetime import timedelta
from http import HTTPStatus
from itertools import islice
from typing import TYPE_CHECKING, Literal

from digipost.errors._codes import ALREADY_ACCEPTED, NO_SUCH_USER, advice_for, cause_for
from digipost.errors._masking import masked_line, masked_text, without_echoes
from digipost.errors._signature_difference import cause_and_difference, expected_canonical, masked_canonical
from digipost_schema.errors import DigipostError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = [
    "ApiError",
    "AuthenticationError",
    "DeliveryUnknownError",
    "DuplicateMessageError",
    "InvalidRequestError",
    "NotFoundError",
    "ParseError",
    "ServerError",
    "SignatureRejectedError",
    "UnknownRecipientError",
    "VerificationError",
    "api_error",
]

_REFUSED = "Digipost does not accept the certificate for this broker id, or the account may not do this."
_LABEL = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")
_MOST_LINKS = 20  # of an error; Digipost is known to give one


class ApiError(DigipostError):
    """Digipost refused the request.

    If the credentials are the known cause, the text begins with it. It also contains the status,
    Digipost's code and message and, for common codes, advice on the fix. Personal numbers, telephone numbers
    and mailbox addresses are masked in text and attributes. Parts of the request that Digipost's message
    repeats are masked too: names, addresses, search texts, subjects, data types.

    Attributes:
        status: The HTTP status.
        code: Digipost's error code, such as `UNKNOWN_RECIPIENT`; it can be any text. None if the response has
            none.
        error_type: `SERVER`, `CLIENT_DATA`, `CLIENT_TECHNICAL`, `CONFIGURATION`, `NONE`; any text, or None.
        message: Digipost's explanation on one line; may be empty.
        cause: The reason for the refusal if the certificate or the broker id is wrong; else None.
        advice: The fix, or None if it is not known.
        links: Addresses by relation: the first 20 of the response, except addresses that would need masking.
        retry_after: The wait that Digipost requests, or None.
    """

    _default_advice: str | None = None

    # Rebuilding an error from its `args` needs positional arguments.
    def __init__(  # noqa: PLR0917
        self,
        message: str | None,
        status: int,
        code: str | None = None,
        error_type: str | None = None,
        links: Mapping[str, str] | None = None,
        advice: str | None = None,
        retry_after: timedelta | float | None = None,
        cause: str | None = None,
        *,
        sent: Collection[str] = (),
    ) -> None:
        self.status = status
        self.code = _label(code, sent)
        self.error_type = _label(error_type, sent)
        self.message = masked_line(without_echoes(message or "", sent))
        self.cause = cause or cause_for(code)
        self.advice = advice or advice_for(code) or self._default_advice
        some = islice((links or {}).items(), _MOST_LINKS)
        self.links = {relation: uri for relation, uri in some if masked_text(uri) == uri}
        self.retryable = _passes_by_itself(status)
        self.retry_after = (
            timedelta(seconds=retry_after) if isinstance(retry_after, int | float) else retry_after
        )
        answer = f"Digipost answered {status} {self.code or ''}".rstrip()
        reason = self.message or "no explanation was given."
        stop = "" if reason.endswith((".", ":", "!", "?")) else "."
        text = f"{self.cause or ''} {answer}: {reason}{stop} {self.advice or ''}".strip()
        super().__init__(text, arguments=self._arguments())

    def _arguments(self) -> tuple[object, ...]:
        wait = None if self.retry_after is None else self.retry_after.total_seconds()
        given = (self.message, self.status, self.code, self.error_type, self.links)
        return *given, self.advice, wait, self.cause


class AuthenticationError(ApiError):
    """401 or 403: Digipost does not accept the credentials, or the account lacks the permission."""

    _default_advice = (
        "Check that the certificate is registered at Digipost for this broker id (OAuth: this client id), "
        "and that the account may do this."
    )


class SignatureRejectedError(AuthenticationError):
    """Digipost could not verify the signature of the request.

    The advice shows the first line in which the client's canonical string differs from Digipost's.
    Parts of path and query that may be personal are left out. A wrong clock is not the cause: Digipost
    answers that with 400.

    Attributes:
        expected: Digipost's canonical string, with personal parts of path and query masked; None if the
            response did not show it.
    """

    # Rebuilding an error from its `args` needs positional arguments.
    def __init__(  # noqa: PLR0917
        self,
        message: str | None,
        status: int,
        code: str | None = None,
        error_type: str | None = None,
        links: Mapping[str, str] | None = None,
        advice: str | None = None,
        retry_after: timedelta | float | None = None,
        cause: str | None = None,
        expected: str | None = None,
        *,
        canonical: str | None = None,
        sent: Collection[str] = (),
    ) -> None:
        message, found = expected_canonical(message or "")
        self.expected = expected if found is None else masked_canonical(found)
        if canonical is not None and found is not None:
            cause, shown = cause_and_difference(canonical, found, cause)
            advice = advice or advice_for(code) or shown
        cause = cause or cause_for("INVALID_SIGNATURE")
        super().__init__(message, status, code, error_type, links, advice, retry_after, cause, sent=sent)

    def _arguments(self) -> tuple[object, ...]:
        return *super()._arguments(), self.expected


class NotFoundError(ApiError):
    """404: the resource does not exist, or this sender cannot access it."""


class UnknownRecipientError(NotFoundError):
    """The recipient has no Digipost mailbox, and the message has no print details."""

    _default_advice = advice_for("UNKNOWN_RECIPIENT")


class InvalidRequestError(ApiError):
    """Any other 4xx: the request is wrong, and must not be repeated unchanged."""


class DuplicateMessageError(InvalidRequestError):
    """Digipost has accepted another message with this message id.

    `client.messages.send` has checked the status of the primary document: its content is not the same.
    """


class ServerError(ApiError):
    """5xx or 429: Digipost cannot handle the request now; it may succeed later."""

    _default_advice = "Try again later; a letter keeps its message id, so that it is not sent twice."


class VerificationError(DigipostError):
    """The response cannot be trusted. It is unknown if Digipost has accepted a message that was sent.

    Attributes:
        check: The check that failed.
        status: The HTTP status of that response. A 5xx is often the page of a proxy, which signs nothing.
    """

    def __init__(self, problem: str, check: Literal["date", "hash", "signature"], status: int) -> None:
        text = f"the {check} of an answer with status {status} is not right: {problem}"
        super().__init__(text, arguments=(problem, check, status))
        self.check: Literal["date", "hash", "signature"] = check
        self.status = status
        self.retryable = _passes_by_itself(status)


class ParseError(DigipostError):
    """The response does not fit the schema.

    Attributes:
        path: The place in the response, such as `message-delivery/status`.
    """

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}", arguments=(path, problem))
        self.path = path
        self.problem = problem


class DeliveryUnknownError(DigipostError):
    """No response proves that Digipost accepted the letter, or that it did not.

    Call `client.messages.confirm`, or send the same message again, since `retryable` is True. Digipost
    accepts a message id once, so the letter cannot arrive twice.

    Attributes:
        message_id: The id of the message.
        content_hash: The hash of the primary document's content as it was sent, for `confirm`. The hash
            cannot be computed again if the document was encrypted or its file has changed. None if the file
            changed before the error.
    """

    retryable = True

    def __init__(self, message: str, message_id: str, content_hash: str | None = None) -> None:
        super().__init__(message, arguments=(message, message_id, content_hash))
        self.message_id = message_id
        self.content_hash = content_hash


# The status of these codes is not documented, so the code decides.
_CLASSES_OF_CODES: Mapping[str | None, type[ApiError]] = {
    **dict.fromkeys(ALREADY_ACCEPTED, DuplicateMessageError),
    "UNKNOWN_RECIPIENT": UnknownRecipientError,
}


def api_error(
    status: int,
    code: str | None = None,
    error_type: str | None = None,
    message: str | None = None,
    *,
    links: Mapping[str, str] | None = None,
    canonical: str | None = None,
    sent: Collection[str] = (),
    sending: bool = False,
    retry_after: timedelta | None = None,
    cause: str | None = None,
) -> ApiError:
    """Return the error for a response; status and, within 4xx, code determine its class.

    `message` is unmasked. `canonical` is the signed string. `sent` holds the texts of the request that the
    error must not repeat. With `sending`, 404 means an unknown recipient. `cause` is a known problem with the
    certificate.
    """
    cls = _error_class(status, code, sending=sending)
    rejected = code == "INVALID_SIGNATURE" or expected_canonical(message or "")[1] is not None
    if rejected and cls is not ServerError:
        return SignatureRejectedError(
            message,
            status=status,
            code=code,
            error_type=error_type,
            links=links,
            canonical=canonical,
            sent=sent,
            cause=cause,
        )
    if cause_for(code) or advice_for(code):
        cause = None  # a known code is more specific than the certificate
    elif cls is AuthenticationError and not message:
        cause = cause or _REFUSED
    return cls(message, status, code, error_type, links, None, retry_after, cause, sent=sent)


def _label(text: str | None, sent: Collection[str]) -> str | None:
    """Return a code unchanged; mask any other text like an explanation."""
    if text is not None and not _LABEL.fullmatch(text):
        text = without_echoes(text, sent)
    return masked_line(text or "") or None


def _error_class(status: int, code: str | None, *, sending: bool) -> type[ApiError]:
    if _passes_by_itself(status):
        return ServerError
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return AuthenticationError
    if code in _CLASSES_OF_CODES:
        return _CLASSES_OF_CODES[code]
    if status == HTTPStatus.NOT_FOUND:
        return UnknownRecipientError if sending and code in NO_SUCH_USER else NotFoundError
    return InvalidRequestError if status >= HTTPStatus.BAD_REQUEST else ApiError


def _passes_by_itself(status: int) -> bool:
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS
