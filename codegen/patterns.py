"""Patterns of XML Schema as expressions of Python whose time is proportional to the length of the text."""

from __future__ import annotations

import re

import attrs

from codegen.ambiguity import Alphabet, problem_of
from codegen.errors import GenerationError
from codegen.expressions import Choice, Group, Node, Part, Repeat, Series, parse, spelled
from codegen.runtime._patterns import compiled

__all__ = ["translate_pattern"]


def translate_pattern(pattern: str) -> str:
    r"""Return an expression that accepts the same whole texts as the XSD pattern.

    It has Python's syntax except for `\w`; see `digipost_schema._patterns`.

    Raises:
        GenerationError: The pattern has a construct without a translation, or Python's `re` could take
            exponential or cubic time.
    """
    try:
        node = parse(pattern)
        alphabet = Alphabet(node)
        node = _simplified(node, alphabet)
        problem = problem_of(node, alphabet)
        translated = spelled(node)
        compiled(translated)
    except (re.error, OverflowError, RecursionError) as error:
        raise GenerationError(f"the pattern {pattern!r}, which Python does not take ({error})") from None
    if problem:
        raise GenerationError(f"{problem} in {pattern!r}")
    return translated


def _simplified(node: Node, alphabet: Alphabet) -> Node:
    """Return a tree in which no repetition overlaps with a neighbour that covers it, as in `[^-]* *`.

    Such a pair can divide a text in many ways, and one way is enough.
    """
    if isinstance(node, Group):
        return Group(_simplified(node.part, alphabet))
    if isinstance(node, Repeat):
        return attrs.evolve(node, part=_simplified(node.part, alphabet))
    if isinstance(node, Choice):
        return Choice(tuple(_simplified(each, alphabet) for each in node.parts))
    if isinstance(node, Series):
        parts: list[Node] = []
        for each in node.parts:
            part = _simplified(each, alphabet)
            if parts and _covers(parts[-1], part, alphabet):
                part = _fewest(part)
            elif parts and _covers(part, parts[-1], alphabet):
                parts[-1] = _fewest(parts[-1])
            parts = [each for each in (*parts, part) if each != Series(())]
        return Series(tuple(parts))
    return node


def _covers(one: Node, other: Node, alphabet: Alphabet) -> bool:
    """Return True if `one` repeats without limit, and accepts every character that `other` accepts."""
    return (
        isinstance(one, Repeat)
        and isinstance(other, Repeat)
        and isinstance(one.part, Part)
        and isinstance(other.part, Part)
        and one.most is None
        and not alphabet.letters(other.part) & ~alphabet.letters(one.part)
    )


def _fewest(node: Node) -> Node:
    """Return the repetition without its optional copies."""
    if not isinstance(node, Repeat) or node.least == 1:
        return node.part if isinstance(node, Repeat) else node
    fixed = attrs.evolve(node, most=node.least, text=f"{{{node.least}}}")
    return fixed if node.least else Series(())
