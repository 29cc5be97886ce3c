"""Rules for data types that the schema does not contain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.arguments import ACCOUNT_DIGITS, digits
from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["check_data_type"]


def check_data_type(value: object) -> None:
    """Refuse a data type with contradictory values, or without a bank account.

    Raises:
        InvalidValueError: The text names the field.
    """
    if value is None:
        return
    from digipost_schema import datatypes  # noqa: PLC0415 - most letters have none, and it takes 20 ms

    match value:
        # Documentation of `invoice` and `inkasso` in the schema of data types.
        case datatypes.Invoice(creditor_account=str(account)):
            digits("invoice.creditor_account", account, ACCOUNT_DIGITS)
        case datatypes.Inkasso(account=str(account)):
            digits("inkasso.account", account, ACCOUNT_DIGITS)
        case datatypes.Appointment():
            _check_order("appointment", value.start_time, value.end_time)
        case datatypes.Event():
            for index, interval in enumerate(value.start_time):
                _check_order(f"event.start_time[{index}]", interval.start_time, interval.end_time)


def _check_order(field: str, start: datetime, end: datetime | None) -> None:
    if end is not None and end < start:
        raise InvalidValueError(f"{field}.end_time", "is before start_time; exchange or correct them")
