"""Validators of the fields of generated classes.

attrs calls a validator on construction and on assignment. The validator raises `SchemaValueError` with the
class, the field, the allowed values and the kind of the given value. A validator of lists checks each item.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ._escaping import NOT_XML
from .errors import SchemaValueError

if TYPE_CHECKING:
    import attrs

__all__ = [
    "aware_datetime",
    "boolean",
    "calendar_date",
    "expected",
    "items",
    "kind_of",
    "limits",
    "local_datetime",
    "masked",
    "only",
    "optional",
    "text",
    "uuid",
]

Problem = str | None
Check = Callable[[Any], Problem]
"""Returns the problem with a value, or None."""

_LARGEST_OFFSET = timedelta(hours=14)  # XML Schema Part 2, 3.2.7.3: the time zone of a dateTime


class Validator:
    """A check of one value, with the signature that attrs expects."""

    __slots__ = ("check",)

    def __init__(self, check: Check) -> None:
        self.check = check

    def __call__(self, owner: object, attribute: attrs.Attribute[Any], value: object) -> None:
        problem = self.check(value)
        if problem is not None:
            raise SchemaValueError(type(owner).__name__, attribute.name, problem)


def kind_of(value: object) -> str:
    """Return the kind of a value: errors name the kind, since the value itself can be personal."""
    return "None" if value is None else type(value).__name__


def limits(least: int | None, most: int | None) -> str:
    """Return the limits of a length in words."""
    if least == most:
        return f"exactly {most}"
    if most is None:
        return f"at least {least}"
    return f"{least} to {most}" if least else f"at most {most}"


def expected(what: str, value: object) -> str:
    """Return the problem with a value of another kind."""
    return f"{what} is expected, not {kind_of(value)}"


def text(
    *,
    min_length: int | None = None,
    max_length: int | None = None,
    length: int | None = None,
    pattern: str | None = None,
    described: str | None = None,
    default: str | None = None,
) -> Validator:
    """Allow a string that XML can carry, within limits counted in characters.

    Args:
        min_length: The minimum number of characters.
        max_length: The maximum number of characters.
        length: The exact number of characters.
        pattern: The expression that the whole text must match, as `_patterns.compiled` takes it.
        described: A description of the pattern for the error; of the length if there is no pattern.
        default: The value of an empty element; an empty text is refused, since XML could not express it.
    """
    least = length if min_length is None else min_length
    most = length if max_length is None else max_length
    matches: Callable[[str], object] | None = None

    def check(value: object) -> Problem:
        nonlocal matches
        if not isinstance(value, str):
            is_number = isinstance(value, int) and not isinstance(value, bool)
            return expected("text", value) + ("; put it in quotes" if is_number else "")
        if not value and default is not None:
            return f"text is expected: an empty element stands for {default!r}"
        size = len(value)
        if (least is not None and size < least) or (most is not None and size > most):
            limited = f"{limits(least, most)} characters are allowed, not"
            if described is not None and pattern is None:
                limited = f"{described} is expected; this one has a length of"
            return f"{limited} {size}"
        if pattern is not None:
            if matches is None:
                from ._patterns import compiled  # noqa: PLC0415 - only a value needs the expression

                matches = compiled(pattern).fullmatch
            if not matches(value):
                return f"{described or f'text that matches {pattern}'} is expected"
        if not value.isprintable() and NOT_XML.search(value):
            return "there is a character that XML cannot carry, such as a control character; remove it"
        return None

    return Validator(check)


def boolean() -> Validator:
    """Allow `True` and `False`."""

    def check(value: object) -> Problem:
        if isinstance(value, bool):
            return None
        hint = "; write bool(value)" if type(value).__name__ in {"bool", "bool_"} else ""  # numpy's booleans
        return expected("True or False", value) + hint

    return Validator(check)


def _how_to_make_one(value: object) -> str:
    """Return a hint for a value that is not a datetime."""
    if _is_missing(value):
        return "; it stands for a missing time: give None instead"
    if isinstance(value, date):
        return "; write datetime.combine(value, time(0), tzinfo=zoneinfo.ZoneInfo('Europe/Oslo'))"
    if isinstance(value, str):
        return "; write datetime.fromisoformat(value), with a time zone"
    if type(value).__name__ == "datetime64":
        return "; write pandas.Timestamp(value, tz='Europe/Oslo')"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "; write datetime.fromtimestamp(value, UTC)"
    return ""


def _is_missing(value: object) -> bool:
    """Return True for NaT of pandas: a datetime without a year, which is not equal to itself."""
    return isinstance(value, datetime) and value != value  # noqa: PLR0124


def aware_datetime() -> Validator:
    """Allow a `datetime` that has a time zone."""

    def check(value: object) -> Problem:
        if not isinstance(value, datetime) or _is_missing(value):
            return expected("a datetime", value) + _how_to_make_one(value)
        offset = value.utcoffset()
        if offset is None:
            return (
                "a datetime with a time zone is expected; say which, for example "
                "value.replace(tzinfo=zoneinfo.ZoneInfo('Europe/Oslo'))"
            )
        return None if abs(offset) <= _LARGEST_OFFSET else "an offset of at most 14 hours is expected"

    return Validator(check)


def local_datetime() -> Validator:
    """Allow a `datetime` without a time zone: a local time, the same for readers everywhere."""

    def check(value: object) -> Problem:
        if not isinstance(value, datetime) or _is_missing(value):
            return expected("a datetime", value) + _how_to_make_one(value)
        if value.tzinfo is not None:
            return "a local datetime is expected; remove its time zone with value.replace(tzinfo=None)"
        return None

    return Validator(check)


def calendar_date() -> Validator:
    """Allow a `date` that is not a `datetime`."""

    def check(value: object) -> Problem:
        if isinstance(value, date) and not isinstance(value, datetime):
            return None
        hint = "; write date.fromisoformat(value)" if isinstance(value, str) else ""
        return expected("a date", value) + ("; write value.date()" if isinstance(value, datetime) else hint)

    return Validator(check)


def uuid() -> Validator:
    """Allow a `UUID`."""

    def check(value: object) -> Problem:
        hint = "; write UUID('…')" if isinstance(value, str) else ""
        return None if isinstance(value, UUID) else expected("a UUID", value) + hint

    return Validator(check)


def masked(value: object) -> str:
    """Return the `repr` of a personal value, which shows only if there is a value."""
    return "None" if value is None else "[]" if value == [] else "…"


def only(validator: Validator, value: object) -> Validator:
    """Allow one value that `validator` allows."""
    inner = validator.check

    def check(given: object) -> Problem:
        problem = inner(given)
        return problem if problem is not None or given == value else f"only {str(value)!r} is allowed"

    return Validator(check)


class OptionalValidator(Validator):
    """A check of one value or None. Most fields are None, for which it makes no further call."""

    __slots__ = ()

    def __call__(self, owner: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if value is not None:
            super().__call__(owner, attribute, value)


def optional(validator: Validator) -> Validator:
    """Allow None besides the values that `validator` allows."""
    return OptionalValidator(validator.check)


def _how_to_make_a_list(value: object, problem: Problem) -> str:
    """Return the remedy for a value instead of a list; `problem` is the problem of the value as an item."""
    if value is None or isinstance(value, str | bytes):
        return ""
    if isinstance(value, tuple | set | frozenset) or hasattr(value, "__next__"):
        return "; write list(value)"
    if problem is None:
        return "; write [value] for a single one"
    item = problem.partition("; write ")[2]
    return f"; write [{item}] for a single one" if item else f"; as an item, {problem}"


def items(validator: Validator) -> Validator:
    """Allow a list of values that `validator` allows. `_rules.Occurs` limits the number of items."""
    check = validator.check

    def check_all(value: object) -> Problem:
        if not isinstance(value, list):
            return expected("a list", value) + _how_to_make_a_list(value, check(value))
        for position, item in enumerate(value, 1):
            problem = check(item)
            if problem is not None:
                return f"item {position} of {len(value)}: {problem}"
        return None

    return Validator(check_all)
