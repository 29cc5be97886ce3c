"""An adapter for requests that trusts one configured authority, and reports if a connection was made."""

from __future__ import annotations

import logging
import ssl
import threading
from base64 import b64encode
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote, urlsplit

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from digipost.deadlines import TimeBudget
from digipost.secret import HiddenText

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    import requests
    from urllib3 import PoolManager

    from digipost.deadlines import Timeouts

CONNECTIONS_KEPT_OPEN = 32
"""The limit for each server. Connections of further threads are closed after use."""
_thread = threading.local()


class Attempt(TimeBudget):
    """The state of one request in progress, for the adapter and for the loggers of urllib3.

    Attributes:
        unsent: True as long as no part of the request can have arrived.
    """

    __slots__ = ("_outer", "read_timeout", "target", "unsent")

    def __init__(self, target: str, timeouts: Timeouts) -> None:
        super().__init__(timeouts.total)
        self.target, self.read_timeout, self.unsent = target, timeouts.read.total_seconds(), True

    def __enter__(self) -> Self:
        self._outer: Attempt | None = getattr(_thread, "attempt", None)  # whose body this attempt fetches
        _thread.attempt = self
        return super().__enter__()

    def __exit__(self, *_: object) -> None:
        _thread.attempt = self._outer
        super().__exit__()


def _shows_no_target(record: logging.LogRecord) -> bool:
    """Drop log records that name the target, or show a response in an exception."""
    attempt: Attempt | None = getattr(_thread, "attempt", None)
    return attempt is None or not (record.exc_info or attempt.target in record.getMessage())


for _name in ("connection", "connectionpool", "poolmanager", "response", "util.retry"):
    logging.getLogger(f"urllib3.{_name}").addFilter(_shows_no_target)


class _HttpConnection(HTTPConnection):
    is_abandoned = False  # the next response on it may belong to an earlier request

    @property
    def is_connected(self) -> bool:
        """Return False also if the connection was abandoned; the pool then makes a new one."""
        return super().is_connected and not self.is_abandoned

    def connect(self) -> None:
        self.is_abandoned = False
        attempt: Attempt | None = getattr(_thread, "attempt", None)
        if attempt is not None:
            attempt.unsent = True
        super().connect()
        if attempt is not None:
            attempt.unsent = False

    def putrequest(self, *request: Any, **options: Any) -> None:  # noqa: ANN401 - as urllib3 has it
        if self.is_closed:
            self.connect()
        attempt: Attempt | None = getattr(_thread, "attempt", None)
        if attempt is not None:  # else the connect timeout would apply to writes on a new connection
            self.sock.settimeout(attempt.read_timeout)
        super().putrequest(*request, **options)


class _HttpsConnection(_HttpConnection, HTTPSConnection):
    @property
    def is_connected(self) -> bool:
        """Return False also if bytes that belong to no request are left of the last TLS record.

        urllib3 looks at the socket alone, and would take these bytes for the response to the next request.
        """
        return super().is_connected and not _has_more(self.sock)


def _has_more(tls: socket.socket) -> bool:
    """Return True if a TLS connection has a byte to read, or is closed."""
    tls.settimeout(0)  # `putrequest` sets another one
    try:
        tls.recv(1)  # instead of `pending`, which TLS within TLS lacks
    except OSError as error:
        return not isinstance(error, ssl.SSLWantReadError)
    return True


_TELLING = {HTTPConnection: _HttpConnection, HTTPSConnection: _HttpsConnection}


def abandon(connection: object) -> None:
    """Never send another request on a connection; closing it could disturb a thread that uses it already."""
    if isinstance(connection, _HttpConnection):
        connection.is_abandoned = True


class Adapter(HTTPAdapter):
    """The adapter of the library's own session: no retries, and only the given TLS settings.

    By default, requests adds the authorities of certifi to the TLS settings.

    Args:
        tls: Returns the TLS settings. Called on the first use of HTTPS, since loading authorities takes 20
            ms.
    """

    def __init__(self, tls: Callable[[], ssl.SSLContext]) -> None:
        self._tls = tls
        super().__init__(pool_maxsize=CONNECTIONS_KEPT_OPEN, max_retries=0)

    def proxy_manager_for(self, proxy: str, **options: Any) -> PoolManager:  # noqa: ANN401 - as requests has it
        """Return the connection pools of a proxy; its certificate is verified like a server's."""
        if not proxy.lower().startswith("socks"):
            options["proxy_ssl_context"] = self._tls()
        manager: PoolManager = super().proxy_manager_for(proxy, ssl_context=self._tls(), **options)
        return manager

    def proxy_headers(self, proxy: str) -> dict[str, str]:
        """Return the credentials in a proxy's address; requests needs both user and password."""
        split = urlsplit(proxy)
        if split.username is None and split.password is None:
            return {}
        pair = HiddenText(f"{unquote(split.username or '')}:{unquote(split.password or '')}")
        return {"Proxy-Authorization": HiddenText(f"Basic {b64encode(pair.encode()).decode('ascii')}")}

    def cert_verify(self, conn: Any, url: str, verify: object, cert: object) -> None:  # noqa: ANN401, ARG002 - likewise
        """Make connections report that they are made; keep the TLS settings, which requests would extend."""
        conn.ConnectionCls = _TELLING.get(conn.ConnectionCls, conn.ConnectionCls)

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:  # noqa: ANN401
        """Send a request as requests does; load the TLS settings if it is HTTPS."""
        if str(request.url).startswith("https:"):
            self.poolmanager.connection_pool_kw["ssl_context"] = self._tls()
        return super().send(request, *args, **options)
