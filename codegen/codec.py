"""The statements of a class's writer, and the expressions of its reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from codegen.classes import item_type
from codegen.compounds import compound_type
from codegen.model import ClassModel, Either, FieldModel
from codegen.names import PLAIN

__all__ = ["read_element", "read_value", "variable_type", "writer_body"]


@attrs.define
class _Writer:
    """The pieces of one writer; names of variables contain a number."""

    cls: ClassModel
    functions: Mapping[str, str]
    chosen: list[str] = attrs.field(factory=list)
    count: int = 0

    def body(self) -> str:
        cls = self.cls
        fields = {field.name: field for field in cls.all_fields}
        attributes, text = cls.of_role("attribute"), cls.of_role("text")
        has_content = bool(text or cls.order)
        pieces = ["<{tag}{more}"]
        pieces += [self.piece(field, "a") for field in attributes]
        pieces += [">" if has_content else "/>"]
        pieces += [self.piece(field, "x") for field in text]
        pieces += list(self.ordered(cls.order, fields))
        pieces += ["</{tag}>"] if has_content else []
        enforce = f"    enforce(v, _m.{cls.name}.Meta.structure)"
        rules = [f"if {rule.suspected}:\n{enforce}" for rule in cls.structure if rule.suspected]
        literals = "\n".join(_literal(piece) for piece in pieces)
        return "\n".join([*dict.fromkeys(rules), *self.chosen, f"return (\n{literals}\n)"])

    def ordered(self, order: tuple[str | Either, ...], fields: Mapping[str, FieldModel]) -> Iterator[str]:
        for each in order:
            if isinstance(each, str):
                yield self.piece(fields[each], "x")
                continue
            variable = f"either{len(self.chosen)}"
            self.chosen.append("")
            place = len(self.chosen) - 1
            made = [
                (rule, "\n".join(_literal(piece) for piece in self.ordered(inner, fields)))
                for rule, inner in each.alternatives
            ]
            *others, (_, last) = made
            chain = "".join(f"(\n{text}\n) if _fits({rule}, v) else " for rule, text in others)
            # A check has already refused a value that fits no alternative, unless none of the fields is set.
            self.chosen[place] = f"{variable} = {chain}(\n{last}\n)"
            yield f"{{{variable}}}"

    def piece(self, field: FieldModel, letter: str) -> str:
        """Return a field as a piece of the f-string."""
        variable, value = f"{letter}{self.count}", f"v.{field.name}"
        self.count += 1
        if field.is_list:
            return f"{{_join([{self.inner(field, variable)} for {variable} in {value}]) if {value} else ''}}"
        if field.is_never_none:
            is_leaf = _is_simple(field) and not field.is_nillable
            return _leaf(field, value) if is_leaf else f"{{{self.inner(field, value)}}}"
        return f"{{'' if ({variable} := {value}) is None else {self.inner(field, variable)}}}"

    def inner(self, field: FieldModel, value: str) -> str:
        """Return the expression of one value as XML, for use inside an f-string in triple quotes."""
        if field.is_nillable:
            inner = self.inner(attrs.evolve(field, is_nillable=False), value)
            return f"_w.nil('{field.xml_name}') if isinstance({value}, Nil) else {inner}"
        if field.target_is == "wildcard":
            return f"_w.any_element({', '.join([value, *map(repr, field.namespaces)])})"
        if _is_simple(field):
            return f"f'{_leaf(field, value)}'"
        return f"write_{self.functions[field.target or '']}({value}, '{field.xml_name}')"


def writer_body(cls: ClassModel, functions: Mapping[str, str]) -> str:
    """Return the statements that write a class as the element `tag`: its rules, and one f-string.

    Building one string at once is faster than joining parts; a field without a value costs only a check.

    Args:
        cls: The class.
        functions: For each class, the common part of the names of its reader and its writer.
    """
    return _Writer(cls, functions).body()


def _is_simple(field: FieldModel) -> bool:
    return field.target_is in {"kind", "enum", "compound"}


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
    text = f"_m.{field.compound_name}.write({value})" if field.compound is not None else value
    return f"_{'attribute' if field.role == 'attribute' else 'text'}({text})"


def read_element(field: FieldModel, functions: Mapping[str, str]) -> str:
    """Return the expression that reads one element `c`."""
    if field.is_nillable:
        return f"NIL if _r.is_nil(c) else {read_element(attrs.evolve(field, is_nillable=False), functions)}"
    if field.target_is in {"class", "abstract"}:
        return f"read_{functions[field.target or '']}(c)"
    if field.target_is == "enum":
        return f"_r.enum_leaf(c, _m.{field.target}, {field.when_empty!r})"
    text = f"c.text or {field.when_empty!r}"
    read = _reader(field)
    return f"{read}({text})" if read else text


def _reader(field: FieldModel) -> str:
    """Return the function that reads a simple value; empty for text itself."""
    if field.compound is not None:
        return f"_m.{field.compound_name}.read"
    return f"_{field.kind.read}" if field.kind is not None and field.kind.read else ""


def read_value(field: FieldModel) -> str:
    """Return the expression of a field's value, after the element has been read."""
    if field.role == "text":
        if field.target_is == "enum":
            return f"_r.enum_leaf(e, _m.{field.target}, '')"
        return f"_r.leaf(e, {_reader(field)})" if _reader(field) else 'e.text or ""'
    if field.role != "attribute":
        return f"f_{field.name}"
    local = f"f_{field.name}"
    if field.target_is == "enum":
        read = f"_r.enum_attribute({local}, _m.{field.target})"
    elif _reader(field):
        read = f'_r.attribute(e, "{field.xml_name}", {local}, {_reader(field)})'
    else:
        read = local
    if field.is_required:
        return read
    default = f"_m.{field.default}" if field.target_is == "enum" and field.default else field.default
    return read if read == local and default is None else f"{default} if {local} is None else {read}"


def variable_type(field: FieldModel) -> str:
    """Return the annotation of the local variable that holds a field while its siblings are read."""
    item = item_type(field, PLAIN)
    if field.target_is == "wildcard":
        # A list of raw elements does not fit the field's list type; a single raw element fits its type.
        item = "Any" if field.is_list else "RawElement"
    elif field.compound is not None:
        item = compound_type(field.compound, PLAIN, "_m.")
        item += " | Nil" if field.is_nillable else ""
    elif field.target:
        item = f"_m.{item}"
    return f"list[{item}]" if field.is_list else f"{item} | None"
