"""Connections for `HttpTransport`: urllib3's pools, taught to put on the wire what they are given.

Left alone, urllib3 rewrites the escapes of a path, adds headers of its own, writes each path to the log and
forgets whether a failed request had been sent. Small subclasses change that, in our own pools only, so that
other users of it in the same process notice nothing. The adapter of requests is passed by: it looks up pool
and proxy anew for each request, which took a third again of the CPU that urllib3 itself takes for a letter.
Its reading of the environment stays, since that is what users know.
"""

from __future__ import annotations

import http.client
import io
import re
from base64 import b64encode
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import urllib3
from requests.utils import get_auth_from_url, get_environ_proxies, select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HeaderParsingError
from urllib3.util import SKIP_HEADER
from urllib3.util.response import assert_header_parsing

from digipost.environments import is_loopback
from digipost.errors import ConfigurationError, TransportError
from digipost.network_errors import FOREIGN_ERRORS, raise_ours
from digipost.secret import HiddenText
from digipost.waiting import Patience, PatientReader

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["MASKED_TARGET", "Connections", "Received"]

MASKED_TARGET = "/***"
"""What urllib3 is told, and logs, in place of the request target."""

_KEPT_OPEN = 32  # connections for each server; more threads than that get some that are closed after use
_LENGTH = re.compile(r"[0-9]{1,18}")  # what is longer is no length of anything
_NO_RETRIES = urllib3.Retry(total=False)


class _Outgoing(dict[str, str]):
    """The headers of one request, and what only our own connections may see of it.

    The headers are the one thing that reaches the connection from the caller as the same object.
    """

    def __init__(
        self, headers: Mapping[str, str], target: str, write_timeout: float, patience: Patience
    ) -> None:
        super().__init__(headers)
        for added_by_urllib3 in ("Accept-Encoding", "User-Agent"):
            self.setdefault(added_by_urllib3, SKIP_HEADER)
        self.target = target
        self.write_timeout = write_timeout  # seconds
        self.patience = patience
        self.started = False  # whether the connection stood and the request may have begun to go out

    def copy(self) -> _Outgoing:
        return self  # urllib3's copy would lose the attributes; it is made for one request anyway


class _Response(http.client.HTTPResponse):
    def __init__(
        self,
        sock: socket.socket,
        debuglevel: int = 0,
        method: str | None = None,
        url: str | None = None,
        *,
        patience: Patience | None = None,
    ) -> None:
        super().__init__(sock, debuglevel, method, url)
        if patience is not None:
            self.fp = io.BufferedReader(PatientReader(sock, self.fp.detach(), patience))

    def begin(self) -> None:
        super().begin()
        lengths = self.msg.get_all("Content-Length", ["0"])
        try:
            assert_header_parsing(self.msg)
        except HeaderParsingError:
            lengths = []  # urllib3 would go on with the headers before the fault, and log those after it
        if len(lengths) != 1 or not _LENGTH.fullmatch(lengths[0].strip(" \t")):
            raise TransportError("the answer's headers are malformed, or tell two lengths", request_sent=True)
        if "Content-Length" in self.msg and "Transfer-Encoding" in self.msg:
            # What is after the chunks could be taken for the next answer: RFC 9112, section 6.3.
            raise TransportError("the answer tells its length in two ways", request_sent=True)

    def _read_next_chunk_size(self) -> int:
        size: int = super()._read_next_chunk_size()  # type: ignore[misc]  # known to http.client alone
        if size < 0:  # which http.client would take for "all that comes", or stumble over
            self._close_conn()  # type: ignore[attr-defined]  # likewise
            raise ValueError
        return size


