"""Model of a schema: the templates render it, and facts and differences are taken from it."""

from __future__ import annotations

import attrs

from codegen.content import Group
from codegen.simple_types import SimpleType
from codegen.values import Kind

__all__ = ["ClassModel", "Either", "EnumModel", "FieldModel", "Member", "ModuleModel", "RuleModel"]


@attrs.frozen
class FieldModel:
    """A field: an element, an attribute, the text of its class, or its wildcard.

    Attributes:
        name: Its name in Python.
        xml_name: Its name in XML.
        path: Its place as overrides.toml has it: schema, type, name.
        role: "element", "attribute", "text" or "wildcard".
        kind: The kind of a simple value.
        target: The name of a class or an enumeration, if it is no simple value.
        target_is: "kind", "enum", "class", "abstract" or "wildcard".
        simple: The simple type of the schema.
        least: The fewest times that the schema lets it occur.
        most: The most times, None for any number.
        is_list: Whether it is a list in Python.
        is_required: Whether each document has it, so that reading fails without it.
        is_needed: Whether it has to be given when a value is built.
        is_personal: Whether `repr` hides it.
        is_nillable: Whether it may say that it has no value.
        is_later: Whether its class is defined after the one that the field is in.
        declared_default: The default of the schema as it stands there.
        default: The expression of an attribute's default in Python.
        fixed: The only value allowed, as it stands in the schema.
        only: The expression of that value in Python.
        arguments: The arguments of its validator.
        namespaces: The namespaces of a wildcard.
        process: How a wildcard is validated: "strict", "lax" or "skip".
        unions: The modules whose global elements a wildcard takes as typed values.
        documentation: Its documentation.
    """

    name: str
    xml_name: str
    path: str
    role: str
    kind: Kind | None
    target: str | None
    target_is: str
    simple: SimpleType | None
    least: int
    most: int | None
    is_list: bool
    is_required: bool
    is_needed: bool
    is_personal: bool
    declared_default: str | None = None
    default: str | None = None
    fixed: str | None = None
    only: str | None = None
    arguments: str = ""
    namespaces: tuple[str, ...] = ()
    process: str = ""
    unions: tuple[str, ...] = ()
    documentation: str | None = None
    is_later: bool = False
    is_nillable: bool = False

    @property
    def when_empty(self) -> str:
        """The text that an element without text stands for: the schema's default."""
        return (self.declared_default or self.fixed or "") if self.role == "element" else ""

    @property
    def is_never_none(self) -> bool:
        """Return True if a value is there in everything that is built or read."""
        return self.is_required or self.default is not None


@attrs.frozen
class RuleModel:
    """A rule across fields.

    Attributes:
        kind: The name of its class in the package's `_rules`.
        arguments: The arguments that it is made with.
        suspected: An expression of `v` that is true when it may be broken; empty if only building checks it.
    """

    kind: str
    arguments: str
    suspected: str


@attrs.frozen
class Either:
    """Alternatives that share fields in different orders: for each the rule that it fits, and its order."""

    alternatives: tuple[tuple[str, tuple[str | Either, ...]], ...]


@attrs.frozen
class ClassModel:
    """A complex type, or the anonymous type of an element.

    Attributes:
        name: Its name in Python.
        xml_name: The name of the type; of an anonymous one those of what it is in, joined by `_`.
        label: Its place in the schema, as differences name it.
        function: Its name as part of the names of its reader and its writer.
        element: The global element of this type.
        base: The class that it extends.
        is_abstract: Whether only what extends it can be built.
        all_fields: The fields in the order of the XML, those of the base first.
        inherited: The names of the fields of the base.
        content: The content model.
        structure: The rules that the schema's structure gives.
        beyond: The rules that only the overrides give.
        order: The fields of the content in the order of writing.
        place: File, line and component, for errors.
        documentation: Its documentation.
    """

    name: str
    xml_name: str
    label: str
    function: str
    element: str | None
    base: str | None
    is_abstract: bool
    all_fields: tuple[FieldModel, ...]
    inherited: frozenset[str]
    content: Group
    structure: tuple[RuleModel, ...]
    beyond: tuple[RuleModel, ...]
    order: tuple[str | Either, ...]
    place: str
    documentation: str | None

    @property
    def fields(self) -> tuple[FieldModel, ...]:
        """The fields that the base does not have."""
        return tuple(field for field in self.all_fields if field.name not in self.inherited)

    @property
    def documented(self) -> dict[str, str | None]:
        """The documentation of each field."""
        return {field.name: field.documentation for field in self.all_fields}

    def of_role(self, *roles: str) -> tuple[FieldModel, ...]:
        """Return the fields of these roles, in the order of the XML."""
        return tuple(field for field in self.all_fields if field.role in roles)

    @property
    def wildcard(self) -> FieldModel | None:
        """The field of its wildcard."""
        return next(iter(self.of_role("wildcard")), None)


@attrs.frozen
class Member:
    """A member of an enumeration: its name in Python, its value in XML, its documentation."""

    name: str
    value: str
    documentation: str | None


@attrs.frozen
class EnumModel:
    """An enumeration."""

    name: str
    xml_name: str
    label: str
    members: tuple[Member, ...]
    place: str
    documentation: str | None

    @property
    def documented(self) -> dict[str, str | None]:
        """The documentation of each member."""
        return {each.name: each.documentation for each in self.members}


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
    included: tuple[str, ...] = ()
    has_union: bool = False

    @property
    def roots(self) -> tuple[ClassModel, ...]:
        """The classes of global elements."""
        return tuple(each for each in self.classes if each.element)

    def built_as(self, base: str) -> list[ClassModel]:
        """Return the classes that can stand where an abstract one is expected, at any distance."""
        found = [each for each in self.classes if each.base == base]
        return [
            one for each in found for one in ([] if each.is_abstract else [each]) + self.built_as(each.name)
        ]
