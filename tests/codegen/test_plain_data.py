"""Plain data for data types with all kinds of values that a schema can bring, and back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from codegen.pipeline import OVERRIDES, SCHEMAS, models_of, unformatted_files
from tests.codegen.probes import complex_type, element, enumeration, extension

if TYPE_CHECKING:
    from collections.abc import Callable

NAMESPACE = "http://api.digipost.no/schema/datatypes"
ROOT = Path(__file__).parents[2]
Outcome = dict[str, Any]


def listed(name: str, kind: str) -> str:
    return f'<xsd:simpleType name="{name}"><xsd:list itemType="{kind}"/></xsd:simpleType>'


def union(name: str, kinds: str) -> str:
    return f'<xsd:simpleType name="{name}"><xsd:union memberTypes="{kinds}"/></xsd:simpleType>'


OPTIONAL, MANY = 'minOccurs="0"', 'minOccurs="0" maxOccurs="unbounded"'
SURVEY = "".join(
    [
        element("survey", "survey"),
        listed("numbers", "xsd:int"),
        union("when", "xsd:dateTime xsd:date"),
        listed("whens", "when"),
        enumeration("extent", "S", "L"),
        union("extent-or-count", "extent xsd:int xsd:decimal"),
        complex_type("question", element("text")).replace(
            'name="question"', 'name="question" abstract="true"'
        ),
        extension("text-question", "question", element("longest", "xsd:int")),
        extension("number-question", "question", element("most", "xsd:decimal")),
        complex_type(
            "survey",
            element("numbers", "numbers", OPTIONAL)
            + element("when", "when", OPTIONAL)
            + element("whens", "whens", OPTIONAL)
            + element("rows", "numbers", MANY)
            + element("extent", "extent-or-count", MANY)
            + element("key", "xsd:string", OPTIONAL)
            + element("ratio", "xsd:double", OPTIONAL)
            + element("note", "xsd:string", f'nillable="true" {OPTIONAL}')
            + element("counts", "xsd:int", f'nillable="true" {MANY}')
            + element("question", "question", MANY)
            + element("twin", "xsd:int", OPTIONAL)
            + f'<xsd:any namespace="urn:other" processContents="lax" {OPTIONAL}/>',
        ).replace("</xsd:sequence>", '</xsd:sequence><xsd:attribute name="twin" type="xsd:boolean"/>'),
    ]
)
UUIDS = """
[[value]]
kind = "uuid"
schema_type = "xs:string"
fields = ["datatypes/survey/key"]
reason = "A test."
"""
# For each plain value: its data type, and if that comes back from plain data in JSON, and from XML.
PROGRAM = """
import json, sys
from digipost.errors import InvalidValueError
from digipost.plain_data import data_type_from, plain_data_of
from digipost.xml import from_xml, to_xml
found = []
for given in json.load(sys.stdin):
    try:
        made = data_type_from("survey", given)
    except InvalidValueError as error:
        found.append({"field": error.field, "problem": error.problem})
        continue
    plain = plain_data_of(made)
    again = data_type_from("survey", json.loads(json.dumps(plain)))
    kept = again == made or "nan" in repr(made)
    read = from_xml(type(made), to_xml(made))
    found.append({"kept": kept, "value": repr(made), "xml": read == again or "nan" in repr(made)})
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[object]], list[Outcome]]:
    """Data types with a survey, in a process of their own."""
    folder = tmp_path_factory.mktemp("plain")
    schemas = folder / "schemas"
    schemas.mkdir()
    for each in SCHEMAS.glob("*.xsd"):
        (schemas / each.name).write_bytes(each.read_bytes())
    path = schemas / "datatypes.xsd"
    text = path.read_text("utf-8").replace("<xs:schema", f'<xs:schema xmlns="{NAMESPACE}"', 1)
    survey = SURVEY.replace("xsd:", "xs:")
    path.write_text(text.replace("</xs:schema>", f"{survey}</xs:schema>"), "utf-8")
    overrides = folder / "overrides.toml"
    overrides.write_text(OVERRIDES.read_text("utf-8") + UUIDS, "utf-8")
    for name, data in unformatted_files(schemas, models_of(schemas, overrides)).items():
        file = folder / "digipost_schema" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def played(given: list[object]) -> list[Outcome]:
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            input=json.dumps(given),
            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.stderr == ""
        outcomes: list[Outcome] = json.loads(run.stdout)
        return outcomes

    return played


