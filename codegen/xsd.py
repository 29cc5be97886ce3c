"""An XSD as xmlschema resolves it, after libxml2 has compiled it; each part has its file and line."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from xml.etree.ElementTree import Element

import attrs
from lxml import etree
from xmlschema import XMLSchema10, XMLSchemaBase, XMLSchemaException
from xmlschema.exceptions import XMLSchemaWarning
from xmlschema.validators import XsdComponent, XsdGroup, XsdSimpleType

from codegen.errors import GenerationError
from codegen.xsd_errors import invalid, not_understood, refused
from codegen.xsd_files import XS, documents_of, line_of

__all__ = ["XS", "Xsd", "annotated"]

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
            GenerationError: With file and line, if a file is not a valid XSD, or libxml2 and xmlschema would
                read it differently.
        """
        documents = documents_of(path)
        root = documents[path.resolve()]
        try:
            etree.XMLSchema(root)
        except etree.XMLSchemaParseError as error:
            raise invalid(documents, path.resolve(), error) from None
        try:
            with warnings.catch_warnings():
                # xmlschema warns, for example, of content that it could not verify.
                warnings.simplefilter("error", XMLSchemaWarning)
                schema = XMLSchema10(str(path), allow="local", defuse="never", use_fallback=False)
        except (XMLSchemaException, XMLSchemaWarning) as error:
            raise refused(documents, path.resolve(), error) from None
        except Exception as error:
            # xmlschema raises AttributeError or TypeError for some parts that libxml2 accepts.
            raise not_understood(documents, path.resolve(), error) from error
        places: dict[int, tuple[str, int]] = {}
        types: dict[int, Element] = {}
        for part in _parts(schema):
            source = Path(part.filepath or path).resolve()
            # Both parsers return the same elements in the same order; only lxml has the line numbers.
            for theirs, ours in zip(part.root.iter(), documents[source].iter(etree.Element), strict=True):
                places[id(theirs)] = source.name, line_of(ours)
                if theirs.tag == f"{XS}simpleType":
                    # xmlschema keeps the inner part, and the outer part has the documentation.
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
            if isinstance(node, XsdGroup) and node.name and node.ref is None:
                kind = "group"
            if kind and (node is component or node.name is not None):
                steps.append(f"{kind} {node.local_name}" if node.name else kind)
            node = node.parent
        file, line = found or (self.path.name, 1)
        return f"{file}:{line}: {' / '.join(reversed(steps)) or 'schema'}"

    def refuse(self, component: XsdComponent, problem: str, advice: str = "") -> NoReturn:
        """Raise an error for a component that is not supported."""
        place = self.place(component)
        advice = advice or f"leave it out in schemas/{place.partition(':')[0]}, or extend codegen/"
        raise GenerationError(f"{place}: {problem}; {advice}")


def annotated(element: Element) -> str | None:
    """Return the documentation in the annotations of an element of a schema."""
    found = element.findall(f"{XS}annotation/{XS}documentation")
    texts = [inspect.cleandoc("".join(each.itertext())).strip() for each in found]
    return "\n\n".join(text for text in texts if text) or None


def _parts(schema: XMLSchemaBase) -> Iterator[XMLSchemaBase]:
    """Yield a schema, and the schemas that it includes, directly or indirectly."""
    yield schema
    for each in schema.includes.values():
        yield from _parts(each)
