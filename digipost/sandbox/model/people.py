"""Made-up people and organisations that letters can be sent to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

import attrs

from digipost.base.arguments import account_id
from digipost.base.checked_calls import Kind, a, optional, takes, text
from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["MADE_UP_ORGANISATIONS", "MADE_UP_PEOPLE", "WITHOUT_MAILBOX", "Organisation", "Person"]

_DIGITS = {9: "nine", 11: "eleven"}


def _digits(count: int) -> Callable[[object, attrs.Attribute[str], str], None]:
    # Check digits are not tested: Digipost's own test number 01013300001 fails them.
    def check(instance: object, attribute: attrs.Attribute[str], value: str) -> None:
        if len(value) != count or not (value.isascii() and value.isdecimal()):
            name = f"{type(instance).__name__}.{attribute.name}"
            raise InvalidValueError(name, f"must be {_DIGITS[count]} digits")

    return check


_OF_BOTH: dict[str, Kind] = {
    "name": text,
    "digipost_address": optional(text),
    "addressline1": text,
    "postalcode": text,
    "city": text,
    "bank_account_number": optional(text),
}


@takes(
    "Person",
    **_OF_BOTH,
    personal_identification_number=text,
    birth_date=optional(a(date)),
    mobile_number=optional(text),
)
@attrs.frozen(kw_only=True)
class Person:
    """A person that Digipost knows, with or without a mailbox.

    Attributes:
        name: The full name.
        personal_identification_number: Eleven digits; check digits are not tested.
        digipost_address: The address, such as `ola.nordmann#1234`; None without a mailbox.
        addressline1: Street and number.
        postalcode: Four digits in Norway.
        city: The postal town.
        birth_date: Narrows a search by name and address.
        mobile_number: The number for notices by SMS; a search shows its last three digits.
        bank_account_number: Eleven digits; letters can be addressed by it too.

    Raises:
        InvalidValueError: A number is not eleven digits.
    """

    name: str
    personal_identification_number: str = attrs.field(repr=False, validator=_digits(11))
    digipost_address: str | None = attrs.field(default=None, repr=False)
    addressline1: str = attrs.field(repr=False)
    postalcode: str = attrs.field(repr=False)
    city: str = attrs.field(repr=False)
    birth_date: date | None = attrs.field(default=None, repr=False)
    mobile_number: str | None = attrs.field(default=None, repr=False)
    bank_account_number: str | None = attrs.field(
        default=None, repr=False, validator=attrs.validators.optional(_digits(11))
    )

    @property
    def number(self) -> str:
        """The personal identification number."""
        return self.personal_identification_number

    @property
    def alias(self) -> str:
        """The person's alias in identifications; always the same."""
        return _alias(self.number)


@takes("Organisation", **_OF_BOTH, organisation_number=text, account_id=optional(account_id))
@attrs.frozen(kw_only=True)
class Organisation:
    """An organisation that Digipost knows, with or without a mailbox.

    Attributes:
        name: The name.
        organisation_number: Nine digits; the check digit is not tested.
        digipost_address: The address, such as `eksempel.as#1234`; None without a mailbox.
        addressline1: Street and number.
        postalcode: Four digits in Norway.
        city: The postal town.
        account_id: The account whose inbox, over the API, also shows its letters; None without such an
            account.
        bank_account_number: Eleven digits; letters can be addressed by it too.

    Raises:
        InvalidValueError: The organisation number is not nine digits, or the bank account number not eleven.
    """

    name: str
    organisation_number: str = attrs.field(validator=_digits(9))
    digipost_address: str | None = None
    addressline1: str = ""
    postalcode: str = ""
    city: str = ""
    account_id: int | None = None
    bank_account_number: str | None = attrs.field(
        default=None, repr=False, validator=attrs.validators.optional(_digits(11))
    )

    @property
    def number(self) -> str:
        """The organisation number."""
        return self.organisation_number

    @property
    def alias(self) -> str:
        """The organisation's alias in identifications; always the same."""
        return _alias(self.number)


def _alias(number: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"digipost-sandbox:{number}"))


MADE_UP_PEOPLE = (
    Person(
        name="Ola Nordmann",
        personal_identification_number="31108412345",
        digipost_address="ola.nordmann#1234",
        addressline1="Eksempelveien 1",
        postalcode="0155",
        city="Oslo",
        birth_date=date(1984, 10, 31),
        mobile_number="+4740000527",
        bank_account_number="12041300004",
    ),
    Person(
        name="Testine Prøvesen",
        personal_identification_number="01013300001",
        digipost_address="testine.prøvesen#3A7C",
        addressline1="Prøvestien 12 B",
        postalcode="5003",
        city="Bergen",
        birth_date=date(1933, 1, 1),
        mobile_number="+4740000101",
        bank_account_number="12345678911",
    ),
    Person(
        name="Åse Blåbær Ødegård",
        personal_identification_number="26079833787",
        digipost_address="åse.blåbær.ødegård#9F2E",
        addressline1="Øvre Målselvgate 7",
        postalcode="9008",
        city="Tromsø",
        birth_date=date(1998, 7, 26),
        mobile_number="+4790000787",
    ),
    Person(
        name="Gunn Sifferkontroll",
        personal_identification_number="01043100358",
        digipost_address="gunn.sifferkontroll#0358",
        addressline1="Modulusveien 11",
        postalcode="3015",
        city="Drammen",
        birth_date=date(1931, 4, 1),
        mobile_number="+4790000358",
    ),
)
"""People with a mailbox in every sandbox; no real person has these names and addresses together."""

WITHOUT_MAILBOX = (
    Person(
        name="Kari Brevløs",
        personal_identification_number="17077700001",
        addressline1="Papirgata 3",
        postalcode="7010",
        city="Trondheim",
        birth_date=date(1977, 7, 17),
        bank_account_number="15030000058",
    ),
)
"""People without a mailbox in every sandbox."""

MADE_UP_ORGANISATIONS = (
    Organisation(
        name="Eksempel Regnskap AS",
        organisation_number="310000019",
        digipost_address="eksempel.regnskap.as#51C0",
        addressline1="Regnskapsgata 4",
        postalcode="0180",
        city="Oslo",
    ),
    Organisation(
        name="Prøveby kommune",
        organisation_number="310000027",
        digipost_address="prøveby.kommune#77AB",
        bank_account_number="15940000029",
        addressline1="Rådhusplassen 1",
        postalcode="7011",
        city="Trondheim",
    ),
    Organisation(
        name="Papirmøllen Brevløse AS",
        organisation_number="310000035",
        addressline1="Møllebakken 9",
        postalcode="4006",
        city="Stavanger",
    ),
)
"""Organisations in every sandbox: the built-in broker's own, another with a mailbox, one without.

Their numbers begin with 3, as the numbers of the public registers' own test organisations do.
"""
