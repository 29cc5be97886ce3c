"""Browser security of the pages: check each request, and add security headers to each response.

The servers listen on this machine alone, but every web site open in a browser on it can send them requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["BrowserSecurity", "hosts"]

_READS = {"GET", "HEAD"}
_FOR_ALL = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def hosts(port: int) -> tuple[str, ...]:
    """Return the values of `Host` that name a server on this port of this machine."""
    return f"127.0.0.1:{port}", f"localhost:{port}"


class BrowserSecurity:
    """ASGI middleware that refuses requests which foreign pages make a browser send, and adds headers.

    `Host` must be an allowed name: this refuses a foreign domain that DNS resolves to this machine. A request
    that changes something must come from a page of the same server (`Origin`).

    Args:
        application: The wrapped application.
        allowed: The allowed values of `Host`.
        headers: The headers to add, unless a response sets them itself.
    """

    def __init__(self, application: ASGIApp, allowed: tuple[str, ...], headers: Mapping[str, str]) -> None:
        self._application = application
        self._allowed = allowed
        self._headers = {**_FOR_ALL, **headers}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        await (refusal or self._application)(scope, receive, send_with_headers)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if host not in self._allowed:
            return PlainTextResponse(f"This is not {' nor '.join(self._allowed)}.", 421)
        if method not in _READS and headers.get("origin") != f"http://{host}":
            return PlainTextResponse("Only a page of the sandbox may ask for that (header Origin).", 403)
        return None
