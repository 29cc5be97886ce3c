"""Refinements of a schema: each with its reason, each fitting something."""

from __future__ import annotations

import re
import typing
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from codegen.errors import GenerationError
from codegen.overrides import Overrides
from codegen.pipeline import OVERRIDES, SCHEMAS, bindings, package_files
from digipost_schema import check, datatypes, from_xml
from digipost_schema.errors import SchemaValueError
from tests.codegen.small_schemas import bind, classes, letter, schema

pytestmark = pytest.mark.thorough

if TYPE_CHECKING:
    from pathlib import Path

ID = (
    '<xs:simpleType name="id"><xs:restriction base="xs:string"><xs:maxLength value="40"/></xs:restriction>'
    "</xs:simpleType>"
)
BODY = ID + letter(
    '<xs:element name="a" type="xs:string"/><xs:element name="b" type="tns:id"/>'
    '<xs:element name="c" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>'
    '<xs:element name="d" type="xs:string" minOccurs="0"/>'
)


def load(folder: Path, text: str) -> Overrides:
    path = folder / "overrides.toml"
    path.write_text(text, encoding="utf-8")
    return Overrides.load(path)


@pytest.mark.parametrize("table", ["rename", "value", "optional", "personal", "limits", "needed"])
def test_an_entry_without_a_reason_or_a_source_is_refused(table: str, tmp_path: Path) -> None:
    entry = 'field = "letter/letter/a"\nname = "x"\nkind = "uuid"\nfields = []\nany_of = []'

    with pytest.raises(GenerationError, match="without reason or source"):
        load(tmp_path, f"[[{table}]]\n{entry}\n")
    with pytest.raises(GenerationError, match="without reason or source"):
        load(tmp_path, f'[[{table}]]\n{entry}\nreason = ""\n')


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        ('[[rename]]\nfield = "api_v8/link/urj"\nname = "x"', "api_v8/link/urj"),
        (
            '[[value]]\nkind = "uuid"\nschema_type = "xs:string"\nfields = ["api_v8/link/urj"]',
            "api_v8/link/urj",
        ),
        ('[[value]]\nkind = "uuid"\nschema_type = "xs:string"\ntypes = ["api_v8/uujd"]', "api_v8/uujd"),
        ('[[optional]]\nfield = "api_v8/error/missing"', "api_v8/error/missing"),
        ('[[personal]]\nfields = ["datatypes/proof/nothing"]', "datatypes/proof/nothing"),
        ('[[limits]]\nfields = { "datatypes/none/nothing" = { most = 1 } }', "datatypes/none/nothing"),
        ('[[needed]]\nany_of = ["datatypes/none/nothing"]', "datatypes/none/nothing"),
    ],
)
def test_an_entry_that_fits_nothing_is_refused(entry: str, path: str, tmp_path: Path) -> None:
    refinements = tmp_path / "overrides.toml"
    refinements.write_text(
        f'{OVERRIDES.read_text(encoding="utf-8")}\n{entry}\nreason = "test"\n', encoding="utf-8"
    )

    with pytest.raises(GenerationError, match=f"fit nothing in the schemas: {re.escape(path)}; correct"):
        package_files(SCHEMAS, refinements)


def test_an_entry_of_an_unknown_sort_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match="unknown sort: renames"):
        load(tmp_path, '[[renames]]\nreason = "test"')


def test_every_refinement_of_ours_says_where_it_is_known_from() -> None:
    Overrides.load(OVERRIDES)


def test_a_field_gets_another_name(tmp_path: Path) -> None:
    rename = '[[rename]]\nreason = "test"\nfield = "letter/letter/a"\nname = "renamed"'

    module = classes(tmp_path, BODY, refinements=rename)

    assert module.Letter(renamed="x", b="y").renamed == "x"


def test_a_field_and_every_field_of_a_type_get_another_kind_of_value(tmp_path: Path) -> None:
    kinds = (
        '[[value]]\nreason = "test"\nkind = "zoned-datetime"\nschema_type = "xs:string"\n'
        'fields = ["letter/letter/a"]\n'
        '[[value]]\nreason = "test"\nkind = "uuid"\nschema_type = "xs:string, maxLength 40"\n'
        'types = ["letter/id"]'
    )

    module = classes(tmp_path, BODY, refinements=kinds)
    hints = typing.get_type_hints(module.Letter, vars(module))

    assert (hints["a"], hints["b"], hints["d"]) == (datetime, UUID, str | None)


