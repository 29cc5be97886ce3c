"""An XSD as comparable facts: what it lets a document say, and nothing of how the file is written.

Documentation, comments, prefixes, the order of top-level components, attributes, choices and enumeration
values, and whether a default is written out are no facts. The order of a sequence is one, and so is each
nested group as it stands. A part of an XSD that is not understood raises `SchemaError`.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from codegen.schema_grammar import CONSTRUCTS, XSD, Construct, SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element

__all__ = ["Component", "SchemaError", "component", "digest", "labelled", "read_facts"]

# Conditional inclusion: an XSD 1.1 processor would leave out what such an attribute stands on.
_VERSIONING = "http://www.w3.org/2007/XMLSchema-versioning"


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a schema with all that is in it. Equal components have the same facts.

    Attributes:
        kind: The XSD's word: `complexType`, `sequence`, `element`, `enumeration`, …
        name: The name without prefix, or the value of an enumeration or pattern; empty for what has none.
        properties: Attributes that are facts, defaults written out. References are `local` in the schema's
            own namespace, `xs:local` for XML Schema's own types, else `{namespace}local`.
        children: The parts of it, in a fixed order where their order is no fact.
    """

    kind: str
    name: str
    properties: Mapping[str, str]
    children: tuple[Component, ...]

    @property
    def is_ordered(self) -> bool:
        """Whether the order of the children is a fact."""
        return CONSTRUCTS[self.kind].ordered


def component(
    kind: str, name: str, properties: Mapping[str, str], children: Iterable[Component]
) -> Component:
    """Make a component; children whose order means nothing are sorted, and equal ones of these are one."""
    if CONSTRUCTS[kind].ordered:
        return Component(kind, name, properties, tuple(children))
    distinct = {_canonical(child): child for child in children}
    return Component(kind, name, properties, tuple(distinct[text] for text in sorted(distinct)))


def labelled(owner: Component) -> dict[str, Component]:
    """The children by labels like `element link`; a second sequence among them is `sequence[2]`."""
    labels: dict[str, Component] = {}
    seen: Counter[str] = Counter()
    for child in owner.children:
        label = f"{child.kind} {child.name}" if child.name else child.kind
        seen[label] += 1
        labels[label if seen[label] == 1 else f"{label}[{seen[label]}]"] = child
    return labels


def digest(facts: Component) -> str:
    """The SHA-256 of the facts, in hexadecimal: the same for every file that says the same."""
    return hashlib.sha256(_canonical(facts).encode()).hexdigest()


def read_facts(source: Path | bytes) -> Component:
    """Read all facts of an XSD.

    Args:
        source: The file, or what is in it.

    Raises:
        SchemaError: The file cannot be read, is not an XSD, or has a part whose meaning is not known here.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source.read_bytes() if isinstance(source, Path) else source, parser)
    except OSError as error:
        raise SchemaError(f"cannot be read: {error.strerror}") from error
    except etree.XMLSyntaxError as error:
        raise SchemaError(f"is not well-formed XML: {error.msg}") from error
    if root.tag != f"{{{XSD}}}schema":
        raise SchemaError(f"is no XSD: its root is {root.tag}")
    if root.getroottree().docinfo.internalDTD is not None:
        raise SchemaError("has a DTD, which could change what the schema says")
    facts = _read(root, "schema")
    # Now that it is known to point to no other file, libxml2 can tell whether it is valid and complete.
    try:
        etree.XMLSchema(root)
    except etree.XMLSchemaParseError as error:
        raise SchemaError(f"is no valid XSD: {error}") from error
    return facts


def _read(element: _Element, kind: str) -> Component:
    is_global = f"schema/{kind}" in CONSTRUCTS and element.getparent() is element.getroottree().getroot()
    construct = CONSTRUCTS[f"schema/{kind}" if is_global else kind]
    _refuse_unknown_attributes(element, construct)
    children = [_read(child, _kind_of(child, construct)) for child in element if not _is_annotation(child)]
    read = {name: reader(element, name) for name, reader in construct.attributes.items()}
    properties = {name: value for name, value in read.items() if value is not None}
    return component(kind, _name_of(element, construct), properties, children)


def _name_of(element: _Element, construct: Construct) -> str:
    for attribute in construct.named_by:
        written = element.get(attribute)
        if written is not None:
            return written.rpartition(":")[2] if attribute == "ref" else written
    if construct.must_be_named:
        raise SchemaError(f"{etree.QName(element).localname} without {construct.named_by[0]}", element)
    return ""


def _kind_of(child: _Element, construct: Construct) -> str:
    name = etree.QName(child)
    if name.namespace != XSD or name.localname not in construct.children:
        prefixed = f"xs:{name.localname}" if name.namespace == XSD else name.text
        raise SchemaError(f"{prefixed} is not understood here", child)
    return name.localname


def _refuse_unknown_attributes(element: _Element, construct: Construct) -> None:
    known = {*construct.attributes, *construct.named_by, *construct.no_facts}
    for name in map(etree.QName, element.keys()):
        is_foreign = name.namespace not in {None, XSD, _VERSIONING}
        if not is_foreign and name.text not in known:
            raise SchemaError(f"{name.text} on {etree.QName(element).localname} is not understood", element)
    texts = [element.text, *(child.tail for child in element)]
    if any(text and not text.isspace() for text in texts):
        raise SchemaError(f"text in {etree.QName(element).localname} is not understood", element)


def _is_annotation(element: _Element) -> bool:
    return bool(element.tag == f"{{{XSD}}}annotation")


def _canonical(facts: Component) -> str:
    return json.dumps(_as_json(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _as_json(facts: Component) -> list[object]:
    return [facts.kind, facts.name, dict(facts.properties), [_as_json(child) for child in facts.children]]
