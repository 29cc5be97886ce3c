"""Responses: decompressed, and read as a document or as an error of Digipost."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, TypeVar

import attrs

from digipost.auth.signing import canonical_request
from digipost.base.headers import retry_after
from digipost.base.schema_version import api_v8
from digipost.errors import ApiError, ParseError, api_error
from digipost.protocol.echoes import texts_sent
from digipost.protocol.multipart import MultipartBody
from digipost.xml import from_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digipost.transport import HttpRequest

__all__ = ["Answer", "decompressed", "refusal"]

_T = TypeVar("_T")

_GZIP_BITS = 16 + zlib.MAX_WBITS
_PIECE = 1 << 12  # bytes


@attrs.frozen
class Answer:
    """A verified answer: its status, and its body after decompression.

    Attributes:
        abandon: Never uses the connection again; called for an answer that belongs to another request.
    """

    status: int
    body: bytes = attrs.field(repr=False)
    abandon: Callable[[], None] = attrs.field(repr=False, eq=False, kw_only=True)

    def read(self, cls: type[_T], check: Callable[[_T], None] = lambda _: None) -> _T:
        """Return the document in the response.

        Args:
            cls: Its class.
            check: Raises `ParseError` if the document does not belong to the request. Then the connection is
                not used again: its next response could belong to this request.

        Raises:
            ParseError: The document is not an instance of `cls`, or the check failed.
        """
        try:
            document = from_xml(cls, self.body)
            check(document)
        except ParseError:
            self.abandon()
            raise
        return document


def decompressed(headers: Mapping[str, str], data: bytes, most: int) -> bytes:
    """Return the decompressed body; the server chooses the compression, and hashes the compressed bytes.

    Args:
        headers: The headers of the response.
        data: The body as received.
        most: The most bytes to accept; at most one byte more is decompressed.

    Raises:
        ParseError: The compression is unknown or damaged, or there are more than `most` bytes.
    """
    encoding = headers.get("content-encoding", "").strip().lower()
    if not data or encoding in {"", "identity"}:
        return data
    if encoding not in {"gzip", "x-gzip"}:
        raise ParseError("/", "the answer is compressed in a way that was not asked for")
    plain, member = bytearray(), zlib.decompressobj(wbits=_GZIP_BITS)
    # GzipFile.read would allocate memory for the limit even for the smallest response. In pieces, since the
    # end of each member copies the bytes that follow it.
    for start in range(0, len(data), _PIECE):
        rest = data[start : start + _PIECE]
        while rest := rest.lstrip(b"\0") if member.eof else rest:
            if member.eof:  # a file can have several members, and zeros may pad them: RFC 1952, section 2.2
                member = zlib.decompressobj(wbits=_GZIP_BITS)
            try:
                plain += member.decompress(rest, most + 1 - len(plain))
            except zlib.error:
                raise ParseError("/", "the answer's compression is damaged") from None
            if len(plain) > most:
                problem = "the answer, decompressed, is larger than ClientConfig.max_answer_bytes allows"
                raise ParseError("/", problem)
            rest = member.unused_data
    if not member.eof:
        raise ParseError("/", "the answer's compression is damaged")
    return bytes(plain)


def refusal(
    request: HttpRequest,
    status: int,
    headers: Mapping[str, str],
    data: bytes,
    most: int,
    *,
    sending: bool,
    cause: str | None = None,
) -> ApiError:
    """Return the error that Digipost's response describes; the body may be empty or another document.

    `cause` is a known problem with the certificate, which explains a refusal of the credentials.
    """
    wait = retry_after(headers)
    try:
        error = from_xml(api_v8.Error, decompressed(headers, data, most))
    except ParseError:
        return api_error(status, sending=sending, retry_after=wait, cause=cause)
    return api_error(
        status,
        error.error_code,
        error.error_type,
        error.error_message,
        links={link.rel: link.uri for link in error.link if link.rel},
        canonical=canonical_request(request.method, request.target, request.headers),
        sent=texts_sent(request.target, _xml_of(request.body)),
        sending=sending,
        retry_after=wait,
        cause=cause,
    )


def _xml_of(body: object) -> bytes | None:
    return body.xml if isinstance(body, MultipartBody) else body if isinstance(body, bytes) else None
