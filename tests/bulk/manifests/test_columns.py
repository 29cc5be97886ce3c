"""The meaning of a manifest's columns."""

from __future__ import annotations

from copy import deepcopy

import pytest

from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.columns import COLUMNS, Columns
from digipost.errors import InvalidValueError
from tests.support.tables import in_one_test

PIN = "recipient.personal_identification_number"


def test_known_names_need_nothing() -> None:
    values = {"subject": " Hello ", "document": "", "sender_id": None, "sms.after_hours": 24}
    assert Columns().known(values) == {"subject": "Hello", "sms.after_hours": 24}


def test_a_manifest_with_names_of_its_own() -> None:
    columns = Columns(
        mapping={PIN: "fnr", "invoice.sum": "beløp"},
        templates={"document": "letters/{customer}.pdf", "subject": "Invoice {nr} for {{you}}"},
        ignored=("comment",),
    )
    values = {"fnr": "01013300001", "beløp": "100.21", "customer": "K1", "nr": 17, "comment": "late"}
    columns.check_header(values)
    assert columns.known(values) == {
        PIN: "01013300001",
        "invoice.sum": "100.21",
        "document": "letters/K1.pdf",
        "subject": "Invoice 17 for {you}",
    }
    assert deepcopy(columns) == columns


def test_what_a_row_has_itself_comes_before_a_template() -> None:
    columns = Columns(templates={"subject": "To all"})
    assert columns.known({"subject": "To you"}) == {"subject": "To you"}
    assert columns.known({"subject": " "}) == {"subject": "To all"}


def test_objects_are_as_good_as_dotted_names() -> None:
    values = {"recipient": {"fullname": "Ola", "city": None}, "invoice": {"sum": 1}, "attachment.1": "a.pdf"}
    expected = {"recipient.fullname": "Ola", "invoice": {"sum": 1}, "attachment.1": "a.pdf"}
    assert Columns().known(values) == expected


def test_the_column_of_a_manifest_of_refused_rows_means_nothing() -> None:
    assert Columns().known({"problem": "recipient: is unknown"}) == {}


@in_one_test(
    ("columns", "header", "problem"),
    [
        (Columns(), ["sujbect"], "sujbect. Is subject meant"),
        (Columns(), ["attachment.0"], "attachment.0"),
        (Columns(), ["attachment.1.uuid"], "attachment.1.uuid"),
        (Columns(), ["subject", "x" * 200], "with an odd name"),
        (Columns(mapping={"subject": "title"}), ["titel"], "is not known, titel"),
        (Columns(mapping={"subject": "title"}), [], "no column title"),
        (Columns(templates={"subject": "{nr}"}), ["subject"], "no column nr"),
        (Columns(ignored=("x",)), ["subject"], "no column x"),
    ],
)
def test_a_header_that_does_not_fit_is_refused(columns: Columns, header: list[str], problem: str) -> None:
    with pytest.raises(ManifestError, match=problem):
        columns.check_header(header)


@in_one_test(
    ("mapping", "templates", "problem"),
    [
        ({"sujbect": "a"}, {}, "Is subject meant"),
        ({}, {"sujbect": "a"}, "Is subject meant"),
        ({}, {"subject": "{"}, "an opening brace without its closing one"),
        ({}, {"subject": "{}"}, "name of a column"),
        ({}, {"subject": "{a!r}"}, "name of a column"),
        ({}, {"subject": "{a:>10}"}, "name of a column"),
    ],
)
def test_settings_that_mean_nothing_are_refused(
    mapping: dict[str, str], templates: dict[str, str], problem: str
) -> None:
    with pytest.raises(ManifestError, match=problem):
        Columns(mapping=mapping, templates=templates)


def test_a_row_with_a_name_that_is_not_known_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="Is subject meant"):
        Columns().known({"sujbect": "A"})


def test_who_stands_where_a_header_is_expected_is_not_shown() -> None:
    with pytest.raises(ManifestError) as caught:
        Columns().check_header(["subject", "31108412345"])
    assert "***" in str(caught.value)
    with pytest.raises(InvalidValueError) as refused:
        Columns().known({"31108412345": "x"})
    assert "***" in str(refused.value)


def test_a_template_needs_its_values() -> None:
    with pytest.raises(InvalidValueError, match="needs the column nr") as raised:
        Columns(templates={"subject": "Invoice {nr}"}).known({"nr": ""})
    assert raised.value.field == "subject"


@in_one_test("value", ["../secret", "a/../../b", "/etc/passwd", "..\\b", ".."])
def test_a_value_cannot_lead_out_of_the_folder_of_the_documents(value: str) -> None:
    columns = Columns(templates={"document": "letters/{customer}.pdf"})
    with pytest.raises(InvalidValueError, match="out of the folder"):
        columns.known({"customer": value})
    assert columns.known({"customer": "2024/11"}) == {"document": "letters/2024/11.pdf"}


def test_attributes_of_values_cannot_be_reached() -> None:
    with pytest.raises(ManifestError, match=r"no column nr\.__class__"):
        Columns(templates={"subject": "{nr.__class__}"}, ignored=("nr",)).check_header(["nr"])


def test_every_column_says_what_it_means() -> None:
    assert all(meaning.strip() and meaning[0].isprintable() for meaning in COLUMNS.values())
