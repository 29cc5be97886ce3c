"""From xsdata's classes to what the templates render."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import attrs
from xsdata.codegen.models import Attr, Class

from codegen.choices import ChoiceRule, choice_rules
from codegen.errors import GenerationError
from codegen.facets import validator_arguments
from codegen.filters import Names
from codegen.model import ClassModel, EnumModel, FieldModel, ModuleModel, RuleModel
from codegen.overrides import Overrides
from codegen.schema_source import SchemaSource
from codegen.values import KINDS, NATIVE, Kind

__all__ = ["build_module"]

_ROLES = {"Element": "element", "Attribute": "attribute", "Extension": "text", "Any": "wildcard"}


@attrs.define
class _Builder:
    source: SchemaSource
    overrides: Overrides
    by_qname: dict[str, Class]

    def module(self, classes: list[Class]) -> ModuleModel:
        source = self.source
        # An element that only gives its type another name is that type's `element`, not a class of its own.
        complex_classes = [
            each for each in classes if not (each.is_enumeration or (each.is_element and each.extensions))
        ]
        return ModuleModel(
            name=source.module,
            namespace=source.namespace,
            schema_file=source.path.name,
            sha256=source.sha256,
            documentation=source.documentation,
            enums=tuple(self.enum(each) for each in classes if each.is_enumeration),
            classes=_definition_order([self.cls(each) for each in complex_classes]),
        )

    def enum(self, obj: Class) -> EnumModel:
        members = tuple(
            (Names.constant(each.name), each.default or each.name, each.help) for each in obj.attrs
        )
        return EnumModel(Names.cls(obj.name), members, obj.help)

    def cls(self, obj: Class) -> ClassModel:
        xml_name = self.source.xml_name(obj)
        base = self._base(obj)
        own = tuple(self.field(obj, attr) for attr in obj.attrs)
        inherited = self.cls(base).all_fields if base else ()
        structure = self._structure(xml_name, own)
        if obj.abstract:
            structure = (RuleModel(f"NotAbstract({Names.cls(xml_name)!r})", ""), *structure)
        if base:
            structure = (RuleModel(f"*{Names.cls(base.name)}.Meta.structure", ""), *structure)
        return ClassModel(
            name=Names.cls(xml_name),
            xml_name=xml_name,
            element=self.source.element_of(xml_name),
            base=Names.cls(base.name) if base else None,
            is_abstract=obj.abstract,
            fields=own,
            inherited=inherited,
            structure=structure,
            beyond=self._beyond(f"{self.source.module}/{xml_name}", own),
            documentation=obj.help,
        )

    def _base(self, obj: Class) -> Class | None:
        if not obj.extensions:
            return None
        (extension,) = obj.extensions
        return self.by_qname[extension.type.qname]

    def field(self, obj: Class, attr: Attr) -> FieldModel:
        owner = self.source.xml_name(obj)
        role = _ROLES.get(attr.tag)
        if role is None or attr.restrictions.nillable or attr.fixed or attr.restrictions.tokens:
            raise GenerationError(f"{owner}/{attr.name}: {attr.tag}, nillable, fixed or a list type")
        path = f"{self.source.module}/{owner}/{'*' if role == 'wildcard' else attr.name}"
        raw = self.source.raw_attribute(owner, attr.name)
        kind, target, target_is = self._type(path, attr, role, raw)
        is_list = attr.restrictions.is_list
        in_choice = any(step[0] == "c" for step in attr.restrictions.path)
        least = attr.restrictions.min_occurs if raw is None else raw.restrictions.min_occurs
        is_required = (bool(least) or role in {"text", "wildcard"}) and not in_choice and not is_list
        return FieldModel(
            name=self.overrides.name(path) or Names.field(attr.name),
            xml_name=attr.name,
            role=role,
            kind=kind,
            target=target,
            target_is=target_is,
            is_list=is_list,
            is_required=is_required and not self.overrides.is_optional(path),
            is_personal=self.overrides.is_personal(path),
            is_recursive=target == Names.cls(owner),
            default=self._default(kind, raw) if role == "attribute" else None,
            when_empty=(raw.default or "") if raw is not None and role == "element" else "",
            arguments=validator_arguments(kind, attr.restrictions, self.overrides.limit(path))
            if kind
            else repr(attr.namespace),
            documentation=attr.help,
        )

    def _type(
        self, path: str, attr: Attr, role: str, raw: Attr | None
    ) -> tuple[Kind | None, str | None, str]:
        if role == "wildcard":
            return None, None, "wildcard"
        (kind_of,) = attr.types
        if kind_of.native:
            declared = f"{self.source.module}/{raw.types[0].name}" if raw else ""
            name = self.overrides.kind(path, declared) or NATIVE.get(kind_of.name)
            if name is None:
                raise GenerationError(f"{path}: the type xs:{kind_of.name}")
            if name not in KINDS:
                raise GenerationError(f"{path}: the kind of value {name}")
            return KINDS[name], None, "kind"
        obj = self.by_qname[kind_of.qname]
        target = Names.cls(self.source.xml_name(obj))
        return None, target, "enum" if obj.is_enumeration else "abstract" if obj.abstract else "class"

    def _default(self, kind: Kind | None, raw: Attr | None) -> str | None:
        # Only an attribute's default stands in for what is absent; an element's fills it when it is empty.
        if raw is None or raw.default is None:
            return None
        if kind is not KINDS["boolean"]:
            raise GenerationError(f"{raw.name}: a default that is not a boolean")
        return repr(raw.default in {"true", "1"})

    def _structure(self, owner: str, fields: tuple[FieldModel, ...]) -> tuple[RuleModel, ...]:
        """The rules that the schema's structure gives."""
        names = {field.xml_name: field.name for field in fields}
        rules = [_choice(rule, names) for rule in choice_rules(self.source.raw_attributes(owner))]
        for field in fields:
            raw = self.source.raw_attribute(owner, field.xml_name)
            if field.is_list and raw is not None:
                least, most = raw.restrictions.min_occurs or 0, raw.restrictions.max_occurs or 1
                limit = most if most < self.source.unbounded else None
                if least or limit is not None:
                    doubts = [f"len(v.{field.name}) < {least}"] if least else []
                    doubts += [f"len(v.{field.name}) > {limit}"] if limit is not None else []
                    suspected = " or ".join(doubts)
                    rules.append(RuleModel(f"Occurs({field.name!r}, {least}, {limit})", suspected))
        return tuple(rules)

    def _beyond(self, owner: str, fields: tuple[FieldModel, ...]) -> tuple[str, ...]:
        """The rules that only the overrides give."""
        names = {field.xml_name: field.name for field in fields}
        limits = [(field, self.overrides.limit(f"{owner}/{field.xml_name}").get("most")) for field in fields]
        return (
            *(f"Occurs({field.name!r}, 0, {most})" for field, most in limits if most is not None),
            *(
                f"Required({tuple(names[name] for name in group)!r})"
                for group in self.overrides.needed_of(owner)
            ),
        )


