"""Simple values to plain data and back: texts, numbers, dates, times, booleans, uuids, enumerations."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from math import isfinite
from sys import float_info
from typing import TYPE_CHECKING
from uuid import UUID

from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["MOMENT_EXPECTED", "SIMPLE", "is_day", "member_from", "simple_to_plain"]

MOMENT_EXPECTED = "a date, a time and its offset from UTC are expected, such as 2024-02-15T00:00:00+01:00"

_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,18}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BEYOND_NUMBERS = {"INF": float("inf"), "-INF": float("-inf"), "NaN": float("nan")}


def member_from(kind: type[Enum], value: object, where: str) -> Enum:
    """Return the member of an enumeration with that value.

    Raises:
        InvalidValueError: The enumeration has no such member.
    """
    try:
        if isinstance(value, str):  # an enumeration would write any other value into its own error
            return kind(value)
    except ValueError:
        pass
    allowed = ", ".join(str(each.value) for each in kind)
    raise InvalidValueError(where, f"one of {allowed} is expected")


def is_day(value: object) -> bool:
    """Return True for a text that is a date without a time."""
    return isinstance(value, str) and _DAY.fullmatch(value.strip()) is not None


def simple_to_plain(value: object) -> object:
    """Return a simple value as JSON can hold it, so that `SIMPLE` and `member_from` read the same value."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, float) and not isfinite(value):
        return "NaN" if value != value else ("INF" if value > 0 else "-INF")  # noqa: PLR0124 - NaN is unequal
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise InvalidValueError(
            where, "a text is expected; put it in quotes, so that no zero in front is lost"
        )
    return value


def _whole_number(value: object, where: str) -> int:
    if isinstance(value, str) and _WHOLE_NUMBER.fullmatch(value.strip()):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():  # a table with empty cells stores them so
        return int(value)
    raise InvalidValueError(where, "a whole number is expected")


def _amount(value: object, where: str) -> Decimal:
    problem = "a number such as 100.21 is expected: a point before decimals, and nothing between thousands"
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        raise InvalidValueError(where, problem)
    try:
        amount = Decimal(f"{value:.{float_info.dig}g}" if isinstance(value, float) else str(value).strip())
    except InvalidOperation:
        raise InvalidValueError(where, problem) from None
    if not amount.is_finite():
        raise InvalidValueError(where, problem)
    return amount


def _real_number(value: object, where: str) -> float:
    if isinstance(value, str) and value.strip() in _BEYOND_NUMBERS:  # as XML writes them
        return _BEYOND_NUMBERS[value.strip()]
    amount = _amount(value, where)
    return value if isinstance(value, float) else float(amount)


def _truth(value: object, where: str) -> bool:
    if isinstance(value, str):
        found = {"true": True, "false": False}.get(value.strip().lower())
    else:
        # numpy has its own boolean class, which is not a subclass of bool.
        found = bool(value) if type(value).__name__ in {"bool", "bool_"} else None
    if found is None:
        raise InvalidValueError(where, "true or false is expected")
    return found


def _moment(value: object, where: str) -> datetime:
    found = value
    if isinstance(value, str):
        try:
            found = datetime.fromisoformat(value.strip())
        except ValueError:
            found = None
    if not isinstance(found, datetime):
        raise InvalidValueError(where, MOMENT_EXPECTED)
    return found


def _day(value: object, where: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(_text(value, where).strip())
    except ValueError:
        raise InvalidValueError(where, "a date such as 2024-02-15 is expected") from None


def _uuid(value: object, where: str) -> UUID:
    if isinstance(value, UUID):
        return value
    try:
        return UUID(_text(value, where).strip())
    except ValueError:
        problem = "a uuid such as 00000000-0000-4000-8000-000000000000 is expected"
        raise InvalidValueError(where, problem) from None


SIMPLE: dict[type, Callable[[object, str], object]] = {
    str: _text,
    int: _whole_number,
    float: _real_number,
    Decimal: _amount,
    bool: _truth,
    datetime: _moment,
    date: _day,
    UUID: _uuid,
}
"""The function that reads each simple type; it takes the plain value, and the field's name for errors."""
