"""Build responses: XML documents and errors, signed as Digipost signs."""

from __future__ import annotations

import gzip
import re
from http import HTTPStatus
from itertools import cycle
from typing import TYPE_CHECKING

from starlette.responses import Response

from digipost.auth.signing import canonical_answer, content_hash, decoded_path, sign
from digipost.base.http_dates import format_http_date
from digipost.base.schema_version import api_v8
from digipost.errors import InvalidValueError
from digipost.protocol.media_types import XML
from digipost.sandbox.wire.signing_identity import ShippedCertificate, shipped_key
from digipost_schema import to_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, timedelta

    from digipost.sandbox.base.refusals import RefusalError
    from digipost.sandbox.wire.signing_identity import ShippedKey

__all__ = ["AnswerSigner", "compressed", "empty_answer", "error_answer", "redirect", "xml_answer"]

_WORTH_COMPRESSING = 1000  # bytes
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)

_KEYS: tuple[ShippedKey, ...] = ("server", "next-server")


def xml_answer(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a response whose body is a value of a schema class."""
    return Response(to_xml(value), status, headers, media_type=XML)


def empty_answer() -> Response:
    """Return an empty response for a completed request; Digipost's .NET client needs the body to be empty."""
    return Response()


def redirect(url: str) -> Response:
    """Return a response that redirects the client to another address."""
    return Response(status_code=HTTPStatus.TEMPORARY_REDIRECT, headers={"Location": url})


def compressed(answer: Response, accepted: str) -> Response:
    """Return a larger XML response compressed, if the client accepts that, as Digipost does.

    It is not known which responses Digipost compresses. The hash is computed from the compressed bytes.

    Args:
        answer: The response, before it is hashed and signed.
        accepted: The header `Accept-Encoding`.
    """
    if answer.media_type != XML or len(answer.body) < _WORTH_COMPRESSING or not _GZIP.search(accepted):
        return answer
    headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
    headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    body = gzip.compress(bytes(answer.body), compresslevel=1, mtime=0)
    return Response(body, answer.status_code, headers, answer.media_type)


def error_answer(refusal: RefusalError) -> Response:
    """Return the response to a refused request."""
    error = api_v8.Error(
        error_code=refusal.code, error_message=refusal.message, error_type=refusal.error_type
    )
    return xml_answer(error, refusal.status)


class AnswerSigner:
    """Dates, hashes and signs responses.

    Args:
        clock: The time, for the header `Date`.
        decode_path: Sign the percent-decoded path instead of the path as it was sent. Digipost is known to
            have done either; present clients check the form that was sent.

    Attributes:
        certificate: The certificate of the key that signs at present.
    """

    def __init__(self, clock: Callable[[], datetime], *, decode_path: bool) -> None:
        self._clock = clock
        self._decode_path = decode_path
        self._names = cycle(_KEYS)
        self.change_key()

    def change_key(self) -> None:
        """Sign with the other key from now on; the two keys alternate, each time with a new certificate."""
        name = next(self._names)
        self.certificate = ShippedCertificate(name, "Digipost sandbox", self._clock)
        self._key = shipped_key(name)

    def sign(self, answer: Response, target: str, *, back: timedelta, body_hash: str | None = None) -> None:
        """Add date, hash and signature to the headers of the response to a request for that target.

        Args:
            answer: The response.
            target: The request target.
            back: The time to subtract from now for `Date`.
            body_hash: A hash to use instead of the body's. The headers of a file response already have its
                hash.
        """
        answer.headers["Date"] = format_http_date(self._clock() - back)
        if body_hash is not None:
            answer.headers["X-Content-SHA256"] = body_hash
        elif answer.body:
            answer.headers["X-Content-SHA256"] = content_hash(bytes(answer.body))
        answer.headers["X-Digipost-Signature"] = sign(self._canonical(answer, target), self._key)

    def _canonical(self, answer: Response, target: str) -> str:
        path = target.partition("?")[0]
        if self._decode_path:
            try:
                return canonical_answer(answer.status_code, decoded_path(path), answer.headers)
            except InvalidValueError:
                pass  # the path has a line break, so that only its escaped form can be signed
        return canonical_answer(answer.status_code, path, answer.headers)
