"""Validators of fields that hold enumerations, generated classes or raw elements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ._enums import OpenEnum
from ._nil import Nil
from ._raw import RawElement
from ._validators import Problem, Validator, expected, kind_of

__all__ = ["data_type", "instance", "later", "member", "or_nil"]


def member(enum: type[OpenEnum]) -> Validator:
    """Allow a member that the schema lists."""

    def check(value: object) -> Problem:
        if enum.knows(value):
            return None
        names = ", ".join(each.name for each in enum)
        came = "one that the schema does not list" if isinstance(value, enum) else kind_of(value)
        meant = _spelled(enum, value)
        hint = f"; write {enum.__name__}.{meant.name}" if meant is not None else ""
        return f"a member of {enum.__name__} is expected ({names}), not {came}{hint}"

    return Validator(check)


def instance(*classes: type) -> Validator:
    """Allow an instance of one of the classes."""
    names = " or ".join(each.__name__ for each in classes)

    def check(value: object) -> Problem:
        return None if isinstance(value, classes) else expected(names, value) + _made_of(value, classes)

    return Validator(check)


def later(module: dict[str, Any], name: str, *others: type) -> Validator:
    """Allow an instance of a class that is defined after the field, or of one of the others.

    Args:
        module: The globals of the module that defines it.
        name: The name of the class in the module.
        others: Other allowed classes.
    """
    names = " or ".join([name, *(each.__name__ for each in others)])

    def check(value: object) -> Problem:
        classes = (module[name], *others)
        return None if isinstance(value, classes) else expected(names, value) + _made_of(value, classes)

    return Validator(check)


def or_nil(validator: Validator) -> Validator:
    """Allow `NIL` besides the values that `validator` allows."""
    inner = validator.check
    return Validator(lambda value: None if isinstance(value, Nil) else inner(value))


def data_type(*namespaces: str) -> Validator:
    """Allow an element of these namespaces: a raw element, or an instance of a global element's class.

    Args:
        namespaces: Namespaces as in a wildcard of the schema; `##local` stands for no namespace.
    """
    allowed = {"" if each == "##local" else each for each in namespaces}
    named = " or ".join(f"the namespace {each}" if each else "no namespace" for each in sorted(allowed))

    def check(value: object) -> Problem:
        if isinstance(value, RawElement):
            return None if value.namespace in allowed else f"an element of {named} is expected"
        meta = getattr(type(value), "Meta", None)
        if getattr(meta, "namespace", "") in allowed - {""} and getattr(meta, "element", None):
            return None
        return expected("a data type, such as datatypes.Invoice, or a RawElement", value)

    return Validator(check)


def _spelled(enum: type[OpenEnum], value: object) -> OpenEnum | None:
    """Return the member whose name or value is the text; upper and lower case do not matter."""
    if not isinstance(value, str) or isinstance(value, enum):
        return None
    text = value.upper()
    return next((each for each in enum if text in {each.name.upper(), each.value.upper()}), None)


def _made_of(value: object, classes: tuple[type, ...]) -> str:
    """Return a hint for a value that is not an instance of the only allowed class."""
    if len(classes) != 1 or not attrs.has(classes[0]) or value is None:
        return ""
    name, fields = classes[0].__name__, attrs.fields(classes[0])
    if isinstance(value, Mapping):
        return f"; write {name}(**value)"
    if isinstance(value, list):
        return "; give one, without a list"
    if len(fields) == 1:
        return f"; write {name}({fields[0].name}=value)"
    needed = [f"{each.name}=…" for each in fields if each.default is attrs.NOTHING]
    return f"; write {name}({', '.join(needed) or '…'})"
