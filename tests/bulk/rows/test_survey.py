"""Columns with two date orders or decimal marks are refused as a whole, by whatever way they are used."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.rows.survey import columns_refused
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ORDERS = ("02.25.2034", "02.05.2034", "13.05.2034")
MARKS = ("1,50", "1.50")


def refused(path: Path, text: str, **meaning: Mapping[str, str]) -> set[str]:
    path.write_text(text, encoding="utf-8")
    manifest = open_manifest(path)
    return set(columns_refused(manifest, Columns(**meaning), ManifestFormat()))


@in_one_test(
    ("known", "template", "values"),
    [
        ("invoice.due_date", "{x}", ORDERS),
        ("invoice.sum", "{x}", MARKS),
        ("invoice.sum", "kr {x}", MARKS),
        ("invoice.due_date", "{x}.2034", ("02.25", "13.05")),
        ("delivery_time", "{x} 08:00", ORDERS),
        ("recipient.birth_date", "{x}", ("02.25.1980", "13.05.1980")),
        ("invoice.due_date", "{x:optional}", ORDERS),
    ],
)
def test_columns_of_a_template(tmp_path: Path, known: str, template: str, values: tuple[str, ...]) -> None:
    text = "x;n\n" + "".join(f"{each};1\n" for each in values)
    assert refused(tmp_path / "m.csv", text, templates={known: template}) == {known}
    assert refused(tmp_path / "m.csv", f"x;n\n{values[0]};1\n" * 1, mapping={"subject": "n"}) == set()


_TWO = (
    "the column has two spellings: row 2 has {}, as in {}, row 3 {}, as in {}. None of its values is "
    "certain; write all of them alike, as in {}"
)
_ONE = (
    "the column has the month first in row 2, and dates are read with the day first. None of its values is "
    "certain; give --date-format mm.dd.yyyy"
)
_DAY, _MONTH = "the day first", "the month first"


@pytest.mark.parametrize(
    ("known", "values", "problem"),
    [
        (
            "invoice.due_date",
            ("15/02/2034", "02/15/2034"),
            _TWO.format(_DAY, "31/12/2034", _MONTH, "12/31/2034", "2034-12-31"),
        ),
        (
            "invoice.due_date",
            ("02-15-2034", "15-02-2034", "01-02-2034"),
            _TWO.format(_MONTH, "12-31-2034", _DAY, "31-12-2034", "2034-12-31"),
        ),
        (
            "recipient.birth_date",
            ("15.02.80", "02/15/1980"),
            _TWO.format(_DAY, "31.12.2034", _MONTH, "12/31/2034", "2034-12-31"),
        ),
        (
            "delivery_time",
            ("15/2-2034 08:00", "2/15/2034 08:00", "15.02.2034 08:00"),
            _TWO.format(_DAY, "31/12/2034", _MONTH, "12/31/2034", "2034-12-31"),
        ),
        (
            "invoice.sum",
            MARKS,
            _TWO.format(
                "a comma before its decimals", "1250,00", "a point before its decimals", "1250.00", "1250,00"
            ),
        ),
        # Refused one by one, since another row cannot make them certain.
        ("invoice.due_date", ("15/02/2034", "2034-02-15", "2034/02/15"), None),
        ("invoice.due_date", ("02/15/2034", "02/03/2034"), None),
        ("invoice.due_date", ("15/02/2034", "15.02.2034", "15-02-34"), None),
        (
            "invoice.due_date",
            ("02.15.2034", "02/15/2034"),
            _ONE,
        ),
    ],
)
def test_two_spellings_are_told_with_an_example_of_each(
    tmp_path: Path, known: str, values: tuple[str, ...], problem: str | None
) -> None:
    path = tmp_path / "m.csv"
    path.write_text(f"{known};n\n" + "".join(f"{each};1\n" for each in values), encoding="utf-8")
    found = columns_refused(open_manifest(path), Columns(), ManifestFormat())
    assert found.get(known) == problem


def test_a_template_of_a_text_is_not_surveyed(tmp_path: Path) -> None:
    text = "x;n\n1,50;1\n1.50;1\n"
    assert refused(tmp_path / "m.csv", text, templates={"subject": "Faktura {x}"}) == set()


@in_one_test(("field", "values"), [("due_date", ORDERS), ("sum", MARKS), ("dueDate", ORDERS)])
@in_one_test("is_inside", [True, False])
def test_fields_in_json(tmp_path: Path, field: str, values: tuple[str, ...], is_inside: bool) -> None:  # noqa: FBT001 - a parameter
    name = f"invoice.{field}"
    rows = [{"invoice": {field: each}} if is_inside else {name: each} for each in values]
    lines = "".join(json.dumps(each) + "\n" for each in rows)
    assert refused(tmp_path / "m.jsonl", lines) == {name}
    text = "invoice\n" + "".join("'" + json.dumps({field: each}) + "'\n" for each in values)
    assert refused(tmp_path / "m.csv", text.replace('"', '""').replace("'", '"')) == {name}


def test_objects_that_are_no_data_types(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"invitation": {"until": each}}) + "\n" for each in ORDERS)
    assert refused(tmp_path / "m.jsonl", lines) == {"invitation.until"}
