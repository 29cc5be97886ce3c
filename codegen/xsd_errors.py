"""Errors of libxml2 and xmlschema about a schema, with file, line and component."""

from __future__ import annotations

import re
import textwrap
import traceback
from pathlib import Path
from xml.etree.ElementTree import Element

from lxml import etree
from xmlschema.validators import XsdComponent

from codegen.errors import GenerationError
from codegen.xsd_files import XS, line_of, path_of

__all__ = ["invalid", "not_understood", "refused"]

_LONGEST = 400


def invalid(
    documents: dict[Path, etree._Element], path: Path, error: etree.XMLSchemaParseError
) -> GenerationError:
    """Return the error of libxml2 with file, line and component."""
    entry = next((each for each in error.error_log if each.line), None)
    said = re.sub(r"\{[^}]*\}", "", " ".join((entry.message if entry else str(error)).split()))
    said = said.replace(f"{path.parent}/", "")
    component = _named_in(said, documents)
    file, line, named = path, 1, [documents[path]] if component is None else [component[1]]
    if component is not None:
        file, line = component[0], line_of(component[1])
    if entry is not None:
        file = next((each for each in documents if each.name == Path(entry.filename or "").name), path)
        line = entry.line
        on_line = [each for each in documents[file].iter(etree.Element) if each.sourceline == line]
        attribute = re.search(r"attribute '([^']+)'", said)
        fitting = [each for each in on_line if f"'{etree.QName(each).localname}'" in said]
        better = [each for each in fitting if attribute is None or attribute[1] in each.attrib]
        named = better or [each for each in named if each in on_line] or on_line
    return _error(f"{file.name}:{line}: {path_of(next(iter(named), None))}", said)


def refused(documents: dict[Path, etree._Element], path: Path, error: Exception) -> GenerationError:
    """Return the error of xmlschema with file, line and component."""
    said = str(getattr(error, "message", None) or error)
    if "recursion" in said:
        # xmlschema's own text for this error omits the type's name.
        said = "its content, or that of a type which it extends, is nested too deeply"
    place = _place_of(documents, path, getattr(error, "validator", None), getattr(error, "elem", None))
    return _error(place, said)


def not_understood(documents: dict[Path, etree._Element], path: Path, error: Exception) -> GenerationError:
    """Return an error for a failure within xmlschema, with the place of the part that it was reading."""
    frames = [frame.f_locals.get("self") for frame, _ in traceback.walk_tb(error.__traceback__)]
    reading = next((each for each in frames if isinstance(each, XsdComponent)), None)
    what = "nested too deeply" if isinstance(error, RecursionError) else type(error).__name__
    problem = f"xmlschema, which reads schemas, fails here ({what})"
    return GenerationError(f"{_place_of(documents, path, reading)}: {problem}; write it in another way")


def _error(place: str, said: str) -> GenerationError:
    # A message can quote a whole pattern or number.
    said = textwrap.shorten(" ".join(said.split()), _LONGEST, placeholder=" …")
    return GenerationError(f"{place}: not a valid XSD ({said}); correct it")


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


def _place_of(
    documents: dict[Path, etree._Element], path: Path, validator: object, element: Element | None = None
) -> str:
    """Return file, line and path of a component of xmlschema, for the beginning of an error."""
    element = getattr(validator, "elem", None) if element is None else element
    source = getattr(getattr(validator, "schema", validator), "source", None)
    if source is None or not source.filepath:
        return f"{path.name}:1: schema"
    file = Path(source.filepath).resolve()
    pairs = zip(source.root.iter(), documents[file].iter(etree.Element), strict=True)
    node = next((ours for theirs, ours in pairs if theirs is element), documents[file])
    return f"{file.name}:{line_of(node)}: {path_of(node)}"
