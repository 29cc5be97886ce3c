"""Decode the data type of a document for the sandbox's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost_schema import RawElement, SchemaParseError, decode

if TYPE_CHECKING:
    from digipost.base.schema_version import api_v8
    from digipost_schema.datatypes import DataTypeElement

__all__ = ["known"]


def known(data_type: api_v8.DataType) -> DataTypeElement | RawElement:
    """Return the value of a data type; its raw element if the type is unknown or cannot be decoded.

    A letter is accepted if its data type is valid by the XSD, which allows more than Python can represent:
    for example the year 10000.
    """
    content = data_type.content
    if not isinstance(content, RawElement):
        return content
    try:
        value: DataTypeElement | RawElement = decode(content)
    except SchemaParseError:
        return content
    return value
