"""Check each request before it is handled: headers, account, signature or access token, and hash.

The order is a conclusion: first the headers, then the account and its certificate, then the signature or the
access token. The hash is checked while the body is read. Digipost documents the checks, but not their order.
It does not document the code and text for a refused access token either. The status 401 is known from its two
clients; 403 for the token of another account is a conclusion.
"""

from __future__ import annotations

import re
from base64 import b64encode
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING

from digipost.auth.signing import canonical_request, signature_fits
from digipost.base.http_dates import parse_http_date
from digipost.errors import InvalidValueError, ParseError
from digipost.sandbox.base.clock import lag_of
from digipost.sandbox.base.refusals import RefusalError, bad_request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from starlette.types import Message, Receive

    from digipost.sandbox.base.clock import Clock
    from digipost.sandbox.model.state import State
    from digipost.sandbox.tokens.tokens import Tokens

__all__ = ["Admission", "account_id", "hash_checked"]

_MAX_CLOCK_DIFFERENCE = timedelta(minutes=5)
_ACCOUNT_ID, _LIMIT = re.compile(r"[0-9]{1,19}"), 2**63  # schema type `xs:long`


def account_id(text: str) -> int | None:
    """Return the account id in decimal digits as a number; None if the text is no account id."""
    number = int(text) if _ACCOUNT_ID.fullmatch(text) else None
    return number if number is not None and number < _LIMIT else None


class Admission:
    """Admits requests with a recent date that a registered broker has signed, or for which it has a token."""

    def __init__(self, state: State, tokens: Tokens, clock: Clock) -> None:
        self._state = state
        self._tokens = tokens
        self._clock = clock

    def admit(self, method: str, target: str, headers: Mapping[str, str]) -> int:
        """Return the id of the account that the request comes from.

        Args:
            method: The HTTP method.
            target: The request target exactly as it was sent.
            headers: The headers, by name in lower case.

        Raises:
            RefusalError: The request does not prove its account.
        """
        broker_id = _user_id(headers)
        _check_date(headers, self._clock() - self.lag(headers))
        _check_hash_is_there(headers)
        if "authorization" in headers:
            self._check_token(headers["authorization"], broker_id)
            return broker_id
        if "x-digipost-signature" not in headers:
            raise bad_request("MISSING_SIGNATURE", "The header X-Digipost-Signature is missing.")
        _check_signature(method, target, headers, self._keys(broker_id))
        return broker_id

    def lag(self, headers: Mapping[str, str]) -> timedelta:
        """Return the time that a request's client lags behind the sandbox's clock, see `Clock.lag`."""
        return lag_of(headers, self._clock)

    def _check_token(self, authorization: str, broker_id: int) -> None:
        scheme, _, token = authorization.partition(" ")
        account = self._tokens.account_of(token.strip()) if scheme.lower() == "bearer" else None
        if account is None:
            problem = "The access token in Authorization is unknown or has expired."
            raise RefusalError(HTTPStatus.UNAUTHORIZED, "GENERAL_ERROR", problem)
        if account != broker_id:
            problem = "The access token is for another account than the one in X-Digipost-UserId."
            raise RefusalError(HTTPStatus.FORBIDDEN, "GENERAL_ERROR", problem)

    def _keys(self, broker_id: int) -> Sequence[RSAPublicKey]:
        keys = self._state.keys(broker_id)
        if keys is None:
            raise RefusalError(
                HTTPStatus.FORBIDDEN, "UNKNOWN_USER_ID", f"There is no account with the id {broker_id}."
            )
        if not keys:
            # Status and code are from the sample in Digipost's security documentation.
            raise RefusalError(
                HTTPStatus.FORBIDDEN,
                "GENERAL_ERROR",
                f"Account {broker_id} has no certificate: register one with the sandbox.",
            )
        return keys


def hash_checked(receive: Receive, headers: Mapping[str, str]) -> Receive:
    """Return the same body, but refuse it at its end if its hash is not the one in `X-Content-SHA256`."""
    if not _has_entity(headers) or "x-content-sha256" not in headers:
        return receive
    digest = sha256()

    async def receive_and_check() -> Message:
        message = await receive()
        if message["type"] == "http.request":
            digest.update(message.get("body", b""))
            if not message.get("more_body") and _base64(digest.digest()) != headers["x-content-sha256"]:
                problem = "The body is not the one that X-Content-SHA256 was made for."
                raise bad_request("INVALID_SHA256", problem)
        return message

    return receive_and_check


def _user_id(headers: Mapping[str, str]) -> int:
    # No code is known for a missing header of this name.
    broker_id = account_id(headers.get("x-digipost-userid", ""))
    if broker_id is None:
        raise bad_request("INVALID_USER_ID_HEADER", "X-Digipost-UserId must be the account's id in digits.")
    return broker_id


def _check_date(headers: Mapping[str, str], now: datetime) -> None:
    if "date" not in headers:
        raise bad_request("MISSING_DATE_HEADER", "The header Date is missing.")
    try:
        sent_at = parse_http_date(headers["date"])
    except ParseError as error:
        raise bad_request("INVALID_DATE_HEADER", f"The header Date {error.problem}.") from error
    if abs(now - sent_at) > _MAX_CLOCK_DIFFERENCE:
        raise bad_request(
            "DATE_HEADER_OUTSIDE_ACCEPTED_INTERVAL",
            "The header Date is more than 5 minutes from the server's clock.",
        )


def _check_hash_is_there(headers: Mapping[str, str]) -> None:
    has_body = _has_entity(headers) and headers.get("content-length") != "0"
    if has_body and "x-content-sha256" not in headers:
        raise bad_request("MISSING_SHA256", "A request with a body needs the header X-Content-SHA256.")


def _check_signature(
    method: str, target: str, headers: Mapping[str, str], keys: Sequence[RSAPublicKey]
) -> None:
    if not _has_entity(headers):
        # The security documentation lists a hash line without a body among the causes of a wrong signature.
        headers = {name: value for name, value in headers.items() if name != "x-content-sha256"}
    accepted = _canonical_forms(method, target, headers)
    signature = headers["x-digipost-signature"]
    if not any(signature_fits(canonical, signature, key) for canonical in accepted for key in keys):
        # Status, code and form are from the sample in Digipost's security documentation.
        raise RefusalError(
            HTTPStatus.FORBIDDEN,
            "GENERAL_ERROR",
            "The signature in X-Digipost-Signature was not made by a registered certificate for the "
            "following, in which each line ends with a newline character:\n"
            f"===START===\n{accepted[0]}===SLUTT===\n",
        )


def _canonical_forms(method: str, target: str, headers: Mapping[str, str]) -> list[str]:
    """Return the strings that are accepted: the client must have signed one of them.

    Digipost's clients disagree: some sign the path as it is sent, others percent-decoded. So a server must
    accept both. The refusal shows the first string: a conclusion.
    """
    try:
        accepted = [canonical_request(method, target, headers)]
    except InvalidValueError as error:
        raise bad_request("PROBLEM_WITH_REQUEST", f"The text to be signed: {error}.") from error
    with suppress(InvalidValueError):  # decoded, the path may hold a line break: never signed
        accepted.append(canonical_request(method, target, headers, decode_path=True))
    return list(dict.fromkeys(accepted))


def _has_entity(headers: Mapping[str, str]) -> bool:
    return "content-length" in headers or "transfer-encoding" in headers


def _base64(digest: bytes) -> str:
    return b64encode(digest).decode()
