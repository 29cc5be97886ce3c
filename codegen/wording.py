"""Schema documentation with Python names for fields and classes."""

from __future__ import annotations

import re
from typing import TypeVar

import attrs

from codegen.model import ClassModel, EnumModel, FieldModel, Member, ModuleModel

__all__ = ["in_python_words"]

Documented = TypeVar("Documented", ClassModel, EnumModel, FieldModel, Member)

_QUOTED = re.compile(r"`([^`\s]+)`")


def in_python_words(module: ModuleModel) -> ModuleModel:
    """Return the module; its documentation has Python names, such as `sender_id` for `sender-id`."""
    names = _names(module)

    def said(text: str | None) -> str | None:
        return text and _QUOTED.sub(lambda quoted: f"`{names.get(quoted[1], quoted[1])}`", text)

    def worded(part: Documented) -> Documented:
        return attrs.evolve(part, documentation=said(part.documentation))

    enums = [attrs.evolve(each, members=tuple(map(worded, each.members))) for each in module.enums]
    classes = [attrs.evolve(each, all_fields=tuple(map(worded, each.all_fields))) for each in module.classes]
    return attrs.evolve(
        module,
        documentation=said(module.documentation),
        enums=tuple(map(worded, enums)),
        classes=tuple(map(worded, classes)),
    )


def _names(module: ModuleModel) -> dict[str, str]:
    """Return the Python names that are the same in every class."""
    found: dict[str, set[str]] = {}
    for cls in module.classes:
        for field in cls.all_fields:
            found.setdefault(field.xml_name, set()).add(field.name)
    for cls in module.classes:
        found.setdefault(cls.xml_name, {cls.name})
    for enum in module.enums:
        found.setdefault(enum.xml_name, {enum.name})
    return {xml_name: names.pop() for xml_name, names in found.items() if len(names) == 1}
