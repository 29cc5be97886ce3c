"""Addresses in classes of the schema: a message refuses them as the builders of addresses do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from digipost import (
    DigipostClient,
    Document,
    EmailNotification,
    ForeignAddress,
    ListedTime,
    Message,
    NorwegianAddress,
    PrintDetails,
    PrintRecipient,
    printing,
    recipient,
)
from digipost.errors import InvalidValueError
from digipost_schema import api_v8, datatypes
from tests.support.letters import document
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.sandbox import Sandbox

OLA = "31108412345"
LATER = datetime(2034, 2, 15, 12, tzinfo=UTC)
HOME = printing.norwegian_address("Ola Nordmann", "Testgata 1", zip_code="0155", city="Oslo")
PLACES: dict[str, Callable[[PrintDetails], Message]] = {
    "Message.recipient": lambda details: Message(
        recipient=recipient.by_personal_identification_number(OLA, print_details=details),
        primary_document=document(),
    ),
    "Message.print_if_unread": lambda details: Message(
        recipient=recipient.by_personal_identification_number(OLA),
        primary_document=document(),
        print_if_unread=api_v8.PrintIfUnread(print_if_unread_after=LATER, print_details=details),
    ),
    "Message.request_for_registration": lambda details: Message(
        recipient=recipient.by_personal_identification_number(OLA),
        primary_document=document(),
        request_for_registration=api_v8.RequestForRegistration(
            registration_deadline=LATER, print_details=details
        ),
    ),
}
EVERYWHERE = pytest.mark.parametrize("place", PLACES)
AS = pytest.mark.parametrize("role", ["recipient", "return_address"])


def details_with(role: str, address: NorwegianAddress | ForeignAddress) -> PrintDetails:
    if isinstance(address, NorwegianAddress):
        there = PrintRecipient(name="A", norwegian_address=address)
    else:
        there = PrintRecipient(name="A", foreign_address=address)
    if role == "recipient":
        return PrintDetails(recipient=there, return_address=HOME)
    return PrintDetails(recipient=HOME, return_address=there)


@EVERYWHERE
@AS
@pytest.mark.parametrize("zip_code", ["155", "N-7010", "15 5", "0155 ", "00155", "O155"])
def test_a_postal_code_has_four_digits(place: str, role: str, zip_code: str) -> None:
    details = details_with(role, NorwegianAddress(addressline1="Vei 1", zip_code=zip_code, city="Oslo"))
    with pytest.raises(InvalidValueError) as caught:
        PLACES[place](details)
    assert caught.value.field == f"{place}.print_details.{role}.norwegian_address.zip_code"
    assert "four digits" in str(caught.value)


@EVERYWHERE
@AS
@pytest.mark.parametrize(
    ("named", "code"),
    [("Norge", None), (" norway ", None), ("Kongeriket Norge", None), ("Svalbard", None)]
    + [(None, code) for code in ("NO", "SJ", "XX", "ZZ")],
)
def test_a_country_is_another_one_that_exists(
    place: str, role: str, named: str | None, code: str | None
) -> None:
    address = ForeignAddress(addressline1="Vei 1", country=named, country_code=code)
    with pytest.raises(InvalidValueError) as caught:
        PLACES[place](details_with(role, address))
    field = "country" if named else "country_code"
    assert caught.value.field == f"{place}.print_details.{role}.foreign_address.{field}"


@EVERYWHERE
@AS
def test_good_addresses_are_taken(place: str, role: str) -> None:
    for address in (
        NorwegianAddress(zip_code="9170", city="Longyearbyen"),
        ForeignAddress(addressline1="Väg 1", country="Sverige"),
        ForeignAddress(addressline1="Väg 1", country_code="SE"),
        ForeignAddress(addressline1="Rruga 1", country_code="XK"),
    ):
        PLACES[place](details_with(role, address))


def with_notification(address: str) -> object:
    return Document.from_bytes(
        b"%PDF-1.7",
        subject="Letter",
        file_type="pdf",
        email_notification=EmailNotification(
            email_address=address, subject="Letter", text="Read it", at=[ListedTime(time=LATER)]
        ),
    )


def with_invitation(address: str) -> object:
    request = api_v8.RequestForRegistration(registration_deadline=LATER, email_address=address)
    to = recipient.by_personal_identification_number(OLA)
    return Message(recipient=to, primary_document=document(), request_for_registration=request)


def with_details(address: str) -> object:
    to = api_v8.MessageRecipient(email_details=api_v8.EmailDetails(email_address=[address]))
    return Message(recipient=to, primary_document=document())


def with_name(address: str) -> object:
    to = recipient.by_name_and_address(fullname="Ola", addressline1="Vei 1", postalcode="0155", city="Oslo")
    assert to.name_and_address
    to.name_and_address.email_address = address
    return Message(recipient=to, primary_document=document())


@pytest.mark.parametrize("made", [with_notification, with_invitation, with_details, with_name])
class TestEmail:
    @pytest.mark.parametrize(
        "address", ["a, b", "a@b.no, c@d.no", "a@b.no;c@d.no", "a@b.no ", "Ola <a@b.no>"]
    )
    def test_several_or_none_are_refused(self, made: Callable[[str], object], address: str) -> None:
        with pytest.raises(InvalidValueError, match=r"email_address.*one e-mail address is expected"):
            made(address)

    def test_one_is_taken(self, made: Callable[[str], object]) -> None:
        assert made("åse.o'neil+post@example.no")


@in_one_test(
    ("name", "number"),
    [
        ("personal_identification_number", "0101330000x"),
        ("organisation_number", "98458966X"),
        ("bank_account_number", "1594143238X"),
        ("bank_account_number", "١٥٩٤١٤٣٢٣٨٤"),
    ],
)
def test_a_number_has_digits(name: str, number: str) -> None:
    to = api_v8.MessageRecipient()
    setattr(to, name, number)
    with pytest.raises(InvalidValueError, match=rf"Message\.recipient\.{name}: exactly"):
        Message(recipient=to, primary_document=document())


def test_an_event_does_not_end_before_it_starts() -> None:
    good = datatypes.TimeInterval(start_time=LATER, end_time=LATER)
    bad = datatypes.TimeInterval(start_time=LATER, end_time=LATER - timedelta(hours=1))
    with pytest.raises(InvalidValueError, match=r"event\.start_time\[1\]\.end_time: is before start_time"):
        Document.from_bytes(
            b"%PDF-1.7", subject="Day", file_type="pdf", data_type=datatypes.Event(start_time=[good, bad])
        )


def test_a_data_type_that_was_changed_is_checked_when_it_is_sent(
    digipost_client: DigipostClient, digipost_sandbox: Sandbox
) -> None:
    appointment = datatypes.Appointment(start_time=LATER, end_time=LATER)
    letter = Document.from_bytes(b"%PDF-1.7", subject="Day", file_type="pdf", data_type=appointment)
    appointment.end_time = LATER - timedelta(hours=1)
    to = recipient.by_personal_identification_number(OLA)
    with pytest.raises(InvalidValueError, match=r"appointment\.end_time"):
        digipost_client.messages.send(Message(recipient=to, primary_document=letter))
    assert not digipost_sandbox.letters
