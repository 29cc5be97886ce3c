"""The tokens of a content stream, read exactly as leniently as the validator's PDFBox reads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from digipost.preflight.text.strings import ContentError, hexadecimal, literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Name", "Operand", "Operator", "operations", "unescaped"]

_MOST_OPERANDS = 10_000  # operands of an operator; further ones are dropped
_DEEPEST = 50  # nesting of arrays and dictionaries
_SKIPPED = re.compile(rb"(?:[\x00\t\n\x0c\r ]++|%[^\r\n]*+)*+")
_NUMBER = re.compile(rb"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?![0-9.+-])")
_NAME = re.compile(rb"/([^\x00\t\n\x0c\r ()<>\[\]/%]*+)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_CONTROLS = bytes(range(33))
_WORD = re.compile(rb"[^\x00\t\n\x0c\r ()<>\[\]/%]*+")
_OPERATOR = re.compile(rb"(?:d[01]|[^\x00\t\n\x0c\r \]\[<(/%0-9])++")
_TEXT = re.compile(rb"[\t\n\r\x00 -\x7f]*+")
_FIRST_WORD = re.compile(rb"[^\x00\t\n\r ]++")
_DICTIONARY_GOES_ON = re.compile(rb"[/>]")
_BLANK = b"\x00\t\n\r "
_LITERALS = {b"null", b"true", b"false", b"R"}
_AFTER_IMAGES = {b"Q", b"EMC", b"S"}
_LOOKED_AHEAD = 10  # bytes after an image that PDFBox examines
_LONGEST_OPERATOR = 3
_IMAGE_END = re.compile(rb"EI(?=[\x00\t\n\x0c\r ]|$)")


class Name(bytes):
    """Name, without its slash."""


class Operator(bytes):
    """An operator."""


Operand: TypeAlias = "float | bytes | Name | list[Operand] | None"
"""An operand; None stands for a dictionary, a boolean and null, which this library does not use."""


def operations(data: bytes) -> Iterator[tuple[Operator, list[Operand]]]:
    """Yield the operators with their operands.

    Raises:
        ContentError: PDFBox would give up at this place.
    """
    reader = _Reader(data)
    operands: list[Operand] = []
    while not reader.is_done:
        token = reader.token()
        if isinstance(token, Operator):
            yield token, operands
            operands = []
        elif len(operands) < _MOST_OPERANDS:
            operands.append(token)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data, self._place = data, 0
        self._depth = 0
        self.is_done = False

    def token(self) -> Operand | Operator:
        data = self._data
        place = self._skip()
        if place >= len(data):
            self.is_done = True
            return None
        return _READERS.get(data[place : place + 1], _Reader.operator)(self)

    def _skip(self) -> int:
        found = _SKIPPED.match(self._data, self._place)
        if found is not None:
            self._place = found.end()
        return self._place

    def closed(self) -> None:
        """Skip a closing bracket without an opening one, as PDFBox does."""
        self._place += 1

    def angular(self) -> bytes | None:
        if self._data[self._place + 1 : self._place + 2] == b"<":
            self._dictionary()
            return None
        return self._hexadecimal()

    def operator(self) -> Operand | Operator:
        if self._data[self._place : self._place + 1] in b"ntfRB":
            word = self._word(_WORD)
            if word in _LITERALS:
                return None
            if word == b"BI":
                self._image()
            return Operator(word)
        word = self._word(_OPERATOR)
        if not word.strip(_CONTROLS):
            self.is_done = True  # PDFBox treats it as the end of the content
            return None
        return Operator(word)

    def _word(self, pattern: re.Pattern[bytes]) -> bytes:
        found = pattern.match(self._data, self._place)
        self._place = found.end() if found and found[0] else self._place + 1
        return found[0] if found else b""

    def number(self) -> float:
        found = _NUMBER.match(self._data, self._place)
        if found is not None:
            self._place = found.end()
            return float(found[0])
        return self._odd_number()

    def _odd_number(self) -> float:
        """Read a number as PDFBox does: it ignores a minus sign within, and stops at the second point."""
        data, place = self._data, self._place
        text = data[place : place + 1]
        place += 1
        if text == b"-" and data[place : place + 1] == b"-":
            place += 1
        pointed = text == b"."
        while place < len(data):
            byte = data[place : place + 1]
            if byte.isdigit() or (byte == b"." and not pointed):
                text += byte
                pointed = pointed or byte == b"."
            elif byte != b"-":
                break
            place += 1
        self._place = place
        if text in (b"-", b"."):
            return 0.0
        try:
            return float(text)
        except ValueError:
            raise ContentError("a number without digits") from None

    def name(self) -> Name:
        found = _NAME.match(self._data, self._place)
        if found is None:
            self._place += 1
            return Name()
        self._place = found.end()
        return Name(unescaped(found[1]))

    def string(self) -> bytes:
        text, self._place = literal(self._data, self._place)
        return text

    def _hexadecimal(self) -> bytes:
        text, self._place = hexadecimal(self._data, self._place)
        return text

    def array(self) -> Operand:
        """Read an array. PDFBox reads nothing after a damaged array."""
        self._place += 1
        items: list[Operand] = []
        while not self.is_done and self._skip() < len(self._data):
            if self._data[self._place : self._place + 1] == b"]":
                self._place += 1
                return items
            items.append(self._item())
        self.is_done = True
        return items

    def _item(self) -> Operand:
        self._depth += 1
        try:
            if self._depth <= _DEEPEST and self._data[self._place : self._place + 1] in b"0123456789+-./(<[":
                token = self.token()
                return None if isinstance(token, Operator) else token
            if self._word(_WORD) not in _LITERALS:
                self.is_done = True
        except ContentError:
            self.is_done = True
        finally:
            self._depth -= 1
        return None

    def _dictionary(self) -> None:
        """Skip a dictionary. PDFBox reads nothing after a damaged value."""
        self._place += 2
        while not self.is_done and self._skip() < len(self._data):
            first = self._data[self._place : self._place + 1]
            if first == b">":
                self._place += 2
                return
            if first == b"/":
                self.name()
                self._value()
            else:
                found = _DICTIONARY_GOES_ON.search(self._data, self._place)
                self._place = found.start() if found else len(self._data)

    def _value(self) -> None:
        self._skip()
        item = self._item()
        if isinstance(item, float) and self._data[self._skip() : self._place + 1].isdigit():
            # Two numbers are the beginning of a reference.
            self._item()
            self._skip()
            self.is_done = self._word(_WORD) != b"R"

    def _image(self) -> None:
        """Read an inline image up to its end: BI, pairs of a name and a value, ID, the data, EI."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ContentError("inline images within each other")
        while not self.is_done and isinstance(self.token(), Name):
            if isinstance(self.token(), Operator):
                break
        self._depth -= 1

    def image_data(self) -> Operator:
        if self._data[self._place : self._place + 2] != b"ID":
            raise ContentError("an operator begins with I, but is not ID")
        start = self._place + 3
        for found in _IMAGE_END.finditer(self._data, start):
            if _is_content(self._data[found.end() : found.end() + _LOOKED_AHEAD]):
                self._place = found.end()
                return Operator(b"ID")
        self._place = len(self._data)
        return Operator(b"ID")


_READERS: dict[bytes, Callable[[_Reader], Operand | Operator]] = {
    **{bytes([each]): _Reader.number for each in b"0123456789+-."},
    b"/": _Reader.name,
    b"(": _Reader.string,
    b"<": _Reader.angular,
    b"[": _Reader.array,
    b"]": _Reader.closed,
    b"I": _Reader.image_data,
}


def _is_content(following: bytes) -> bool:
    """Return True if PDFBox reads the bytes after an image as instructions, not as data of the image."""
    if _TEXT.fullmatch(following) is None:
        return False
    words = following.lstrip(_BLANK)
    word = _FIRST_WORD.match(words)
    if word is not None and len(word[0]) < len(words):
        return word[0] in _AFTER_IMAGES
    return len(following) < _LOOKED_AHEAD or len(words) <= _LONGEST_OPERATOR


def unescaped(name: bytes) -> bytes:
    """Return a name in which each code such as `#20` is replaced by its byte."""
    return _ESCAPED.sub(lambda code: bytes.fromhex(code[1].decode()), name) if b"#" in name else name
