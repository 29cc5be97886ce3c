"""The recipient of a row's letter, and the postal address for a letter on paper."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from digipost import printing, recipient
from digipost.base.schema_version import api_v8
from digipost.bulk.rows.cell_values import Values, listed, needed, optional
from digipost.bulk.rows.countries import NORWEGIAN, code_of
from digipost.bulk.rows.field_names import naming_columns
from digipost.bulk.values.misread import of_several
from digipost.errors import InvalidValueError
from digipost.plain_data import value_from
from digipost.xml import schema_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "may_be_printed",
    "print_details_of",
    "print_if_unread_of",
    "recipient_attempts",
    "recipient_of",
]

_IDENTIFIERS = (
    "personal_identification_number",
    "organisation_number",
    "digipost_address",
    "bank_account_number",
    "email",
    "peppol_receiver",
    "fullname",
    "print_only",
)
_OF_A_PERSON = ("addressline1", "postalcode", "city")  # a recipient with these columns also needs a name
_PRINT_OPTIONS = ("color", "nondeliverable_handling")
_COMPLETE = {"return_address.name": "x", "return_address.zip_code": "0155", "return_address.city": "x"}
# A row with one of these columns has an address to print the letter later, not immediately.
_LATER = ("print_if_unread", "invitation.until")
_ADDRESS_LINES = ("addressline1", "addressline2", "addressline3", "addressline4")

_ADDRESS_CLASS = re.compile(r"^(?:printing|NorwegianAddress|ForeignAddress|PrintRecipient)\.")
_SEVERAL = "; several are a list"
_PLACE = re.compile(r"\[([0-9]+)\]$")
_LINE = re.compile(r"lines(?:\[([0-9]+)\])?|addressline([1-9])")
_TOO_MANY_LINES = (
    "is a line too many: an address has at most 3 lines besides postal code and town; without both, one "
    "abroad has at most 4"
)

_BY = {
    "personal_identification_number": recipient.by_personal_identification_number,
    "organisation_number": recipient.by_organisation_number,
    "digipost_address": recipient.by_digipost_address,
    "bank_account_number": recipient.by_bank_account_number,
}


def may_be_printed(values: Values) -> bool:
    """Return True if the row has a postal address for a recipient without a mailbox."""
    return _has_address(tuple(values))


@lru_cache(256)  # most rows of a mailing have values in the same columns
def _has_address(names: tuple[str, ...]) -> bool:
    return any(name.startswith("print.") and name[6:] not in _PRINT_OPTIONS for name in names)


@lru_cache(256)
def _identifiers_among(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in _IDENTIFIERS if f"recipient.{name}" in names)


def recipient_of(values: Values) -> api_v8.MessageRecipient:
    """Return the recipient of the row's letter, with the postal address for a recipient without a mailbox.

    Raises:
        InvalidValueError: The row does not name exactly one recipient, or a value is invalid.
    """
    given = list(_identifiers_among(tuple(values)))
    if not given and any(f"recipient.{name}" in values for name in _OF_A_PERSON):
        given = ["fullname"]
    if not given:
        others = ", ".join(name for name in _IDENTIFIERS[1:])
        problem = f"the row has none: recipient.{_IDENTIFIERS[0]} is needed, or another of {others}"
        raise InvalidValueError("recipient", problem)
    if len(given) > 1:
        columns = " and ".join(f"recipient.{name}" for name in given)
        problem = f"the row names more than one, by {columns}: leave one of them, and empty the others"
        raise InvalidValueError("recipient", problem)
    (name,) = given
    later = [each for each in _LATER if each in values]
    if name == "print_only" and later:
        problem = f"not with {later[0]}: a letter for print only is not read or kept in a mailbox"
        raise InvalidValueError("recipient.print_only", problem)
    details = None if later else print_details_of(values)
    if name == "print_only":
        return _print_only(values, details)
    if name == "fullname":
        return _by_name_and_address(values, details)
    if name == "email":
        return _by_email(values, details)
    if name == "peppol_receiver":
        return recipient.by_peppol(
            needed(values, "recipient.peppol_receiver"),
            needed(values, "recipient.peppol_sender"),
            print_details=details,
        )
    return _BY[name](needed(values, f"recipient.{name}"), print_details=details)


def recipient_attempts(values: Values) -> Iterator[Callable[[], object]]:
    """Yield calls that each build one part of a recipient, to find all problems of the row."""
    if "recipient.print_only" not in values:
        alone = {name: value for name, value in values.items() if not name.startswith(("print.", "return_"))}
        yield partial(recipient_of, alone)
    if may_be_printed(values):
        yield partial(_address, "print", values)
        yield partial(_address, "return_address", values)


def _print_only(values: Values, details: api_v8.PrintDetails | None) -> api_v8.MessageRecipient:
    if not value_from(bool, values["recipient.print_only"], "recipient.print_only"):
        raise InvalidValueError("recipient.print_only", "is false, and the row names no other recipient")
    if details is None:
        raise InvalidValueError("print.name", "an address is needed for a letter that is only printed")
    return recipient.print_only(details)


def _by_email(values: Values, details: api_v8.PrintDetails | None) -> api_v8.MessageRecipient:
    addresses = listed(str, values, "recipient.email")
    try:
        return recipient.by_email(addresses, print_details=details)
    except InvalidValueError as error:
        place = _PLACE.search(error.field)
        if place is None:
            raise
        problem = error.problem.replace(_SEVERAL, "; several have semicolons between them")
        problem = of_several(problem, int(place[1]) + 1, len(addresses))
        raise InvalidValueError("recipient.email", problem) from None


def _by_name_and_address(values: Values, details: api_v8.PrintDetails | None) -> api_v8.MessageRecipient:
    return recipient.by_name_and_address(
        fullname=needed(values, "recipient.fullname"),
        addressline1=needed(values, "recipient.addressline1"),
        addressline2=optional(str, values, "recipient.addressline2"),
        postalcode=needed(values, "recipient.postalcode"),
        city=needed(values, "recipient.city"),
        birth_date=optional(date, values, "recipient.birth_date"),
        phone_number=optional(str, values, "recipient.phone_number"),
        email_address=optional(str, values, "recipient.email_address"),
        print_details=details,
    )


def print_details_of(values: Values) -> api_v8.PrintDetails | None:
    """Return the details to print and post the row's letter; None without a postal address.

    Raises:
        InvalidValueError: The address is not complete.
    """
    if may_be_printed(values):
        return _needed_print_details(values)
    _check_unused(values)
    return None


def _check_unused(values: Values) -> None:
    """Check the columns for print of a row without a postal address; they are not used for its letter."""
    if not _is_for_print(tuple(values)):
        return
    optional(api_v8.PrintColors, values, "print.color")
    optional(api_v8.NondeliverableHandling, values, "print.nondeliverable_handling")
    if _return_address_among(tuple(values)):
        # The other parts are only needed for a letter on paper.
        _address("return_address", {**_COMPLETE, **values})


@lru_cache(256)
def _is_for_print(names: tuple[str, ...]) -> bool:
    return any(name.startswith(("print.", "return_address.")) for name in names)


def _needed_print_details(values: Values) -> api_v8.PrintDetails:
    """Return the details to print and post the row's letter; a postal address is required.

    Raises:
        InvalidValueError: The address is not complete.
    """
    with schema_values():
        return api_v8.PrintDetails(
            recipient=_address("print", values),
            return_address=_address("return_address", values),
            color=optional(api_v8.PrintColors, values, "print.color"),
            nondeliverable_handling=optional(
                api_v8.NondeliverableHandling, values, "print.nondeliverable_handling"
            ),
        )


def print_if_unread_of(values: Values) -> api_v8.PrintIfUnread | None:
    """Return the time to print an unread letter and its postal address; None if the row has no such option.

    Raises:
        InvalidValueError: The time or the address is missing or cannot be accepted.
    """
    after = optional(datetime, values, "print_if_unread")
    if after is None:
        return None
    details = _needed_print_details(values)
    with naming_columns():
        return api_v8.PrintIfUnread(print_if_unread_after=after, print_details=details)


def _address(prefix: str, values: Values) -> api_v8.PrintRecipient:
    """Return an address; its errors name the manifest's columns."""
    if prefix != "return_address":
        return _new_address(prefix, values)
    columns = _return_address_among(tuple(values))
    given = [values[name] for name in columns]
    if not all(type(each) is str for each in given):
        return _new_address(prefix, values)
    return _return_address(columns, *map(str, given))


