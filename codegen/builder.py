"""The conversion of a schema to the model that the templates render."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import attrs
from xmlschema.validators import XsdAttribute, XsdComplexType, XsdComponent, XsdElement, XsdGroup, XsdType

from codegen.content import Element, Group, Wildcard, elements, read_content, required
from codegen.definition_order import definition_order
from codegen.errors import GenerationError
from codegen.field_types import FieldTypes
from codegen.fields import FieldBuilder
from codegen.model import ClassModel, EnumModel, FieldModel, Member, ModuleModel, RuleModel
from codegen.names import Names
from codegen.overrides import Overrides
from codegen.rules import structure_rules, written
from codegen.simple_types import read_simple_type
from codegen.type_names import TypeNames
from codegen.xsd import XS, Xsd

__all__ = ["build_module"]

_ANY_TYPE = f"{XS}anyType"
_EMPTY = Group("sequence", 1, ())
_RENAME = 'give it a name in overrides.toml: [[rename]] field = "{}"'


@attrs.define
class _Builder:
    xsd: Xsd
    module_name: str
    overrides: Overrides
    names: TypeNames
    fields: FieldBuilder
    roots: dict[int, str] = attrs.field(factory=dict)
    made: dict[int, ClassModel] = attrs.field(factory=dict)

    def module(self) -> ModuleModel:
        for element in self.xsd.schema.elements.values():
            self._global_element(element)
        for simple in self.xsd.schema.simple_types:
            self._refined_type(simple)
        enums = [self.enum(each) for each in self.names.enumerations()]
        for each in self.names.complex_types():
            self.cls(each)
        functions: set[str] = set()
        classes = [_with_function(self.made[id(each)], functions) for each in self.names.complex_types()]
        return ModuleModel(
            name=self.module_name,
            namespace=self.xsd.namespace,
            schema_file=self.xsd.path.name,
            sha256=hashlib.sha256(self.xsd.data).hexdigest(),
            documentation=self.xsd.documentation,
            enums=tuple(enums),
            classes=definition_order(classes),
            included=tuple(path.name for path in self.xsd.included),
        )

    def _refined_type(self, found: XsdType) -> None:
        """Check that an override of a type still fits the type, even if no field has the type."""
        path = f"{self.module_name}/{found.local_name}"
        if self.overrides.refines(path):
            self.overrides.kind(path, path, read_simple_type(self.xsd, found, found).described)

    def _global_element(self, element: XsdElement) -> None:
        if element.substitution_group is not None or element.abstract:
            self.xsd.refuse(element, "a substitution group or an abstract element is not bound")
        if (
            element.nillable
            or element.block
            or element.identities
            or element.default
            or element.fixed is not None
        ):
            self.xsd.refuse(
                element, "nillable, block, default, fixed, key and unique of a global element are not bound"
            )
        if element.type.is_simple():
            self.xsd.refuse(element, "a global element of a simple type is not bound")
        if element.type.name == _ANY_TYPE:
            self.xsd.refuse(element, "a global element without a type is not bound")
        if element.type.abstract:
            self.xsd.refuse(element, "a global element of an abstract type is not bound")
        if id(element.type) in self.roots:
            self.xsd.refuse(
                element,
                f"its type is that of {self.roots[id(element.type)]}, too; one class has one element",
            )
        self.roots[id(element.type)] = element.local_name

    def enum(self, found: XsdType) -> EnumModel:
        xml_name = self.names.xml_name(found)
        simple = read_simple_type(self.xsd, found, found)
        members: dict[str, Member] = {}
        for value in simple.values:
            path = f"{self.module_name}/{xml_name}/{value.text}"
            name = self.fields.types.member(found, value.text)
            if name in members:
                twin = members[name].value
                self.xsd.refuse(
                    found,
                    f"the members {twin!r} and {value.text!r} would both be {name}",
                    _RENAME.format(path),
                )
            members[name] = Member(name, value.text, value.documentation)
        return EnumModel(
            name=self.names.python_name(found),
            xml_name=xml_name,
            label=self.names.label(found),
            members=tuple(members.values()),
            place=self.xsd.place(found),
            documentation=self.xsd.said_of(found),
        )

    def cls(self, found: XsdComplexType) -> ClassModel:
        if id(found) in self.made:
            return self.made[id(found)]
        base = self._base(found)
        xml_name = self.names.xml_name(found)
        content = read_content(self.xsd, found.content) if isinstance(found.content, XsdGroup) else _EMPTY
        inherited = base.all_fields if base else ()
        fields = (*inherited, *self._own_fields(found, xml_name, content, inherited))
        by_xml_name = {each.xml_name: each for each in fields if each.role in {"element", "wildcard"}}
        names = {each.xml_name: each.name for each in by_xml_name.values()}
        lists = {each.xml_name for each in by_xml_name.values() if each.is_list}
        structure = structure_rules(content, names, lists)
        if found.abstract:
            structure = (RuleModel("NotAbstract", repr(self.names.python_name(found)), ""), *structure)
        made = ClassModel(
            name=self.names.python_name(found),
            xml_name=xml_name,
            label=self.names.label(found),
            function="",
            element=self.roots.get(id(found)),
            base=base.name if base else None,
            is_abstract=found.abstract,
            all_fields=fields,
            inherited=frozenset(each.name for each in inherited),
            content=content,
            structure=structure,
            beyond=(
                *(base.beyond if base else ()),
                *self._beyond(f"{self.module_name}/{xml_name}", fields),
            ),
            order=written(content, names),
            place=self.xsd.place(found),
            documentation=self.xsd.said_of(found),
        )
        self.made[id(found)] = made
        return made

    def _base(self, found: XsdComplexType) -> ClassModel | None:
        if found.mixed:
            self.xsd.refuse(found, "text between elements (mixed) is not bound")
        if found.block:
            self.xsd.refuse(found, f'block="{found.block}" is not bound')
        if found.derivation == "restriction":
            problem = "a restriction of a complex type is not bound"
            is_plain = found.base_type is not None and found.base_type.name == _ANY_TYPE
            advice = "write its content without complexContent" if is_plain else ""
            self.xsd.refuse(found, problem, advice)
        if None in found.attributes:
            self.xsd.refuse(found, "anyAttribute is not bound")
        base = found.base_type
        if not isinstance(base, XsdComplexType) or base.name == _ANY_TYPE:
            return None
        if not base.abstract:
            self.xsd.refuse(found, f"an extension of {base.local_name}, which is not abstract, is not bound")
        return self.cls(base)

    def _own_fields(
        self, found: XsdComplexType, xml_name: str, content: Group, inherited: tuple[FieldModel, ...]
    ) -> list[FieldModel]:
        has = {(each.role, each.xml_name) for each in inherited}
        made: list[tuple[FieldModel, XsdComponent]] = []
        always = required(content)
        groups: dict[str, list[Element | Wildcard]] = {}
        for part in elements(content):
            groups.setdefault(part.name, []).append(part)
        for name, parts in groups.items():
            if not {("element", name), ("wildcard", name)} & has:
                made.append(
                    (self._of_content(xml_name, parts, is_required=name in always), parts[0].declared)
                )
        if not isinstance(found.content, XsdGroup) and ("text", "value") not in has:
            made.append((self.fields.text(xml_name, found), found))
        taken = {each.name for each in inherited} | {field.name for field, _ in made}
        for attribute in found.attributes.values():
            if not isinstance(attribute, XsdAttribute) or attribute.use == "prohibited":
                continue
            if ("attribute", attribute.local_name) in has:
                continue
            field = self.fields.attribute(xml_name, attribute)
            if field.name in taken:
                # In XML an element and an attribute, or the text and an attribute, may share a name.
                field = attrs.evolve(field, name=f"{field.name.rstrip('_')}_attribute")
            made.append((field, attribute))
        self._refuse_twins(inherited, made)
        owner = self.names.python_name(found)
        return [
            attrs.evolve(field, compound_name=f"_{owner}_{field.name}") if field.compound else field
            for field, _ in made
        ]

    def _of_content(self, owner: str, parts: list[Element | Wildcard], *, is_required: bool) -> FieldModel:
        first = parts[0]
        if isinstance(first, Wildcard):
            return self.fields.wildcard(owner, first, is_required=is_required)
        most = None if any(each.most is None for each in parts) else max(each.most or 0 for each in parts)
        return self.fields.element(owner, first, most=most, is_required=is_required)

    def _refuse_twins(
        self, inherited: tuple[FieldModel, ...], made: list[tuple[FieldModel, XsdComponent]]
    ) -> None:
        taken = {each.name: each for each in inherited}
        for field, component in made:
            twin = taken.get(field.name)
            if twin is not None:
                problem = f"the fields of {twin.xml_name} and {field.xml_name} would both be {field.name}"
                self.xsd.refuse(component, problem, _RENAME.format(field.path))
            taken[field.name] = field

    def _beyond(self, owner: str, fields: Iterable[FieldModel]) -> tuple[RuleModel, ...]:
        """Return the rules from the overrides only."""
        by_path: Mapping[str, FieldModel] = {each.path: each for each in fields}
        limits = [
            (each, self.overrides.limit(each.path, described, is_list=each.is_list).get("most"))
            for each in by_path.values()
            if each.path.startswith(f"{owner}/")
            for described in [each.simple.described if each.simple else None]
        ]
        occurs = [
            RuleModel("Occurs", f"{each.name!r}, 0, {most}", "") for each, most in limits if most is not None
        ]
        needed = [
            RuleModel("Required", repr(tuple(by_path[path].name for path in group)), "")
            for group in self.overrides.needed_of(owner, by_path)
        ]
        return (*occurs, *needed)


def _with_function(cls: ClassModel, functions: set[str]) -> ClassModel:
    """Return the class with a unique name for its reader and its writer."""
    plain = made = Names.field(cls.name).rstrip("_")
    number = 1
    # Tables use the name in capitals, and different names can have the same capitals: `ß` and `ss`.
    while made.upper() in functions:
        number += 1
        made = f"{plain}_{number}"
    functions.add(made.upper())
    return attrs.evolve(cls, function=made)


def build_module(xsd: Xsd, overrides: Overrides, name: str = "") -> ModuleModel:
    """Return the model of one schema.

    Args:
        xsd: The schema.
        overrides: The refinements.
        name: The name of its module, also used in overrides.toml; the file's name if omitted.

    Raises:
        GenerationError: The schema has a construct that this generator does not support.
    """
    if not xsd.namespace:
        # Without a target namespace, libxml2 and the readers would treat the schema as a part of any other.
        problem = "a schema without a target namespace is not bound; give it one"
        raise GenerationError(f"{xsd.path.name}:1: schema: {problem}")
    module = name or xsd.path.stem
    names = TypeNames.of(xsd, module, lambda xml_name: overrides.name(f"{module}/{xml_name}"))
    fields = FieldBuilder(xsd, module, overrides, FieldTypes(xsd, module, names, overrides))
    return _Builder(xsd, module, overrides, names, fields).module()
