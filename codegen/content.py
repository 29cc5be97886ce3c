"""Content models: the elements allowed in a complex type, and their order.

xmlschema resolves the tree; redundant groups are removed from it. The generator, the
comparison and the digest of a schema all use it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import attrs
from xmlschema.validators import XsdAnyElement, XsdElement, XsdGroup

from codegen.xsd import Xsd

__all__ = ["Content", "Element", "Group", "Wildcard", "elements", "read_content", "required", "together"]

# libxml2 rejects documents that declare a namespace with one of these characters.
_NO_URI = re.compile(r'[\s"<>\\^`{|}]')
_REPEATS = "a {} that repeats is not bound, since fields could not keep the order"


@attrs.frozen
class Element:
    """An element in a content model.

    Attributes:
        name: Its name in XML.
        least: The minimum number of occurrences.
        most: The maximum number of occurrences; None without a limit.
        declared: The element of the schema.
    """

    name: str
    least: int
    most: int | None
    declared: XsdElement = attrs.field(eq=False, repr=False)


@attrs.frozen
class Wildcard:
    """A place for elements of other namespaces; `name` is always the same, since a type has at most one."""

    namespaces: tuple[str, ...]
    process: str
    least: int
    most: int | None
    declared: XsdAnyElement = attrs.field(eq=False, repr=False)
    name: str = "*"


@attrs.frozen
class Group:
    """A sequence, a choice or an `all`, which occurs once if `least` is 1, and at most once otherwise."""

    kind: str
    least: int
    parts: tuple[Content, ...]


Content = Element | Wildcard | Group


def read_content(xsd: Xsd, group: XsdGroup) -> Group:
    """Return the content model of a complex type, including the content model of its base.

    Raises:
        GenerationError: Fields could not preserve the order of the type's elements.
    """
    made = _part(xsd, group)
    root = made if isinstance(made, Group) and made.kind != "choice" and made.least else None
    whole = root or Group("sequence", 1, () if made is None else (made,))
    by_name: dict[str, list[Element | Wildcard]] = {}
    for each in elements(whole):
        by_name.setdefault(each.name, []).append(each)
    for twins in by_name.values():
        for one, other in combinations(twins, 2):
            _refuse_twins(xsd, whole, one, other)
    _refuse_ambiguous_wildcards(xsd, whole)
    return whole


def elements(content: Content) -> list[Element | Wildcard]:
    """Return the elements and wildcards of a content model in their order."""
    if isinstance(content, Group):
        return [each for part in content.parts for each in elements(part)]
    return [content]


def required(content: Content) -> set[str]:
    """Return the names of the elements that every document must contain."""
    if not isinstance(content, Group):
        return {content.name} if content.least else set()
    if not content.least:
        return set()
    found = [required(part) for part in content.parts]
    if content.kind == "choice":
        return set.intersection(*found) if found else set()
    return set().union(*found)


def together(content: Content, one: Content, other: Content) -> bool:
    """Return True if one document can contain both parts of a content model."""
    if not isinstance(content, Group):
        return False
    for part in content.parts:
        inside = elements(part)
        has_one, has_other = any(each is one for each in inside), any(each is other for each in inside)
        if has_one and has_other:
            return together(part, one, other)
        if has_one or has_other:
            return content.kind != "choice"
    return False


def _refuse_twins(xsd: Xsd, content: Group, one: Element | Wildcard, other: Element | Wildcard) -> None:
    what = "the wildcard" if isinstance(one, Wildcard) else f"the element {one.name}"
    if together(content, one, other):
        xsd.refuse(
            other.declared, f"{what} stands twice in one content, so that fields could not keep the order"
        )
    if isinstance(one, Wildcard) or isinstance(other, Wildcard):
        xsd.refuse(other.declared, f"{what} stands in two alternatives")
    if one.declared.type is not other.declared.type:
        xsd.refuse(other.declared, f"{what} stands in two alternatives with two types")
    for name in ("default", "fixed", "nillable"):
        if getattr(one.declared, name) != getattr(other.declared, name):
            xsd.refuse(other.declared, f"{what} stands in two alternatives, each with another {name}")


def _part(xsd: Xsd, particle: XsdElement | XsdAnyElement | XsdGroup) -> Content | None:
    least, most = particle.min_occurs, particle.max_occurs
    if most == 0:
        return None
    if isinstance(particle, XsdAnyElement):
        return Wildcard(_namespaces(particle), particle.process_contents, least, most, particle)
    if isinstance(particle, XsdElement):
        return Element(particle.local_name, least, most, particle)
    if particle.model == "choice" and least and not len(particle):
        xsd.refuse(particle, "a choice without alternatives, which no document fits", "give it some")
    parts = [made for each in particle if (made := _part(xsd, each)) is not None]
    if particle.model == "choice" and len(parts) < len(particle):
        # A choice can be empty if one of its alternatives can never occur.
        least = 0
    if not parts:
        return None
    if len(parts) == 1:
        (only,) = parts
        return _single(xsd, particle, only, least, most)
    if most != 1:
        xsd.refuse(particle, _REPEATS.format(particle.model))
    return Group(particle.model, least, tuple(_flattened(particle.model, parts)))


def _single(xsd: Xsd, group: XsdGroup, only: Content, least: int, most: int | None) -> Content:
    """Return the only part of a group, with the occurrences of both combined."""
    if (least, most) == (1, 1):
        return only
    if most == 1:
        is_whole = isinstance(only, Group) or only.least <= 1
        return attrs.evolve(only, least=0) if is_whole else Group("sequence", 0, (only,))
    if not isinstance(only, Group):
        if (only.least, only.most) == (1, 1):
            return attrs.evolve(only, least=least, most=most)
        if only.least <= 1 and only.most is None:
            return attrs.evolve(only, least=least * only.least)
    return xsd.refuse(group, _REPEATS.format(group.model))


def _flattened(kind: str, parts: list[Content]) -> Iterator[Content]:
    for part in parts:
        if isinstance(part, Group) and part.kind == kind and part.least:
            yield from part.parts
        else:
            yield part


def _namespaces(wildcard: XsdAnyElement) -> tuple[str, ...]:
    own = wildcard.schema.target_namespace
    if wildcard.not_namespace:
        return (f"not {own}",)
    return tuple(sorted("##local" if each == "" else each for each in wildcard.namespace))


def _refuse_ambiguous_wildcards(xsd: Xsd, content: Group) -> None:
    found = elements(content)
    for each in found:
        if isinstance(each, Wildcard) and "##other" in each.namespaces:
            xsd.refuse(each.declared, 'namespace="##other" is not bound', "name the other namespaces")
        if isinstance(each, Wildcard) and any(_NO_URI.search(name) for name in each.namespaces):
            xsd.refuse(each.declared, "a namespace that is no URI", "correct it")
        if isinstance(each, Wildcard) and each.declared.is_namespace_allowed(xsd.namespace):
            xsd.refuse(
                each.declared,
                "a wildcard for the schema's own namespace is not bound: new elements would be taken for it",
                "name the other namespaces",
            )
