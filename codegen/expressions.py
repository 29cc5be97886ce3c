"""Regular expressions of XML Schema as trees; each part holds its text for Python.

https://www.w3.org/TR/xmlschema-2/#regexs
"""

from __future__ import annotations

import re
from typing import TypeAlias

import attrs

from codegen.errors import GenerationError

__all__ = ["Choice", "Group", "Node", "Part", "Repeat", "Series", "parse", "spelled"]

_SAME_ESCAPES = set(r"nrtdD\|.-^?*+{}()[]")
_QUANTIFIER = re.compile(r"[*+?]|\{(\d+)(,(\d*))?\}")
_OTHERS = {"?": (0, 1), "*": (0, None), "+": (1, None)}


@attrs.frozen
class Part:
    r"""One character of a set, in Python's notation: `a`, `\d`, `[^-]`."""

    text: str


@attrs.frozen
class Repeat:
    """A repetition; `most` is None if it has no limit."""

    part: Node
    least: int
    most: int | None
    text: str


@attrs.frozen
class Series:
    """Parts one after another; without parts, it is the empty text."""

    parts: tuple[Node, ...]


@attrs.frozen
class Choice:
    """Alternatives."""

    parts: tuple[Node, ...]


@attrs.frozen
class Group:
    """A part in parentheses."""

    part: Node


Node: TypeAlias = Part | Repeat | Series | Choice | Group


def parse(pattern: str) -> Node:
    r"""Return the tree of an XSD pattern.

    The two languages differ: in XML Schema, `^` and `$` are plain characters, and so are two of `&|~` in a
    class. `\w` and `\s` mean other sets; `\w` stays, in a class, for `runtime/_patterns.py`. Character class
    subtraction and properties are refused here until a schema uses them. `\d` is any decimal digit of
    Unicode in both.

    Raises:
        GenerationError: The pattern has a construct without a translation.
    """
    reader = _Reader(pattern)
    node = reader.choice()
    if reader.position < len(pattern):
        raise GenerationError(f"a parenthesis without its beginning in {pattern!r}")
    return node


def spelled(node: Node) -> str:
    """Return a tree as a Python expression."""
    if isinstance(node, Part):
        return node.text
    if isinstance(node, Repeat):
        return spelled(node.part) + node.text
    if isinstance(node, Group):
        return f"({spelled(node.part)})"
    return ("|" if isinstance(node, Choice) else "").join(map(spelled, node.parts))


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.position = 0

    def choice(self) -> Node:
        parts = [self.series()]
        while self.next == "|":
            self.position += 1
            parts.append(self.series())
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    @property
    def next(self) -> str:
        return self.pattern[self.position : self.position + 1]

    def series(self) -> Node:
        parts: list[Node] = []
        while self.next and self.next not in "|)":
            part = self.part()
            if found := _QUANTIFIER.match(self.pattern, self.position):
                self.position = found.end()
                least, most = _OTHERS.get(found[0], (0, 0))
                if found[1]:
                    least = int(found[1])
                    most = least if found[2] is None else int(found[3]) if found[3] else None
                part = Repeat(part, least, most, found[0])
                if self.next and self.next in "*+?{":
                    raise GenerationError(f"two quantifiers in a row in {self.pattern!r}")
            parts.append(part)
        return parts[0] if len(parts) == 1 else Series(tuple(parts))

    def part(self) -> Node:
        character = self.next
        self.position += 1
        if character == "(":
            inner = self.choice()
            if self.next != ")":
                raise GenerationError(f"a parenthesis without its end in {self.pattern!r}")
            self.position += 1
            return Group(inner)
        if character == "[":
            return Part(f"[{self.of_class()}]")
        if character == "\\":
            return Part(self.escape())
        if character in "*+?{}]":
            raise GenerationError(f"a plain {character} without its backslash in {self.pattern!r}")
        if character == ".":
            return Part(r"[^\n\r]")
        return Part("\\" + character if character in "^$" else character)

    def of_class(self) -> str:
        out: list[str] = []
        if self.next == "^":
            self.position += 1
            out.append("^")
        while (character := self.next) != "]":
            self.position += 1
            if not character:
                raise GenerationError(f"a class without its end in {self.pattern!r}")
            if character == "[":
                raise GenerationError(f"character class subtraction in {self.pattern!r}")
            if character == "\\":
                out.append(self.escape(in_class=True))
            else:
                out.append("\\" + character if character in "&|~" else character)
        self.position += 1
        return "".join(out)

    def escape(self, *, in_class: bool = False) -> str:
        character = self.next
        self.position += 1
        if character in _SAME_ESCAPES:
            return "\\" + character
        if character == "s":
            return r" \t\n\r" if in_class else r"[ \t\n\r]"
        if character == "w":
            return r"\w" if in_class else r"[\w]"
        if character in {"S", "W"} and not in_class:
            return r"[^ \t\n\r]" if character == "S" else r"[^\w]"
        raise GenerationError(f"the escape \\{character} in {self.pattern!r}")
