"""Types of fields: kinds of values, enumerations, classes, and lists and unions of simple types."""

from __future__ import annotations

import attrs
from xmlschema.validators import (
    XsdAttribute,
    XsdComplexType,
    XsdComponent,
    XsdElement,
    XsdGroup,
    XsdSimpleType,
    XsdType,
)

from codegen.compounds import Compound, Item, ListOf, OneOf
from codegen.errors import GenerationError
from codegen.facets import length_arguments, validator_arguments
from codegen.names import Names
from codegen.overrides import Overrides
from codegen.simple_types import SimpleType, read_simple_type
from codegen.type_names import TypeNames
from codegen.values import KINDS, NATIVE, Kind
from codegen.xsd import XS, Xsd

__all__ = ["FieldType", "FieldTypes"]


@attrs.frozen
class FieldType:
    """The type of a field: a kind of value, a class, an enumeration, or a list or a union."""

    target_is: str
    target: str | None = None
    kind: Kind | None = None
    simple: SimpleType | None = None
    compound: Compound | None = None


@attrs.define
class FieldTypes:
    """A reader of the types of one schema's fields.

    Attributes:
        xsd: The schema.
        module_name: The name of its module.
        names: The names of its classes and enumerations.
        overrides: The refinements.
    """

    xsd: Xsd
    module_name: str
    names: TypeNames
    overrides: Overrides

    def of(self, path: str, declared: XsdElement | XsdAttribute | XsdComplexType) -> FieldType:
        """Return the type of a field.

        Args:
            path: Its path in overrides.toml.
            declared: The element, the attribute, or the type with text.
        """
        found: XsdType | XsdGroup = (
            declared.content if isinstance(declared, XsdComplexType) else declared.type
        )
        if isinstance(found, XsdComplexType):
            if found.name == f"{XS}anyType":
                self.xsd.refuse(declared, "the type xs:anyType is not bound")
            target = self.names.python_name(found)
            return FieldType("abstract" if found.abstract else "class", target)
        if not isinstance(found, XsdSimpleType):
            self.xsd.refuse(declared, "content of elements is no text, and not bound here")
        simple = read_simple_type(self.xsd, found, declared)
        if not simple.parts:
            return self._plain(path, simple, declared)
        if path in self.overrides.kinds:
            self._refuse_refined(declared)
        made = self._compound(simple, declared)
        if isinstance(made, Item):
            return FieldType("enum" if made.enum else "kind", made.enum, made.kind, made.simple)
        return FieldType("compound", simple=simple, compound=made)

    def _plain(self, path: str, simple: SimpleType, declared: XsdComponent) -> FieldType:
        """Return the type of one value: an enumeration or a kind."""
        if simple.values and simple.declared is not None:
            if simple.base != "string" or simple.facets:
                self.xsd.refuse(
                    declared, f"an enumeration of xs:{simple.base}, or one with other facets, is not bound"
                )
            return FieldType("enum", self.names.python_name(simple.declared), simple=simple)
        of_type = f"{self.module_name}/{simple.name}" if simple.name else ""
        name = self.overrides.kind(path, of_type, simple.described) or NATIVE.get(simple.base)
        if name is None:
            self.xsd.refuse(declared, f"the type xs:{simple.base} is not bound")
        if name not in KINDS:
            raise GenerationError(
                f"overrides.toml: {path}: the kind of value {name}, which is not one of {', '.join(KINDS)}"
            )
        return FieldType("kind", kind=KINDS[name], simple=simple)

    def _compound(self, simple: SimpleType, declared: XsdComponent) -> Compound | Item:
        """Return a list, a union, or a value without parts."""
        if not simple.parts:
            return self._item(simple, declared)
        if self.overrides.refines(f"{self.module_name}/{simple.name}"):
            self._refuse_refined(declared)
        if simple.base == "union":
            return OneOf.of([self._item(each, declared) for each in simple.parts])
        item = self._compound(simple.parts[0], declared)
        if isinstance(item, ListOf):
            self.xsd.refuse(declared, "a list of lists is not bound")
        return ListOf(item, length_arguments(simple))

    def _item(self, simple: SimpleType, declared: XsdComponent) -> Item:
        if simple.values and simple.declared is not None and not self.names.has(simple.declared):
            problem = "a union with an enumeration without a name is not bound"
            self.xsd.refuse(declared, problem, "move the enumeration to a named type")
        found = self._plain("", simple, declared)
        if found.kind is None:
            return Item(None, found.target, simple)
        try:
            return Item(found.kind, None, simple, validator_arguments(found.kind, simple, {}))
        except GenerationError as error:
            self.xsd.refuse(declared, f"{error} is not bound")

    def _refuse_refined(self, declared: XsdComponent) -> None:
        problem = "overrides refine a list or a union of simple types"
        self.xsd.refuse(declared, problem, "remove the entry there")

    def member(self, enumeration: XsdComponent, value: str) -> str:
        """Return the name of the member of an enumeration."""
        path = f"{self.module_name}/{self.names.xml_name(enumeration)}/{value}"
        name = self.overrides.name(path)
        if name is not None and not name.isupper():
            # Every member has methods and properties with lower-case names.
            problem = f"overrides.toml calls the member {value!r} {name}, which is not in upper case"
            self.xsd.refuse(enumeration, problem, "correct the name there")
        return name or Names.constant(value)
