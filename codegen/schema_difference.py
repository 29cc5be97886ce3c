"""What differs between two schemas, part by part, and how a part that only one of them has is taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codegen.schema_facts import Component, component, labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "ONLY_OURS",
    "ONLY_THEIRS",
    "ORDER",
    "DeltaError",
    "Difference",
    "differences",
    "lineage",
    "without",
]

ONLY_OURS = "only in ours"
ONLY_THEIRS = "only in theirs"
ORDER = "order"

_NO_PROPERTIES = {ONLY_OURS, ONLY_THEIRS, ORDER}
_STEP = " / "


class DeltaError(Exception):
    """A difference that is said to be there and is not."""


@dataclass(frozen=True, order=True, slots=True)
class Difference:
    """One difference between our schema and another.

    Attributes:
        at: Where: labels from the top-level component inwards, as in
            `complexType message / sequence / element batch`; empty for the schema itself.
        what: `only in ours`, `only in theirs`, `order`, or the property that differs.
        ours: What we say, if it is a property and we say anything.
        theirs: What they say, likewise.
    """

    at: str
    what: str
    ours: str | None = None
    theirs: str | None = None

    def __str__(self) -> str:
        """As one line, as it stands in a report."""
        place = self.at or "schema"
        if self.what in {ONLY_OURS, ONLY_THEIRS}:
            return f"{place}: {self.what}"
        ours, theirs = (value or "not given" for value in (self.ours, self.theirs))
        return f"{place}: {self.what} is {ours} in ours, {theirs} in theirs"


def differences(ours: Component, theirs: Component) -> list[Difference]:
    """List every difference, from the outside in; none if the facts are the same."""
    return list(_between(ours, theirs, ""))


def _between(ours: Component, theirs: Component, at: str) -> Iterator[Difference]:
    for name in sorted({*ours.properties, *theirs.properties}):
        mine, other = ours.properties.get(name), theirs.properties.get(name)
        if mine != other:
            yield Difference(at, name, mine, other)
    our_parts, their_parts = labelled(ours), labelled(theirs)
    for label, part in our_parts.items():
        if label in their_parts:
            yield from _between(part, their_parts[label], _join(at, label))
        else:
            yield Difference(_join(at, label), ONLY_OURS)
    for label in their_parts:
        if label not in our_parts:
            yield Difference(_join(at, label), ONLY_THEIRS)
    if ours.is_ordered:
        our_order = ", ".join(label for label in our_parts if label in their_parts)
        their_order = ", ".join(label for label in their_parts if label in our_parts)
        if our_order != their_order:
            yield Difference(at, ORDER, our_order, their_order)


def lineage(facts: Component, at: str) -> list[Component]:
    """The parts from the top-level component down to the one at `at`; only as far as there are any."""
    found: list[Component] = []
    for label in at.split(_STEP) if at else []:
        part = labelled(found[-1] if found else facts).get(label)
        if part is None:
            break
        found.append(part)
    return found


def without(ours: Component, delta: Iterable[Difference]) -> Component:
    """Take a delta back: drop the parts that only we have, and say in properties what the others say.

    Raises:
        DeltaError: An entry does not hold for our schema, or is of a kind that cannot be taken back.
    """
    remaining = set(delta)
    result = _without(ours, "", remaining)
    if remaining:
        raise DeltaError(
            "; ".join(f"there is no such difference: {entry}" for entry in sorted(remaining, key=str))
        )
    return result


def _without(part: Component, at: str, remaining: set[Difference]) -> Component:
    """Take back what `remaining` has on this part and those within, and strike it off there."""
    properties = dict(part.properties)
    for entry in [entry for entry in remaining if entry.at == at and entry.what not in _NO_PROPERTIES]:
        if properties.get(entry.what) != entry.ours:
            continue
        remaining.remove(entry)
        properties.pop(entry.what, None)
        if entry.theirs is not None:
            properties[entry.what] = entry.theirs
    children = []
    for label, child in labelled(part).items():
        dropped = Difference(_join(at, label), ONLY_OURS)
        if dropped in remaining:
            remaining.remove(dropped)
        else:
            children.append(_without(child, dropped.at, remaining))
    return component(part.kind, part.name, properties, children)


def _join(at: str, label: str) -> str:
    return f"{at}{_STEP}{label}" if at else label
