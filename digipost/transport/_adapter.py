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

from digipost.base.hidden import HiddenText
from digipost.deadlines import TimeBudget

if TYPE_CHECKING:
    from collections.abc import Callable

    import requests
    from urllib3 import PoolManager

    from digipost.deadlines import Timeouts

CONNECTIONS_KEPT_OPEN = 32
"""The limit for each server. Connections of further threads are closed after use."""


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
        self._outer, _thread.attempt = _thread.attempt, self  # the outer one's body is fetched by this one
        return super().__enter__()

    def __exit__(self, *_: object) -> None:
        _thread.attempt = self._outer
        super().__exit__()


class _Thread(threading.local):
    attempt: Attempt | None = None


_thread = _Thread()


def _shows_no_target(record: logging.LogRecord) -> bool:
    """Drop log records that name the target, or show a response in an exception."""
    attempt = _thread.attempt
    return attempt is None or not (record.exc_info or attempt.target in record.getMessage())


for _name in ("connection", "connectionpool", "poolmanager", "response", "util.retry"):
    logging.getLogger(f"urllib3.{_name}").addFilter(_shows_no_target)


class Connection(HTTPConnection):
    """A connection that reports to the attempt of its thread when it is made.

    Attributes:
        is_abandoned: The next response on it may belong to an earlier request. The pool then makes a new
            connection; closing this one could disturb a thread that uses it already.
    """

    is_abandoned = False

    @property
    def is_connected(self) -> bool:
        return super().is_connected and not self.is_abandoned

    def connect(self) -> None:
        self.is_abandoned = False
        attempt = _thread.attempt
        if attempt is not None:
            attempt.unsent = True
        super().connect()
        if attempt is not None:
            attempt.unsent = False

    def putrequest(self, *request: Any, **options: Any) -> None:  # noqa: ANN401 - as urllib3 has it
        if self.is_closed:
            self.connect()
        attempt = _thread.attempt
        # Else the connect timeout would apply to writes on a new connection.
        if attempt is not None and self.sock.gettimeout() != attempt.read_timeout:
            self.sock.settimeout(attempt.read_timeout)
        super().putrequest(*request, **options)


class _TlsConnection(Connection, HTTPSConnection):
    @property
    def is_connected(self) -> bool:
        """Return False also if bytes that belong to no request are left of the last TLS record.

        urllib3 looks at the socket alone, and would take these bytes for the response to the next request.
        """
        if not super().is_connected:
            return False
        self.sock.settimeout(0)  # `putrequest` sets another one
        try:
            self.sock.recv(1)  # instead of `pending`, which TLS within TLS lacks
        except OSError as error:
            return isinstance(error, ssl.SSLWantReadError)
        return False


_OURS = {HTTPConnection: Connection, HTTPSConnection: _TlsConnection}


class Adapter(HTTPAdapter):
    """The adapter of the library's own session: no retries, and only the given TLS settings.

    Args:
        tls: Returns the TLS settings. Called at the first use of HTTPS: loading authorities takes 20 ms.
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
        """Use connections of ours; keep the TLS settings, to which requests would add authorities."""
        conn.ConnectionCls = _OURS.get(conn.ConnectionCls, conn.ConnectionCls)

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:  # noqa: ANN401
        """Send a request as requests does; load the TLS settings if it is HTTPS."""
        if str(request.url).startswith("https:"):
            self.poolmanager.connection_pool_kw["ssl_context"] = self._tls()
        return super().send(request, *args, **options)