class _HttpConnection(HTTPConnection):
    response_class = _Response
    _target = ""
    _patience: Patience | None = None

    def connect(self) -> None:
        # What was left of an earlier request's time is not for this connection, nor for a proxy's tunnel.
        self._patience = None
        self.response_class = _Response
        super().connect()

    def request(self, method: str, url: str, body: Any = None, headers: Any = None, **options: bool) -> None:  # noqa: ANN401
        if self.sock is None:
            self.connect()
        # urllib3 would write under the timeout for connecting, too short for a server that is slow to read.
        self.timeout = headers.write_timeout
        self._target = headers.target
        self._patience = headers.patience
        self.response_class = partial(_Response, patience=headers.patience)  # type: ignore[assignment]  # a class, to mypy
        headers.started = True
        super().request(method, url, body, headers, **options)

    def send(self, data: Any) -> None:  # noqa: ANN401 - what http.client takes
        if self._patience is not None:
            self._patience.apply(self.sock)
        super().send(data)

    def putheader(self, header: Any, *values: Any) -> None:  # noqa: ANN401
        if not isinstance(values[0], str):
            super().putheader(header, *values)  # `Host`, which http.client writes
        elif values[0] is not SKIP_HEADER:
            # `HttpRequest` has seen to it that each is one line of printable ASCII.
            self._output(f"{header}: {values[0]}".encode("ascii"))  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue] - http.client's

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
        total_timeout: Seconds for one request and its answer.
        tls: Gives the TLS settings; asked once for each server or proxy that speaks TLS.
    """

    def __init__(
        self,
        connect_timeout: float,
        read_timeout: float,
        total_timeout: float,
        tls: Callable[[], ssl.SSLContext],
    ) -> None:
        self._timeout = urllib3.Timeout(connect=connect_timeout, read=read_timeout)
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._total_timeout = total_timeout
        self._tls = tls
        self._pools: dict[str, urllib3.HTTPConnectionPool] = {}

    def send(
        self,
        method: str,
        origin: str,
        target: str,
        headers: Mapping[str, str],
        body: Iterable[bytes] | bytes | None,
    ) -> Received:
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
        patience = Patience(self._read_timeout, self._total_timeout)
        outgoing = _Outgoing(headers, target, self._read_timeout, patience)
        try:
            pool = self._pools.get(origin) or self._pools.setdefault(origin, self._pool(origin))
            forwarded = pool.proxy is not None and origin.startswith("http:")
            with patience:
                raw = pool.urlopen(
                    method,
                    f"{origin}{MASKED_TARGET}" if forwarded else MASKED_TARGET,
                    body,
                    outgoing,
                    retries=_NO_RETRIES,
                    redirect=False,
                    assert_same_host=False,
                    timeout=self._timeouts(patience),
                    preload_content=False,
                )
        except FOREIGN_ERRORS as error:
            raise_ours(error, origin, sent=outgoing.started)
        return Received(raw, origin, patience)

    def _timeouts(self, patience: Patience) -> urllib3.Timeout:
        connect = patience.seconds(self._connect_timeout)
        if connect == self._connect_timeout:
            return self._timeout
        return urllib3.Timeout(connect=connect, read=self._read_timeout)

    def close(self) -> None:
        """Closes the connections that wait, and lets those in use be closed when they are done."""
        while self._pools:
            self._pools.popitem()[1].close()

    def _pool(self, origin: str) -> urllib3.HTTPConnectionPool:
        try:
            # A proxy is another machine's view: it cannot reach what runs on this one.
            local = is_loopback(urlsplit(origin).hostname or "")
            proxy = HiddenText("" if local else select_proxy(origin, get_environ_proxies(origin)) or "")
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


def _proxied(proxy: HiddenText, tls: ssl.SSLContext | None) -> urllib3.ProxyManager:
    proxy = HiddenText(proxy if "://" in proxy else f"http://{proxy}")
    user, password = map(HiddenText, get_auth_from_url(proxy))
    credentials = HiddenText(b64encode(f"{user}:{password}".encode()).decode("ascii"))
    return urllib3.ProxyManager(
        proxy,
        proxy_headers={"Proxy-Authorization": HiddenText(f"Basic {credentials}")} if user else {},
        proxy_ssl_context=tls,
        ssl_context=tls,
        maxsize=_KEPT_OPEN,
    )


def _pool_of(manager: urllib3.PoolManager, origin: str) -> urllib3.HTTPConnectionPool:
    manager.pool_classes_by_scheme = _POOLS
    return manager.connection_from_url(origin)


class Received:
    """An answer as urllib3 gives it, with errors of ours.

    Attributes:
        status: The HTTP status.
        headers: All of them, repeated ones too.
    """

    __slots__ = ("_origin", "_patience", "_raw", "headers", "status")

    def __init__(self, raw: urllib3.BaseHTTPResponse, origin: str, patience: Patience) -> None:
        self._raw = raw
        self._origin = origin
        self._patience = patience
        self.status = raw.status
        self.headers = raw.headers.iteritems()

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes as received; the last ones give the connection back to its pool."""
        try:
            with self._patience:
                return self._raw.read(size, decode_content=False)
        except FOREIGN_ERRORS as error:
            raise_ours(error, self._origin, sent=True)

    def close(self) -> None:
        """Closes the connection, unless all was read."""
        self._raw.close()
