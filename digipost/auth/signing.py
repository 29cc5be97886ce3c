r"""Canonical strings of requests and responses, and their signatures.

The functions read no clock, file or network: the results depend on the arguments only.

    >>> headers = {"Date": "Mon, 03 Jun 2024 12:00:02 GMT", "X-Digipost-UserId": "12345"}
    >>> canonical_request("GET", "/67890/inbox?offset=0", headers)
    'GET\n/67890/inbox\ndate: Mon, 03 Jun 2024 12:00:02 GMT\nx-digipost-userid: 12345\noffset=0\n'

The rules come from Digipost's security documentation.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import unquote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from requests.structures import CaseInsensitiveDict

from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

__all__ = [
    "SIGNED_HEADERS",
    "canonical_answer",
    "canonical_request",
    "content_hash",
    "decoded_path",
    "header",
    "sign",
    "signature_fits",
]

# In the order of the canonical string; no other header is signed.
SIGNED_HEADERS = ("content-md5", "date", "x-content-sha256", "x-digipost-userid")

# A line break would add a line to the canonical string; half a surrogate pair cannot be encoded.
_UNSIGNABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


_PADDING = PKCS1v15()
_SHA256 = SHA256()


def content_hash(data: bytes) -> str:
    """Return the value of `X-Content-SHA256` for a body: base64 of its SHA-256."""
    return b64encode(sha256(data).digest()).decode()


def canonical_request(
    method: str, target: str, headers: Mapping[str, str], *, decode_path: bool = False
) -> str:
    """Return the canonical string of a request, from which the signature is computed.

    Args:
        method: In upper or lower case.
        target: The request target exactly as it is sent: the path and, after a `?`, the query.
        headers: All headers of the request, with names in any case; the signed ones are selected.
        decode_path: True for the form with the percent-decoded path, which Java clients 17.0.2 to 18.0.1
            sign. Only a server that accepts both forms needs it; a client signs the path as it is sent.

    Raises:
        InvalidValueError: The target does not begin with a slash; or a part holds a line break or another
            control character, which would make the string ambiguous.
    """
    if not target.startswith("/"):
        raise InvalidValueError("target", "begins with /: it is the path and query, without scheme and host")
    path, _, query = target.partition("?")
    if decode_path:
        path = decoded_path(path)
    # str.lower follows Unicode only; a locale cannot change the signed string.
    lines = [_signable("method", method.upper()), _signable("path", path.lower())]
    lines += _header_lines(headers)
    lines += [_signable("query", query.lower()), ""]
    return "\n".join(lines)


def canonical_answer(status: int, path: str, headers: Mapping[str, str]) -> str:
    """Return the canonical string of a response, from which the signature is computed.

    Args:
        status: The HTTP status.
        path: The path of the request without the query, either as it was sent or percent-decoded.
        headers: All headers of the response, with names in any case.

    Raises:
        InvalidValueError: The path or a signed header holds a line break or another control character.
    """
    lines = [str(status), _signable("path", path.lower())]
    lines += _header_lines(headers)
    lines.append("")
    return "\n".join(lines)


def decoded_path(path: str) -> str:
    """Return the path with its percent-escapes decoded as UTF-8."""
    return unquote(path)


def header(headers: Mapping[str, str], name: str) -> str | None:
    """Return the value of the header with this lower-case name, or None if the header is missing."""
    return (headers if isinstance(headers, CaseInsensitiveDict) else _by_lower_name(headers)).get(name)


def sign(canonical: str, private_key: RSAPrivateKey) -> str:
    """Return the value of `X-Digipost-Signature`: RSASSA-PKCS1-v1_5 with SHA-256, in base64."""
    return b64encode(private_key.sign(canonical.encode(), _PADDING, _SHA256)).decode()


def signature_fits(canonical: str, signature: str, public_key: RSAPublicKey) -> bool:
    """Return True if the signature (base64, as in the header) is the key's signature of this string."""
    try:
        raw = b64decode(signature)
        public_key.verify(raw, canonical.encode(), _PADDING, _SHA256)
    except (InvalidSignature, ValueError):
        return False
    # Base64 can encode the same bytes in several ways; only the encoder's own form is accepted.
    return b64encode(raw).decode() == signature


def _header_lines(headers: Mapping[str, str]) -> list[str]:
    values = _by_lower_name(headers)
    return [f"{name}: {_signable(name, values[name])}" for name in SIGNED_HEADERS if name in values]


def _by_lower_name(headers: Mapping[str, str]) -> Mapping[str, str]:
    if isinstance(headers, CaseInsensitiveDict):
        return dict(headers.lower_items())
    return {name.lower(): value for name, value in headers.items()}


def _signable(what: str, text: str) -> str:
    if _UNSIGNABLE.search(text):
        raise InvalidValueError(what, "holds a line break or another character that cannot be sent or signed")
    return text
