"""Downloads of contents from Digipost: streamed and verified, from any host."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from base64 import b64encode
from http import HTTPStatus
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self, TypeVar
from urllib.parse import urljoin, urlsplit

from digipost.base.chunks import CHUNK_BYTES
from digipost.base.headers import content_length
from digipost.base.paths import is_path, shown_path
from digipost.errors import (
    DigipostError,
    InvalidValueError,
    NotFoundError,
    ParseError,
    TransportError,
    api_error,
)
from digipost.transport import HttpRequest
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from digipost.protocol.exchange import Exchange
    from digipost.transport import HttpAnswer, Transport

__all__ = ["Download", "Downloads"]

_OK = HTTPStatus.OK
_CHUNKS_OF_A_STEP = 16  # 1 MB: shorter steps would cost an event loop more
_T = TypeVar("_T")


@explains_arguments("download")
class Download:
    """The download of one content: iterate over it, or call `save`, `copy_to` or `read`. It works once.

    At its end, a stream raises an error if its hash differs from the hash that Digipost signed: trust the
    bytes only after the end. `save` leaves no unverified file behind.

        with client.inbox.content(document) as download:
            download.save("letter.pdf")

    Attributes:
        content_type: The media type from the server, such as `application/pdf`; may be empty.
        size: The content's length in bytes, or None if the server does not state it.
    """

    def __init__(self, answer: HttpAnswer, verify: Callable[[str], None], most: int) -> None:
        self._answer = answer
        self._verify = verify
        self._most = most  # bytes
        self._is_used = False
        self.content_type: str = answer.headers.get("content-type", "")
        self.size: int | None = content_length(answer.headers)

    def __iter__(self) -> Iterator[bytes]:
        """Yield the content in chunks.

        Raises:
            TransportError: The content broke off, or is larger than `ClientConfig.max_content_bytes`.
            VerificationError: At the end of the content: it differs from the content that Digipost signed.
        """
        if self._is_used:
            raise InvalidValueError("download", "its content was read before; open the content again")
        self._is_used = True
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
        try:
            self._verify(b64encode(digest.digest()).decode())
        except DigipostError:
            self._answer.abandon()
            raise

    def read(self) -> bytes:
        """Return the whole content, in memory."""
        return _to_the_end(self._read_in_steps())

    def copy_to(self, file: IO[bytes]) -> None:
        """Write the content to an open binary file; after an error, a part of it may be written."""
        _to_the_end(self._copy_to_in_steps(file))

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the content to a path; the file appears in one step, after verification.

        Returns:
            The path. An existing file is replaced.

        Raises:
            InvalidValueError: The folder does not exist or is not writable, or the path is a folder.
        """
        return _to_the_end(self._save_in_steps(path))

    # The asynchronous client runs these steps one at a time, so that a cancellation takes effect between
    # them.

    def _read_in_steps(self) -> Generator[None, None, bytes]:
        data = io.BytesIO()
        yield from self._copy_to_in_steps(data)
        return data.getvalue()

    def _copy_to_in_steps(self, file: IO[bytes]) -> Generator[None, None, None]:
        self._check_file(file)
        for number, chunk in enumerate(self, 1):
            file.write(chunk)
            if number % _CHUNKS_OF_A_STEP == 0:
                yield

    def _save_in_steps(self, path: str | os.PathLike[str]) -> Generator[None, None, Path]:
        target = self._checked_target(path)
        try:
            handle, name = tempfile.mkstemp(prefix=".digipost-", dir=target.parent)
        except (OSError, ValueError) as error:
            self.close()
            reason = getattr(error, "strerror", None) or "its name is not one that a folder can have"
            problem = f"the folder {shown_path(target.parent)} cannot be written to ({reason})"
            raise InvalidValueError("path", problem) from None
        try:
            with os.fdopen(handle, "wb") as file:
                yield from self._copy_to_in_steps(file)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return target

    def _checked_target(self, path: object) -> Path:
        if is_path(path):
            target = Path(path)
            if not os.path.isdir(target):  # noqa: PTH112 - which takes any characters
                return target
            problem = f"{shown_path(target)} is a folder; add the name of the file"
        else:
            problem = f"a str or a Path is expected, not {type(path).__name__}; copy_to takes a file object"
        self.close()
        raise InvalidValueError("path", problem)

    def _check_file(self, file: object) -> None:
        if isinstance(file, io.TextIOBase) or not callable(getattr(file, "write", None)):
            self.close()
            problem = f"an open binary file is expected, as from open(path, 'wb'), not {type(file).__name__}"
            raise InvalidValueError("file", problem)

    def close(self) -> None:
        """Discard the unread bytes."""
        self._answer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Download(content_type={self.content_type!r}, size={self.size})"


def _to_the_end(steps: Generator[None, None, _T]) -> _T:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: _T = end.value
            return result


class Downloads:
    """Opens contents at the API, and follows Digipost's redirects to other hosts.

    Args:
        exchange: Sends the first request.
        transport: Sends the request to the host of the contents.
        user_agent: The User-Agent for that host; nothing else identifies the client there.
        most: The most bytes of a content to accept.
    """

    def __init__(self, exchange: Exchange, transport: Transport, user_agent: str, most: int) -> None:
        self._exchange = exchange
        self._transport = transport
        self._user_agent = user_agent
        self._most = most

    def open(self, target: str) -> Download:
        """Return the content at a path of the API.

        Digipost answers with an address on another host. The address works once and for 30 seconds, so it is
        followed at once. The client sends neither credentials nor `X-Digipost` headers there. As far as is
        known, that host does not sign its responses. TLS authenticates the host, and a hash is checked if
        there is one.
        """
        answer, verify, location = self._exchange.open(target)
        if location is None:
            return Download(_whole(answer), verify, self._most)
        answer.close()
        return self._elsewhere(target, location)

    def _elsewhere(self, target: str, location: str) -> Download:
        secure = urlsplit(self._exchange.origin).scheme
        try:
            url = urljoin(self._exchange.origin + target, location)
            if urlsplit(url).scheme not in {"https", secure}:
                raise ParseError("/", "Digipost redirects the download to an address without TLS")
            headers = {"Accept": "*/*", "Cache-Control": "no-store", "User-Agent": self._user_agent}
            request = HttpRequest("GET", url, headers, timeouts=self._exchange.timeouts)
        except (InvalidValueError, ValueError):  # ValueError: brackets without an IP address
            raise ParseError("/", "Digipost redirects the download to a malformed address") from None
        answer = self._transport.send(request)
        if answer.status != _OK:
            answer.close()
            raise _gone(answer.status)
        answer = _whole(answer)
        claimed = answer.headers.get("x-content-sha256")

        def verify(actual: str) -> None:
            if claimed is not None and claimed != actual:
                raise TransportError("the content was damaged on its way", request_sent=True)

        return Download(answer, verify, self._most)


def _whole(answer: HttpAnswer) -> HttpAnswer:
    """Return a response whose bytes are the content's bytes; close any other response.

    Raises:
        ParseError: The response has no content or only a part, or is compressed although the client requested
            `identity`: the compressed bytes would be saved as the content.
    """
    coding = answer.headers.get("content-encoding", "").strip().lower()
    if answer.status == _OK and coding in {"", "identity"}:
        return answer
    answer.close()
    if answer.status != _OK:
        raise ParseError("/", f"the answer {answer.status} does not bring the whole content")
    raise ParseError("/", "the content is compressed, which was not asked for")


def _gone(status: int) -> Exception:
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.FORBIDDEN}:
        message = "The address of a content works once and for 30 seconds; request the content again."
        return NotFoundError(message, status=status)
    return api_error(status)
