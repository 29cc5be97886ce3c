"""A package of bindings against xsdata, libxml2 and itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import attrs
from lxml import etree

from tests.generated import schema_parts
from tests.generated.examples import Examples
from tests.generated.fields import fields
from tests.generated.stock import infoset

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.generated.packages import Package, Value
    from tests.generated.stock import Stock


def wrapped(cls: Value, schemas: Path) -> etree.XMLSchema:
    """The schema of a class, with an element of the type's name."""
    name, namespace = cls.Meta.name, cls.Meta.namespace
    location = (schemas / f"{cls.__module__.rpartition('.')[2]}.xsd").as_uri()
    text = (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="{namespace}"'
        f' targetNamespace="{namespace}"><xs:include schemaLocation="{location}"/>'
        f'<xs:element name="{name}" type="tns:{name}"/></xs:schema>'
    )
    return etree.XMLSchema(etree.fromstring(text))


class DifferenceError(AssertionError):
    """The package and a second opinion do not agree."""


@dataclass
class Exercised:
    """The parts of the schemas that were written and read."""

    fields: set[tuple[str, str, str]] = field(default_factory=set)
    left_out: set[tuple[str, str, str]] = field(default_factory=set)
    repeated: set[tuple[str, str, str]] = field(default_factory=set)
    alternatives: set[tuple[str, str, frozenset[str]]] = field(default_factory=set)
    members: set[tuple[str, str, str]] = field(default_factory=set)

    def note(self, value: Value) -> None:
        """Take account of a value and all in it."""
        module = type(value).__module__.rpartition(".")[2]
        if hasattr(type(value), "__members__"):
            self.members.add((module, type(value).__name__, str(value)))
        if not hasattr(value, "Meta"):
            return
        present = set()
        for each in fields(value.__class__):
            held = getattr(value, each.name)
            items = held if isinstance(held, list) else [] if held is None else [held]
            # Elements of a base are in the schema at the base; no base has any content so far.
            (self.fields if items else self.left_out).add(each.key)
            present |= {each.xml_name} if items else set()
            if len(items) > 1:
                self.repeated.add(each.key)
            for item in items:
                self.note(item)
        chosen = schema_parts.choices().get((module, type(value).__name__), frozenset()) & present
        self.alternatives.add((module, type(value).__name__, chosen))


class Differential:
    """The check of one package.

    Args:
        package: The bindings.
        stock: xsdata's bindings of the same schemas.
        schemas: The folder of the package's copies of the schemas.
    """

    def __init__(self, package: Package, stock: Stock, schemas: Path) -> None:
        self.package = package
        self.stock = stock
        self.schemas = schemas
        self._validators: dict[type | None, etree.XMLSchema] = {}

    @cached_property
    def examples(self) -> Examples:
        """The values to try."""
        return Examples(self.package)

    def everything(self, classes: Iterable[type] | None = None) -> Exercised:
        """Try all examples of the classes.

        Raises:
            DifferenceError: For the first one that is not as it should be.
        """
        exercised = Exercised()
        for cls in self.package.classes() if classes is None else classes:
            for value in self.examples.variants(cls):
                document = self.examples.in_a_document(value)
                self.document(document)
                exercised.note(document)
        return exercised

    def document(self, value: Value) -> None:
        """Write and read one value, and compare.

        Raises:
            DifferenceError: When it is not as it should be.
        """
        name = type(value).__name__
        try:
            xml, other = self.package.write(value), self.stock.write(value)
            self._same(f"{name} as xsdata writes it", infoset(xml), infoset(other))
            self._same(f"{name} as xsdata reads it", infoset(xml), infoset(self.stock.rewrite(value, xml)))
            schema = self.schema(type(value))
            if not schema.validate(etree.fromstring(xml)):
                raise DifferenceError(f"{name} is not valid: {schema.error_log}")
            as_read = self.as_read(value)
            for what, document in (("its own", xml), ("xsdata's", other.encode())):
                found = self.package.read(type(value), document)
                self._same(f"{name} read from {what} XML", found, as_read)
                self.package.check(found)
            self._same(f"{name} written again", infoset(self.package.write(found)), infoset(xml))
        except (ValueError, TypeError, AttributeError, LookupError, SyntaxError) as error:
            raise DifferenceError(f"{name}: {error!r}") from error

    def schema(self, cls: Value) -> etree.XMLSchema:
        """Return the schema for a document: the package's wrapper, or one for a type without an element."""
        key = None if cls.Meta.element else cls
        if key not in self._validators:
            self._validators[key] = (
                wrapped(cls, self.schemas) if key else etree.XMLSchema(file=self.schemas / "all.xsd")
            )
        return self._validators[key]

    @staticmethod
    def _same(what: str, found: object, expected: object) -> None:
        if found != expected:
            raise DifferenceError(f"{what}:\n{found}\nis not\n{expected}")

    def as_read(self, value: Value) -> Value:
        """The value as it is read: a data type that was written typed is kept as an element."""
        if isinstance(value, list):
            return [self.as_read(each) for each in value]
        if not hasattr(value, "Meta"):
            return value
        changes = {each.name: self.as_read(getattr(value, each.name)) for each in fields(value.__class__)}
        if type(value).__name__ == "DataType" and hasattr(value.content, "Meta"):
            changes["content"] = self.package.raw_element(self.package.to_xml(value.content))
        return attrs.evolve(value, **changes)
