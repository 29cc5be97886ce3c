"""Recipients of messages: one function for each identifier that Digipost accepts.

    >>> from digipost import recipient
    >>> recipient.by_personal_identification_number("01013300001")
    MessageRecipient(personal_identification_number=…, ...)

Each function takes `print_details`: with print details, Digipost prints and posts the letter if the recipient
has no mailbox. Each function raises `InvalidValueError` for a value that Digipost would refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from digipost.base.arguments import ACCOUNT_DIGITS, ORGANISATION_DIGITS, PERSON_DIGITS, digits, visible_text
from digipost.base.recipient_rules import check_email
from digipost.base.schema_version import api_v8
from digipost.errors import InvalidValueError
from digipost.xml import schema_values
from digipost_schema._arguments import explained

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "by_bank_account_number",
    "by_digipost_address",
    "by_email",
    "by_name_and_address",
    "by_organisation_number",
    "by_peppol",
    "by_personal_identification_number",
    "print_only",
]


@explained
def by_personal_identification_number(
    number: str, *, print_details: api_v8.PrintDetails | None = None
) -> api_v8.MessageRecipient:
    """Return a person, by the eleven digits of a fødselsnummer or D-number.

    The check digits are not checked: Digipost's own test people have numbers with wrong check digits.
    """
    field = "recipient.personal_identification_number"
    return api_v8.MessageRecipient(
        personal_identification_number=digits(field, number, PERSON_DIGITS),
        print_details=_checked(print_details),
    )


@explained
def by_digipost_address(
    address: str, *, print_details: api_v8.PrintDetails | None = None
) -> api_v8.MessageRecipient:
    """Return a person or an organisation, by an address such as `ola.nordmann#1A2B`."""
    with schema_values():
        return api_v8.MessageRecipient(
            digipost_address=visible_text("recipient.digipost_address", address),
            print_details=_checked(print_details),
        )


@explained
def by_name_and_address(
    *,
    fullname: str,
    addressline1: str,
    postalcode: str,
    city: str,
    addressline2: str | None = None,
    birth_date: date | None = None,
    phone_number: str | None = None,
    email_address: str | None = None,
    print_details: api_v8.PrintDetails | None = None,
) -> api_v8.MessageRecipient:
    """Return a person, by name and postal address as in the National Registry.

    Args:
        fullname: At most 130 characters.
        addressline1: Street and number; at most 100 characters.
        postalcode: At most 10 characters.
        city: At most 80 characters.
        addressline2: At most 100 characters.
        birth_date: Narrows the search, like `phone_number` and `email_address`.
        phone_number: With its country code.
        email_address: The e-mail address that the person registered at Digipost.
        print_details: The address to post the letter to if the person has no mailbox.
    """
    check_email("recipient.email_address", email_address)
    with schema_values():
        who = api_v8.NameAndAddress(
            fullname=visible_text("recipient.fullname", fullname),
            addressline1=visible_text("recipient.addressline1", addressline1),
            addressline2=addressline2,
            postalcode=visible_text("recipient.postalcode", postalcode),
            city=visible_text("recipient.city", city),
            birth_date=birth_date,
            phone_number=phone_number,
            email_address=email_address,
        )
        return api_v8.MessageRecipient(name_and_address=who, print_details=_checked(print_details))


@explained
def by_organisation_number(
    number: str, *, print_details: api_v8.PrintDetails | None = None
) -> api_v8.MessageRecipient:
    """Return an organisation, by its nine digits in the Register of Legal Entities."""
    return api_v8.MessageRecipient(
        organisation_number=digits("recipient.organisation_number", number, ORGANISATION_DIGITS),
        print_details=_checked(print_details),
    )


@explained
def by_bank_account_number(
    number: str, *, print_details: api_v8.PrintDetails | None = None
) -> api_v8.MessageRecipient:
    """Return the holder of a Norwegian bank account, by its eleven digits; needs Digipost's permission."""
    return api_v8.MessageRecipient(
        bank_account_number=digits("recipient.bank_account_number", number, ACCOUNT_DIGITS),
        print_details=_checked(print_details),
    )


@explained
def by_email(
    addresses: Sequence[str], *, print_details: api_v8.PrintDetails | None = None
) -> api_v8.MessageRecipient:
    """Return the owners of 1 to 50 e-mail addresses."""
    if isinstance(addresses, str) or not isinstance(addresses, Sequence):
        raise InvalidValueError("recipient.addresses", _not_a_list(addresses))
    for index, address in enumerate(addresses):
        check_email(f"recipient.addresses[{index}]", address)
    with schema_values():
        details = api_v8.EmailDetails(email_address=list(addresses))
        return api_v8.MessageRecipient(email_details=details, print_details=_checked(print_details))


def _not_a_list(value: object) -> str:
    hint = "; write [value] for a single one" if isinstance(value, str) else ""
    return f"a list of e-mail addresses is expected, not {type(value).__name__}{hint}"


@explained
def by_peppol(
    receiver: str, sender: str, *, print_details: api_v8.PrintDetails | None = None
) -> api_v8.MessageRecipient:
    """Return an organisation in the Peppol network.

    Args:
        receiver: A scheme of four characters, a colon and the identifier in it, such as `9908:810418052`.
        sender: The sender's Peppol identifier, in the same form.
        print_details: The address to post the letter to if it cannot be delivered.
    """
    addresses = api_v8.PeppolAddresses(
        receiver=_peppol("recipient.receiver", receiver), sender=_peppol("recipient.sender", sender)
    )
    return api_v8.MessageRecipient(peppol_addresses=addresses, print_details=_checked(print_details))


@explained
def print_only(print_details: api_v8.PrintDetails) -> api_v8.MessageRecipient:
    """Return a recipient who gets the letter on paper, even with a mailbox; needs Digipost's permission."""
    if print_details is None:
        raise InvalidValueError("recipient.print_details", "are needed for a letter that is only printed")
    return api_v8.MessageRecipient(print_details=_checked(print_details))


def _peppol(field: str, value: object) -> api_v8.PeppolAddress:
    scheme, colon, endpoint = value.partition(":") if isinstance(value, str) else ("", "", "")
    if len(scheme) != 4 or not colon or not endpoint.strip():  # noqa: PLR2004 - the length of a scheme
        raise InvalidValueError(field, "a scheme, a colon and an identifier are expected: 9908:810418052")
    with schema_values():
        return api_v8.PeppolAddress(scheme_id=scheme, endpoint_id=endpoint)


def _checked(print_details: object) -> api_v8.PrintDetails | None:
    if print_details is None or isinstance(print_details, api_v8.PrintDetails):
        return print_details
    problem = f"PrintDetails are expected, not {type(print_details).__name__}"
    raise InvalidValueError("recipient.print_details", problem)
