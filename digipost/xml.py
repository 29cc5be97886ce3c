"""Reading and writing of XML; only this module calls the generated codecs.

>>> from digipost_schema import api_v8
>>> to_xml(api_v8.Tags())
b'<?xml version="1.0" encoding="UTF-8"?><tags xmlns="http://api.digipost.no/schema/v8"></tags>'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import attrs

import digipost_schema
from digipost.errors import InvalidValueError, ParseError
from digipost_schema._arguments import explained
from digipost_schema.errors import SchemaParseError, SchemaValueError

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["SchemaFields", "from_xml", "schema_values", "to_xml"]

_T = TypeVar("_T")


@explained
def to_xml(value: object) -> bytes:
    """Return a value of a generated class as an XML document in UTF-8.

    Args:
        value: An instance of the class of a global element, such as `api_v8.Message` or `datatypes.Invoice`.

    Raises:
        InvalidValueError: The schema does not allow a field of `value`.
    """
    with schema_values():
        return digipost_schema.to_xml(value)


@explained
def from_xml(cls: type[_T], data: bytes) -> _T:
    """Read the value from an XML document. Unknown parts are ignored; limits of the schema are not enforced.

    Args:
        cls: The generated class of the document's root element.
        data: The document; it may come from an untrusted source.

    Raises:
        ParseError: The XML is not well-formed or does not fit `cls`; the text names the place.
        InvalidValueError: `cls` is not the class of a global element.
    """
    given: object = data
    if not isinstance(given, bytes | bytearray | memoryview | str):
        problem = f"the document is expected as bytes, not {type(given).__name__}; write from_xml(cls, data)"
        raise InvalidValueError("from_xml.data", problem)
    try:
        with schema_values():
            return digipost_schema.from_xml(cls, data)
    except SchemaParseError as error:
        raise ParseError(error.path, error.problem) from None


class schema_values:  # noqa: N801 - it reads as the verb that it is; a generator costs seven times as much
    """Raise errors of generated classes as errors of this library."""

    __slots__ = ()

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if isinstance(error, SchemaValueError):
            raise InvalidValueError(f"{error.owner}.{error.field}", error.problem) from None


class SchemaFields:
    """The fields that a builder and a generated class have under the same names.

    They are checked when the builder is made; the value of the generated class is not built yet.

    Args:
        cls: The generated class with the same name as the builder.
        *names: The fields.
    """

    __slots__ = ("_checks",)

    def __init__(self, cls: type[attrs.AttrsInstance], *names: str) -> None:
        every = attrs.fields_dict(cls)
        gone = [name for name in names if name not in every]
        if gone:
            raise TypeError(
                f"the schema's class {cls.__name__} has no field {', '.join(gone)}: the schema changed, so "
                f"change the builder {cls.__name__}, too; `make types` shows all places"
            )
        self._checks = tuple(
            (name, every[name], validator, every[name].default is attrs.NOTHING)
            for name in names
            if (validator := every[name].validator) is not None
        )

    def check(self, builder: object) -> None:
        """Check each field of the builder by the schema.

        Raises:
            InvalidValueError: The schema does not allow a field's value.
        """
        with schema_values():
            for name, attribute, validator, is_needed in self._checks:
                value = getattr(builder, name)
                if value is not None or is_needed:
                    validator(builder, attribute, value)
