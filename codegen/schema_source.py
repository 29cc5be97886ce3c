"""A schema as xsdata maps it before its analysis: global elements, declared types, occurrence and choices."""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import attrs
from lxml import etree
from xsdata.codegen.models import Attr, Class

__all__ = ["SchemaSource"]

_XS = "{http://www.w3.org/2001/XMLSchema}"


@attrs.define
class SchemaSource:
    """One schema file, and what xsdata's analysis would hide of it.

    Attributes:
        path: The XSD.
        namespace: Its target namespace.
        sha256: The digest of the file's bytes.
        documentation: What the schema says of itself.
    """

    path: Path
    namespace: str
    sha256: str
    documentation: str | None
    _types: dict[str, Class]
    _elements: dict[str, str]

    # xsdata's number for maxOccurs="unbounded" is the largest int; no real limit comes near.
    unbounded = 2**31

    @classmethod
    def read(cls, path: Path, mapped: list[Class]) -> SchemaSource:
        """Take what is needed from the mapped classes, before they are analysed and changed."""
        data = path.read_bytes()
        root = etree.fromstring(data)
        own = root.find(f"{_XS}annotation/{_XS}documentation")
        types = {name: obj for each in mapped for name, obj in _with_inner(each.name, each.clone())}
        elements = {
            (each.extensions[0].type.name if each.extensions else each.name): each.name
            for each in mapped
            if each.is_element
        }
        return cls(
            path=path,
            namespace=root.get("targetNamespace", ""),
            sha256=hashlib.sha256(data).hexdigest(),
            documentation=inspect.cleandoc(own.text) if own is not None and own.text else None,
            types=types,
            elements=elements,
        )

    @property
    def module(self) -> str:
        """The name of the module that the schema becomes."""
        return self.path.stem

    def xml_name(self, obj: Class) -> str:
        """Return a class's name in the schema; xsdata numbers a type that resembles an element."""
        return obj.name if obj.name in self._types else re.sub(r"_\d+$", "", obj.name)

    def element_of(self, type_name: str) -> str | None:
        """Return the global element that has this type, or None."""
        return self._elements.get(type_name)

    def raw_attributes(self, type_name: str) -> list[Attr]:
        """Return the attributes of a type as mapped."""
        return self._types[type_name].attrs

    def raw_attribute(self, type_name: str, name: str) -> Attr | None:
        """Return the first attribute of that name as mapped, or None for the text of simple content."""
        return next((attr for attr in self.raw_attributes(type_name) if attr.name == name), None)


def _with_inner(name: str, obj: Class) -> Iterator[tuple[str, Class]]:
    """Yield a class and its anonymous types under the names that xsdata gives them."""
    if not (obj.is_element and obj.extensions):
        yield name, obj
    for inner in obj.inner:
        yield from _with_inner(f"{name}_{inner.name}", inner)
