"""Texts that a program wrote for something else, and data types in objects of JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.manifests.records import Record
from digipost.bulk.rows.row_message import Letters
from digipost.errors import InvalidValueError
from digipost_schema import datatypes
from tests.support.invoice_rows import INVOICE, invoice, message, problem
from tests.support.manifests import PERSON, PIN
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.message import Message


def filled(folder: Path, number: object, **templates: str) -> Message:
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    given = {"subject": "Faktura {nr}", **templates}
    letters = Letters(mailing=uuid4(), columns=Columns(templates=given), folder=str(folder))
    return letters.message(Record(1, {PIN: PERSON, "document": "letter.pdf", "nr": number}))


WRONG = [
    ("1001.0", "write it as 1001"),
    ("1001,0", "write it as 1001"),
    ("-3.0", "write it as 1001"),
    ("1E+3", "has shortened"),
    ("1,001E+03", "has shortened"),
    ("1.5e12", "has shortened"),
    ("1e-05", "has shortened"),
    ("-", "a dash only"),
    ("\N{EN DASH}", "a dash only"),
    ("NA", "holds NA only"),
    (" N.A. ", "holds N.A. only"),
    (".", "holds . only"),
    ("_", "holds _ only"),
    ("NULL", "missing value"),
    ("N/A", "missing value"),
    ("NaN", "missing value"),
    ("null", "missing value"),
    ("(null)", "missing value"),
    ("\\N", "missing value"),
    ("(tom)", "missing value"),
    ("b'1001'", "as Python writes bytes"),
    ('b"A-1"', "as Python writes bytes"),
    ("b''", "as Python writes bytes"),
    ("'1001", "behind an apostrophe"),
    ("'0155", "behind an apostrophe"),
    ("'1 250,00", "behind an apostrophe"),
    ("Ola &amp; Kari", "as HTML writes it"),
    ("Gr&oslash;nn", "as HTML writes it"),
    ("L&#248;nn", "as HTML writes it"),
]
FINE = [
    "NA 1",
    "Nana",
    "0",
    "1001",
    "1001.50",
    "2034.10",
    "1E3",
    "A-1",
    "v1.0",
    "Null",
    "12-1",
    "1001.0.1",
    "E+",
    "nilsen",
]
FINE += ["'Hei'", "'n Bilde", "b'", "Bob's", "Ola & Kari", "R&D;", "A&B; C", "5&#x;", '24"', "b'x' og b'y"]


@in_one_test(("written", "reason"), WRONG)
def test_no_text_of_a_program_stands_in_a_template(tmp_path: Path, written: str, reason: str) -> None:
    with pytest.raises(InvalidValueError, match=reason) as caught:
        filled(tmp_path, written)
    assert caught.value.field == "nr"
    for name in ("subject", "invoice_reference"):
        assert reason in problem(tmp_path, {name: written})


@in_one_test(
    ("written", "reason"),
    [
        ("NA", "holds NA"),
        ("-", "a dash"),
        ("0", "a formula"),
        (0.0, "a formula"),
        (".", "holds ."),
        ("12.0", "write it as"),
    ],
)
@in_one_test(
    "name",
    [
        "print.addressline2",
        "print.name",
        "print.city",
        "recipient.fullname",
        "opening_receipt_text",
        "return_address.city",
    ],
)
def test_no_line_of_an_address_is_the_text_of_a_program(
    tmp_path: Path, name: str, written: object, reason: str
) -> None:
    assert reason in problem(tmp_path, {name: written})


def test_no_part_of_a_name_or_a_street_is_the_text_of_a_program(tmp_path: Path) -> None:
    paper = {"print.zip_code": "0155", "print.city": "Oslo", "return_address.name": "Sender"}
    paper |= {"return_address.zip_code": "0155", "return_address.city": "Oslo"}
    made = filled(tmp_path, "B", **paper, **{"print.name": "Ola {nr} Nordmann"}, subject="Hei")
    assert made.recipient.print_details is not None
    assert made.recipient.print_details.recipient.name == "Ola B Nordmann"
    for number in ("NA", "0", 0.0, "-", "12.0", "02.apr", "2-Apr", date(2034, 4, 2)):
        for name in ("print.name", "print.addressline1"):
            with pytest.raises(InvalidValueError):
                filled(
                    tmp_path,
                    number,
                    **{"print.name": "Ola", **paper, name: "Ola {nr:optional}"},
                    subject="Hei",
                )


@pytest.mark.parametrize("written", ["NA", "-", "1001.0"])
def test_no_text_of_a_data_type_is_that_of_a_program(tmp_path: Path, written: str) -> None:
    times = {"appointment.start_time": "15.02.2034 08:00", "appointment.end_time": "15.02.2034 09:00"}
    with pytest.raises(InvalidValueError) as caught:
        message(tmp_path, {**times, "appointment.place": written})
    assert caught.value.field == "appointment.place"


@in_one_test("written", FINE)
def test_other_texts_stay(tmp_path: Path, written: str) -> None:
    assert filled(tmp_path, written).primary_document.subject == f"Faktura {written}"
    assert message(tmp_path, {"subject": written}).primary_document.subject == written


@in_one_test("mark", ["\u202a", "\u202c", "\u2060", "\u2066", "\u200e", "\ufeff"])
def test_marks_that_windows_copies_with_a_path_are_left_out(tmp_path: Path, mark: str) -> None:
    assert filled(tmp_path, f"{mark}1001{mark}").primary_document.subject == "Faktura 1001"
    found = message(tmp_path, {"document": f"{mark}letter.pdf", "subject": f" {mark} Hei"})
    assert found.primary_document.subject == "Hei"


def test_a_sum_in_a_template_may_look_like_a_float(tmp_path: Path) -> None:
    templates = {**{name: str(value) for name, value in INVOICE.items()}, "invoice.sum": "{nr}"}
    made = filled(tmp_path, "1001.0", **templates, subject="Hei", **{"invoice.kid": "2034114"})
    assert getattr(made.primary_document.data_type, "sum", None) == Decimal(1001)


@in_one_test("written", ["1 250,00", "1.250,00", "kr 1250.00", " 1250 ", 1250])
@in_one_test("as_text", [True, False])
def test_an_object_is_understood_like_columns(tmp_path: Path, written: object, as_text: bool) -> None:  # noqa: FBT001 - a parameter
    fields = {"sum": written, "dueDate": "15.02.2034", "creditor_account": "1594 14 32384", "kid": None}
    found = message(tmp_path, {"invoice": json.dumps(fields) if as_text else fields})
    expected = invoice(tmp_path, {"invoice.sum": written})
    assert found.primary_document.data_type == expected


def test_times_in_lists_of_objects_are_understood(tmp_path: Path) -> None:
    times = [{"start_time": "15.02.2034 08:00", "end_time": "2034-02-15 09:00"}]
    made = message(tmp_path, {"event": {"start_time": times, "sub_title": "x"}}).primary_document.data_type
    assert isinstance(made, datatypes.Event)
    assert [each.start_time.isoformat() for each in made.start_time] == ["2034-02-15T08:00:00+01:00"]


@in_one_test(
    ("fields", "reason"),
    [
        ({"sum": "1.250"}, "1250 or 1.25"),
        ({"due_date": "01/02/2034"}, "--date-format"),
        ({"sum": "NaN"}, "missing value"),
        ({"sum": "#N/A"}, "missing value"),
    ],
)
def test_an_object_is_refused_like_columns(tmp_path: Path, fields: dict[str, object], reason: str) -> None:
    ((name, _),) = fields.items()
    whole = {key.partition(".")[2]: value for key, value in INVOICE.items()} | fields
    with pytest.raises(InvalidValueError, match=reason) as caught:
        message(tmp_path, {"invoice": whole})
    assert caught.value.field == f"invoice.{name}"


def test_an_object_and_a_column_for_the_same_field_are_refused(tmp_path: Path) -> None:
    assert "says this twice" in problem(tmp_path, {"invoice.sum": "1", "invoice": {"sum": "1"}})


@in_one_test("written", [{}, "x", "[]", []])
def test_no_object_is_no_data_type(tmp_path: Path, written: object) -> None:
    with pytest.raises(InvalidValueError):
        message(tmp_path, {"invoice": written})


@in_one_test(
    ("written", "read"),
    [
        ("0.30000000000000004", "0.3"),
        ("99.10000000000001", "99.1"),
        ("1001.0000000000001", "1001"),
        ("0.1234567890123456789", "0.1234567890123456789"),
        ("1234567890123456.78", "1234567890123456.78"),
        ("0.3", "0.3"),
        ("1.50", "1.50"),
    ],
)
def test_the_noise_of_a_binary_fraction_is_rounded(tmp_path: Path, written: str, read: str) -> None:
    path = tmp_path / "m.jsonl"
    path.write_text(f'{{"invoice": {{"sum": {written}}}, "problem": "x"}}\n', encoding="utf-8")
    manifest = open_manifest(path)
    (record,) = manifest.records()
    assert record.values["invoice"] == {"sum": Decimal(read)}
    with (tmp_path / "written").open("wb+") as file:
        manifest.write_problems(file, iter([{"problem": "y", "corrects": "z"}]))
    assert f'"sum": {written}' in (tmp_path / "written").read_text(encoding="utf-8")
