"""Which names, fields and types in Python the parts of a schema become, as far as reports need it."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from codegen.names import Names
from codegen.schema_facts import labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegen.schema_facts import Component

__all__ = ["Field", "elements_within", "fields", "is_enumeration", "python_type"]

_PYTHON_TYPES = {
    "uuid": "UUID",  # Digipost's own, a pattern
    "xs:boolean": "bool",
    "xs:date": "date",
    "xs:dateTime": "datetime",
    "xs:decimal": "Decimal",
    "xs:double": "float",
    "xs:float": "float",
    "xs:int": "int",
    "xs:integer": "int",
    "xs:long": "int",
}
_GROUPS = frozenset({"sequence", "choice", "all"})
# What stands between a type and its fields.
_WITHIN_A_CLASS = _GROUPS | {"complexContent", "simpleContent", "extension", "restriction"}


def python_type(part: Component, facts: Component) -> str:
    """The Python type of an element, of an attribute, or of what a type extends or restricts."""
    defined = labelled(facts)
    for inner in part.children:
        if inner.kind in {"simpleType", "complexType"}:
            return _type_for(inner, part.name, facts)
    if "ref" in part.properties:
        referred = defined.get(f"{part.kind} {part.properties['ref']}")
        return python_type(referred, facts) if referred else Names.cls(part.name)
    reference = part.properties.get("type") or part.properties.get("base") or "xs:string"
    if reference in _PYTHON_TYPES or reference.startswith("xs:"):
        return _PYTHON_TYPES.get(reference, "str")
    definition = defined.get(f"complexType {reference}") or defined.get(f"simpleType {reference}")
    # What is another schema's is named in its namespace, and not known here.
    return _type_for(definition, reference, facts) if definition else Names.cls(reference.rpartition("}")[2])


def _type_for(definition: Component, name: str, facts: Component) -> str:
    if definition.kind == "complexType" or is_enumeration(definition):
        return Names.cls(name)
    return python_type(definition.children[0], facts)


def is_enumeration(definition: Component) -> bool:
    """Whether a simple type lists its values."""
    return any(part.kind == "enumeration" for part in definition.children[0].children)


@dataclass(frozen=True)
class Field:
    """How often a field may occur in an instance of its class.

    Attributes:
        least: 0 where it may be left out.
        most: More than 1 makes it a list; infinite where nothing bounds it.
        is_choice: Whether it excludes others.
    """

    least: int
    most: float
    is_choice: bool = False

    def __str__(self) -> str:
        """As it stands in a report: required, optional or a list."""
        if self.most > 1:
            bound = "of any length" if self.most == inf else f"of at most {int(self.most)}"
            kind = f"a list {bound}" if not self.least else f"a list {bound}, at least {self.least}"
        else:
            kind = "required" if self.least else "optional"
        return f"{kind}, one of a choice" if self.is_choice else kind


def fields(complex_type: Component) -> dict[str, Field]:
    """The fields of the class that a complex type becomes, without those that it inherits."""
    found: dict[str, Field] = {}
    for name, each in _fields(complex_type, Field(1, 1)):
        same = found.get(name, each)  # one field, where several alternatives of a choice have it
        found[name] = Field(min(same.least, each.least), max(same.most, each.most), each.is_choice)
    return found


def _fields(part: Component, around: Field) -> Iterator[tuple[str, Field]]:
    is_choice = part.kind == "choice" and len(part.children) > 1
    for child in part.children:
        if child.kind == "attribute":
            if child.properties["use"] != "prohibited":
                yield Names.field(child.name), Field(int(child.properties["use"] == "required"), 1)
            continue
        least, most = _occurrence(child)
        least = 0 if is_choice else least * around.least
        each = Field(least, most * around.most, is_choice or around.is_choice)
        if child.kind == "element":
            yield Names.field(child.name), each
        elif child.kind in _WITHIN_A_CLASS:
            yield from _fields(child, each)


def _occurrence(part: Component) -> tuple[int, float]:
    most = part.properties.get("maxOccurs", "1")
    return int(part.properties.get("minOccurs", "1")), inf if most == "unbounded" else int(most)


def elements_within(group: Component) -> list[str]:
    """The XML names of the elements in a sequence, choice or all, those in nested groups included."""
    names = [child.name for child in group.children if child.kind == "element"]
    nested = [name for child in group.children if child.kind in _GROUPS for name in elements_within(child)]
    return names + nested
