"""The order of definitions in a module: a class comes after the classes that it refers to, if possible."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import attrs

from codegen.model import ClassModel

__all__ = ["definition_order"]


def definition_order(classes: list[ClassModel]) -> tuple[ClassModel, ...]:
    """Return the classes so that each comes after its base and, except in a cycle, its fields' classes.

    Fields with a later class are marked; their validators look it up on first use.
    """
    by_name = {each.name: each for each in classes}
    try:
        names = _sorted(by_name, with_fields=True)
    except CycleError:
        names = _sorted(by_name, with_fields=False)
    defined: set[str] = set()
    ordered = []
    for name in names:
        cls = by_name[name]
        fields = tuple(
            attrs.evolve(field, is_later=True)
            if field.target in by_name and field.target not in defined and field.name not in cls.inherited
            else field
            for field in cls.all_fields
        )
        ordered.append(attrs.evolve(cls, all_fields=fields))
        defined.add(name)
    return tuple(ordered)


def _sorted(by_name: dict[str, ClassModel], *, with_fields: bool) -> list[str]:
    order: TopologicalSorter[str] = TopologicalSorter()
    for each in by_name.values():
        targets = [field.target for field in each.fields if with_fields and field.target != each.name]
        order.add(each.name, *(name for name in (*targets, each.base) if name in by_name))
    return list(order.static_order())
