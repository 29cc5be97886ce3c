"""Classes, fields and enumerations as they come out of small schemas."""

from __future__ import annotations

import typing
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost_schema.errors import SchemaValueError
from tests.codegen.small_schemas import bind, classes, letter, restricted

if TYPE_CHECKING:
    from pathlib import Path


def types(module: object, cls: type) -> dict[str, object]:
    return typing.get_type_hints(cls, vars(module))


@pytest.mark.parametrize(
    ("occurs", "expected"),
    [
        ("", str),
        ('minOccurs="0"', str | None),
        ('minOccurs="0" maxOccurs="unbounded"', list[str]),
        ('maxOccurs="3"', list[str]),
    ],
)
def test_occurrence_decides_whether_a_field_is_required_optional_or_a_list(
    occurs: str, expected: object, tmp_path: Path
) -> None:
    module = classes(tmp_path, letter(f'<xs:element name="a" type="xs:string" {occurs}/>'))

    assert types(module, module.Letter) == {"a": expected}


@pytest.mark.parametrize(
    ("xml_type", "expected"),
    [
        ("string", str),
        ("anyURI", str),
        ("long", int),
        ("int", int),
        ("integer", int),
        ("decimal", Decimal),
        ("double", float),
        ("boolean", bool),
        ("date", date),
        ("dateTime", datetime),
    ],
)
def test_a_type_of_xml_schema_becomes_a_python_type(xml_type: str, expected: object, tmp_path: Path) -> None:
    module = classes(tmp_path, letter(f'<xs:element name="a" type="xs:{xml_type}"/>'))

    assert types(module, module.Letter) == {"a": expected}


def test_classes_have_slots_and_keyword_arguments_and_can_change(tmp_path: Path) -> None:
    module = classes(tmp_path, letter('<xs:element name="a-b" type="xs:string"/>'))

    value = module.Letter(a_b="x")
    value.a_b = "y"

    assert value == module.Letter(a_b="y")
    assert not hasattr(value, "__dict__")
    with pytest.raises(TypeError):
        module.Letter("x")


def test_a_python_keyword_gets_an_underscore(tmp_path: Path) -> None:
    module = classes(tmp_path, letter('<xs:element name="from" type="xs:string"/>'))

    assert module.Letter(from_="x").from_ == "x"


def test_a_required_attribute_has_no_default_and_an_optional_one_is_none(tmp_path: Path) -> None:
    attributes = (
        '<xs:attribute name="a" type="xs:string" use="required"/><xs:attribute name="b" type="xs:int"/>'
    )
    module = classes(tmp_path, letter("", attributes))

    assert module.Letter(a="x").b is None
    with pytest.raises(TypeError):
        module.Letter()


@pytest.mark.parametrize(("written", "value"), [("false", False), ("true", True), ("1", True), ("0", False)])
def test_an_attribute_that_is_absent_has_its_default(written: str, value: bool, tmp_path: Path) -> None:  # noqa: FBT001 - what is expected
    module = classes(tmp_path, letter("", f'<xs:attribute name="a" type="xs:boolean" default="{written}"/>'))

    assert module.Letter().a is value


def test_an_attribute_that_is_prohibited_and_an_element_that_never_occurs_are_no_fields(
    tmp_path: Path,
) -> None:
    never = letter(
        '<xs:element name="a" type="xs:string" minOccurs="0" maxOccurs="0"/>',
        '<xs:attribute name="b" type="xs:string" use="prohibited"/>',
    )

    assert attrs.fields(classes(tmp_path, never).Letter) == ()


def test_a_global_element_is_known_to_its_class_whether_or_not_the_type_has_a_name(tmp_path: Path) -> None:
    module = classes(
        tmp_path,
        letter("")
        + '<xs:element name="post-card" type="tns:letter"/>'
        + "<xs:element name='parcel'><xs:complexType/></xs:element><xs:complexType name='stamp'/>",
    )

    assert module.Letter.Meta.element == "post-card"
    assert module.Parcel.Meta.element == "parcel"
    assert module.Stamp.Meta.element is None


