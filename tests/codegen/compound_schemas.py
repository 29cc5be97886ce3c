"""Schemas with lists and unions of simple types."""

from __future__ import annotations

from tests.codegen.probes import element, enumeration, probe


def simple(name: str, body: str) -> str:
    return f'<xsd:simpleType name="{name}">{body}</xsd:simpleType>'


def listed(kind: str) -> str:
    return f'<xsd:list itemType="{kind}"/>'


def union(kinds: str, inner: str = "") -> str:
    return f'<xsd:union memberTypes="{kinds}">{inner}</xsd:union>'


def restricted(base: str, facets: str) -> str:
    return f'<xsd:restriction base="{base}">{facets}</xsd:restriction>'


AB = enumeration("size", "A", "B")
LISTS = probe(
    element("ints", "ints")
    + element("words", "words", 'minOccurs="0" maxOccurs="3"')
    + element("sizes", "sizes", 'minOccurs="0"')
    + element("times", "times", 'minOccurs="0" nillable="true"')
    + element("pair", "pair", 'minOccurs="0"')
    + element("held", "held", 'minOccurs="0"')
    + element("own", "own", 'minOccurs="0"'),
    AB
    + simple("ints", listed("xsd:int"))
    + simple("words", listed("xsd:string"))
    + simple("sizes", listed("size"))
    + simple("times", listed("xsd:dateTime"))
    + simple("pair", restricted("two-or-three", '<xsd:length value="2"/>'))
    + simple("two-or-three", restricted("decimals", '<xsd:minLength value="2"/><xsd:maxLength value="3"/>'))
    + simple("decimals", listed("xsd:decimal"))
    + '<xsd:complexType name="held"><xsd:simpleContent><xsd:extension base="sizes">'
    + '<xsd:attribute name="days" type="days" use="required"/><xsd:attribute name="or" type="ints"/>'
    + "</xsd:extension></xsd:simpleContent></xsd:complexType>"
    + simple("days", listed("xsd:date"))
    + simple(
        "own", f"<xsd:list>{simple('', AB[AB.index('<xsd:r') : -17])}</xsd:list>".replace(' name=""', "")
    ),
    attributes='<xsd:attribute name="flags" type="flags"/>' + "",
).replace("</xsd:schema>", simple("flags", listed("xsd:boolean")) + "</xsd:schema>")
UNIONS = probe(
    element("a", "int-or-text")
    + element("b", "size-or-day", 'minOccurs="0" maxOccurs="4"')
    + element("c", "number", 'minOccurs="0"')
    + element("d", "either", 'minOccurs="0"')
    + element("e", "mixed-list", 'minOccurs="0"'),
    AB
    + enumeration("other", "B", "C d")
    + simple("int-or-text", union("xsd:int xsd:string"))
    + simple("size-or-day", union("size xsd:date"))
    + simple("number", union("xsd:boolean small xsd:decimal"))
    + simple("small", restricted("xsd:int", '<xsd:maxInclusive value="9"/>'))
    + simple("either", union("size", simple("", union("other code")).replace(' name=""', "")))
    + simple("code", restricted("xsd:string", '<xsd:pattern value="[x-z]{2}"/>'))
    + simple("mixed-list", listed("size-or-day")),
    attributes='<xsd:attribute name="when" type="when" use="required"/>',
).replace("</xsd:schema>", simple("when", union("xsd:date xsd:dateTime")) + "</xsd:schema>")
