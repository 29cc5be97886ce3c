"""A client's certificate as a public issuer gives one: below an intermediate authority, below a root."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

import attrs
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from tests.support.counterpart import private_key_of

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes

ROOT, INTERMEDIATE = "Test root", "Test intermediate"


def key_of_broker() -> RSAPrivateKey:
    return private_key_of("broker")


@attrs.frozen
class Issuers:
    """Both authorities, what the intermediate one issued, and a server that trusts the root alone."""

    root_key: ec.EllipticCurvePrivateKey = attrs.Factory(lambda: ec.generate_private_key(ec.SECP256R1()))
    intermediate_key: ec.EllipticCurvePrivateKey = attrs.Factory(
        lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def root(self) -> x509.Certificate:
        return self._sign(ROOT, self.root_key.public_key(), ROOT, authority=True)

    @property
    def intermediate(self) -> x509.Certificate:
        return self._sign(INTERMEDIATE, self.intermediate_key.public_key(), ROOT, authority=True)

    @property
    def client(self) -> x509.Certificate:
        return self._sign("Acme AS", key_of_broker().public_key(), INTERMEDIATE)

    def write_p12(self, path: Path, password: str) -> Path:
        """Key, certificate and issuers, in an order that is not the one of the chain."""
        path.write_bytes(
            serialize_key_and_certificates(
                b"client",
                key_of_broker(),
                self.client,
                [self.root, self.intermediate],
                BestAvailableEncryption(password.encode()),
            )
        )
        return path

    def write_root(self, path: Path) -> Path:
        path.write_bytes(self.root.public_bytes(Encoding.PEM))
        return path

    def server(self, folder: Path) -> ssl.SSLContext:
        """The server's side of TLS, at 127.0.0.1: only clients with a certificate come in."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._sign("127.0.0.1", key.public_key(), ROOT)
        path = folder / "server.pem"
        path.write_bytes(
            certificate.public_bytes(Encoding.PEM)
            + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(cadata=self.root.public_bytes(Encoding.PEM).decode())
        return context

    def _sign(
        self, subject: str, key: CertificatePublicKeyTypes, issuer: str, *, authority: bool = False
    ) -> x509.Certificate:
        issuer_key = self.root_key if issuer == ROOT else self.intermediate_key
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(_name(subject))
            .issuer_name(_name(issuer))
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=100))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(key_usage(authority=authority), critical=True)
            .add_extension(
                x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
            )
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
            )
            .sign(issuer_key, SHA256())
        )


def key_usage(*, authority: bool) -> x509.KeyUsage:
    """Return the usage of a certificate's key: to sign certificates if it is an authority's, else data."""
    return x509.KeyUsage(
        digital_signature=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common_name)])
