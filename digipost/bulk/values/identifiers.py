"""Numbers of people, organisations and accounts, in usual notations and as damaged by spreadsheets."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal

from digipost.bulk.manifests.cell_texts import doubtful
from digipost.bulk.values.misread import Misread

__all__ = ["account_number", "digits_of", "kid", "organisation_number", "personal_number"]

_BETWEEN = re.compile("[\\s.\u00a0\u2007\u2009\u202f\u2010-\u2013-]")
_SPACES = re.compile("[\\s\u00a0\u2007\u2009\u202f]")
_SHORTENED = re.compile(r"[0-9][.,]?[0-9]*E\+?[0-9]+", re.IGNORECASE)
_WITH_A_ZERO_BEHIND = re.compile(r"([0-9]+)[.,]0+")
_IBAN = re.compile(r"NO([0-9]{2})([0-9]{11})", re.IGNORECASE)
_ORGANISATION = re.compile(r"(?:NO|ORGNR:?|ORG:?)?([0-9]+)(?:MVA)?", re.IGNORECASE)
_DIGITS = 11  # digits of a personal identification number, and of a bank account
_MOST_EXACT = 10**15  # digits of a number that a spreadsheet keeps

_LOST_DIGITS = Misread(
    "is a number that a spreadsheet has shortened, as in 3,11E+10, and its last digits are lost. Format "
    "the column as text there, and enter or import the numbers again"
)
_IS_DATE = Misread(
    "is a date or a time, and a text is expected. In a spreadsheet, format the cells as text, and enter them "
    "again"
)
_IS_TRUTH = Misread("is true or false, and a text is expected: enter it as text")
_LOST_ZERO = Misread(
    "has ten digits: it seems to have lost the zero in front, in a spreadsheet that takes it for a number. "
    "Eleven are expected; format the column as text, or as 00000000000, and export again"
)
_WRONG_IBAN = Misread("is an IBAN with wrong check digits")


def digits_of(value: object) -> object:
    """Return a number in a cell as a text of digits; other values unchanged."""
    match value:
        case str():
            return value
        case bool() | date() | time() | timedelta():
            return _IS_TRUTH if isinstance(value, bool) else _IS_DATE
        case int():
            return str(value)
        case float() if value.is_integer():
            return str(int(value)) if abs(value) < _MOST_EXACT else _LOST_DIGITS
        case Decimal() if value.is_finite() and value == int(value):
            return str(int(value))
    return value


def personal_number(value: object) -> object:
    """Return a value as the eleven digits of a personal identification number, if possible."""
    text = _plain(value)
    return _eleven_digits(text) if isinstance(text, str) else text


def account_number(value: object) -> object:
    """Return a bank account as eleven digits, also from an IBAN in Norway."""
    text = _plain(value)
    if not isinstance(text, str):
        return text
    iban = None if _is_digits(text) else _IBAN.fullmatch(_BETWEEN.sub("", text))
    if iban is not None:
        # ISO 13616: country and check digits behind the account, letters as two digits, N as 23, O as 24.
        return iban[2] if int(f"{iban[2]}2324{iban[1]}") % 97 == 1 else _WRONG_IBAN
    return _eleven_digits(text)


def organisation_number(value: object) -> object:
    """Return an organisation number as nine digits, from `NO 984 661 185 MVA` and the like."""
    text = _plain(value)
    if not isinstance(text, str):
        return text
    found = _ORGANISATION.fullmatch(_BETWEEN.sub("", text))
    return found[1] if found is not None else text


def kid(value: object) -> object:
    """Return a customer identification (KID) without spaces."""
    text = _plain(value)
    if not isinstance(text, str) or _is_digits(text):
        return text
    problem = doubtful(text)
    return _SPACES.sub("", text) if problem is None else Misread(problem)


def _plain(value: object) -> object:
    """Return a number as digits, and a text without marks added by a spreadsheet or a program."""
    if isinstance(value, str) and _is_digits(value):
        return value
    found = digits_of(value)
    if not isinstance(found, str):
        return found
    text = found.removeprefix("'").strip()
    if _SHORTENED.fullmatch(text):
        return _LOST_DIGITS
    whole = _WITH_A_ZERO_BEHIND.fullmatch(text)
    return whole[1] if whole is not None else text


def _eleven_digits(text: str) -> object:
    """Return a number without separators; a `Misread` if it has lost a zero, and other texts unchanged."""
    digits = text if _is_digits(text) else _BETWEEN.sub("", text)
    if not _is_digits(digits):
        return text
    return _LOST_ZERO if len(digits) == _DIGITS - 1 else digits


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
