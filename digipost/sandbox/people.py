"""The register of made-up people who have a mailbox in the sandbox."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digipost_schema import api_v8

__all__ = ["MADE_UP_PEOPLE", "Person", "Register"]

_NUMBER_LENGTH = 11


def _check_number(_: Person, __: attrs.Attribute[str], value: str) -> None:
    # No check digits: Digipost's own test number 01013300001 fails them.
    if len(value) != _NUMBER_LENGTH or not (value.isascii() and value.isdecimal()):
        raise InvalidValueError("Person.personal_identification_number", "must be eleven digits")


@attrs.frozen(kw_only=True)
class Person:
    """Somebody with a Digipost mailbox.

    Attributes:
        name: The full name.
        personal_identification_number: Eleven digits; check digits are not tested.
        digipost_address: Such as `ola.nordmann#1234`.
        addressline1: Street and number.
        postalcode: Four digits in Norway.
        city: The postal town.
        birth_date: Narrows a search by name and address.

    Raises:
        InvalidValueError: A personal identification number that is not eleven digits.
    """

    name: str
    personal_identification_number: str = attrs.field(repr=False, validator=_check_number)
    digipost_address: str = attrs.field(repr=False)
    addressline1: str = attrs.field(repr=False)
    postalcode: str = attrs.field(repr=False)
    city: str = attrs.field(repr=False)
    birth_date: date | None = attrs.field(default=None, repr=False)


MADE_UP_PEOPLE = (
    Person(
        name="Ola Nordmann",
        personal_identification_number="31108412345",
        digipost_address="ola.nordmann#1234",
        addressline1="Eksempelveien 1",
        postalcode="0155",
        city="Oslo",
        birth_date=date(1984, 10, 31),
    ),
    Person(
        name="Testine Prøvesen",
        personal_identification_number="01013300001",
        digipost_address="testine.prøvesen#3A7C",
        addressline1="Prøvestien 12 B",
        postalcode="5003",
        city="Bergen",
        birth_date=date(1933, 1, 1),
    ),
    Person(
        name="Åse Blåbær Ødegård",
        personal_identification_number="26079833787",
        digipost_address="åse.blåbær.ødegård#9F2E",
        addressline1="Øvre Målselvgate 7",
        postalcode="9008",
        city="Tromsø",
        birth_date=date(1998, 7, 26),
    ),
)
"""Whom every sandbox knows; nobody real has these names and addresses together."""


class Register:
    """Everybody with a mailbox in one sandbox."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = tuple(people)

    def find(self, recipient: api_v8.MessageRecipient) -> Person | None:
        """The one person whom the recipient names for certain; None where there is none, or more than one.

        Of name and address, all must agree but for upper and lower case and spaces. The rule is a conclusion:
        Digipost does not document how it compares them. A birth date that is not the person's excludes them;
        telephone and e-mail address, which narrow the search at Digipost, are not in this register.
        """
        found = [person for person in self.people if _is_meant(person, recipient)]
        return found[0] if len(found) == 1 else None


def _is_meant(person: Person, recipient: api_v8.MessageRecipient) -> bool:
    if recipient.personal_identification_number is not None:
        return person.personal_identification_number == recipient.personal_identification_number
    if recipient.digipost_address is not None:
        return person.digipost_address == recipient.digipost_address
    if recipient.name_and_address is not None:
        return _lives_there(person, recipient.name_and_address)
    return False


def _lives_there(person: Person, asked: api_v8.NameAndAddress) -> bool:
    if asked.birth_date is not None and asked.birth_date != person.birth_date:
        return False
    return all(
        _plain(theirs) == _plain(given)
        for theirs, given in (
            (person.name, asked.fullname),
            (person.addressline1, asked.addressline1),
            (person.postalcode, asked.postalcode),
            (person.city, asked.city),
        )
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
