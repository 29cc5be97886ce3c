"""Lists and unions of simple types: their Python types, and the expressions that create their converters."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from codegen.names import Spelling
from codegen.simple_types import SimpleType
from codegen.values import Kind

__all__ = ["Compound", "Item", "ListOf", "OneOf", "compound_expression", "compound_type", "items_of"]

# For each kind, the kinds whose texts it also accepts, so that in a union the first kind reads all of them.
_INCLUDED = {
    "double": {"decimal", "integer", "long", "int"},
    "decimal": {"integer", "long", "int"},
    "integer": {"long", "int"},
    "long": {"int"},
}


@attrs.frozen
class Item:
    """A single value: of a kind, or of an enumeration.

    Attributes:
        kind: The kind of value, if it is not an enumeration.
        enum: The name of the enumeration.
        simple: The simple type of the schema.
        arguments: The arguments of its validator.
    """

    kind: Kind | None
    enum: str | None
    simple: SimpleType
    arguments: str = ""

    def takes_all_of(self, other: Item) -> bool:
        """Return True if this item accepts each text that the other item accepts."""
        if self.kind is None or self.simple.facets:
            return False
        if self.simple.base == "string":
            return not self.kind.is_refined
        return other.simple.base in {self.simple.base, *_INCLUDED.get(self.simple.base, ())}


@attrs.frozen
class OneOf:
    """A union: a text belongs to the first member that accepts it."""

    members: tuple[Item, ...]

    @classmethod
    def of(cls, found: list[Item]) -> OneOf | Item:
        """Return the members that a text can belong to; a single member is not a union."""
        kept: list[Item] = []
        for each in found:
            if not any(one == each or one.takes_all_of(each) for one in kept):
                kept.append(each)
        return kept[0] if len(kept) == 1 else cls(tuple(kept))


@attrs.frozen
class ListOf:
    """A list of values in one text, with white space between them.

    Attributes:
        item: The type of each value.
        arguments: The limits of its length, as arguments.
    """

    item: Item | OneOf
    arguments: str


Compound = ListOf | OneOf


def items_of(compound: Compound | Item) -> Iterator[Item]:
    """Yield the single values."""
    if isinstance(compound, ListOf):
        yield from items_of(compound.item)
    elif isinstance(compound, OneOf):
        yield from compound.members
    else:
        yield compound


def compound_type(compound: Compound | Item, spell: Spelling, module: str = "") -> str:
    """Return the Python type.

    Args:
        compound: The list, the union, or the single value.
        spell: The spelling of imported names.
        module: The prefix of enumerations, such as `_m.`.
    """
    if isinstance(compound, ListOf):
        return f"{spell('tuple')}[{compound_type(compound.item, spell, module)}, ...]"
    if isinstance(compound, OneOf):
        return " | ".join(dict.fromkeys(compound_type(each, spell, module) for each in compound.members))
    return f"{module}{compound.enum}" if compound.kind is None else spell(compound.kind.annotation)


def compound_expression(compound: Compound | Item, spell: Spelling) -> str:
    """Return the expression of the object that checks, reads and writes a list or a union."""
    if isinstance(compound, ListOf):
        more = f", {compound.arguments}" if compound.arguments else ""
        return f"_c.list_of({compound_expression(compound.item, spell)}{more})"
    if isinstance(compound, OneOf):
        return f"_c.one_of({', '.join(compound_expression(each, spell) for each in compound.members)})"
    if compound.kind is None:
        return f"_c.member({compound.enum})"
    made = [
        spell(compound.kind.annotation),
        compound.kind.validator_expression(compound.arguments),
        *([f"read=_l.{compound.kind.read}"] if compound.kind.read else []),
        *([f"write=_l.{compound.kind.write}"] if compound.kind.write else []),
    ]
    return f"_c.item({', '.join(made)})"
