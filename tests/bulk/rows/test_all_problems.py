"""The check tells all problems of a row at once, and the warnings too."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.records import Record
from digipost.bulk.rows.row_check import Checks
from digipost.bulk.rows.row_message import Letters
from tests.support.manifests import PERSON, PIN

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.client import DigipostClient

INVOICE: dict[str, object] = {
    "invoice.sum": "1",
    "invoice.due_date": "2199-02-15",
    "invoice.creditor_account": "15941432384",
    "invoice.kid": "2034114",
}
PRINT = {
    f"{place}.{name}": text
    for place in ("print", "return_address")
    for name, text in {"name": "A", "addressline1": "B", "zip_code": "0155", "city": "Oslo"}.items()
}
NAMED = {f"recipient.{name}": "x" for name in ("addressline1", "postalcode", "city")}
EMAIL = ("email_notification.address", "email_notification.subject", "email_notification.text")
CASES: list[tuple[dict[str, object], set[str]]] = [
    (
        {**INVOICE, "invoice.sum": "1,005", "invoice.due_date": None, "invoice.creditor_account": "1"},
        {"invoice.sum", "invoice.due_date", "invoice.creditor_account"},
    ),
    (
        {**INVOICE, "invoice.creditor_account": "1", "invoice.kid": "1" * 30, "subject": "s" * 300},
        {"invoice.creditor_account", "invoice.kid", "subject"},
    ),
    (
        {**PRINT, "print.name": None, "print.zip_code": "155", "return_address.city": None},
        {"print.name", "print.zip_code", "return_address.city"},
    ),
    (
        {**PRINT, "print.addressline1": "x" * 101, "print.addressline2": "x" * 101, "print.city": "x" * 101},
        {"print.addressline1", "print.addressline2", "print.city"},
    ),
    (
        {"email_notification.address": "a, b", "document": "none.pdf", "subject": None},
        {*EMAIL, "email_notification.at", "document", "subject"},
    ),
    (
        {PIN: None, "document": None, "delivery_time": "x", "invoice_reference": "x" * 101},
        {"recipient", "document", "delivery_time", "invoice_reference"},
    ),
    (
        {PIN: None, **NAMED, "recipient.birth_date": "x", "recipient.email_address": "a, b"},
        {"recipient.fullname", "recipient.birth_date", "recipient.email_address"},
    ),
    (
        {"attachment.1": "none.pdf", "attachment.2.subject": "x" * 300, "attachment.2": "letter.pdf"},
        {"attachment.1", "attachment.1.subject", "attachment.2.subject"},
    ),
    ({"sms.after_hours": "x", "authentication_level": "x"}, {"sms.after_hours", "authentication_level"}),
    (
        {"event.start_time": [{"start_time": "15.02.2199 08:00", "end_time": "15.02.2199 07:00"}]},
        {"event.start_time[0].end_time"},
    ),
    (
        {
            "event.start_time": [{"start_time": "15.02.2199 08:00", "end_time": "15.02.2199 09:00"}],
            "event.info": [{"title": "x" * 200, "text": "y"}],
            "subject": None,
        },
        {"event.info[0].title", "subject"},
    ),
]


def found(folder: Path, client: DigipostClient, values: dict[str, object]) -> dict[str, bool]:
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    row: dict[str, object] = {PIN: PERSON, "document": "letter.pdf", "subject": "Hello"} | values
    letters = Letters(mailing=uuid4(), columns=Columns(), folder=str(folder))
    with Checks(letters, client.config, clock=client.clock) as checks:
        return {each.field: each.is_error for each in checks.of(Record(1, row)).findings}


@pytest.mark.parametrize(("values", "columns"), CASES)
def test_all_are_told(
    tmp_path: Path, broker: DigipostClient, values: dict[str, object], columns: set[str]
) -> None:
    errors = {name for name, is_error in found(tmp_path, broker, values).items() if is_error}
    assert errors == columns


def test_a_folder_for_a_document_asks_for_no_bytes(tmp_path: Path, broker: DigipostClient) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    row: dict[str, object] = {PIN: PERSON, "document": ".", "subject": "Hello", "file_type": "pdf"}
    letters = Letters(mailing=uuid4(), columns=Columns(), folder=str(tmp_path))
    with Checks(letters, broker.config, clock=broker.clock) as checks:
        (finding,) = checks.of(Record(1, row)).findings
    assert finding.problem.endswith("Give the path of a file")


def test_warnings_are_told_beside_errors(tmp_path: Path, broker: DigipostClient) -> None:
    doubtful = {"invoice.sum": "-1", "invoice.due_date": "15.02.2020", "invoice.kid": "2034119"}
    told = found(tmp_path, broker, {**INVOICE, **doubtful, "document": "none.pdf"})
    assert told == {"document": True, **dict.fromkeys(doubtful, False)}


def test_a_late_delivery_time_is_told_beside_errors(tmp_path: Path, broker: DigipostClient) -> None:
    told = found(tmp_path, broker, {"delivery_time": "15.02.2020 08:00", "document": "none.pdf"})
    assert told == {"document": True, "delivery_time": True}
