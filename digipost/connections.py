"""Connections for `HttpTransport`: urllib3's pools, taught to put on the wire what they are given.

Left alone, urllib3 rewrites the escapes of a path, adds headers of its own, writes each path to the log and
forgets whether a failed request had been sent. Small subclasses change that, in our own pools only, so that
other users of it in the same process notice nothing. The adapter of requests is passed by: it looks up pool
and proxy anew for each request, which took a third again of the CPU that urllib3 itself takes for a letter.
Its reading of the environment stays, since that is what users know.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from base64 import b64encode
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

import urllib3
from requests.utils import get_auth_from_url, get_environ_proxies, select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HeaderParsingError
from urllib3.util import SKIP_HEADER
from urllib3.util.response import assert_header_parsing

from digipost.environments import is_loopback
from digipost.errors import ConfigurationError, TransportError, TransportTimeoutError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["MASKED_TARGET", "Connections", "Received"]

MASKED_TARGET = "/***"
"""What urllib3 is told, and logs, in place of the request target."""

_KEPT_OPEN = 32  # connections for each server; more threads than that get some that are closed after use
# All that urllib3 and what it is built on raise when a request fails.
_FOREIGN_ERRORS = (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError)
_NO_RETRIES = urllib3.Retry(total=False)


class _Outgoing(urllib3.HTTPHeaderDict):
    """The headers of one request, and what only our own connections may see of it.

    The headers are the one thing that reaches the connection from the caller as the same object.
    """

    def __init__(self, headers: Mapping[str, str], target: str, write_timeout: float) -> None:
        super().__init__(headers)
        for added_by_urllib3 in ("Accept-Encoding", "User-Agent"):
            self.setdefault(added_by_urllib3, SKIP_HEADER)
        self.target = target
        self.write_timeout = write_timeout  # seconds
        self.started = False  # whether the connection stood and the request may have begun to go out

    def copy(self) -> _Outgoing:
        return self  # urllib3's copy would lose the attributes; it is made for one request anyway


class _Response(http.client.HTTPResponse):
    def begin(self) -> None:
        super().begin()
        lengths = self.msg.get_all("Content-Length", ["0"])
        try:
            assert_header_parsing(self.msg)
        except HeaderParsingError:
            lengths = []  # urllib3 would go on with the headers before the fault, and log those after it
        if len(lengths) != 1 or not lengths[0].strip().isdecimal():
            raise TransportError("the answer's headers are malformed, or tell two lengths", request_sent=True)


class _HttpConnection(HTTPConnection):
    response_class = _Response
    _target = ""

    def request(self, method: str, url: str, body: Any = None, headers: Any = None, **options: bool) -> None:  # noqa: ANN401
        if self.sock is None:
            self.connect()
        # urllib3 would write under the timeout for connecting, too short for a server that is slow to read.
        self.timeout = headers.write_timeout
        self._target = headers.target
        headers.started = True
        super().request(method, url, body, headers, **options)

    def putrequest(self, method: str, url: str, *skip: bool, **options: bool) -> None:
        # A proxy that forwards is told the server's address, which then stands before the masked target.
        super().putrequest(method, url.removesuffix(MASKED_TARGET) + self._target, *skip, **options)


class _HttpsConnection(_HttpConnection, HTTPSConnection):
    pass


class _HttpPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _HttpConnection  # pyright: ignore[reportAssignmentType] - urllib3's protocol is narrower than its class


class _HttpsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _HttpsConnection  # pyright: ignore[reportAssignmentType] - likewise


_POOLS = {"http": _HttpPool, "https": _HttpsPool}


class Connections:
    """Pools of connections, one for each server, by the proxy that the environment names for it.

    Args:
        connect_timeout: Seconds for connecting, TLS included.
        read_timeout: Seconds for each reading or writing.
        tls: Gives the TLS settings; asked once for each server or proxy that speaks TLS.
    """

    def __init__(
        self, connect_timeout: float, read_timeout: float, tls: Callable[[], ssl.SSLContext]
    ) -> None:
        self._timeout = urllib3.Timeout(connect=connect_timeout, read=read_timeout)
        self._write_timeout = read_timeout
        self._tls = tls
        self._pools: dict[str, urllib3.HTTPConnectionPool] = {}

    def send(
        self,
        method: str,
        origin: str,
        target: str,
        headers: Mapping[str, str],
        body: Iterable[bytes] | bytes | None,
    ) -> urllib3.BaseHTTPResponse:
        """The answer to one request, its body not yet read; never retries, never follows a redirect.

        Args:
            method: In upper case.
            origin: Scheme, host and port.
            target: Path and query, exactly as they go on the wire.
            headers: All of them but `Host`; with a body that is not bytes, `Content-Length` among them.
            body: What the body itself raises passes, and its connection is closed.

        Raises:
            TransportError: No answer.
            ConfigurationError: The environment names a proxy that cannot be used.
        """
        outgoing = _Outgoing(headers, target, self._write_timeout)
        try:
            pool = self._pools.get(origin) or self._pools.setdefault(origin, self._pool(origin))
            forwarded = pool.proxy is not None and origin.startswith("http:")
            return pool.urlopen(
                method,
                f"{origin}{MASKED_TARGET}" if forwarded else MASKED_TARGET,
                body,
                outgoing,
                retries=_NO_RETRIES,
                redirect=False,
                assert_same_host=False,
                timeout=self._timeout,
                preload_content=False,
            )
        except _FOREIGN_ERRORS as error:
            _raise_ours(error, origin, sent=outgoing.started)

    def close(self) -> None:
        """Closes the connections that wait, and lets those in use be closed when they are done."""
        while self._pools:
            self._pools.popitem()[1].close()

    def _pool(self, origin: str) -> urllib3.HTTPConnectionPool:
        try:
            # A proxy is another machine's view: it cannot reach what runs on this one.
            local = is_loopback(urlsplit(origin).hostname or "")
            proxy = None if local else select_proxy(origin, get_environ_proxies(origin))
        except ValueError:  # brackets that hold no IP address
            raise urllib3.exceptions.LocationParseError(origin) from None
        tls = self._tls() if proxy or origin.startswith("https:") else None
        if not proxy:
            return _pool_of(urllib3.PoolManager(maxsize=_KEPT_OPEN, ssl_context=tls), origin)
        try:
            return _pool_of(_proxied(proxy, tls), origin)
        except urllib3.exceptions.HTTPError:
            # Not the address itself, which can hold a password.
            raise ConfigurationError(
                "the proxy that the environment names cannot be used: it must be http://host:port or https://…"
            ) from None


def _proxied(proxy: str, tls: ssl.SSLContext | None) -> urllib3.ProxyManager:
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    user, password = get_auth_from_url(proxy)
    credentials = b64encode(f"{user}:{password}".encode()).decode("ascii")
    return urllib3.ProxyManager(
        proxy,
        proxy_headers={"Proxy-Authorization": f"Basic {credentials}"} if user else {},
        proxy_ssl_context=tls,
        ssl_context=tls,
        maxsize=_KEPT_OPEN,
    )


def _pool_of(manager: urllib3.PoolManager, origin: str) -> urllib3.HTTPConnectionPool:
    manager.pool_classes_by_scheme = _POOLS
    return manager.connection_from_url(origin)


class Received:
    """The body of an answer as urllib3 gives it, with errors of ours."""

    __slots__ = ("_origin", "_raw")

    def __init__(self, raw: urllib3.BaseHTTPResponse, origin: str) -> None:
        self._raw = raw
        self._origin = origin

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes as received; the last ones give the connection back to its pool."""
        try:
            return self._raw.read(size, decode_content=False)
        except _FOREIGN_ERRORS as error:
            _raise_ours(error, self._origin, sent=True)

    def close(self) -> None:
        """Closes the connection, unless all was read."""
        self._raw.close()


