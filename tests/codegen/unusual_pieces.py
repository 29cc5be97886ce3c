"""Pieces of schemas that are unlike any that Digipost has published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.codegen.made_packages import write_schemas
from tests.codegen.probes import HEAD, complex_type, element, enumeration, probe

if TYPE_CHECKING:
    from pathlib import Path

OPTIONAL = 'minOccurs="0"'
Files = str | bytes | dict[str, str]


def root(content: str, others: str = "") -> str:
    """A schema with a type `t` of any content."""
    kind = f'<xsd:complexType name="t">{content}</xsd:complexType>'
    return f"{HEAD}{element('probe', 't')}{kind}{others}</xsd:schema>"


def simple(name: str, facets: str, base: str = "xsd:string") -> str:
    inner = f'<xsd:restriction base="{base}">{facets}</xsd:restriction>'
    return f'<xsd:simpleType name="{name}">{inner}</xsd:simpleType>'


def attribute(name: str, kind: str = "xsd:int", more: str = "") -> str:
    return f'<xsd:attribute name="{name}" type="{kind}" {more}/>'


def pattern(*expressions: str) -> str:
    found = "".join(f'<xsd:pattern value="{each}"/>' for each in expressions)
    return probe(element("a", "t"), simple("t", found))


def fields(*names: str) -> tuple[str, list[str]]:
    return probe("".join(map(element, names))), ["".join([">", *(f"<{name}/>" for name in names)])]


def types(*names: str) -> tuple[str, list[str]]:
    held = "".join(element(f"x{place}", name) for place, name in enumerate(names))
    document = "".join(f"<x{place}><a>1</a></x{place}>" for place in range(len(names)))
    kinds = "".join(complex_type(name, element("a", "xsd:int")) for name in names)
    return probe(held, kinds), [f">{document}"]


def members(*values: str) -> tuple[str, list[str]]:
    schema = probe(element("a", "e", 'maxOccurs="99"'), enumeration("e", *values))
    return schema, ["".join([">", *(f"<a>{each}</a>" for each in values)])]


def plain(text: str, encoding: str, mark: bytes = b"") -> bytes:
    return mark + f'<?xml version="1.0" encoding="{encoding}"?>\r\n{text}'.encode(encoding)


def described(text: str) -> str:
    noted = f"<xsd:annotation><xsd:documentation>{text}</xsd:documentation></xsd:annotation>"
    return f'<xsd:element name="a" type="xsd:string">{noted}</xsd:element>'


AB = enumeration("e", "A", "B", "C")
BASE = '<xsd:complexType name="b" abstract="true"/>'
GROUP = f'<xsd:group name="g"><xsd:sequence>{element("a")}</xsd:sequence></xsd:group>'
CHAMELEON = (
    '<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">'
    '<xsd:complexType name="t"><xsd:sequence><xsd:element name="a" type="s"/></xsd:sequence>'
    '<xsd:attributeGroup ref="ag"/></xsd:complexType><xsd:attributeGroup name="ag">'
    '<xsd:attribute name="k" type="e"/></xsd:attributeGroup><xsd:simpleType name="s">'
    '<xsd:union memberTypes="e xsd:int"/></xsd:simpleType>' + AB + "</xsd:schema>"
)
INCLUDING = f'{HEAD}<xsd:include schemaLocation="c.xsd"/>{element("probe", "t")}</xsd:schema>'

# The files, and contents of documents.


def written(folder: Path, files: Files) -> Path:
    schemas = write_schemas(folder, "" if isinstance(files, bytes) else files)
    if isinstance(files, bytes):
        (schemas / "api_v8.xsd").write_bytes(files)
    return schemas
