"""Whole packages made of schemas that a test has, importable under names of their own."""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lxml import etree

from codegen.pipeline import models_of, unformatted_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

NO_REFINEMENTS = ""
# As few as can be, since what is made of ours is tested elsewhere.
DATA_TYPES = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
    xmlns="http://api.digipost.no/schema/datatypes" targetNamespace="http://api.digipost.no/schema/datatypes">
  <xs:element name="externalLink" type="externalLink"/>
  <xs:complexType name="externalLink">
    <xs:sequence><xs:element name="url" type="xs:anyURI"/></xs:sequence>
  </xs:complexType>
</xs:schema>"""


def write_package(folder: Path, schema: bytes, refinements: str = NO_REFINEMENTS) -> Path:
    """Make the package `folder` of `schema` as `api_v8.xsd` beside one data type.

    Raises:
        GenerationError: If the schema cannot be bound.
    """
    schemas = folder.parent / f"{folder.name}_schemas"
    schemas.mkdir(exist_ok=True)
    (schemas / "api_v8.xsd").write_bytes(schema)
    (schemas / "datatypes.xsd").write_bytes(DATA_TYPES)
    overrides = schemas / "overrides.toml"
    overrides.write_text(refinements, encoding="utf-8")
    for name, data in unformatted_files(schemas, models_of(schemas, overrides)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def write_schemas(folder: Path, files: str | dict[str, str]) -> Path:
    """Write the files of a package, or its one schema `api_v8.xsd`, and overrides that say nothing."""
    schemas = folder / "schemas"
    for name, text in ({"api_v8.xsd": files} if isinstance(files, str) else files).items():
        path = schemas / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (schemas / "overrides.toml").write_text("")
    return schemas


@contextmanager
def package_of(folder: Path, files: str | dict[str, str], number: int) -> Iterator[list[ModuleType]]:
    """The package of schemas, its module `api_v8`, and the codec of that."""
    schemas = write_schemas(folder, files)
    made = folder / f"twist_{number}"
    for path, data in unformatted_files(schemas, models_of(schemas, schemas / "overrides.toml")).items():
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_bytes(data)
    with imported_modules(made, "api_v8", "api_v8_codec") as found:
        yield found


@contextmanager
def imported(folder: Path) -> Iterator[ModuleType]:
    """The package in `folder`, by the folder's name; it is forgotten afterwards."""
    with imported_modules(folder, "api_v8", "api_v8_codec", "datatypes_codec") as (package, *_):
        yield package


@contextmanager
def imported_modules(folder: Path, *modules: str) -> Iterator[list[ModuleType]]:
    """The package in `folder`, by the folder's name, and modules of it; they are forgotten afterwards."""
    sys.path.insert(0, str(folder.parent))
    importlib.invalidate_caches()
    try:
        names = [folder.name, *(f"{folder.name}.{module}" for module in modules)]
        yield [importlib.import_module(name) for name in names]
    finally:
        sys.path.remove(str(folder.parent))
        for each in [each for each in sys.modules if each.partition(".")[0] == folder.name]:
            del sys.modules[each]


def validator(folder: Path) -> etree.XMLSchema:
    """The schemas of a package as libxml2 has them."""
    return etree.XMLSchema(etree.parse(folder / "xsd" / "all.xsd"))


def canonical(xml: bytes) -> bytes:
    """A document without what means nothing."""
    return etree.tostring(etree.fromstring(xml), method="c14n", exclusive=True)
