"""Serve contents on another origin, at addresses that work once and for 30 seconds.

This host refuses credentials and other headers that a browser would not send, although Digipost's own Java
client sends them. At Digipost, the operator of that host has no need to identify the client.
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import b64encode
from datetime import timedelta
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING

import attrs
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from digipost.auth.signing import content_hash
from digipost.sandbox.base.clock import lag_of
from digipost.sandbox.base.refusals import RefusalError
from digipost.sandbox.wire.answers import redirect

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from starlette.types import Receive, Scope, Send

    from digipost.sandbox.base.clock import Clock
    from digipost.sandbox.base.storage import Storage
    from digipost.sandbox.wire.answers import AnswerSigner

__all__ = ["ContentHost", "Contents", "FileAnswer", "StoredContent", "content_answer"]

_VALIDITY = timedelta(seconds=30)  # by Digipost's documentation of the inbox
_TOKEN_BYTES = 64  # written as 128 hexadecimal digits, as in a sample of Digipost's
_SECRET = {"authorization", "cookie"}


@attrs.frozen
class StoredContent:
    """A stored content and its media type.

    Attributes:
        media_type: The media type, such as `application/pdf`.
    """

    _storage: Storage = attrs.field(repr=False)
    _name: str = attrs.field(repr=False)
    media_type: str

    def answer(self) -> Response:
        """Return a response with the content and its hash. A large content is not read into memory.

        Raises:
            FileNotFoundError: The content is gone.
        """
        data = self._storage.row(self._name)
        if data is not None:
            return Response(
                data, headers={"X-Content-SHA256": content_hash(data)}, media_type=self.media_type
            )
        path = self._storage.within(self._name)
        with path.open("rb") as file:
            digest = b64encode(hashlib.file_digest(file, "sha256").digest()).decode()
        return FileAnswer(path, digest, self.media_type)


class FileAnswer(FileResponse):
    """A response whose body is a file, and so not in `body`.

    Args:
        path: The file.
        digest: The base64 SHA-256 of its bytes.
        media_type: The media type of the content.
    """

    def __init__(self, path: Path, digest: str, media_type: str) -> None:
        super().__init__(path, headers={"X-Content-SHA256": digest}, media_type=media_type)
        self.body = b""  # set afterwards: the base class would compute a length from it


@attrs.frozen
class _Ticket:
    content: StoredContent
    expires: datetime


class Contents:
    """The addresses that are valid at present.

    Args:
        url: The base URL of the host of contents.
        clock: The time.
    """

    def __init__(self, url: str, clock: Callable[[], datetime]) -> None:
        self._url = url
        self._clock = clock
        self._lock = Lock()
        self._tickets: dict[tuple[str, str], _Ticket] = {}
        self._issued = 0

    def address(self, content: StoredContent) -> str:
        """Return a new address for the content."""
        token = secrets.token_hex(_TOKEN_BYTES)
        with self._lock:
            self._issued += 1
            path = f"/documents/{self._issued}"
            self._tickets[path, token] = _Ticket(content, self._clock() + _VALIDITY)
        return f"{self._url}{path}?token={token}&download=false"

    def redirect(self, content: StoredContent) -> Response:
        """Return a response that redirects the client to a new address for the content."""
        return redirect(self.address(content))

    def take(self, path: str, token: str) -> StoredContent | None:
        """Return the content at that address and invalidate the address; None if it is not valid."""
        with self._lock:
            ticket = self._tickets.pop((path, token), None)
        return ticket.content if ticket and self._clock() <= ticket.expires else None


class ContentHost:
    """The host of contents as an ASGI application.

    Digipost's Java client requires a content's response to be dated, hashed and signed, whichever host sends
    it. A conclusion from that: this host signs with the key of the API.

    Args:
        contents: The valid addresses.
        signer: Signs the responses with contents.
        clock: The time.
        takes_credentials: Also answer requests with credentials, as Digipost's own Java client sends them.
    """

    def __init__(
        self, contents: Contents, signer: AnswerSigner, clock: Clock, *, takes_credentials: bool = False
    ) -> None:
        self._contents = contents
        self._signer = signer
        self._clock = clock
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
        try:
            answer = content.answer() if content else None
        except FileNotFoundError:
            answer = None
        if answer is None:
            # The status is a conclusion: the response to an invalid address is not documented.
            return _no(HTTPStatus.NOT_FOUND, "This address has been used, is too old, or never was.")
        self._signer.sign(answer, request.url.path, back=lag_of(request.headers, self._clock))
        return answer


def content_answer(content: StoredContent) -> Response:
    """Return the API's own response with a content.

    Raises:
        RefusalError: The content is gone.
    """
    try:
        return content.answer()
    except FileNotFoundError:
        problem = "The content is no longer there."
        raise RefusalError(HTTPStatus.NOT_FOUND, "DOCUMENT_NOT_FOUND", problem) from None


def _no(status: int, problem: str) -> Response:
    return PlainTextResponse(problem, status)
