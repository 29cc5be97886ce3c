"""Rules across the fields of a class, and the check of a whole tree.

The rules apply on construction, on `attrs.evolve`, in `check`, and when XML is written. Assignment does not
check them: between two assignments, an object may break a rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from ._arguments import explained
from .errors import SchemaValueError

__all__ = ["Choice", "Content", "NotAbstract", "Occurs", "Required", "Rule", "check", "enforce", "fits"]

TOO_DEEP = "nested deeper than can be written; a document has at most 256 levels"

# A part of a content model: a field with its minimum and maximum number of values; or "sequence" or "choice",
# 0 if the part is optional, and its parts.
Part = tuple[str, int, Any]


def _fields(choice: Choice) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for must, may in choice.alternatives for name in must + may))


@attrs.frozen
class Choice:
    """An `xs:choice`: all fields that are set must belong to one alternative.

    Attributes:
        alternatives: For each alternative, its required fields and its optional fields.
        at_least_one: True if one alternative is required.
        fields: The fields of all alternatives, each field once.
    """

    alternatives: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    at_least_one: bool
    fields: tuple[str, ...] = attrs.field(init=False, default=attrs.Factory(_fields, takes_self=True))

    def problem(self, value: object) -> tuple[str, str] | None:
        """Return the fields and the problem with them, or None."""
        present = {name for name in self.fields if getattr(value, name) not in (None, [])}
        if not present:
            return (", ".join(self.fields), "one of these is needed") if self.at_least_one else None
        for must, may in self.alternatives:
            if present.issuperset(must) and present.issubset(must + may):
                return None
        quantity = "exactly one" if self.at_least_one else "at most one"
        alternatives = "; ".join(
            " with ".join(must) + "".join(f" (and {name})" for name in may) if must else " or ".join(may)
            for must, may in self.alternatives
        )
        return ", ".join(sorted(present)), f"{quantity} of these alternatives is allowed: {alternatives}"


def _set_in(part: Part, value: object) -> set[str]:
    """Return the fields that are set in a part of a content model."""
    name, _, rest = part
    if isinstance(rest, tuple):
        return {field for each in rest for field in _set_in(each, value)}
    return set() if getattr(value, name) in (None, []) else {name}


def fits(part: Part, value: object) -> bool:
    """Return True if the fields of `value` that are set fit this part of a content model."""
    kind, least, rest = part
    if not isinstance(rest, tuple):
        found = getattr(value, kind)
        count = len(found) if isinstance(found, list) else int(found is not None)
        return least <= count and (rest is None or count <= rest)
    present = _set_in(part, value)
    if not present and not least:
        return True
    if kind == "sequence":
        return all(fits(each, value) for each in rest)
    return any(_set_in(each, value) == present and fits(each, value) for each in rest)


def _spelled(part: Part) -> str:
    name, least, rest = part
    if not isinstance(rest, tuple):
        return name if least else f"{name}?"
    joined = (" | " if name == "choice" else ", ").join(_spelled(each) for each in rest)
    return f"({joined})" if least else f"({joined})?"


@attrs.frozen
class Content:
    """A group of a content model, neither a plain choice nor a list.

    Attributes:
        part: The group.
    """

    part: Part

    def problem(self, value: object) -> tuple[str, str] | None:
        """Return the fields that are set, and the content model that they do not fit; or None."""
        if fits(self.part, value):
            return None
        present = ", ".join(sorted(_set_in(self.part, value))) or "content"
        return present, f"the fields set have to be {_spelled(self.part)}"


@attrs.frozen
class Occurs:
    """The minimum and the maximum number of items of a list; `most` is None without a limit."""

    field: str
    least: int
    most: int | None

    def problem(self, value: object) -> tuple[str, str] | None:
        """Return the field and the problem with it, or None."""
        count = len(getattr(value, self.field))
        if count < self.least:
            return self.field, f"at least {self.least} needed, not {count}"
        if self.most is not None and count > self.most:
            return self.field, f"at most {self.most} allowed, not {count}"
        return None


@attrs.frozen
class Required:
    """At least one of these fields must be set, although each field is optional in the schema."""

    fields: tuple[str, ...]

    def problem(self, value: object) -> tuple[str, str] | None:
        """Return the fields and the problem with them, or None."""
        if any(getattr(value, name) not in (None, []) for name in self.fields):
            return None
        return ", ".join(self.fields), "is needed" if len(self.fields) == 1 else "one of these is needed"


@attrs.frozen
class NotAbstract:
    """The rule of an abstract class: only classes that extend it can be built."""

    name: str

    def problem(self, value: object) -> tuple[str, str] | None:
        """Return a problem if `value` is an instance of the abstract class itself."""
        if type(value).__name__ != self.name:
            return None
        return "type", "abstract; build one of the classes that extend it"


Rule = Choice | Content | Occurs | Required | NotAbstract


def enforce(value: object, rules: Sequence[Rule]) -> None:
    """Raise `SchemaValueError` for the first rule that `value` breaks."""
    for rule in rules:
        problem = rule.problem(value)
        if problem is not None:
            raise SchemaValueError(type(value).__name__, *problem)


@explained
def check(value: Any) -> None:  # noqa: ANN401 - any generated class
    """Check a whole tree of generated classes: every field, every rule, every nested value.

    Construction and assignment check each value that they set. This function also finds later changes inside
    lists and nested values, and invalid values that were read from XML.

    Args:
        value: An instance of a generated class.

    Raises:
        SchemaValueError: The schema does not allow a value; the error is about the first such value.
    """
    pending = [value]
    if not hasattr(type(value), "Meta"):
        raise SchemaValueError(type(value).__name__, "type", "an instance of a generated class is expected")
    seen: set[int] = set()
    while pending:
        each = pending.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        cls = type(each)
        attrs.validate(each)
        enforce(each, getattr(cls.Meta, "rules", ()))
        for attribute in reversed(attrs.fields(cls)):
            inner = getattr(each, attribute.name)
            found = reversed(inner) if isinstance(inner, list) else (inner,)
            pending += [item for item in found if attrs.has(type(item)) and hasattr(type(item), "Meta")]
