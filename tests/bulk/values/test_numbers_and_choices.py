"""Numbers of people, organisations and accounts, and choices, as they are exported in Norway."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from tests.support.invoice_rows import INVOICE, invoice, message, problem
from tests.support.manifests import PIN
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = [
    (PIN, "01013300001", "01013300001"),
    (PIN, "010133 00001", "01013300001"),
    (PIN, "010133-00001", "01013300001"),
    (PIN, " 01013300001\N{NO-BREAK SPACE}", "01013300001"),
    (PIN, "'01013300001", "01013300001"),
    (PIN, '="01013300001"', "01013300001"),
    (PIN, 31108412345, "31108412345"),
    (PIN, 31108412345.0, "31108412345"),
    (PIN, "31108412345.0", "31108412345"),
    (PIN, "010133.00001", "01013300001"),
    (PIN, "01.01.33 00001", "01013300001"),
    (PIN, "01013300001\t", "01013300001"),
    (PIN, "31108412345,00", "31108412345"),
    ("recipient.organisation_number", "984661185", "984661185"),
    ("recipient.organisation_number", "984 661 185", "984661185"),
    ("recipient.organisation_number", "984.661.185", "984661185"),
    ("recipient.organisation_number", "NO 984 661 185 MVA", "984661185"),
    ("recipient.organisation_number", "NO984661185MVA", "984661185"),
    ("recipient.organisation_number", "Org.nr. 984 661 185", "984661185"),
    ("recipient.organisation_number", 984661185.0, "984661185"),
    ("recipient.bank_account_number", "1594 14 32384", "15941432384"),
    ("recipient.bank_account_number", "1594.14.32384", "15941432384"),
    ("recipient.bank_account_number", "NO93 8601 1117 947", "86011117947"),
    ("invoice.creditor_account", "1594.14.32384", "15941432384"),
    ("invoice.creditor_account", 15941432384.0, "15941432384"),
    ("invoice.kid", "2034 117", "2034117"),
    ("invoice.kid", 2034117.0, "2034117"),
]
NO_NUMBERS = [
    (PIN, "1013300001", "lost the zero"),
    (PIN, 1013300001, "lost the zero"),
    (PIN, 1013300001.0, "lost the zero"),
    (PIN, "3,11084E+10", "shortened"),
    (PIN, "3.11E+10", "shortened"),
    (PIN, "010133*****", "11 digits"),
    (PIN, "Ola", "11 digits"),
    (PIN, "fnr 01013300001", "11 digits"),
    (PIN, "010133000011", "11 digits"),
    (PIN, "3.1108412345E10", "shortened"),
    ("recipient.bank_account_number", "1594143238", "lost the zero"),
    ("recipient.bank_account_number", 1e16, "shortened"),
    ("recipient.bank_account_number", "NO94 8601 1117 947", "wrong check digits"),
    ("recipient.organisation_number", 1e16, "shortened"),
    ("recipient.organisation_number", "98466118", "9 digits"),
    ("invoice.kid", "2,03412E+15", "shortened"),
    ("invoice.kid", 1e16, "shortened"),
    ("invoice.kid", "-", "a dash only"),
    ("invoice.kid", "\N{EN DASH}", "a dash only"),
    ("inkasso.kid", " -- ", "a dash only"),
    ("invoice.kid", date(2034, 2, 15), "is a date or a time"),
    ("invoice.creditor_account", time(8), "is a date or a time"),
    (PIN, datetime(2034, 2, 15), "is a date or a time"),  # noqa: DTZ001 - as a sheet has them
    ("subject", date(2034, 2, 15), "is a date or a time"),
    ("subject", True, "is true or false"),
    (PIN, False, "is true or false"),
    ("print.name", True, "is true or false"),
    ("sms.after_hours", 24.72, "format the cell as text"),
]
TRUTHS = ["ja", "Ja", "JA", "true", "True", "1", 1, 1.0, True, "SANN", "x", "yes"]
FALSEHOODS = ["nei", "false", "0", 0, False, "USANN", "no"]


@in_one_test(("field", "written", "meant"), NUMBERS)
def test_a_number_is_understood(tmp_path: Path, field: str, written: object, meant: str) -> None:
    if field.startswith("invoice."):
        assert getattr(invoice(tmp_path, {field: written}), field.partition(".")[2]) == meant
        return
    found = message(tmp_path, {PIN: None, field: written}).recipient
    assert getattr(found, field.partition(".")[2]) == meant


@in_one_test(("field", "written", "reason"), NO_NUMBERS)
def test_a_number_is_refused(tmp_path: Path, field: str, written: object, reason: str) -> None:
    values = INVOICE if field.startswith("invoice.") else {PIN: None}
    assert reason in problem(tmp_path, {**values, field: written})


PAPER: dict[str, object] = {
    PIN: None,
    "print.name": "Ola Nordmann",
    "print.zip_code": 155.0 * 10,
    "print.city": "Oslo",
    "return_address.name": "Avsender AS",
    "return_address.zip_code": "0155",
    "return_address.city": "Oslo",
}


@in_one_test("written", TRUTHS)
def test_what_is_true(tmp_path: Path, written: object) -> None:
    made = message(tmp_path, {**PAPER, "recipient.print_only": written})
    assert made.recipient.print_details is not None
    address = made.recipient.print_details.recipient.norwegian_address
    assert address is not None
    assert address.zip_code == "1550"


@in_one_test("written", FALSEHOODS)
def test_what_is_false(tmp_path: Path, written: object) -> None:
    assert "is false" in problem(tmp_path, {PIN: None, "recipient.print_only": written})


@in_one_test("written", ["kanskje", 2, "ja!"])
def test_what_is_neither(tmp_path: Path, written: object) -> None:
    assert "ja or nei" in problem(tmp_path, {PIN: None, "recipient.print_only": written})
