"""Keys and certificates: the sandbox's own, and those it makes for brokers."""

from __future__ import annotations

import os
from datetime import timedelta
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID

from digipost.auth.key_files import encoded
from digipost.errors import ConfigurationError
from digipost.secret import hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

__all__ = [
    "ShippedCertificate",
    "ShippedKey",
    "certificate_for",
    "name_of",
    "new_key",
    "public_key_of",
    "shipped_key",
    "write_pkcs12",
    "write_private",
]

ShippedKey = Literal["server", "next-server", "broker", "recipient", "print"]
"""The owner of a shipped key."""

_KEY_BITS = 2048
_VALIDITY = timedelta(days=365)  # before and after the moment the certificate is made


@cache
def shipped_key(whose: ShippedKey) -> RSAPrivateKey:
    """Return a private key shipped with the library: public, so without any secrecy, and quick to load."""
    pem = files("digipost.sandbox").joinpath("keys", f"worthless-{whose}-key.pem").read_bytes()
    # Checking a key that is known to be valid would take longer than the rest of the start.
    key = load_pem_private_key(pem, None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError("the shipped keys are RSA keys")
    return key


class ShippedCertificate:
    """A certificate of a key shipped with the library, made at first use.

    Args:
        whose: The owner of the key.
        common_name: The certificate's common name.
        clock: The time; the certificate is valid for a year before and after it.
    """

    def __init__(self, whose: ShippedKey, common_name: str, clock: Callable[[], datetime]) -> None:
        self._whose: ShippedKey = whose
        self._common_name = common_name
        self._clock = clock

    @cached_property
    def pem(self) -> str:
        """The certificate in PEM form."""
        certificate = certificate_for(shipped_key(self._whose), self._common_name, self._clock())
        return certificate.public_bytes(Encoding.PEM).decode()


def new_key() -> RSAPrivateKey:
    """Generate an RSA key of 2048 bits."""
    return generate_private_key(public_exponent=65537, key_size=_KEY_BITS)


def name_of(common_name: str) -> x509.Name:
    """Return the subject for a certificate of the sandbox."""
    organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Digipost sandbox, worthless elsewhere")
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name), organisation])


def certificate_for(key: RSAPrivateKey, common_name: str, now: datetime) -> x509.Certificate:
    """Return a self-signed certificate for the key, valid for a year before and after now."""
    name = name_of(common_name)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _VALIDITY)
        .not_valid_after(now + _VALIDITY)
        .sign(key, SHA256())
    )


def public_key_of(certificate: x509.Certificate | bytes) -> RSAPublicKey:
    """Return the public key of a certificate, given as an object or in PEM form.

    Raises:
        ConfigurationError: The certificate cannot be read, or its key is not RSA.
    """
    try:
        if isinstance(certificate, bytes):
            certificate = x509.load_pem_x509_certificate(certificate)
        key = certificate.public_key()
    except ValueError as error:
        raise ConfigurationError(
            "The broker's certificate cannot be read: give an x509.Certificate, or the bytes of a PEM file."
        ) from error
    if not isinstance(key, RSAPublicKey):
        raise ConfigurationError("The broker's certificate has no RSA key; Digipost's signatures need one.")
    return key


def write_pkcs12(
    path: str | os.PathLike[str],
    key: RSAPrivateKey,
    certificate: x509.Certificate,
    password: str,
    issuers: Sequence[x509.Certificate] = (),
) -> None:
    """Write key and certificates to an encrypted PKCS#12 file that only its owner may read.

    Raises:
        ConfigurationError: The password is empty or unusable, or the file cannot be written.
    """
    if not password:
        raise ConfigurationError("A certificate file needs a password: give one that is not empty.")
    encryption = BestAvailableEncryption(encoded(hidden(password)))
    data = serialize_key_and_certificates(b"digipost sandbox", key, certificate, issuers, encryption)
    try:
        write_private(Path(path), data)
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be written: {error.strerror or type(error).__name__}."
        ) from error


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read.

    Raises:
        OSError: The file cannot be written.
    """
    # An existing file could be readable by other users, or be a link to another place.
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
