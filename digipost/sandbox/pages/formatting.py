"""Formats of times, amounts, sizes and names on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from digipost.sandbox.base.times import in_norway

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta
    from decimal import Decimal

__all__ = [
    "FILTERS",
    "account",
    "amount",
    "clock_time",
    "day",
    "duration",
    "label",
    "moment",
    "norwegian_day",
    "norwegian_time",
    "organisation_number",
    "size",
    "spaced",
    "weekday",
]

_ACCOUNT_NUMBER = re.compile(r"(\d{4})(\d{2})(\d{5})")
_ORGANISATION_NUMBER = re.compile(r"(\d{3})(\d{3})(\d{3})")
_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))
_KILO = 1000

# Labels for fields with schema names that a reader would not understand.
_LABELS = {
    "kid": "KID",
    "sum": "Amount",
    "creditor_account": "To account",
    "account": "To account",
    "from_": "From",
    "ean_code": "EAN",
    "orgnumber": "Organisation number",
    "org_number_license_holder": "Licence holder's organisation number",
    "vat_percent": "VAT percent",
    "item_vat": "VAT",
    "total_vat": "VAT in total",
    "vas_text": "Additional services",
    "cod_amount": "Cash on delivery",
    "cod_fee": "Fee for cash on delivery",
    "value_to_be_payed": "To pay",
    "gaardsnummer": "Gårdsnummer",
    "kjoeper": "Kjøper",
    "beloep": "Beløp",
    "addressline1": "Address",
    "min": "Minute",
}


def norwegian_time(at: datetime) -> datetime:
    """Convert a time to the time zone of Norway."""
    return in_norway(at)


def day(value: date) -> str:
    """Format a date: `15 December 2026`."""
    return f"{value.day} {value:%B} {value.year}"


def moment(value: datetime) -> Markup:
    """Format a time in Norway, readable for programs too: `15 Dec 2026, 09:30`."""
    local = value if value.tzinfo is None else norwegian_time(value)
    text = f"{local.day} {local:%b} {local.year}, {local:%H:%M}"
    return Markup('<time datetime="{}">{}</time>').format(local.isoformat(timespec="milliseconds"), text)


def clock_time(value: datetime) -> str:
    """Format the time of day in Norway: `09:30`."""
    return f"{norwegian_time(value):%H:%M}"


def weekday(value: datetime) -> str:
    """Return the day of the week in Norway."""
    return f"{norwegian_time(value):%A}"


def norwegian_day(value: datetime) -> str:
    """Format the date in Norway at that time."""
    return day(norwegian_time(value))


def amount(value: Decimal, currency: str | None = None) -> str:
    """Format an amount of money as in Norway, with non-breaking spaces: `1 250,00 kr`."""
    number = f"{value:,.2f}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")
    return f"{number}\N{NO-BREAK SPACE}{'kr' if currency in {None, 'NOK'} else currency}"


def account(value: str) -> str:
    """Format an account number as in Norway: `1594 14 32384`."""
    found = _ACCOUNT_NUMBER.fullmatch(value)
    return "\N{NO-BREAK SPACE}".join(found.groups()) if found else value


def organisation_number(value: str) -> str:
    """Format an organisation number: `984 661 185`."""
    found = _ORGANISATION_NUMBER.fullmatch(value)
    return "\N{NO-BREAK SPACE}".join(found.groups()) if found else value


def size(count: int) -> str:
    """Format a number of bytes: `14.2 kB`."""
    if count < _KILO:
        return f"{count} byte{'' if count == 1 else 's'}"
    if count < _KILO**2:
        return f"{count / _KILO:.1f} kB"
    return f"{count / _KILO**2:.1f} MB"


def duration(value: timedelta | int) -> str:
    """Format a time span, or a number of seconds, in its largest two units: `1 day, 2 hours`."""
    left = value if isinstance(value, int) else round(value.total_seconds())
    said = []
    for name, seconds in _UNITS:
        count, left = divmod(left, seconds)
        if count:
            said.append(f"{count} {name}{'' if count == 1 else 's'}")
    return ", ".join(said[:2]) or "0 seconds"


def label(name: str) -> str:
    """Return the label of a data type's field: `due_date` is `Due date`."""
    return _LABELS.get(name) or name.replace("_", " ").capitalize()


def spaced(name: str) -> str:
    """Split the name of a class or of an enumeration value into words: `PickupNotice` is `Pickup notice`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").replace("-", " ")
    return words.capitalize()


FILTERS = {
    "account": account,
    "amount": amount,
    "clock_time": clock_time,
    "day": day,
    "duration": duration,
    "label": label,
    "moment": moment,
    "norwegian_day": norwegian_day,
    "organisation_number": organisation_number,
    "size": size,
    "spaced": spaced,
    "weekday": weekday,
}
"""The filters of templates, by name."""
