"""Rules across the fields of a class, and the check of a whole tree.

They hold on construction and on `attrs.evolve`, in `check`, and when XML is written. Assignment alone may
pass through an intermediate state.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from .errors import SchemaValueError

__all__ = ["Choice", "NotAbstract", "Occurs", "Required", "Rule", "check", "enforce"]


def _fields(choice: Choice) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for must, may in choice.alternatives for name in must + may))


@attrs.frozen
class Choice:
    """An `xs:choice`: the fields that are set must be those of one alternative.

    Attributes:
        alternatives: For each, the fields that it must have and the fields that it may have besides.
        at_least_one: Whether one alternative has to be there.
        fields: All of their fields, each once.
    """

    alternatives: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    at_least_one: bool
    fields: tuple[str, ...] = attrs.field(init=False, default=attrs.Factory(_fields, takes_self=True))

    def problem(self, value: object) -> tuple[str, str] | None:
        """Return the fields and what is wrong with them, or None."""
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


@attrs.frozen
class Occurs:
    """How many items a list may have."""

    field: str
    least: int
    most: int | None

    def problem(self, value: object) -> tuple[str, str] | None:
        """Return the field and what is wrong with it, or None."""
        count = len(getattr(value, self.field))
        if count < self.least:
            return self.field, f"at least {self.least} needed, not {count}"
        if self.most is not None and count > self.most:
            return self.field, f"at most {self.most} allowed, not {count}"
        return None


@attrs.frozen
class Required:
    """At least one of these fields has to be set, though the schema lets each be left out."""

    fields: tuple[str, ...]

    def problem(self, value: object) -> tuple[str, str] | None:
        """Return the fields and what is wrong with them, or None."""
        if any(getattr(value, name) is not None for name in self.fields):
            return None
        return ", ".join(self.fields), "is needed" if len(self.fields) == 1 else "one of these is needed"


@attrs.frozen
class NotAbstract:
    """Only a class that extends this one can be built."""

    name: str

    def problem(self, value: object) -> tuple[str, str] | None:
        """Return a problem when `value` is of the abstract class itself."""
        if type(value).__name__ != self.name:
            return None
        return "type", "abstract; build one of the classes that extend it"


Rule = Choice | Occurs | Required | NotAbstract


def enforce(value: object, rules: Sequence[Rule]) -> None:
    """Raise `SchemaValueError` for the first rule that `value` breaks."""
    for rule in rules:
        problem = rule.problem(value)
        if problem is not None:
            raise SchemaValueError(type(value).__name__, *problem)


def check(value: Any) -> None:  # noqa: ANN401 - any generated class
    """Check a whole tree of generated classes: every field, every rule, every nested value.

    Construction and assignment check each value where it is set; this sees what has changed inside lists and
    nested values since, and what was read without being checked.

    Args:
        value: An instance of a generated class.

    Raises:
        SchemaValueError: For the first thing that the schema does not allow.
    """
    cls = type(value)
    if not hasattr(cls, "Meta"):
        raise SchemaValueError(cls.__name__, "type", "an instance of a generated class is expected")
    attrs.validate(value)
    enforce(value, getattr(cls.Meta, "rules", ()))
    for attribute in attrs.fields(cls):
        inner = getattr(value, attribute.name)
        for item in inner if isinstance(inner, list) else (inner,):
            if attrs.has(type(item)) and hasattr(type(item), "Meta"):
                check(item)
