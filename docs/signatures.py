"""Add the signatures that a caller uses to the reference.

griffe reads source files, but attrs writes `__init__` when a class is created. This extension of griffe
imports each attrs class and adds its `__init__`. It hides constructors that only the library calls. It also
gathers the docstrings below the fields of generated classes in the section `Attributes` of the class.
"""

from __future__ import annotations

import ast
import inspect
from datetime import timedelta
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any

import attrs
import griffe

from digipost.base.arguments import Omitted

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["INTERNAL", "Signatures"]

INTERNAL = frozenset(
    {
        "Answer",
        "Api",
        "BearerTokens",
        "MultipartBody",
        "Storage",
        "Store",
        "Task",
        "TaskResult",
        "Threads",
        "World",
    }
)
"""Types in signatures that a caller neither makes nor reads."""

_GENERATED = "digipost_schema."


class Signatures(griffe.Extension):
    """The extension that mkdocs.yml names."""

    def on_class(self, *, cls: griffe.Class, **_: Any) -> None:  # noqa: ANN401 - griffe's own signature
        """Add `__init__` to an attrs class, and hide everything that a caller does not need."""
        if cls.path.startswith(_GENERATED):
            _gather_docstrings_of_fields(cls)
        is_attrs = any(str(each.value).startswith("attrs.") for each in cls.decorators)
        if is_attrs:
            _describe_inherited_fields(cls)
        if is_attrs and "__init__" not in cls.members and not cls.name.startswith("_"):
            init = _init(cls)
            cls.set_member("__init__", init)
            _add_names_of_arguments(cls, init)
        elif _is_made_by_the_library(cls):
            cls.del_member("__init__")


def _add_names_of_arguments(cls: griffe.Class, init: griffe.Function) -> None:
    """Add arguments with another name than their field, so that section `Attributes` finds their types."""
    for each in init.parameters:
        if each.name not in cls.members and each.name != "self":
            cls.set_member(each.name, griffe.Attribute(each.name, parent=cls, annotation=each.annotation))


def _is_made_by_the_library(cls: griffe.Class) -> bool:
    init = cls.members.get("__init__")
    is_described = cls.docstring is not None and "Args:" in cls.docstring.value
    parameters = init.parameters if isinstance(init, griffe.Function) and not is_described else ()
    return any(str(each.annotation) in INTERNAL for each in parameters)


def _gather_docstrings_of_fields(cls: griffe.Class) -> None:
    entries = []
    for name, member in cls.members.items():
        if member.is_attribute and member.docstring is not None and not name.startswith("_"):
            entries.append(f"    {name}: {' '.join(member.docstring.value.split())}")
            member.docstring = None
    if entries and cls.docstring is not None:
        cls.docstring.value = "\n".join([cls.docstring.value, "", "Attributes:", *entries])


def _describe_inherited_fields(cls: griffe.Class) -> None:
    """Describe the fields of an internal base, which has no place in the reference, in its classes."""
    for base in map(str, cls.bases):
        found = cls.module.members.get(base)
        if not base.startswith("_") or not isinstance(found, griffe.Class) or found.docstring is None:
            continue
        inherited = found.docstring.value.partition("Attributes:\n")[2].rstrip()
        if cls.docstring is not None and inherited:
            own, _, fields = cls.docstring.value.partition("Attributes:\n")
            cls.docstring.value = f"{own.rstrip()}\n\nAttributes:\n{inherited}\n{fields}"
        for name, member in found.members.items():
            if isinstance(member, griffe.Attribute):
                cls.set_member(name, griffe.Attribute(name, parent=cls, annotation=member.annotation))


def _init(cls: griffe.Class) -> griffe.Function:
    made = getattr(import_module(cls.module.path), cls.name)
    init = griffe.Function("__init__", parent=cls, parameters=griffe.Parameters(*_parameters(cls, made)))
    init.labels.add("attrs")
    return init


def _parameters(cls: griffe.Class, made: type) -> Iterator[griffe.Parameter]:
    for parameter in inspect.signature(vars(made)["__init__"]).parameters.values():
        yield griffe.Parameter(
            parameter.name,
            annotation=_annotation(cls, parameter.annotation),
            kind=getattr(griffe.ParameterKind, parameter.kind.name.lower()),
            default=_default(parameter.default),
        )


def _annotation(cls: griffe.Class, annotation: object) -> griffe.Expr | str | None:
    if annotation is inspect.Parameter.empty:
        return None
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return griffe.safe_get_expression(ast.parse(text, mode="eval").body, parent=cls)


def _default(value: object) -> str | None:
    """Return the default in its source form, or `...` if it has no short form."""
    match value:
        case inspect.Parameter.empty:
            return None
        case Omitted() | attrs.NOTHING:
            return "..."
        case Enum():
            return f"{type(value).__name__}.{value.name}"
        case None | bool() | int() | str() | tuple():
            return repr(value)
        case timedelta():
            return repr(value).removeprefix("datetime.")
        case _:
            return "..."