def _raise_ours(error: BaseException, origin: str, *, sent: bool) -> NoReturn:
    """Raises an error of urllib3 as one of ours, whose text names the server but never a path.

    Its cause is what the operating system or TLS said, since the errors in between hold the whole request.

    Args:
        error: One of `_FOREIGN_ERRORS`.
        origin: Scheme, host and port of the server.
        sent: Whether the request may have arrived.

    Raises:
        TransportError: Always.
    """
    cause = _cause(error)
    if isinstance(cause, TimeoutError):
        awaited = "an answer from" if sent else "a connection to"
        raise TransportTimeoutError(f"timed out waiting for {awaited} {origin}", request_sent=sent) from cause
    raise TransportError(_problem(error, cause, origin, sent=sent), request_sent=sent) from cause


def _cause(error: object) -> OSError | None:
    # Not by `__context__`, which can be an error that the caller was handling.
    while isinstance(error, _FOREIGN_ERRORS):
        if isinstance(error, OSError):
            return error
        error = error.__cause__ or next((arg for arg in error.args if isinstance(arg, Exception)), None)
    return None


def _problem(error: BaseException, cause: OSError | None, origin: str, *, sent: bool) -> str:
    detail = (cause and cause.strerror) or type(cause or error).__name__
    if sent:
        return f"the connection to {origin} broke before the answer was complete ({detail})"
    if isinstance(error, urllib3.exceptions.ProxyError):
        return f"the proxy to {origin} refused ({detail}). Check HTTPS_PROXY, its user and password, NO_PROXY"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return (
            f"certificate verification of {origin} failed: {cause.verify_message}. If a proxy on the way has "
            "an authority of its own, name a file with its certificate in REQUESTS_CA_BUNDLE"
        )
    if isinstance(cause, ssl.SSLError):
        return f"no TLS connection to {origin} ({detail}). Check that the address is one for HTTPS"
    if isinstance(cause, socket.gaierror):
        return f"the host name of {origin} is not known ({detail}). Check the name and the network"
    return f"no connection to {origin} ({detail}). Check the network, firewall and HTTPS_PROXY"
