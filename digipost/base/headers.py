"""HTTP headers that every reader parses alike (RFC 9110, sections 5 and 6.4; RFC 9112, section 6)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from requests.structures import CaseInsensitiveDict

from digipost.base.http_dates import parse_http_date
from digipost.errors import InvalidValueError, ParseError, TransportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["check_request_headers", "content_length", "response_headers", "retry_after", "tells_end"]

_NAMES = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]*")
_VALUES = re.compile(r"[\t -~]*")
_OF_THE_TRANSPORT = {"content-length", "host", "transfer-encoding"}
# If one of these headers came twice, two programs could interpret the message differently.
_AT_MOST_ONCE = {"content-length", "date", "location", "x-content-sha256", "x-digipost-signature"}
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_SECONDS = re.compile(r"[0-9]{1,6}")
_LENGTH = re.compile(r"[0-9]{1,18}")


def check_request_headers(headers: Mapping[str, str]) -> None:
    """Check the headers of a request.

    Raises:
        InvalidValueError: A header cannot be sent unchanged, occurs twice, or is added by the transport.
    """
    names = {name.lower() for name in headers}
    if len(names) < len(headers) or names & _OF_THE_TRANSPORT:
        problem = f"must differ, and be none of {sorted(_OF_THE_TRANSPORT)}"
    # All headers in one check, since a letter has ten.
    elif "" in names or not _NAMES.fullmatch("".join(headers)):
        problem = "must have names of RFC 9110, such as Accept"
    elif not _VALUES.fullmatch("".join(headers.values())):
        problem = "must be printable ASCII on one line"
    else:
        return
    raise InvalidValueError("HttpRequest.headers", problem)


def response_headers(headers: Iterable[tuple[str, str]]) -> CaseInsensitiveDict[str]:
    """Return the headers of a response by name; the values of repeated ones are joined by a comma.

    Raises:
        TransportError: A header has a control character, or a critical header occurs twice.
    """
    joined: CaseInsensitiveDict[str] = CaseInsensitiveDict()
    for name, value in headers:
        text = value.strip(" \t")
        if not text.isprintable() and _CONTROL.search(text):
            raise _failure("a header with a control character")
        if name in joined:
            if name.lower() in _AT_MOST_ONCE:
                raise _failure(f"more than one {name.lower()} header")
            text = f"{joined[name]}, {text}"
        joined[name] = text
    return joined


def content_length(headers: Mapping[str, str]) -> int | None:
    """Return the length of a body in bytes; None if it is missing or malformed."""
    length = headers.get("content-length", "")
    return int(length) if _LENGTH.fullmatch(length) else None


def tells_end(headers: Mapping[str, str]) -> bool | None:
    """Return True if the headers of a response show where its body ends: by a length, or by chunks.

    None means that programs could differ: both are given, the length is malformed, or the coding is unknown.
    """
    length, coding = headers.get("content-length"), headers.get("transfer-encoding")
    is_malformed = length and content_length(headers) is None
    if is_malformed or (coding and (length or coding.lower() != "chunked")):
        return None
    return bool(length or coding)


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """Return the wait of `Retry-After` (RFC 9110, section 10.2.3), in both forms; Digipost documents none."""
    wait = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(wait):
        return timedelta(seconds=int(wait))
    try:
        # Both dates come from the same clock; the clock of this machine may differ.
        moments = parse_http_date(wait), parse_http_date(headers.get("date", ""))
    except ParseError:
        return None
    return max(moments[0] - moments[1], timedelta(0))


def _failure(found: str) -> TransportError:
    return TransportError(f"the answer has {found}", request_sent=True)
