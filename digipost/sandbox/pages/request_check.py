"""The request that delivered a letter, and the check of its signature."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

import attrs
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from digipost.auth.signing import SIGNED_HEADERS, canonical_request, signature_fits
from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    from digipost.sandbox.model.letters import Letter, ReceivedRequest

__all__ = ["Header", "RequestCheck", "check_of"]

_SPELLING = {"x-digipost-userid": "X-Digipost-UserId", "x-content-sha256": "X-Content-SHA256"}


@attrs.frozen
class Header:
    """A header of the request.

    Attributes:
        name: The name in its usual spelling.
        value: The value.
        is_signed: True if the signature covers it.
    """

    name: str
    value: str
    is_signed: bool


@attrs.frozen
class RequestCheck:
    """A request, and the text of its signature.

    Attributes:
        request: Method, target and the status of the response.
        headers: The headers in the order in which they arrived.
        canonical: The text that was signed, or should have been; None with an access token.
        is_decoded: True if the path in that text is percent-decoded.
        fingerprint: SHA-256 of the public key that the signature was made with; None if no key fits.
        key_size: The size of that key in bits.
    """

    request: ReceivedRequest
    headers: Sequence[Header]
    canonical: str | None
    is_decoded: bool = False
    fingerprint: str | None = None
    key_size: int | None = None


def check_of(letter: Letter, keys: Sequence[RSAPublicKey]) -> RequestCheck | None:
    """Repeat the check of the letter's request.

    Args:
        letter: The letter.
        keys: The keys that may sign for its broker.

    Returns:
        The check; None if the request was not kept.
    """
    request = letter.request
    if request is None:
        return None
    headers = [
        Header(_SPELLING.get(name, name.title()), value, name in SIGNED_HEADERS)
        for name, value in request.headers.items()
    ]
    signature = request.headers.get("x-digipost-signature")
    if signature is None:
        return RequestCheck(request, headers, None)
    for is_decoded in (False, True):
        with suppress(InvalidValueError):
            canonical = canonical_request(
                request.method, request.target, request.headers, decode_path=is_decoded
            )
            for key in keys:
                if signature_fits(canonical, signature, key):
                    return RequestCheck(
                        request, headers, canonical, is_decoded, _fingerprint(key), key.key_size
                    )
    return RequestCheck(request, headers, canonical_request(request.method, request.target, request.headers))


def _fingerprint(key: RSAPublicKey) -> str:
    data = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    digest = sha256(data).hexdigest().upper()
    return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))
