"""An XSD as xmlschema resolves it, after libxml2 has compiled it; each part has its file and line."""

from __future__ import annotations

import inspect
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn, cast
from xml.etree.ElementTree import Element

import attrs
from lxml import etree
from xmlschema import XMLSchema10, XMLSchemaException
from xmlschema.exceptions import XMLSchemaWarning
from xmlschema.validators import XsdComponent, XsdSimpleType

from codegen.errors import GenerationError

__all__ = ["XS", "Xsd", "annotated", "included_by", "namespace_of"]

XS = "{http://www.w3.org/2001/XMLSchema}"

# Conditional inclusion of XSD 1.1: a processor that supports it skips elements with such an attribute.
_VERSIONING = "{http://www.w3.org/2007/XMLSchema-versioning}"
_UNBOUND = ("import", "redefine", "override", "notation")
_KINDS = {
    "XsdElement": "element",
    "XsdAttribute": "attribute",
    "XsdAttributeGroup": "attributeGroup",
    "XsdComplexType": "complexType",
    "XsdAnyElement": "any",
    "XsdAnyAttribute": "anyAttribute",
}


@attrs.define
class Xsd:
    """A schema with its included files.

    Attributes:
        path: The file.
        data: The bytes of the file.
        schema: The schema as xmlschema resolved it.
        included: The files that it includes, directly or indirectly.
    """

    path: Path
    data: bytes
    schema: XMLSchema10
    included: tuple[Path, ...]
    _places: dict[int, tuple[str, int]]
    _types: dict[int, Element]

    @classmethod
    def read(cls, path: Path) -> Xsd:
        """Read a schema and its included files.

        Raises:
            GenerationError: With file and line, if a file is no valid XSD, or libxml2 and xmlschema would
                read it differently.
        """
        documents = dict(_documents(path.resolve()))
        root = documents[path.resolve()]
        try:
            etree.XMLSchema(root)
        except etree.XMLSchemaParseError as error:
            raise _invalid(documents, path.resolve(), error) from None
        try:
            with warnings.catch_warnings():
                # It warns, for example, of content that it could not verify.
                warnings.simplefilter("error", XMLSchemaWarning)
                schema = XMLSchema10(str(path), allow="local", defuse="never", use_fallback=False)
        except (XMLSchemaException, XMLSchemaWarning, RecursionError) as error:
            raise _refused(documents, path.resolve(), error) from None
        places: dict[int, tuple[str, int]] = {}
        types: dict[int, Element] = {}
        for part in (schema, *schema.includes.values()):
            source = Path(part.filepath or path).resolve()
            # Both parsers see the same elements in the same order; only lxml has the lines.
            for theirs, ours in zip(part.root.iter(), documents[source].iter(etree.Element), strict=True):
                places[id(theirs)] = source.name, _line(ours)
                if theirs.tag == f"{XS}simpleType":
                    # xmlschema keeps the inner part, and the documentation stands here.
                    types.update((id(child), theirs) for child in theirs)
        included = tuple(each for each in documents if each != path.resolve())
        return cls(path, path.read_bytes(), schema, included, places, types)

    @property
    def namespace(self) -> str:
        """The target namespace."""
        return self.schema.target_namespace

    @property
    def documentation(self) -> str | None:
        """The documentation of the schema as a whole."""
        return annotated(self.schema.root)

    def said_of(self, component: XsdComponent) -> str | None:
        """Return the documentation of a component."""
        return annotated(self._types.get(id(component.elem), component.elem))

    def place(self, component: XsdComponent) -> str:
        """Return file, line and path of a component, for the beginning of an error."""
        steps: list[str] = []
        node: XsdComponent | None = component
        found: tuple[str, int] | None = None
        while node is not None:
            found = found or self._places.get(id(node.elem))
            kind = _KINDS.get(type(node).__name__) or (
                "simpleType" if isinstance(node, XsdSimpleType) else ""
            )
            if kind and (node is component or node.name is not None):
                steps.append(f"{kind} {node.local_name}" if node.name else kind)
            node = node.parent
        file, line = found or (self.path.name, 1)
        return f"{file}:{line}: {' / '.join(reversed(steps)) or 'schema'}"

    def refuse(self, component: XsdComponent, problem: str, advice: str = "") -> NoReturn:
        """Raise for a component that cannot be bound."""
        place = self.place(component)
        advice = advice or f"leave it out in schemas/{place.partition(':')[0]}, or extend codegen/"
        raise GenerationError(f"{place}: {problem}; {advice}")


def included_by(path: Path) -> list[Path]:
    """Return the files that a schema includes, directly or indirectly.

    Raises:
        GenerationError: If one of them cannot be read, is in another folder, or includes the schema.
    """
    return [each for each, _ in _documents(path.resolve()) if each != path.resolve()]


