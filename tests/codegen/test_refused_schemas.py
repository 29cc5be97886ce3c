"""Schemas that cannot be bound: refused in one line with file, line, component and advice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from codegen.errors import GenerationError
from codegen.pipeline import models_of
from tests.codegen.probes import HEAD, NAMESPACE, complex_type, element, extension, probe
from tests.codegen.unusual_pieces import (
    BASE,
    CHAMELEON,
    GROUP,
    INCLUDING,
    Files,
    attribute,
    members,
    pattern,
    plain,
    root,
    simple,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path


def of_type(name: str) -> tuple[Files, str]:
    return probe(element("a", f"xsd:{name}")), rf"element a: the type xs:{name} is not bound; leave it out"


def escaped(expression: str, said: str) -> tuple[Files, str]:
    return pattern(expression), rf"element a: {re.escape(said)} in .* is not bound; leave it out"


KEY = '<xsd:key name="k"><xsd:selector xpath="a"/><xsd:field xpath="."/></xsd:key>'
REFUSED: dict[str, tuple[Files, str]] = {
    **{
        f"xs:{name}": of_type(name)
        for name in (
            *("gYear", "gMonthDay", "duration", "time", "QName", "NOTATION", "base64Binary", "hexBinary"),
            *("positiveInteger", "unsignedLong", "short", "byte", "float", "token", "normalizedString"),
            *("language", "NMTOKEN", "NCName", "ID", "IDREF"),
        )
    },
    **{
        f"a pattern with {expression}": escaped(expression, f"the escape \\{expression[1]}")
        for expression in (r"\i\c*", r"\p{IsBasicLatin}+", r"\p{Lu}{2}")
    },
    "a class without another": escaped("[a-z-[aeiou]]+", "character class subtraction"),
    **{
        f"a pattern of another language: {expression}": (
            pattern(expression),
            r"pattern: not a valid XSD \(.*\)",
        )
        for expression in ("(?:a)", "a++", "a{,3}", "[]a]", r"\Aa", r"\bx")
    },
    "an all in the middle of an extension": (
        probe(
            element("m", "b"),
            f'<xsd:complexType name="b" abstract="true"><xsd:all>{element("a")}</xsd:all></xsd:complexType>'
            + extension("t", "b", element("c")),
        ),
        r"not a valid XSD \(.*extension.*\); correct it",
    ),
    "a key of a root": (
        f'{HEAD}<xsd:element name="probe" type="t">{KEY}</xsd:element>'
        + complex_type("t", element("a"))
        + "</xsd:schema>",
        r"element probe: .*key and unique of a global element are not bound",
    ),
    "an abstract root": (
        f'{HEAD}<xsd:element name="h" type="t" abstract="true"/>{complex_type("t", "")}</xsd:schema>',
        r"element h: a substitution group or an abstract element is not bound",
    ),
    "a wildcard for the own namespace": (
        probe('<xsd:any namespace="##targetNamespace" processContents="lax" minOccurs="0"/>'),
        r"any: a wildcard for the schema's own namespace is not bound",
    ),
    "any attribute in a group": (
        probe(
            "",
            '<xsd:attributeGroup name="g"><xsd:anyAttribute/></xsd:attributeGroup>',
            '<xsd:attributeGroup ref="g"/>',
        ),
        r"complexType probe-type: anyAttribute is not bound",
    ),
    "a required attribute with a default": (
        probe("", "", attribute("k", more='default="1" use="required"')),
        r"attribute k: not a valid XSD",
    ),
    "a global attribute": (
        probe("", attribute("k"), '<xsd:attribute ref="k"/>'),
        r"attribute k: an attribute with a namespace is not bound",
    ),
    "xml:lang": (
        probe("", "", '<xsd:attribute ref="xml:lang"/>').replace(
            "<xsd:element", '<xsd:import namespace="http://www.w3.org/XML/1998/namespace"/><xsd:element', 1
        ),
        r"import: import is not bound",
    ),
    **{
        f"white space that is to {value}": (
            probe(element("a", "t"), simple("t", f'<xsd:whiteSpace value="{value}"/>')),
            r"element a: whiteSpace of xs:string is not bound",
        )
        for value in ("preserve", "replace", "collapse")
    },
    "a restriction of anyType": (
        root(
            '<xsd:complexContent><xsd:restriction base="xsd:anyType"><xsd:sequence/></xsd:restriction>'
            "</xsd:complexContent>"
        ),
        r"complexType t: a restriction of a complex type is not bound; write its content without",
    ),
    "mixed in complexContent": (
        probe(
            element("m", "b"),
            BASE
            + extension("t", "b", element("a")).replace("complexContent>", 'complexContent mixed="true">', 1),
        ),
        r"complexType t: text between elements \(mixed\) is not bound",
    ),
    "types that block": (
        probe(element("a")).replace("elementFormDefault", 'blockDefault="extension" elementFormDefault'),
        r"element probe: .*block.* of a global element are not bound",
    ),
    "an extension of a final type": (
        probe(element("m", "b"), BASE + extension("c", "b", "")).replace(
            "elementFormDefault", 'finalDefault="extension" elementFormDefault'
        ),
        r"not a valid XSD \(complex type 'c': The 'final' of the base type .*\)",
    ),
    "an included file with elements of no namespace": (
        {"api_v8.xsd": INCLUDING, "c.xsd": CHAMELEON.replace('elementFormDefault="qualified"', "")},
        r"complexType t / element a: an element without the schema's namespace is not bound",
    ),
    "an included file of another namespace": (
        {"api_v8.xsd": INCLUDING, "c.xsd": HEAD.replace(NAMESPACE, "urn:z") + "</xsd:schema>"},
        r"include: not a valid XSD \(.*schema 'c\.xsd' differs from .*\); correct it",
    ),
    "an included file with a type that is there": (
        {
            "api_v8.xsd": INCLUDING.replace("</xsd:schema>", complex_type("t", "") + "</xsd:schema>"),
            "c.xsd": HEAD + complex_type("t", element("a")) + "</xsd:schema>",
        },
        r"complexType t: not a valid XSD \(.*does already exist\.\)",
    ),
    "an include of a part of a file": (
        {"api_v8.xsd": INCLUDING.replace("c.xsd", "c.xsd#x"), "c.xsd": CHAMELEON},
        r"include: include of c\.xsd#x, which is not a file beside it; put it there",
    ),
    "an include without a file": (
        INCLUDING.replace('schemaLocation="c.xsd"', ""),
        r"include: include of no file, .*",
    ),
    "a group that holds itself": (
        probe(
            '<xsd:group ref="g"/>', GROUP.replace("</xsd:seq", '<xsd:group ref="g" minOccurs="0"/></xsd:seq')
        ),
        r"group: not a valid XSD \(.*Circular reference.*\)",
    ),
    "a simple type that restricts itself": (
        probe(element("a", "t"), simple("t", "", "t")),
        r"simpleType t: not a valid XSD \(simple type 't': The definition is circular\.\)",
    ),
    "types that extend each other": (
        probe("", extension("t", "u", "") + extension("u", "t", "")),
        r"complexType t: not a valid XSD \(complex type 't': The definition is circular\.\)",
    ),
    "fields that differ in case": (
        probe(element("Id") + element("ID")),
        r"element ID: the fields of Id and ID .*",
    ),
    "types that differ in case": (
        probe("", complex_type("Foo", "") + complex_type("foo", "")),
        r"complexType foo: the class would be called Foo, as that of Foo is; give it a name",
    ),
    "attributes that differ in case": (
        probe("", "", attribute("id") + attribute("ID")),
        r"attribute ID: the fields of id and ID would both be id; give it a name",
    ),
    "an attribute named as another is renamed": (
        probe(element("value") + element("value-attribute"), "", attribute("value")),
        r"attribute value: the fields of value-attribute and value would both be value_attribute; give .*",
    ),
    "members that are one in capitals": (
        members("ﬁ", "fi")[0],
        r"simpleType e: the members 'ﬁ' and 'fi' would both be FI; give it a name",
    ),
    "bytes that are no UTF-8": (
        plain(probe(element("å")), "ISO-8859-1").replace(b"ISO-8859-1", b"UTF-8"),
        r"schema: not well-formed \(.*\); correct it",
    ),
    "an unknown encoding": (
        plain(probe(element("a")), "ASCII").replace(b"ASCII", b"FOO"),
        r"schema: not well-formed \(.*FOO.*\); correct it",
    ),
    "an empty file": (b"", r"schema: not well-formed \(.*\); correct it"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_unusual_schema_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    files, refusal = REFUSED[name]
    schemas = written(tmp_path, files)

    with pytest.raises(GenerationError) as caught:
        models_of(schemas, schemas / "overrides.toml")

    said = str(caught.value)
    assert re.fullmatch(r"(api_v8|c)\.xsd:\d+: [^\n]+: [^\n]+; [^\n]+", said)
    assert re.search(refusal, said)
    assert str(tmp_path) not in said
