"""The model of a schema: the templates render it, and facts and differences are derived from it."""

from __future__ import annotations

import attrs

from codegen.compounds import Compound
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
        path: Its path in overrides.toml: schema, type, name.
        role: "element", "attribute", "text" or "wildcard".
        kind: The kind of a simple value.
        target: The name of a class or an enumeration, if the value is not simple.
        target_is: "kind", "enum", "compound", "class", "abstract" or "wildcard".
        simple: The simple type of the schema.
        compound: The list or the union of simple types, if the field has one.
        compound_name: The variable in the module of classes that checks, reads and writes it.
        least: The fewest times that the schema allows it to occur.
        most: The maximum number of occurrences in the schema; None without a limit.
        is_list: True if the field is a list in Python.
        is_required: True if each document must contain the field; reading fails without it.
        is_needed: True if building an object requires the field.
        is_personal: True if `repr` hides the value.
        is_nillable: True if the element may have `xsi:nil` instead of a value.
        is_later: True if its class is defined after the class with the field.
        declared_default: The default in the schema, unchanged.
        default: The expression of an attribute's default in Python.
        fixed: The only value allowed, as in the schema.
        only: The expression of that value in Python.
        arguments: The arguments of its validator.
        namespaces: The namespaces of a wildcard.
        process: The validation of a wildcard: "strict", "lax" or "skip".
        unions: The modules whose global elements a wildcard accepts as typed values.
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
    compound: Compound | None = None
    compound_name: str = ""

    @property
    def when_empty(self) -> str:
        """The value of an empty element: the schema's default."""
        return (self.declared_default or self.fixed or "") if self.role == "element" else ""

    @property
    def is_never_none(self) -> bool:
        """Return True if every built or read object has a value."""
        return self.is_required or self.default is not None


@attrs.frozen
class RuleModel:
    """A rule across fields.

    Attributes:
        kind: The name of its class in the package's `_rules`.
        arguments: The arguments of its constructor.
        suspected: An expression of `v` that is true if the rule may be violated; empty if only building
            checks it.
    """

    kind: str
    arguments: str
    suspected: str


@attrs.frozen
class Either:
    """Alternatives that share fields in different orders; each has a rule and an order."""

    alternatives: tuple[tuple[str, tuple[str | Either, ...]], ...]


@attrs.frozen
class ClassModel:
    """A complex type, or the anonymous type of an element.

    Attributes:
        name: Its name in Python.
        xml_name: The name of the type; for an anonymous type, the names of its ancestors joined by `_`.
        label: Its place in the schema, as in differences.
        function: The part of the names of its reader and its writer.
        element: The global element of this type.
        base: The class that it extends.
        is_abstract: True if only extensions of the class can be built.
        all_fields: The fields in the order of the XML; the base's fields come first.
        inherited: The names of the fields of the base.
        content: The content model.
        structure: The rules from the schema's structure.
        beyond: The rules from the overrides only.
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
        """The fields of the class itself, without the fields of its base."""
        return tuple(field for field in self.all_fields if field.name not in self.inherited)

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


@attrs.frozen
class ModuleModel:
    """A schema: one module of classes and one of their codecs."""

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
        """Return the classes that can replace an abstract class, at any depth of extension."""
        found = [each for each in self.classes if each.base == base]
        return [
            one for each in found for one in ([] if each.is_abstract else [each]) + self.built_as(each.name)
        ]
