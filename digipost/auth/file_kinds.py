"""Files that callers give by mistake instead of keys and certificates, and the remedy for each kind."""

from __future__ import annotations

import base64
import binascii
from enum import Enum

from cryptography import x509

__all__ = ["as_pem", "as_pkcs12"]

_BOTH = "Export the certificate together with its private key, as PKCS#12 (.p12, .pfx)."

_KEYTOOL = (
    "Convert it: keytool -importkeystore -srckeystore OLD.jks -destkeystore NEW.p12 -deststoretype PKCS12"
)
_OWN_KEY = "Digipost needs the key of a certificate: use the file that came with it."


class _Kind(Enum):
    """Kind of a file: its description, and the remedy where PKCS#12 and where PEM is expected."""

    EMPTY = ("is empty", "Download or export it anew.", "Download or export it anew.")
    PKCS12 = ("is a PKCS#12 file", "", "To load it, use from_pkcs12.")
    PKCS12_IN_BASE64 = (
        "is a PKCS#12 file in Base64",
        "Decode it: openssl base64 -d -A -in OLD -out NEW.p12",
        "Decode it: openssl base64 -d -A -in OLD -out NEW.p12, and load that with from_pkcs12.",
    )
    JAVA_KEYSTORE = (
        "is a Java keystore (JKS or JCEKS)",
        _KEYTOOL,
        f"{_KEYTOOL}, and load NEW.p12 with from_pkcs12.",
    )
    PKCS7 = ("is a PKCS#7 file (.p7b), which has certificates and no private key", _BOTH, _BOTH)
    CERTIFICATE = (
        "is a certificate in DER form, without a private key",
        _BOTH,
        "Convert it: openssl x509 -inform der -in OLD.cer -out NEW.pem",
    )
    KEY = (
        "is a private key in DER form, without a certificate",
        "Join them: openssl pkcs12 -export -inkey OLD.der -in CERTIFICATE.pem -out NEW.p12",
        "Convert it: openssl pkey -inform der -in OLD.der -out NEW.pem",
    )
    OPENSSH_KEY = (
        "is a private key in OpenSSH's form",
        _OWN_KEY,
        f"{_OWN_KEY} If this is that key, convert it: ssh-keygen -p -m PEM -f KEY",
    )
    REQUEST = (
        "is a request for a certificate (CSR)",
        "Give the certificate that was issued for it, with its private key.",
        "Give the certificate that was issued for it.",
    )
    PUBLIC_KEY = ("is a public key", _BOTH, "Give the certificate, and the private key.")
    TRUSTED_CERTIFICATE = (
        "is a certificate in a form that only OpenSSL reads (TRUSTED CERTIFICATE)",
        _BOTH,
        "Convert it: openssl x509 -in OLD.pem -out NEW.pem",
    )
    UTF16 = (
        "is text in UTF-16, as PowerShell writes it",
        "Give the PKCS#12 file itself (.p12, .pfx).",
        "Save it as UTF-8: Get-Content OLD.pem | Set-Content -Encoding utf8 NEW.pem",
    )
    WEB_PAGE = (
        "is a web page, perhaps a log-in page that was saved in place of the file",
        "Download it anew.",
        "Download it anew.",
    )
    ARCHIVE = ("is a ZIP file", "Unpack it, and give the file in it.", "Unpack it, and give the file in it.")


_BEGINNINGS = (
    (b"\xfe\xed\xfe\xed", _Kind.JAVA_KEYSTORE),
    (b"\xce\xce\xce\xce", _Kind.JAVA_KEYSTORE),
    (b"\xff\xfe", _Kind.UTF16),
    (b"\xfe\xff", _Kind.UTF16),
    (b"PK\x03\x04", _Kind.ARCHIVE),
)
_MARKS = (
    (b"-----BEGIN PKCS7-----", _Kind.PKCS7),
    (b"-----BEGIN OPENSSH PRIVATE KEY-----", _Kind.OPENSSH_KEY),
    (b"-----BEGIN CERTIFICATE REQUEST-----", _Kind.REQUEST),
    (b"-----BEGIN NEW CERTIFICATE REQUEST-----", _Kind.REQUEST),
    (b"-----BEGIN PUBLIC KEY-----", _Kind.PUBLIC_KEY),
    (b"-----BEGIN RSA PUBLIC KEY-----", _Kind.PUBLIC_KEY),
    (b"-----BEGIN TRUSTED CERTIFICATE-----", _Kind.TRUSTED_CERTIFICATE),
    (b"<html", _Kind.WEB_PAGE),
    (b"<HTML", _Kind.WEB_PAGE),
)
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")  # 1.2.840.113549.1.7.2, PKCS#7
_ENCRYPTION = (bytes.fromhex("06092a864886f70d01050d"), bytes.fromhex("060a2a864886f70d010c01"))  # of PKCS#8
_VERSION_0, _VERSION_3 = b"\x02\x01\x00", b"\x02\x01\x03"
_SEQUENCE = 0x30
_WITHIN = 4096  # bytes in which a mark is looked for


def as_pkcs12(data: bytes) -> str | None:
    """Return the kind of a file that is not PKCS#12, and the remedy; None if the kind is unknown."""
    kind = _kind_of(data)
    return None if kind in (None, _Kind.PKCS12) else f"{kind.value[0]}. {kind.value[1]}"


def as_pem(data: bytes, *, key: bool = False) -> str | None:
    """Return the kind of a file without the required PEM block, and the remedy; None if it is unknown.

    Args:
        data: The content of the file.
        key: True if a private key is needed, False for a certificate.
    """
    kind = _kind_of(data)
    if kind is None:
        return None
    remedy = kind.value[2]
    if kind is _Kind.CERTIFICATE and key:
        remedy = "Give the file of the private key as key_path."
    elif kind is _Kind.KEY and not key:
        remedy = "certificate_path comes first, then key_path."
    return f"{kind.value[0]}. {remedy}"


def _kind_of(data: bytes) -> _Kind | None:
    if not data.strip():
        return _Kind.EMPTY
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    head = data[:_WITHIN]
    for mark, kind in _MARKS:
        if mark in head:
            return kind
    if data[0] == _SEQUENCE:
        return _kind_of_der(data)
    try:
        decoded = base64.b64decode(b"".join(data.split()), validate=True)
    except binascii.Error:
        return None
    return _Kind.PKCS12_IN_BASE64 if _content(decoded).startswith(_VERSION_3) else None


def _kind_of_der(data: bytes) -> _Kind | None:
    content = _content(data)
    if content.startswith(_VERSION_3):
        return _Kind.PKCS12
    if content.startswith(_SIGNED_DATA):
        return _Kind.PKCS7
    if content.startswith(_VERSION_0) or _content(content).startswith(_ENCRYPTION):
        return _Kind.KEY
    try:
        x509.load_der_x509_certificate(data)
    except ValueError:
        return None
    return _Kind.CERTIFICATE


def _content(data: bytes) -> bytes:
    """Return the content of a sequence in DER, or in BER of unknown length; empty for anything else."""
    if len(data) < 2 or data[0] != _SEQUENCE:  # noqa: PLR2004 - tag and length
        return b""
    length = data[1]
    return data[2 + (length & 0x7F if length & 0x80 else 0) :]
