"""A construct that the classes cannot express is refused by name, never lost in silence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from codegen.errors import GenerationError
from codegen.xsd import Xsd
from tests.codegen.small_schemas import bind, letter, restricted, schema

if TYPE_CHECKING:
    from pathlib import Path

A = '<xs:element name="a" type="xs:string"/>'
B = '<xs:element name="b" type="xs:string"/>'
IN_A = "complexType letter / element a"

REFUSED = {
    "an element with attributes that may be nil": (
        letter('<xs:element name="a" type="tns:t" nillable="true"/>')
        + '<xs:complexType name="t"><xs:attribute name="k" type="xs:int"/></xs:complexType>',
        f"{IN_A}: nillable is not bound for an abstract type, or one with attributes",
    ),
    "an abstract element that may be nil": (
        letter('<xs:element name="a" type="tns:t" nillable="true"/>')
        + '<xs:complexType name="t" abstract="true"/>',
        f"{IN_A}: nillable is not bound for an abstract type, or one with attributes",
    ),
    "a fixed element that may be nil": (
        letter('<xs:element name="a" type="xs:string" fixed="x" nillable="true"/>'),
        f"{IN_A}: nillable beside fixed is not bound",
    ),
    "a fixed value in another form": (
        letter('<xs:element name="a" type="xs:int" fixed="05"/>'),
        f"{IN_A}: the fixed value '05' is not bound in this form; write it as it is written: 5",
    ),
    "a fixed attribute in another form": (
        letter("", '<xs:attribute name="a" type="xs:boolean" fixed="1"/>'),
        "complexType letter / attribute a: the fixed value '1' is not bound in this form",
    ),
    "a fixed date": (
        letter('<xs:element name="a" type="xs:date" fixed="2024-01-31"/>'),
        f"{IN_A}: a default or fixed value of date is not bound",
    ),
    "a choice that repeats": (
        letter(f'<xs:choice maxOccurs="unbounded">{A}{B}</xs:choice>'),
        "complexType letter: a choice that repeats is not bound",
    ),
    "an occurrence that is no number": (
        letter('<xs:element name="a" type="xs:string" maxOccurs="few"/>'),
        f"{IN_A}: not a valid XSD (Element 'element', attribute 'maxOccurs': The value 'few'",
    ),
    "an unknown type of XML Schema": (
        letter('<xs:element name="a" type="xs:time"/>'),
        f"{IN_A}: the type xs:time is not bound",
    ),
    "an element without a type": (
        letter('<xs:element name="a"/>'),
        f"{IN_A}: the type xs:anyType is not bound",
    ),
    "mixed content": (
        '<xs:complexType name="m" mixed="true"/>',
        "complexType m: text between elements (mixed)",
    ),
    "a wildcard for other namespaces": (
        letter('<xs:any namespace="##other"/>'),
        'complexType letter / any: namespace="##other"',
    ),
    "a wildcard for any namespace": (
        letter("<xs:any/>"),
        "complexType letter / any: a wildcard for",
    ),
    "a wildcard for attributes": (
        letter("", "<xs:anyAttribute/>"),
        "complexType letter: anyAttribute is not bound",
    ),
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
        "not a valid XSD (element decl. 'k', attribute 'substitutionGroup'",
    ),
    "two global elements of one type": (
        f'<xs:element name="h" type="tns:letter"/><xs:element name="k" type="tns:letter"/>{letter(A)}',
        "element k: its type is that of h",
    ),
    "an element without a namespace": (
        letter('<xs:element name="a" type="xs:string" form="unqualified"/>'),
        f"{IN_A}: an element without the schema's namespace",
    ),
    "an attribute with a namespace": (
        letter("", '<xs:attribute name="a" type="xs:string" form="qualified"/>'),
        "complexType letter / attribute a: an attribute with a namespace",
    ),
    "an extension of what is not abstract": (
        letter(A)
        + '<xs:complexType name="b"><xs:complexContent><xs:extension base="tns:letter"/>'
        + "</xs:complexContent></xs:complexType>",
        "complexType b: an extension of letter, which is not abstract",
    ),
    "a restriction of a complex type": (
        letter(A)
        + '<xs:complexType name="b"><xs:complexContent><xs:restriction base="tns:letter"/>'
        + "</xs:complexContent></xs:complexType>",
        "not a valid XSD (complex type 'b'",
    ),
    "a pattern of a number": (
        restricted("xs:int", '<xs:pattern value="[0-9]"/>'),
        f"{IN_A}: pattern of xs:int",
    ),
    "a limit of a date": (
        restricted("xs:date", '<xs:minInclusive value="2024-01-31"/>'),
        f"{IN_A}: minInclusive of xs:date",
    ),
    "a limit of a double": (
        restricted("xs:double", '<xs:maxInclusive value="1.5"/>'),
        f"{IN_A}: maxInclusive of xs:double",
    ),
    "numbers as an enumeration": (
        restricted("xs:int", '<xs:enumeration value="3"/>'),
        f"{IN_A}: an enumeration of xs:int",
    ),
    "white space": (
        restricted("xs:string", '<xs:whiteSpace value="collapse"/>'),
        f"{IN_A}: whiteSpace of xs:string",
    ),
    "an enumeration with other facets": (
        restricted("xs:string", '<xs:enumeration value="A"/><xs:maxLength value="1"/>'),
        f"{IN_A}: an enumeration of xs:string, or one with other facets",
    ),
    "a pattern without a translation": (
        restricted("xs:string", r'<xs:pattern value="\p{L}"/>'),
        IN_A + r": the escape \p",
    ),
    "members of one name": (
        restricted("xs:string", '<xs:enumeration value="a-b"/><xs:enumeration value="A_B"/>'),
        "the members 'a-b' and 'A_B' would both be A_B",
    ),
    "fields of one name": (
        letter('<xs:element name="a-b" type="xs:string"/><xs:element name="a_b" type="xs:string"/>'),
        "complexType letter / element a_b: the fields of a-b and a_b would both be a_b",
    ),
    "an element in two places": (
        letter(A + B + A),
        f"{IN_A}: the element a stands twice in one content",
    ),
    "an element twice in an alternative": (
        letter(f"<xs:choice><xs:sequence>{A}{B}{A}</xs:sequence></xs:choice>"),
        f"{IN_A}: the element a stands twice in one content",
    ),
    "an element in two choices": (
        letter(f"<xs:choice>{A}{B}</xs:choice><xs:choice>{A}</xs:choice>"),
        f"{IN_A}: the element a stands twice in one content",
    ),
    "classes of one name": (
        letter(A) + '<xs:complexType name="Letter"/>',
        "complexType Letter: the class would be called Letter, as that of letter is",
    ),
    "a list of a type that is not bound": (
        letter('<xs:element name="a" type="xs:NMTOKENS"/>'),
        f"{IN_A}: the type xs:NMTOKEN is not bound",
    ),
    "a union with a type that is not bound": (
        '<xs:simpleType name="s"><xs:union memberTypes="xs:int xs:time"/></xs:simpleType>'
        + letter('<xs:element name="a" type="tns:s"/>'),
        f"{IN_A}: the type xs:time is not bound",
    ),
    "more of an element than the schema has room for": (
        letter('<xs:element name="a" type="xs:string" minOccurs="3" maxOccurs="2"/>'),
        f"{IN_A}: not a valid XSD",
    ),
    "conditional inclusion": (
        letter(A)
        + '<xs:complexType name="b" vc:minVersion="1.1" xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning"/>',
        "complexType b: conditional inclusion (vc:) of XSD 1.1; write what holds for XSD 1.0",
    ),
    "a malformed pattern": (
        restricted("xs:string", '<xs:pattern value="(a"/>'),
        f"{IN_A} / pattern: not a valid XSD",
    ),
    "a key": (
        letter(A)
        + '<xs:element name="k"><xs:complexType><xs:sequence><xs:element name="l" type="tns:letter">'
        '<xs:unique name="u"><xs:selector xpath="tns:a"/><xs:field xpath="."/></xs:unique></xs:element>'
        "</xs:sequence></xs:complexType></xs:element>",
        "element k / element l: key, keyref and unique are not bound",
    ),
    "an import": ('<xs:import namespace="v"/>', "import: import"),
    "an include": (
        '<xs:include schemaLocation="other.xsd"/>',
        "include: include of other.xsd, which is not a file beside it",
    ),
    "a notation of another namespace": ('<x xmlns="urn:other"/>', "schema: not a valid XSD"),
}


@pytest.mark.parametrize(("body", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_bound_fails_with_its_place(body: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match=re.escape(said)):
        bind(tmp_path, body)


def test_elements_that_have_no_namespace_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match="an element without the schema's namespace"):
        bind(tmp_path, letter(A), attributes="")


def test_attributes_that_have_a_namespace_are_refused(tmp_path: Path) -> None:
    attributes = 'elementFormDefault="qualified" attributeFormDefault="qualified"'

    with pytest.raises(GenerationError, match="attribute a: an attribute with a namespace is not bound"):
        bind(tmp_path, letter(A, '<xs:attribute name="a" type="xs:int"/>'), attributes=attributes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<letter xmlns="urn:letter"/>', "letter.xsd:1: schema: not an XSD"),
        ("<letter>", "letter.xsd:1: schema: not well-formed"),
        (
            f'<!DOCTYPE x [<!ENTITY t "xs:int">]>{schema(letter(A)).replace("xs:string", "&t;")}',
            "letter.xsd:1: schema: a document type declaration",
        ),
    ],
)
def test_what_is_no_schema_is_refused(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "letter.xsd").write_text(text, encoding="utf-8")

    with pytest.raises(GenerationError, match=re.escape(said)):
        Xsd.read(tmp_path / "letter.xsd")


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match=r"none\.xsd:1: schema: cannot be read"):
        Xsd.read(tmp_path / "none.xsd")


def test_a_refusal_is_one_line_that_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(GenerationError) as caught:
        bind(tmp_path, "\n\n" + letter('\n<xs:element name="a" type="xs:time"/>'))

    assert str(caught.value) == (
        "letter.xsd:4: complexType letter / element a: the type xs:time is not bound; "
        "leave it out in schemas/letter.xsd, or extend codegen/"
    )


def test_documentation_and_what_other_tools_add_are_of_no_account(tmp_path: Path) -> None:
    noted = (
        '<xs:annotation><xs:appinfo><jaxb:class xmlns:jaxb="urn:jaxb"/></xs:appinfo></xs:annotation>'
        '<xs:complexType name="letter" id="x" j:version="2" xmlns:j="urn:jaxb">'
        "<xs:annotation><xs:documentation>A <b>letter</b>.</xs:documentation></xs:annotation>"
        "</xs:complexType>"
    )

    assert "class Letter:" in bind(tmp_path, noted)["letter.py"]


def test_what_says_no_more_than_the_default_changes_nothing(tmp_path: Path) -> None:
    defaults = 'nillable="false" minOccurs="1" maxOccurs="1" form="qualified"'

    explicit = bind(tmp_path, letter(f'<xs:element name="a" type="xs:string" {defaults}/>'))
    brief = bind(tmp_path, letter(A))

    assert explicit["letter.py"] != brief["letter.py"], "the digest of the schema"
    for name, text in brief.items():
        assert explicit[name].partition("\n")[2] == text.partition("\n")[2]
