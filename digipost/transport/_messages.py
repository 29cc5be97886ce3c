"""A request and its response, and the interface of transports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol, Self

import attrs

from digipost.base.headers import check_request_headers, response_headers
from digipost.base.targets import normal_url, origin_of
from digipost.errors import InvalidValueError, TransportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digipost.deadlines import Timeouts

_METHOD = re.compile(r"[A-Z]+")


class Body(Protocol):
    """The body of a request that is not held in memory."""

    @property
    def content_length(self) -> int:
        """Exact length in bytes."""
        ...

    def __iter__(self) -> Iterator[bytes]:
        """Return an iterator over the bytes from the start; iterating raises only this library's errors."""
        ...


class AnswerBody(Protocol):
    """The source of a response's bytes, such as an `io.BytesIO`. The method `abandon` is optional."""

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
        check_request_headers(self.headers)

    @property
    def origin(self) -> str:
        """Scheme, host and port, as in the URL; an error may show only this part of the URL."""
        return origin_of(self.url)

    @property
    def target(self) -> str:
        """Path and query, byte for byte as they are sent."""
        return self.url.removeprefix(self.origin)

    def __repr__(self) -> str:
        return f"<HttpRequest {self.method} {self.origin}/***>"


class HttpAnswer:
    """A response. Read it to the end, which returns its connection to the pool, or close it.

    Attributes:
        status: The HTTP status.
        headers: By case-insensitive name; the values of repeated headers are joined by a comma.

    Raises:
        TransportError: A header has a control character, or a critical header, such as `Date`, occurs twice.
    """

    __slots__ = ("_body", "headers", "status")

    def __init__(self, status: int, headers: Iterable[tuple[str, str]], body: AnswerBody) -> None:
        self.status, self.headers, self._body = status, response_headers(headers), body

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
            TransportError: The response has more bytes, broke off or timed out.
        """
        chunks: list[bytes] = []
        for chunk in self.iter_raw():
            chunks.append(chunk)
            limit -= len(chunk)
            if limit < 0:
                self.close()
                problem = "the answer is larger than the configuration allows"
                raise TransportError(problem, request_sent=True, retryable=False)
        return b"".join(chunks)

    def close(self) -> None:
        """Close the connection, unless the response was read to its end."""
        self._body.close()

    def abandon(self) -> None:
        """Close the connection even after the response was read to its end: it belongs to another request."""
        getattr(self._body, "abandon", self.close)()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Transport(Protocol):
    """A transport of requests; shared between threads."""

    def send(self, request: HttpRequest) -> HttpAnswer:
        """Send a request; return the response of any status, redirects too, with its body unread.

        Raises:
            TransportError: No response arrived. The error's `request_sent` is False only if no connection was
                made.
        """
        ...

    def close(self) -> None:
        """Release the transport's resources; calling it again does nothing."""