def test_a_kind_that_is_unknown_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match=r"overrides\.toml: letter/letter/a: the kind of value colour"):
        classes(
            tmp_path,
            BODY,
            refinements='[[value]]\nreason="x"\nschema_type="xs:string"\nkind="colour"\n'
            'fields=["letter/letter/a"]',
        )


def test_a_required_field_can_be_missing_in_practice(tmp_path: Path) -> None:
    optional = '[[optional]]\nsource = "test"\nfield = "letter/letter/a"'

    assert classes(tmp_path, BODY, refinements=optional).Letter(b="y").a is None


def test_a_personal_field_is_not_shown(tmp_path: Path) -> None:
    personal = (
        '[[personal]]\nreason = "test"\nfields = ["letter/letter/a", "letter/letter/c", "letter/letter/d"]'
    )

    value = classes(tmp_path, BODY, refinements=personal).Letter(a="secret", b="shown", c=["secret"])

    assert repr(value) == "Letter(a=…, b='shown', c=…, d=None)"


def test_limits_beyond_the_schema_hold_for_text_and_for_lists(tmp_path: Path) -> None:
    limits = (
        '[[limits]]\nsource = "test"\nschema_type = "xs:string"\n[limits.fields]\n'
        '"letter/letter/a" = { max_length = 3 }\n"letter/letter/c" = { most = 2 }'
    )
    module = classes(tmp_path, BODY, refinements=limits)

    module.Letter(a="abc", b="y", c=["x", "x"])
    with pytest.raises(SchemaValueError, match=r"Letter\.a: at most 3 characters"):
        module.Letter(a="abcd", b="y")
    with pytest.raises(SchemaValueError, match=r"Letter\.c: at most 2"):
        module.Letter(a="abc", b="y", c=["x"] * 3)


def test_a_field_that_is_needed_has_to_be_given(tmp_path: Path) -> None:
    needed = '[[needed]]\nsource = "test"\nany_of = ["letter/letter/d"]'
    module = classes(tmp_path, BODY, refinements=needed)

    assert module.Letter(a="x", b="y", d="z").d == "z"
    with pytest.raises(TypeError, match=r"^Letter\.d: is needed and was not given"):
        module.Letter(a="x", b="y")
    with pytest.raises(SchemaValueError, match=r"Letter\.d: is needed"):
        module.Letter(a="x", b="y", d=None)


def test_a_document_without_a_field_that_is_needed_is_read() -> None:
    """The schema lets it be absent, so its type has None."""
    namespace = 'xmlns="http://api.digipost.no/schema/datatypes"'
    xml = f"<boligdetaljer {namespace}><hjemmelshavere/></boligdetaljer>".encode()

    value = from_xml(datatypes.Boligdetaljer, xml)

    assert (value.residence, value.hjemmelshavere[0].name) == (None, None)
    assert typing.get_type_hints(datatypes.Hjemmelshaver)["name"] == str | None
    with pytest.raises(SchemaValueError, match=r"Boligdetaljer\.residence: is needed"):
        check(value)


def test_one_of_several_optional_fields_can_be_needed(tmp_path: Path) -> None:
    needed = '[[needed]]\nsource = "test"\nany_of = ["letter/letter/c", "letter/letter/d"]'
    module = classes(tmp_path, BODY, refinements=needed)

    assert module.Letter(a="x", b="y", d="z").c == []
    assert module.Letter(a="x", b="y", c=["z"]).d is None
    with pytest.raises(SchemaValueError, match=r"Letter\.c, d: one of these is needed"):
        module.Letter(a="x", b="y")


CHANGED = {
    "text that became a number": ("xs:int", "xs:string", "xs:int"),
    "text that got a limit": ("tns:id", "xs:string", "xs:string, maxLength 40"),
    "a limit that is gone": ("xs:string", "xs:string, maxLength 40", "xs:string"),
    "a limit that is looser": ("tns:id", "xs:string, maxLength 39", "xs:string, maxLength 40"),
    "text that became a class": ("tns:part", "xs:string", "a complex type"),
}


