"""The network, as the rest of the library sees it: one request out, one answer back.

`Transport` is the seam where tests and users put a network of their own; `HttpTransport` is the real one.
Nothing here signs, verifies, retries or follows a redirect. A request's target goes out byte for byte, with
no headers but its own, `Host` and `Content-Length`, since a signature covers it; an answer's bytes come as
received, before decompression, since the server's hash covers those.
"""

from __future__ import annotations

import os
import re
import ssl
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol, Self

import attrs

from digipost.connections import MASKED_TARGET, Connections
from digipost.errors import ConfigurationError, InvalidValueError, TransportError
from digipost.headers import Headers
from digipost.tls import tls_context, trusted_certificates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import TracebackType

__all__ = ["AnswerBody", "Body", "HttpAnswer", "HttpRequest", "HttpTransport", "Transport"]

_CHUNK = 1 << 16  # bytes
_URL = re.compile(
    r"(?P<origin>https?://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]{1,5}))?)"
    r"(?P<target>/[!\"$-~]*)?"  # printable ASCII without space and number sign
)
_LAST_PORT = 65535
_METHOD = re.compile(r"[A-Z]+")
_NAME_CHARACTERS = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]*")
_VALUE_CHARACTERS = re.compile(r"[\t -~]*")
_OURS_TO_SEND = frozenset({"content-length", "host", "transfer-encoding"})


class Body(Protocol):
    """A request's body that is not held in memory."""

    @property
    def content_length(self) -> int:
        """The exact length in bytes."""
        ...

    def __iter__(self) -> Iterator[bytes]:
        """The bytes from the first one, each time anew; raises nothing but errors of this library."""
        ...


class AnswerBody(Protocol):
    """Where an answer's bytes come from; an `io.BytesIO` is one."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, and none only at the end."""
        ...

    def close(self) -> None:
        """Gives up what is left."""
        ...


def _check_method(_request: HttpRequest, _attribute: attrs.Attribute[str], value: str) -> None:
    if not _METHOD.fullmatch(value):
        raise InvalidValueError("HttpRequest.method", "must be in upper-case letters, such as POST")


def _check_headers(
    _request: HttpRequest, _attribute: attrs.Attribute[Mapping[str, str]], value: Mapping[str, str]
) -> None:
    names = {name.lower() for name in value}
    if len(names) < len(value) or names & _OURS_TO_SEND:
        raise InvalidValueError("HttpRequest.headers", f"must differ, and be none of {sorted(_OURS_TO_SEND)}")
    # All at once, since a letter has ten.
    if "" in names or not _NAME_CHARACTERS.fullmatch("".join(value)):
        raise InvalidValueError("HttpRequest.headers", "must have names of RFC 9110, such as Accept")
    if not _VALUE_CHARACTERS.fullmatch("".join(value.values())):
        raise InvalidValueError("HttpRequest.headers", "must be printable ASCII on one line")


def _split_url(request: HttpRequest) -> re.Match[str]:
    split = _URL.fullmatch(request.url)
    if split and int(split["port"] or 0) <= _LAST_PORT:
        return split
    problem = "must be http(s)://host[:port]/path[?query], escaped, without fragment, user or password"
    raise InvalidValueError("HttpRequest.url", problem)


@attrs.frozen(repr=False)
class HttpRequest:
    """One request, complete but for `Host` and `Content-Length`, which the transport writes.

    Attributes:
        method: In upper case.
        url: Absolute, `http` or `https`, in printable ASCII, escaped by the caller and not touched again.
        headers: They go out in this order and no others do.
        body: None for a request without an entity, which is not the same as an empty one.

    Raises:
        InvalidValueError: Something that could not go out as it is.
    """

    method: str = attrs.field(validator=_check_method)
    url: str
    headers: Mapping[str, str] = attrs.field(validator=_check_headers)
    body: bytes | Body | None = None
    _split: re.Match[str] = attrs.field(
        init=False, eq=False, default=attrs.Factory(_split_url, takes_self=True)
    )

    @property
    def origin(self) -> str:
        """Scheme, host and port, as in the URL: all of it that an error may show."""
        return self._split["origin"]

    @property
    def target(self) -> str:
        """Path and query, byte for byte as they go on the wire."""
        return self._split["target"] or "/"

    @property
    def content_length(self) -> int | None:
        """The length of the body in bytes; None without a body."""
        if isinstance(self.body, bytes):
            return len(self.body)
        return None if self.body is None else self.body.content_length

    def __repr__(self) -> str:
        return f"<HttpRequest {self.method} {self.origin}{MASKED_TARGET}>"


