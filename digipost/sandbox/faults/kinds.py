"""What can go wrong with a request."""

from __future__ import annotations

import re
import shlex
from datetime import timedelta
from enum import StrEnum
from http import HTTPStatus

import attrs

from digipost.errors import InvalidValueError

__all__ = ["ONE_OF_EACH", "Delay", "ErrorBody", "Fault", "Mishap", "Redirect", "Status"]

_CODE = re.compile(r"[A-Z0-9_]{1,100}")
_ADDRESS = re.compile(r"https?://[!-~]+")
_LONGEST = timedelta(days=1)
_LEAST_ERROR = 400
_MOST_ERROR = 599


class Mishap(StrEnum):
    """What goes wrong with a request, where there is no more to say of it."""

    HANG_UP = "hang-up"
    """Do nothing, and close the connection."""
    LOSE_ANSWER = "lose-answer"
    """Do what the request asks for, and close the connection without an answer."""
    CUT_BODY = "cut-body"
    """Close the connection in the middle of the answer's body."""
    WRONG_SIGNATURE = "wrong-signature"
    """Sign something other than the answer."""
    NO_SIGNATURE = "no-signature"
    """Leave the signature of the answer out."""
    STALE_DATE = "stale-date"
    """Date the answer ten minutes back, and sign it so."""
    WRONG_HASH = "wrong-hash"
    """Answer with the hash of another body, and sign it so."""
    NEW_CERTIFICATE = "new-certificate"
    """Sign this answer and all later ones with another key, whose certificate the entry point then has."""
    REPLAY_ANSWER = "replay-answer"
    """Do nothing, and repeat the signed answer to the request before with this method and path."""
    LATE_ANSWER = "late-answer"
    """Do what the request asks for, and send the answer to the request before with this method and path."""
    UNKNOWN_ELEMENTS = "unknown-elements"
    """Add elements and an attribute to the XML of the answer that the schema does not have."""
    UNKNOWN_VALUES = "unknown-values"
    """Answer with values that the schema's enumerations do not have."""


class ErrorBody(StrEnum):
    """What the body of an answer with an error status is."""

    DOCUMENT = "document"
    """An `error` document."""
    UNTYPED = "untyped"
    """One without `error-type`, which the schema demands and Digipost's samples do not have."""
    EMPTY = "empty"
    """Nothing."""
    TEXT = "text"
    """Text that is not XML."""
    PAGE = "page"
    """The HTML page of a proxy in front of Digipost, which signs nothing."""


@attrs.frozen
class Delay:
    """The answer comes later; what else goes wrong with the same request, does so after that time.

    Attributes:
        by: How much later.

    Raises:
        InvalidValueError: It is negative, or more than a day.
    """

    by: timedelta

    def __attrs_post_init__(self) -> None:
        if not timedelta(0) <= self.by <= _LONGEST:
            raise InvalidValueError("Delay.by", "must be from 0 to a day")

    def __str__(self) -> str:
        return f"delay={_seconds(self.by)}"


@attrs.frozen
class Status:
    """The answer is an error, and nothing is done unless `processed` is set.

    Attributes:
        status: The HTTP status, from 400 to 599.
        retry_after: What the header `Retry-After` says, in whole seconds; without it there is none.
        body: What the body is.
        code: Digipost's error code in an `error` document; without it, one that goes with the status.
        processed: Do what the request asks for all the same, as a server that fails after its work is done.

    Raises:
        InvalidValueError: The status is no error, the time is not of whole seconds and at most a day, or the
            code is not written in capital letters, digits and underscores.
    """

    status: int = HTTPStatus.SERVICE_UNAVAILABLE
    retry_after: timedelta | None = attrs.field(default=None, kw_only=True)
    body: ErrorBody = attrs.field(default=ErrorBody.DOCUMENT, kw_only=True)
    code: str | None = attrs.field(default=None, kw_only=True)
    processed: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not _LEAST_ERROR <= self.status <= _MOST_ERROR:
            raise InvalidValueError("Status.status", "must be from 400 to 599")
        wait = self.retry_after
        if wait is not None and (wait.microseconds or not timedelta(0) <= wait <= _LONGEST):
            raise InvalidValueError("Status.retry_after", "must be whole seconds, from 0 to a day")
        if self.code is not None and not _CODE.fullmatch(self.code):
            raise InvalidValueError("Status.code", "must be of capital letters, digits and underscores")

    def __str__(self) -> str:
        words = [f"status={int(self.status)}"]
        if self.retry_after is not None:
            words.append(f"retry-after={_seconds(self.retry_after)}")
        if self.body is not ErrorBody.DOCUMENT:
            words.append(f"body={self.body}")
        if self.code is not None:
            words.append(f"code={self.code}")
        if self.processed:
            words.append("processed=yes")
        return " ".join(words)


@attrs.frozen
class Redirect:
    """Nothing is done, and the answer is 307.

    Attributes:
        to: The address; without it, that of the request.

    Raises:
        InvalidValueError: It is not a printable address of http or https.
    """

    to: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.to is not None and not _ADDRESS.fullmatch(self.to):
            raise InvalidValueError("Redirect.to", "must be an address of http or https, in ASCII")

    def __str__(self) -> str:
        return "redirect" if self.to is None else f"redirect={shlex.quote(self.to)}"


Fault = Mishap | Delay | Status | Redirect
"""What goes wrong with a request."""


ONE_OF_EACH: tuple[Fault, ...] = (
    Delay(timedelta(milliseconds=100)),
    Status(HTTPStatus.TOO_MANY_REQUESTS, retry_after=timedelta(0)),
    *(Status(body=body) for body in ErrorBody),
    Redirect(),
    *Mishap,
)
"""Every kind of fault, so that none of them takes long."""


def _seconds(time: timedelta) -> str:
    return f"{time.total_seconds():.6f}".rstrip("0").rstrip(".") + "s"
