"""What the templates render: modules of classes, fields, rules and enumerations."""

from __future__ import annotations

import attrs

from codegen.filters import Names
from codegen.values import Kind

__all__ = ["ClassModel", "EnumModel", "FieldModel", "ModuleModel", "RuleModel"]


@attrs.frozen
class FieldModel:
    """A field: an element, an attribute, the text of its class, or its wildcard."""

    name: str
    xml_name: str
    role: str  # "element", "attribute", "text" or "wildcard"
    kind: Kind | None  # a simple value …
    target: str | None  # … or the name of a class or enumeration
    target_is: str  # "kind", "enum", "class", "abstract" or "wildcard"
    is_list: bool
    is_required: bool
    is_personal: bool
    is_recursive: bool
    default: str | None
    when_empty: str  # what an element without text stands for: the schema's default
    arguments: str
    documentation: str | None

    @property
    def item_type(self) -> str:
        """The Python type of one value."""
        if self.kind is not None:
            return self.kind.annotation
        if self.target_is == "wildcard":
            return "RawElement | DataTypeElement"
        return f"{self.target} | RawElement" if self.target_is == "abstract" else self.target or ""

    @property
    def annotation(self) -> str:
        """The Python type of the field."""
        if self.is_list:
            return f"list[{self.item_type}]"
        return self.item_type if self.is_required or self.default is not None else f"{self.item_type} | None"

    @property
    def validator(self) -> str:
        """The expression that makes the field's validator."""
        if self.kind is not None:
            made = f"_v.{self.kind.validator}({self.arguments})"
        elif self.target_is == "enum":
            made = f"_v.member({self.target})"
        elif self.target_is == "wildcard":
            made = f"_v.data_type({self.arguments})"
        else:
            classes = f"{self.target}, RawElement" if self.target_is == "abstract" else self.target
            # A class that holds itself has no name yet where its own field is defined.
            made = f"_v.own_class({self.target!r})" if self.is_recursive else f"_v.instance({classes})"
        if self.is_list:
            return f"_v.items({made})"
        return made if self.is_required or self.default is not None else f"_v.optional({made})"


@attrs.frozen
class RuleModel:
    """A rule across fields: what makes it, and an expression of `v` that is true when it may be broken."""

    made: str
    suspected: str

    def __str__(self) -> str:
        return self.made


@attrs.frozen
class ClassModel:
    """A complex type, or the anonymous type of a global element."""

    name: str
    xml_name: str
    element: str | None
    base: str | None
    is_abstract: bool
    fields: tuple[FieldModel, ...]
    inherited: tuple[FieldModel, ...]
    structure: tuple[RuleModel, ...]
    beyond: tuple[str, ...]
    documentation: str | None

    @property
    def function(self) -> str:
        """The class's name as part of the names of its reader and writer."""
        return Names.snake(self.name)

    @property
    def documented(self) -> dict[str, str | None]:
        """What is said of each field."""
        return {field.name: field.documentation for field in self.all_fields}

    @property
    def all_fields(self) -> tuple[FieldModel, ...]:
        """The fields in the order of the XML: those of the base come first."""
        return (*self.inherited, *self.fields)

    def of_role(self, *roles: str) -> tuple[FieldModel, ...]:
        """The fields of these roles, in the order of the XML."""
        return tuple(field for field in self.all_fields if field.role in roles)


@attrs.frozen
class EnumModel:
    """An enumeration with the Python name, the XML value and the documentation of each member."""

    name: str
    members: tuple[tuple[str, str, str | None], ...]
    documentation: str | None

    @property
    def documented(self) -> dict[str, str | None]:
        """What is said of each member."""
        return {name: documentation for name, _, documentation in self.members}


@attrs.frozen
class ModuleModel:
    """One schema: one module of classes and one of their codecs."""

    name: str
    namespace: str
    schema_file: str
    sha256: str
    documentation: str | None
    enums: tuple[EnumModel, ...]
    classes: tuple[ClassModel, ...]

    def extending(self, name: str | None) -> tuple[ClassModel, ...]:
        """The classes that extend the named one."""
        return tuple(each for each in self.classes if each.base == name)
