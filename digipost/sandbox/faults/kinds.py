"""The kinds of faults."""

from __future__ import annotations

import re
import shlex
from datetime import timedelta
from enum import StrEnum
from http import HTTPStatus

import attrs

from digipost.base.arguments import truth
from digipost.base.checked_calls import a, integer, optional, string, takes
from digipost.errors import InvalidValueError

__all__ = ["ONE_OF_EACH", "Delay", "ErrorBody", "Fault", "Mishap", "Redirect", "Status"]

_CODE = re.compile(r"[A-Z0-9_]{1,100}")
_ADDRESS = re.compile(r"https?://[!-~]+")
_LONGEST = timedelta(days=1)
_LEAST_ERROR = 400
_MOST_ERROR = 599


class Mishap(StrEnum):
    """A fault without parameters."""

    HANG_UP = "hang-up"
    """Close the connection without processing the request."""
    LOSE_ANSWER = "lose-answer"
    """Process the request, then close the connection without a response."""
    CUT_BODY = "cut-body"
    """Close the connection in the middle of the response body."""
    WRONG_SIGNATURE = "wrong-signature"
    """Sign something other than the response."""
    NO_SIGNATURE = "no-signature"
    """Send the response without its signature."""
    STALE_DATE = "stale-date"
    """Sign the response with a date ten minutes in the past."""
    WRONG_HASH = "wrong-hash"
    """Send the hash of another body, and sign the response with it."""
    NEW_CERTIFICATE = "new-certificate"
    """Sign this and all later responses with another key; the entry point then has its certificate."""
    REPLAY_ANSWER = "replay-answer"
    """Repeat the previous signed response for this method and path, without processing the request."""
    LATE_ANSWER = "late-answer"
    """Process the request, but send the previous response for this method and path."""
    UNKNOWN_ELEMENTS = "unknown-elements"
    """Add elements and an attribute to the response's XML that are not in the schema."""
    UNKNOWN_VALUES = "unknown-values"
    """Send values that the schema's enumerations do not have."""


class ErrorBody(StrEnum):
    """The body of a response with an error status."""

    DOCUMENT = "document"
    """An `error` document."""
    UNTYPED = "untyped"
    """An `error` without `error-type`, which the schema demands and Digipost's samples do not have."""
    EMPTY = "empty"
    """An empty body."""
    TEXT = "text"
    """Text that is not XML."""
    PAGE = "page"
    """The HTML page of a proxy in front of Digipost, which signs nothing."""


@takes("Delay", by=a(timedelta))
@attrs.frozen
class Delay:
    """A delay of the response; other faults of the same request happen after the delay.

    Attributes:
        by: The length of the delay.

    Raises:
        InvalidValueError: The delay is negative, or more than a day.
    """

    by: timedelta

    def __attrs_post_init__(self) -> None:
        if not timedelta(0) <= self.by <= _LONGEST:
            raise InvalidValueError("Delay.by", "must be from 0 to a day")

    def __str__(self) -> str:
        return f"delay={_seconds(self.by)}"


@takes(
    "Status",
    status=integer,
    retry_after=optional(a(timedelta)),
    body=a(ErrorBody),
    code=optional(string),
    processed=truth,
)
@attrs.frozen
class Status:
    """An error response; the request is not processed unless `processed` is set.

    Attributes:
        status: The HTTP status, from 400 to 599.
        retry_after: The value of the header `Retry-After`, in whole seconds; without it, no header is sent.
        body: The kind of body.
        code: Digipost's error code in an `error` document; by default, a code that fits the status.
        processed: Process the request all the same, like a server that fails after its work is done.

    Raises:
        InvalidValueError: The status is no error, or the time is not whole seconds up to a day. Or the code
            contains characters other than capital letters, digits and underscores.
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


@takes("Redirect", to=optional(string))
@attrs.frozen
class Redirect:
    """A redirect with status 307; the request is not processed.

    Attributes:
        to: The target address; by default, the address of the request.

    Raises:
        InvalidValueError: The target is not a printable http or https address.
    """

    to: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.to is not None and not _ADDRESS.fullmatch(self.to):
            raise InvalidValueError("Redirect.to", "must be an address of http or https, in ASCII")

    def __str__(self) -> str:
        return "redirect" if self.to is None else f"redirect={shlex.quote(self.to)}"


Fault = Mishap | Delay | Status | Redirect
"""Any fault of a request."""


ONE_OF_EACH: tuple[Fault, ...] = (
    Delay(timedelta(milliseconds=100)),
    Status(HTTPStatus.TOO_MANY_REQUESTS, retry_after=timedelta(0)),
    *(Status(body=body) for body in ErrorBody),
    Redirect(),
    *Mishap,
)
"""Every kind of fault, each with a short duration."""


def _seconds(time: timedelta) -> str:
    return f"{time.total_seconds():.6f}".rstrip("0").rstrip(".") + "s"
