"""What came back: decompressed, and read as a document or as Digipost's refusal."""

from __future__ import annotations

import re
import zlib
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import attrs

from digipost.auth.signing import canonical_request, parse_http_date
from digipost.base.schema_version import api_v8
from digipost.errors import ApiError, ParseError, api_error
from digipost.protocol.echoes import texts_sent
from digipost.protocol.multipart import MultipartBody
from digipost.xml import from_xml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digipost.transport import HttpRequest

__all__ = ["Answer", "decompressed", "refusal"]

_T = TypeVar("_T")

_GZIP_BITS = 16 + zlib.MAX_WBITS
_SECONDS = re.compile(r"[0-9]{1,6}")


@attrs.frozen
class Answer:
    """A verified answer: its status, and its body after decompression."""

    status: int
    body: bytes = attrs.field(repr=False)

    def read(self, cls: type[_T]) -> _T:
        """The document that the answer holds.

        Raises:
            ParseError: It is not one of `cls`.
        """
        return from_xml(cls, self.body)


def decompressed(headers: Mapping[str, str], data: bytes, most: int) -> bytes:
    """The body as it was before compression, which is the server's choice; its hash covers it compressed.

    Args:
        headers: Those of the answer.
        data: The body as it came.
        most: How many bytes are acceptable; no more than that and one are unpacked.

    Raises:
        ParseError: The compression is unknown or damaged, or there are more bytes.
    """
    encoding = headers.get("content-encoding", "").strip().lower()
    if not data or encoding in {"", "identity"}:
        return data
    if encoding not in {"gzip", "x-gzip"}:
        raise ParseError("/", "the answer is compressed in a way that was not asked for")
    plain, rest = b"", data
    while rest:  # one member after another: RFC 1952, section 2.2
        # GzipFile.read would take the memory of all that is acceptable for the smallest answer.
        unpacking = zlib.decompressobj(wbits=_GZIP_BITS)
        try:
            plain += unpacking.decompress(rest, most + 1 - len(plain))
        except zlib.error:
            raise ParseError("/", "the answer's compression is damaged") from None
        if len(plain) > most:
            problem = "the answer, decompressed, is larger than ClientConfig.max_answer_bytes allows"
            raise ParseError("/", problem)
        if not unpacking.eof:
            raise ParseError("/", "the answer's compression is damaged")
        rest = unpacking.unused_data.lstrip(b"\0")
    return plain


def refusal(
    request: HttpRequest, status: int, headers: Mapping[str, str], data: bytes, most: int, *, sending: bool
) -> ApiError:
    """The error that Digipost's answer describes; the body may be empty or no error document at all."""
    retry_after = _retry_after(headers)
    try:
        error = from_xml(api_v8.Error, decompressed(headers, data, most))
    except ParseError:
        return api_error(status, sending=sending, retry_after=retry_after)
    return api_error(
        status,
        error.error_code,
        error.error_type,
        error.error_message,
        links={link.rel: link.uri for link in error.link if link.rel},
        canonical=canonical_request(request.method, request.target, request.headers),
        sent=texts_sent(request.target, _xml_of(request.body)),
        sending=sending,
        retry_after=retry_after,
    )


def _xml_of(body: object) -> bytes | None:
    return body.xml if isinstance(body, MultipartBody) else body if isinstance(body, bytes) else None


def _retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """How long to wait: RFC 9110, section 10.2.3, in both of its forms; Digipost documents neither."""
    wait = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(wait):
        return timedelta(seconds=int(wait))
    try:
        # Both dates are of one clock, and this machine's may be another.
        moments = parse_http_date(wait), parse_http_date(headers.get("date", ""))
    except ParseError:
        return None
    return max(moments[0] - moments[1], timedelta(0))
