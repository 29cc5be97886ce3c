"""Connections for `HttpTransport`: urllib3's pools, taught to put on the wire what they are given.

Left alone, urllib3 rewrites the escapes of a path, adds headers of its own, writes each path to the log and
forgets whether a failed request had been sent. Small subclasses change that, in our own pools only, so that
other users of it in the same process notice nothing. The adapter of requests is passed by: it looks up pool
and proxy anew for each request, which took a third again of the CPU that urllib3 itself takes for a letter.
Its reading of the environment stays, since that is what users know. So are urllib3's answers, which can
decompress and more: see `digipost.responses`.
"""

from __future__ import annotations

import http.client
from base64 import b64encode
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import urllib3
from requests.utils import get_auth_from_url, get_environ_proxies, select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import SKIP_HEADER

from digipost.environments import is_loopback
from digipost.errors import ConfigurationError
from digipost.network_errors import FOREIGN_ERRORS, raise_ours
from digipost.responses import Response
from digipost.secret import HiddenText
from digipost.waiting import Patience

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["MASKED_TARGET", "Connections", "Received"]

MASKED_TARGET = "/***"
"""What urllib3 is told, and logs, in place of the request target."""

_KEPT_OPEN = 32  # connections for each server; more threads than that get some that are closed after use
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


class _HttpConnection(HTTPConnection):
    response_class = Response
    _target = ""
    _patience: Patience | None = None
    _held: bytes | None = b""  # headers that wait for the first bytes of the body; None before they come

    def connect(self) -> None:
        # What was left of an earlier request's time is not for this connection, nor for a proxy's tunnel.
        self._patience, self._held = None, b""
        self.response_class = Response
        super().connect()

    def request(self, method: str, url: str, body: Any = None, headers: Any = None, **options: bool) -> None:  # noqa: ANN401
        if self.sock is None:
            self.connect()
        # urllib3 would write under the timeout for connecting, too short for a server that is slow to read.
        self.timeout = headers.write_timeout
        self._target = headers.target
        self._patience = headers.patience
        self.response_class = partial(Response, patience=headers.patience)  # type: ignore[assignment]  # a class, to mypy
        headers.started = True
        self._held = None
        super().request(method, url, body, headers, **options)
        self._send_held()

    def _send_held(self) -> None:
        if self._held:
            self.send(b"")

    def getresponse(self) -> urllib3.HTTPResponse:  # type: ignore[override]  # as urllib3 has it
        # urllib3's own would go through the headers three times more, for an answer that can decompress.
        self.sock.settimeout(self.timeout)
        response = http.client.HTTPConnection.getresponse(self)
        return cast("urllib3.HTTPResponse", response)  # a `Response`, which has what the pool asks for

    def send(self, data: Any) -> None:  # noqa: ANN401 - what http.client takes
        if self._held is None:
            self._held = data
            return
        if self._held:  # one write is one packet less, and the server is woken once
            data, self._held = self._held + data, b""
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
                response = pool.urlopen(
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
        return Received(cast("Response", response), origin, patience)

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
    """An answer as it comes in, with errors of ours.

    Attributes:
        status: The HTTP status.
        headers: All of them, repeated ones too.
    """

    __slots__ = ("_origin", "_patience", "_response", "headers", "status")

    def __init__(self, response: Response, origin: str, patience: Patience) -> None:
        self._response = response
        self._origin = origin
        self._patience = patience
        self.status = response.status
        self.headers = response.pairs

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes as received; the last ones give the connection back to its pool."""
        if self._response.isclosed():
            return b""
        try:
            with self._patience:
                data = self._response.read(size)
            self._response.settle(data)
        except FOREIGN_ERRORS as error:
            self.close()
            raise_ours(error, self._origin, sent=True)
        return data

    def close(self) -> None:
        """Closes the connection, unless all was read."""
        self._response.close()

    def __del__(self) -> None:
        self.close()  # of who drops an answer unread
