"""Contents that Digipost holds: streamed, verified, and wherever they are kept."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from base64 import b64encode
from http import HTTPStatus
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

from digipost.base.chunks import CHUNK_BYTES
from digipost.errors import InvalidValueError, NotFoundError, ParseError, TransportError, api_error
from digipost.transport import HttpRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digipost.protocol.exchange import Exchange
    from digipost.transport import HttpAnswer, Transport

__all__ = ["Download", "Downloads"]

_LENGTH = re.compile(r"[0-9]{1,18}")
_OK = HTTPStatus.OK


class Download:
    """A content on its way: iterate over it, or `save` it, `copy_to` a file, or `read` it whole. Once.

    A stream raises at its end when its hash is not the one that Digipost signed, so believe it only then;
    `save` leaves no file behind that was not verified.

        with client.inbox.content(document) as download:
            download.save("letter.pdf")

    Attributes:
        content_type: The media type that the server gives it, such as `application/pdf`; may be empty.
        size: Its length in bytes, or None where the server does not say.
    """

    def __init__(self, answer: HttpAnswer, verify: Callable[[str], None], most: int) -> None:
        self._answer = answer
        self._verify = verify
        self._most = most  # bytes
        self.content_type: str = answer.headers.get("content-type", "")
        length = answer.headers.get("content-length", "")
        self.size: int | None = int(length) if _LENGTH.fullmatch(length) else None

    def __iter__(self) -> Iterator[bytes]:
        """The content in pieces.

        Raises:
            TransportError: It broke off, or is larger than `ClientConfig.max_content_bytes`.
            VerificationError: At its end: it is not what Digipost signed.
        """
        digest = hashlib.sha256()
        left = self._most
        with self._answer:
            for chunk in self._answer.iter_raw(CHUNK_BYTES):
                left -= len(chunk)
                if left < 0 or (self.size or 0) > self._most:
                    problem = "the content is larger than ClientConfig.max_content_bytes allows"
                    raise TransportError(problem, request_sent=True, retryable=False)
                digest.update(chunk)
                yield chunk
        self._verify(b64encode(digest.digest()).decode())

    def read(self) -> bytes:
        """The whole content, in memory."""
        return b"".join(self)

    def copy_to(self, file: IO[bytes]) -> None:
        """Write the content to an open binary file; when it raises, part of it is there."""
        for chunk in self:
            file.write(chunk)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the content to a path, where it appears at once and only when it was verified.

        Returns:
            The path. A file that was there is replaced.

        Raises:
            InvalidValueError: The folder is not there or cannot be written to.
        """
        target = Path(path)
        try:
            handle, name = tempfile.mkstemp(prefix=".digipost-", dir=target.parent)
        except OSError as error:
            self.close()
            problem = f"the folder cannot be written to ({error.strerror or type(error).__name__})"
            raise InvalidValueError("path", problem) from None
        try:
            with os.fdopen(handle, "wb") as file:
                self.copy_to(file)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return target

    def close(self) -> None:
        """Give up what has not been read."""
        self._answer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Download(content_type={self.content_type!r}, size={self.size})"


class Downloads:
    """Opens contents at the API, and follows where Digipost sends us for them.

    Args:
        exchange: Where the first question goes.
        transport: The network, for the host that keeps the contents.
        user_agent: Who asks there; nothing else of us goes to it.
        most: How many bytes of a content are acceptable.
    """

    def __init__(self, exchange: Exchange, transport: Transport, user_agent: str, most: int) -> None:
        self._exchange = exchange
        self._transport = transport
        self._user_agent = user_agent
        self._most = most

    def open(self, target: str) -> Download:
        """The content at a path of the API.

        Digipost answers with an address on another host that works once and for 30 seconds, so it is followed
        at once. Neither credentials nor any `X-Digipost` header go there. What comes from there is not signed
        as far as is known; TLS vouches for it, and its hash is checked where there is one.
        """
        answer, verify, location = self._exchange.open(target)
        if location is None:
            return Download(answer, verify, self._most)
        answer.close()
        return self._elsewhere(target, location)

    def _elsewhere(self, target: str, location: str) -> Download:
        secure = urlsplit(self._exchange.origin).scheme
        try:
            url = urljoin(self._exchange.origin + target, location)
            if urlsplit(url).scheme not in {"https", secure}:
                raise ParseError("/", "Digipost sends us to an address without TLS for the content")
            headers = {"Accept": "*/*", "User-Agent": self._user_agent}
            request = HttpRequest("GET", url, headers, timeouts=self._exchange.timeouts)
        except (InvalidValueError, ValueError):  # ValueError: brackets that hold no IP address
            raise ParseError("/", "Digipost sends us to an address that is malformed") from None
        answer = self._transport.send(request)
        if answer.status != _OK:
            answer.close()
            raise _gone(answer.status)
        claimed = answer.headers.get("x-content-sha256")

        def verify(actual: str) -> None:
            if claimed is not None and claimed != actual:
                raise TransportError("the content was damaged on its way", request_sent=True)

        return Download(answer, verify, self._most)


def _gone(status: int) -> Exception:
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.FORBIDDEN}:
        message = "The address of a content works once and for 30 seconds; ask for the content anew."
        return NotFoundError(message, status=status)
    return api_error(status)
