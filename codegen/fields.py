"""Fields for elements, attributes, texts and wildcards."""

from __future__ import annotations

from typing import NoReturn

import attrs
from xmlschema.validators import (
    XsdAttribute,
    XsdComplexType,
    XsdComponent,
    XsdElement,
)

from codegen.content import Element, Wildcard
from codegen.errors import GenerationError
from codegen.facets import validator_arguments
from codegen.field_types import FieldType, FieldTypes
from codegen.model import FieldModel
from codegen.names import Names
from codegen.overrides import Overrides
from codegen.values import KINDS
from codegen.xsd import Xsd

__all__ = ["FieldBuilder"]


@attrs.define
class FieldBuilder:
    """A builder of the fields of one schema.

    Attributes:
        xsd: The schema.
        module_name: The name of its module.
        overrides: The refinements.
        types: The types of its fields.
    """

    xsd: Xsd
    module_name: str
    overrides: Overrides
    types: FieldTypes

    def element(self, owner: str, found: Element, *, most: int | None, is_required: bool) -> FieldModel:
        """Return the field of an element.

        Args:
            owner: The XML name of the type that contains it.
            found: The element.
            most: The maximum number of occurrences in any alternative.
            is_required: True if every document must contain the element.
        """
        declared = found.declared
        if declared.ref is None and not declared.qualified:
            self.xsd.refuse(declared, "an element without the schema's namespace is not bound")
        if declared.identities:
            self.xsd.refuse(declared, "key, keyref and unique are not bound")
        if declared.block:
            self.xsd.refuse(declared, f'block="{declared.block}" is not bound')
        path = f"{self.module_name}/{owner}/{found.name}"
        made = self._field(path, "element", declared, occurs=(found.least, most), is_required=is_required)
        if declared.nillable:
            self._refuse_nillable(made, declared)
        return attrs.evolve(made, is_nillable=bool(declared.nillable))

    def attribute(self, owner: str, declared: XsdAttribute) -> FieldModel:
        """Return the field of an attribute."""
        if declared.qualified or declared.name != declared.local_name or declared.local_name is None:
            self.xsd.refuse(declared, "an attribute with a namespace is not bound")
        path = f"{self.module_name}/{owner}/{declared.local_name}"
        is_required = declared.use == "required"
        return self._field(path, "attribute", declared, occurs=(int(is_required), 1), is_required=is_required)

    def text(self, owner: str, declared: XsdComplexType) -> FieldModel:
        """Return the field of the text of simple content."""
        path = f"{self.module_name}/{owner}/value"
        return self._field(path, "text", declared, occurs=(1, 1), is_required=True)

    def wildcard(self, owner: str, found: Wildcard, *, is_required: bool) -> FieldModel:
        """Return the field of a wildcard."""
        path = f"{self.module_name}/{owner}/*"
        is_list = found.most != 1
        return FieldModel(
            name=self.overrides.name(path) or "any_element",
            xml_name="*",
            path=path,
            role="wildcard",
            kind=None,
            target=None,
            target_is="wildcard",
            simple=None,
            least=found.least,
            most=found.most,
            is_list=is_list,
            is_required=is_required and not is_list,
            is_needed=is_required and not is_list,
            is_personal=self.overrides.is_personal(path),
            namespaces=found.namespaces,
            process=found.process,
            documentation=self.xsd.said_of(found.declared),
        )

    def _field(
        self,
        path: str,
        role: str,
        declared: XsdElement | XsdAttribute | XsdComplexType,
        *,
        occurs: tuple[int, int | None],
        is_required: bool,
    ) -> FieldModel:
        found = self.types.of(path, declared)
        xml_name, (least, most) = path.rpartition("/")[2], occurs
        is_list = role == "element" and most != 1
        is_required = is_required and not is_list and not self.overrides.is_optional(path)
        default, fixed = (
            (None, None) if isinstance(declared, XsdComplexType) else (declared.default, declared.fixed)
        )
        if default is not None or fixed is not None:
            self._refuse_default(found, declared)
        limits = self.overrides.limit(path, found.simple.described if found.simple else None, is_list=is_list)
        if found.compound is not None and set(limits) - {"most"}:
            problem = "overrides.toml limits a list or a union of simple types"
            self._fail(declared, problem, "remove the limit there")
        only = None if fixed is None else self._default(found, declared, fixed)
        if only is not None and found.kind is not None and only.lower() != fixed and only != repr(fixed):
            # libxml2 compares texts, not values: for libxml2, 5 and 05 differ.
            problem = f"the fixed value {fixed!r} is not bound in this form"
            self._fail(declared, problem, f"write it as it is written: {only.lower()}")
        given = only if only is not None and (is_required or role == "attribute") else None
        if default is not None and role == "attribute":
            given = self._default(found, declared, default)
        field = FieldModel(
            name=self.overrides.name(path) or Names.field(xml_name),
            xml_name=xml_name,
            path=path,
            role=role,
            kind=found.kind,
            target=found.target,
            target_is=found.target_is,
            simple=found.simple,
            compound=found.compound,
            least=least,
            most=most,
            is_list=is_list,
            is_required=is_required,
            # A document may lack a field that only the overrides require. So its type includes None, since
            # reading tolerates its absence, but the argument of the constructor is required.
            is_needed=(is_required and given is None) or (not is_list and self.overrides.is_needed(path)),
            is_personal=self.overrides.is_personal(path),
            declared_default=default,
            default=given,
            fixed=fixed,
            only=only,
            documentation=self.xsd.said_of(declared) if role != "text" else None,
        )
        if found.kind is not None and found.simple is not None:
            try:
                made = validator_arguments(found.kind, found.simple, limits, field.when_empty)
            except GenerationError as error:
                self._fail(declared, f"{error} is not bound")
            return attrs.evolve(field, arguments=made)
        return field

    def _refuse_default(self, found: FieldType, declared: XsdComponent) -> None:
        """Refuse a default or fixed value if an empty element would mean the same."""
        if found.target_is in {"class", "abstract"}:
            self._fail(declared, "a default or fixed value of a type with attributes is not bound")
        if found.compound is not None:
            self._fail(declared, "a default or fixed value of a list or a union is not bound")
        if isinstance(declared, XsdElement) and found.simple and "" in {v.text for v in found.simple.values}:
            problem = "a default or fixed value of an enumeration with an empty value is not bound"
            self._fail(declared, f"{problem}, since nothing would tell the two apart")

    def _refuse_nillable(self, field: FieldModel, declared: XsdElement) -> None:
        """Refuse an element that could have information but no value."""
        if field.fixed is not None:
            self._fail(declared, "nillable beside fixed is not bound", "leave one of them out")
        found = declared.type
        if field.target_is == "abstract" or (isinstance(found, XsdComplexType) and found.attributes):
            self._fail(declared, "nillable is not bound for an abstract type, or one with attributes")

    def _default(self, found: FieldType, declared: XsdComponent, text: str) -> str:
        """Return the default of an attribute, or a fixed value, as an expression."""
        if found.target_is == "enum" and isinstance(declared, XsdAttribute | XsdElement):
            return f"{found.target}.{self.types.member(declared.type, text)}"
        annotation = found.kind.annotation if found.kind else ""
        if annotation == "bool":
            return repr(text.strip() in {"true", "1"})
        if annotation == "int":
            return repr(int(text))
        if annotation == "str":
            return repr(text if found.kind is KINDS["text"] else text.strip())
        return self._fail(declared, f"a default or fixed value of {annotation or found.target} is not bound")

    def _fail(self, declared: XsdComponent, problem: str, advice: str = "") -> NoReturn:
        self.xsd.refuse(declared, problem, advice)
