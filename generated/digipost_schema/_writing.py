"""What the generated writers call, beside the functions for single values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ._raw import RawElement
from .errors import SchemaValueError

__all__ = ["XSI", "Append", "any_element", "root"]

Append = Callable[[str], None]

XSI = "http://www.w3.org/2001/XMLSchema-instance"


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
