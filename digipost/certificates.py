"""Private keys and certificates from files, checked before the first request depends on them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12 as parse_pkcs12

from digipost.errors import ConfigurationError, VerificationError
from digipost.secret import HiddenBytes, HiddenText, Secret, hidden

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

__all__ = ["Identity", "load_pem", "load_pkcs12", "public_key_from_certificate"]

_MIN_KEY_BITS = 2048
_PEM_CERTIFICATE = b"-----BEGIN CERTIFICATE-----"
_PEM_PRIVATE_KEY = b"PRIVATE KEY-----"
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
        certificate: The certificate of that key, or None where the file held none.
        chain: The other certificates of the file: those of the issuers.
    """

    private_key: RSAPrivateKey
    certificate: x509.Certificate | None
    chain: tuple[x509.Certificate, ...]

    def __repr__(self) -> str:
        return f"Identity({_subject(self.certificate) if self.certificate else 'no certificate'})"


def load_pkcs12(path: str | os.PathLike[str], password: str | Secret, *, now: datetime) -> Identity:
    """The key and certificates of a PKCS#12 file (.p12, .pfx), usable at the given time.

    Raises:
        ConfigurationError: The file cannot be read, the password does not open it, it holds no RSA key of at
            least 2048 bits, or its certificate is not the key's or not valid at that time.
    """
    password = hidden(password)
    data = _read(path)
    try:
        content = parse_pkcs12(data, _encoded(password))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _unusable(path, _pkcs12_problem(data, error)) from None
    certificates = [content.cert] if content.cert else []
    certificates += content.additional_certs
    return _identity(path, content.key, path, [each.certificate for each in certificates], now)


def load_pem(
    certificate_path: str | os.PathLike[str],
    key_path: str | os.PathLike[str] | None = None,
    *,
    password: str | Secret | None = None,
    now: datetime,
) -> Identity:
    """The key and certificates of PEM files, usable at the given time.

    Args:
        certificate_path: The certificate, alone or with those of its issuers in any order.
        key_path: The private key; without it, the first file holds the key too.
        password: The key's password, where the key is encrypted.
        now: When they are to be used.

    Raises:
        ConfigurationError: As for `load_pkcs12`.
    """
    password = hidden("" if password is None else password)
    key_path = key_path if key_path is not None else certificate_path
    certificates = _pem_certificates(certificate_path)
    key = _pem_key(key_path, _encoded(password))
    return _identity(key_path, key, certificate_path, certificates, now)


def public_key_from_certificate(pem: str) -> RSAPublicKey:
    """The key in the certificate of the entry point, with which Digipost's answers are verified.

    As in Digipost's own clients, neither chain nor validity is checked: trust in it rests on TLS.

    Raises:
        VerificationError: It is not a certificate, or its key is not RSA.
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


def _read(path: str | os.PathLike[str]) -> bytes:
    try:
        return HiddenBytes(Path(path).read_bytes())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not one that a file can have"
        raise _unusable(path, f"cannot be read: {reason}.") from error


def _encoded(password: HiddenText | Secret) -> bytes:
    revealed = password.reveal() if isinstance(password, Secret) else password
    try:
        return HiddenBytes(revealed.encode())
    except UnicodeEncodeError:
        raise ConfigurationError("The password has characters that are not Unicode text.") from None


def _pkcs12_problem(data: bytes, error: Exception) -> str:
    if isinstance(error, UnsupportedAlgorithm) or "password" in str(error).lower():
        problem = "is not opened by this password. Check the password, and that the file is whole."
        return f"{problem} {_CONVERT}" if _LEGACY_CIPHER in data else problem
    if data.startswith(b"-----BEGIN"):
        return "is a PEM file, not PKCS#12: load it with from_pem."
    return "is not a PKCS#12 file (.p12, .pfx), or is damaged."


def _pem_certificates(path: str | os.PathLike[str]) -> list[x509.Certificate]:
    data = _read(path)
    if _PEM_CERTIFICATE not in data:
        raise _unusable(path, "holds no certificate in PEM form. For a .p12 or .pfx file use from_pkcs12.")
    try:
        return x509.load_pem_x509_certificates(data)
    except ValueError as error:
        raise _unusable(path, "holds a certificate that cannot be read.") from error


def _pem_key(path: str | os.PathLike[str], password: bytes) -> object:
    data = _read(path)
    if _PEM_PRIVATE_KEY not in data:
        raise _unusable(
            path, "holds no private key in PEM form. Give the file of the private key as key_path."
        )
    encrypted = b"ENCRYPTED" in data
    if encrypted and not password:
        raise _unusable(path, "holds an encrypted private key: give its password.")
    if password and not encrypted:
        raise _unusable(path, "holds a private key that is not encrypted: leave the password out.")
    try:
        return load_pem_private_key(data, password or None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        problem = "is not opened by this password, or is damaged" if encrypted else "cannot be read"
        raise _unusable(path, f"holds a private key that {problem}.") from None


def _identity(
    key_path: str | os.PathLike[str],
    key: object,
    certificate_path: str | os.PathLike[str],
    certificates: Sequence[x509.Certificate],
    now: datetime,
) -> Identity:
    if key is None:
        raise _unusable(key_path, "holds no private key. Export the certificate anew, with its private key.")
    if not isinstance(key, RSAPrivateKey):
        raise _unusable(key_path, f"holds a key of type {_kind(key)}; Digipost's signatures need an RSA key.")
    if key.key_size < _MIN_KEY_BITS:
        raise _unusable(key_path, f"holds an RSA key of {key.key_size} bits; it must have {_MIN_KEY_BITS}.")
    own = next((each for each in certificates if _belongs(each, key.public_key())), None)
    if certificates and own is None:
        raise _unusable(key_path, "holds a private key that belongs to none of the certificates given.")
    if own is not None:
        _check_validity(certificate_path, own, now)
    return Identity(key, own, tuple(each for each in certificates if each is not own))


def _belongs(certificate: x509.Certificate, key: RSAPublicKey) -> bool:
    try:
        return certificate.public_key() == key
    except (ValueError, UnsupportedAlgorithm):
        return False  # an issuer's key of a kind that is not known here is not the one


def _check_validity(path: str | os.PathLike[str], certificate: x509.Certificate, now: datetime) -> None:
    whose = f"has a certificate ({_subject(certificate)}) that"
    if now > certificate.not_valid_after_utc:
        expired = f"expired on {certificate.not_valid_after_utc:%Y-%m-%d}"
        raise _unusable(path, f"{whose} {expired}: get a new one, upload it in Digipost and use that.")
    if now < certificate.not_valid_before_utc:
        begins = f"is valid from {certificate.not_valid_before_utc:%Y-%m-%d} on"
        raise _unusable(
            path, f"{whose} {begins}: use the present one until then, or set this machine's clock."
        )


def _subject(certificate: x509.Certificate) -> str:
    return certificate.subject.rfc4514_string()


def _kind(key: object) -> str:
    return type(key).__name__.removesuffix("PrivateKey").removesuffix("PublicKey")


def _unusable(path: str | os.PathLike[str], problem: str) -> ConfigurationError:
    return ConfigurationError(f"{os.fspath(path)} {problem}")
