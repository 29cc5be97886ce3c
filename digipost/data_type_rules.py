"""Rules for data types that their schema does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.errors import InvalidValueError
from digipost_schema import datatypes

if TYPE_CHECKING:
    from digipost_schema import RawElement
    from digipost_schema.datatypes import DataTypeElement

__all__ = ["check_data_type"]

_ACCOUNT_DIGITS = 11  # documentation of `invoice` and `inkasso` in the schema of data types


def check_data_type(value: DataTypeElement | RawElement | None) -> None:
    """Refuse a data type whose values contradict each other, or that names no bank account.

    Raises:
        InvalidValueError: The text names the field.
    """
    match value:
        case datatypes.Invoice():
            _check_account("invoice.creditor_account", value.creditor_account)
        case datatypes.Inkasso():
            _check_account("inkasso.account", value.account)
        case datatypes.Appointment(end_time=end) if end is not None and end < value.start_time:
            raise InvalidValueError("appointment.end_time", "is before start_time; exchange or correct them")


def _check_account(field: str, account: str | None) -> None:
    if account is None or (len(account) == _ACCOUNT_DIGITS and account.isascii() and account.isdigit()):
        return
    raise InvalidValueError(field, "exactly 11 digits are expected, without spaces or punctuation")
