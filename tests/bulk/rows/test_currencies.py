"""A column with the currency of a row, such as Valuta, which bulk mail does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.records import Record
from digipost.bulk.rows.row_message import Letters
from digipost.errors import InvalidValueError
from digipost_schema import datatypes
from tests.support.manifests import PERSON, PIN
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.message import Message

BILL = {"invoice.sum": "100,00", "invoice.due_date": "15.02.2034", "invoice.creditor_account": "15941432384"}
OBJECT = {"invoice": {name.partition(".")[2]: value for name, value in BILL.items()}}


def message(folder: Path, columns: Columns, values: dict[str, object]) -> Message:
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    letters = Letters(mailing=uuid4(), columns=columns, folder=str(folder))
    return letters.message(Record(1, {PIN: PERSON, "document": "letter.pdf", "subject": "Hello", **values}))


@in_one_test("name", ["Valuta", "Val.", "VALUTAKODE", "Currency", "Currency code", "Myntenhet"])
@in_one_test("bill", [BILL, OBJECT])
@in_one_test("currency", ["EUR", "sek", "Dollar", "0"])
def test_sums_in_another_currency_are_refused(
    tmp_path: Path, name: str, bill: dict[str, object], currency: str
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        message(tmp_path, Columns(ignored=[name]), {**bill, name: currency})
    assert (caught.value.field, caught.value.problem) == (
        "invoice.sum",
        f"is in another currency, by the column {name}; a sum is in Norwegian kroner",
    )


@in_one_test("currency", ["NOK", "nok", " Kr. ", "kroner", "Norske kroner", "578", 578, "", None])
def test_norwegian_kroner_by_all_their_names(tmp_path: Path, currency: object) -> None:
    made = message(tmp_path, Columns(ignored=["Valuta"]), {**BILL, "Valuta": currency})
    assert isinstance(made.primary_document.data_type, datatypes.Invoice)


def test_a_currency_in_a_template_counts_too(tmp_path: Path) -> None:
    columns = Columns(templates={"subject": "Faktura i {Valuta}"})
    with pytest.raises(InvalidValueError, match="another currency"):
        message(tmp_path, columns, {**BILL, "subject": "", "Valuta": "EUR"})


def test_a_letter_without_a_sum_may_have_any_currency(tmp_path: Path) -> None:
    made = message(tmp_path, Columns(ignored=["Valuta"]), {"Valuta": "EUR"})
    assert made.primary_document.data_type is None


def test_a_currency_that_is_mapped_is_that_of_the_receipt(tmp_path: Path) -> None:
    receipt = {"purchase_time": "15.02.2034 08:00", "total_price": "10,00", "total_vat": "2,00"}
    values = {f"receipt.{name}": value for name, value in receipt.items()}
    columns = Columns(mapping={"receipt.currency": "Valuta"}, templates={"receipt.merchant_name": "Kafé"})
    made = message(tmp_path, columns, {**values, "Valuta": "EUR"})
    assert isinstance(made.primary_document.data_type, datatypes.Receipt)
    assert made.primary_document.data_type.currency == "EUR"
