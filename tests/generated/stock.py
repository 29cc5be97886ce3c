"""The second opinions: what plain xsdata makes of the same schemas, its serialiser and parser, and libxml2.

Values go from our classes to xsdata's field by field, with a lexical form of the tests' own, so that nothing
of our codec is trusted on the way.
"""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID
from xml.etree.ElementTree import canonicalize

from xsdata.formats.dataclass.parsers.config import ParserConfig
from xsdata.models.datatype import XmlDate, XmlDateTime
from xsdata_attrs.bindings import XmlContext, XmlParser, XmlSerializer
from xsdata_attrs.compat import DerivedElement

from tests.generated.fields import fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xsdata.formats.dataclass.models.elements import XmlMeta, XmlVar

    from tests.generated.packages import Value

QUANTITY = re.compile(r"(?<=:quantity>)[^<]+")
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


class Place(Protocol):
    """A field, as far as it says where a value belongs."""

    @property
    def name(self) -> str: ...

    @property
    def xml_name(self) -> str: ...

    @property
    def role(self) -> str: ...

    @property
    def is_money(self) -> bool: ...


class Stock:
    """xsdata's own classes of a pair of schemas, to write and read what our classes say.

    Args:
        folder: The folder for the classes; they can be imported from there afterwards.
        schemas: The folder of the schemas.
        name: The name of the package to make.
    """

    def __init__(self, folder: Path, schemas: Path, name: str) -> None:
        # It writes below the working directory, and calls ruff by name.
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        options = ["--structure-style", "filenames", "--output", "attrs"]
        subprocess.run(
            [sys.executable, "-m", "xsdata", "generate", str(schemas.resolve()), "--package", name, *options],
            cwd=folder,
            env=os.environ | {"PATH": path},
            capture_output=True,
            check=True,
        )
        for module in ("api_v8", "datatypes"):
            importlib.import_module(f"{name}.{module}")
        self.context = XmlContext(models_package=name)
        self.serializer = XmlSerializer(context=self.context)
        self.parser = XmlParser(context=self.context, config=ParserConfig(fail_on_converter_warnings=True))

    def write(self, value: Value) -> str:
        """Return the same value as xsdata's serialiser writes it."""
        return self._render(self.value(value, self._class_of(value)), value.Meta)

    def rewrite(self, value: Value, xml: bytes) -> str:
        """Return a document about `value`, read by xsdata's parser and written again."""
        found: object = self.parser.from_bytes(xml, self._class_of(value))
        return self._render(found, value.Meta)

    def _render(self, found: object, meta: Value) -> str:
        if not meta.element:
            found = DerivedElement(qname=f"{{{meta.namespace}}}{meta.name}", value=found)
        return self.serializer.render(found, ns_map={None: meta.namespace})

    def _class_of(self, value: Value) -> type:
        found: type | None = self.context.find_type(
            f"{{{value.Meta.namespace}}}{value.Meta.element or value.Meta.name}"
        )
        assert found is not None, type(value)
        return found

    def value(self, value: Value, cls: type) -> Value:
        """The same value as an instance of xsdata's class."""
        meta: XmlMeta = self.context.build(cls)
        own: Value = type(value)
        return cls(**{variable_of(meta, each).name: self._field(each, value, meta) for each in fields(own)})

    def _field(self, field: Place, owner: Value, meta: XmlMeta) -> Value:
        variable, held = variable_of(meta, field), getattr(owner, field.name)
        if isinstance(held, list):
            return [self._item(each, field, variable) for each in held]
        if held is None:
            return [] if variable.list_element else None
        item = self._item(held, field, variable)
        return [item] if variable.list_element else item

    def _item(self, item: Value, field: Place, variable: XmlVar) -> Value:
        if variable.is_wildcard:
            xml = getattr(item, "xml", None)
            return self.value(item, self._class_of(item)) if xml is None else self.parser.from_bytes(xml)
        if isinstance(item, tuple):
            return [self._item(each, field, variable) for each in item]
        if not hasattr(item, "Meta"):
            return simple(item, type_of(item, variable.types), is_money=field.is_money)
        (cls,) = variable.types
        qname = f"{{{item.Meta.namespace}}}{item.Meta.name}"
        return self.value(item, self.context.find_subclass(cls, qname) or cls)


def variable_of(meta: XmlMeta, field: Place) -> XmlVar:
    (found,) = [
        each
        for each in meta.get_all_vars()
        if (each.is_wildcard if field.role == "Wildcard" else each.is_text if field.role == "Text" else False)
        or (
            each.local_name == field.xml_name
            and each.is_attribute == (field.role == "Attribute")
            and not each.is_text
        )
    ]
    return found


def type_of(item: Value, types: Sequence[type]) -> type:
    """xsdata's type of a value, where a union has several."""
    wanted = {datetime: XmlDateTime, date: XmlDate}.get(type(item), type(item))
    named = [each for each in types if issubclass(each, Enum) and each.__name__ == wanted.__name__]
    return (named or [each for each in types if each is wanted] or [*types])[0]


def simple(value: Value, cls: type, *, is_money: bool) -> Value:
    """A simple value as xsdata has it, by a way of our own where xsdata has text."""
    if isinstance(value, datetime) and cls is XmlDateTime:
        return XmlDateTime.from_datetime(value.replace(microsecond=value.microsecond // 1000 * 1000))
    if isinstance(value, date) and cls is XmlDate:
        return XmlDate.from_date(value)
    if issubclass(cls, Enum):
        return cls(str(value))
    return lexical(value, is_money=is_money) if cls is str else cls(value) if cls is float else value


def lexical(value: Value, *, is_money: bool) -> str:
    """A value as text."""
    if isinstance(value, datetime):
        text = f"{value:%H:%M:%S}" + (f".{value.microsecond // 1000:03}" if value.microsecond >= 1000 else "")
        offset = f"{value:%z}"
        zone = (
            "" if value.utcoffset() is None else "Z" if offset == "+0000" else f"{offset[:3]}:{offset[3:5]}"
        )
        return f"{value.year:04}-{value.month:02}-{value.day:02}T{text}{zone}"
    if isinstance(value, date):
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    if isinstance(value, Decimal):
        return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP) if is_money else value:f}"
    assert isinstance(value, str | UUID), type(value)
    return str(value)


def infoset(xml: bytes | str) -> str:
    """A document without what has no meaning: prefixes, order of attributes, ways to escape."""
    canonical = canonicalize(xml_data=xml, rewrite_prefixes=True, qname_aware_attrs={XSI_TYPE})
    # The one value that xsdata writes otherwise than we do, where both mean the same: 1E-07 for 1e-07.
    return QUANTITY.sub(lambda match: repr(float(match[0])), canonical)
