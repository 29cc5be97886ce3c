"""Rules for recipients' addresses that the schema does not contain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digipost.base.arguments import (
    ACCOUNT_DIGITS,
    ORGANISATION_DIGITS,
    PERSON_DIGITS,
    POSTAL_CODE,
    POSTAL_CODE_WITHOUT_ZEROS,
    digits,
    visible_text,
)
from digipost.base.countries import COUNTRY_CODES, is_norway
from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from digipost.base.schema_version import api_v8

__all__ = ["check_country", "check_email", "check_invitation", "check_paper", "check_recipient", "zip_code"]

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+")
_DIGITS = {
    "personal_identification_number": PERSON_DIGITS,
    "organisation_number": ORGANISATION_DIGITS,
    "bank_account_number": ACCOUNT_DIGITS,
}
_NORWEGIAN_NUMBER = 8  # characters of a telephone number that may be without country code
_COUNTRY_CODES = ("+", "00", "011")


def zip_code(field: str, value: object) -> str:
    """Return a Norwegian postal code of four digits."""
    code = visible_text(field, value)
    if POSTAL_CODE.fullmatch(code):
        return code
    problem = "a Norwegian postal code of four digits is expected, without spaces or letters"
    if POSTAL_CODE_WITHOUT_ZEROS.fullmatch(code):
        problem += "; a zero in front got lost, as in a spreadsheet that takes it for a number"
    raise InvalidValueError(field, problem)


def check_country(field: str, country: str | None, country_code: str | None) -> None:
    """Refuse an unknown country code, and Norway: a foreign address has no separate postal code."""
    given: object = country_code
    if given is not None and not (isinstance(given, str) and given in COUNTRY_CODES):
        problem = "the two capital letters of a country in ISO 3166-1 are expected, such as SE"
        raise InvalidValueError(f"{field}.country_code", problem)
    if is_norway(country or country_code or ""):
        named = f"{field}.country" if country is not None else f"{field}.country_code"
        raise InvalidValueError(named, "is Norway: use norwegian_address, with postal code and town")


def check_email(field: str, address: object) -> None:
    """Refuse a text that is not one e-mail address; the schema's class refuses values of other types."""
    if not isinstance(address, str) or _EMAIL.fullmatch(address):
        return
    problem = "one e-mail address is expected, such as ola@example.com, without a name or spaces"
    if address.count("@") > 1:
        problem += "; several are a list"
    raise InvalidValueError(field, problem)


def check_recipient(recipient: api_v8.MessageRecipient) -> None:
    """Check numbers and addresses of a recipient made without the functions of `digipost.recipient`."""
    for name, count in _DIGITS.items():
        number: object = getattr(recipient, name)
        if number is not None:
            digits(f"Message.recipient.{name}", number, count)
    if recipient.email_details is not None:
        for index, address in enumerate(recipient.email_details.email_address):
            check_email(f"Message.recipient.email_details.email_address[{index}]", address)
    if recipient.name_and_address is not None:
        field = "Message.recipient.name_and_address.email_address"
        check_email(field, recipient.name_and_address.email_address)
    check_paper("Message.recipient", recipient.print_details)


def check_paper(field: str, details: api_v8.PrintDetails | None) -> None:
    """Check the postal addresses of print details made without the functions of `digipost.printing`."""
    if details is None:
        return
    for name in ("recipient", "return_address"):
        place = f"{field}.print_details.{name}"
        address: api_v8.PrintRecipient = getattr(details, name)
        if address.norwegian_address is not None:
            zip_code(f"{place}.norwegian_address.zip_code", address.norwegian_address.zip_code)
        elif address.foreign_address is not None:
            foreign = address.foreign_address
            check_country(f"{place}.foreign_address", foreign.country, foreign.country_code)


def check_invitation(
    recipient: api_v8.MessageRecipient, request: api_v8.RequestForRegistration | None
) -> None:
    """Check the recipient and the addresses of a request for registration."""
    if request is None:
        return
    if recipient.personal_identification_number is None:
        problem = "only a recipient by personal identification number can be invited"
        raise InvalidValueError("Message.request_for_registration", problem)
    number = request.phone_number
    # Digipost's documentation: a number without country code is Norwegian if it has 8 characters.
    if number is not None and len(number) != _NORWEGIAN_NUMBER and not number.startswith(_COUNTRY_CODES):
        problem = "a country code is expected, such as +47; a Norwegian number of 8 digits can be without"
        raise InvalidValueError("RequestForRegistration.phone_number", problem)
    check_email("RequestForRegistration.email_address", request.email_address)
    check_paper("Message.request_for_registration", request.print_details)
