"""What the generated writers call: text as XML, and refusals."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ._raw import RawElement
from .errors import SchemaValueError

__all__ = ["XSI", "Append", "any_element", "attribute", "root", "text"]

Append = Callable[[str], None]

XSI = "http://www.w3.org/2001/XMLSchema-instance"

# What has to be escaped, or cannot be written at all: everything but these.
_SPECIAL_IN_TEXT = re.compile("[^\t\n\x20-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL_IN_ATTRIBUTE = re.compile("[^\x20!#-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A carriage return would come back as a line feed, and in an attribute tab and line feed as spaces.
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTE = {**_IN_TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_TEXT_TABLE = str.maketrans(_IN_TEXT)
_ATTRIBUTE_TABLE = str.maketrans(_IN_ATTRIBUTE)


def text(value: str) -> str:
    """Return `value` as the text of an element."""
    return value if _SPECIAL_IN_TEXT.search(value) is None else _escape(value, _TEXT_TABLE)


def attribute(value: str) -> str:
    """Return `value` as it stands between double quotes."""
    return value if _SPECIAL_IN_ATTRIBUTE.search(value) is None else _escape(value, _ATTRIBUTE_TABLE)


def _escape(value: str, table: dict[int, str]) -> str:
    if _NOT_XML.search(value):
        msg = "a character that XML cannot carry"
        raise ValueError(msg)
    return value.translate(table)


def root(
    write: Callable[[Any, Append, str, str], None], name: str, namespace: str
) -> Callable[[Any, Append], None]:
    """Return what writes a global element with its namespace as the default one."""
    declaration = f' xmlns="{namespace}"'

    def write_root(value: object, append: Append) -> None:
        write(value, append, name, declaration)

    return write_root


def any_element(value: object, append: Append) -> None:
    """Write what stands in a wildcard: a raw element, or a data type as its own element."""
    if isinstance(value, RawElement):
        append(value.xml.decode())
        return
    from .datatypes_codec import WRITERS  # noqa: PLC0415 - as much again to import, and most messages need none

    writer = WRITERS.get(type(value))
    if writer is None:
        raise SchemaValueError(type(value).__name__, "type", "a data type or a RawElement is expected")
    writer(value, append)
