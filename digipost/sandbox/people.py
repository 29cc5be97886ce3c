"""The register of made-up people whom the sandbox knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

import attrs

from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digipost_schema import api_v8

__all__ = ["MADE_UP_PEOPLE", "WITHOUT_MAILBOX", "Person", "Register"]

_NUMBER_LENGTH = 11


def _check_number(_: Person, __: attrs.Attribute[str], value: str) -> None:
    # No check digits: Digipost's own test number 01013300001 fails them.
    if len(value) != _NUMBER_LENGTH or not (value.isascii() and value.isdecimal()):
        raise InvalidValueError("Person.personal_identification_number", "must be eleven digits")


@attrs.frozen(kw_only=True)
class Person:
    """Somebody whom Digipost knows, and who has a mailbox there, or none.

    Attributes:
        name: The full name.
        personal_identification_number: Eleven digits; check digits are not tested.
        digipost_address: Such as `ola.nordmann#1234`; None for who has no mailbox.
        addressline1: Street and number.
        postalcode: Four digits in Norway.
        city: The postal town.
        birth_date: Narrows a search by name and address.
        mobile_number: Of which a search shows the last three digits.

    Raises:
        InvalidValueError: A personal identification number that is not eleven digits.
    """

    name: str
    personal_identification_number: str = attrs.field(repr=False, validator=_check_number)
    digipost_address: str | None = attrs.field(default=None, repr=False)
    addressline1: str = attrs.field(repr=False)
    postalcode: str = attrs.field(repr=False)
    city: str = attrs.field(repr=False)
    birth_date: date | None = attrs.field(default=None, repr=False)
    mobile_number: str | None = attrs.field(default=None, repr=False)

    @property
    def alias(self) -> str:
        """What an identification calls the person; always the same."""
        return str(uuid5(NAMESPACE_URL, f"digipost-sandbox:{self.personal_identification_number}"))


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
)
"""Who has a mailbox in every sandbox; nobody real has these names and addresses together."""

WITHOUT_MAILBOX = (
    Person(
        name="Kari Brevløs",
        personal_identification_number="17077700001",
        addressline1="Papirgata 3",
        postalcode="7010",
        city="Trondheim",
        birth_date=date(1977, 7, 17),
    ),
)
"""Whom every sandbox knows, and who has no mailbox."""


class Register:
    """Everybody whom one sandbox knows."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._known = tuple(people)

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody with a mailbox."""
        return tuple(person for person in self._known if person.digipost_address is not None)

    def address_for(self, number: str) -> str:
        """The Digipost address of the person with that number, who gets a mailbox if there is none.

        Raises:
            InvalidValueError: It does not have eleven digits.
        """
        known = next((each for each in self._known if each.personal_identification_number == number), None)
        if known is not None and known.digipost_address is not None:
            return known.digipost_address
        person = known or Person(
            name="Ny Bruker", personal_identification_number=number, addressline1="", postalcode="", city=""
        )
        address = f"{'.'.join(person.name.lower().split())}#{person.alias[:8].upper()}"
        others = tuple(each for each in self._known if each is not known)
        self._known = (*others, attrs.evolve(person, digipost_address=address))
        return address

    def find(self, recipient: api_v8.MessageRecipient) -> Person | None:
        """The one person with a mailbox whom the recipient names; None where there is none, or more than one.

        Of name and address, all must agree but for upper and lower case and spaces. The rule is a conclusion:
        Digipost does not document how it compares them. A birth date that is not the person's excludes them;
        telephone and e-mail address, which narrow the search at Digipost, are not in this register.
        """
        found = self.matches(recipient)
        return found[0] if len(found) == 1 and found[0] in self.people else None

    def matches(self, asked: api_v8.MessageRecipient | api_v8.Identification) -> list[Person]:
        """Everybody who may be meant, with a mailbox or without, by the rules of `find`."""
        return [person for person in self._known if _is_meant(person, asked)]

    def search(self, text: str) -> list[Person]:
        """Those with a mailbox in whose name, street or town there is a word for each word of the text.

        A word stands for all that begin with it, in upper or lower case. How Digipost searches is not
        documented: this is made up.
        """
        words = _plain(text).split()
        return [person for person in self.people if _has_all(person, words)]


def _has_all(person: Person, words: Iterable[str]) -> bool:
    theirs = _plain(f"{person.name} {person.addressline1} {person.city}").split()
    return all(any(each.startswith(word) for each in theirs) for word in words)


def _is_meant(person: Person, asked: api_v8.MessageRecipient | api_v8.Identification) -> bool:
    if asked.personal_identification_number is not None:
        return person.personal_identification_number == asked.personal_identification_number
    if asked.digipost_address is not None:
        return person.digipost_address == asked.digipost_address
    if asked.name_and_address is not None:
        return _lives_there(person, asked.name_and_address)
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
