"""Python names of a generated module, and their values: the changes that users see."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import attrs

from codegen.classes import annotation
from codegen.compounds import Compound, ListOf, items_of
from codegen.facets import validator_arguments
from codegen.facts import field_label
from codegen.model import FieldModel, ModuleModel, RuleModel
from codegen.names import PLAIN
from codegen.simple_types import SimpleType
from codegen.values import Kind

__all__ = ["Entry", "described", "surface"]


@attrs.frozen
class Entry:
    """A name of a generated module.

    Attributes:
        place: The part of the schema that defines it.
        subject: The name in words, such as "Message: field `batch`".
        value: Its value, in words.
    """

    place: str
    subject: str
    value: str


def surface(model: ModuleModel) -> dict[str, Entry]:
    """Return the names of a module by their path in Python, such as `Message.batch`."""
    found: dict[str, Entry] = {}
    for enum in model.enums:
        place = enum.label
        found[enum.name] = Entry(place, f"enumeration `{enum.name}`", "")
        for each in enum.members:
            path = f"{enum.name}.{each.name}"
            found[path] = Entry(
                f"{place} / value {each.value}", f"{enum.name}: member `{each.name}`", repr(each.value)
            )
    for cls in model.classes:
        place = cls.label
        base = f"derived from `{cls.base}`" if cls.base else ""
        found[cls.name] = Entry(place, f"class `{cls.name}`", base)
        for rule in (*cls.structure, *cls.beyond):
            text = _rule(rule)
            found[f"{cls.name}.{text}"] = Entry(place, f"{cls.name}: the rule that there is {text}", "")
        for field in cls.fields:
            path, at = f"{cls.name}.{field.name}", f"{place} / {field_label(field)}"
            found[path] = Entry(at, f"{cls.name}: field `{field.name}`", described(field))
        if cls.element:
            root = f"element {cls.element}"
            found[root] = Entry(root, f"documents with root `{cls.element}`", f"`{cls.name}`")
    return found


def described(field: FieldModel) -> str:
    """Return in words the type of a field in Python, its limits, and if the field is required."""
    limits = []
    if field.kind is not None and field.simple is not None:
        limits = _limits(field.kind, field.simple, field.arguments)
    elif field.compound is not None:
        limits = list(_inner_limits(field.compound))
    limits += [] if field.only is None else [f"only {field.only}"]
    given = "required" if field.is_needed else f"default {field.default}" if field.default is not None else ""
    return ", ".join([f"`{annotation(field, PLAIN)}`", *([given] if given else []), *limits])


def _limits(kind: Kind, simple: SimpleType, arguments: str) -> list[str]:
    """Return the arguments of a validator if they differ from those for its type of XML Schema."""
    return [arguments] if arguments != validator_arguments(kind, SimpleType(None, simple.base), {}) else []


def _inner_limits(compound: Compound) -> Iterator[str]:
    """Yield the limits of a list or a union, and of the values in it."""
    if isinstance(compound, ListOf) and compound.arguments:
        yield f"items: {compound.arguments}"
    for item in items_of(compound):
        if item.kind is not None:
            for each in _limits(item.kind, item.simple, item.arguments):
                yield f"{item.simple.base}: {each}"


def _rule(rule: RuleModel) -> str:
    """Return a rule in words."""
    arguments = ast.parse(f"f({rule.arguments})", mode="eval").body
    assert isinstance(arguments, ast.Call)  # noqa: S101 - parsed from a call
    values = [ast.literal_eval(each) for each in arguments.args]
    if rule.kind == "Choice":
        least = "exactly" if "at_least_one=True" in rule.arguments else "at most"
        alternatives = (
            " with ".join([f"`{name}`" for name in must] + [f"perhaps `{name}`" for name in may])
            for must, may in values[0]
        )
        return f"{least} one of {'; '.join(alternatives)}"
    if rule.kind == "Occurs":
        name, least, most = values
        bounds = [f"at least {least}"] * bool(least) + [f"at most {most}"] * (most is not None)
        return f"{' and '.join(bounds)} of `{name}`"
    if rule.kind == "Required":
        return f"one of {', '.join(f'`{name}`' for name in values[0])} is needed"
    return "only what extends it can be built" if rule.kind == "NotAbstract" else f"content {values[0]}"
