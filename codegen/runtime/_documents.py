"""Whole documents: a value of a generated class as XML, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from lxml import etree

from . import _reading, _rules
from ._arguments import explained
from ._lazy import codec
from ._raw import RawElement
from ._validators import expected as problem_of
from ._validators import kind_of
from .errors import SchemaParseError, SchemaValueError

__all__ = ["decode", "from_xml", "to_xml"]

T = TypeVar("T")

# Cache of the writers by class, since asking each module of codecs takes longer than this look-up.
_writers: dict[type, tuple[Callable[[Any, str, str], str], str, str]] = {}

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'


@explained
def to_xml(value: Any) -> bytes:  # noqa: ANN401 - any generated class
    """Write a value as an XML document in UTF-8.

    Args:
        value: An instance of a generated class that is a global element of its schema, such as
            `api_v8.Message` or `datatypes.Invoice`.

    Raises:
        SchemaValueError: The schema's structure forbids the content of `value`, or its class is not the type
            of a global element.
    """
    writer = _writers.get(type(value)) or _writer(type(value))
    try:
        write, tag, declared = writer
        return _DECLARATION + write(value, tag, declared).encode()
    except SchemaValueError:
        raise
    except RecursionError:
        raise SchemaValueError(type(value).__name__, "value", _rules.TOO_DEEP) from None
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        # A value has the wrong type for its field: the full check raises an error with the field's name.
        _rules.check(value)
        raise SchemaValueError(type(value).__name__, "value", "cannot be written") from error


@explained
def from_xml(cls: type[T], data: bytes) -> T:
    """Read an XML document.

    Unknown elements and attributes are ignored; limits on lengths and the like are not enforced.

    Args:
        cls: The generated class of the document's root element.
        data: The document.

    Raises:
        SchemaValueError: `cls` is not the class of a global element, or `data` is neither bytes nor text.
        SchemaParseError: The XML is not well-formed, has another root element, lacks a required element or
            attribute, or has a value that cannot be read.
    """
    reader = _of_class("READERS", cls)
    given: object = data
    if not isinstance(given, bytes | bytearray | memoryview | str):
        raise SchemaValueError("from_xml", "data", problem_of("a document in bytes", given))
    root = _reading.parse(data)
    tag, read = reader
    if root.tag != tag:
        name, expected = _reading.names(root.tag)[1], _reading.names(tag)[1]
        other = "namespace" if name == expected else "element"
        problem = f"a root element `{expected}` is expected; this is another {other}"
        raise SchemaParseError("/", problem)
    value: T = read(root)
    return value


@explained
def decode(raw: RawElement) -> Any:  # noqa: ANN401 - any data type, or the same raw element
    """Return the typed value of a data type's element, or `raw` itself if this version lacks the data type.

    Raises:
        SchemaValueError: `raw` is not a raw element.
        SchemaParseError: The element is a known data type, but does not fit its schema.
    """
    given: object = raw
    if not isinstance(given, RawElement):
        raise SchemaValueError("decode", "raw", problem_of("a RawElement", given))
    module = codec(raw.namespace)
    element = _reading.parse(raw.xml)
    read: Callable[[etree._Element], object] | None = module.ELEMENTS.get(element.tag) if module else None
    return raw if read is None else read(element)


def _writer(cls: type) -> tuple[Callable[[Any, str, str], str], str, str]:
    writer: tuple[Callable[[Any, str, str], str], str, str] = _of_class("WRITERS", cls)
    _writers[cls] = writer
    return writer


def _of_class(table: str, cls: type) -> Any:  # noqa: ANN401 - an entry of the table
    given: object = cls
    if not isinstance(given, type):
        problem = problem_of("a class that is a global element", given)
        raise SchemaValueError(kind_of(given), "type", problem)
    module = codec(getattr(getattr(cls, "Meta", None), "namespace", None))
    found = getattr(module, table).get(cls) if module else None
    if found is None:
        raise SchemaValueError(cls.__name__, "type", "a class that is a global element is expected")
    return found
