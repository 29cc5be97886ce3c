"""Validators of fields that hold enumerations, generated classes or raw elements."""

from __future__ import annotations

from typing import Any

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
        return f"a member of {enum.__name__} is expected ({names}), not {came}"

    return Validator(check)


def instance(*classes: type) -> Validator:
    """Allow an instance of one of the classes."""
    names = " or ".join(each.__name__ for each in classes)

    def check(value: object) -> Problem:
        return None if isinstance(value, classes) else expected(names, value)

    return Validator(check)


def later(module: dict[str, Any], name: str, *others: type) -> Validator:
    """Allow an instance of a class that is defined after the field, or of one of the others.

    Args:
        module: The globals of the module that defines it.
        name: Its name there.
        others: What is allowed besides.
    """
    names = " or ".join([name, *(each.__name__ for each in others)])

    def check(value: object) -> Problem:
        return None if isinstance(value, (module[name], *others)) else expected(names, value)

    return Validator(check)


def or_nil(validator: Validator) -> Validator:
    """Allow `NIL` besides what `validator` allows."""
    inner = validator.check
    return Validator(lambda value: None if isinstance(value, Nil) else inner(value))


def data_type(*namespaces: str) -> Validator:
    """Allow an element of these namespaces: raw, or an instance of a class of a global element.

    Args:
        namespaces: As a wildcard of the schema has them; `##local` is no namespace.
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
