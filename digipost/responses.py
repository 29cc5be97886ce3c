"""How an answer begins on the wire: its status line and its headers, read strictly.

`http.client` reads headers with the parser for e-mail, which mends what is malformed and takes its time.
Nobody is helped by mended headers: what is malformed is refused.
"""

from __future__ import annotations

import http.client
import io
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from digipost.errors import TransportError
from digipost.waiting import PatientReader

if TYPE_CHECKING:
    import socket

    from urllib3.connection import HTTPConnection

    from digipost.waiting import Patience

__all__ = ["Response"]

_LONGEST_LINE = 1 << 16  # bytes, and the most headers: the limits of http.client
_MOST_HEADERS = 100
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\r\n]*)\r?\n")
_LENGTH = re.compile(r"[0-9]{1,18}")  # what is longer is no length of anything
_HTTP_1_0, _HTTP_1_1 = 10, 11  # as http.client has them
_WITHOUT_BODY = {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}


class Response(http.client.HTTPResponse):
    """An answer, waited for as long as there is patience; and what urllib3's pool asks of one.

    Attributes:
        pairs: The headers, repeated ones too.
    """

    pairs: list[tuple[str, str]]
    version_string = "HTTP/1.1"  # for the log
    retries: object = None  # set by the pool, as are the next two
    _connection: HTTPConnection | None = None
    _pool: Any = None

    @property
    def length_remaining(self) -> int | None:
        """For the log."""
        return self.length

    def __init__(
        self,
        sock: socket.socket,
        debuglevel: int = 0,
        method: str | None = None,
        url: str | None = None,
        *,
        patience: Patience | None = None,
    ) -> None:
        super().__init__(sock, debuglevel, method, url)
        if patience is not None:
            self.fp = io.BufferedReader(PatientReader(sock, self.fp.detach(), patience))

    def begin(self) -> None:
        """Reads the status line and the headers, and how long the body is.

        Raises:
            TransportError: They are malformed, or tell the length in two ways.
        """
        while True:
            version, status, reason = self._read_status()  # type: ignore[attr-defined]  # known to http.client alone
            pairs = self._read_pairs()
            if status != HTTPStatus.CONTINUE:
                break
        if not version.startswith("HTTP/1."):
            raise http.client.UnknownProtocol(version)
        self.version = _HTTP_1_0 if version == "HTTP/1.0" else _HTTP_1_1
        self.code = self.status = status
        self.reason = reason.strip()
        self.pairs, headers = pairs, _joined(pairs)
        self.headers = headers  # type: ignore[assignment]  # not a message of e-mail, for whoever looks one up
        self._measure(headers)

    def settle(self, data: bytes) -> None:
        """Gives the connection back to its pool, if `data` was the last to be read.

        Raises:
            http.client.IncompleteRead: There should have been more.
        """
        if not self.isclosed():
            return
        if not data and self.length:
            raise http.client.IncompleteRead(b"", self.length)
        connection, self._connection = self._connection, None
        if connection is not None:
            self._pool._put_conn(connection)  # noqa: SLF001 - as urllib3's own answers do

    def close(self) -> None:
        """Closes the connection too, unless it has been given back."""
        super().close()
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _read_pairs(self) -> list[tuple[str, str]]:
        pairs = []
        while (line := self.fp.readline(_LONGEST_LINE + 1)) not in {b"\r\n", b"\n"}:
            if len(line) > _LONGEST_LINE:
                raise http.client.LineTooLong("header line")
            header = _HEADER.fullmatch(line.decode("iso-8859-1"))
            if header is None:
                if not line.endswith(b"\n"):
                    raise http.client.IncompleteRead(b"")
                raise _malformed()
            pairs.append((header[1], header[2].strip(" \t")))
            if len(pairs) > _MOST_HEADERS:
                raise http.client.HTTPException("too many headers")
        return pairs

    def _measure(self, headers: dict[str, str]) -> None:
        """How long the body is, and whether another answer can come after it: RFC 9112, 6.3 and 9.3."""
        length, self.chunked = headers.get("content-length"), "transfer-encoding" in headers
        if length is not None and self.chunked:
            # What is after the chunks could be taken for the next answer.
            raise TransportError("the answer tells its length in two ways", request_sent=True)
        if self.chunked and headers["transfer-encoding"].lower() != "chunked":
            raise _malformed()
        if length is not None and not _LENGTH.fullmatch(length):
            raise _malformed()
        self.chunk_left = None
        self.length = None if length is None else int(length)
        if self.status in _WITHOUT_BODY or self.status < HTTPStatus.OK or self._method == "HEAD":  # type: ignore[attr-defined]  # known to http.client alone
            self.length, self.chunked = 0, False
        options = headers.get("connection", "").lower()
        is_kept = "close" not in options if self.version == _HTTP_1_1 else "keep-alive" in options
        self.will_close = not is_kept or (self.length is None and not self.chunked)

    def _read_next_chunk_size(self) -> int:
        size: int = super()._read_next_chunk_size()  # type: ignore[misc]  # known to http.client alone
        if size < 0:  # which http.client would take for "all that comes", or stumble over
            self._close_conn()  # type: ignore[attr-defined]  # likewise
            raise ValueError
        return size


def _joined(pairs: list[tuple[str, str]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in pairs:
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    return headers


def _malformed() -> TransportError:
    return TransportError("the answer's headers are malformed, or tell two lengths", request_sent=True)
