"""Where contents are fetched: another origin, at addresses that work once and for 30 seconds.

What a client sends there beyond what a browser would is refused, although Digipost's own Java client does
send it: whoever runs that host at Digipost has no need to know who asks.
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
    """A content that was kept, and what it is.

    Attributes:
        media_type: Such as `application/pdf`.
    """

    _storage: Storage = attrs.field(repr=False)
    _name: str = attrs.field(repr=False)
    media_type: str

    def answer(self) -> Response:
        """Return an answer with the content, and with its hash. A large one is not read into memory.

        Raises:
            FileNotFoundError: It is gone.
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
    """An answer whose body is a file, and so not in `body`.

    Args:
        path: The file.
        digest: The base64 SHA-256 of its bytes.
        media_type: Of the content.
    """

    def __init__(self, path: Path, digest: str, media_type: str) -> None:
        super().__init__(path, headers={"X-Content-SHA256": digest}, media_type=media_type)
        self.body = b""  # set afterwards, since a length would be made of it


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
    """The host of contents as an ASGI application.

    Digipost's Java client demands that the answer with a content is dated, hashed and signed, whichever host
    gives it. That this host signs with the key of the API is a conclusion from that.

    Args:
        contents: What is there.
        signer: Signs the answers with contents.
        clock: The time.
        takes_credentials: Answer also who shows credentials, as Digipost's own Java client does.
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
            # The status is a conclusion: what happens here is not documented.
            return _no(HTTPStatus.NOT_FOUND, "This address has been used, is too old, or never was.")
        self._signer.sign(answer, request.url.path, back=lag_of(request.headers, self._clock))
        return answer


def content_answer(content: StoredContent) -> Response:
    """Return the answer of the API itself with a content.

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
