"""Decrypt documents that were encrypted for the sandbox's own keys, to show them.

The format is CMS (RFC 5652) in BER, as Digipost's clients write it: enveloped data for one or more
recipients, RSA with PKCS #1 v1.5 and AES in CBC mode. `cryptography` decrypts PKCS #7 only for recipients
that are named by a certificate, but a mailbox's key is named by an identifier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

__all__ = ["opened"]

_OCTETS, _SEQUENCE, _SET = 0x04, 0x30, 0x31
_BY_KEY_IDENTIFIER, _CIPHERTEXT, _CIPHERTEXT_IN_PIECES = 0x80, 0x80, 0xA0
_CONSTRUCTED, _LONG_TAG, _LONG_LENGTH = 0x20, 0x1F, 0x80
_DEEPEST = 20
_BLOCK_BITS = 128
# Object identifiers of AES in CBC mode with 128, 192 and 256 bits.
_AES_CBC = tuple(bytes.fromhex(f"6086480165030401{last}") for last in ("02", "16", "2a"))


def opened(data: bytes, *, for_mailbox: RSAPrivateKey, for_print: RSAPrivateKey) -> bytes | None:
    """Return the content of an encrypted document; None if it is for another key, or damaged.

    Args:
        data: The document as it was sent.
        for_mailbox: Decrypts documents whose recipient is named by a key's identifier.
        for_print: Decrypts documents whose recipient is named by a certificate.
    """
    try:
        return _content(data, for_mailbox, for_print)
    except (ValueError, IndexError, StopIteration):
        return None


@attrs.frozen
class _Value:
    tag: int
    content: bytes

    def parts(self) -> list[_Value]:
        return list(_values(self.content))


def _content(data: bytes, for_mailbox: RSAPrivateKey, for_print: RSAPrivateKey) -> bytes:
    enveloped = next(_values(data)).parts()[1].parts()[0].parts()
    recipients = next(part for part in enveloped if part.tag == _SET).parts()
    # After the recipients: originator and attributes have tags of their own.
    _, algorithm, ciphertext = next(part for part in enveloped if part.tag == _SEQUENCE).parts()
    name, vector = algorithm.parts()
    if name.content not in _AES_CBC:
        raise ValueError("another cipher than AES in CBC mode")
    # Recipients without key transport have other tags.
    transported = next(each for each in recipients if each.tag == _SEQUENCE).parts()
    key = for_mailbox if transported[1].tag == _BY_KEY_IDENTIFIER else for_print
    secret = key.decrypt(transported[3].content, PKCS1v15())
    decryptor = Cipher(AES(secret), CBC(vector.content)).decryptor()
    padded = decryptor.update(_joined(ciphertext)) + decryptor.finalize()
    unpadder = PKCS7(_BLOCK_BITS).unpadder()
    return unpadder.update(padded) + unpadder.finalize()


def _joined(ciphertext: _Value) -> bytes:
    if ciphertext.tag == _CIPHERTEXT:
        return ciphertext.content
    if ciphertext.tag != _CIPHERTEXT_IN_PIECES:
        raise ValueError("no ciphertext")
    return b"".join(piece.content for piece in ciphertext.parts() if piece.tag == _OCTETS)


def _values(data: bytes) -> Iterator[_Value]:
    """Yield the values in their order."""
    at = 0
    while at < len(data):
        value, at = _value(data, at, 0)
        yield value


def _value(data: bytes, at: int, depth: int) -> tuple[_Value, int]:
    """Return the value at a position, and the position after it (X.690, section 8.1)."""
    tag, length, at = data[at], data[at + 1], at + 2
    if tag & _LONG_TAG == _LONG_TAG or depth > _DEEPEST:
        raise ValueError("no CMS")
    if length == _LONG_LENGTH:
        return _of_indefinite_length(data, tag, at, depth)
    if length > _LONG_LENGTH:
        octets = length - _LONG_LENGTH
        length, at = int.from_bytes(data[at : at + octets], "big"), at + octets
    if at + length > len(data):
        raise ValueError("cut")
    return _Value(tag, data[at : at + length]), at + length


def _of_indefinite_length(data: bytes, tag: int, at: int, depth: int) -> tuple[_Value, int]:
    if not tag & _CONSTRUCTED:
        raise ValueError("no BER")
    start = at
    while data[at : at + 2] != b"\0\0":
        _, at = _value(data, at, depth + 1)
    return _Value(tag, data[start:at]), at + 2
