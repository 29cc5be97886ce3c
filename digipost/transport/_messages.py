"""A request and its response, and the interface of transports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol, Self

import attrs
from requests.structures import CaseInsensitiveDict

from digipost.base.targets import normal_url
from digipost.errors import InvalidValueError, TransportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digipost.deadlines import Timeouts

_METHOD = re.compile(r"[A-Z]+")
_NAMES = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]*")
_VALUES = re.compile(r"[\t -~]*")
_OURS_TO_SEND = {"content-length", "host", "transfer-encoding"}
# Each of these headers decides something; with two of them, two readers could decide differently.
_AT_MOST_ONCE = {"content-length", "date", "location", "x-content-sha256", "x-digipost-signature"}
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


class Body(Protocol):
    """The body of a request that is not held in memory."""

    @property
    def content_length(self) -> int:
        """Exact length in bytes."""
        ...

    def __iter__(self) -> Iterator[bytes]:
        """Return an iterator over the bytes from the start; it raises errors of this library only."""
        ...


class AnswerBody(Protocol):
    """The source of a response's bytes, such as an `io.BytesIO`. It may have an `abandon` too."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; an empty result means the end."""
        ...

    def close(self) -> None:
        """Discard the unread bytes."""


@attrs.frozen(repr=False)
class HttpRequest:
    """A request, complete except for `Host` and `Content-Length`, which the transport adds.

    Attributes:
        method: In upper case.
        url: Absolute, `http` or `https`; kept in the form that is sent.
        headers: Sent in this order. Only `User-Agent` and `Accept-Encoding: identity` are added if missing.
        body: None for a request without a body, which is not the same as an empty body.
        timeouts: Replace the transport's timeouts.

    Raises:
        InvalidValueError: A part cannot be sent unchanged.
    """

    method: str
    url: str = attrs.field(converter=normal_url)
    headers: Mapping[str, str]
    body: bytes | Body | None = None
    timeouts: Timeouts | None = None

    def __attrs_post_init__(self) -> None:
        if not _METHOD.fullmatch(self.method):
            raise InvalidValueError("HttpRequest.method", "must be in upper-case letters, such as POST")
        names = {name.lower() for name in self.headers}
        if len(names) < len(self.headers) or names & _OURS_TO_SEND:
            problem = f"must differ, and be none of {sorted(_OURS_TO_SEND)}"
        # All headers in one check, since a letter has ten.
        elif "" in names or not _NAMES.fullmatch("".join(self.headers)):
            problem = "must have names of RFC 9110, such as Accept"
        elif not _VALUES.fullmatch("".join(self.headers.values())):
            problem = "must be printable ASCII on one line"
        else:
            return
        raise InvalidValueError("HttpRequest.headers", problem)

    @property
    def origin(self) -> str:
        """Scheme, host and port, as in the URL; an error may show nothing else of it."""
        return self.url[: self.url.index("/", len("https://"))]

    @property
    def target(self) -> str:
        """Path and query, byte for byte as they are sent."""
        return self.url[self.url.index("/", len("https://")) :]

    def __repr__(self) -> str:
        return f"<HttpRequest {self.method} {self.origin}/***>"


class HttpAnswer:
    """A response. Read it to the end, which returns its connection to the pool, or close it.

    Attributes:
        status: The HTTP status.
        headers: By case-insensitive name; the values of repeated headers are joined by a comma.

    Raises:
        TransportError: A header has a control character; or a critical one, such as `Date`, came twice.
    """

    __slots__ = ("_body", "headers", "status")

    def __init__(self, status: int, headers: Iterable[tuple[str, str]], body: AnswerBody) -> None:
        self.status, self._body = status, body
        self.headers: CaseInsensitiveDict[str] = CaseInsensitiveDict()
        for name, value in headers:
            text = value.strip(" \t")
            if not text.isprintable() and _CONTROL.search(text):
                raise _failure("has a header with a control character")
            if name in self.headers:
                if name.lower() in _AT_MOST_ONCE:
                    raise _failure(f"has more than one {name.lower()} header")
                text = f"{self.headers[name]}, {text}"
            self.headers[name] = text

    def iter_raw(self, chunk_size: int = 1 << 16) -> Iterator[bytes]:
        """Yield the bytes as received, not decompressed, at most `chunk_size` at a time; only once.

        Raises:
            TransportError: The response broke off, or timed out.
        """
        while chunk := self._body.read(chunk_size):
            yield chunk

    def read(self, limit: int) -> bytes:
        """Return all the bytes as received, not decompressed; at most `limit` are accepted.

        Raises:
            TransportError: There are more, or the response broke off or timed out.
        """
        chunks: list[bytes] = []
        for chunk in self.iter_raw():
            chunks.append(chunk)
            limit -= len(chunk)
            if limit < 0:
                self.close()
                raise _failure("is larger than the configuration allows", retryable=False)
        return b"".join(chunks)

    def close(self) -> None:
        """Close the connection, unless the response was read to its end."""
        self._body.close()

    def abandon(self) -> None:
        """Close the connection also if the response was read to its end: it belongs to another request."""
        getattr(self._body, "abandon", self.close)()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _failure(problem: str, *, retryable: bool = True) -> TransportError:
    return TransportError(f"the answer {problem}", request_sent=True, retryable=retryable)


class Transport(Protocol):
    """A transport of requests; shared between threads."""

    def send(self, request: HttpRequest) -> HttpAnswer:
        """Send a request; return the response of any status, redirects too, with its body unread.

        Raises:
            TransportError: No response came. Its `request_sent` is False only if no connection was made.
        """
        ...

    def close(self) -> None:
        """Release the transport's resources; calling it again does nothing."""
