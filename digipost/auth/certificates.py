"""Private keys and certificates from files, checked before the first request depends on them."""

from __future__ import annotations

import secrets
from hashlib import blake2b
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import attrs
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12 as parse_pkcs12

from digipost.auth.file_kinds import as_pem, as_pkcs12
from digipost.auth.key_files import encoded, hidden_path, key_bags, located, only_private_key, read, unusable
from digipost.errors import VerificationError
from digipost.secret import hidden

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from digipost.secret import Secret

__all__ = ["Identity", "load_pem", "load_pkcs12", "public_key_from_certificate"]

_MIN_KEY_BITS = 2048
_PEM_CERTIFICATE = b"-----BEGIN CERTIFICATE-----"
# The DER prefix that the RC2, RC4 and triple DES ciphers of PKCS#12 share (1.2.840.113549.1.12.1).
_LEGACY_CIPHER = bytes.fromhex("2a864886f70d010c01")
_CONVERT = (
    "If the password is right, the cause is the file's old encryption, which not every system supports. "
    "Convert it: openssl pkcs12 -legacy -noenc -in OLD.p12 | openssl pkcs12 -export -out NEW.p12 (OpenSSL 3)."
)


@attrs.frozen(eq=False, repr=False)
class Identity:
    """A private key and the certificate it belongs to.

    Attributes:
        private_key: RSA, at least 2048 bits.
        certificate: The certificate of that key, or None if the file held none.
        chain: The other certificates of the file: the issuers' certificates.
    """

    private_key: RSAPrivateKey
    certificate: x509.Certificate | None
    chain: tuple[x509.Certificate, ...]

    @property
    def certificates(self) -> tuple[x509.Certificate, ...]:
        """All certificates of the file; the certificate of the key comes first."""
        return (*([self.certificate] if self.certificate else ()), *self.chain)

    def __repr__(self) -> str:
        return f"Identity({_subject(self.certificate) if self.certificate else 'no certificate'})"


# Identities in use, by a keyed digest of their files and password. OpenSSL takes 40 ms to check an RSA key,
# so a key that is still in use is not loaded again. The references are weak: the table keeps no key in
# memory.
_IN_USE: WeakValueDictionary[bytes, Identity] = WeakValueDictionary()
_SALT = secrets.token_bytes(32)


def load_pkcs12(path: str | os.PathLike[str], password: str | Secret, *, now: datetime) -> Identity:
    """Load key and certificates from a PKCS#12 file (.p12, .pfx), valid at the given time.

    Raises:
        ConfigurationError: The file cannot be read, or the password does not open it. The file must hold
            exactly one RSA key of at least 2048 bits, and a certificate of this key that is valid at the
            given time.
    """
    path = hidden_path(path)
    password = hidden(password)
    file = located(path)
    data, secret = read(file), encoded(password)
    digest = _digest(data, secret)
    if known := _IN_USE.get(digest):
        return _shared(digest, _identity(file, known.private_key, file, known.certificates, now))
    try:
        content = parse_pkcs12(data, secret)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise unusable(file, _pkcs12_problem(data, error)) from None
    keys = key_bags(data)
    if keys > 1:
        raise unusable(file, f"holds {keys} private keys. Export the one to be used, and its certificate.")
    certificates = [content.cert] if content.cert else []
    certificates += content.additional_certs
    identity = _identity(file, content.key, file, [each.certificate for each in certificates], now)
    return _shared(digest, identity)


def load_pem(
    certificate_path: str | os.PathLike[str],
    key_path: str | os.PathLike[str] | None = None,
    *,
    password: str | Secret | None = None,
    now: datetime,
) -> Identity:
    """Load key and certificates from PEM files, valid at the given time.

    Args:
        certificate_path: The certificate, alone or with its issuers' certificates in any order.
        key_path: The private key; if omitted, the first file holds the key too.
        password: The key's password, if the key is encrypted.
        now: The time at which they must be valid.

    Raises:
        ConfigurationError: As for `load_pkcs12`.
    """
    certificate_path, key_path = hidden_path(certificate_path), hidden_path(key_path)
    password = hidden("" if password is None else password)
    certificate_file = located(certificate_path, "certificate_path")
    key_file = certificate_file if key_path is None else located(key_path, "key_path")
    data = read(certificate_file)
    certificates = _pem_certificates(certificate_file, data)
    key_data, secret = read(key_file), encoded(password)
    digest = _digest(data, key_data, secret)
    known = _IN_USE.get(digest)
    key = known.private_key if known else _pem_key(key_file, key_data, secret)
    return _shared(digest, _identity(key_file, key, certificate_file, certificates, now))


def public_key_from_certificate(pem: str) -> RSAPublicKey:
    """Return the key in the entry point's certificate, which verifies Digipost's responses.

    As in Digipost's own clients, the chain and the validity are not checked: TLS authenticates the response.

    Raises:
        VerificationError: The data is not a certificate, or the key in it is not RSA.
    """
    try:
        key = x509.load_pem_x509_certificate(pem.encode()).public_key()
    except (ValueError, UnsupportedAlgorithm) as error:
        problem = "the certificate of the entry point cannot be read"
        raise VerificationError(problem, check="signature", status=200) from error
    if not isinstance(key, RSAPublicKey):
        problem = f"the certificate of the entry point has a key of type {_kind(key)}, not RSA"
        raise VerificationError(problem, check="signature", status=200)
    return key


