"""The clients of a sandbox, and the access tokens that it gives them.

The parameters are those of Digipost's two own clients, and the errors are those of RFC 6749 and RFC 8707. The
choice of error for each case is our conclusion, except for `invalid_client`. Digipost's documentation of Nyva
has that for a certificate that is not the client's, and for a client that is not registered.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from starlette.requests import Request
from starlette.responses import JSONResponse

from digipost.errors import ConfigurationError
from digipost.sandbox.base.store import microseconds
from digipost.sandbox.wire.server import CLIENT_CERTIFICATE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.types import Receive, Scope, Send

    from digipost.sandbox.base.store import Store

__all__ = ["PATH", "TokenEndpoint", "Tokens"]

PATH = "/oauth2/token"
"""The path of the token endpoint, as in Digipost's environments."""

_LIFETIME = timedelta(hours=1)  # the lifetime of Digipost's tokens is not documented
_FORM = "application/x-www-form-urlencoded"


class Tokens:
    """Registered clients, each with one certificate, and the tokens that were issued.

    Args:
        store: The tables.
        clock: The sandbox's clock, which decides when tokens and certificates expire.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def check_free(self, client_id: str) -> None:
        """Check that no client has this id yet: in Nyva too, a client keeps its one certificate.

        Raises:
            ConfigurationError: A client has this id.
        """
        if self._store.first("SELECT 1 FROM oauth_client WHERE id = ?", client_id) is not None:
            raise ConfigurationError(
                "There is a client with this id, and it has one certificate only: take another id."
            )

    def register(self, client_id: str, certificate: x509.Certificate, broker_id: int) -> None:
        """Register a client: its certificate entitles it to tokens for that account."""
        der = certificate.public_bytes(Encoding.DER)
        query = "INSERT OR REPLACE INTO oauth_client VALUES (?, ?, ?)"
        self._store.change(query, client_id, der, broker_id)

    def certificates(self) -> list[bytes]:
        """Return the certificates (DER) of all clients."""
        return [certificate for (certificate,) in self._store.all("SELECT certificate FROM oauth_client")]

    def broker_of(self, client_id: str, certificate: bytes | None) -> int | None:
        """Return a client's account; None if the certificate (DER) is not the client's, or has expired."""
        query = "SELECT account, certificate FROM oauth_client WHERE id = ?"
        account, registered = self._store.first(query, client_id) or (None, None)
        if account is None or certificate is None or certificate != registered:
            return None
        expires = x509.load_der_x509_certificate(certificate).not_valid_after_utc
        return account if self._clock() <= expires else None

    def issue(self, broker_id: int) -> tuple[str, timedelta]:
        """Issue a token for the account; return it and its lifetime. Only a hash of the token is stored."""
        token = secrets.token_urlsafe(64)
        now = self._clock()
        with self._store.transaction() as store:
            store.change("DELETE FROM access_token WHERE expires <= ?", microseconds(now))
            query = "INSERT INTO access_token VALUES (?, ?, ?)"
            store.insert(query, _hash(token), broker_id, microseconds(now + _LIFETIME))
        return token, _LIFETIME

    def account_of(self, value: str) -> int | None:
        """Return the account of a token; None if the token was never issued, or has expired."""
        query = "SELECT account FROM access_token WHERE hash = ? AND expires > ?"
        account: int | None = self._store.value(query, _hash(value), microseconds(self._clock()))
        return account


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()


class TokenEndpoint:
    """The token endpoint as an ASGI application.

    Args:
        tokens: The clients, and the tokens that were issued.
        api_url: The only address of the API that tokens are for.
    """

    def __init__(self, tokens: Tokens, api_url: str) -> None:
        self._tokens = tokens
        self._api_url = api_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        answer = await self._answer(Request(scope, receive))
        answer.headers["Cache-Control"] = "no-store"  # required by RFC 6749
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> JSONResponse:
        if request.url.path != PATH:
            return JSONResponse({"error": "not_found"}, HTTPStatus.NOT_FOUND)
        if request.method != "POST":
            return JSONResponse({"error": "method_not_allowed"}, HTTPStatus.METHOD_NOT_ALLOWED)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
            return _refusal("invalid_request", f"The body must be {_FORM}.")
        pairs = parse_qsl((await request.body()).decode("latin-1"), keep_blank_values=True)
        form = dict(pairs)
        if len(form) < len(pairs):
            return _refusal("invalid_request", "A parameter is there more than once.")
        return self._token(form, request.scope["state"][CLIENT_CERTIFICATE])

    def _token(self, form: dict[str, str], certificate: bytes | None) -> JSONResponse:
        missing = {"grant_type", "client_id", "scope", "resource"} - form.keys()
        if missing:
            return _refusal("invalid_request", f"Missing: {', '.join(sorted(missing))}.")
        if form["grant_type"] != "client_credentials":
            return _refusal("unsupported_grant_type", "The only grant_type is client_credentials.")
        broker_id = self._tokens.broker_of(form["client_id"], certificate)
        if broker_id is None:
            problem = "There is no such client, or the certificate presented in TLS is not the client's."
            return _refusal("invalid_client", problem, HTTPStatus.UNAUTHORIZED)
        if form["scope"] != f"dpost-api:{broker_id}":
            return _refusal("invalid_scope", f"The scope of this client is dpost-api:{broker_id}.")
        if form["resource"] != self._api_url:
            return _refusal("invalid_target", f"The resource is {self._api_url}, exactly.")
        token, lifetime = self._tokens.issue(broker_id)
        seconds = int(lifetime.total_seconds())
        return JSONResponse({"access_token": token, "token_type": "Bearer", "expires_in": seconds})


def _refusal(code: str, description: str, status: int = HTTPStatus.BAD_REQUEST) -> JSONResponse:
    return JSONResponse({"error": code, "error_description": description}, status)
