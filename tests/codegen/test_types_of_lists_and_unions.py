"""Lists and unions of simple types in schemas: types in Python, facts and overrides; the rest is refused."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import count
from typing import TYPE_CHECKING

import pytest

from codegen.errors import GenerationError
from codegen.facts import facts_of
from codegen.pipeline import models_of
from codegen.surface import surface
from tests.codegen.compound_schemas import AB, LISTS, UNIONS, listed, restricted, simple, union
from tests.codegen.made_packages import package_of, write_schemas
from tests.codegen.probes import element, probe

if TYPE_CHECKING:
    from pathlib import Path

numbers = count()


REFUSED = {
    "a pattern of a list": (
        simple("t", restricted("ints", '<xsd:pattern value="1 2"/>')) + simple("ints", listed("xsd:int")),
        "pattern of a list is not bound",
    ),
    "values of a list": (
        simple("t", restricted("ints", '<xsd:enumeration value="1 2"/>')) + simple("ints", listed("xsd:int")),
        "enumeration of a list is not bound",
    ),
    "values of a union": (
        simple("t", restricted("u", '<xsd:enumeration value="1"/>')) + simple("u", union("xsd:int xsd:date")),
        "enumeration of a union is not bound",
    ),
    "a pattern of a union": (
        simple("t", restricted("u", '<xsd:pattern value="1"/>')) + simple("u", union("xsd:int xsd:date")),
        "pattern of a union is not bound",
    ),
    "a list in a union": (
        simple("t", union("xsd:date ints")) + simple("ints", listed("xsd:int")),
        "a list as a member of a union is not bound",
    ),
    "a list of a type that is not bound": (simple("t", listed("xsd:time")), "the type xs:time is not bound"),
    "a union of a type that is not bound": (
        simple("t", union("xsd:int xsd:time")),
        "the type xs:time is not bound",
    ),
    "a list of XML Schema": (simple("t", restricted("xsd:NMTOKENS", "")), "the type xs:NMTOKEN is not bound"),
    "an enumeration without a name in a union": (
        simple("t", union("xsd:int", AB.replace(' name="size"', ""))),
        "a union with an enumeration without a name is not bound; move the enumeration to a named type",
    ),
    "a list of numbers that are listed": (
        simple("t", listed("n")) + simple("n", restricted("xsd:int", '<xsd:enumeration value="1"/>')),
        "an enumeration of xs:int, or one with other facets, is not bound",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_rest_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    others, said = REFUSED[name]
    schemas = write_schemas(tmp_path, probe(element("a", "t"), others))

    with pytest.raises(GenerationError) as caught:
        models_of(schemas, schemas / "overrides.toml")

    assert re.fullmatch(rf"api_v8\.xsd:1: [^\n]*{re.escape(said)}[^\n]*", str(caught.value))
    assert "; " in str(caught.value)


@pytest.mark.parametrize("given", ['default="1 2"', 'fixed="1"'])
def test_a_default_of_a_list_is_refused(given: str, tmp_path: Path) -> None:
    schemas = write_schemas(tmp_path, probe(element("a", "t", given), simple("t", listed("xsd:int"))))

    with pytest.raises(GenerationError, match="a default or fixed value of a list or a union is not bound"):
        models_of(schemas, schemas / "overrides.toml")


@pytest.mark.parametrize(
    ("members", "annotation"),
    [
        ("xsd:string xsd:int", "str"),
        ("xsd:decimal xsd:int xsd:date", "Decimal | date"),
        ("xsd:int xsd:long", "int"),
        ("size xsd:string size", "Size | str"),
        ("xsd:double xsd:boolean", "float | bool"),
    ],
)
def test_a_member_that_no_text_reaches_is_left_out(members: str, annotation: str, tmp_path: Path) -> None:
    schemas = write_schemas(tmp_path, probe(element("a", "t"), AB + simple("t", union(members))))

    (model,) = models_of(schemas, schemas / "overrides.toml")

    assert surface(model)["ProbeType.a"].value.startswith(f"`{annotation}`, required")


def test_facts_and_changes_name_the_parts(tmp_path: Path) -> None:
    (model,) = models_of(write_schemas(tmp_path, UNIONS), tmp_path / "schemas" / "overrides.toml")

    facts, names = facts_of(model), surface(model)

    place = "type probe-type / element"
    assert facts[f"{place} c"]["type"] == (
        "number: union of (xs:boolean) or (xs:int, maxInclusive 9) or (xs:decimal)"
    )
    assert facts[f"{place} e"]["type"] == "mixed-list: list of (union of size or (xs:date))"
    assert names["ProbeType.c"].value == "`bool | int | Decimal | None`, int: at_least=-2147483648, at_most=9"


def test_a_refined_type_is_refined_in_lists_and_unions(tmp_path: Path) -> None:
    pattern = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    others = simple("id", restricted("xsd:string", f'<xsd:pattern value="{pattern}"/>')) + simple(
        "t", listed("id")
    )
    schemas = write_schemas(tmp_path, probe(element("a", "t"), others))
    (schemas / "overrides.toml").write_text(
        f'[[value]]\nkind = "uuid"\nschema_type = "xs:string, pattern {pattern}"\ntypes = ["api_v8/id"]\n'
        'reason = "A test."\n'
    )

    (model,) = models_of(schemas, schemas / "overrides.toml")

    assert surface(model)["ProbeType.a"].value == "`tuple[UUID, ...]`, required"


@pytest.mark.parametrize("path", ['fields = ["api_v8/probe-type/a"]', 'types = ["api_v8/t"]'])
def test_an_override_of_a_list_is_refused(path: str, tmp_path: Path) -> None:
    schemas = write_schemas(tmp_path, probe(element("a", "t"), simple("t", listed("xsd:int"))))
    (schemas / "overrides.toml").write_text(
        f'[[value]]\nkind = "text"\nschema_type = "list of (xs:int)"\n{path}\nreason = "A test."\n'
    )

    with pytest.raises(GenerationError, match="element a: overrides refine a list or"):
        models_of(schemas, schemas / "overrides.toml")


@pytest.mark.thorough
def test_lists_and_unions_are_typed_strictly(tmp_path: Path) -> None:
    folders = []
    for schema in (LISTS, UNIONS):
        number = next(numbers)
        folder = tmp_path / str(number)
        folder.mkdir()
        with package_of(folder, schema, number):
            folders.append(f"{number}/twist_{number}")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--explicit-package-bases"]

    run = subprocess.run([*command, *folders], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert run.stdout + run.stderr == ""
