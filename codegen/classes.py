"""Expressions in a module of classes: annotations, validators, metadata and rules."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from codegen.compounds import ListOf, compound_expression, compound_type
from codegen.model import ClassModel, FieldModel, ModuleModel, RuleModel
from codegen.names import Spelling

__all__ = [
    "annotation",
    "compounds",
    "has_rules",
    "imported_rules",
    "item_type",
    "rules",
    "spelling",
    "validator",
    "xml_metadata",
]


def spelling(module: ModuleModel) -> Spelling:
    """Return the spellings that a module uses for imported names."""
    fields = {field.name for cls in module.classes for field in cls.all_fields}
    classes, enums = {each.name for each in module.classes}, {each.name for each in module.enums}
    return Spelling(fields | classes | enums)


def item_type(field: FieldModel, spell: Spelling) -> str:
    """Return the Python type of one value."""
    if field.is_nillable:
        return f"{item_type(attrs.evolve(field, is_nillable=False), spell)} | {spell('Nil')}"
    raw = spell("RawElement")
    if field.compound is not None:
        return compound_type(field.compound, spell)
    if field.kind is not None:
        return spell(field.kind.annotation)
    if field.target_is == "wildcard":
        return " | ".join([raw, *(f"_{module}.DataTypeElement" for module in field.unions)])
    return f"{field.target} | {raw}" if field.target_is == "abstract" else field.target or ""


def annotation(field: FieldModel, spell: Spelling) -> str:
    """Return the Python type of a field."""
    item = item_type(field, spell)
    if field.is_list:
        return f"{spell('list')}[{item}]"
    return item if field.is_never_none else f"{item} | None"


def validator(field: FieldModel, spell: Spelling) -> str:
    """Return the expression that creates a field's validator."""
    if field.compound is not None:
        made = field.compound_name
    elif field.kind is not None:
        made = field.kind.validator_expression(field.arguments)
    elif field.target_is == "enum":
        made = f"_i.member({field.target})"
    elif field.target_is == "wildcard":
        made = f"_i.data_type({', '.join(map(repr, field.namespaces))})"
    elif field.is_later:
        others = f", {spell('RawElement')}" if field.target_is == "abstract" else ""
        made = f"_i.later(globals(), {field.target!r}{others})"
    else:
        classes = f"{field.target}, {spell('RawElement')}" if field.target_is == "abstract" else field.target
        made = f"_i.instance({classes})"
    if field.only is not None:
        made = f"_v.only({made}, {field.only})"
    if field.is_nillable:
        made = f"_i.or_nil({made})"
    if field.is_list:
        return f"_v.items({made})"
    return made if field.is_never_none else f"_v.optional({made})"


def compounds(cls: ClassModel, spell: Spelling) -> dict[str, tuple[str, str]]:
    """Return the type and the expression of each list and union of a class, by variable."""
    return {
        field.compound_name: (
            compound_type(field.compound, spell),
            compound_expression(field.compound, spell),
        )
        for field in cls.fields
        if field.compound is not None
    }


def rules(found: Iterable[RuleModel], spell: Spelling) -> str:
    """Return rules as the items of a tuple."""
    return "".join(f"{spell(rule.kind)}({rule.arguments}), " for rule in found)


def xml_metadata(field: FieldModel) -> str:
    """Return a field's metadata in the form of xsdata's own serialiser and parser."""
    kinds = {"element": "Element", "attribute": "Attribute", "wildcard": "Wildcard"}
    tokens = ', "tokens": True' if isinstance(field.compound, ListOf) else ""
    if field.role == "text":
        return f"{{{tokens.removeprefix(', ')}}}"
    name = "" if field.role == "wildcard" else f'"name": {field.xml_name!r}, '
    namespace = ', "namespace": NAMESPACE' if field.role == "element" else ""
    return f'{{{name}"type": "{kinds[field.role]}"{namespace}{tokens}}}'


def imported_rules(module: ModuleModel) -> list[str]:
    """Return the names of the rules that a module uses."""
    return sorted({rule.kind for cls in module.classes for rule in (*cls.structure, *cls.beyond)})


def has_rules(cls: ClassModel) -> bool:
    """Return True if a class has rules across its fields."""
    return bool(cls.structure or cls.beyond)
