"""Encryption of documents before sending: only the holder of the private key can decrypt the CMS structure.

The structure follows Digipost's Java client, written as DER: EnvelopedData for one recipient. The content
is encrypted by AES-256 in CBC mode, and its key by RSA with PKCS #1 v1.5. The documentation does not state
which of these algorithms Digipost requires.

    ContentInfo
      EnvelopedData
        KeyTransRecipientInfo       whose key, and the document's key encrypted with it
        EncryptedContentInfo        algorithm and initialisation vector, and then the ciphertext

The length of the ciphertext follows from the length of the document. So the headers can be written first, and
a document of any size is encrypted while it is read.
"""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, BinaryIO

import attrs
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from digipost.base.chunks import CHUNK_BYTES
from digipost.errors import EncryptionError, InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Generator

    from _typeshed import WriteableBuffer

    from digipost.content import Content

__all__ = ["EncryptedContent", "EncryptionKey", "certificate_key", "recipient_key"]

_BLOCK = 16  # bytes of one AES block
_KEY_BYTES = 32
_MIN_KEY_BITS = 2048  # a limit of this library: shorter keys are not safe

# Identifiers of DER's types; the meaning of a context identifier depends on its enclosing structure.
_INTEGER, _OCTETS, _SEQUENCE, _SET = 0x02, 0x04, 0x30, 0x31
_KEY_IDENTIFIER, _CIPHERTEXT, _CONTENT = 0x80, 0x80, 0xA0

_DATA = bytes.fromhex("06092a864886f70d010701")  # 1.2.840.113549.1.7.1
_ENVELOPED_DATA = bytes.fromhex("06092a864886f70d010703")  # 1.2.840.113549.1.7.3
_RSA = bytes.fromhex("300d06092a864886f70d0101010500")  # 1.2.840.113549.1.1.1 with its parameter, NULL
_AES_256_CBC = bytes.fromhex("060960864801650304012a")  # 2.16.840.1.101.3.4.1.42

# RFC 5652 defines a version number for each kind of key identifier.
_BY_CERTIFICATE, _BY_KEY_IDENTIFIER = 0, 2


@attrs.frozen(repr=False)
class EncryptionKey:
    """A public key for encrypting documents, made by `recipient_key` or `certificate_key`.

    Attributes:
        key: RSA, at least 2048 bits.
        identifier: The name of the key in CMS, as DER.
        version: The version of the CMS structures with such an identifier.
    """

    key: RSAPublicKey = attrs.field(eq=False)
    identifier: bytes
    version: int

    def __repr__(self) -> str:
        return f"EncryptionKey(<RSA, {self.key.key_size} bits>)"


def recipient_key(pem: str, key_id: str | None) -> EncryptionKey:
    """Return the key of a recipient with a mailbox, from the response to `identify`.

    Args:
        pem: An RSA public key in PEM form.
        key_id: Digipost's name of the key; its bytes become the key's identifier, unchanged.

    Raises:
        EncryptionError: The key has no name, cannot be read, or is not RSA with at least 2048 bits.
    """
    if not key_id:
        raise EncryptionError("Digipost's answer has an encryption key without a key-id: encryption needs it")
    try:
        key = load_pem_public_key(pem.strip().encode())
    except (ValueError, UnsupportedAlgorithm):
        raise EncryptionError("the recipient's encryption key cannot be read: ask Digipost") from None
    identifier = _der(_KEY_IDENTIFIER, key_id.encode())
    return EncryptionKey(_usable(key, "the recipient's encryption key"), identifier, _BY_KEY_IDENTIFIER)


def certificate_key(pem: str) -> EncryptionKey:
    """Return the key of a certificate, such as Digipost's for print; chain and validity are not checked.

    Args:
        pem: An X.509 certificate in PEM form.

    Raises:
        EncryptionError: The certificate cannot be read, or its key is not RSA with at least 2048 bits.
    """
    try:
        certificate = x509.load_pem_x509_certificate(pem.strip().encode())
        key, issuer = certificate.public_key(), certificate.issuer.public_bytes()
    except (ValueError, UnsupportedAlgorithm):
        raise EncryptionError("the certificate to encrypt with cannot be read: ask Digipost") from None
    identifier = _der(_SEQUENCE, issuer + _integer(certificate.serial_number))
    return EncryptionKey(_usable(key, "the certificate to encrypt with"), identifier, _BY_CERTIFICATE)


