"""Rules for data types that their schema does not have."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from digipost import Document
from digipost.datatypes import Appointment, Inkasso, Invoice
from digipost.errors import InvalidValueError
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from digipost_schema.datatypes import DataTypeElement

NOON = datetime(2034, 2, 15, 12, tzinfo=UTC)


def document(data_type: DataTypeElement) -> Document:
    return Document.from_bytes(b"x", subject="Hei", file_type="pdf", data_type=data_type)


def invoice(account: str) -> Invoice:
    return Invoice(due_date=NOON, sum=Decimal("1.00"), creditor_account=account)


@in_one_test("account", ["1594143238x", "1594.14.323", " 1594143238", "\u0661" * 11])
def test_an_account_is_eleven_digits(account: str) -> None:
    for data_type, field in (
        (invoice(account), "invoice.creditor_account"),
        (Inkasso(due_date=NOON, account=account), "inkasso.account"),
    ):
        with pytest.raises(InvalidValueError, match="exactly 11 digits are expected") as caught:
            document(data_type)
        assert caught.value.field == field
        assert account.strip() not in str(caught.value)


def test_accounts_that_are_right_or_missing_are_taken() -> None:
    document(invoice("15941432384"))
    document(Inkasso(due_date=NOON, account="15941432384"))
    document(Inkasso(due_date=NOON))


def test_an_appointment_ends_after_it_starts() -> None:
    for minutes in (0, 30):
        document(Appointment(start_time=NOON, end_time=NOON + timedelta(minutes=minutes)))
    document(Appointment(start_time=NOON))
    with pytest.raises(InvalidValueError, match=r"appointment\.end_time: is before start_time"):
        document(Appointment(start_time=NOON, end_time=NOON - timedelta(seconds=1)))
