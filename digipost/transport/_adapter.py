"""An adapter for requests that trusts one configured authority, and reports if a connection was made."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from weakref import WeakValueDictionary

from requests import Response
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from digipost.base.connections import Connection, TlsConnection
from digipost.base.hidden import HiddenText
from digipost.base.targets import origin_of

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping

    import requests
    from urllib3 import PoolManager
    from urllib3.connectionpool import ConnectionPool

CONNECTIONS_KEPT_OPEN = 32
"""The most connections kept open for each server. Additional connections are closed after use."""

_OURS = {HTTPConnection: Connection, HTTPSConnection: TlsConnection}


class Adapter(HTTPAdapter):
    """The adapter of the library's own session: no retries, and only the given TLS settings.

    Args:
        tls: Returns the TLS settings. Called at the first use of HTTPS: loading authorities takes 20 ms.
    """

    def __init__(self, tls: Callable[[], ssl.SSLContext]) -> None:
        self._tls = tls
        # Weak, since urllib3 closes the connections of a pool when nothing refers to the pool any more.
        self._pools: WeakValueDictionary[str, ConnectionPool] = WeakValueDictionary()
        super().__init__(pool_maxsize=CONNECTIONS_KEPT_OPEN, max_retries=0)

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        *args: Any,  # noqa: ANN401 - as requests has it
        **options: Any,  # noqa: ANN401 - likewise
    ) -> ConnectionPool:
        """Return the cached connection pool of a server; requests would look it up for each request.

        The proxy of a server does not change, and all requests have the same TLS settings.
        """
        origin = origin_of(str(request.url))
        pool = self._pools.get(origin)
        if pool is None:
            pool = super().get_connection_with_tls_context(request, *args, **options)
            self._pools[origin] = pool
        return pool

    def request_url(self, request: requests.PreparedRequest, proxies: Mapping[str, str] | None) -> str:
        """Return the target as it is sent: the path with its query, or the whole URL for a proxy."""
        return str(super().request_url(request, proxies)) if proxies else request.path_url

    def close(self) -> None:
        """Close the idle connections; a later request opens a new one."""
        self._pools.clear()
        super().close()

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
        """Use this library's connections; keep the TLS settings, to which requests would add authorities."""
        conn.ConnectionCls = _OURS.get(conn.ConnectionCls, conn.ConnectionCls)

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:  # noqa: ANN401
        """Send a request as requests does; load the TLS settings first if the URL is HTTPS."""
        if str(request.url).startswith("https:"):
            self.poolmanager.connection_pool_kw["ssl_context"] = self._tls()
        return super().send(request, *args, **options)

    def build_response(self, req: requests.PreparedRequest, resp: Any) -> requests.Response:  # noqa: ANN401
        """Return the response without cookies, and without a copy of its headers."""
        response = Response()
        response.status_code, response.raw, response.request = resp.status, resp, req
        return response
