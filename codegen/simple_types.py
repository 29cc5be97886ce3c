"""Simple types for the generator: a type of XML Schema, facets in effect, or listed values."""

from __future__ import annotations

import attrs
from xmlschema.validators import (
    XsdAtomicBuiltin,
    XsdAtomicRestriction,
    XsdComponent,
    XsdEnumerationFacets,
    XsdFacet,
    XsdPatternFacets,
    XsdType,
)

from codegen.xsd import XS, Xsd, annotated

__all__ = ["SimpleType", "Value", "read_simple_type"]


@attrs.frozen
class Value:
    """A value of an enumeration."""

    text: str
    documentation: str | None = attrs.field(default=None, eq=False)


@attrs.frozen
class SimpleType:
    """A simple type with everything that it inherits.

    Attributes:
        name: Its name in the schema; None if it is anonymous or one of XML Schema's own.
        base: The type of XML Schema that it restricts, without prefix.
        facets: The facets in effect, sorted; a pattern for each level that has one.
        values: The values of an enumeration; empty for any other type.
    """

    name: str | None
    base: str
    facets: tuple[tuple[str, str], ...] = ()
    values: tuple[Value, ...] = ()

    @property
    def described(self) -> str:
        """The type in one line, as in overrides.toml."""
        listed = [f"one of {', '.join(sorted(value.text for value in self.values))}"] if self.values else []
        return ", ".join([f"xs:{self.base}", *(f"{name} {value}" for name, value in self.facets), *listed])

    def all(self, facet: str) -> tuple[str, ...]:
        """Return every value of a facet."""
        return tuple(value for name, value in self.facets if name == facet)

    def get(self, facet: str) -> str | None:
        """Return the value of a facet, or None."""
        return next(iter(self.all(facet)), None)


def read_simple_type(xsd: Xsd, found: XsdType, owner: XsdComponent) -> SimpleType:
    """Return the simple type `found`, which `owner` refers to.

    Raises:
        GenerationError: If it is a list or a union, or has facets that no validator supports.
    """
    name = found.local_name if found.name and not isinstance(found, XsdAtomicBuiltin) else None
    # All patterns of a type and of the types that it restricts apply; of any other facet, the innermost
    # applies.
    facets: dict[str, list[str]] = {}
    values: tuple[Value, ...] = ()
    level: XsdType = found
    while not isinstance(level, XsdAtomicBuiltin):
        if not isinstance(level, XsdAtomicRestriction):
            if level.name == f"{XS}anySimpleType":
                xsd.refuse(owner, "no type, or xs:anySimpleType, is not bound", "give it a type")
            kind = type(level).__name__.removeprefix("Xsd").lower()
            xsd.refuse(owner, f"a type that is a {kind} is not bound")
        for tag, facet in (level.facets or {}).items():
            kind = str(tag).removeprefix(XS)
            if isinstance(facet, XsdEnumerationFacets):
                values = values or tuple(Value(each.get("value", ""), annotated(each)) for each in facet)
            elif isinstance(facet, XsdPatternFacets):
                facets.setdefault(kind, []).append(_either([each.get("value", "") for each in facet]))
            elif isinstance(facet, XsdFacet) and kind not in facets:
                facets[kind] = [facet.elem.get("value", "").strip()]
        level = level.base_type
    listed = [(kind, text) for kind, texts in sorted(facets.items()) for text in texts]
    return SimpleType(name, level.local_name or "", tuple(listed), values)


def _either(patterns: list[str]) -> str:
    return patterns[0] if len(patterns) == 1 else "|".join(f"({each})" for each in patterns)