def namespace_of(path: Path) -> str:
    """Return the target namespace of a schema, without reading the rest of it.

    Raises:
        GenerationError: If the file cannot be read, or is no XSD.
    """
    return _root(path).get("targetNamespace", "")


def _line(element: etree._Element) -> int:
    # The stubs of lxml leave this attribute's type open.
    return cast("int", element.sourceline)


def annotated(element: Element) -> str | None:
    """Return the documentation in the annotations of an element of a schema."""
    found = element.findall(f"{XS}annotation/{XS}documentation")
    texts = [inspect.cleandoc("".join(each.itertext())).strip() for each in found]
    return "\n\n".join(text for text in texts if text) or None


def _invalid(
    documents: dict[Path, etree._Element], path: Path, error: etree.XMLSchemaParseError
) -> GenerationError:
    """Return the error of libxml2 with file, line and component."""
    entry = next((each for each in error.error_log if each.line), None)
    said = re.sub(r"\{[^}]*\}", "", " ".join((entry.message if entry else str(error)).split()))
    said = said.replace(f"{path.parent}/", "")
    component = _named_in(said, documents)
    file, line, named = path, 1, [documents[path]] if component is None else [component[1]]
    if component is not None:
        file, line = component[0], _line(component[1])
    if entry is not None:
        file = next((each for each in documents if each.name == Path(entry.filename or "").name), path)
        line = entry.line
        on_line = [each for each in documents[file].iter(etree.Element) if each.sourceline == line]
        attribute = re.search(r"attribute '([^']+)'", said)
        fitting = [each for each in on_line if f"'{etree.QName(each).localname}'" in said]
        better = [each for each in fitting if attribute is None or attribute[1] in each.attrib]
        named = better or [each for each in named if each in on_line] or on_line
    path_of = _path(next(iter(named), None))
    return GenerationError(f"{file.name}:{line}: {path_of}: not a valid XSD ({said}); correct it")


def _named_in(said: str, documents: dict[Path, etree._Element]) -> tuple[Path, etree._Element] | None:
    """Return the type that an error of libxml2 names, after its file."""
    named = re.search(r"(simple|list|union|complex) type '([^']+)'", said)
    kind = "complexType" if named and named[1] == "complex" else "simpleType"
    found = (
        (file, node)
        for file, root in documents.items()
        for node in root.iterchildren(f"{XS}{kind}")
        if named and node.get("name") == named[2]
    )
    return next(found, None)


def _refused(documents: dict[Path, etree._Element], path: Path, error: Exception) -> GenerationError:
    """Return the error of xmlschema with file, line and component."""
    said = " ".join(str(getattr(error, "message", None) or error).split())
    validator = getattr(error, "validator", None)
    element = getattr(error, "elem", None)
    element = getattr(validator, "elem", None) if element is None else element
    source = getattr(getattr(validator, "schema", validator), "source", None)
    if source is not None and source.filepath:
        file = Path(source.filepath).resolve()
        pairs = zip(source.root.iter(), documents[file].iter(etree.Element), strict=True)
        node = next((ours for theirs, ours in pairs if theirs is element), documents[file])
        place = f"{file.name}:{_line(node)}: {_path(node)}"
    else:
        place = f"{path.name}:1: schema"
    return GenerationError(f"{place}: not a valid XSD ({said}); correct it")


def _path(node: etree._Element | None) -> str:
    """Return the path of a schema element: its component and those around it."""
    around = [] if node is None else [*reversed(list(node.iterancestors())), node]
    steps = [(etree.QName(each).localname, each.get("name")) for each in around[1:]]
    kept = [f"{kind} {name}" for kind, name in steps if name]
    if steps and not steps[-1][1]:
        kept.append(steps[-1][0])
    return " / ".join(kept) or "schema"


def _documents(path: Path, seen: frozenset[Path] = frozenset()) -> Iterator[tuple[Path, etree._Element]]:
    """Yield a file and its included files; refuse parts that processors read differently."""
    root = _root(path)
    yield path, root
    for node in root.iterchildren(f"{XS}include"):
        location = node.get("schemaLocation", "")
        included = (path.parent / location).resolve()
        if included.parent != path.parent or not included.is_file():
            problem = f"include of {location or 'no file'}, which is not a file beside it"
            _fail(path, node, problem, "put it there")
        if included in seen | {path}:
            problem = f"include of {location}, which includes this file"
            _fail(path, node, problem, "put what both need into a third file")
        yield from _documents(included, seen | {path})


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
    raise GenerationError(f"{path.name}:{_line(node)}: {_path(node)}: {problem}; {advice}")
