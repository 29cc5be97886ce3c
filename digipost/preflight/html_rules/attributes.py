"""The attributes of a start tag, as the tokenizer of Digipost's HTML validator reads them."""

from __future__ import annotations

import html
import re
from html.entities import html5

import attrs

from digipost.preflight.html_rules.word_sets import words

__all__ = ["SPACE", "Attribute", "attributes_from", "canonical", "position_after"]

# White space as in Java's `Character.isWhitespace`, which excludes the no-break spaces.
SPACE = "\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000"
_SPACES = re.compile(rf"[{SPACE}]+")
# A run of characters within a tag. A quote ends the run only if white space, `>` or `/` follows.
_RUN_PART = rf"[^{SPACE}>='\"/]|['\"](?![{SPACE}>/])"
_RUN = re.compile(rf"(?:{_RUN_PART}|/(?!>))*(?:['\"](?=[{SPACE}>/]))?")
_RUN_AFTER_EQUALS = re.compile(rf"(?:{_RUN_PART}|/)*(?:['\"](?=[{SPACE}>/]))?")
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?")
_BANNED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_WITHOUT_VALUE = words(
    "checked compact declare defer disabled ismap multiple nohref noresize noshade nowrap readonly selected"
)


@attrs.frozen
class Attribute:
    """Attribute of a start tag.

    Attributes:
        name: The name; in lower case, unless it has a colon.
        value: The value, with character references replaced; the name itself if no value was given.
        start: The position of the name in the text.
        has_value: True if a value was given.
    """

    name: str
    value: str
    start: int
    has_value: bool = True


def canonical(name: str) -> str:
    """Return a name in lower case, unless it has a colon."""
    return name if ":" in name else name.lower()


def position_after(text: str, mark: str, at: int) -> int:
    """Return the position after the next occurrence of `mark`, or the end of the text."""
    found = text.find(mark, at)
    return len(text) if found < 0 else found + len(mark)


def attributes_from(text: str, at: int) -> tuple[list[Attribute], int]:
    """Return the attributes of a tag, and the position of the tag's end."""
    pieces, end = _pieces(text, at)
    is_closed = text[end - 1] == ">" and (not pieces or pieces[-1].end < end)
    found: list[Attribute] = []
    name: _Piece | None = None  # of an attribute whose value is not read yet
    number = 0
    while number < len(pieces):
        piece = pieces[number]
        number += 1
        if piece.kind == _EQUALS and name is not None:
            if number == len(pieces) and not is_closed:
                break  # the text ends where a value is expected
            value, number = _value(text, pieces, number, is_closed=is_closed)
            found.append(Attribute(canonical(text[name.start : name.end]), value, name.start))
            name = None
        elif piece.kind == _RUN_OF_TEXT:
            if name is not None:
                found.append(_without_value(text, name))
            name = piece
        elif piece.kind == _QUOTED and name is not None:
            found.append(_without_value(text, name))
            name = None
    if name is not None:
        found.append(_without_value(text, name))
    return found, end


_EQUALS, _QUOTED, _RUN_OF_TEXT = "=", "quoted", "run"


@attrs.frozen
class _Piece:
    kind: str
    start: int
    end: int


def _pieces(text: str, at: int) -> tuple[list[_Piece], int]:
    """Cut the content of a tag into `=`, quoted texts and runs, up to and including its `>` or `/>`."""
    pieces: list[_Piece] = []
    size = len(text)
    while at < size:
        spaces = _SPACES.match(text, at)
        if spaces is not None:
            at = spaces.end()
            continue
        character = text[at]
        if character == ">":
            return pieces, at + 1
        if text.startswith("/>", at):
            return pieces, at + 2
        if character == "=":
            piece = _Piece(_EQUALS, at, at + 1)
        elif character in {'"', "'"}:
            piece = _Piece(_QUOTED, at, position_after(text, character, at + 1))
        elif character == "/":
            piece = _Piece(_RUN_OF_TEXT, at, at + 1)
        else:
            run = _RUN_AFTER_EQUALS if pieces and pieces[-1].kind == _EQUALS else _RUN
            matched = run.match(text, at + 1)
            piece = _Piece(_RUN_OF_TEXT, at, at + 1 if matched is None else matched.end())
        pieces.append(piece)
        at = piece.end
    return pieces, size


def _value(text: str, pieces: list[_Piece], number: int, *, is_closed: bool) -> tuple[str, int]:
    """Return the value after a `=`, and the index of the piece after the value."""
    if number == len(pieces):
        return "", number
    first = pieces[number]
    number += 1
    end = first.end
    if first.kind != _QUOTED:
        while number < len(pieces) and _goes_on(text, pieces, number, end, is_closed=is_closed):
            end = pieces[number].end
            number += 1
    return _decoded(_without_quotes(text[first.start : end])), number


def _goes_on(text: str, pieces: list[_Piece], number: int, end: int, *, is_closed: bool) -> bool:
    """Return True if an unquoted value includes this piece."""
    piece = pieces[number]
    if piece.kind == _QUOTED:
        return False
    if piece.start == end:
        return True
    if canonical(text[piece.start : piece.end]) in _WITHOUT_VALUE:
        return False
    if number + 1 < len(pieces):
        return pieces[number + 1].kind != _EQUALS
    return is_closed  # otherwise the text ends within the tag, and the piece begins an attribute


def _without_quotes(value: str) -> str:
    if value[-1:] not in {'"', "'"}:
        return value
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] else value[:-1]


def _without_value(text: str, name: _Piece) -> Attribute:
    written = canonical(text[name.start : name.end])
    return Attribute(written, written, name.start, has_value=False)


def _decoded(raw: str) -> str:
    """Replace character references in an attribute's value, and remove control characters.

    A name without `;` is replaced only if neither `=` nor a letter or digit follows, as in the HTML
    standard.
    """
    return _BANNED.sub("", _REFERENCE.sub(_character, raw) if "&" in raw else raw)


def _character(reference: re.Match[str]) -> str:
    written = reference[0]
    if written[1] == "#" or written.endswith(";"):
        return html.unescape(written)
    following = reference.string[reference.end() : reference.end() + 1]
    return written if following == "=" else html5.get(written[1:], written)
