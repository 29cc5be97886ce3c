"""The person that the register finds for a recipient."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from digipost.errors import InvalidValueError
from digipost.sandbox.base.store import Store
from digipost.sandbox.model.people import MADE_UP_PEOPLE, Organisation, Person
from digipost.sandbox.model.register import Register
from digipost_schema import api_v8
from tests.support.tables import in_one_test

OLA = MADE_UP_PEOPLE[0]


def living_at(
    *,
    fullname: str = OLA.name,
    addressline1: str = OLA.addressline1,
    postalcode: str = OLA.postalcode,
    city: str = OLA.city,
    birth_date: date | None = None,
) -> api_v8.MessageRecipient:
    address = api_v8.NameAndAddress(
        fullname=fullname,
        addressline1=addressline1,
        postalcode=postalcode,
        city=city,
        birth_date=birth_date,
    )
    return api_v8.MessageRecipient(name_and_address=address)


def find(recipient: api_v8.MessageRecipient, *people: Person) -> Person | None:
    register = Register(Store(None))
    register.add((*MADE_UP_PEOPLE, *people))
    found = register.find(recipient)
    assert not isinstance(found, Organisation)
    return found


@pytest.mark.parametrize("person", MADE_UP_PEOPLE, ids=lambda person: person.name)
def test_everybody_is_found_by_number_and_by_address(person: Person) -> None:
    number, address = person.personal_identification_number, person.digipost_address

    assert find(api_v8.MessageRecipient(personal_identification_number=number)) == person
    assert find(api_v8.MessageRecipient(digipost_address=address)) == person


def test_name_and_address_are_compared_without_case_and_superfluous_spaces() -> None:
    assert find(living_at(fullname="  OLA   nordmann ", city="oslo")) == OLA


@pytest.mark.parametrize(
    "recipient",
    [
        living_at(fullname="Ola Nordmannsen"),
        living_at(addressline1="Eksempelveien 2"),
        living_at(postalcode="0156"),
        living_at(city="Bergen"),
        living_at(birth_date=date(1984, 10, 30)),
    ],
    ids=["name", "address line", "postal code", "city", "birth date"],
)
def test_a_difference_in_name_or_address_is_somebody_else(recipient: api_v8.MessageRecipient) -> None:
    assert find(recipient) is None


def test_two_who_fit_are_nobody_unless_the_birth_date_tells() -> None:
    namesake = attrs.evolve(OLA, personal_identification_number="12345678901", birth_date=date(1990, 1, 2))

    assert find(living_at(), namesake) is None
    assert find(living_at(birth_date=date(1990, 1, 2)), namesake) == namesake


@in_one_test(
    "recipient",
    [
        api_v8.MessageRecipient(organisation_number="984661185"),
        api_v8.MessageRecipient(bank_account_number="15941432384"),
        api_v8.MessageRecipient(),
    ],
)
def test_nobody_is_found_by_what_the_register_does_not_have(recipient: api_v8.MessageRecipient) -> None:
    assert find(recipient) is None


@in_one_test("number", ["1234567890", "123456789012", "1234567890a", "", "1234567890²"])
def test_a_person_needs_a_number_of_eleven_digits(number: str) -> None:
    with pytest.raises(InvalidValueError, match="eleven digits") as caught:
        attrs.evolve(OLA, personal_identification_number=number)
    assert not number or number not in str(caught.value)
