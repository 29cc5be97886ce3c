"""A second opinion on any schema: xsdata's own classes of it, filled field by field from ours."""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from xsdata.codegen.transformer import ResourceTransformer
from xsdata.codegen.writer import CodeWriter
from xsdata.formats.dataclass.parsers.config import ParserConfig
from xsdata.models.config import GeneratorConfig, StructureStyle
from xsdata_attrs.bindings import XmlContext, XmlParser, XmlSerializer
from xsdata_attrs.compat import AnyElement
from xsdata_attrs.generator import AttrsGenerator

from tests.generated.stock import Place, Stock, infoset, variable_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xsdata.formats.dataclass.models.elements import XmlMeta, XmlVar

    from tests.generated.packages import Value

__all__ = ["SecondOpinion"]

CodeWriter.register_generator("attrs", AttrsGenerator)


@dataclass(frozen=True)
class Described:
    """A field as its metadata describes it."""

    name: str
    xml_name: str
    role: str
    is_money: bool = False


def places(cls: type) -> Iterator[Described]:
    for each in attrs.fields(cls):
        yield Described(each.name, each.metadata.get("name", ""), each.metadata.get("type", "Text"))


class SecondOpinion(Stock):
    """xsdata's own classes of the schemas in a folder, made in this process.

    Args:
        folder: The folder for them; its name becomes that of their package.
        schemas: The folder of the schemas.
    """

    def __init__(self, folder: Path, schemas: Path) -> None:
        config = GeneratorConfig.create()
        config.output.package = folder.name
        config.output.structure_style = StructureStyle.FILENAMES
        config.output.format.value = "attrs"
        sources = sorted(each.resolve() for each in schemas.glob("*.xsd"))
        with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
            # It writes below the working directory, calls ruff by name, and warns of names that it changes.
            patch.chdir(folder.parent)
            patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
            patch.syspath_prepend(folder.parent)
            warnings.simplefilter("ignore")
            ResourceTransformer(config=config).process([each.as_uri() for each in sources])
            importlib.invalidate_caches()
            for each in sources:
                importlib.import_module(f"{folder.name}.{each.stem}")
        self.context = XmlContext(models_package=folder.name)
        self.serializer = XmlSerializer(context=self.context)
        self.parser = XmlParser(context=self.context, config=ParserConfig(fail_on_converter_warnings=True))

    def agree(self, value: Value, xml: bytes) -> None:
        """Fail unless xsdata writes the value as `xml`, and finds the same in it."""
        assert infoset(self.write(value)) == infoset(xml)
        try:
            again = self.rewrite(value, xml)
        except TypeError as error:
            # Its parser gives no text to a class whose element is empty.
            assert "missing 1 required keyword-only argument: 'value'" in str(error)  # noqa: PT017
        else:
            assert infoset(again) == infoset(xml)

    def value(self, value: Value, cls: type) -> Value:
        meta: XmlMeta = self.context.build(cls)
        made = {}
        for place in places(type(value)):
            found = variable_of(meta, place)
            if found.init:  # a fixed value is there by itself
                made[found.name] = self._field(place, value, meta)
        return cls(**made)

    def _item(self, item: Value, field: Place, variable: XmlVar) -> Value:
        if repr(item) == "NIL":
            return None
        if variable.is_wildcard and hasattr(item, "xml"):
            # Samples have empty elements there.
            return AnyElement(qname=f"{{{item.namespace}}}{item.name}")
        if isinstance(item, tuple) or not hasattr(item, "Meta"):
            return super()._item(item, field, variable)
        if type(item).__bases__ == (object,):
            return self.value(item, variable.types[0])
        return super()._item(item, field, variable)
