"""A request and its response: dated, authenticated, sent, verified, and read.

request -> headers and hash -> signature -> transport -> verification -> error or document
"""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, NoReturn, Protocol

from digipost.auth.credentials import certificate_problem
from digipost.auth.signing import content_hash
from digipost.base.http_dates import format_http_date
from digipost.base.targets import normal_target
from digipost.errors import AuthenticationError, DigipostError, TransportError, VerificationError
from digipost.protocol.answer import Answer, decompressed, refusal
from digipost.protocol.media_types import ANYTHING, XML
from digipost.protocol.multipart import MultipartBody
from digipost.protocol.verification import check_date, check_hash, check_signature, is_exempt
from digipost.retries import with_retries
from digipost.telemetry._operations import RequestWatch
from digipost.transport import HttpRequest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    from digipost.auth.credentials import Authorization
    from digipost.config import ClientConfig
    from digipost.errors import ApiError
    from digipost.transport import HttpAnswer, Timeouts, Transport

__all__ = ["Exchange", "ServerKeys"]

_ERROR_STATUS = 300  # redirects included: the API never moves its XML documents to another address
_REDIRECTS = {HTTPStatus.TEMPORARY_REDIRECT, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}


class ServerKeys(Protocol):
    """The source of the key that verifies Digipost's responses."""

    def current(self) -> RSAPublicKey:
        """Return the key; fetch it if it is not cached."""
        ...

    def renewed(self, old: RSAPublicKey) -> RSAPublicKey | None:
        """Fetch the key again; return None if it is still `old`."""
        ...


