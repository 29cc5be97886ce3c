"""Functions of the generated writers, except the functions for single values."""

from __future__ import annotations

from ._lazy import codec
from ._raw import RawElement
from .errors import SchemaValueError

__all__ = ["XSI", "any_element", "nil", "raw_element"]

XSI = "http://www.w3.org/2001/XMLSchema-instance"


def nil(tag: str) -> str:
    """Write an element with `xsi:nil`, which means that it has no value."""
    return f'<{tag} xmlns:xsi="{XSI}" xsi:nil="true"/>'


def raw_element(value: RawElement, tag: str, namespace: str) -> str:
    """Write a raw element as the value of a field for elements of that name."""
    if (value.name, value.namespace) != (tag, namespace):
        problem = f"an element `{tag}` of the namespace {namespace} is expected"
        raise SchemaValueError("RawElement", "name", problem)
    return value.xml.decode()


def any_element(value: object, *namespaces: str) -> str:
    """Write the content of a wildcard: a raw element, or a data type as its own element.

    Args:
        value: The element.
        namespaces: The namespaces that the wildcard allows.
    """
    if isinstance(value, RawElement):
        return value.xml.decode()
    namespace = getattr(getattr(type(value), "Meta", None), "namespace", "")
    module = codec(namespace) if namespace in namespaces else None
    writer = module.WRITERS.get(type(value)) if module else None
    if writer is None:
        raise SchemaValueError(type(value).__name__, "type", "a data type or a RawElement is expected")
    write, tag, declared = writer
    written: str = write(value, tag, declared)
    return written
