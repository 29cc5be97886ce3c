"""Facts of a schema: they describe the allowed documents, independent of the schema's notation.

The facts come from the model for the classes. The facts exclude documentation, prefixes, redundant groups,
and the order of components, attributes, alternatives and enumeration values.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Container, Mapping

from codegen.content import Content, Group, elements
from codegen.model import ClassModel, FieldModel, ModuleModel

__all__ = ["Facts", "digest", "facts_of", "field_label", "own_shape"]

Facts = dict[str, dict[str, str]]
"""The properties of each place of a schema, such as `type message / element batch`."""


def facts_of(model: ModuleModel) -> Facts:
    """Return the facts of a schema by place; the order of content is in `own_shape`."""
    names = {each.name: each.xml_name for each in model.classes}
    names |= {each.name: each.xml_name for each in model.enums}
    found: Facts = {"schema": {"namespace": model.namespace}}
    for enum in model.enums:
        found[enum.label] = {}
        found.update({f"{enum.label} / value {each.value}": {} for each in enum.members})
    for cls in model.classes:
        label = cls.label
        found[label] = {"abstract": str(cls.is_abstract).lower(), "base": names.get(cls.base or "", "")}
        found.update({f"{label} / {field_label(field)}": _field_facts(field, names) for field in cls.fields})
        if cls.element:
            found[f"element {cls.element}"] = {"type": cls.xml_name}
    return found


def field_label(field: FieldModel) -> str:
    """Return the place of a field within its type."""
    return {"text": "text", "wildcard": "any"}.get(field.role, f"{field.role} {field.xml_name}")


def _field_facts(field: FieldModel, names: Mapping[str, str]) -> dict[str, str]:
    """Return the properties of an element, an attribute, a text or a wildcard."""
    most = "unbounded" if field.most is None else str(field.most)
    found = {"occurs": f"{field.least}..{most}"}
    if field.role == "wildcard":
        return found | {"namespaces": " ".join(field.namespaces), "process": field.process}
    found["type"] = _type(field, names)
    nillable = "true" if field.is_nillable else None
    values = {"default": field.declared_default, "fixed": field.fixed, "nillable": nillable}
    return found | {name: value for name, value in values.items() if value is not None}


def own_shape(cls: ClassModel, left_out: Container[str] = ()) -> object:
    """Return the groups of a type's own content in the form of JSON, without occurrences of elements.

    Args:
        cls: The class; the content of its base is excluded.
        left_out: The XML names of further excluded elements.
    """
    inherited = {each.xml_name for each in cls.all_fields if each.name in cls.inherited}
    names = [each.xml_name for each in cls.of_role("element", "wildcard")]
    seen = Counter(each.name for each in elements(cls.content))
    shared = {name for name, count in seen.items() if count > 1}
    return _shape(cls.content, {each for each in names if each in inherited or each in left_out}, shared)


def _shape(content: Content, left_out: Container[str], shared: Container[str]) -> object:
    if not isinstance(content, Group):
        if content.name in left_out:
            return None
        # An element has a separate occurrence in each of several alternatives.
        return [content.name, content.least, content.most] if content.name in shared else content.name
    parts = [made for part in content.parts if (made := _shape(part, left_out, shared)) is not None]
    if not parts:
        return None
    if len(parts) == 1:
        return parts[0]
    if content.kind != "sequence":
        parts.sort(key=json.dumps)
    return [content.kind, content.least, *parts]


def digest(found: Facts, shapes: dict[str, object]) -> str:
    """Return the SHA-256 of facts in hexadecimal; files with equal facts have the same digest."""
    text = json.dumps([found, shapes], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _type(field: FieldModel, names: Mapping[str, str]) -> str:
    if field.simple is not None and field.target_is != "enum":
        name = f"{field.simple.name}: " if field.simple.name else ""
        return f"{name}{field.simple.described}"
    return names[field.target or ""]
