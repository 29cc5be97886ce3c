"""What came back: decompressed, and read as a document or as Digipost's refusal."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import attrs

from digipost.errors import ApiError, ParseError, api_error
from digipost.signing import canonical_request
from digipost.xml import from_xml
from digipost_schema import api_v8

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digipost.transport import HttpRequest

__all__ = ["MOST_XML", "Answer", "decompressed", "refusal"]

_T = TypeVar("_T")

MOST_XML = 16 << 20
"""The most bytes that an XML answer may have; the longest one known, a page of the inbox, has about 2 MB."""

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


def decompressed(headers: Mapping[str, str], data: bytes) -> bytes:
    """The body as it was before compression, which is the server's choice; its hash covers it compressed.

    Raises:
        ParseError: The compression is unknown or damaged, or there is more than `MOST_XML`.
    """
    encoding = headers.get("content-encoding", "").strip().lower()
    if not data or encoding in {"", "identity"}:
        return data
    if encoding not in {"gzip", "x-gzip"}:
        raise ParseError("/", "the answer is compressed in a way that was not asked for")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            plain = file.read(MOST_XML + 1)
    except (OSError, EOFError, zlib.error):
        raise ParseError("/", "the answer's compression is damaged") from None
    if len(plain) > MOST_XML:
        raise ParseError("/", f"the answer has more than {MOST_XML >> 20} MB when it is decompressed")
    return plain


def refusal(
    request: HttpRequest, status: int, headers: Mapping[str, str], data: bytes, *, sending: bool
) -> ApiError:
    """The error that Digipost's answer describes; the body may be empty or no error document at all."""
    wait = headers.get("retry-after", "").strip()
    # A date is allowed there too; Digipost documents neither, and a date would need two clocks to agree.
    retry_after = timedelta(seconds=int(wait)) if _SECONDS.fullmatch(wait) else None
    try:
        error = from_xml(api_v8.Error, decompressed(headers, data))
    except ParseError:
        return api_error(status, sending=sending, retry_after=retry_after)
    return api_error(
        status,
        error.error_code,
        error.error_type,
        error.error_message,
        links={link.rel: link.uri for link in error.link if link.rel},
        canonical=canonical_request(request.method, request.target, request.headers),
        sending=sending,
        retry_after=retry_after,
    )
