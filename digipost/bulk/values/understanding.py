"""Values of a row in the types of their fields: amounts, dates, identifiers, accounts, booleans, paths."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias, get_origin

from digipost.bulk.manifests.cell_texts import doubtful, doubtful_or_zero
from digipost.bulk.manifests.names import is_line_of_address
from digipost.bulk.values.amounts import amount
from digipost.bulk.values.data_objects import has_objects, opened, read_inside
from digipost.bulk.values.dates import day, moment
from digipost.bulk.values.document_paths import found_path
from digipost.bulk.values.identifiers import (
    account_number,
    digits_of,
    kid,
    organisation_number,
    personal_number,
)
from digipost.bulk.values.misread import Misread, of_several
from digipost.plain_data import field_type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digipost.errors import InvalidValueError

__all__ = ["DATED", "first_misread", "is_amount", "is_dated", "understood"]

DATED = frozenset({"delivery_time", "email_notification.at", "invitation.until", "print_if_unread", "sms.at"})
"""The letter's own columns with a date and a time; the classes of data types define theirs."""

_Reader: TypeAlias = "Callable[[object, str | None, str], object]"
"""Returns the value of a cell, given the order of dates and the folder of documents."""

_DOCUMENT = re.compile(r"document|print_document|attachment\.[0-9]+")
_DUE = re.compile(r".*(?:due_date|deadline)|invitation\.until")
_CAPITAL = re.compile("(?=[A-Z])")
_WHOLE_NUMBERS = frozenset({"sender_id", "sms.after_hours"})
_LISTS = frozenset({"sms.at", "email_notification.at"})  # several values, separated by semicolons
_TRUTHS = {
    **dict.fromkeys(("true", "ja", "yes", "1", "1.0", "x", "sann", "j", "y"), True),
    **dict.fromkeys(("false", "nei", "no", "0", "0.0", "usann", "n"), False),
}
_NOT_TRUE_OR_FALSE = Misread("ja or nei is expected, or true or false, or 1 or 0")


def understood(
    values: Mapping[str, object],
    *,
    date_format: str | None,
    folder: str,
    refused: Mapping[str, str] | None = None,
) -> dict[str, object]:
    """Return the values of a row in the types of their fields; a `Misread` for each unreadable value.

    Args:
        values: The values by the known names of columns.
        date_format: The order of dates, if the caller has chosen it.
        folder: The folder where relative paths of documents start.
        refused: The problems of columns that are refused as a whole, by their known names.
    """
    if has_objects(values):
        values = opened(values)
    found = dict(values)
    for name, read in _readers_among(tuple(values)):
        found[name] = read(values[name], date_format, folder)
    for name in refused or ():
        if name in found:
            found[name] = Misread((refused or {})[name])
    return found


def is_amount(name: str) -> bool:
    """Return True for the known name of a column with amounts."""
    return field_type(name) in {Decimal, float}


def is_dated(name: str) -> bool:
    """Return True for the known name of a column with dates."""
    return name in DATED or name == "recipient.birth_date" or field_type(name) in {date, datetime}


@lru_cache(256)  # most rows of a mailing have values in the same columns
def _readers_among(names: tuple[str, ...]) -> tuple[tuple[str, _Reader], ...]:
    """Return the readers of the columns whose values need conversion."""
    readers = ((name, _reader(name)) for name in names)
    return tuple((name, read) for name, read in readers if read is not None)


@cache
def _reader(name: str) -> _Reader | None:
    """Return the reader of a column of that known name; None if its values need no conversion."""
    if _DOCUMENT.fullmatch(name):
        return lambda value, _, folder: _path(value, folder)
    if name in _WHOLE_NUMBERS:
        return None
    if name in _LISTS:
        return _moments
    if get_origin(field_type(name)) is list:
        return lambda value, date_format, folder: read_inside(
            value, name, lambda inner, each: _read_alone(inner, each, date_format, folder)
        )
    if is_dated(name):
        return _dated(name)
    read = _reader_of_text(name)
    return None if read is None else lambda value, _, __: read(value)