class Exchange:
    """Sends requests for one broker to one environment.

    Args:
        config: The broker and the environment.
        credentials: The authorization of requests. After a 401 it is discarded, and the request is sent once
            more if a new one is available. This is possible since a body can be read repeatedly: it is also
            read for the hash.
        transport: Sends the requests.
        clock: Returns the current time, with a zone.
        keys: The source of the key that verifies responses; None only for fetching the entry point, which
            holds the key.
        timeouts: Replace the transport's timeouts.

    Attributes:
        origin: Scheme, host and port of the API.
        timeouts: As given.
    """

    def __init__(
        self,
        config: ClientConfig,
        credentials: Authorization,
        transport: Transport,
        clock: Callable[[], datetime],
        keys: ServerKeys | None,
        *,
        timeouts: Timeouts | None = None,
    ) -> None:
        self._config = config
        self._credentials = credentials
        self._transport = transport
        self._clock = clock
        self._keys = keys
        self._most = config.max_answer_bytes
        self.timeouts = timeouts
        self.origin = config.environment.api_url

    def get(self, target: str) -> Answer:
        """Send a GET of `target`, a path with its query on the configured host; return the response."""
        return self._repeatable("GET", target, {"Accept": XML}, None)

    def ask(self, target: str, question: bytes) -> Answer:
        """Send a POST of an XML document that is safe to repeat; return the response."""
        return self._repeatable("POST", target, {"Accept": XML, "Content-Type": XML}, question)

    def post(self, target: str, body: MultipartBody | bytes | None, *, sending: bool = False) -> Answer:
        """Send a POST once; return the response.

        Args:
            target: The path with its query on the configured host.
            body: Documents as multipart, read twice: to hash, and to send; an XML document; or none.
            sending: True if a 404 means an unknown recipient.
        """
        headers = {"Accept": XML}
        if isinstance(body, MultipartBody):
            headers |= {"Content-Type": body.content_type, "MIME-Version": "1.0"}
        elif body is not None:
            headers["Content-Type"] = XML
        return self._answer("POST", target, headers, body, sending=sending)

    def put(self, target: str, document: bytes) -> Answer:
        """Send a PUT of an XML document; return the response."""
        return self._repeatable("PUT", target, {"Accept": XML, "Content-Type": XML}, document)

    def delete(self, target: str) -> Answer:
        """Send a DELETE once, since a second DELETE would get a 404; return the response."""
        return self._answer("DELETE", target, {}, None)

    def open(self, target: str) -> tuple[HttpAnswer, Callable[[str], None], str | None]:
        """Send a GET of a content; return the response with its body unread.

        Returns:
            The response, with date and signature verified, which the caller reads and closes. A function that
            checks the hash of the body. The address of a redirect, or None.
        """
        headers = {"Accept": ANYTHING, "Accept-Encoding": "identity"}
        request, key, answer, watch = self._exchanged("GET", target, headers, None)
        try:
            with watch:
                if not is_exempt(answer.status):
                    check_date(answer.status, answer.headers, self._clock())
                    self._verify_signature(request, answer, key)
                location = answer.headers.get("location") if answer.status in _REDIRECTS else None
                if location is None and answer.status >= _ERROR_STATUS:
                    self._refuse(request, answer)
        except VerificationError:
            answer.abandon()
            raise
        except BaseException:
            answer.close()
            raise
        return answer, partial(check_hash, answer.status, answer.headers), location

    def _refuse(self, request: HttpRequest, answer: HttpAnswer) -> NoReturn:
        data = answer.read(self._most)
        self._verify_body(answer, data)
        raise self._refusal(request, answer, data)

    def _refusal(
        self, request: HttpRequest, answer: HttpAnswer, data: bytes, *, sending: bool = False
    ) -> ApiError:
        status, cause = answer.status, None
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            cause = certificate_problem(self._credentials, self._config, self._clock())
        return refusal(request, status, answer.headers, data, self._most, sending=sending, cause=cause)

    def _repeatable(self, method: str, target: str, headers: dict[str, str], body: bytes | None) -> Answer:
        return with_retries(self._config.retries, lambda: self._answer(method, target, headers, body))

    def _answer(
        self,
        method: str,
        target: str,
        headers: dict[str, str],
        body: MultipartBody | bytes | None,
        *,
        sending: bool = False,
    ) -> Answer:
        request, key, answer, watch = self._exchanged(method, target, headers, body)
        with answer, watch:
            data = answer.read(self._most)
            try:
                if not is_exempt(answer.status):
                    # Date, hash, signature: the order of Digipost's security documentation.
                    check_date(answer.status, answer.headers, self._clock())
                    self._verify_body(answer, data)
                    self._verify_signature(request, answer, key)
            except VerificationError:
                answer.abandon()
                raise
            if answer.status >= _ERROR_STATUS:
                raise self._refusal(request, answer, data, sending=sending)
            return Answer(
                answer.status, decompressed(answer.headers, data, self._most), abandon=answer.abandon
            )

    def _exchanged(
        self, method: str, target: str, headers: dict[str, str], body: MultipartBody | bytes | None
    ) -> tuple[HttpRequest, RSAPublicKey | None, HttpAnswer, RequestWatch]:
        request, key = self._prepared(method, target, headers, body)
        answer, watch = self._sent(request)
        if answer.status == HTTPStatus.UNAUTHORIZED and self._credentials.discard(request.headers):
            answer.close()
            try:
                request, key = self._prepared(method, target, headers, body)
                answer, watch = self._sent(request)
            except AuthenticationError as error:  # by the token endpoint; raise the 401 with this reason
                status = HTTPStatus.UNAUTHORIZED
                raise AuthenticationError(
                    error.message, status, error.code, advice=error.advice, cause=error.cause
                ) from error
            except DigipostError as error:
                if isinstance(error, TransportError) and error.request_sent:
                    raise
                # A proxy may have made the 401, after Digipost had accepted the request.
                problem = f"the answer was 401, and the request could not be sent again ({error})"
                raise TransportError(problem, request_sent=True) from error
        return request, key, answer, watch

    def _prepared(
        self, method: str, target: str, headers: dict[str, str], body: MultipartBody | bytes | None
    ) -> tuple[HttpRequest, RSAPublicKey | None]:
        # The target is signed in the form that is sent.
        target = normal_target(target)
        # Fetched before the request is sent, so that an error here gives no information about this request.
        key = self._keys.current() if self._keys else None
        headers = {
            "Accept-Encoding": "gzip",
            # A cached 404 would make a delivered letter look refused, and no cache may store letters.
            "Cache-Control": "no-store",
            **headers,
            "X-Digipost-UserId": str(self._config.broker_id),
            "User-Agent": self._config.user_agent_header,
        }
        if body is not None:
            headers["X-Content-SHA256"] = content_hash(body) if isinstance(body, bytes) else body.sha256
        # The date is set last: hashing a large body takes time, and Digipost refuses requests that are five
        # minutes old.
        headers["Date"] = format_http_date(self._clock())
        headers |= self._credentials.authorize(method, target, headers)
        return HttpRequest(method, self.origin + target, headers, body, self.timeouts), key

    def _sent(self, request: HttpRequest) -> tuple[HttpAnswer, RequestWatch]:
        with RequestWatch(request.method, self.origin) as watch:
            answer = self._transport.send(request)
        watch.answered(answer.status)
        return answer, watch

    def _verify_body(self, answer: HttpAnswer, data: bytes) -> None:
        if not is_exempt(answer.status):
            check_hash(answer.status, answer.headers, content_hash(data) if data else None)

    def _verify_signature(self, request: HttpRequest, answer: HttpAnswer, key: RSAPublicKey | None) -> None:
        if key is None:
            return
        path = request.target.partition("?")[0]
        try:
            check_signature(answer.status, path, answer.headers, key)
        except VerificationError:
            # Digipost may change its certificate at any time, so a failure with an old key proves nothing.
            renewed = self._renewed(key)
            if renewed is None:
                raise
            check_signature(answer.status, path, answer.headers, renewed)

    def _renewed(self, old: RSAPublicKey) -> RSAPublicKey | None:
        """Fetch the key again; return None if it has not changed."""
        try:
            return self._keys.renewed(old) if self._keys else None
        except DigipostError:
            return None  # the caller must learn about the received response
