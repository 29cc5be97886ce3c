"""The types of fields in schema classes, split into the members of a union and the classes among them."""

from __future__ import annotations

import sys
import types
from typing import Union, get_args, get_origin

import attrs

from digipost_schema._rules import NotAbstract

__all__ = ["classes_of", "is_abstract", "members_of", "without_none"]


def members_of(kind: object) -> tuple[object, ...]:
    """Return the members of a union type without None; for any other type, the type itself."""
    found = get_args(kind) if get_origin(kind) in {Union, types.UnionType} else (kind,)
    return tuple(each for each in found if each is not type(None))


def without_none(kind: object) -> object:
    """Return a type without None; a union of several other types stays one."""
    members = members_of(kind)
    return members[0] if len(members) == 1 else kind


def classes_of(members: tuple[object, ...]) -> list[type]:
    """Return the classes among the types; for an abstract class, its subclasses."""
    found: list[type] = []
    pending = [each for each in members if isinstance(each, type) and attrs.has(each)]
    while pending:
        each = pending.pop(0)
        if not is_abstract(each):
            found.append(each)
            continue
        module = vars(sys.modules[each.__module__])
        # A reader has a second class of each name.
        pending += [derived for derived in each.__subclasses__() if module.get(derived.__name__) is derived]
    return found


def is_abstract(kind: object) -> bool:
    """Return True for a class of which only subclasses have instances."""
    structure = getattr(getattr(kind, "Meta", None), "structure", ())
    # A derived class without rules of its own inherits them.
    name = getattr(kind, "__name__", "")
    return any(isinstance(rule, NotAbstract) and rule.name == name for rule in structure)
