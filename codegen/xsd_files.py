"""Files of a schema: reads them with their lines, and refuses parts that processors read differently."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn, cast

import attrs
from lxml import etree

from codegen.errors import GenerationError

__all__ = ["XS", "documents_of", "included_by", "line_of", "namespace_of", "path_of"]

XS = "{http://www.w3.org/2001/XMLSchema}"

# Conditional inclusion of XSD 1.1: a processor that supports it skips elements with an attribute of this
# namespace.
_VERSIONING = "{http://www.w3.org/2007/XMLSchema-versioning}"
_UNBOUND = ("import", "redefine", "override", "notation")
# The time of libxml2 and xmlschema grows with the square of this number: half a minute for 2000 parts.
_MOST_PARTS = 1000


def documents_of(path: Path) -> dict[Path, etree._Element]:
    """Return the root of a file and of each file that it includes, directly or indirectly.

    Raises:
        GenerationError: With file and line, if a file cannot be read, is in another folder, includes itself,
            has unsupported parts, or cannot be compiled in reasonable time.
    """
    found = _documents(path.resolve())
    _Sizes.of(found).refuse_large()
    return found


def included_by(path: Path) -> list[Path]:
    """Return the files that a schema includes, directly or indirectly.

    Raises:
        GenerationError: A file cannot be read, is in another folder, or includes the schema.
    """
    return [each for each in _documents(path.resolve()) if each != path.resolve()]


def namespace_of(path: Path) -> str:
    """Return the target namespace of a schema, without reading the rest of it.

    Raises:
        GenerationError: If the file cannot be read, or is not an XSD.
    """
    return _root(path).get("targetNamespace", "")


def line_of(element: etree._Element) -> int:
    """Return the line of an element in its file."""
    # lxml's type stubs declare this attribute without an exact type.
    return cast("int", element.sourceline)


def path_of(node: etree._Element | None) -> str:
    """Return the path of a schema element: its component and the components around it."""
    around = [] if node is None else [*reversed(list(node.iterancestors())), node]
    steps = [(etree.QName(each).localname, each.get("name")) for each in around[1:]]
    kept = [f"{kind} {name}" for kind, name in steps if name]
    if steps and not steps[-1][1]:
        kept.append(steps[-1][0])
    return " / ".join(kept) or "schema"


def _documents(path: Path) -> dict[Path, etree._Element]:
    """Return the root of a file and of its included files; refuse parts that processors read differently."""
    found: dict[Path, etree._Element] = {}
    _read(path, frozenset(), found)
    return found


def _read(path: Path, including: frozenset[Path], found: dict[Path, etree._Element]) -> None:
    found[path] = root = _root(path)
    for node in root.iterchildren(f"{XS}include"):
        location = node.get("schemaLocation", "")
        included = (path.parent / location).resolve()
        if included.parent != path.parent or not included.is_file():
            problem = f"include of {location or 'no file'}, which is not a file beside it"
            _fail(path, node, problem, "put it there")
        if included in including | {path}:
            problem = f"include of {location}, which includes this file"
            _fail(path, node, problem, "put what both need into a third file")
        if included not in found:
            _read(included, including | {path}, found)


def _root(path: Path) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(path.read_bytes(), parser, base_url=str(path))
    except OSError as error:
        said = error.strerror or error
        raise GenerationError(f"{path.name}:1: schema: cannot be read ({said}); look at the file") from None
    except etree.XMLSyntaxError as error:
        said = " ".join((error.msg or "no XML").split())
        line = error.lineno or 1
        raise GenerationError(f"{path.name}:{line}: schema: not well-formed ({said}); correct it") from None
    if root.getroottree().docinfo.internalDTD is not None:
        _fail(path, root, "a document type declaration, which can change what the schema says", "remove it")
    if root.tag != f"{XS}schema":
        _fail(path, root, "not an XSD, since its root is another element", "name an XSD")
    if f"{{{root.get('targetNamespace', '')}}}" == XS:
        _fail(path, root, "the namespace of XML Schema itself", "give the schema a namespace of its own")
    for node in root.iter(etree.Element):
        if any(str(name).startswith(_VERSIONING) for name in node.attrib):
            _fail(path, node, "conditional inclusion (vc:) of XSD 1.1", "write what holds for XSD 1.0")
    for kind in _UNBOUND:
        for node in root.iterchildren(f"{XS}{kind}"):
            _fail(
                path, node, f"{kind} is not bound", f"leave it out in schemas/{path.name}, or extend codegen/"
            )
    return root


def _fail(path: Path, node: etree._Element, problem: str, advice: str) -> NoReturn:
    raise GenerationError(f"{path.name}:{line_of(node)}: {path_of(node)}: {problem}; {advice}")


@attrs.define
class _Sizes:
    """The number of elements, attributes and members in each definition, including referenced definitions.

    A group of two groups of two groups, and so on, is small as a file. Processors copy the referenced
    definitions, and would need hours and all memory.
    """

    documents: dict[Path, etree._Element]
    named: dict[tuple[str, str], etree._Element]
    known: dict[etree._Element, int] = attrs.field(factory=dict)

    @classmethod
    def of(cls, documents: dict[Path, etree._Element]) -> _Sizes:
        """Return the sizes of all definitions in these files."""
        children = (child for root in documents.values() for child in root.iterchildren(etree.Element))
        named = {(etree.QName(each).localname, each.get("name", "")): each for each in children}
        return cls(documents, named)

    def refuse_large(self) -> None:
        """Raise an error for the first definition with more than a thousand parts."""
        kinds = [f"{XS}{each}" for each in ("group", "attributeGroup", "complexType", "simpleType")]
        for path, root in self.documents.items():
            for node in root.iter(*kinds):
                if self._size(node) > _MOST_PARTS:
                    problem = f"more than {_MOST_PARTS} elements, attributes or members of a union"
                    _fail(path, node, f"{problem} in one type", "divide it into several types")

    def _size(self, definition: etree._Element) -> int:
        """Return the size of a definition; 0 for one that contains itself, which is invalid."""
        pending = [definition]
        while pending:
            node = pending[-1]
            if node not in self.known:
                self.known[node] = 0
                pending += [each for each in self._referred(node) if each not in self.known]
                continue
            pending.pop()
            total = sum(self.known[each] for each in self._referred(node)) + self._own(node)
            self.known[node] = min(total, _MOST_PARTS + 1)
        return self.known[definition]

    def _own(self, node: etree._Element) -> int:
        """Return the number of parts in a definition itself."""
        inside = list(_within(node))
        parts = [each for each in inside if etree.QName(each).localname in {"element", "any", "attribute"}]
        return len(parts) + sum(len(each.get("memberTypes", "").split()) for each in inside)

    def _referred(self, node: etree._Element) -> list[etree._Element]:
        """Return the definitions of this schema that a definition refers to, once for each reference."""
        found = []
        for each in [node, *_within(node)]:
            kind = etree.QName(each).localname
            kinds = [kind] if kind in {"group", "attributeGroup"} else ["complexType", "simpleType"]
            names = f"{each.get('ref', '')} {each.get('memberTypes', '')} {each.get('base', '')}".split()
            for name in names:
                prefix, _, local = name.rpartition(":")
                if each.nsmap.get(prefix or None) != XS[1:-1]:
                    found += [self.named[kind, local] for kind in kinds if (kind, local) in self.named]
        return found


def _within(node: etree._Element) -> Iterator[etree._Element]:
    """Yield the parts of a definition, without the contents of its elements and attributes."""
    for child in node.iterchildren(etree.Element):
        yield child
        if etree.QName(child).localname not in {"element", "attribute"}:
            yield from _within(child)
