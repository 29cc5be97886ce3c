"""Verification of Digipost's responses: date, hash and signature, in that order.

Digipost's security documentation requires the three checks. The signature of the entry point's response
cannot be checked, since the response holds the key; the caller leaves out `check_signature` there.
"""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from digipost.auth.signing import canonical_answer, content_hash, decoded_path, header, signature_fits
from digipost.base.http_dates import parse_http_date
from digipost.errors import InvalidValueError, ParseError, VerificationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

__all__ = ["check_date", "check_hash", "check_signature", "is_exempt"]

_MAX_DISTANCE = timedelta(minutes=5)
_HASH_OF_NOTHING = content_hash(b"")


def is_exempt(status: int) -> bool:
    """Return True if responses of that status are not checked: 401, as in Digipost's newer Java client."""
    return status == HTTPStatus.UNAUTHORIZED


def check_date(status: int, headers: Mapping[str, str], now: datetime) -> None:
    """Check that the response was made within five minutes of `now` (with a zone); exactly five are accepted.

    Raises:
        VerificationError: The response is older or newer, or its header `Date` is missing or malformed.
    """
    text = header(headers, "date")
    if text is None:
        raise VerificationError("it has no header Date", check="date", status=status)
    try:
        distance = now - parse_http_date(text)
    except ParseError as error:
        raise VerificationError(f"its header Date {error.problem}", check="date", status=status) from error
    if abs(distance) > _MAX_DISTANCE:
        seconds = distance.total_seconds()
        side = "behind" if seconds > 0 else "ahead of"
        problem = (
            f"it is {abs(seconds):.0f} s {side} this machine's clock, and 300 s is the limit; set the clock"
        )
        raise VerificationError(problem, check="date", status=status)


def check_hash(status: int, headers: Mapping[str, str], body_hash: str | None) -> None:
    """Check the body against the hash in the header `X-Content-SHA256`.

    The header is required for a body in every transfer encoding; Digipost's Java client does not check bodies
    of unknown length. A response without a body is refused too if its header states the hash of one.

    Args:
        status: The HTTP status.
        headers: The headers of the response.
        body_hash: `content_hash` of the body as received, before it is decompressed; None without a body.

    Raises:
        VerificationError: The body does not have this hash, or the header is missing.
    """
    actual = body_hash or _HASH_OF_NOTHING
    claimed = header(headers, "x-content-sha256")
    if claimed is None:
        if actual != _HASH_OF_NOTHING:
            raise VerificationError("it has a body but no X-Content-SHA256", check="hash", status=status)
    elif claimed != actual:
        problem = "its body is not the one that X-Content-SHA256 was made for"
        raise VerificationError(problem, check="hash", status=status)


def check_signature(status: int, path: str, headers: Mapping[str, str], public_key: RSAPublicKey) -> None:
    """Check that the key of the entry point's certificate signed the response.

    Both forms of the path are tried: as sent, and percent-decoded. Digipost does not document which form it
    signs, and its clients have differed.

    Args:
        status: The HTTP status.
        path: The path of the request as it was sent, without the query.
        headers: The headers of the response.
        public_key: The key from the certificate in the entry point.

    Raises:
        VerificationError: The signature is missing, or the key did not sign this response.
    """
    signature = header(headers, "x-digipost-signature")
    if signature is None:
        problem = "there is no X-Digipost-Signature: it may come from a proxy instead of Digipost"
        raise VerificationError(problem, check="signature", status=status)
    try:
        for form in dict.fromkeys((path, decoded_path(path))):
            if signature_fits(canonical_answer(status, form, headers), signature, public_key):
                return
    except InvalidValueError as error:
        problem = f"its {error.field} holds characters that are never signed"
        raise VerificationError(problem, check="signature", status=status) from error
    problem = (
        "it was not made by the key of the entry point for this answer and the path that was asked for; "
        "a proxy that changes paths on their way has that effect too"
    )
    raise VerificationError(problem, check="signature", status=status)
