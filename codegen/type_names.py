"""Names of a schema's types, as classes and enumerations."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs
from xmlschema.validators import (
    XsdAtomicBuiltin,
    XsdAttribute,
    XsdComplexType,
    XsdComponent,
    XsdElement,
    XsdGroup,
    XsdList,
    XsdSimpleType,
    XsdType,
)

from codegen.names import Names
from codegen.xsd import XS, Xsd

__all__ = ["TypeNames"]

# The union of a module's global elements, which is defined beside its classes.
_TAKEN = {"DataTypeElement": "the union of all data types"}


@attrs.define
class _Named:
    component: XsdType
    xml_name: str
    python_name: str


@attrs.define
class TypeNames:
    """The types of a schema in the order of the file, including anonymous types.

    Attributes:
        xsd: The schema.
        module_name: The name of its module.
        renamed: A function that returns a type's name in overrides.toml, or None.
    """

    xsd: Xsd
    module_name: str
    renamed: Callable[[str], str | None]
    _types: dict[int, _Named] = attrs.field(factory=dict)

    @classmethod
    def of(cls, xsd: Xsd, module_name: str, renamed: Callable[[str], str | None]) -> TypeNames:
        """Give every type its name.

        Raises:
            GenerationError: If two types would have the same name.
        """
        made = cls(xsd, module_name, renamed)
        found = list(made._found())
        taken = dict(_TAKEN)
        # Types with a name of their own come first: an anonymous type with the same name gets another name.
        for each in sorted(found, key=lambda each: each.name is None):
            made._name(each, taken)
        made._types = {id(each): made._types[id(each)] for each in found}
        return made

    def complex_types(self) -> list[XsdComplexType]:
        """Return the types that become classes."""
        return [each.component for each in self._types.values() if isinstance(each.component, XsdComplexType)]

    def enumerations(self) -> list[XsdType]:
        """Return the types that become enumerations."""
        found = [each.component for each in self._types.values()]
        return [each for each in found if not isinstance(each, XsdComplexType)]

    def xml_name(self, found: XsdComponent) -> str:
        """Return the name of a type; for an anonymous type, the names of its ancestors joined by `_`."""
        return self._types[id(found)].xml_name

    def python_name(self, found: XsdComponent) -> str:
        """Return the name of the class or the enumeration."""
        return self._types[id(found)].python_name

    def has(self, found: XsdComponent) -> bool:
        """Return True if a type has a name here."""
        return id(found) in self._types

    def label(self, found: XsdComponent) -> str:
        """Return the path of a type as `diff` reports it; an anonymous type has the path of its element."""
        kind = "type" if isinstance(found, XsdComplexType) else "enumeration"
        around, node = found.parent, found.parent
        while node is not None and not isinstance(node, XsdComplexType):
            node = node.parent
        if found.name is not None or node is None or not isinstance(around, XsdElement | XsdAttribute):
            return f"{kind} {self.xml_name(found)}"
        role = "element" if isinstance(around, XsdElement) else "attribute"
        return f"{self.label(node)} / {role} {around.local_name} / {kind}"

    def _name(self, found: XsdType, taken: dict[str, str]) -> None:
        steps = _steps(found)
        xml_name = "_".join(steps)
        name = self.renamed(xml_name) or Names.cls(xml_name)
        if name in taken and found.name is None:
            name += "Attribute" if isinstance(found.parent, XsdAttribute) else "Element"
        if name in taken:
            self.xsd.refuse(
                found,
                f"the class would be called {name}, as {taken[name]} is",
                f'give it a name in overrides.toml: [[rename]] field = "{self.module_name}/{xml_name}"',
            )
        taken[name] = f"that of {xml_name}"
        self._types[id(found)] = _Named(found, xml_name, name)

    def _found(self) -> Iterator[XsdType]:
        seen: set[int] = set()
        for each in self.xsd.schema.types.values():
            yield from self._within(each, seen)
        for element in self.xsd.schema.elements.values():
            yield from self._within(element.type, seen)

    def _within(self, found: XsdType, seen: set[int]) -> Iterator[XsdType]:
        pending = [found]
        while pending:
            each = pending.pop(0)
            if id(each) in seen or isinstance(each, XsdAtomicBuiltin):
                continue
            seen.add(id(each))
            if not isinstance(each, XsdComplexType):
                if _is_enumeration(each):
                    yield each
                pending += [item for item in _items(each) if item.name is None]
                continue
            yield each
            if isinstance(each.content, XsdGroup):
                pending += [
                    one.type
                    for one in each.content.iter_elements()
                    if isinstance(one, XsdElement) and _is_own(one)
                ]
            elif each.content.name is None:
                pending.append(each.content)
            pending += [
                one.type for one in each.attributes.values() if isinstance(one, XsdAttribute) and _is_own(one)
            ]


def _is_enumeration(found: XsdType) -> bool:
    level: XsdType | None = found
    while level is not None and not isinstance(level, XsdAtomicBuiltin):
        if f"{XS}enumeration" in (level.facets if isinstance(level, XsdSimpleType) else ()):
            return True
        level = level.base_type
    return False


def _items(found: XsdType) -> Iterator[XsdType]:
    """Yield the type of a list's items."""
    level: XsdType | None = found
    while level is not None and not isinstance(level, XsdAtomicBuiltin):
        if isinstance(level, XsdList):
            yield level.item_type
        level = level.base_type


def _is_own(component: XsdElement | XsdAttribute) -> bool:
    """Return True if the type is defined within the element or attribute."""
    return component.type.name is None and component.ref is None


def _steps(found: XsdComponent) -> list[str]:
    names: list[str] = []
    node: XsdComponent | None = found
    while node is not None:
        if (
            node.name
            and node.local_name
            and not (names and isinstance(node, XsdGroup) and node.ref is not None)
        ):
            names.append(node.local_name)
        node = node.parent
    return names[::-1]
