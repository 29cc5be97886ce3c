"""Reminders of a letter that is still unread: by SMS, and by e-mail."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from digipost.base.recipient_rules import check_email
from digipost.base.schema_version import api_v8
from digipost.bulk.rows.cell_values import Values, listed, needed
from digipost.bulk.rows.field_names import naming_columns
from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["email_reminders", "sms_reminders"]

_EMAIL = ("address", "subject", "text", "at")


def sms_reminders(values: Values) -> api_v8.SmsNotification | None:
    """Return the reminders by SMS, if there are any.

    Raises:
        InvalidValueError: A number of hours or a time cannot be accepted.
    """
    if "sms.after_hours" not in values and "sms.at" not in values:
        return None
    hours = listed(int, _with_commas(values, "sms.after_hours"), "sms.after_hours")
    times = listed(datetime, values, "sms.at")
    if not hours and not times:
        return None
    with naming_columns():
        return api_v8.SmsNotification(after_hours=hours, at=_listed_times(times))


def email_reminders(values: Values) -> api_v8.EmailNotification | None:
    """Return the reminders by e-mail, if there are any.

    Raises:
        InvalidValueError: A required column of the four is missing, or has a value that cannot be accepted.
    """
    if not any(f"email_notification.{name}" in values for name in _EMAIL):
        return None
    address, subject, text = (needed(values, f"email_notification.{name}") for name in _EMAIL[:3])
    times = listed(datetime, values, "email_notification.at")
    if not times:
        raise InvalidValueError("email_notification.at", "is needed and was not given")
    check_email("email_notification.address", address)
    with naming_columns():
        return api_v8.EmailNotification(
            email_address=address, subject=subject, text=text, at=_listed_times(times)
        )


def _with_commas(values: Values, name: str) -> Values:
    """Return values with this column's commas replaced by semicolons, as in `24,72`.

    Raises:
        InvalidValueError: The value is a decimal number, to which a spreadsheet converts `24,72`.
    """
    value = values.get(name)
    if isinstance(value, float | Decimal) and value % 1:
        problem = "is one number with decimals in the spreadsheet: format the cell as text, and enter 24,72"
        raise InvalidValueError(name, f"{problem} again for hours 24 and 72")
    return {name: value.replace(",", ";")} if isinstance(value, str) else values


def _listed_times(times: Sequence[datetime]) -> list[api_v8.ListedTime]:
    return [api_v8.ListedTime(time=each) for each in times]
