"""The parts of the schemas, read from the XSDs alone, that the tests have to exercise."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from codegen.names import Names
from codegen.pipeline import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_XS = "{http://www.w3.org/2001/XMLSchema}"

Part = tuple[str, str, str]
"""A module, a class in it, and the XML name of a field or a member's value."""


@cache
def _schemas(folder: Path) -> dict[str, etree._Element]:
    return {path.stem: etree.parse(path).getroot() for path in sorted(folder.glob("*.xsd"))}


def _types(folder: Path) -> Iterator[tuple[str, str, etree._Element]]:
    """Every complex type: its module, its class, itself."""
    for module, root in _schemas(folder).items():
        for node in root.iter(f"{_XS}complexType"):
            names = [each.get("name") for each in reversed([node, *node.iterancestors()]) if each.get("name")]
            yield module, Names.cls("_".join(map(str, names))), node


def _own(node: etree._Element, *kinds: str) -> list[etree._Element]:
    """The parts of a type that are not those of a type within it."""
    found = node.iter(*(f"{_XS}{kind}" for kind in kinds))
    return [each for each in found if next(each.iterancestors(f"{_XS}complexType")) is node]


def _name(node: etree._Element) -> str:
    return (node.get("name") or node.get("ref") or "").rpartition(":")[2]


def fields(folder: Path = SCHEMAS) -> set[Part]:
    """Every element and attribute of every type, and the texts and wildcards, which have no name."""
    named = {
        (module, cls, _name(each))
        for module, cls, node in _types(folder)
        for each in _own(node, "element", "attribute")
        if each.get("use") != "prohibited"
    }
    unnamed = {
        (module, cls, "") for module, cls, node in _types(folder) if _own(node, "any", "simpleContent")
    }
    return named | unnamed


def optional(folder: Path = SCHEMAS) -> set[Part]:
    """Every element and attribute that may be left out."""
    return {
        (module, cls, _name(each))
        for module, cls, node in _types(folder)
        for each in _own(node, "element", "attribute")
        if (each.get("minOccurs") == "0" if each.tag == f"{_XS}element" else each.get("use") != "required")
        or next(each.iterancestors(f"{_XS}choice"), None) is not None
        if each.get("default") is None or each.tag == f"{_XS}element"
    }


def repeating(folder: Path = SCHEMAS) -> set[Part]:
    """Every element that may occur more than once."""
    return {
        (module, cls, _name(each))
        for module, cls, node in _types(folder)
        for each in _own(node, "element")
        if each.get("maxOccurs", "1") != "1"
    }


def alternatives(folder: Path = SCHEMAS) -> set[tuple[str, str, frozenset[str]]]:
    """Every alternative of every choice, as the elements that it needs, and as all that it can have."""
    found = set()
    for module, cls, node in _types(folder):
        for choice in _own(node, "choice"):
            for alternative in choice:
                elements = [
                    each for each in alternative.iter(f"{_XS}element") if each in _own(node, "element")
                ]
                everything = frozenset(map(_name, elements))
                needed = frozenset(_name(each) for each in elements if each.get("minOccurs") != "0")
                found |= {(module, cls, everything), (module, cls, needed or everything)}
    return found


@cache
def choices(folder: Path = SCHEMAS) -> dict[tuple[str, str], frozenset[str]]:
    """The elements that the choices of a type are about."""
    parts: dict[tuple[str, str], frozenset[str]] = {}
    for module, cls, names in alternatives(folder):
        parts[module, cls] = parts.get((module, cls), frozenset()) | names
    return parts


def members(folder: Path = SCHEMAS) -> set[Part]:
    """Every value of every enumeration."""
    return {
        (module, Names.cls(str(kind.get("name"))), str(value.get("value")))
        for module, root in _schemas(folder).items()
        for kind in root.iter(f"{_XS}simpleType")
        for value in kind.iter(f"{_XS}enumeration")
    }
