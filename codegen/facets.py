"""Facets of a simple type as arguments of its validator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from codegen.errors import GenerationError
from codegen.patterns import translate_pattern
from codegen.simple_types import SimpleType
from codegen.values import Kind

__all__ = ["length_arguments", "validator_arguments"]

# The facets that each validator supports.
_OF_NUMBERS = {
    "minInclusive",
    "maxInclusive",
    "minExclusive",
    "maxExclusive",
    "totalDigits",
    "fractionDigits",
}
_KNOWN = {
    "text": {"pattern", "length", "minLength", "maxLength"},
    "integer": _OF_NUMBERS,
    "decimal": _OF_NUMBERS,
}
_OF_DECIMALS = {
    "at_least": "minInclusive",
    "at_most": "maxInclusive",
    "above": "minExclusive",
    "below": "maxExclusive",
}
# The same limit as in the runtime, which reads no longer number.
_LONGEST_NUMBER = 400
_DIGITS = {"digits": "totalDigits", "places": "fractionDigits"}


def validator_arguments(
    kind: Kind, simple: SimpleType, limits: Mapping[str, object], default: str | None = None
) -> str:
    """Return the arguments that pass facets, and limits beyond the schema, to the validator of `kind`.

    Args:
        kind: The kind of value.
        simple: The type of the schema.
        limits: Limits of overrides.toml; they replace the schema's limits for the same facets.
        default: The value of an empty element.

    Raises:
        GenerationError: The validator does not support a facet.
    """
    arguments: dict[str, object] = {}
    # For a kind from overrides.toml, such as a date-time in a string, the facets limit its text.
    if not kind.is_refined:
        unknown = [name for name, _ in simple.facets if name not in _KNOWN.get(kind.validator, set())]
        if unknown:
            raise GenerationError(f"{unknown[0]} of xs:{simple.base}")
        _refuse_long_numbers(simple)
    if kind.validator == "text":
        arguments = {
            **_lengths(simple),
            "pattern": _pattern(simple.all("pattern")),
            "default": default or None,
        }
    elif kind.validator == "integer":
        arguments = _whole_limits(kind, simple)
    elif kind.validator == "decimal" and not kind.is_refined:
        arguments = {name: simple.get(facet) for name, facet in _OF_DECIMALS.items()}
        arguments |= {name: _number(simple.get(facet)) for name, facet in _DIGITS.items()}
    arguments |= {name: value for name, value in limits.items() if name != "most"}
    return _spelled(arguments)


def length_arguments(simple: SimpleType) -> str:
    """Return the arguments that limit the length of a list."""
    return _spelled(_lengths(simple))


def _spelled(arguments: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in arguments.items() if value is not None)


def _lengths(simple: SimpleType) -> dict[str, object]:
    length = simple.get("length")
    # A type with a length can restrict a type with limits; the length is within them.
    least, most = (simple.get(each) if length is None else None for each in ("minLength", "maxLength"))
    return {"min_length": _number(least), "max_length": _number(most), "length": _number(length)}


def _whole_limits(kind: Kind, simple: SimpleType) -> dict[str, object]:
    """Return the limits of a whole number: the narrowest of its type, its range, and its number of digits."""
    least = [kind.at_least, _number(simple.get("minInclusive"))]
    most = [kind.at_most, _number(simple.get("maxInclusive"))]
    above, below, digits = (
        _number(simple.get(each)) for each in ("minExclusive", "maxExclusive", "totalDigits")
    )
    least += [None if above is None else above + 1, None if digits is None else 1 - 10**digits]
    most += [None if below is None else below - 1, None if digits is None else 10**digits - 1]
    return {
        "at_least": max((each for each in least if each is not None), default=None),
        "at_most": min((each for each in most if each is not None), default=None),
    }


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _refuse_long_numbers(simple: SimpleType) -> None:
    """Refuse limits beyond the numbers that the package reads."""
    for name, value in simple.facets:
        is_count = name in {"totalDigits", "fractionDigits"}
        if name in _OF_NUMBERS and (int(value) if is_count else len(value)) > _LONGEST_NUMBER:
            raise GenerationError(f"{name} with more than {_LONGEST_NUMBER} digits")


def _pattern(levels: Sequence[str]) -> str | None:
    """Return one expression for the patterns of a type and of the types that it restricts; all must match."""
    if not levels:
        return None
    first, *others = [translate_pattern(each) for each in levels]
    return "".join(f"(?=(?:{each})\\Z)" for each in others) + (f"(?:{first})" if others else first)
