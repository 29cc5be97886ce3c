"""Overrides that no longer fit a new schema: `diff` prints them, and `generate` refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codegen.diff import compared
from codegen.errors import GenerationError
from codegen.pipeline import models_of
from codegen.xsd import Xsd
from tests.codegen.small_schemas import letter, schema

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = (
    '<xs:element name="a" type="tns:id"/><xs:element name="b" type="xs:string" minOccurs="0"/>'
    '<xs:element name="c" type="xs:string" minOccurs="0" maxOccurs="9"/>'
)
ID = (
    '<xs:simpleType name="id"><xs:restriction base="xs:string"><xs:maxLength value="{}"/>'
    "</xs:restriction></xs:simpleType>"
)
BEFORE = letter(FIELDS) + ID.format(40)
OF_EACH_SORT = """
[[value]]
kind = "uuid"
schema_type = "xs:string, maxLength 40"
types = ["letter/id"]
reason = "A test."
[[rename]]
field = "letter/letter/b"
name = "renamed"
reason = "A test."
[[limits]]
schema_type = "xs:string"
reason = "A test."
[limits.fields]
"letter/letter/c" = { most = 3, max_length = 5 }
[[needed]]
any_of = ["letter/letter/b", "letter/letter/c"]
reason = "A test."
[[personal]]
fields = ["letter/letter/a", "letter/letter/b"]
reason = "A test."
"""
B, C = "letter/letter/b: fits nothing", "letter/letter/c: fits nothing"
UNFIT: dict[str, tuple[str, list[str]]] = {
    "nothing changes": (BEFORE, []),
    "a field is added": (
        BEFORE.replace("<xs:element", '<xs:element name="d" type="xs:int"/><xs:element', 1),
        [],
    ),
    "a field becomes required": (BEFORE.replace(' minOccurs="0"', "", 1), []),
    "a field becomes an attribute": (
        letter(
            FIELDS.replace('<xs:element name="b" type="xs:string" minOccurs="0"/>', ""),
            '<xs:attribute name="b" type="xs:string"/>',
        )
        + ID.format(40),
        [],
    ),
    "a field is removed": (
        BEFORE.replace('<xs:element name="b" type="xs:string" minOccurs="0"/>', ""),
        [B],
    ),
    "a field gets another name": (BEFORE.replace('name="c"', 'name="other"'), [C]),
    "a field gets another type": (
        BEFORE.replace('name="c" type="xs:string"', 'name="c" type="xs:int"'),
        ["the override of letter/letter/c is for the type xs:string, and the schema now has xs:int"],
    ),
    "a field becomes a list of values": (
        BEFORE.replace('name="c" type="xs:string"', 'name="c" type="tns:ints"')
        + '<xs:simpleType name="ints"><xs:list itemType="xs:int"/></xs:simpleType>',
        ["the override of letter/letter/c is for the type xs:string, and the schema now has list"],
    ),
    "a field is no list": (
        BEFORE.replace('maxOccurs="9"', ""),
        [
            "the override of letter/letter/c limits the number of elements, and the schema has at most one",
        ],
    ),
    "a type gets another limit": (
        letter(FIELDS) + ID.format(41),
        ["the override of letter/id is for the type xs:string, maxLength 40, and the"],
    ),
    "a type is removed": (
        BEFORE.replace("tns:id", "xs:string").replace(ID.format(40), ""),
        ["letter/id: fits nothing"],
    ),
    "a type with fields gets another name": (
        BEFORE.replace('name="letter"', 'name="message"'),
        ["letter/letter/a: fits nothing", B, C],
    ),
}


@pytest.mark.parametrize("name", UNFIT)
def test_overrides_stop_fitting_where_generate_refuses_them(name: str, tmp_path: Path) -> None:
    body, expected = UNFIT[name]
    paths = []
    for folder, text in (("before", BEFORE), ("after", body)):
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / "letter.xsd")
        paths[-1].write_text(schema(text), encoding="utf-8")
    refinements = tmp_path / "overrides.toml"
    refinements.write_text(OF_EACH_SORT, encoding="utf-8")
    assert models_of(tmp_path / "before", refinements)

    lines, status = compared(Xsd.read(paths[0]), Xsd.read(paths[1]), refinements)
    try:
        models_of(tmp_path / "after", refinements)
        refused = ""
    except GenerationError as error:
        refused = str(error)

    assert [each for each in expected if not any(line.startswith(f"    {each}") for line in lines)] == []
    assert ("Overrides that stop fitting:" in lines) == bool(expected)
    assert (status == 2) == bool(expected) == bool(refused)
    # `generate` names the first.
    assert all(each.split(":")[0][:32] in refused for each in expected[:1])


def test_a_new_version_takes_over_the_overrides_that_fit(tmp_path: Path) -> None:
    body = UNFIT["a field is removed"][0]
    refinements, schemas = tmp_path / "overrides.toml", tmp_path / "schemas"
    schemas.mkdir()
    like = '[[like]]\nschema = "letter2"\nas = "letter"\nreason = "A test."\n'
    refinements.write_text(OF_EACH_SORT + like, encoding="utf-8")
    old, new = schemas / "letter.xsd", schemas / "letter2.xsd"
    old.write_text(schema(BEFORE), encoding="utf-8")
    new.write_text(schema(body).replace("urn:letter", "urn:letter2"), encoding="utf-8")

    lines, status = compared(Xsd.read(old), Xsd.read(new), refinements)

    assert len(models_of(schemas, refinements)) == 2
    assert status == 1
    assert "Overrides that stop fitting:" not in lines