@pytest.mark.parametrize(("now", "written_for", "described"), CHANGED.values(), ids=CHANGED)
@pytest.mark.parametrize(
    "entry",
    [
        '[[value]]\nkind = "money"\nfields = ["letter/letter/a"]',
        '[[limits]]\nfields = { "letter/letter/a" = { max_length = 3 } }',
        '[[limits]]\nfields = { "letter/letter/a" = { pattern = "[a-z]+", described = "letters" } }',
    ],
)
def test_an_entry_for_another_type_than_the_schema_has_is_refused(
    entry: str, now: str, written_for: str, described: str, tmp_path: Path
) -> None:
    body = ID + letter(f'<xs:element name="a" type="{now}"/>') + '<xs:complexType name="part"/>'
    refinements = f'{entry}\nschema_type = "{written_for}"\nreason = "test"'
    is_unasked = now == "tns:part" and entry.startswith("[[value]]")

    if is_unasked:
        overrides = load(tmp_path, refinements)
        (tmp_path / "letter.xsd").write_text(schema(body), encoding="utf-8")
        bindings(tmp_path / "letter.xsd", overrides)
        with pytest.raises(GenerationError, match="fit nothing in the schemas: letter/letter/a"):
            overrides.refuse_unused(["letter"])
        return
    with pytest.raises(GenerationError) as caught:
        bind(tmp_path, body, refinements=refinements)
    assert str(caught.value).startswith(
        f"the override of letter/letter/a is for the type {written_for}, and the schema now has {described}; "
    )


def test_a_type_that_no_field_has_is_looked_at_too(tmp_path: Path) -> None:
    entry = '[[value]]\nkind = "uuid"\nreason = "test"\nschema_type = "xs:string"\ntypes = ["letter/id"]'

    with pytest.raises(GenerationError, match="the schema now has xs:string, maxLength 40"):
        bind(tmp_path, ID, refinements=entry)


@pytest.mark.parametrize("table", ["value", "limits"])
def test_an_entry_about_a_type_has_to_name_it(table: str, tmp_path: Path) -> None:
    fields = '["letter/letter/a"]' if table == "value" else '{ "letter/letter/a" = { max_length = 3 } }'

    with pytest.raises(GenerationError, match="an override of a type without schema_type"):
        load(tmp_path, f'[[{table}]]\nkind = "uuid"\nreason = "test"\nfields = {fields}')


def test_a_limit_of_a_list_on_a_field_that_is_none_is_refused(tmp_path: Path) -> None:
    entry = '[[limits]]\nreason = "test"\nfields = { "letter/letter/a" = { most = 2 } }'

    with pytest.raises(
        GenerationError, match="letter/letter/a limits the number of elements, and the schema"
    ):
        bind(tmp_path, BODY, refinements=entry)


def test_a_list_can_be_needed(tmp_path: Path) -> None:
    needed = '[[needed]]\nsource = "test"\nany_of = ["letter/letter/c"]'
    module = classes(tmp_path, BODY, refinements=needed)

    assert module.Letter(a="x", b="y", c=["z"]).c == ["z"]
    with pytest.raises(SchemaValueError, match=r"Letter\.c: is needed"):
        module.Letter(a="x", b="y")


def test_a_class_and_a_member_get_another_name(tmp_path: Path) -> None:
    values = '<xs:enumeration value="a-b"/><xs:enumeration value="A_B"/>'
    body = f"""{letter('<xs:element name="s" type="tns:Letter"/>')}<xs:simpleType name="Letter">
        <xs:restriction base="xs:string">{values}</xs:restriction></xs:simpleType>"""
    renamed = (
        '[[rename]]\nreason = "test"\nfield = "letter/Letter"\nname = "Size"\n'
        '[[rename]]\nreason = "test"\nfield = "letter/Letter/A_B"\nname = "SECOND"'
    )

    module = classes(tmp_path, body, refinements=renamed)

    assert [each.name for each in module.Size] == ["A_B", "SECOND"]
