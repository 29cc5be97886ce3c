"""The statements of a class's writer, and the expressions of its reader."""

from __future__ import annotations

from codegen.filters import Names
from codegen.model import ClassModel, FieldModel

__all__ = ["read_element", "read_value", "variable_type", "writer_body"]


def writer_body(cls: ClassModel) -> str:
    """Return the statements that write a class as the element `tag`: its rules, and one f-string.

    One string that is built at once is faster than pieces that are gathered, and a field that is not set
    costs a look and nothing else.
    """
    attributes = cls.of_role("attribute")
    content = cls.of_role("element", "text", "wildcard")
    rules = [
        f"if {rule.suspected}:\n    enforce(v, _m.{cls.name}.Meta.structure)"
        for rule in cls.structure
        if rule.suspected
    ]
    pieces = ["<{tag}{more}"]
    pieces += [_piece(field, f"a{number}") for number, field in enumerate(attributes)]
    pieces += [">" if content else "/>"]
    pieces += [_piece(field, f"x{number}") for number, field in enumerate(content)]
    pieces += ["</{tag}>"] if content else []
    literals = "\n".join(_literal(piece) for piece in pieces)
    return "\n".join([*rules, f"return (\n{literals}\n)"])


def _piece(field: FieldModel, variable: str) -> str:
    """Return a field as a piece of the f-string."""
    value = f"v.{field.name}"
    if field.is_list:
        return f"{{_join([{_inner(field, variable)} for {variable} in {value}]) if {value} else ''}}"
    if field.is_required or field.default is not None:
        return _leaf(field, value) if _is_simple(field) else f"{{{_inner(field, value)}}}"
    return f"{{'' if ({variable} := {value}) is None else {_inner(field, variable)}}}"


def _is_simple(field: FieldModel) -> bool:
    return field.target_is in {"kind", "enum"}


def _inner(field: FieldModel, value: str) -> str:
    """Return the expression of one value as XML, for use inside an f-string in triple quotes."""
    if field.target_is == "wildcard":
        return f"_w.any_element({value})"
    if _is_simple(field):
        return f"f'{_leaf(field, value)}'"
    return f"write_{_function(field)}({value}, '{field.xml_name}')"


def _literal(piece: str) -> str:
    prefix = "f" if "{" in piece else ""
    return f"{prefix}'''{piece}'''" if "'" not in piece else f'{prefix}"""{piece}"""'


def _leaf(field: FieldModel, value: str) -> str:
    """Return a simple value in its markup, as a piece of an f-string."""
    name = field.xml_name
    written = f"{{{_written(field, value)}}}"
    if field.role == "attribute":
        return f' {name}="{written}"'
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
        return f"_r.enum_leaf(c, _m.{field.target}, {field.when_empty!r})"
    text = f"c.text or {field.when_empty!r}"
    return f"_{field.kind.read}({text})" if field.kind is not None and field.kind.read else text


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
