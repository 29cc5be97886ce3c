"""Whole documents: a value of a generated class as XML, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from lxml import etree

from . import _reading, _rules, api_v8_codec
from ._raw import RawElement
from .errors import SchemaParseError, SchemaValueError

__all__ = ["decode", "from_xml", "to_xml"]

T = TypeVar("T")

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'


def to_xml(value: Any) -> bytes:  # noqa: ANN401 - any generated class
    """Write a value as an XML document in UTF-8.

    Args:
        value: An instance of a generated class that is a global element of its schema, such as
            `api_v8.Message` or `datatypes.Invoice`.

    Raises:
        SchemaValueError: When the schema's structure forbids what `value` holds, or its class is not the
            type of a global element.
    """
    writer = api_v8_codec.WRITERS.get(type(value)) or _data_types().WRITERS.get(type(value))
    if writer is None:
        raise SchemaValueError(type(value).__name__, "type", "a class that is a global element is expected")
    try:
        write, tag, declared = writer
        return _DECLARATION + write(value, tag, declared).encode()
    except SchemaValueError:
        raise
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        # Something stands where the schema has something else: the full check knows the field's name.
        _rules.check(value)
        raise SchemaValueError(type(value).__name__, "value", "cannot be written") from error


def from_xml(cls: type[T], data: bytes) -> T:
    """Read an XML document.

    What the schema does not know is ignored; limits on lengths and the like are not enforced.

    Args:
        cls: The generated class that the document's root element is of.
        data: The document.

    Raises:
        SchemaParseError: For XML that is not well-formed, another root element, a required element or
            attribute that is missing, or a value that cannot be read.
    """
    reader = api_v8_codec.READERS.get(cls) or _data_types().READERS.get(cls)
    if reader is None:
        raise SchemaValueError(cls.__name__, "type", "a class that is a global element is expected")
    root = _reading.parse(data)
    tag, read = reader
    if root.tag != tag:
        name, expected = _reading.names(root.tag)[1], _reading.names(tag)[1]
        other = "namespace" if name == expected else "element"
        problem = f"a root element `{expected}` is expected; this is another {other}"
        raise SchemaParseError("/", problem)
    value: T = read(root)
    return value


def decode(raw: RawElement) -> Any:  # noqa: ANN401 - any data type, or the same raw element
    """Return the typed value of a data type's element, or `raw` itself when this version does not know it.

    Raises:
        SchemaParseError: When it is a known data type that does not fit its schema.
    """
    element = _reading.parse(raw.xml)
    read: Callable[[etree._Element], object] | None = _data_types().ELEMENTS.get(element.tag)
    return raw if read is None else read(element)


def _data_types() -> Any:  # noqa: ANN401 - a module
    from . import datatypes_codec  # noqa: PLC0415 - as much again to import, and most messages need none

    return datatypes_codec
