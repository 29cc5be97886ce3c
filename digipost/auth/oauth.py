"""OAuth 2.0 access tokens: requested over mutual TLS, cached until they expire, discarded when refused.

The request's parameters and the tokens' lifetimes are the same as in Digipost's own clients for Java and
.NET. The certificate is the credential; there is no client secret.
"""

from __future__ import annotations

import base64
import json
import logging
import re
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlencode

import attrs

from digipost.base.caching import SharedFetch
from digipost.base.hidden import HiddenBytes, HiddenText
from digipost.errors import AuthenticationError, ConfigurationError, TransportError
from digipost.telemetry._operations import RequestWatch
from digipost.transport import HttpRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digipost.config import ClientConfig
    from digipost.transport import Transport

__all__ = ["AccessToken", "BearerTokens", "read_token", "token_request"]

_log = logging.getLogger("digipost")

_LIFETIME_UNKNOWN = timedelta(seconds=60)
_BEFORE_EXPIRY = timedelta(seconds=30)
_AT_LEAST = timedelta(seconds=5)
_MOST_SECONDS = 1e11  # the limit of datetime
_TIME_TO_RENEW = timedelta(days=30)
_MOST_JSON = 1 << 20  # bytes
_TOKEN = re.compile(r"[!-~]+")  # the characters allowed in a header


@attrs.frozen
class AccessToken:
    """A token, and the time until which it is used.

    Attributes:
        value: The token for the header `Authorization`.
        used_until: Half a minute before the token expires. A new token is used for at least five seconds,
            unless it expires earlier.
    """

    value: str = attrs.field(repr=False)
    used_until: datetime


def token_request(config: ClientConfig, client_id: str) -> HttpRequest:
    """Return the request for a token that allows a client to act for the configured broker.

    Raises:
        ConfigurationError: The environment has no token endpoint.
    """
    environment = config.environment
    if environment.token_url is None:
        raise ConfigurationError(
            "ClientCredentials need an environment with a token_url: "
            "give one to Environment.custom(api_url, token_url)."
        )
    form = {
        "grant_type": "client_credentials",
        "client_id": client_id,
        "scope": f"dpost-api:{config.broker_id}",
        "resource": environment.api_url,
    }
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
        "User-Agent": config.user_agent_header,
    }
    return HttpRequest("POST", environment.token_url, headers, urlencode(form).encode())


def read_token(url: str, status: int, data: bytes, now: datetime) -> AccessToken:
    """Return the token in a response of the token endpoint.

    Args:
        url: The token endpoint, for the error.
        status: The HTTP status.
        data: The body of the response.
        now: The time of the response.

    Raises:
        AuthenticationError: The response holds no token. The error shows the endpoint's reason.
    """
    answer = _object(data)
    if status != HTTPStatus.OK:
        _refuse(url, status, answer, "gave no access token")
    if answer is None:
        _refuse(url, status, answer, "gave an answer that is not a JSON object")
    token = _text(answer, "access_token")
    if not _TOKEN.fullmatch(token):
        _refuse(url, status, answer, "gave an answer without a usable access_token")
    expires = _expiry(answer, token, now)
    return AccessToken(token, min(expires, max(expires - _BEFORE_EXPIRY, now + _AT_LEAST)))


