"""Facets of a simple type as arguments of its validator; XSD regular expressions as Python's."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xsdata.codegen.models import Restrictions

from codegen.errors import GenerationError
from codegen.values import Kind

__all__ = ["translate_pattern", "validator_arguments"]

# In XML Schema \w is everything but punctuation, separators and controls, so `_` is out and `+` is in.
# Python's re knows no categories: letters, digits, and the symbols of ASCII and Latin-1 are what we allow.
_WORD = r"[^\W_]|[$+<=>^`|~\xa2-\xa9\xac\xae-\xb1\xb4\xb8\xd7\xf7]"
_SAME_ESCAPES = set(r"nrt\|.-^?*+{}()[]")
_UNTRANSLATED = (
    "white_space",
    "explicit_timezone",
    "min_exclusive",
    "max_exclusive",
    "total_digits",
    "fraction_digits",
)


def translate_pattern(pattern: str) -> str:
    r"""Return a Python expression that, matched whole, accepts what the XSD pattern accepts.

    What differs between the two: `^` and `$` are plain characters in XML Schema, `\w` and `\s` mean other
    sets, and there are character class subtraction and properties, which are refused here as long as no
    schema uses them. `\d` is any decimal digit of Unicode in both.

    Raises:
        GenerationError: For a construct that has no translation yet.
    """
    out: list[str] = []
    in_class = False
    position = 0
    while position < len(pattern):
        character = pattern[position]
        if character == "\\":
            position += 1
            escape = _escape(pattern[position], in_class=in_class)
            if escape is None:
                raise GenerationError(f"the escape \\{pattern[position]} in {pattern!r}")
            out.append(escape)
        elif character == "[" and in_class:
            raise GenerationError(f"character class subtraction in {pattern!r}")
        elif character in "[]":
            in_class = character == "["
            out.append(character)
            if in_class and pattern[position + 1 : position + 2] == "^":
                position += 1
                out.append("^")
        elif not in_class and character in "^$":
            out.append("\\" + character)
        elif not in_class and character == ".":
            out.append(r"[^\n\r]")
        elif not in_class and character == "?" and out and out[-1] in {"?", "*", "+", "}"}:
            raise GenerationError(f"two quantifiers in a row in {pattern!r}")
        else:
            out.append(character)
        position += 1
    translated = "".join(out)
    re.compile(translated)
    return translated


def _escape(character: str, *, in_class: bool) -> str | None:
    if character == "d" or character in _SAME_ESCAPES:
        return "\\" + character
    if character == "s":
        return r" \t\n\r" if in_class else r"[ \t\n\r]"
    if character == "w" and not in_class:
        return f"(?:{_WORD})"
    return None


def validator_arguments(kind: Kind, restrictions: Restrictions, limits: Mapping[str, object]) -> str:
    """Return the arguments that carry facets, and limits beyond the schema, to the validator of `kind`."""
    for facet in _UNTRANSLATED:
        if getattr(restrictions, facet) is not None:
            raise GenerationError(f"the facet {facet}")
    arguments: dict[str, object] = {}
    if kind.validator == "text":
        arguments = {
            "min_length": restrictions.min_length,
            "max_length": restrictions.max_length,
            "length": restrictions.length,
            "pattern": restrictions.pattern and translate_pattern(restrictions.pattern),
        }
    elif kind.validator == "integer":
        at_least, at_most = restrictions.min_inclusive, restrictions.max_inclusive
        arguments = {
            "at_least": kind.at_least if at_least is None else int(at_least),
            "at_most": kind.at_most if at_most is None else int(at_most),
        }
    arguments |= {name: value for name, value in limits.items() if name != "most"}
    return ", ".join(f"{name}={value!r}" for name, value in arguments.items() if value is not None)
