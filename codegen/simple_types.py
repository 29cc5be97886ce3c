"""Simple types for the generator: a type of XML Schema with facets, listed values, a list, or a union."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from xmlschema.validators import (
    XsdAtomicBuiltin,
    XsdAtomicRestriction,
    XsdComponent,
    XsdEnumerationFacets,
    XsdFacet,
    XsdList,
    XsdPatternFacets,
    XsdType,
    XsdUnion,
)

from codegen.xsd import XS, Xsd, annotated

__all__ = ["SimpleType", "Value", "read_simple_type"]

_OF_LISTS = ("length", "minLength", "maxLength")


@attrs.frozen
class Value:
    """A value of an enumeration."""

    text: str
    documentation: str | None = attrs.field(default=None, eq=False)


@attrs.frozen
class SimpleType:
    """A simple type with everything that it inherits.

    Attributes:
        name: Its name in the schema; None if the type is anonymous or built into XML Schema.
        base: The type of XML Schema that it restricts, without prefix; "list" or "union".
        facets: The facets in effect, sorted; a pattern for each level that has a pattern.
        values: The values of an enumeration; empty for any other type.
        parts: The type of a list's items, or the types of a union in the order in which they are tried.
        declared: The type of the schema.
    """

    name: str | None
    base: str
    facets: tuple[tuple[str, str], ...] = ()
    values: tuple[Value, ...] = ()
    parts: tuple[SimpleType, ...] = ()
    declared: XsdType | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def described(self) -> str:
        """The type in one line, as in overrides.toml."""
        listed = [f"one of {', '.join(sorted(value.text for value in self.values))}"] if self.values else []
        # The values of an enumeration with a name have separate places among the facts.
        inner = " or ".join(
            each.name if each.values and each.name else f"({each.described})" for each in self.parts
        )
        base = f"{self.base} of {inner}" if self.parts else f"xs:{self.base}"
        return ", ".join([base, *(f"{name} {value}" for name, value in self.facets), *listed])

    def all(self, facet: str) -> tuple[str, ...]:
        """Return every value of a facet."""
        return tuple(value for name, value in self.facets if name == facet)

    def get(self, facet: str) -> str | None:
        """Return the value of a facet, or None."""
        return next(iter(self.all(facet)), None)


def read_simple_type(xsd: Xsd, found: XsdType, owner: XsdComponent) -> SimpleType:
    """Return the simple type `found`, which `owner` refers to.

    Raises:
        GenerationError: If `found` has no type, or a list or a union has an unsupported part.
    """
    name = found.local_name if found.name and not isinstance(found, XsdAtomicBuiltin) else None
    level, facets, values = _facets(found)
    if isinstance(level, XsdList | XsdUnion):
        return _compound(xsd, SimpleType(name, "", facets, values, (), found), level, owner)
    if not isinstance(level, XsdAtomicBuiltin) or level.name == f"{XS}anySimpleType":
        xsd.refuse(owner, "no type, or xs:anySimpleType, is not bound", "give it a type")
    return SimpleType(name, level.local_name or "", facets, values, (), found)


def _facets(found: XsdType) -> tuple[XsdType, tuple[tuple[str, str], ...], tuple[Value, ...]]:
    """Return the type without facets that a type restricts, the facets in effect, and the listed values."""
    # All patterns of a type and of the types that it restricts apply; of any other facet, the innermost
    # applies.
    facets: dict[str, list[str]] = {}
    values: tuple[Value, ...] = ()
    level: XsdType = found
    while isinstance(level, XsdAtomicRestriction) and not isinstance(level, XsdAtomicBuiltin):
        for tag, facet in (level.facets or {}).items():
            kind = str(tag).removeprefix(XS)
            if isinstance(facet, XsdEnumerationFacets):
                # A value may be listed twice.
                listed = {each.get("value", ""): annotated(each) for each in reversed(list(facet))}
                values = values or tuple(Value(text, said) for text, said in reversed(listed.items()))
            elif isinstance(facet, XsdPatternFacets):
                facets.setdefault(kind, []).append(_either([each.get("value", "") for each in facet]))
            elif isinstance(facet, XsdFacet) and kind not in facets:
                facets[kind] = [facet.elem.get("value", "").strip()]
        level = level.base_type
    return level, tuple((kind, text) for kind, texts in sorted(facets.items()) for text in texts), values


def _compound(xsd: Xsd, simple: SimpleType, level: XsdList | XsdUnion, owner: XsdComponent) -> SimpleType:
    """Return a list or a union with the types in it."""
    base = "list" if isinstance(level, XsdList) else "union"
    for kind in [*(name for name, _ in simple.facets), *(["enumeration"] if simple.values else [])]:
        if base == "union" or kind not in _OF_LISTS:
            xsd.refuse(owner, f"{kind} of a {base} is not bound")
    inner = [level.item_type] if isinstance(level, XsdList) else list(_members(level))
    parts = tuple(read_simple_type(xsd, each, owner) for each in inner)
    if base == "union" and any(each.base == "list" for each in parts):
        xsd.refuse(owner, "a list as a member of a union is not bound")
    return attrs.evolve(simple, base=base, parts=parts)


def _members(union: XsdUnion) -> Iterator[XsdType]:
    """Yield the members of a union, and of the unions in it, in the order in which they try a text."""
    # XML Schema Part 2, 4.1.2.3: the types of the attribute come first. xmlschema puts them last.
    for each in sorted(union.member_types, key=lambda each: each.name is None):
        if isinstance(each, XsdUnion):
            yield from _members(each)
        else:
            yield each


def _either(patterns: list[str]) -> str:
    return patterns[0] if len(patterns) == 1 else "|".join(f"({each})" for each in patterns)
