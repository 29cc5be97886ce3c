"""Functions of the generated readers: parse XML from an untrusted source, and read values from elements.

Readers run no validators, so that an answer that breaks a facet can still be read. No global setting changes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NoReturn, TypeVar, cast

from lxml import etree

from ._enums import OpenEnum, open_member
from .errors import SchemaParseError

__all__ = [
    "XSI_NIL",
    "XSI_TYPE",
    "attribute",
    "enum_attribute",
    "enum_leaf",
    "is_in",
    "is_nil",
    "leaf",
    "malformed",
    "missing",
    "names",
    "namespaces",
    "parse",
    "text",
    "type_name",
    "unchecked",
]

T = TypeVar("T")
EnumT = TypeVar("EnumT", bound=OpenEnum)

# Digipost's documents declare fewer than ten.
_MOST_NAMESPACES = 64
_MOST_CHARACTERS_OF_NAMESPACES = 4096
# The maximum sum of declarations in scope over all look-ups in one document: about two seconds.
_MOST_LOOK_UPS = 4_000_000
# lxml builds the full name of each element, so the cost is the length of a namespace times the number of
# elements. In a document below this size, the cost is harmless.
_SMALL_DOCUMENT = 1 << 16  # bytes

XSI_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


class _Parser(threading.local):
    """One parser per thread: threads cannot use a parser at the same time, and creating a parser is slow."""

    def __init__(self) -> None:
        self.parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        self.look_ups = 0


_own = _Parser()


def parse(data: bytes) -> etree._Element:
    """Return the root element of an XML document from an untrusted source.

    The parser resolves no entities, refuses DTDs, fetches no files, and keeps libxml2's limits on depth and
    size. Comments and processing instructions are dropped. A document of more than 64 KiB cannot declare a
    namespace of more than 4096 characters.
    """
    _own.look_ups = 0
    try:
        root = etree.fromstring(data, _own.parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        # libxml2's text quotes the document, which may be personal; the line number is safe.
        line = error.lineno if isinstance(error, etree.XMLSyntaxError) else None
        where = f" (line {line})" if line else ""
        raise SchemaParseError("/", f"not well-formed XML{where}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise SchemaParseError("/", "a document type declaration is not accepted")
    if len(data) > _SMALL_DOCUMENT:
        for _, (_, namespace) in etree.iterwalk(root, events=("start-ns",)):
            if len(namespace) > _MOST_CHARACTERS_OF_NAMESPACES:
                problem = f"a namespace of at most {_MOST_CHARACTERS_OF_NAMESPACES} characters is expected"
                raise SchemaParseError("/", problem)
    return root


def names(tag: str) -> tuple[str, str]:
    """Return the namespace and the local name of a tag.

    A namespace may contain braces, which lxml's own `QName` does not support.
    """
    namespace, _, name = tag.rpartition("}")
    return namespace[1:], name


def is_in(tag: str, *namespaces: str) -> bool:
    """Return True if the tag belongs to one of the namespaces; `##local` stands for no namespace."""
    return (names(tag)[0] or "##local") in namespaces


def is_nil(element: etree._Element) -> bool:
    """Return True if an element has `xsi:nil`, which means that it has no value."""
    return (element.get(XSI_NIL) or "").strip() in {"true", "1"}


def path(element: etree._Element, name: str = "") -> str:
    """Return the path of `element` by names; with the position if siblings have the same name."""
    steps = [f"@{name}"] if name else []
    node: etree._Element | None = element
    while node is not None:
        parent = node.getparent()
        step = names(node.tag)[1]
        if parent is not None and (twins := list(parent.iterchildren(node.tag))) and len(twins) > 1:
            step += f"[{twins.index(node) + 1}]"
        steps.append(step)
        node = parent
    return "/" + "/".join(reversed(steps))


def missing(element: etree._Element, name: str, kind: str = "element") -> NoReturn:
    """Raise an error for a missing child or attribute that is required."""
    raise SchemaParseError(path(element), f"the {kind} `{name}` is missing")


def text(element: etree._Element) -> str:
    """Return an element's text."""
    return element.text or ""


def leaf(element: etree._Element, read: Callable[[str], T]) -> T:
    """Return an element's text as a value."""
    try:
        return read(element.text or "")
    except (ValueError, OverflowError) as error:
        raise SchemaParseError(path(element), _reason(error)) from None


def attribute(element: etree._Element, name: str, value: str, read: Callable[[str], T]) -> T:
    """Return an attribute's text as a value."""
    try:
        return read(value)
    except (ValueError, OverflowError) as error:
        raise SchemaParseError(path(element, name), _reason(error)) from None


def _reason(error: Exception) -> str:
    """Return the text of an error from our own readers; texts of Python's errors may quote the value."""
    said = str(error)
    return said if said.endswith("expected") else "a value within its range is expected"


def enum_leaf(element: etree._Element, enum: type[EnumT], when_empty: str) -> EnumT:
    """Return an element's text as a member, open if unknown; `when_empty` replaces an empty text."""
    text = element.text or when_empty
    member = enum._value2member_map_.get(text)
    return open_member(enum, text.strip()) if member is None else cast("EnumT", member)


def enum_attribute(value: str, enum: type[EnumT]) -> EnumT:
    """Return an attribute's text as a member, open if unknown."""
    return open_member(enum, value.strip())


def namespaces(element: etree._Element) -> dict[str | None, str]:
    """Return the namespaces that are in scope at an element, by prefix.

    Each look-up costs time for each declaration on the element and its ancestors. One document can have
    thousands of both. So the declarations in scope are limited in number and size, prefixes included, and so
    is their sum over all look-ups in a document.
    """
    found = element.nsmap
    size = sum(map(len, found.values())) + sum(len(prefix or "") for prefix in found)
    if len(found) > _MOST_NAMESPACES or size > _MOST_CHARACTERS_OF_NAMESPACES:
        problem = (
            f"at most {_MOST_NAMESPACES} namespaces of at most {_MOST_CHARACTERS_OF_NAMESPACES} characters "
            "together can be declared here, prefixes included"
        )
        raise SchemaParseError(path(element), problem)
    # An ancestor's declaration costs time even if a nearer declaration of the same prefix hides it.
    _own.look_ups += len(found) + size // 64 + sum(len(each.nsmap) for each in element.iterancestors())
    if _own.look_ups > _MOST_LOOK_UPS:
        problem = "too many elements of an unknown type for the number of namespaces that are declared"
        raise SchemaParseError(path(element), problem)
    return found


def type_name(element: etree._Element) -> tuple[str, str] | None:
    """Return namespace and name of an element's `xsi:type`, or None."""
    value = element.get(XSI_TYPE)
    if value is None:
        return None
    prefix, _, name = value.strip().rpartition(":")
    return namespaces(element).get(prefix or None) or "", name


def unchecked(cls: type[T]) -> type[T]:
    """Return a class of the same layout whose instances accept any value.

    A reader fills an instance and then sets its class to `cls`. This is several times faster than setting
    each slot by its descriptor, which also avoids the validators.
    """
    made = type(cls.__name__, (cls,), {"__slots__": (), "__setattr__": object.__setattr__})
    return cast("type[T]", made)


def malformed(element: etree._Element, error: Exception) -> NoReturn:
    """Raise an error for an element whose text is not a value of its type."""
    if isinstance(error, SchemaParseError):
        raise error
    raise SchemaParseError(path(element), _reason(error)) from None