class HttpAnswer:
    """One answer. Read it to the end, which frees its connection for the next request, or close it.

    Attributes:
        status: The HTTP status.
        headers: See `Headers`.
    """

    __slots__ = ("_body", "headers", "status")

    def __init__(self, status: int, headers: Iterable[tuple[str, str]], body: AnswerBody) -> None:
        self.status = status
        self.headers = Headers(headers)
        self._body = body

    def iter_raw(self, chunk_size: int = _CHUNK) -> Iterator[bytes]:
        """The bytes as received, not decompressed, at most `chunk_size` at a time; only once.

        Raises:
            TransportError: The answer broke off, or stopped coming.
        """
        while chunk := self._body.read(chunk_size):
            yield chunk

    def read(self, limit: int) -> bytes:
        """All the bytes as received, not decompressed.

        Args:
            limit: How many bytes are acceptable.

        Raises:
            TransportError: There are more, or the answer broke off or stopped coming.
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
        """Gives up what has not been read."""
        self._body.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class Transport(Protocol):
    """Something that carries requests; shared between threads."""

    def send(self, request: HttpRequest) -> HttpAnswer:
        """The answer, whatever its status, its body not yet read; redirects are answers too.

        Raises:
            TransportError: No answer. Its `request_sent` is False only if nothing can have arrived.
        """
        ...

    def close(self) -> None:
        """Frees what the transport holds; safe to call again."""
        ...


class HttpTransport:
    """The network, over connections that are kept open; safe to share between threads, and after a fork.

    The environment is read once: which certificates to trust when the transport is made, and the proxy for
    a server when that server is first called.

    Args:
        connect_timeout: How long to wait for a connection, TLS included.
        read_timeout: How long to wait for the next bytes of an answer, or for the server to take ours.
        total_timeout: How long one request and its answer may take, from connecting to the last byte. What a
            caller does between two pieces of an answer does not count.
        tls: TLS settings, such as those of `digipost.tls.tls_context()` with a client certificate added.

    Raises:
        ConfigurationError: A timeout that is not positive, TLS settings that do not verify the server, or
            an environment that names certificates which are not there.
    """

    def __init__(
        self,
        *,
        connect_timeout: timedelta = timedelta(seconds=10),
        read_timeout: timedelta = timedelta(seconds=30),
        total_timeout: timedelta = timedelta(minutes=10),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        seconds = (
            connect_timeout.total_seconds(),
            read_timeout.total_seconds(),
            total_timeout.total_seconds(),
        )
        if min(seconds) <= 0:
            raise ConfigurationError("each of the three timeouts must be longer than nothing")
        if tls is not None and (tls.verify_mode != ssl.CERT_REQUIRED or not tls.check_hostname):
            raise ConfigurationError("tls must verify the server: CERT_REQUIRED, and check_hostname on")
        # Not loaded before HTTPS is spoken, since that takes some 20 ms.
        load_tls = partial(tls_context, trusted_certificates())
        self._connect = partial(Connections, *seconds, load_tls if tls is None else lambda: tls)
        self._connections, self._process = self._connect(), os.getpid()

    def send(self, request: HttpRequest) -> HttpAnswer:
        """The answer, as `Transport.send` has it.

        Raises:
            TransportError: No connection, or none that lasted until the answer's headers.
            TransportTimeoutError: One of the timeouts passed, or a `time_limit` around the call.
            ConfigurationError: The environment names a proxy or certificates that cannot be used.
            InvalidValueError: The body could not be read any more, or changed; passed on from the body.
        """
        headers = dict(request.headers)
        if request.content_length is not None:
            headers["Content-Length"] = str(request.content_length)
        received = self._own_connections().send(
            request.method, request.origin, request.target, headers, request.body
        )
        try:
            return HttpAnswer(received.status, received.headers, received)
        except TransportError:
            received.close()
            raise

    def close(self) -> None:
        """Closes the connections that wait for a next request; one that comes after all opens a new one."""
        self._own_connections().close()

    def _own_connections(self) -> Connections:
        # A child process must not speak over its parent's connections.
        if self._process != os.getpid():
            self._connections, self._process = self._connect(), os.getpid()
        return self._connections
