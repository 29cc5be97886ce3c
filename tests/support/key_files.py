"""Keys and certificates in files of every kind, and the errors of the wrong ones."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from digipost.auth.certificates import load_pem, load_pkcs12
from digipost.errors import ConfigurationError

if TYPE_CHECKING:
    from digipost.secret import Secret

FIXTURES = Path(__file__).parents[1] / "fixtures" / "vectors"
KEYS = Path(__file__).parents[1] / "fixtures" / "keys"
NOW = datetime(2024, 6, 3, tzinfo=UTC)
PASSWORD = "correct horse"
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def rsa_key(name: str) -> rsa.RSAPrivateKey:
    pem = (FIXTURES / f"{name}.key.pem").read_bytes()
    key = load_pem_private_key(pem, None, unsafe_skip_rsa_key_validation=True)  # which takes 40 ms
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


BROKER, ISSUER = rsa_key("broker"), rsa_key("server")
CURVE_KEY = ec.generate_private_key(ec.SECP256R1())


def certificate(
    key: Key, *, name: str = "Acme AS", start: datetime = NOW, end: datetime | None = None
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    return (
        x509.CertificateBuilder(subject, subject, key.public_key())
        .serial_number(7)
        .not_valid_before(start)
        .not_valid_after(end or start + timedelta(days=365))
        .sign(key, hashes.SHA256())
    )


def pem(*parts: Key | x509.Certificate, password: str = "") -> bytes:
    encryption = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return b"".join(
        part.public_bytes(Encoding.PEM)
        if isinstance(part, x509.Certificate)
        else part.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)
        for part in parts
    )


def pkcs12(key: Key | None, own: x509.Certificate | None, *chain: x509.Certificate) -> bytes:
    encryption = BestAvailableEncryption(PASSWORD.encode())
    return serialize_key_and_certificates(b"name", key, own, chain, encryption)


def refused_pkcs12(path: Path, password: str | Secret = PASSWORD) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load_pkcs12(path, password, now=NOW)
    return told(caught.value, path)


def refused_pem(certificate_path: Path, key_path: Path | None = None, password: str | None = None) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load_pem(certificate_path, key_path, password=password, now=NOW)
    return told(caught.value, key_path or certificate_path)


def told(error: ConfigurationError, path: Path) -> str:
    shown = "".join(traceback.format_exception(error)) + repr(error)
    assert PASSWORD not in shown
    assert "wrong password" not in shown
    text = str(error)
    assert text.startswith(f"{path} ")
    return text.removeprefix(f"{path} ")