@lru_cache(256)  # most rows of a mailing have values in the same columns
def _return_address_among(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name.startswith("return_address."))


@lru_cache(256)  # all rows of a mailing have the same sender, and nothing changes a message's address
def _return_address(columns: tuple[str, ...], *values: str) -> api_v8.PrintRecipient:
    return _new_address("return_address", dict(zip(columns, values, strict=True)))


def _new_address(prefix: str, values: Values) -> api_v8.PrintRecipient:
    try:
        with schema_values():
            return _address_of(prefix, values)
    except InvalidValueError as error:
        raise _naming_column(prefix, error, values) from None


def _naming_column(prefix: str, error: InvalidValueError, values: Values) -> InvalidValueError:
    """Return an error of an address with the column of its value."""
    last = _ADDRESS_CLASS.sub("", error.field, count=1)
    line = _LINE.fullmatch(last)
    if line is None:
        return InvalidValueError(f"{prefix}.{last.removeprefix(f'{prefix}.')}", error.problem)
    given = [name for name in _ADDRESS_LINES if f"{prefix}.{name}" in values]
    number = line[1] or line[2]
    if number is not None:  # abroad, the town is in the line after the last one
        names = [*given, "city"]
        name = names[min(int(number) - (line[2] is not None), len(given))]
        return InvalidValueError(f"{prefix}.{name}", error.problem)
    if not given:
        return InvalidValueError(f"{prefix}.{_ADDRESS_LINES[0]}", error.problem)
    return InvalidValueError(f"{prefix}.{given[-1]}", _TOO_MANY_LINES)


def _address_of(prefix: str, values: Values) -> api_v8.PrintRecipient:
    name = needed(values, f"{prefix}.name")
    lines = [optional(str, values, f"{prefix}.{line}") for line in _ADDRESS_LINES]
    given = [line for line in lines if line is not None]
    country_code = _country_code(prefix, values)
    if country_code is not None and country_code not in NORWEGIAN:
        place = [optional(str, values, f"{prefix}.{each}") for each in ("zip_code", "city")]
        town = " ".join(each for each in place if each is not None)
        return printing.foreign_address(name, *given, *([town] if town else []), country_code=country_code)
    zip_code, city = needed(values, f"{prefix}.zip_code"), needed(values, f"{prefix}.city")
    return printing.norwegian_address(name, *given, zip_code=zip_code, city=city)


def _country_code(prefix: str, values: Values) -> str | None:
    """Return the code of an address's country; None without a country, which means Norway."""
    fields = (f"{prefix}.country", f"{prefix}.country_code")
    given = {field: optional(str, values, field) for field in fields}
    codes = {field: code_of(country, field) for field, country in given.items() if country is not None}
    if len(set(codes.values())) > 1:
        raise InvalidValueError(fields[0], f"is another country than that of {fields[1]}")
    return next(iter(codes.values()), None)
