"""The statements of a class's writer, and the expressions of its reader."""

from __future__ import annotations

from codegen.filters import Names
from codegen.model import ClassModel, FieldModel

__all__ = ["read_element", "read_value", "variable_type", "writer_body"]


def writer_body(cls: ClassModel) -> str:
    """Return the statements that write a class as the element `tag`; what is always there is one piece."""
    attributes = cls.of_role("attribute")
    content = cls.of_role("element", "text", "wildcard")
    lines = [
        f"if {rule.suspected}:\n    enforce(v, _m.{cls.name}.Meta.structure)"
        for rule in cls.structure
        if rule.suspected
    ]
    always = "<{tag}{more}"
    for number, field in enumerate((*attributes, *content)):
        if field is (content[0] if content else None):
            always += ">"
        value = f"v.{field.name}"
        if not _is_optional(field) and not _is_nested(field):
            always += _leaf(field, value)
            continue
        lines += _append(always)
        always = ""
        variable = f"x{number}"
        if field.is_list:
            lines.append(f"for {variable} in {value}:\n    {_statement(field, variable)}")
        elif _is_optional(field):
            lines.append(f"if ({variable} := {value}) is not None:\n    {_statement(field, variable)}")
        else:
            lines.append(_statement(field, value))
    lines += _append(always + ("</{tag}>" if content else "/>"))
    return "\n".join(lines)


def _is_nested(field: FieldModel) -> bool:
    return field.target_is in {"class", "abstract", "wildcard"}


def _is_optional(field: FieldModel) -> bool:
    return field.is_list or not (field.is_required or field.default is not None)


def _append(text: str) -> list[str]:
    prefix = "f" if "{" in text else ""
    return [f"a({prefix}'''{text}''')"] if text else []


def _statement(field: FieldModel, value: str) -> str:
    if field.target_is == "wildcard":
        return f"_w.any_element({value}, a)"
    if _is_nested(field):
        return f'write_{_function(field)}({value}, a, "{field.xml_name}")'
    return _append(_leaf(field, value))[0]


def _leaf(field: FieldModel, value: str) -> str:
    """Return a simple value as a piece of an f-string."""
    name = field.xml_name
    if field.role == "attribute":
        return f' {name}="{{{_written(field, value)}}}"'
    written = f"{{{_written(field, value)}}}"
    return written if field.role == "text" else f"<{name}>{written}</{name}>"


def _written(field: FieldModel, value: str) -> str:
    if field.target_is == "enum":
        return f"{value}.xml"
    if field.kind is not None and field.kind.write:
        return f"_{field.kind.write}({value})"
    return f"_{'attribute' if field.role == 'attribute' else 'text'}({value})"


def read_element(field: FieldModel) -> str:
    """Return the expression that reads one element `c`."""
    if field.target_is in {"class", "abstract"}:
        return f"read_{_function(field)}(c)"
    if field.target_is == "enum":
        return f"_r.enum_leaf(c, _m.{field.target})"
    if field.kind is not None and field.kind.read:
        return f'_{field.kind.read}(c.text or "")'
    return 'c.text or ""'


def read_value(field: FieldModel) -> str:
    """Return the expression of a field's value, when the element has been gone through."""
    if field.role == "text":
        return f"_r.leaf(e, _{field.kind.read})" if field.kind and field.kind.read else 'e.text or ""'
    if field.role != "attribute":
        return f"f_{field.name}"
    local = f"f_{field.name}"
    if field.target_is == "enum":
        read = f"_r.enum_attribute({local}, _m.{field.target})"
    elif field.kind is not None and field.kind.read:
        read = f'_r.attribute(e, "{field.xml_name}", {local}, _{field.kind.read})'
    else:
        read = local
    return read if field.is_required or read == local else f"{field.default} if {local} is None else {read}"


def variable_type(field: FieldModel) -> str:
    """Return the annotation of the local variable that holds a field while its siblings are read."""
    item = field.item_type
    if field.target_is == "wildcard":
        item = "RawElement"
    elif field.target:
        item = f"_m.{item}"
    return f"list[{item}]" if field.is_list else f"{item} | None"


def _function(field: FieldModel) -> str:
    return Names.snake(field.target or "")