class BearerTokens:
    """Authorization by a token, which the client fetches on first use and again after it expires.

    One thread fetches the token; concurrent callers wait for the same result or error.

    Args:
        request: The request for a token.
        transport: The network, with the client's certificate. Its connection is closed after each use, since
            the next token is needed after about an hour.
        certificate_expires: The time when that certificate expires; afterwards the client gets no tokens.
        clock: Returns the current time, with a zone.
    """

    def __init__(
        self,
        request: HttpRequest,
        transport: Transport,
        certificate_expires: datetime,
        clock: Callable[[], datetime],
    ) -> None:
        self._request = request
        self._transport = transport
        self._certificate_expires = certificate_expires
        self._clock = clock
        self._fetching = SharedFetch()
        self._token: AccessToken | None = None

    def authorize(self, method: str, target: str, headers: Mapping[str, str]) -> dict[str, str]:  # noqa: ARG002 - a token is for any request
        """Return the header `Authorization`.

        Raises:
            ConfigurationError: The certificate has expired.
            AuthenticationError: The token endpoint issues no token; the error gives the reason.
            TransportError: The token endpoint cannot be reached; `request_sent` is False, since the client
                sent nothing to the API.
        """
        return {"Authorization": HiddenText(f"Bearer {self._current().value}")}

    def discard(self, headers: Mapping[str, str]) -> bool:
        """Discard the token of a refused request; Digipost may accept a new token."""
        with self._fetching.lock:
            if self._token is not None and headers["Authorization"] == f"Bearer {self._token.value}":
                self._token = None
        return True

    def _current(self) -> AccessToken:
        failures = self._fetching.failures
        return self._usable() or self._fetching.once(failures, self._usable, self._fetch)

    def _usable(self) -> AccessToken | None:
        token = self._token
        return token if token is not None and self._clock() < token.used_until else None

    def _fetch(self) -> AccessToken:
        if self._certificate_expires < self._clock():
            raise ConfigurationError(
                f"The certificate for Digipost's tokens expired on {self._certificate_expires:%Y-%m-%d}. "
                "Register a new client with a new certificate in Nyva, and make new credentials of both."
            )
        try:
            with RequestWatch(self._request.method, self._request.origin) as watch:
                answer = self._transport.send(self._request)
                watch.answered(answer.status)
                with answer:
                    status, data = answer.status, HiddenBytes(answer.read(_MOST_JSON))
        except TransportError as error:
            error.__traceback__ = None  # its functions hold the response in their variables
            raise type(error)(f"no access token could be fetched: {error}", request_sent=False) from error
        finally:
            self._transport.close()
        _log.debug("the token endpoint answered %d", status)
        now = self._clock()
        if self._certificate_expires - now < _TIME_TO_RENEW:
            _log.warning(
                "The certificate for Digipost's tokens expires on %s. A client has one certificate only: "
                "register a new client with a new one in Nyva, and change to both together.",
                f"{self._certificate_expires:%Y-%m-%d}",
            )
        self._token = read_token(self._request.url, status, data, now)
        return self._token


class _Object(dict[str, object]):
    """A JSON object that may hold a token; tracebacks do not show it."""

    def __repr__(self) -> str:
        return "<hidden object>"


def _object(data: bytes) -> _Object | None:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None  # without an error, which would carry the text along
    return _Object(value) if isinstance(value, dict) else None


def _text(answer: _Object, name: str) -> HiddenText:
    value = answer.get(name)
    return HiddenText(value if isinstance(value, str) else "")


def _expiry(answer: _Object, token: str, now: datetime) -> datetime:
    lifetime = _seconds(answer.get("expires_in"))
    if lifetime is not None:
        return now + timedelta(seconds=lifetime)
    at = _seconds(_claims(token).get("exp"))
    return now + _LIFETIME_UNKNOWN if at is None else datetime.fromtimestamp(at, UTC)


def _claims(token: str) -> _Object:
    """Return the unverified claims of a token, or an empty object if the token is not a JWT."""
    parts = token.split(".")
    if len(parts) != 3:  # noqa: PLR2004 - header, claims and signature: RFC 7515
        return _Object()
    try:
        claims = base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4))
    except ValueError:
        return _Object()
    return _object(claims) or _Object()


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if 0 <= value <= _MOST_SECONDS else None


def _refuse(url: str, status: int, answer: _Object | None, problem: str) -> NoReturn:
    code, description = ((answer or _Object()).get(name) for name in ("error", "error_description"))
    explanation = f": {description}" if isinstance(description, str) else ""
    message = f"{url} {problem}{explanation}".rstrip(".")
    raise AuthenticationError(f"{message}.", status=status, code=code if isinstance(code, str) else None)
