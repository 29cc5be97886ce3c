"""Rows whose own columns call them credit notes, with a sum that asks for a payment."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.records import Record
from digipost.bulk.rows.row_check import Checks
from digipost.bulk.rows.row_message import Letters
from tests.support.manifests import PERSON, PIN
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.client import DigipostClient

BILL = {"due_date": "2199-02-15", "creditor_account": "15941432384", "kid": "2034114"}


def warnings(
    folder: Path, client: DigipostClient, values: dict[str, object], kind: str = "invoice"
) -> list[tuple[str, str]]:
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    given = {PIN: PERSON, "document": "letter.pdf", "subject": "Hello"}
    bill = {f"{kind}.{name}": value for name, value in BILL.items()}
    columns = Columns(ignored=["Type", "Tekst"])
    letters = Letters(mailing=uuid4(), columns=columns, folder=str(folder))
    with Checks(letters, client.config, clock=client.clock) as checks:
        findings = checks.of(Record(1, {**given, **bill, **values})).findings
    assert not any(each.is_error for each in findings)
    return [(each.field, each.problem) for each in findings]


@in_one_test(
    "values",
    [
        {"Type": "Kreditnota"},
        {"Type": "KREDITTNOTA"},
        {"Type": " Credit note"},
        {"Type": "Credit memo 1001"},
        {"Tekst": "Kreditnota for faktura 1001"},
        {"subject": "Kreditfaktura 1002", "Type": "x"},
    ],
)
def test_a_claim_for_a_credit_note_gives_a_warning(
    tmp_path: Path, broker: DigipostClient, values: dict[str, object]
) -> None:
    name = next(iter(values))
    problem = f"asks for a payment, and by the column {name} the row is a credit note"
    assert warnings(tmp_path, broker, {"invoice.sum": "100,00", **values}) == [("invoice.sum", problem)]


@in_one_test("text", ["Faktura", "Kredittkunde", "Kredit", "Se kreditnota 1", "", None, 1])
def test_other_rows_ask_for_payments_without_one(
    tmp_path: Path, broker: DigipostClient, text: object
) -> None:
    assert warnings(tmp_path, broker, {"invoice.sum": "100,00", "Type": text}) == []


def test_a_credit_note_below_zero_is_told_once(tmp_path: Path, broker: DigipostClient) -> None:
    (warning,) = warnings(tmp_path, broker, {"invoice.sum": "-100,00", "Type": "Kreditnota"})
    assert "negative" in warning[1]


def test_a_credit_note_without_a_claim_is_a_letter(tmp_path: Path, broker: DigipostClient) -> None:
    given = {f"invoice.{name}": None for name in BILL}
    assert warnings(tmp_path, broker, {**given, "Type": "Kreditnota"}) == []
