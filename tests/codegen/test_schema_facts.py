"""What is a fact, what is none, and what is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from codegen.schema_facts import SchemaError, digest, labelled, read_facts
from tests.codegen.xsd_editing import API, DATATYPES, XS, as_bytes, part, tree

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from lxml.etree import _Element

TINY = """\
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns="urn:t"{}>{}</xs:schema>
"""

SIMPLE = '<xs:simpleType name="x"><xs:restriction base="xs:string">{}</xs:restriction></xs:simpleType>'
COMPLEX = '<xs:complexType name="x">{}</xs:complexType>'
VERSIONING = "http://www.w3.org/2007/XMLSchema-versioning"


def tiny(content: str, attributes: str = "") -> bytes:
    return TINY.format(attributes, content).encode()


def documented(root: _Element) -> None:
    words = "<xs:documentation>Words.</xs:documentation><xs:appinfo><x/></xs:appinfo>"
    for element in list(root.iter(f"{XS}element", f"{XS}complexType", f"{XS}sequence", f"{XS}enumeration")):
        for old in element.findall(f"{XS}annotation"):
            element.remove(old)
        element.insert(0, part(f"<xs:annotation>{words}</xs:annotation>"))


def commented(root: _Element) -> None:
    for element in list(root.iter(f"{XS}sequence")):
        element.insert(0, etree.Comment("a comment"))
        element.append(etree.ProcessingInstruction("and", "an instruction"))
        element.tail = "\n\n\n   "


def with_defaults_written_out(root: _Element) -> None:
    written = {
        "element": {"minOccurs": "1", "maxOccurs": "1", "nillable": "false", "form": "qualified"},
        "choice": {"minOccurs": " 1 ", "maxOccurs": "01"},
        "sequence": {"minOccurs": "1", "maxOccurs": "1"},
        "any": {"processContents": "strict", "minOccurs": "1", "maxOccurs": "1"},
        "attribute": {"use": "optional", "form": "unqualified"},
        "complexType": {"abstract": "0", "mixed": "false"},
        "complexContent": {"mixed": "false"},
        "schema": {"attributeFormDefault": "unqualified", "blockDefault": "", "finalDefault": ""},
    }
    for kind, attributes in written.items():
        for element in root.iter(f"{XS}{kind}"):
            owner = element.getparent()
            is_global = owner is not None and owner.tag == f"{XS}schema"
            elsewhere = {"minOccurs", "maxOccurs", "form", "use"} if is_global else {"abstract"}
            elsewhere |= {"nillable", "form"} if element.get("ref") else set()
            for name in attributes.keys() - element.keys() - elsewhere:
                element.set(name, attributes[name])


def with_foreign_attributes(root: _Element) -> None:
    root.set("version", "99")
    for number, element in enumerate(root.iter(f"{XS}complexType")):
        element.set("id", f"id{number}")
        element.set("{http://java.sun.com/xml/ns/jaxb}version", "2.0")


@pytest.mark.parametrize("schema", [API, DATATYPES], ids=["api_v8", "datatypes"])
@pytest.mark.parametrize(
    "rewrite", [documented, commented, with_defaults_written_out, with_foreign_attributes]
)
def test_what_is_no_fact_changes_nothing(schema: bytes, rewrite: Callable[[_Element], None]) -> None:
    root = tree(schema)
    rewrite(root)

    assert as_bytes(root) != as_bytes(tree(schema))
    assert read_facts(as_bytes(root)) == read_facts(schema)


def test_prefixes_change_nothing() -> None:
    text = re.sub(rb"\bxs:|\bxmlns:xs\b", lambda found: found[0].replace(b"xs", b"xsd"), API)
    text = text.replace(b'"tns:', b'"').replace(b"xmlns:tns=", b"xmlns=")

    assert b"xs:" not in text
    assert b"tns" not in text
    assert read_facts(text) == read_facts(API)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_top_level_components_attributes_alternatives_and_enumeration_values_changes_nothing(
    chance: random.Random,
) -> None:
    root = tree()
    movable = {
        "schema": {"element", "complexType", "simpleType"},
        "complexType": {"attribute"},
        "extension": {"attribute"},
        "choice": {"element", "sequence"},
        "all": {"element"},
        "restriction": {"enumeration"},
    }
    for kind, inner in movable.items():
        for owner in root.iter(f"{XS}{kind}"):
            parts = [each for each in owner if etree.QName(each).localname in inner]
            places = [owner.index(each) for each in parts]
            chance.shuffle(parts)
            for each in parts:
                owner.remove(each)
            for place, each in zip(places, parts, strict=True):
                owner.insert(place, each)

    assert read_facts(as_bytes(root)) == read_facts(API)


def test_the_digest_is_known() -> None:
    """Recorded digests would lose their meaning if the way they are made changed unnoticed."""
    facts = read_facts(tiny('<xs:simpleType name="t"><xs:restriction base="xs:int"/></xs:simpleType>'))

    assert digest(facts) == "b167e21e254be97cec8ef0ab57f778ca234de3205274f644d3e1dd87bd0439cd"


def test_references_are_told_by_namespace() -> None:
    schema = tiny(
        '<xs:element name="a" type="t"/><xs:element name="b" type="p:t" xmlns:p="urn:t"/>'
        '<xs:element name="c" type="xs:int"/><xs:complexType name="t"/>'
    )
    elements = labelled(read_facts(schema))

    assert [elements[f"element {name}"].properties["type"] for name in "abc"] == ["t", "t", "xs:int"]


def test_a_sequence_of_one_within_a_sequence_is_a_fact() -> None:
    flat = '<xs:complexType name="t"><xs:sequence><xs:element name="a"/></xs:sequence></xs:complexType>'
    nested = flat.replace("<xs:sequence>", "<xs:sequence><xs:sequence>").replace(
        "</xs:sequence>", "</xs:sequence></xs:sequence>"
    )

    assert read_facts(tiny(flat)) != read_facts(tiny(nested))


def test_what_the_schema_finalises_by_default_is_final() -> None:
    by_default = tiny('<xs:complexType name="t"/>', ' finalDefault="restriction list"')
    written = tiny('<xs:complexType name="t" final="restriction"/>')
    everything = tiny('<xs:complexType name="t" final="#all"/>')

    assert read_facts(by_default) == read_facts(written)
    assert labelled(read_facts(everything))["complexType t"].properties["final"] == "extension restriction"


def test_each_way_to_write_a_boolean_is_the_same() -> None:
    assert read_facts(tiny('<xs:element name="a" nillable="1"/>')) == read_facts(
        tiny('<xs:element name="a" nillable="true"/>')
    )


def test_groups_attribute_groups_lists_and_unions_are_understood() -> None:
    schema = tiny("""
        <xs:group name="g"><xs:sequence><xs:element name="e"/></xs:sequence></xs:group>
        <xs:attributeGroup name="ag">
          <xs:attribute ref="a"/><xs:anyAttribute namespace="##other"/>
        </xs:attributeGroup>
        <xs:attribute name="a" type="u"/>
        <xs:simpleType name="l"><xs:list itemType="xs:int"/></xs:simpleType>
        <xs:simpleType name="u"><xs:union memberTypes="l xs:date"/></xs:simpleType>
        <xs:complexType name="t">
          <xs:sequence><xs:group ref="g" minOccurs="0"/></xs:sequence><xs:attributeGroup ref="ag"/>
        </xs:complexType>""")
    facts = labelled(read_facts(schema))

    assert labelled(labelled(facts["complexType t"])["sequence"])["group g"].properties["minOccurs"] == "0"
    assert labelled(facts["simpleType u"])["union"].properties == {"memberTypes": "l xs:date"}
    assert labelled(facts["attributeGroup ag"])["attribute a"].properties["ref"] == "a"


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        (b"nothing", "not well-formed"),
        (b"", "not well-formed"),
        (b"<html/>", "is no XSD"),
        (b'<!DOCTYPE x []><schema xmlns="http://www.w3.org/2001/XMLSchema"/>', "DTD"),
        (tiny('<xs:include schemaLocation="x.xsd"/>'), "xs:include is not understood"),
        (tiny('<xs:import namespace="urn:x"/>'), "xs:import is not understood"),
        (tiny('<xs:notation name="x" public="x"/>'), "xs:notation is not understood"),
        (tiny('<xs:element name="x"><xs:key name="k"/></xs:element>'), "xs:key is not understood"),
        (tiny(COMPLEX.format('<xs:assert test="1"/>')), "xs:assert is not understood"),
        (tiny(COMPLEX.format("<y/>")), "{urn:t}y is not understood"),
        (tiny('<xs:element name="x" wanted="yes"/>'), "wanted on element is not understood"),
        (tiny('<xs:element name="x" minOccurs="0"/>'), "minOccurs on element is not understood"),
        (tiny("", ' xpathDefaultNamespace="##local"'), "xpathDefaultNamespace on schema"),
        (tiny(f'<xs:element name="x" xmlns:v="{VERSIONING}" v:minVersion="1.1"/>'), "minVersion on element"),
        (tiny("<xs:complexType/>"), "complexType without name"),
        (tiny("some text"), "text in schema"),
        (tiny('<xs:element name="x" nillable="maybe"/>'), "neither true nor false"),
        (tiny('<xs:element name="x" type="p:t"/>'), "prefix of p:t is not declared"),
        (tiny('<xs:element name="x" type="unknown"/>'), "is no valid XSD"),
        (tiny('<xs:complexType name="x"/><xs:complexType name="x"/>'), "is no valid XSD"),
        (tiny('<xs:complexType name="x" final="list"/>'), "is not a list of"),
        (tiny(COMPLEX.format('<xs:sequence maxOccurs="many"/>')), "is not a number"),
        (tiny(COMPLEX.format('<xs:attribute name="a" use="often"/>')), "is not one of"),
        (tiny(SIMPLE.format("<xs:length/>")), "value is missing"),
        (tiny(SIMPLE.format("<xs:enumeration/>")), "enumeration without value"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(schema: bytes, message: str) -> None:
    with pytest.raises(SchemaError, match=re.escape(message)):
        read_facts(schema)


def test_a_refusal_names_the_line() -> None:
    with pytest.raises(SchemaError, match=r"^line 3: "):
        read_facts(tiny('\n\n<xs:include schemaLocation="x.xsd"/>'))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="cannot be read: No such file"):
        read_facts(tmp_path / "nothing.xsd")
