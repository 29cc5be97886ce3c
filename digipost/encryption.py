"""Documents encrypted before they are sent: CMS that only the holder of the private key opens.

The structure is the one that Digipost's Java client makes, written as DER: EnvelopedData for one recipient,
AES-256 in CBC mode, its key transported by RSA with PKCS #1 v1.5. Which of these Digipost insists on is not
documented.

    ContentInfo
      EnvelopedData
        KeyTransRecipientInfo       whose key, and the document's key encrypted with it
        EncryptedContentInfo        algorithm and initialisation vector, and then the ciphertext

How long the ciphertext will be follows from the length of the document. So all that stands before it can be
written first, and the document is encrypted while it is read, however large it is.
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
_MIN_KEY_BITS = 2048  # ours: nobody should rely on less

# Identifiers of DER's types; those of a context are given their meaning by the structure they stand in.
_INTEGER, _OCTETS, _SEQUENCE, _SET = 0x02, 0x04, 0x30, 0x31
_KEY_IDENTIFIER, _CIPHERTEXT, _CONTENT = 0x80, 0x80, 0xA0

_DATA = bytes.fromhex("06092a864886f70d010701")  # 1.2.840.113549.1.7.1
_ENVELOPED_DATA = bytes.fromhex("06092a864886f70d010703")  # 1.2.840.113549.1.7.3
_RSA = bytes.fromhex("300d06092a864886f70d0101010500")  # 1.2.840.113549.1.1.1 with its parameter, NULL
_AES_256_CBC = bytes.fromhex("060960864801650304012a")  # 2.16.840.1.101.3.4.1.42

# RFC 5652 gives each of them the number that goes with the way in which the key is named.
_BY_CERTIFICATE, _BY_KEY_IDENTIFIER = 0, 2


@attrs.frozen(repr=False)
class EncryptionKey:
    """A public key to encrypt documents for, made by `recipient_key` or `certificate_key`.

    Attributes:
        key: RSA, at least 2048 bits.
        identifier: How CMS names it, in DER.
        version: Of the structures that name it so.
    """

    key: RSAPublicKey = attrs.field(eq=False)
    identifier: bytes
    version: int

    def __repr__(self) -> str:
        return f"EncryptionKey(<RSA, {self.key.key_size} bits>)"


def recipient_key(pem: str, key_id: str | None) -> EncryptionKey:
    """The key of somebody with a mailbox, as identification answers it.

    Args:
        pem: An RSA public key in PEM form.
        key_id: The name that Digipost gives it; its bytes, as they are, become the key's identifier.

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
    """The key of a certificate, such as Digipost's own for print; neither chain nor validity is checked.

    Args:
        pem: An X.509 certificate in PEM form.

    Raises:
        EncryptionError: It cannot be read, or its key is not RSA with at least 2048 bits.
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
        plain: The content as it is before.
        key: Whom it is encrypted for.
        number_of_pages: Of the PDF that it is, which Digipost cannot count any more; None for another format.
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
        """Its length in bytes, known before anything is encrypted."""
        return len(self._head) + self._ciphertext_size

    @property
    def is_fixed(self) -> bool:
        """Whether nothing can change the plain content."""
        return self.plain.is_fixed

    def open(self) -> BinaryIO:
        """A new stream of the CMS structure; the caller closes it.

        Raises:
            InvalidValueError: The plain content cannot be read any more; while reading, that it has changed.
        """
        return io.BufferedReader(_Stream(self._pieces()), CHUNK_BYTES)

    @property
    def _ciphertext_size(self) -> int:
        return self.plain.size + self._padding

    @property
    def _padding(self) -> int:
        return _BLOCK - self.plain.size % _BLOCK

    def _written_head(self) -> bytes:
        """All that stands before the ciphertext, which is the last in each of the structures around it."""
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
            # One of another size could end in the same block, which who counts our bytes would not notice.
            raise InvalidValueError("Document.content", "changed in size; make the document anew")
        yield encryptor.update(bytes([self._padding]) * self._padding) + encryptor.finalize()

    def __repr__(self) -> str:
        return f"<encrypted {self.plain!r}>"


class _Stream(io.RawIOBase):
    """Pieces of bytes as a stream."""

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
    """A value in DER, of whose content so many bytes more are to follow."""
    length = len(content) + coming
    if length < 0x80:  # noqa: PLR2004 - X.690 section 8.1.3: from here on, the length has a length
        return bytes([identifier, length]) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([identifier, 0x80 | len(octets)]) + octets + content
