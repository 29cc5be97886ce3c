"""One request and its answer: dated, authenticated, sent, verified, and read.

request -> headers and hash -> signature -> transport -> verification -> error or document
"""

from __future__ import annotations

import gzip
import io
import logging
import time
import zlib
from typing import TYPE_CHECKING, Protocol, TypeVar

import attrs

from digipost.errors import ApiError, DigipostError, ParseError, VerificationError, api_error
from digipost.media_types import XML
from digipost.signing import canonical_request, content_hash, format_http_date
from digipost.transport import HttpRequest
from digipost.verification import check_date, check_hash, check_signature, is_exempt
from digipost.xml import from_xml
from digipost_schema import api_v8

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    from digipost.authentication import Credentials
    from digipost.config import ClientConfig
    from digipost.multipart import MultipartBody
    from digipost.transport import HttpAnswer, Transport

__all__ = ["Answer", "Exchange", "ServerKeys"]

_T = TypeVar("_T")

_log = logging.getLogger("digipost")

_MOST_XML = 16 << 20  # bytes; the longest answer known, a page of 1000 inbox documents, has about 2 MB
_ERROR_STATUS = 300  # redirects included: an API answer is never elsewhere


class ServerKeys(Protocol):
    """Where the key comes from that Digipost signs its answers with."""

    def current(self) -> RSAPublicKey:
        """The key, fetched if it is not at hand."""
        ...

    def renewed(self, old: RSAPublicKey) -> RSAPublicKey | None:
        """The key fetched anew, or None when it is still `old`."""
        ...


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


class Exchange:
    """Sends requests for one broker to one environment.

    Args:
        config: Who sends, and to where.
        credentials: What proves it.
        transport: The network.
        clock: The time now, with a zone.
        keys: The key that answers are signed with; None only for fetching the entry point, which brings it.
    """

    def __init__(
        self,
        config: ClientConfig,
        credentials: Credentials,
        transport: Transport,
        clock: Callable[[], datetime],
        keys: ServerKeys | None,
    ) -> None:
        self._config = config
        self._credentials = credentials
        self._transport = transport
        self._clock = clock
        self._keys = keys
        self._origin = config.environment.api_url

    def get(self, target: str, accept: str = XML) -> Answer:
        """The answer to a GET of `target`, a path with its query on the configured host."""
        return self._perform("GET", target, {"Accept": accept}, None)

    def post(self, target: str, body: MultipartBody, *, sending: bool = False) -> Answer:
        """The answer to a POST of a multipart body.

        Args:
            target: The path with its query on the configured host.
            body: It is read twice: to hash it, and to send it.
            sending: Whether a 404 means that the recipient is unknown.
        """
        headers = {"Accept": XML, "Content-Type": body.content_type, "MIME-Version": "1.0"}
        return self._perform("POST", target, headers, body, sending=sending)

    def _perform(
        self,
        method: str,
        target: str,
        headers: dict[str, str],
        body: MultipartBody | None,
        *,
        sending: bool = False,
    ) -> Answer:
        # Fetched before anything is sent, so that what fails then says nothing of this request.
        key = self._keys.current() if self._keys else None
        headers |= self._identity(body)
        canonical = canonical_request(method, target, headers)
        headers |= self._credentials.authorize(method, target, headers)
        started = time.perf_counter()
        with self._transport.send(HttpRequest(method, self._origin + target, headers, body)) as answer:
            data = answer.read(_MOST_XML)
            # Neither path nor query: they can hold what was searched for, or a personal number.
            _log.debug(
                "%s answered %d in %.0f ms", method, answer.status, 1e3 * (time.perf_counter() - started)
            )
            self._verify(answer, target, data, key)
            encoding = answer.headers.get("content-encoding", "")
            if answer.status >= _ERROR_STATUS:
                raise _refusal(answer.status, encoding, data, canonical, sending=sending)
            return Answer(answer.status, _decompressed(encoding, data))

    def _identity(self, body: MultipartBody | None) -> dict[str, str]:
        headers = {
            "X-Digipost-UserId": str(self._config.broker_id),
            "User-Agent": self._config.user_agent_header,
            "Accept-Encoding": "gzip",
        }
        if body is not None:
            headers["X-Content-SHA256"] = body.sha256
        # Dated last: hashing a large body takes its time, and Digipost refuses what is five minutes old.
        headers["Date"] = format_http_date(self._clock())
        return headers

    def _verify(self, answer: HttpAnswer, target: str, data: bytes, key: RSAPublicKey | None) -> None:
        if is_exempt(answer.status):
            return
        status, headers = answer.status, answer.headers
        check_date(status, headers, self._clock())
        check_hash(status, headers, content_hash(data) if data else None)
        if key is None:
            return
        path = target.partition("?")[0]
        try:
            check_signature(status, path, headers, key)
        except VerificationError:
            # Digipost may change its certificate at any time, so that an old one proves nothing.
            renewed = self._renewed(key)
            if renewed is None:
                raise
            check_signature(status, path, headers, renewed)

    def _renewed(self, old: RSAPublicKey) -> RSAPublicKey | None:
        """The key fetched anew, or None when there is no other one to be had."""
        try:
            return self._keys.renewed(old) if self._keys else None
        except DigipostError:
            return None  # the answer that was received is what the caller must hear of


def _decompressed(encoding: str, data: bytes) -> bytes:
    """The body as it was before compression, which is the server's choice; its hash covers it compressed."""
    if not data or encoding.strip().lower() in {"", "identity"}:
        return data
    if encoding.strip().lower() not in {"gzip", "x-gzip"}:
        raise ParseError("/", "the answer is compressed in a way that was not asked for")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            plain = file.read(_MOST_XML + 1)
    except (OSError, EOFError, zlib.error):
        raise ParseError("/", "the answer's compression is damaged") from None
    if len(plain) > _MOST_XML:
        raise ParseError("/", f"the answer has more than {_MOST_XML >> 20} MB when it is decompressed")
    return plain


def _refusal(status: int, encoding: str, data: bytes, canonical: str, *, sending: bool) -> ApiError:
    """The error that Digipost's answer describes; the body may be empty or no error document at all."""
    try:
        error = from_xml(api_v8.Error, _decompressed(encoding, data))
    except ParseError:
        return api_error(status, sending=sending)
    return api_error(
        status,
        error.error_code,
        error.error_type,
        error.error_message,
        links={link.rel: link.uri for link in error.link if link.rel},
        canonical=canonical,
        sending=sending,
    )