def test_a_list_has_as_many_items_as_the_schema_says(tmp_path: Path) -> None:
    module = classes(tmp_path, letter('<xs:element name="a" type="xs:string" minOccurs="2" maxOccurs="3"/>'))

    assert len(module.Letter(a=["x", "y"]).a) == 2
    for count in (0, 1, 4):
        with pytest.raises(SchemaValueError, match=r"Letter\.a: at (least 2|most 3)"):
            module.Letter(a=["x"] * count)


def test_a_class_may_hold_itself(tmp_path: Path) -> None:
    module = classes(tmp_path, letter('<xs:element name="a" type="tns:letter" minOccurs="0"/>'))

    assert module.Letter(a=module.Letter()).a == module.Letter()
    with pytest.raises(SchemaValueError, match=r"Letter\.a: Letter is expected, not str"):
        module.Letter(a="x")


def test_an_abstract_class_is_only_built_by_what_extends_it(tmp_path: Path) -> None:
    module = classes(
        tmp_path,
        '<xs:complexType name="mail" abstract="true"><xs:attribute name="a" type="xs:int"/></xs:complexType>'
        '<xs:complexType name="card"><xs:complexContent><xs:extension base="tns:mail">'
        '<xs:attribute name="b" type="xs:string"/></xs:extension></xs:complexContent></xs:complexType>',
    )

    assert isinstance(module.Card(a=1, b="y"), module.Mail)
    with pytest.raises(SchemaValueError, match=r"Mail\.type: abstract"):
        module.Mail()


def test_an_enumeration_has_a_member_for_each_value(tmp_path: Path) -> None:
    values = "".join(f'<xs:enumeration value="{value}"/>' for value in ("NB", "two-words", "3", "None"))
    module = classes(tmp_path, restricted("xs:string", values))

    assert {each.name: each.value for each in module.LetterA} == {
        "NB": "NB",
        "TWO_WORDS": "two-words",
        "_3": "3",
        "NONE": "None",
    }


def test_documentation_becomes_docstrings(tmp_path: Path) -> None:
    def note(text: str) -> str:
        return f"<xs:annotation><xs:documentation>{text}</xs:documentation></xs:annotation>"

    size = f'<xs:enumeration value="A4">{note("Like this page.")}</xs:enumeration>'
    made = bind(
        tmp_path,
        f"""{note("All of the post.")}
        <xs:complexType name="letter">{note("What is sent.")}
          <xs:sequence>
            <xs:element name="a" type="xs:string">{note("Its text.")}</xs:element>
            <xs:element name="b" type="tns:size" minOccurs="0"/>
          </xs:sequence>
        </xs:complexType>
        <xs:simpleType name="size">{note("How large.")}
          <xs:restriction base="xs:string">{size}</xs:restriction>
        </xs:simpleType>""",
    )["letter.py"]

    assert '"""All of the post."""\n' in made
    assert 'class Letter:\n    """What is sent."""\n' in made
    assert '    )\n    """Its text."""\n' in made
    assert 'class Size(OpenEnum):\n    """How large."""\n' in made
    assert '    A4 = \'A4\'\n    """Like this page."""\n' in made


def test_documentation_names_fields_and_classes_as_python_does(tmp_path: Path) -> None:
    note = "<xs:annotation><xs:documentation>Goes with {}.</xs:documentation></xs:annotation>"
    said = note.format("`sender-id`, `from`, a `letter`, `other-name`")
    made = bind(
        tmp_path,
        letter(
            f'<xs:element name="sender-id" type="xs:int">{said}</xs:element>'
            f'<xs:element name="from" type="xs:int">{said}</xs:element>'
        ),
    )["letter.py"]

    assert made.count("Goes with `sender_id`, `from_`, a `Letter`, `other-name`.") == 2
    assert "`sender-id`" not in made
