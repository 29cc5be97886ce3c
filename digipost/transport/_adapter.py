"""An adapter for requests that trusts one configured authority, and reports if a connection was made."""

from __future__ import annotations

import ssl
from base64 import b64encode
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from requests import Response
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from digipost.base.hidden import HiddenText
from digipost.base.request_states import state_in_progress

if TYPE_CHECKING:
    from collections.abc import Callable

    import requests
    from urllib3 import PoolManager

CONNECTIONS_KEPT_OPEN = 32
"""The limit for each server. Connections of further threads are closed after use."""


class Connection(HTTPConnection):
    """A connection that reports to the request in progress when it is made.

    Attributes:
        is_abandoned: The next response on it may belong to an earlier request. The pool then makes a new
            connection; closing this one could disturb a thread that uses it already.
    """

    is_abandoned = False

    @property
    def is_connected(self) -> bool:
        return super().is_connected and not self.is_abandoned

    def connect(self) -> None:
        self.is_abandoned, state = False, state_in_progress.get()
        if state is not None:
            state.unsent = True
        super().connect()
        if state is not None:
            state.unsent = False

    def putrequest(self, *request: Any, **options: Any) -> None:  # noqa: ANN401 - as urllib3 has it
        if self.is_closed:
            self.connect()
        state = state_in_progress.get()
        # Else the connect timeout would apply to writes on a new connection.
        if state is not None and self.sock.gettimeout() != state.read_timeout:
            self.sock.settimeout(state.read_timeout)
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

    def build_response(self, req: requests.PreparedRequest, resp: Any) -> requests.Response:  # noqa: ANN401
        """Return the response without cookies, and without a copy of its headers."""
        response = Response()
        response.status_code, response.raw, response.request = resp.status, resp, req
        return response
