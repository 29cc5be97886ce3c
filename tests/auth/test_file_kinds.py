"""Files of other kinds in place of keys and certificates: each is named, with what to do."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    pkcs7,
)

from tests.support.key_files import BROKER, certificate, pem, pkcs12, refused_pem, refused_pkcs12

if TYPE_CHECKING:
    from tests.auth.conftest import Write

OWN = certificate(BROKER)
REQUEST = x509.CertificateSigningRequestBuilder(OWN.subject).sign(BROKER, hashes.SHA256())
DER, TRADITIONAL = (
    BROKER.private_bytes(Encoding.DER, form, NoEncryption())
    for form in (PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL)
)
ENCRYPTED = BROKER.private_bytes(Encoding.DER, PrivateFormat.PKCS8, BestAvailableEncryption(b"a password"))
OPENSSH = BROKER.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
PUBLIC = BROKER.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
PUBLIC_1 = BROKER.public_key().public_bytes(Encoding.PEM, PublicFormat.PKCS1)
TRUSTED = pem(OWN).replace(b"CERTIFICATE", b"TRUSTED CERTIFICATE")
BOTH = "Export the certificate together with its private key"
X509_PEM = "openssl x509 -inform der"


@pytest.mark.parametrize(
    ("content", "kind", "for_pkcs12", "for_certificate"),
    [
        (b"", "is empty.", "anew", "anew"),
        (b"\r\n\r\n", "is empty.", "anew", "anew"),
        (b"\xfe\xed\xfe\xed\0\0\0\2\0\0\0\1", "is a Java keystore", "keytool -import", "keytool -import"),
        (b"\xce\xce\xce\xce\0\0\0\2\0\0\0\1", "is a Java keystore", "keytool -import", "keytool -import"),
        (OWN.public_bytes(Encoding.DER), "is a certificate in DER form", BOTH, X509_PEM),
        (pkcs7.serialize_certificates([OWN], Encoding.DER), "is a PKCS#7 file", BOTH, BOTH),
        (pkcs7.serialize_certificates([OWN], Encoding.PEM), "is a PKCS#7 file", BOTH, BOTH),
        (DER, "is a private key in DER form", "-export", "certificate_path comes first"),
        (TRADITIONAL, "is a private key in DER form", "-export", "certificate_path comes first"),
        (ENCRYPTED, "is a private key in DER form", "-export", "certificate_path comes first"),
        (REQUEST.public_bytes(Encoding.PEM), "is a request for a certificate", "was issued", "was issued"),
        (PUBLIC, "is a public key", BOTH, "Give the certificate"),
        (PUBLIC_1, "is a public key", BOTH, "Give the certificate"),
        (TRUSTED, "is a certificate in a form", BOTH, "openssl x509"),
        (pem(OWN, BROKER).decode().encode("utf-16"), "is text in UTF-16", "PKCS#12", "-Encoding utf8"),
        (b"\n<!doctype html>\n<html lang='nb'>", "is a web page", "Download", "Download"),
        (b"PK\x03\x04", "is a ZIP file", "Unpack", "Unpack"),
        (base64.encodebytes(pkcs12(BROKER, OWN)), "is a PKCS#12 file in Base64", "base64", "from_pkcs12"),
    ],
)
def test_a_file_of_another_kind_is_named(
    content: bytes, kind: str, for_pkcs12: str, for_certificate: str, file: Write
) -> None:
    path = file(content)
    for text, remedy in ((refused_pkcs12(path), for_pkcs12), (refused_pem(path), for_certificate)):
        assert text.startswith(kind)
        assert remedy in text.partition(". ")[2]


@pytest.mark.parametrize(
    ("content", "kind", "remedy"),
    [
        (DER, "is a private key in DER form", "openssl pkey -inform der"),
        (ENCRYPTED, "is a private key in DER form", "openssl pkey -inform der"),
        (OWN.public_bytes(Encoding.DER), "is a certificate in DER form", "as key_path"),
        (OPENSSH, "is a private key in OpenSSH's form", "ssh-keygen -p -m PEM"),
        (pkcs12(BROKER, OWN), "is a PKCS#12 file", "from_pkcs12"),
        (pem(BROKER).decode().encode("utf-16"), "is text in UTF-16", "-Encoding utf8"),
        (PUBLIC, "is a public key", "private key"),
    ],
)
def test_in_place_of_a_key_a_file_of_another_kind_is_named(
    content: bytes, kind: str, remedy: str, file: Write
) -> None:
    text = refused_pem(file(pem(OWN)), file(content))
    assert text.startswith(kind)
    assert remedy in text.partition(". ")[2]


@pytest.mark.parametrize("content", [b"0", b"0\x82", b"0\x80\0\0", b"0 is no DER", b"QUJD", b"0\x03\2\1\3"])
def test_a_file_of_no_known_kind_is_refused(content: bytes, file: Write) -> None:
    assert refused_pkcs12(file(content)).startswith("is not a PKCS#12 file")
    assert refused_pem(file(content)).endswith(" from_pkcs12.")


def test_a_certificate_after_a_comment_is_pem(file: Write) -> None:
    path = file(b"Bag Attributes\n    friendlyName: N\xc3\xb8kkel\n" + pem(OWN, BROKER))
    assert refused_pkcs12(path).endswith("load it with from_pem.")
