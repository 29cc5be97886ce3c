"""Values that looked right and went out wrong: templates, numbers, countries, fields that are said twice."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pyarrow as pa  # type: ignore[import-untyped]  # pyarrow has no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # likewise
import pytest

from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.manifests.records import Record
from digipost.bulk.rows.row_check import Checks
from digipost.bulk.rows.row_message import Letters
from digipost.errors import InvalidValueError
from digipost_schema import datatypes
from tests.support.letter_rows import ON_PAPER
from tests.support.manifests import PERSON, PIN
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.client import DigipostClient
    from digipost.message import Message
    from digipost_schema.api_v8 import PrintRecipient


def message(folder: Path, values: dict[str, object], columns: Columns | None = None) -> Message:
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    letters = Letters(mailing=uuid4(), columns=columns or Columns(), folder=str(folder))
    return letters.message(Record(1, {PIN: PERSON, "document": "letter.pdf", "subject": "Hello"} | values))


def refused(folder: Path, values: dict[str, object], columns: Columns | None = None) -> tuple[str, str]:
    with pytest.raises(InvalidValueError) as caught:
        message(folder, values, columns)
    return caught.value.field, caught.value.problem


class TestTemplates:
    COLUMNS = Columns(templates={"subject": "Faktura {nr}"})

    def subject(self, folder: Path, value: object) -> str | None:
        (folder / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
        letters = Letters(mailing=uuid4(), columns=self.COLUMNS, folder=str(folder))
        made = letters.message(Record(1, {PIN: PERSON, "document": "letter.pdf", "nr": value}))
        return made.primary_document.subject

    @in_one_test(
        ("value", "shown"),
        [
            (1001, "1001"),
            (1001.0, "1001"),
            (1e3, "1000"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (100.21, "100.21"),
            (Decimal("1E+3"), "1000"),
            (Decimal("1001.0"), "1001"),
            (Decimal("100.10"), "100.10"),
            (b"1001", "1001"),
            ("0155", "0155"),
            (" 1001 ", "1001"),
            (datetime(2024, 2, 15), "2024-02-15"),  # noqa: DTZ001 - as a sheet has days
            (datetime(2024, 2, 15, 8, tzinfo=UTC), "2024-02-15T08:00:00+00:00"),
        ],
    )
    def test_a_number_is_shown_as_a_person_writes_it(self, tmp_path: Path, value: object, shown: str) -> None:
        assert self.subject(tmp_path, value) == f"Faktura {shown}"

    @in_one_test(
        ("value", "problem"),
        [
            (float("nan"), "needs the column nr, which is empty"),
            (Decimal("NaN"), "needs the column nr, which is empty"),
            (None, "needs the column nr, which is empty"),
            ("nan", "a program writes in place of a missing value"),
            ("None", "a program writes in place of a missing value"),
            ("#N/A", "a program writes in place of a missing value"),
            ("#VERDI!", "a program writes in place of a missing value"),
            (1e15, "more than 15 digits"),
            (1.234567890123457e23, "more than 15 digits"),
            (-1e300, "more than 15 digits"),
            (float("inf"), "cannot stand in a text"),
            (True, "cannot stand in a text"),
            ([1], "cannot stand in a text"),
            (b"\xff", "bytes that are no text"),
        ],
    )
    def test_what_has_no_text_of_its_own_refuses_the_row(
        self, tmp_path: Path, value: object, problem: str
    ) -> None:
        with pytest.raises(InvalidValueError) as caught:
            self.subject(tmp_path, value)
        assert problem in caught.value.problem


class TestColumns:
    def test_one_column_can_stand_for_several_fields(self, tmp_path: Path) -> None:
        columns = Columns(
            mapping={"invoice.kid": "kid", "invoice_reference": "kid", "subject": "nr"},
            templates={"invoice.due_date": "2034-02-15T00:00:00+01:00", "invoice.sum": "1.50"},
        )
        made = message(
            tmp_path,
            {"kid": "2034114", "nr": "1001", "subject": None, "invoice.creditor_account": "15941432384"},
            columns,
        )
        assert isinstance(made.primary_document.data_type, datatypes.Invoice)
        assert made.primary_document.data_type.kid == made.invoice_reference == "2034114"
        assert made.primary_document.subject == "1001"

    def test_two_columns_for_one_field_are_refused_by_name(self, tmp_path: Path) -> None:
        columns = Columns(mapping={"subject": "title"})
        with pytest.raises(ManifestError) as caught:
            columns.check_header(["subject", "title"])
        assert str(caught.value) == (
            "Two columns of the manifest say subject: subject and title. Ignore one of them by its name, "
            "with --ignore."
        )
        assert refused(tmp_path, {"subject": "A", "title": "B"}, columns) == (
            "subject",
            "two columns say it, subject and title; ignore one by its name, with --ignore",
        )
        ignoring = Columns(mapping={"subject": "title"}, ignored=["subject"])
        ignoring.check_header(["subject", "title"])
        assert message(tmp_path, {"subject": "A", "title": "B"}, ignoring).primary_document.subject == "B"

    def test_a_column_may_be_mapped_to_its_own_name(self, tmp_path: Path) -> None:
        columns = Columns(mapping={"subject": "subject", "invoice_reference": "subject"})
        columns.check_header(["subject"])
        made = message(tmp_path, {"subject": "A"}, columns)
        assert (made.primary_document.subject, made.invoice_reference) == ("A", "A")

    def test_an_object_and_a_dotted_name_for_one_field_are_refused(self, tmp_path: Path) -> None:
        twice: dict[str, object] = {"print": {"name": "A"}, "print.name": "B"}
        assert refused(tmp_path, twice)[0] == "print.name"
        bill = {"due_date": "2034-02-15T00:00:00+01:00", "sum": "1", "creditor_account": "15941432384"}
        others: tuple[dict[str, object], ...] = (
            {"invoice.sum": "2", "invoice": bill},
            {"invoice": bill, "invoice.sum": "2"},
            {"invoice": bill | {"due-date": bill["due_date"]}},
        )
        for values in others:
            assert "twice" in refused(tmp_path, values)[1]

    def test_an_ignored_column_may_hold_anything(self, tmp_path: Path) -> None:
        columns = Columns(ignored=["note", "sender_id"])
        made = message(tmp_path, {"note": "#N/A", "sender_id": "abc"}, columns)
        assert made.sender_id is None


class TestNumbers:
    COLUMNS = Columns(
        templates={"invoice.due_date": "2034-02-15T00:00:00+01:00", "invoice.creditor_account": "15941432384"}
    )

    def bill(self, folder: Path, amount: object) -> datatypes.Invoice:
        made = message(folder, {"invoice.sum": amount}, self.COLUMNS).primary_document.data_type
        assert isinstance(made, datatypes.Invoice)
        return made

    @in_one_test(
        ("amount", "meant"), [(0.1 + 0.2, "0.3"), (99.1, "99.1"), (1001.0, "1001"), (Decimal("1E+3"), "1000")]
    )
    def test_the_noise_of_a_float_is_rounded_off(self, tmp_path: Path, amount: object, meant: str) -> None:
        assert self.bill(tmp_path, amount).sum == Decimal(meant)

    @in_one_test("amount", [5.005, "1100,213", Decimal("100.213"), 0.001])
    def test_a_third_decimal_is_refused(self, tmp_path: Path, amount: object) -> None:
        field, problem = refused(tmp_path, {"invoice.sum": amount}, self.COLUMNS)
        assert (field, problem.partition(" is expected")[0]) == (
            "invoice.sum",
            "an amount with at most two decimals",
        )

    def test_short_floats_and_nanoseconds_of_parquet_are_what_they_stand_for(self, tmp_path: Path) -> None:
        columns = {
            "single": pa.array([99.1, None, float("nan")], pa.float32()),
            "half": pa.array([0.5, None, 2.0], pa.float16()) if hasattr(pa, "float16") else None,
            "moment": pa.array([1_700_000_000_123_456_789, None, 0], pa.timestamp("ns", "UTC")),
            "day": pa.array([1_700_000_000_000_000_000, None, 0], pa.timestamp("ns")),
        }
        pq.write_table(pa.table(columns), tmp_path / "m.parquet")
        first, second, third = (each.values for each in open_manifest(tmp_path / "m.parquet").records())
        assert (first["single"], first["half"]) == (99.1, 0.5)
        assert first["moment"] == datetime(2023, 11, 14, 22, 13, 20, 123456, UTC)
        assert set(second.values()) == {None}
        assert str(third["single"]) == "nan"


class TestCountries:
    def paper(self, folder: Path, **address: object) -> PrintRecipient:
        values: dict[str, object] = {
            name: value for name, value in ON_PAPER.items() if name.startswith("return_address")
        }
        values |= {f"print.{name}": value for name, value in address.items()}
        details = message(folder, values).recipient.print_details
        assert details is not None
        return details.recipient

    NORWEGIAN = ("Norge", "NORWAY", "Noreg", "no", "NO", "Norga", " norge ", "Svalbard og Jan Mayen", "SJ")

    @in_one_test("country", NORWEGIAN)
    def test_norway_by_any_name_is_an_address_in_norway(self, tmp_path: Path, country: str) -> None:
        home = self.paper(tmp_path, name="Ola", addressline1="Vei 1", zip_code="0155", city="Oslo")
        name = "country_code" if len(country) == 2 else "country"
        address = {"name": "Ola", "addressline1": "Vei 1", "zip_code": "0155", "city": "Oslo", name: country}
        assert self.paper(tmp_path, **address) == home

    @in_one_test(
        ("country", "code"),
        [
            ("Sverige", "SE"),
            ("sweden", "SE"),
            ("Svíþjóð", None),
            ("USA", "US"),
            ("Storbritannia", "GB"),
            ("de", "DE"),
        ],
    )
    def test_an_address_abroad_keeps_postal_code_and_town(
        self, tmp_path: Path, country: str, code: str | None
    ) -> None:
        address = {"name": "Åsa", "addressline1": "Gatan 3", "zip_code": "114 32", "city": "Stockholm"}
        if code is None:
            with pytest.raises(InvalidValueError, match="is no country"):
                self.paper(tmp_path, **address, country=country)
            return
        made = self.paper(tmp_path, **address, country=country)
        assert made.norwegian_address is None
        where = made.foreign_address
        assert where is not None
        assert (where.addressline1, where.addressline2, where.country_code) == (
            "Gatan 3",
            "114 32 Stockholm",
            code,
        )

    @in_one_test(
        ("address", "field", "problem"),
        [
            ({"country": "Narnia"}, "print.country", "is no country"),
            ({"country_code": "XX"}, "print.country_code", "is no country"),
            ({"country_code": "EU"}, "print.country_code", "is no country"),
            ({"country": "Sverge"}, "print.country", "Is Sweden meant?"),
            ({"country": "Sverige", "country_code": "DK"}, "print.country", "another country"),
            ({"country": "Norge", "zip_code": None}, "print.zip_code", "is needed"),
            ({"zip_code": "155"}, "print.zip_code", "a zero in front got lost"),
            ({"zip_code": "N-7010"}, "print.zip_code", "four digits"),
            ({"zip_code": "15 5"}, "print.zip_code", "four digits"),
            ({"zip_code": "01555"}, "print.zip_code", "four digits"),
        ],
    )
    def test_other_countries_are_refused(
        self, tmp_path: Path, address: dict[str, object], field: str, problem: str
    ) -> None:
        whole = {"name": "A", "addressline1": "B", "zip_code": "0155", "city": "Oslo"} | address
        with pytest.raises(InvalidValueError) as caught:
            self.paper(tmp_path, **whole)
        assert caught.value.field == field
        assert problem in caught.value.problem


class TestAllAtOnce:
    def test_all_problems_of_a_row_are_told(self, tmp_path: Path, broker: DigipostClient) -> None:
        row: dict[str, object] = {
            PIN: "123",
            "document": "none.pdf",
            "attachment.1": "none.pdf",
            "sender_id": "abc",
            "delivery_time": "soon",
            "sms.after_hours": "x",
            "invoice.sum": "1.005",
            "print.name": "Ola",
            "print.addressline1": "Storgata 1",
            "print.zip_code": "155",
            "print.city": "Oslo",
        }
        letters = Letters(mailing=uuid4(), columns=Columns(), folder=str(tmp_path))
        with Checks(letters, broker.config, clock=broker.clock) as checks:
            found = [each.field for each in checks.of(Record(1, row)).findings]
        assert sorted(found) == sorted(
            [
                "attachment.1",
                "attachment.1.subject",
                "delivery_time",
                "document",
                "invoice.sum",
                PIN,
                "print.zip_code",
                "return_address.city",
                "return_address.name",
                "return_address.zip_code",
                "sender_id",
                "sms.after_hours",
                "subject",
            ]
        )

    def test_all_columns_that_are_not_known_are_told_together(self) -> None:
        with pytest.raises(ManifestError) as caught:
            Columns().check_header(["sujbect", "document", "recipient.fullnam", "xyz"])
        assert str(caught.value) == (
            "The manifest has a column that is not known, recipient.fullnam. Is recipient.fullname meant? "
            "The manifest has a column that is not known, sujbect. Is subject meant? "
            "The manifest has a column that is not known, xyz. Map or ignore each by its name, with --map "
            "and --ignore."
        )
        with pytest.raises(ManifestError, match=r"And 88 more are not known\. Map or ignore each"):
            Columns().check_header(["subject", *[f"column{number}" for number in range(100)]])
        with pytest.raises(ManifestError, match=r"no column a .*no column b "):
            Columns(templates={"subject": "{a}{b}"}).check_header(["document"])

    @in_one_test(
        ("values", "field"),
        [
            ({"invoice.creditor_account": "1594.14.3238"}, "invoice.creditor_account"),
            ({"invoice.creditor_account": "1594143238x"}, "invoice.creditor_account"),
            ({PIN: None, "recipient.email": "a, b"}, "recipient.email"),
            ({PIN: None, "recipient.email": "ola@example.com, kari@example.com"}, "recipient.email"),
            ({PIN: None, "recipient.email": "Ola <ola@example.com>"}, "recipient.email"),
        ],
    )
    def test_what_can_be_known_is_told_before(
        self, tmp_path: Path, values: dict[str, object], field: str
    ) -> None:
        bill = {"invoice.due_date": "2034-02-15T00:00:00+01:00", "invoice.sum": "1"}
        whole = values | (bill if any(name.startswith("invoice.") for name in values) else {})
        assert refused(tmp_path, whole)[0] == field