@attrs.frozen(repr=False, eq=False)
class EncryptedContent:
    """A content that is encrypted while it is read; each opening gives the same bytes.

    Attributes:
        plain: The content before encryption.
        key: The key of the recipient or of print.
        number_of_pages: The number of pages if it is a PDF, since Digipost can no longer count them; None for
            another format.
    """

    plain: Content
    key: EncryptionKey
    number_of_pages: int | None = None
    _secret: bytes = attrs.field(init=False, factory=lambda: os.urandom(_KEY_BYTES))
    _vector: bytes = attrs.field(init=False, factory=lambda: os.urandom(_BLOCK))
    _head: bytes = attrs.field(
        init=False, default=attrs.Factory(lambda self: self._written_head(), takes_self=True)
    )

    @property
    def size(self) -> int:
        """Length in bytes, known before the encryption."""
        return len(self._head) + self._ciphertext_size

    @property
    def is_fixed(self) -> bool:
        """Return True if the plain content cannot change between two readings."""
        return self.plain.is_fixed

    def open(self) -> BinaryIO:
        """Return a new stream of the CMS structure; the caller closes it.

        Raises:
            InvalidValueError: The plain content cannot be read any more, or has changed while it was read.
        """
        return io.BufferedReader(_Stream(self._pieces()), CHUNK_BYTES)

    @property
    def _ciphertext_size(self) -> int:
        return self.plain.size + self._padding

    @property
    def _padding(self) -> int:
        return _BLOCK - self.plain.size % _BLOCK

    def _written_head(self) -> bytes:
        """Return the bytes before the ciphertext, which is the last element of each enclosing structure."""
        coming = self._ciphertext_size
        transported = self.key.key.encrypt(self._secret, PKCS1v15())
        version = _integer(self.key.version)
        recipient = _der(_SEQUENCE, version + self.key.identifier + _RSA + _der(_OCTETS, transported))
        algorithm = _der(_SEQUENCE, _AES_256_CBC + _der(_OCTETS, self._vector))
        content_info = _der(_SEQUENCE, _DATA + algorithm + _der(_CIPHERTEXT, b"", coming), coming)
        enveloped = _der(_SEQUENCE, version + _der(_SET, recipient) + content_info, coming)
        return _der(_SEQUENCE, _ENVELOPED_DATA + _der(_CONTENT, enveloped, coming), coming)

    def _pieces(self) -> Generator[bytes]:
        yield self._head
        encryptor = Cipher(AES256(self._secret), CBC(self._vector)).encryptor()
        left = self.plain.size
        with self.plain.open() as stream:
            while chunk := stream.read(CHUNK_BYTES):
                left -= len(chunk)
                if left < 0:
                    break
                yield encryptor.update(chunk)
        if left:
            # A content of another size could end in the same block, so that the length of the ciphertext
            # would not reveal it.
            raise InvalidValueError("Document.content", "changed in size; make the document anew")
        yield encryptor.update(bytes([self._padding]) * self._padding) + encryptor.finalize()

    def __repr__(self) -> str:
        return f"<encrypted {self.plain!r}>"


class _Stream(io.RawIOBase):
    """A stream over chunks of bytes."""

    def __init__(self, pieces: Generator[bytes]) -> None:
        self._pieces = pieces
        self._piece = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        while not self._piece:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._piece = memoryview(piece)
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._piece))
        target[:size], self._piece = self._piece[:size], self._piece[size:]
        return size

    def close(self) -> None:
        self._pieces.close()  # and with it the plain content
        super().close()


def _usable(key: object, whose: str) -> RSAPublicKey:
    if not isinstance(key, RSAPublicKey) or key.key_size < _MIN_KEY_BITS:
        raise EncryptionError(f"{whose} is not RSA with at least {_MIN_KEY_BITS} bits: ask Digipost")
    return key


def _integer(value: int) -> bytes:
    return _der(_INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def _der(identifier: int, content: bytes, coming: int = 0) -> bytes:
    """Return a value in DER; its length counts `coming` more bytes of content that follow."""
    length = len(content) + coming
    if length < 0x80:  # noqa: PLR2004 - X.690 section 8.1.3: longer lengths are preceded by their own length
        return bytes([identifier, length]) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([identifier, 0x80 | len(octets)]) + octets + content