def _read_alone(name: str, value: object, date_format: str | None, folder: str) -> object:
    """Return one value from a list of a data type."""
    read = None if get_origin(field_type(name)) is list else _reader(name)
    return value if read is None else read(value, date_format, folder)


def _dated(name: str) -> _Reader:
    if name == "recipient.birth_date" or field_type(name) is date:
        return lambda value, date_format, _: day(value, date_format)
    ends_day = _DUE.fullmatch(_CAPITAL.sub("_", name).lower()) is not None
    return lambda value, date_format, _: moment(value, date_format, ends_day=ends_day)


def _moments(value: object, date_format: str | None, _: str) -> object:
    """Return the times in a cell: a time, a list of times, or a text with semicolons between them."""
    if isinstance(value, str):
        value = [each.strip() for each in value.split(";") if each.strip()]
    parts = value if isinstance(value, list) else [value]
    found = [moment(each, date_format, ends_day=False) for each in parts]
    for position, each in enumerate(found, 1):
        if isinstance(each, Misread):
            return Misread(of_several(each.problem, position, len(found)))
    return found


def _reader_of_text(name: str) -> Callable[[object], object] | None:
    """Return the reader of a column that needs only the value."""
    kind = field_type(name)
    if is_amount(name):
        return lambda value: amount(value) if isinstance(value, str) else value
    if name in {"recipient.print_only", "encrypt"} or kind is bool:
        return _truth
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: _member(kind, value)
    if name in _CHOICES:
        return lambda value: value.upper().replace(" ", "_") if isinstance(value, str) else value
    numbers = (read for ending, read in _NUMBERS.items() if name.endswith(ending))
    return next(numbers, None) or _reader_of_words(name)


def _reader_of_words(name: str) -> Callable[[object], object] | None:
    """Return the reader of a column with a text whose only rule is its length."""
    if is_line_of_address(name) or name == "opening_receipt_text":
        return lambda value: _words(value, doubtful_or_zero)
    if field_type(name) is str or name in _FREE_TEXTS or _OTHER_SUBJECT.fullmatch(name):
        return lambda value: _words(value, doubtful)
    return digits_of if name in _TEXTS or name.startswith(_OF_TEXT) else None


_CHOICES = frozenset(
    {"authentication_level", "sensitivity_level", "print.color", "print.nondeliverable_handling"}
)
_FREE_TEXTS = frozenset({"subject", "invoice_reference", "email_notification.text"})
_TEXTS = frozenset({"file_type"})
_OTHER_SUBJECT = re.compile(r"(?:attachment\.[0-9]+|email_notification)\.subject")
_OF_TEXT = ("recipient.", "print.", "return_address.", "attachment.", "email_notification.", "invitation.")
_NUMBERS: dict[str, Callable[[object], object]] = {
    "personal_identification_number": personal_number,
    "organisation_number": organisation_number,
    "account_number": account_number,
    "account": account_number,
    "kid": kid,
}


def _words(value: object, doubt: Callable[[str], str | None]) -> object:
    """Return a text for people; a `Misread` if a program wrote it for another value."""
    text = digits_of(value)
    problem = doubt(text) if isinstance(text, str) else None
    return text if problem is None else Misread(problem)


def _member(kind: type[Enum], value: object) -> object:
    """Return a member of an enumeration, ignoring case."""
    if not isinstance(value, str):
        return value
    return {str(each.value).casefold(): each for each in kind}.get(value.casefold(), value)


def _truth(value: object) -> object:
    if isinstance(value, bool):
        return value
    return _TRUTHS.get(str(value).strip().casefold(), _NOT_TRUE_OR_FALSE)


def _path(value: object, folder: str) -> object:
    text = digits_of(value)
    return found_path(folder, text) if isinstance(text, str) else text


def first_misread(values: Mapping[str, object]) -> InvalidValueError | None:
    """Return the error of the first value that could not be read, if any."""
    for name, value in values.items():
        if type(value) is Misread:
            return value.error(name)
    return None