def _pkcs12_problem(data: bytes, error: Exception) -> str:
    if isinstance(error, UnsupportedAlgorithm) or "password" in str(error).lower():
        problem = "is not opened by this password. Check the password, and that the file is whole."
        return f"{problem} {_CONVERT}" if _LEGACY_CIPHER in data else problem
    if kind := as_pkcs12(data):
        return kind
    if b"-----BEGIN " in data:
        return "is a PEM file, not PKCS#12: load it with from_pem."
    return "is not a PKCS#12 file (.p12, .pfx), or is damaged."


def _digest(*parts: bytes) -> bytes:
    lengths = b"".join(len(each).to_bytes(8, "big") for each in parts)
    return blake2b(b"".join((lengths, *parts)), key=_SALT).digest()


def _shared(digest: bytes, identity: Identity) -> Identity:
    """Return the identity loaded from the same files, unless another of its certificates is valid now."""
    known = _IN_USE.setdefault(digest, identity)
    return known if known.certificate == identity.certificate else identity


def _pem_certificates(path: Path, data: bytes) -> list[x509.Certificate]:
    if _PEM_CERTIFICATE not in data:
        if b"PRIVATE KEY-----" in data:
            problem = "holds a private key and no certificate: certificate_path comes first, then key_path."
            raise unusable(path, problem)
        unknown = "holds no certificate in PEM form. For a .p12 or .pfx file use from_pkcs12."
        raise unusable(path, as_pem(data) or unknown)
    try:
        return x509.load_pem_x509_certificates(data)
    except ValueError as error:
        problem = "holds a certificate that cannot be read. It may have been changed when it was copied."
        raise unusable(path, problem) from error


def _pem_key(path: Path, data: bytes, password: bytes) -> object:
    block, is_encrypted = only_private_key(path, data)
    if is_encrypted and not password:
        raise unusable(path, "holds an encrypted private key: give its password.")
    if password and not is_encrypted:
        raise unusable(path, "holds a private key that is not encrypted: leave the password out.")
    try:
        return load_pem_private_key(block, password or None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        problem = "is not opened by this password, or is damaged" if is_encrypted else "cannot be read"
        raise unusable(path, f"holds a private key that {problem}.") from None


def _identity(
    key_path: Path,
    key: object,
    certificate_path: Path,
    certificates: Sequence[x509.Certificate],
    now: datetime,
) -> Identity:
    if key is None:
        raise unusable(key_path, "holds no private key. Export the certificate anew, with its private key.")
    if not isinstance(key, RSAPrivateKey):
        raise unusable(key_path, f"holds a key of type {_kind(key)}; Digipost's signatures need an RSA key.")
    if key.key_size < _MIN_KEY_BITS:
        raise unusable(key_path, f"holds an RSA key of {key.key_size} bits; it must have {_MIN_KEY_BITS}.")
    own = _own(certificates, key.public_key(), now)
    if certificates and own is None:
        raise unusable(key_path, "holds a private key that belongs to none of the certificates given.")
    if own is not None:
        _check_validity(certificate_path, own, now)
    return Identity(key, own, tuple(each for each in dict.fromkeys(certificates) if each != own))


def _own(
    certificates: Sequence[x509.Certificate], key: RSAPublicKey, now: datetime
) -> x509.Certificate | None:
    """Return the key's valid certificate that expires last: a file can also hold a renewed certificate.

    If no certificate is valid now, return the last one to expire, or else the first one to become valid.
    """
    own = [each for each in certificates if _belongs(each, key)]
    begun = [each for each in own if each.not_valid_before_utc <= now]
    if begun:
        return max(begun, key=lambda each: (each.not_valid_after_utc >= now, *_newest(each)))
    return min(own, key=lambda each: each.not_valid_before_utc, default=None)


def _newest(certificate: x509.Certificate) -> tuple[datetime, datetime]:
    return certificate.not_valid_after_utc, certificate.not_valid_before_utc


def _belongs(certificate: x509.Certificate, key: RSAPublicKey) -> bool:
    try:
        return certificate.public_key() == key
    except (ValueError, UnsupportedAlgorithm):
        return False  # the issuer's key is of an unknown kind


def _check_validity(path: Path, certificate: x509.Certificate, now: datetime) -> None:
    whose = f"has a certificate ({_subject(certificate)}) that"
    if now > certificate.not_valid_after_utc:
        expired = f"expired on {certificate.not_valid_after_utc:%Y-%m-%d}"
        raise unusable(path, f"{whose} {expired}: get a new one, upload it in Digipost and use that.")
    if now < certificate.not_valid_before_utc:
        begins = f"is valid from {certificate.not_valid_before_utc:%Y-%m-%d} on"
        raise unusable(
            path, f"{whose} {begins}: use the present one until then, or set this machine's clock."
        )


def _subject(certificate: x509.Certificate) -> str:
    return certificate.subject.rfc4514_string()


def _kind(key: object) -> str:
    return type(key).__name__.removesuffix("PrivateKey").removesuffix("PublicKey")