KEPT: dict[str, tuple[dict[str, object], str]] = {
    "a list of numbers": ({"numbers": [1, "2", 3.0]}, "numbers=(1, 2, 3)"),
    "an empty list of numbers": ({"numbers": []}, "numbers=()"),
    "rows of lists": ({"rows": [[1, 2], [], [3]]}, "rows=[(1, 2), (), (3,)]"),
    "a date of a union": ({"when": "2024-01-31"}, "when=datetime.date(2024, 1, 31)"),
    "a time of a union": ({"when": "2024-01-31T12:00:00Z"}, "when=datetime.datetime(2024, 1, 31, 12, 0,"),
    "a list of a union": (
        {"whens": ["2024-01-31", "2024-01-31T12:00:00+01:00"]},
        "whens=(datetime.date(2024, 1, 31), datetime.datetime(2024,",
    ),
    "members, numbers and amounts": (
        {"extent": ["S", 7, "8", "1.5", 2.5]},
        "extent=[<Extent.S>, 7, 8, Decimal('1.5'), Decimal('2.5')]",
    ),
    "a uuid": ({"key": "763EE844-e081-4136-a7f7-c2e5c03fe5d6"}, "key=UUID('763ee844-e081-4136"),
    "a number beyond all": ({"ratio": "-INF"}, "ratio=-inf"),
    "no number": ({"ratio": "NaN"}, "ratio=nan"),
    "an element that is nil": ({"note": {"nil": True}}, "note=NIL"),
    "an element beside one that is nil": ({"counts": [1, {"nil": True}, "3"]}, "counts=[1, NIL, 3]"),
    "classes that are derived": (
        {
            "question": [
                {"text_question": {"text": "Why?", "longest": 80}},
                {"NumberQuestion": {"text": "How much?", "most": "10.50"}},
            ]
        },
        "question=[TextQuestion(text='Why?', longest=80), NumberQuestion(",
    ),
    "an element and an attribute of one name": (
        {"twin": 3, "twin_attribute": True},
        "twin=3, any_element=None, twin_attribute=True",
    ),
    "an element of another schema": (
        {"any_element": '<x xmlns="urn:other"><y>å</y></x>'},
        "any_element=RawElement(x)",
    ),
}
REFUSED: dict[str, tuple[dict[str, object], str, str]] = {
    "a text for a list": ({"numbers": "1 2"}, "survey.numbers", "a list is expected"),
    "an item of another type": ({"numbers": [1, "x"]}, "survey.numbers[1]", "a whole number is expected"),
    "no member of a union": ({"when": "tomorrow"}, "survey.when", "datetime or date is expected"),
    "no item of a union": (
        {"extent": ["S", "XL"]},
        "survey.extent[1]",
        "Extent or int or Decimal is expected",
    ),
    "no uuid": ({"key": "x"}, "survey.key", "a uuid such as"),
    "an object that is not nil": ({"note": {"nil": False}}, "survey.note", "str is expected"),
    "a class without a name": (
        {"question": [{"text": "Why?", "longest": 80}]},
        "survey.question[0]",
        "one field is expected, which is one of number_question, text_question",
    ),
    "an abstract class": (
        {"question": [{"question": {"text": "Why?"}}]},
        "survey.question[0]",
        "one field is expected, which is one of number_question, text_question",
    ),
    "a field of a derived class": (
        {"question": [{"text_question": {"text": "Why?", "longest": "x"}}]},
        "survey.question[0].text_question.longest",
        "a whole number is expected",
    ),
    "no XML": ({"any_element": "<x"}, "survey.any_element", "expected"),
}


def test_every_kind_of_value_comes_from_plain_data_and_goes_back(
    play: Callable[[list[object]], list[Outcome]],
) -> None:
    outcomes = play([given for given, _ in KEPT.values()])

    for (name, (_, value)), found in zip(KEPT.items(), outcomes, strict=True):
        assert value in str(found.get("value", found)), name
        assert (found["kept"], found["xml"]) == (True, True), name


def test_what_fits_no_type_is_refused_by_the_name_of_its_field(
    play: Callable[[list[object]], list[Outcome]],
) -> None:
    outcomes = play([given for given, *_ in REFUSED.values()])

    for (name, (_, field, problem)), found in zip(REFUSED.items(), outcomes, strict=True):
        assert found.get("field") == field, name
        assert problem in found["problem"], name
