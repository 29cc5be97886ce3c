"""A certificate authority that lives as long as its sandbox, for both sides of TLS at the token endpoint."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID

from digipost.auth.certificates import Identity
from digipost.auth.mutual_tls import present
from digipost.sandbox.wire.signing_identity import name_of, shipped_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
    from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes

__all__ = ["Authority"]

_VALIDITY = timedelta(days=365)  # before and after now

# A stolen key can impersonate no other address, and no name that exists (RFC 2606).
_THIS_MACHINE = [
    x509.IPAddress(ip_network("127.0.0.1/32")),
    x509.DNSName("digipost-sandbox.invalid"),
]


class Authority:
    """Issues certificates that are valid for a year before and after now.

    Each authority makes its own key, since a program may come to trust it. The key never leaves the memory.
    The certificates count for this machine alone. Programs trust the certificate in `path`, which stays the
    same in a folder that lasts: the token endpoint's certificate is kept beside it. Later authorities in the
    folder issue certificates for clients alone.

    Args:
        folder: The folder for its certificate, unless it holds one that the token endpoint can still use.
        host: The IP address of the token endpoint.
        lasts: True if the folder is used again.

    Attributes:
        path: The file with the certificate to trust at the token endpoint.
        certificate: Its own certificate, the issuer of the clients' certificates.
    """

    def __init__(self, folder: Path, host: str, *, lasts: bool) -> None:
        self.path = folder / "ca.pem"
        server_path, old_key_path = folder / "token-server.pem", folder / "ca-key.pem"
        self._name = name_of("Digipost sandbox authority")
        self._key = generate_private_key(SECP256R1())
        self.certificate = self._self_issued()
        kept = _certificate_of_server(self.path, server_path) if lasts else None
        if kept is None and lasts and old_key_path.exists() and self.path.exists():
            # Earlier versions kept the key unencrypted. It signs once more and is then deleted, so that
            # programs that trust the certificate still can.
            self._key = _key_in(old_key_path)
            self.certificate = x509.load_pem_x509_certificate(self.path.read_bytes())
            self._server = self._for_server(host)
            server_path.write_bytes(self._server.public_bytes(Encoding.PEM))
        elif kept is None:
            self._server = self._for_server(host)
            if lasts:
                server_path.write_bytes(self._server.public_bytes(Encoding.PEM))
            self.path.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        else:
            self._server = kept
        old_key_path.unlink(missing_ok=True)

    def issue(self, key: RSAPublicKey, common_name: str) -> x509.Certificate:
        """Issue a certificate for a client."""
        builder = self._builder(name_of(common_name), key)
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])
        return builder.add_extension(usage, critical=False).sign(self._key, SHA256())

    def server_tls(self, clients: Iterable[bytes]) -> ssl.SSLContext:
        """Return the token endpoint's TLS settings, which request a client certificate but do not require it.

        A certificate of another issuer ends the handshake, as OpenSSL has it.

        Args:
            clients: The certificates (DER) that other authorities issued for clients, which are accepted too.
        """
        settings = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        present(settings, Identity(shipped_key("server"), self._server, ()))
        settings.verify_mode = ssl.CERT_OPTIONAL
        settings.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN  # the issuers of stored clients are gone
        for trusted in (self.certificate.public_bytes(Encoding.DER), *clients):
            settings.load_verify_locations(cadata=trusted)
        return settings

    def _self_issued(self) -> x509.Certificate:
        builder = self._builder(self._name, self._key.public_key())
        return (
            builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(x509.NameConstraints(_THIS_MACHINE, None), critical=True)
            .sign(self._key, SHA256())
        )

    def _for_server(self, host: str) -> x509.Certificate:
        key: RSAPrivateKey = shipped_key("server")
        builder = self._builder(name_of("Digipost sandbox token endpoint"), key.public_key())
        address = x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
        return builder.add_extension(address, critical=False).sign(self._key, SHA256())

    def _builder(self, subject: x509.Name, key: CertificatePublicKeyTypes) -> x509.CertificateBuilder:
        now = datetime.now(UTC)  # TLS uses the real time, not the sandbox's clock
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


def _certificate_of_server(authority: Path, server: Path) -> x509.Certificate | None:
    """Return the token endpoint's stored certificate, if its issuer's is stored too and both are valid."""
    if not authority.exists() or not server.exists():
        return None
    try:
        issuer, own = (x509.load_pem_x509_certificate(each.read_bytes()) for each in (authority, server))
        own.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return None
    ends = min(issuer.not_valid_after_utc, own.not_valid_after_utc)
    return own if datetime.now(UTC) < ends else None


def _key_in(path: Path) -> EllipticCurvePrivateKey:
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise TypeError("the key of the authority is one of an elliptic curve")
    return key