def _choice(rule: ChoiceRule, names: dict[str, str]) -> RuleModel:
    alternatives = tuple(
        (tuple(names[name] for name in each.must), tuple(names[name] for name in each.may))
        for each in rule.alternatives
    )
    made = f"Choice({alternatives!r}, at_least_one={rule.at_least_one})"
    if any(len(each.must + each.may) > 1 for each in rule.alternatives):
        return RuleModel(made, "True")
    fields = [names[name] for each in rule.alternatives for name in each.must + each.may]
    first, *others = [f"(v.{name} is not None)" for name in fields]
    if len(others) == 1:
        # The usual case, and twice as fast as counting.
        return RuleModel(made, f"{first} is {others[0]}" if rule.at_least_one else f"{first} and {others[0]}")
    return RuleModel(made, f"{' + '.join([first, *others])} {'!= 1' if rule.at_least_one else '> 1'}")


def _definition_order(classes: list[ClassModel]) -> tuple[ClassModel, ...]:
    """Return the classes so that each comes after those that its fields and its base name."""
    by_name = {each.name: each for each in classes}
    order: TopologicalSorter[str] = TopologicalSorter()
    for each in classes:
        targets = [field.target for field in each.fields if not field.is_recursive]
        order.add(each.name, *(name for name in (*targets, each.base) if name in by_name))
    try:
        return tuple(by_name[name] for name in order.static_order())
    except CycleError as error:
        raise GenerationError(f"types that hold each other: {', '.join(error.args[1])}") from error


def build_module(source: SchemaSource, classes: list[Class], overrides: Overrides) -> ModuleModel:
    """Return the model of one schema.

    Args:
        source: The schema as written.
        classes: xsdata's classes after its analysis.
        overrides: The refinements.

    Raises:
        GenerationError: For what the schema has and this generator does not bind.
    """
    return _Builder(source, overrides, {each.qname: each for each in classes}).module(classes)
