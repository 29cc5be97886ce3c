"""The generated package, or another one of its shape, as what the tests are about."""

from __future__ import annotations

import importlib
import pickle
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING, Any

import attrs
from lxml import etree

from codegen.names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType


Value = Any
"""An instance of a generated class, or such a class, of whichever package: no type can name it."""


@dataclass(frozen=True)
class Package:
    """A generated package: its modules of classes, and its way to XML and back."""

    name: str
    api_v8: ModuleType
    datatypes: ModuleType
    enums: type
    raw_element: Callable[[bytes], Value]
    to_xml: Callable[[Value], bytes]
    from_xml: Callable[[type, bytes], Value]
    check: Callable[[Value], None]

    @classmethod
    def named(cls, name: str) -> Package:
        """The package that can be imported by that name."""
        package = importlib.import_module(name)
        return cls(
            name=name,
            api_v8=importlib.import_module(f"{name}.api_v8"),
            datatypes=importlib.import_module(f"{name}.datatypes"),
            enums=importlib.import_module(f"{name}._enums").OpenEnum,
            raw_element=package.RawElement,
            to_xml=package.to_xml,
            from_xml=package.from_xml,
            check=package.check,
        )

    @property
    def modules(self) -> tuple[ModuleType, ModuleType]:
        """Both modules of classes."""
        return self.api_v8, self.datatypes

    def classes(self) -> list[type]:
        """Every generated class that can be built, in the order of the modules."""
        found = [
            each for module in self.modules for each in vars(module).values() if self._is_own(each, module)
        ]
        return [each for each in found if attrs.has(each) and not is_abstract(each)]

    def enumerations(self) -> list[type]:
        """Every generated enumeration."""
        found = [
            each for module in self.modules for each in vars(module).values() if self._is_own(each, module)
        ]
        return [each for each in found if issubclass(each, self.enums)]

    def write(self, value: Value) -> bytes:
        """A value as a document, also one whose type no element of the schemas has."""
        if value.Meta.element:
            return self.to_xml(value)
        xml: str = self._of_codec("write", type(value))(
            value, value.Meta.name, f' xmlns="{value.Meta.namespace}"'
        )
        return xml.encode()

    def read(self, cls: Value, xml: bytes) -> Value:
        """The value of a document that `write` wrote."""
        return self.from_xml(cls, xml) if cls.Meta.element else self._of_codec("read", cls)(self.parse(xml))

    def _of_codec(self, verb: str, cls: type) -> Callable[..., Value]:
        codec = importlib.import_module(f"{cls.__module__}_codec")
        function: Callable[..., Value] = getattr(codec, f"{verb}_{Names.field(cls.__name__).rstrip('_')}")
        return function

    @staticmethod
    def parse(xml: bytes) -> etree._Element:
        """A document as lxml has it."""
        return etree.fromstring(xml)

    @staticmethod
    def _is_own(value: object, module: ModuleType) -> bool:
        return isinstance(value, type) and value.__module__ == module.__name__


def is_abstract(cls: type) -> bool:
    """Return True if only subclasses of the class can be built."""
    rules = getattr(cls.Meta, "rules", ())  # type: ignore[attr-defined]
    return any(type(rule).__name__ == "NotAbstract" and rule.name == cls.__name__ for rule in rules)


def pickled(value: Value, protocol: int = pickle.HIGHEST_PROTOCOL) -> Value:
    """Return a value after its way to another process."""
    return pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - what we have just made


OURS = Package.named("digipost_schema")


@contextmanager
def imported_from(folder: Path, name: str) -> Iterator[Package]:
    """The package in `folder` under another name, which is forgotten afterwards."""
    spec = spec_from_file_location(name, folder / "__init__.py", submodule_search_locations=[str(folder)])
    assert spec is not None
    assert spec.loader is not None
    sys.modules[name] = module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        yield Package.named(name)
    finally:
        for each in [each for each in sys.modules if each == name or each.startswith(f"{name}.")]:
            del sys.modules[each]
