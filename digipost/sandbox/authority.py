"""A certificate authority that lives as long as its sandbox: for TLS at the token endpoint, on both sides."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID

from digipost.certificates import Identity
from digipost.mutual_tls import present
from digipost.sandbox.identity import name_of, shipped_key, write_private

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
    from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes

__all__ = ["Authority"]

_VALIDITY = timedelta(days=365)  # before and after now

# Who steals its key can pretend to be nobody else: no other address, and no name that there is (RFC 2606).
_THIS_MACHINE = [
    x509.IPAddress(ip_network("127.0.0.1/32")),
    x509.DNSName("digipost-sandbox.invalid"),
]


class Authority:
    """Issues certificates that are valid for a year before and after now.

    Its key is made for it, since a program may come to trust it, and stays in its folder. What it issues
    counts for this machine alone.

    Args:
        folder: Where its certificate is, or is put.
        keep_key: Whether its key stays there too, readable by its owner alone, for the next authority in the
            folder to be the same.

    Attributes:
        path: The file with its certificate.
        certificate: Its own.
    """

    def __init__(self, folder: Path, *, keep_key: bool) -> None:
        self.path = folder / "ca.pem"
        key_path = folder / "ca-key.pem"
        self._name = name_of("Digipost sandbox authority")
        if keep_key and key_path.exists() and self.path.exists():
            self._key = _key_in(key_path)
            self.certificate = x509.load_pem_x509_certificate(self.path.read_bytes())
            return
        self._key = generate_private_key(SECP256R1())
        builder = self._builder(self._name, self._key.public_key())
        self.certificate = (
            builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(x509.NameConstraints(_THIS_MACHINE, None), critical=True)
            .sign(self._key, SHA256())
        )
        if keep_key:
            pem = self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            write_private(key_path, pem)
        self.path.write_bytes(self.certificate.public_bytes(Encoding.PEM))

    def issue(self, key: RSAPublicKey, common_name: str) -> x509.Certificate:
        """A certificate for a client."""
        builder = self._builder(name_of(common_name), key)
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])
        return builder.add_extension(usage, critical=False).sign(self._key, SHA256())

    def server_tls(self, host: str) -> ssl.SSLContext:
        """TLS settings of a server at that IP address, which asks for a certificate and does without one.

        One of another issuer ends the handshake, as OpenSSL has it.
        """
        key: RSAPrivateKey = shipped_key("server")
        builder = self._builder(name_of("Digipost sandbox token endpoint"), key.public_key())
        address = x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
        certificate = builder.add_extension(address, critical=False).sign(self._key, SHA256())
        settings = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        present(settings, Identity(key, certificate, ()))
        settings.verify_mode = ssl.CERT_OPTIONAL
        settings.load_verify_locations(cadata=self.certificate.public_bytes(Encoding.PEM).decode())
        return settings

    def _builder(self, subject: x509.Name, key: CertificatePublicKeyTypes) -> x509.CertificateBuilder:
        now = datetime.now(UTC)  # what TLS goes by, whatever the clock of the sandbox says
        own = self._key.public_key()
        is_own = key == own
        usage = x509.KeyUsage(
            digital_signature=not is_own,
            key_cert_sign=is_own,
            crl_sign=is_own,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            encipher_only=False,
            decipher_only=False,
        )
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - _VALIDITY)
            .not_valid_after(now + _VALIDITY)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(own), critical=False)
        )


def _key_in(path: Path) -> EllipticCurvePrivateKey:
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise TypeError("the key of the authority is one of an elliptic curve")
    return key
