"""What taking another schema in place of ours would change for those who use the generated classes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from codegen.names import Names
from codegen.schema_classes import (
    Field,
    elements_within,
    fields,
    is_enumeration,
    python_type,
)
from codegen.schema_difference import ONLY_OURS, ONLY_THEIRS, Difference, lineage

if TYPE_CHECKING:
    from collections.abc import Callable

    from codegen.schema_facts import Component

__all__ = ["effect"]

_RULES = {
    "length": "exactly {} characters",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "pattern": "text that matches {}",
    "minInclusive": "at least {}",
    "maxInclusive": "at most {}",
    "minExclusive": "more than {}",
    "maxExclusive": "less than {}",
    "totalDigits": "at most {} digits",
    "fractionDigits": "at most {} digits after the point",
    "whiteSpace": "white space: {}",
}
_WILDCARDS = {"any": "any element", "anyAttribute": "any attribute"}
_SWITCHES = {
    "nillable": ("may be nil, `None` in Python", "may no longer be nil"),
    "abstract": ("becomes abstract: only what derives from it can be built", "can be built itself"),
    "mixed": ("takes text between its elements", "no longer takes text between its elements"),
}
_ONLY_IN_XML = {
    "block": "no change in Python; what may stand in for it in XML changes",
    "final": "no change in Python; what other schemas may derive from it changes",
    "form": "same name in Python; in XML it moves into or out of the namespace",
    "elementFormDefault": "same names in Python; in XML all inner elements move into or out of the namespace",
    "attributeFormDefault": "same names in Python; in XML all attributes move into or out of the namespace",
    "targetNamespace": "same names in Python; in XML everything moves to the other namespace",
}


@dataclass(frozen=True)
class _Place:
    """A difference with what is around it."""

    difference: Difference
    ours: Component
    theirs: Component

    @property
    def appears(self) -> bool:
        """Whether the part is one that only they have."""
        return self.difference.what == ONLY_THEIRS

    @cached_property
    def parts(self) -> list[Component]:
        """The part that differs and those around it, from the outside in; none for the schema itself."""
        return lineage(self.theirs if self.appears else self.ours, self.difference.at)

    @property
    def part(self) -> Component:
        """The part that differs."""
        return self.parts[-1] if self.parts else self.ours

    @cached_property
    def depth(self) -> int | None:
        """How far down the type stands that becomes the class all this belongs to."""
        depths = [depth for depth, part in enumerate(self.parts) if part.kind == "complexType"]
        return depths[-1] if depths else None

    @cached_property
    def owner(self) -> str:
        """The class, or else the component that the difference is in."""
        if self.depth is not None:
            return Names.cls(self.parts[self.depth].name or self.parts[self.depth - 1].name)
        if not self.parts:
            return "every class"
        if self.parts[0].kind == "simpleType":
            return f"every field of type `{self.parts[0].name}`"
        kind = "documents with root" if self.parts[0].kind == "element" else self.parts[0].kind
        return f"{kind} `{self.parts[0].name}`"

    @cached_property
    def subject(self) -> str:
        """The field, if it is in one, else the owner."""
        inner = self.parts[1 if self.depth is None else self.depth + 1 :]
        names = [Names.field(part.name) for part in inner if part.kind in {"element", "attribute"}]
        return f"{self.owner}: field `{names[-1]}`" if names else self.owner

    def fields(self, facts: Component) -> dict[str, Field]:
        """The fields of the class as `facts` have them."""
        if self.depth is None:
            return {}
        within = lineage(facts, self.difference.at)[: self.depth + 1]
        return fields(within[-1]) if len(within) > self.depth else {}

    def field_change(self, xml_name: str) -> str | None:
        """What becomes of a field of the class, if it is not the same as before."""
        name = Names.field(xml_name)
        before, after = self.fields(self.ours).get(name), self.fields(self.theirs).get(name)
        if before == after:
            return None
        if before is None:
            return f"field `{name}` appears, {after}"
        if after is None:
            return f"field `{name}` disappears"
        return f"field `{name}` becomes {after} (was {before})"

    def was(self, what: str, nothing: str = "none") -> str:
        """The change of the property in words."""
        ours, theirs = self.difference.ours, self.difference.theirs
        return f"{what} {nothing if theirs is None else theirs} (was {nothing if ours is None else ours})"


def effect(difference: Difference, ours: Component, theirs: Component) -> str:
    """Say in one line what taking `theirs` in place of `ours` changes in Python because of `difference`."""
    place = _Place(difference, ours, theirs)
    if difference.what not in {ONLY_OURS, ONLY_THEIRS}:
        return _PROPERTIES.get(difference.what, _other_property)(place)
    if len(place.parts) == 1:
        return _definition(place)
    return _PARTS.get(place.part.kind, _inner_definition)(place)


def _definition(place: _Place) -> str:
    part, verb = place.part, "appear" if place.appears else "disappear"
    has_own_class = any(child.kind == "complexType" for child in part.children)
    if part.kind == "complexType" or has_own_class:
        return f"class `{Names.cls(part.name)}` {verb}s"
    if part.kind == "element":
        content = python_type(part, place.theirs if place.appears else place.ours)
        return f"documents with root `{part.name}` {verb}, read as `{content}`"
    if part.kind == "simpleType" and is_enumeration(part):
        return f"enumeration `{Names.cls(part.name)}` {verb}s"
    return f"no class of its own: {part.kind} `{part.name}` {verb}s; see the fields that refer to it"


def _inner_definition(place: _Place) -> str:
    definition = f"{place.part.kind} {place.part.name}".strip()
    return f"{place.subject}: {'now' if place.appears else 'no longer'} defined by {definition} within it"


def _one_field(place: _Place) -> str:
    if place.depth is None:
        return _in_a_shared_group(place)
    change = place.field_change(place.part.name)
    return (
        f"{place.owner}: {change}"
        if change
        else f"{place.subject}: same in Python; its place in the XML changes"
    )


def _in_a_shared_group(place: _Place) -> str:
    if place.difference.what in {ONLY_OURS, ONLY_THEIRS}:
        return (
            f"{place.subject} {'appears' if place.appears else 'disappears'} in each class that refers to it"
        )
    return _other_property(place)


def _group(place: _Place) -> str:
    if place.depth is None:
        return _in_a_shared_group(place)
    names = elements_within(place.part)
    listed = ", ".join(f"`{Names.field(name)}`" for name in names) or "nothing"
    changes = [change for change in map(place.field_change, names) if change]
    if place.part.kind == "choice":
        changes += _choice(place, listed)
    return f"{place.owner}: {'; '.join(changes) or f'same fields; the XML around {listed} changes'}"


def _choice(place: _Place, listed: str) -> list[str]:
    if place.difference.what in {ONLY_OURS, ONLY_THEIRS}:
        return [f"the rule {'appears' if place.appears else 'disappears'} that only one is set of {listed}"]
    if place.difference.what == "minOccurs":
        return [f"{'none or' if place.difference.theirs == '0' else 'exactly'} one of {listed} is set now"]
    return []


def _order(place: _Place) -> str:
    return f"{place.owner}: same fields; in XML they come in another order"


def _wildcard(place: _Place) -> str:
    field = f"{place.owner}: the field for {_WILDCARDS[place.part.kind]}"
    if place.difference.what not in {ONLY_OURS, ONLY_THEIRS}:
        return f"{field}: {place.was(place.difference.what)}"
    verb = "appears" if place.appears else "disappears"
    return f"{field} of namespace {place.part.properties['namespace']} {verb}"


def _occurrence(place: _Place) -> str:
    return _PARTS.get(place.part.kind, _other_property)(place)


def _type(place: _Place) -> str:
    ours, theirs = (
        python_type(lineage(facts, place.difference.at)[-1], facts) for facts in (place.ours, place.theirs)
    )
    if len(place.parts) > 1 and place.parts[-2].kind == "complexContent":
        return f"class `{place.owner}` derives from `{theirs}` (was `{ours}`)"
    if ours == theirs:
        return f"{place.subject}: still `{ours}`; {place.was('schema type', 'not named')}"
    return f"{place.subject}: `{theirs}` (was `{ours}`)"


def _rule(place: _Place) -> str:
    kind, facts = place.part.kind, place.difference
    limit = _RULES[kind]
    if facts.what in {ONLY_OURS, ONLY_THEIRS}:
        value = place.part.name or place.part.properties["value"]
        return f"{place.subject}: {limit.format(value)} {'now' if place.appears else 'no longer'}"
    return f"{place.subject}: {limit.format(facts.theirs)} now (was {facts.ours})"


def _member(place: _Place) -> str:
    verb = "gains" if place.appears else "loses"
    enumeration = f"enumeration `{Names.cls(place.parts[0].name)}`" if place.depth is None else place.subject
    return f"{enumeration} {verb} member `{Names.constant(place.part.name)}`"


def _default(place: _Place) -> str:
    return f"{place.subject}: {place.was('default')}"


def _fixed(place: _Place) -> str:
    if place.part.kind in _RULES:
        return f"{place.subject}: {_ONLY_IN_XML['final']}"
    return f"{place.subject}: {place.was('the only value allowed is', 'not fixed')}"


def _switch(place: _Place) -> str:
    turned_on, turned_off = _SWITCHES[place.difference.what]
    return f"{place.subject} {turned_on if place.difference.theirs == 'true' else turned_off}"


def _only_in_xml(place: _Place) -> str:
    return f"{place.subject}: {_ONLY_IN_XML[place.difference.what]}"


def _other_property(place: _Place) -> str:
    return f"{place.subject}: {place.was(place.difference.what)}"


_PARTS: dict[str, Callable[[_Place], str]] = {
    "element": _one_field,
    "attribute": _one_field,
    "sequence": _group,
    "choice": _group,
    "all": _group,
    "any": _wildcard,
    "anyAttribute": _wildcard,
    "enumeration": _member,
    **dict.fromkeys(_RULES, _rule),
}
_PROPERTIES: dict[str, Callable[[_Place], str]] = {
    "minOccurs": _occurrence,
    "maxOccurs": _occurrence,
    "use": _one_field,
    "order": _order,
    "type": _type,
    "base": _type,
    "namespace": _wildcard,
    "processContents": _wildcard,
    "value": _rule,
    "default": _default,
    "fixed": _fixed,
    **dict.fromkeys(_SWITCHES, _switch),
    **dict.fromkeys(_ONLY_IN_XML, _only_in_xml),
}
