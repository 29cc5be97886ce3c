"""Strings in a content stream, read as leniently as the validator's PDFBox reads them."""

from __future__ import annotations

import re

__all__ = ["ContentError", "hexadecimal", "literal"]

_STRING = re.compile(rb"\(((?:[^()\\]++|\\.)*+)\)", re.DOTALL)
_BACKSLASH = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_HEXADECIMAL = re.compile(rb"<((?:[0-9A-Fa-f \t\r\n\x08\x0c]++)?)>")
_DIGITS = re.compile(rb"[0-9A-Fa-f \t\r\n\x08\x0c]*+")
_NO_DIGIT = re.compile(rb"[^0-9A-Fa-f]+")
_MEANT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\x0c"}


class ContentError(Exception):
    """Error of a content stream that PDFBox cannot read."""


def literal(data: bytes, place: int) -> tuple[bytes, int]:
    """Read a string in parentheses; return it and the position after it."""
    found = _STRING.match(data, place)
    if found is None:
        return _odd_literal(data, place + 1)
    text = found[1]
    return _BACKSLASH.sub(_meant, text) if b"\\" in text else text, found.end()


def _odd_literal(data: bytes, start: int) -> tuple[bytes, int]:
    """Read a string with parentheses in it.

    The parentheses need not balance if another object follows on a new line.
    """
    place, depth = start, 1
    while place < len(data) and depth:
        byte = data[place : place + 1]
        if byte == b"\\":
            place += 1
        elif byte == b"(":
            depth += 1
        elif byte == b")":
            depth = 0 if _ends_anyway(data, place + 1) else depth - 1
        place += 1
    return _BACKSLASH.sub(_meant, data[start : place - (depth == 0)]), place


def _ends_anyway(data: bytes, place: int) -> bool:
    following = data[place : place + 3]
    if len(following) < 3:  # noqa: PLR2004 - PDFBox looks at three bytes
        return False
    if following[:2] == b"\r\n":
        return following[2:] in (b"/", b">")
    return following[:1] in (b"\r", b"\n") and following[1:2] in (b"/", b">")


def hexadecimal(data: bytes, place: int) -> tuple[bytes, int]:
    """Read a string of hexadecimal digits; return it and the position after it.

    Raises:
        ContentError: The string has no end.
    """
    found = _HEXADECIMAL.match(data, place)
    if found is not None:
        text = _NO_DIGIT.sub(b"", found[1])
        return bytes.fromhex((text + b"0" * (len(text) % 2)).decode()), found.end()
    end = data.find(b">", place)
    if end < 0:
        raise ContentError("a hexadecimal string without end")
    digits = _DIGITS.match(data, place + 1, end)
    text = _NO_DIGIT.sub(b"", digits[0] if digits else b"")
    return bytes.fromhex(text[: len(text) // 2 * 2].decode()), end + 1


def _meant(found: re.Match[bytes]) -> bytes:
    after = found[1]
    if after[:1].isdigit() and after[:1] < b"8":
        return bytes([int(after, 8) % 256])
    if after in (b"\r\n", b"\r", b"\n"):
        return b""
    return _MEANT.get(after, after)
