"""What a schema says and the classes could not is refused by name, never lost in silence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from codegen.errors import GenerationError
from codegen.published_schemas import SCHEMAS
from codegen.supported import refuse_unsupported
from tests.codegen.small_schemas import bind, letter, restricted, schema

if TYPE_CHECKING:
    from pathlib import Path

A = '<xs:element name="a" type="xs:string"/>'
B = '<xs:element name="b" type="xs:string"/>'
TEXT = '<xs:simpleType name="text"><xs:restriction base="xs:string">{}</xs:restriction></xs:simpleType>'
IN_A = "complexType letter / sequence / element a"
RESTRICTION = f"{IN_A} / simpleType / restriction"

REFUSED = {
    "an element that may be nil": (
        letter('<xs:element name="a" type="xs:string" nillable="true"/>'),
        f'{IN_A}: nillable="true"',
    ),
    "a fixed element": (letter('<xs:element name="a" type="xs:string" fixed="x"/>'), f'{IN_A}: fixed="x"'),
    "a fixed attribute": (
        letter("", '<xs:attribute name="a" type="xs:string" fixed="x"/>'),
        'complexType letter / attribute a: fixed="x"',
    ),
    "an attribute with a default that is no boolean": (
        letter("", '<xs:attribute name="a" type="xs:string" default="x"/>'),
        "a: a default that is not a boolean",
    ),
    "a choice that repeats": (
        letter(f'<xs:choice maxOccurs="unbounded">{A}{B}</xs:choice>'),
        "a: a sequence or choice that repeats",
    ),
    "a choice within a choice": (
        letter(f"<xs:choice>{A}<xs:choice>{B}</xs:choice></xs:choice>"),
        "b: a choice within a choice",
    ),
    "an element that repeats in a choice": (
        letter(f'<xs:choice><xs:element name="a" type="xs:string" maxOccurs="2"/>{B}</xs:choice>'),
        "a: an element that repeats in a choice",
    ),
    "a sequence that may be left out": (
        letter(f'<xs:sequence minOccurs="0">{A}</xs:sequence>'),
        "a: a sequence that may be left out",
    ),
    "an occurrence that is no number": (
        letter('<xs:element name="a" type="xs:string" maxOccurs="few"/>'),
        f'{IN_A}: maxOccurs="few" is no number',
    ),
    "a sequence that repeats": (
        letter(f'<xs:sequence maxOccurs="2">{A}</xs:sequence>'),
        "a: a sequence or choice that repeats",
    ),
    "an unknown type of XML Schema": (
        letter('<xs:element name="a" type="xs:time"/>'),
        "letter/letter/a: the type xs:time",
    ),
    "an element without a type": (letter('<xs:element name="a"/>'), "letter/letter/a: the type xs:anyType"),
    "a union": (
        '<xs:simpleType name="s"><xs:union memberTypes="xs:int xs:string"/></xs:simpleType>',
        "simpleType s / union: union",
    ),
    "a list type": (
        '<xs:simpleType name="s"><xs:list itemType="xs:int"/></xs:simpleType>',
        "simpleType s / list: list",
    ),
    "mixed content": ('<xs:complexType name="m" mixed="true"/>', 'complexType m: mixed="true"'),
    "a wildcard for other namespaces": (
        letter('<xs:any namespace="##other"/>'),
        "complexType letter: a wildcard for more than one namespace",
    ),
    "a wildcard for any namespace": (
        letter("<xs:any/>"),
        "complexType letter: a wildcard for more than one namespace",
    ),
    "a wildcard that is not checked": (
        letter('<xs:any namespace="v" processContents="lax"/>'),
        'complexType letter / sequence / any: processContents="lax"',
    ),
    "a wildcard that may be absent": (
        letter('<xs:any namespace="v" minOccurs="0"/>'),
        'complexType letter / sequence / any: minOccurs="0"',
    ),
    "a wildcard beside an element": (
        letter(f'{A}<xs:any namespace="v"/>'),
        "complexType letter: a wildcard beside other content",
    ),
    "a wildcard for attributes": (
        letter("", "<xs:anyAttribute/>"),
        "complexType letter / anyAttribute: anyAttribute",
    ),
    "a group": (f'<xs:group name="g"><xs:sequence>{A}</xs:sequence></xs:group>', "group g: group"),
    "a group of attributes": ('<xs:attributeGroup name="g"/>', "attributeGroup g: attributeGroup"),
    "a global element of a simple type": (
        '<xs:element name="a" type="xs:string"/>',
        "element a: a global element of a simple type",
    ),
    "a global element of an abstract type": (
        '<xs:element name="a" type="tns:m"/><xs:complexType name="m" abstract="true"/>',
        "element a: a global element of an abstract type",
    ),
    "a substitution": (
        f'<xs:element name="k" type="tns:letter" substitutionGroup="tns:h"/>{letter(A)}',
        'element k: substitutionGroup="tns:h"',
    ),
    "two global elements of one type": (
        f'<xs:element name="h" type="tns:letter"/><xs:element name="k" type="tns:letter"/>{letter(A)}',
        "element k: its type is that of h",
    ),
    "an element without a namespace": (
        letter('<xs:element name="a" type="xs:string" form="unqualified"/>'),
        f'{IN_A}: form="unqualified"',
    ),
    "an attribute with a namespace": (
        letter("", '<xs:attribute name="a" type="xs:string" form="qualified"/>'),
        'complexType letter / attribute a: form="qualified"',
    ),
    "an extension of what is not abstract": (
        letter(A)
        + '<xs:complexType name="b"><xs:complexContent><xs:extension base="tns:letter"/>'
        + "</xs:complexContent></xs:complexType>",
        "complexType b / complexContent / extension: an extension of letter",
    ),
    "a restriction of a complex type": (
        letter(A)
        + '<xs:complexType name="b"><xs:complexContent><xs:restriction base="tns:letter"/>'
        + "</xs:complexContent></xs:complexType>",
        "complexType b / complexContent / restriction: a restriction of complex content",
    ),
    "a limit of a decimal": (
        restricted("xs:decimal", '<xs:minInclusive value="0"/>'),
        f"{RESTRICTION}: minInclusive of xs:decimal",
    ),
    "a pattern of a number": (
        restricted("xs:int", '<xs:pattern value="[0-9]"/>'),
        f"{RESTRICTION}: pattern of xs:int",
    ),
    "numbers as an enumeration": (
        restricted("xs:int", '<xs:enumeration value="3"/>'),
        f"{RESTRICTION}: enumeration of xs:int",
    ),
    "an exclusive limit": (
        restricted("xs:int", '<xs:minExclusive value="3"/>'),
        f"{RESTRICTION} / minExclusive 3: minExclusive",
    ),
    "a number of digits": (
        restricted("xs:decimal", '<xs:totalDigits value="3"/>'),
        f"{RESTRICTION} / totalDigits 3: totalDigits",
    ),
    "white space": (
        restricted("xs:string", '<xs:whiteSpace value="collapse"/>'),
        f"{RESTRICTION} / whiteSpace collapse: whiteSpace",
    ),
    "a pattern beside that of the base": (
        TEXT.format('<xs:pattern value="[a-z]+"/>') + restricted("tns:text", '<xs:pattern value=".{3}"/>'),
        f"{RESTRICTION}: a second pattern",
    ),
    "an enumeration with other facets": (
        restricted("xs:string", '<xs:enumeration value="A"/><xs:maxLength value="1"/>'),
        f"{RESTRICTION}: an enumeration with other facets",
    ),
    "a pattern without a translation": (
        restricted("xs:string", r'<xs:pattern value="\p{L}"/>'),
        r"the escape \p",
    ),
    "an empty enumeration value": (
        restricted("xs:string", '<xs:enumeration value=""/>'),
        f"{RESTRICTION} / enumeration: an empty enumeration value",
    ),
    "members of one name": (
        restricted("xs:string", '<xs:enumeration value="a-b"/><xs:enumeration value="A_B"/>'),
        f"{RESTRICTION}: two would have the name A_B of a member",
    ),
    "fields of one name": (
        letter('<xs:element name="a-b" type="xs:string"/><xs:element name="a_b" type="xs:string"/>'),
        "complexType letter: two would have the name a_b of a field",
    ),
    "an element and an attribute of one name": (
        letter(A, '<xs:attribute name="a" type="xs:string"/>'),
        "complexType letter: two would have the name a of a field",
    ),
    "an element in two places": (
        letter(A + B + A),
        "complexType letter: two would have the name a of a field",
    ),
    "an element twice in an alternative": (
        letter(f"<xs:choice><xs:sequence>{A}{B}{A}</xs:sequence></xs:choice>"),
        "complexType letter: two would have the name a of a field",
    ),
    "an element in two choices": (
        letter(f"<xs:choice>{A}{B}</xs:choice><xs:choice>{A}</xs:choice>"),
        "complexType letter: two would have the name a of a field",
    ),
    "classes of one name": (
        letter(A) + '<xs:complexType name="Letter"/>',
        "schema: two would have the name Letter of a class",
    ),
    "types that hold each other": (
        letter('<xs:element name="m" type="tns:m" minOccurs="0"/>')
        + '<xs:complexType name="m"><xs:sequence><xs:element name="l" type="tns:letter" minOccurs="0"/>'
        + "</xs:sequence></xs:complexType>",
        "types that hold each other: ",
    ),
    "an import": ('<xs:import namespace="v"/>', "import: import"),
    "an include": ('<xs:include schemaLocation="other.xsd"/>', "include: include"),
    "a notation of another namespace": ('<x xmlns="urn:other"/>', "x: x is not bound"),
}


@pytest.mark.parametrize(("body", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_bound_fails_with_its_place(body: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match=re.escape(said)):
        bind(tmp_path, body)


def test_elements_that_have_no_namespace_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match="elements without a namespace"):
        bind(tmp_path, letter(A), attributes="")


def test_attributes_that_have_a_namespace_are_refused(tmp_path: Path) -> None:
    attributes = 'elementFormDefault="qualified" attributeFormDefault="qualified"'

    with pytest.raises(GenerationError, match='schema: attributeFormDefault="qualified"'):
        bind(tmp_path, letter(A), attributes=attributes)


def test_what_is_no_schema_is_refused() -> None:
    with pytest.raises(GenerationError, match="no XML Schema"):
        refuse_unsupported(b'<letter xmlns="urn:letter"/>')
    with pytest.raises(GenerationError, match="not well-formed XML"):
        refuse_unsupported(b"<letter>")


@pytest.mark.parametrize("name", ["api_v8.xsd", "datatypes.xsd"])
def test_our_schemas_have_nothing_that_cannot_be_bound(name: str) -> None:
    refuse_unsupported((SCHEMAS / name).read_bytes())


def test_documentation_and_what_other_tools_add_are_of_no_account() -> None:
    noted = (
        '<xs:annotation><xs:appinfo><jaxb:class xmlns:jaxb="urn:jaxb"/></xs:appinfo></xs:annotation>'
        '<xs:complexType name="letter" id="x" j:version="2" xmlns:j="urn:jaxb">'
        "<xs:annotation><xs:documentation>A <b>letter</b>.</xs:documentation></xs:annotation>"
        "</xs:complexType>"
    )

    refuse_unsupported(schema(noted).encode())


def test_what_says_no_more_than_the_default_changes_nothing(tmp_path: Path) -> None:
    defaults = 'nillable="false" minOccurs="1" maxOccurs="1" form="qualified"'

    explicit = bind(tmp_path, letter(f'<xs:element name="a" type="xs:string" {defaults}/>'))
    brief = bind(tmp_path, letter(A))

    assert explicit["letter.py"] != brief["letter.py"], "the digest of the schema"
    for name, text in brief.items():
        assert explicit[name].partition("\n")[2] == text.partition("\n")[2]
