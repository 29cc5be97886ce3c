"""Where contents are fetched: another origin, at addresses that work once and for 30 seconds.

What a client sends there beyond what a browser would is refused, although Digipost's own Java client does
send it: whoever runs that host at Digipost has no need to know who asks.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING

import attrs
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from digipost.sandbox.answers import redirect

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from starlette.types import Receive, Scope, Send

__all__ = ["ContentHost", "Contents", "StoredContent"]

_VALIDITY = timedelta(seconds=30)  # by Digipost's documentation of the inbox
_TOKEN_BYTES = 64  # written as 128 hexadecimal digits, as in a sample of Digipost's
_SECRET = {"authorization", "cookie"}


@attrs.frozen
class StoredContent:
    """A file, and what it is.

    Attributes:
        path: The file in the sandbox's own folder.
        media_type: Such as `application/pdf`.
    """

    path: Path = attrs.field(repr=False)
    media_type: str


@attrs.frozen
class _Ticket:
    content: StoredContent
    expires: datetime


class Contents:
    """The addresses that are good at present.

    Args:
        url: Where the host of contents is.
        clock: The time.
    """

    def __init__(self, url: str, clock: Callable[[], datetime]) -> None:
        self._url = url
        self._clock = clock
        self._lock = Lock()
        self._tickets: dict[tuple[str, str], _Ticket] = {}
        self._issued = 0

    def address(self, content: StoredContent) -> str:
        """A new address for the content."""
        token = secrets.token_hex(_TOKEN_BYTES)
        with self._lock:
            self._issued += 1
            path = f"/documents/{self._issued}"
            self._tickets[path, token] = _Ticket(content, self._clock() + _VALIDITY)
        return f"{self._url}{path}?token={token}&download=false"

    def redirect(self, content: StoredContent) -> Response:
        """The answer that sends a client to a new address for the content."""
        return redirect(self.address(content))

    def take(self, path: str, token: str) -> StoredContent | None:
        """The content at that address, which is no longer good; None where it is not good any more."""
        with self._lock:
            ticket = self._tickets.pop((path, token), None)
        return ticket.content if ticket and self._clock() <= ticket.expires else None


class ContentHost:
    """The host of contents as an ASGI application; its answers are not signed, as far as is known.

    Args:
        contents: What is there.
        takes_credentials: Answer also who shows credentials, as Digipost's own Java client does.
    """

    def __init__(self, contents: Contents, *, takes_credentials: bool = False) -> None:
        self._contents = contents
        self._takes_credentials = takes_credentials

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._answer(Request(scope))(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        names = set(request.headers)
        shows_credentials = names & _SECRET or any(name.startswith("x-digipost-") for name in names)
        if shows_credentials and not self._takes_credentials:
            return _no(HTTPStatus.BAD_REQUEST, "Credentials and X-Digipost headers must not be sent here.")
        if request.method != "GET":
            return _no(HTTPStatus.METHOD_NOT_ALLOWED, "Contents can be fetched, and nothing else.")
        content = self._contents.take(request.url.path, request.query_params.get("token", ""))
        if content is None or not content.path.exists():
            # The status is a conclusion: what happens here is not documented.
            return _no(HTTPStatus.NOT_FOUND, "This address has been used, is too old, or never was.")
        return FileResponse(content.path, media_type=content.media_type)


def _no(status: int, problem: str) -> Response:
    return PlainTextResponse(problem, status)
