"""Schemas with a document `probe`, written in pieces."""

from __future__ import annotations

NAMESPACE = "http://api.digipost.no/schema/v8"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
HEAD = (
    f'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="{NAMESPACE}"'
    f' xmlns="{NAMESPACE}" elementFormDefault="qualified">'
)


def probe(content: str, others: str = "", attributes: str = "") -> str:
    """A schema with a document `probe`."""
    return (
        f'{HEAD}{element("probe", "probe-type")}<xsd:complexType name="probe-type"><xsd:sequence>'
        f"{content}</xsd:sequence>{attributes}</xsd:complexType>{others}</xsd:schema>"
    )


def element(name: str, kind: str = "xsd:string", occurs: str = "") -> str:
    return f'<xsd:element name="{name}" type="{kind}" {occurs}/>'


def complex_type(name: str, content: str) -> str:
    return f'<xsd:complexType name="{name}"><xsd:sequence>{content}</xsd:sequence></xsd:complexType>'


def extension(name: str, base: str, content: str, *, abstract: bool = False) -> str:
    is_abstract = ' abstract="true"' if abstract else ""
    return (
        f'<xsd:complexType name="{name}"{is_abstract}><xsd:complexContent><xsd:extension base="{base}">'
        f"<xsd:sequence>{content}</xsd:sequence></xsd:extension></xsd:complexContent></xsd:complexType>"
    )


def enumeration(name: str, *values: str) -> str:
    listed = "".join(f'<xsd:enumeration value="{value}"/>' for value in values)
    restriction = f'<xsd:restriction base="xsd:string">{listed}</xsd:restriction>'
    return f'<xsd:simpleType name="{name}">{restriction}</xsd:simpleType>'
