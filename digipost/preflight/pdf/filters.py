"""Filters of streams that no Python library decodes, each as lenient as the validator's PDFBox.

Each filter returns the decoded data, and True if it found no damage.
"""

from __future__ import annotations

import re

__all__ = ["UnreadableError", "ascii_85", "ascii_hex", "lzw", "run_lengths"]

_HEXADECIMAL = re.compile(rb"[0-9A-Fa-f \t\r\n\x0c\x00]*+(?:>|\Z)")
_BLANK = b" \t\r\n\x0c\x00"
_CLEAR, _END = 256, 257  # control codes of LZW
_LONGEST = 12  # bits of an LZW code
_MOST_ENTRIES = 4096
_ENDED = 128  # the end mark of run lengths


class UnreadableError(Exception):
    """Error of a stream that PDFBox cannot decode."""


def ascii_hex(data: bytes, _: int) -> tuple[bytes, bool]:
    """Decode hexadecimal digits. A character other than a digit counts as -1, so the byte is wrong."""
    decoded = bytearray()
    digits: list[int] = []
    for byte in data:
        if byte in b" \t\r\n\x0c\x00":
            continue
        if byte == ord(">"):
            break
        digits.append(int(chr(byte), 16) if chr(byte) in "0123456789abcdefABCDEF" else -1)
        if len(digits) == 2:  # noqa: PLR2004 - digits of a byte
            decoded.append((16 * digits[0] + digits[1]) % 256)
            digits.clear()
    if digits:
        decoded.append(16 * digits[0] % 256)
    return bytes(decoded), _HEXADECIMAL.match(data) is not None


def ascii_85(data: bytes, _: int) -> tuple[bytes, bool]:
    """Decode base 85 until its end, or until damage."""
    decoded, is_damaged = bytearray(), False
    group: list[int] = []
    for byte in data:
        if byte in _BLANK:
            continue
        if byte == ord("z") and not group:
            decoded += bytes(4)
            continue
        if not ord("!") <= byte <= ord("u"):
            is_damaged = byte != ord("~")
            break
        group.append(byte - ord("!"))
        if len(group) == 5:  # noqa: PLR2004 - characters of four bytes
            decoded += _of_group(group)
            group.clear()
    if len(group) > 1:
        missing = 5 - len(group)
        decoded += _of_group(group + [84] * missing)[: 4 - missing]
    return bytes(decoded), not is_damaged


def _of_group(group: list[int]) -> bytes:
    number = 0
    for each in group:
        number = 85 * number + each
    return (number % 2**32).to_bytes(4, "big")


def run_lengths(data: bytes, most: int) -> tuple[bytes, bool]:
    """Decode run lengths until their end, or until there are more than `most` bytes."""
    decoded = bytearray()
    place = 0
    while place < len(data) and len(decoded) <= most:
        length = data[place]
        if length == _ENDED:
            break
        if length < _ENDED:
            decoded += data[place + 1 : place + length + 2]
            place += length + 2
        else:
            decoded += data[place + 1 : place + 2] * (257 - length)
            place += 2
    return bytes(decoded), place <= len(data)


def lzw(data: bytes, most: int, early: int = 1) -> tuple[bytes, bool]:
    """Decode LZW until its end, or until there are more than `most` bytes.

    Args:
        data: The codes.
        most: The bound.
        early: 1 if codes grow one code earlier than necessary, as is usual; otherwise 0.

    Raises:
        UnreadableError: A code refers to a missing entry.
    """
    decoded = bytearray()
    table = _beginning()
    width, have, bits, before = 9, 0, 0, -1
    for byte in data:
        bits, have = (bits << 8) | byte, have + 8
        if have < width:
            continue
        have -= width
        code, bits = bits >> have, bits & ((1 << have) - 1)
        if code == _END or len(decoded) > most:
            return bytes(decoded), True
        if code == _CLEAR:
            table, width, before = _beginning(), 9, -1
            continue
        known = code < len(table)
        if (before != -1 or not known) and not 0 <= before < len(table):
            raise UnreadableError("lzw")
        entry = table[code] if known else table[before] + table[before][:1]
        if known and not entry:
            raise UnreadableError("lzw")
        decoded += entry
        if before != -1 and len(table) < _MOST_ENTRIES:
            table.append(table[before] + entry[:1])
        before = code
        width = min(_LONGEST, max(9, (len(table) + early).bit_length()))
    return bytes(decoded), not data


def _beginning() -> list[bytes]:
    return [*(bytes([each]) for each in range(256)), b"", b""]
