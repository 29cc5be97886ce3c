"""The differences between two schemas, by the facts of their models."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import attrs

from codegen.facts import Facts, digest, facts_of, own_shape
from codegen.model import ClassModel, ModuleModel

__all__ = ["CONTENT", "ONLY_OURS", "ONLY_THEIRS", "DeltaError", "Difference", "differences", "digest_without"]

ONLY_OURS, ONLY_THEIRS, CONTENT = "only in ours", "only in theirs", "content"


class DeltaError(Exception):
    """The delta does not fit the two schemas."""


@attrs.frozen
class Difference:
    """A difference between two schemas.

    Attributes:
        at: The place, such as `type message / element batch`.
        what: `only in ours`, `only in theirs`, `content`, or the property that differs.
        ours: Our value, if it is a property with a value.
        theirs: Their value, likewise.
    """

    at: str
    what: str
    ours: str | None = None
    theirs: str | None = None

    def __str__(self) -> str:
        """Return the difference as one line of a report."""
        if self.what in {ONLY_OURS, ONLY_THEIRS}:
            return f"{self.at}: {self.what}"
        ours, theirs = (value or "not given" for value in (self.ours, self.theirs))
        return f"{self.at}: {self.what} is {ours} in ours, {theirs} in theirs"


def differences(ours: ModuleModel, theirs: ModuleModel) -> list[Difference]:
    """Return every difference by place, the namespace first; a part in only one schema is one difference."""
    mine, other = facts_of(ours), facts_of(theirs)
    found = list(_places(mine, other))
    of_theirs = {each.label: each for each in theirs.classes}
    for cls in ours.classes:
        twin = of_theirs.get(cls.label)
        if twin is not None:
            found += _content(cls, twin)
    return sorted(found, key=lambda each: (each.at != "schema", each.at, each.what))


def digest_without(model: ModuleModel, delta: Iterable[Difference] = ()) -> str:
    """Return the digest of a schema's facts without a delta.

    Raises:
        DeltaError: An entry of the delta does not fit the schema, or cannot be undone.
    """
    found, dropped = facts_of(model), set[str]()
    for entry in sorted(delta, key=str):
        properties = found.get(entry.at)
        if entry.what == ONLY_OURS and properties is not None and "namespace" not in properties:
            dropped.add(entry.at)
        elif not properties or entry.what not in properties or properties[entry.what] != entry.ours:
            raise DeltaError(f"there is no such difference: {entry}")
        elif entry.theirs is None:
            del properties[entry.what]
        else:
            properties[entry.what] = entry.theirs
    kept = {at: each for at, each in found.items() if not _is_within(at, dropped)}
    return digest(kept, {at: made for at, made in _shapes(model, dropped) if not _is_within(at, dropped)})


def _places(mine: Facts, other: Facts) -> Iterator[Difference]:
    for at in sorted(mine.keys() | other.keys()):
        owner = at.rpartition(" / ")[0]
        if at in mine and at in other:
            for name in sorted(mine[at].keys() | other[at].keys()):
                if mine[at].get(name) != other[at].get(name):
                    yield Difference(at, name, mine[at].get(name), other[at].get(name))
        elif not owner or (owner in mine and owner in other):
            yield Difference(at, ONLY_OURS if at in mine else ONLY_THEIRS)


def _content(ours: ClassModel, theirs: ClassModel) -> Iterator[Difference]:
    names = [{each.xml_name for each in cls.of_role("element", "wildcard")} for cls in (ours, theirs)]
    uncommon = names[0] ^ names[1]
    before, after = (own_shape(cls, uncommon) for cls in (ours, theirs))
    if before != after:
        yield Difference(ours.label, CONTENT, json.dumps(before), json.dumps(after))


def _shapes(model: ModuleModel, dropped: set[str]) -> Iterator[tuple[str, object]]:
    for cls in model.classes:
        label = cls.label
        names = {at.rpartition(" ")[2] for at in dropped if at.startswith(f"{label} / element ")}
        yield label, own_shape(cls, names | ({"*"} if f"{label} / any" in dropped else set()))


def _is_within(at: str, dropped: set[str]) -> bool:
    steps = at.split(" / ")
    return any(" / ".join(steps[:count]) in dropped for count in range(1, len(steps) + 1))
