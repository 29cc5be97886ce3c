"""Client certificates for TLS; private keys are never written to disk unencrypted."""

from __future__ import annotations

import os
import secrets
import ssl
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from digipost.base.authorities import tls_context
from digipost.base.hidden import HiddenBytes, HiddenText
from digipost.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from digipost.auth.certificates import Identity

__all__ = ["client_tls", "present"]


def client_tls(identity: Identity, trusted: str | os.PathLike[str] | None = None) -> ssl.SSLContext:
    """Return TLS settings of a client that presents a certificate.

    Args:
        identity: A private key with its certificate.
        trusted: A file or directory of certificates in PEM, to trust instead of the defaults of the
            environment or requests.

    Raises:
        ConfigurationError: The trusted certificates cannot be read, or TLS does not accept the identity.
    """
    context = tls_context(os.fspath(trusted) if trusted is not None else None)
    present(context, identity)
    return context


def present(context: ssl.SSLContext, identity: Identity) -> None:
    """Add an identity to TLS settings: its certificate, and the issuers' certificates from the file.

    The client sends the intermediate certificates, since Digipost does not document if its servers know them.

    Raises:
        ConfigurationError: The identity has no certificate, or TLS does not accept the certificate's
            algorithms.
    """
    if identity.certificate is None:
        raise ConfigurationError("TLS needs a certificate, and the file has a private key alone.")
    chain = _in_order(identity.certificate, identity.chain)
    certificates = b"".join(each.public_bytes(Encoding.PEM) for each in chain)
    # Python's ssl can load a key only from a file.
    with _key_file(identity.private_key, certificates) as (path, passphrase):
        try:
            context.load_cert_chain(path, password=passphrase)
        except ssl.SSLError as error:
            raise ConfigurationError(
                f"TLS does not accept the certificate or its key ({error.reason or 'no reason is given'}); "
                "get one with an RSA key of at least 2048 bits that is signed with SHA-256."
            ) from None


def _in_order(certificate: x509.Certificate, others: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    """Return the certificate, its issuer, the issuer's issuer, and so on, in the order of TLS.

    The signature identifies the issuer, since an authority that changes its key keeps its name.
    """
    chain, left = [certificate], [each for each in others if each != certificate]
    # If an issuer has several certificates with the same key, the client sends the one that expires last.
    left.sort(key=lambda each: each.not_valid_after_utc, reverse=True)
    while chain[-1].subject != chain[-1].issuer:
        issuer = next((each for each in left if _issued(each, chain[-1])), None)
        if issuer is None:
            break
        chain.append(issuer)
        left.remove(issuer)
    return chain


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False  # another name or signature, or a key that cannot sign these certificates
    return True


@contextmanager
def _key_file(key: RSAPrivateKey, certificates: bytes) -> Iterator[tuple[str, str | None]]:
    """Write a temporary file, in memory if the system supports this; yield the path and the passphrase."""
    if hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir():
        clear = HiddenBytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        with os.fdopen(os.memfd_create("digipost", os.MFD_CLOEXEC), "wb") as file:
            file.write(certificates + clear)
            file.flush()
            yield f"/proc/self/fd/{file.fileno()}", None
        return
    passphrase = HiddenText(secrets.token_urlsafe())
    encryption = BestAvailableEncryption(passphrase.encode())
    descriptor, path = tempfile.mkstemp(prefix="digipost-")  # only its owner may read it
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(certificates + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption))
        yield path, passphrase
    finally:
        Path(path).unlink()
