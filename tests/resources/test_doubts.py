"""Doubts about messages: values that Digipost accepts, and that are most likely mistakes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.no import kontonr

from digipost import (
    EmailNotification,
    ListedTime,
    PrintDetails,
    PrintIfUnread,
    RequestForRegistration,
    SmsNotification,
    printing,
    recipient,
)
from digipost.datatypes import (
    Address,
    Appointment,
    Boligdetaljer,
    Event,
    Inkasso,
    Invoice,
    Residence,
    ResidenceAddress,
    TimeInterval,
)
from digipost.resources._doubts import doubts
from digipost_schema import api_v8
from tests.support.letters import document, letter
from tests.support.paper import PAPER
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from digipost import Message

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(days=14), NOW - timedelta(seconds=1)


def fields(message: Message) -> list[str]:
    return [each.field for each in doubts(message, NOW)]


def with_data(value: object) -> Message:
    return letter(primary_document=document(data_type=value))


def invoice(**changes: Any) -> Message:  # noqa: ANN401 - any attribute
    said: dict[str, Any] = {
        "due_date": LATER,
        "sum": Decimal("100.21"),
        "creditor_account": "15941432384",
        "kid": "2345676",
    }
    return with_data(Invoice(**{**said, **changes}))


def debt(**changes: Any) -> Message:  # noqa: ANN401 - any attribute
    return with_data(Inkasso(**{"due_date": LATER, **changes}))


@in_one_test(
    ("place", "city", "is_doubted"),
    [
        ("print", "0155 Oslo", True),
        ("print", "0155", True),
        ("return_address", "0155 OSLO", True),
        ("print", "Oslo", False),
        ("return_address", "Oslo 0155", False),
    ],
)
def test_a_town_that_repeats_its_postal_code(place: str, city: str, *, is_doubted: bool) -> None:
    other = printing.norwegian_address("A", "B", zip_code="0001", city="Oslo")
    found = printing.norwegian_address("A", "B", zip_code="0155", city=city)
    paper = PrintDetails(
        recipient=found if place == "print" else other,
        return_address=other if place == "print" else found,
    )
    expected = [f"{place}.city"] if is_doubted else []
    number = "01013300001"
    on_paper = recipient.by_personal_identification_number(number, print_details=paper)
    assert fields(letter(recipient=on_paper)) == expected
    unread = PrintIfUnread(print_if_unread_after=LATER, print_details=paper)
    assert fields(letter(print_if_unread=unread)) == expected
    who = recipient.by_name_and_address(
        fullname="A", addressline1="B", postalcode="0155", city=city, print_details=None
    )
    assert fields(letter(recipient=who)) == (["recipient.city"] if is_doubted else [])


def test_a_letter_on_paper_without_a_street_or_a_post_box() -> None:
    whole = printing.norwegian_address("A", "B", zip_code="0155", city="Oslo")
    none = printing.norwegian_address("A", zip_code="0155", city="Oslo")
    for to, expected in ((whole, []), (none, ["print.addressline1"])):
        paper = PrintDetails(recipient=to, return_address=none)
        assert fields(letter(recipient=recipient.print_only(paper))) == expected


@in_one_test(
    ("country", "is_doubted"),
    [
        *((None, True), ("", True), ("Norge", True), ("NO", True), ("Island", False), ("Færøyene", False)),
        *(("Svalbard", True), ("Kongeriket Norge", True), (" norga ", True), ("Nordland", False)),
    ],
)
@in_one_test("code", ["155", "15", "0"])
def test_a_postal_code_of_a_data_type_that_lost_its_zero(
    code: str, country: str | None, *, is_doubted: bool
) -> None:
    address = Address(street_address="Gata 1", postal_code=code, city="Oslo", country=country)
    found = fields(with_data(Appointment(start_time=LATER, address=address)))
    assert found == (["appointment.address.postal_code"] if is_doubted else [])
    event = Event(start_time=[TimeInterval(start_time=LATER, end_time=LATER)], address=address)
    assert fields(with_data(event)) == (["event.address.postal_code"] if is_doubted else [])


@in_one_test("code", ["0155", "11432", "N-155", "", None])
def test_other_postal_codes_of_data_types(code: str | None) -> None:
    assert fields(with_data(Appointment(start_time=LATER, address=Address(postal_code=code)))) == []
    assert fields(with_data(Appointment(start_time=LATER))) == []


def test_the_postal_code_of_a_dwelling() -> None:
    residence = Residence(address=ResidenceAddress(postal_code="155", city="Oslo"))
    assert fields(with_data(residence)) == ["residence.address.postal_code"]
    assert fields(with_data(Boligdetaljer(residence=residence))) == [
        "boligdetaljer.residence.address.postal_code"
    ]


def by_name(phone_number: str | None = None, postalcode: str = "0155") -> Message:
    who = recipient.by_name_and_address(
        fullname="Kari Nordmann",
        addressline1="Eksempelveien 1",
        postalcode=postalcode,
        city="Oslo",
        phone_number=phone_number,
    )
    return letter(recipient=who)


GOOD = {
    "an invoice": invoice(),
    "a debt collection that says little": debt(),
    "a debt collection that says all": debt(sum=Decimal(1), account="86011117947", kid="2345676"),
    "an account of the old postal giro": invoice(creditor_account="00004090403"),
    "a due date now": invoice(due_date=NOW),
    "a person whose number has wrong check digits": letter(),
    "an organisation": letter(recipient=recipient.by_organisation_number("984661185")),
    "an account": letter(recipient=recipient.by_bank_account_number("15941432384")),
    "a Norwegian telephone": by_name("22 86 44 00"),
    "a Norwegian telephone with its country code": by_name("+4722864400"),
    "the same in other ways": by_name("004722864400"),
    "a Swedish telephone": by_name("+46 8 508 290 00"),
    "as Americans dial it": by_name("0114722864400"),
    "a deadline to come": letter(
        request_for_registration=RequestForRegistration(
            registration_deadline=LATER, phone_number="+4790000000"
        )
    ),
}


@in_one_test("name", GOOD)
def test_no_doubt_about(name: str) -> None:
    assert fields(GOOD[name]) == []


DOUBTFUL = [
    (invoice(sum=Decimal(0)), ["invoice.sum"]),
    (invoice(sum=Decimal("-0.01")), ["invoice.sum"]),
    (invoice(due_date=EARLIER), ["invoice.due_date"]),
    (invoice(creditor_account="15941432385"), ["invoice.creditor_account"]),
    (invoice(creditor_account="00004090404"), ["invoice.creditor_account"]),
    (invoice(kid=None), ["invoice.kid"]),
    (invoice(kid="2345677"), ["invoice.kid"]),
    (invoice(kid="6"), ["invoice.kid"]),
    (invoice(kid="KID 1001"), ["invoice.kid"]),
    (invoice(kid="-"), ["invoice.kid"]),
    (invoice(kid="234567-"), ["invoice.kid"]),
    (invoice(kid="\u0661\u0662"), ["invoice.kid"]),
    (
        invoice(sum=Decimal(-1), due_date=EARLIER, kid="1", creditor_account="00000000001"),
        ["invoice.sum", "invoice.due_date", "invoice.kid", "invoice.creditor_account"],
    ),
    (
        debt(sum=Decimal(0), due_date=EARLIER, kid="1", account="00000000001"),
        ["inkasso.sum", "inkasso.due_date", "inkasso.kid", "inkasso.account"],
    ),
    (letter(recipient=recipient.by_bank_account_number("15941432385")), ["recipient.bank_account_number"]),
    (letter(recipient=recipient.by_organisation_number("984661186")), ["recipient.organisation_number"]),
    (
        letter(sender_organization=api_v8.SenderOrganization(organization_id="984661186", part_id=None)),
        ["Message.sender_organization.organization_id"],
    ),
    (by_name("12345678"), ["recipient.phone_number"]),
    (by_name("+4712345678"), ["recipient.phone_number"]),
    (by_name("none"), ["recipient.phone_number"]),
    (by_name(postalcode="155"), ["recipient.postalcode"]),
    (by_name(postalcode="N-7010"), ["recipient.postalcode"]),
    (by_name(postalcode="0155 "), ["recipient.postalcode"]),
    (by_name("+999 12345678"), ["recipient.phone_number"]),
    (
        letter(
            request_for_registration=RequestForRegistration(
                registration_deadline=EARLIER, phone_number="12345678"
            )
        ),
        ["RequestForRegistration.phone_number", "RequestForRegistration.registration_deadline"],
    ),
    (
        letter(print_if_unread=PrintIfUnread(print_if_unread_after=EARLIER, print_details=PAPER)),
        ["Message.print_if_unread"],
    ),
    (
        letter(
            primary_document=document(
                sms_notification=SmsNotification(at=[ListedTime(time=LATER), ListedTime(time=EARLIER)]),
                email_notification=EmailNotification(
                    email_address="a@example.com", subject="A", text="B", at=[ListedTime(time=EARLIER)]
                ),
            )
        ),
        ["SmsNotification.at", "EmailNotification.at"],
    ),
    (
        letter(attachments=[document(data_type=Inkasso(due_date=EARLIER))]),
        ["inkasso.due_date"],
    ),
]


@in_one_test(("message", "expected"), DOUBTFUL)
def test_doubts_name_the_field_and_no_value(message: Message, expected: list[str]) -> None:
    found = list(doubts(message, NOW))
    assert [each.field for each in found] == expected
    for each in found:
        assert each.problem
        for value in ("15941432385", "984661186", "12345678", "2345677"):
            assert value not in each.problem


@given(st.from_regex(r"[0-9]{1,24}", fullmatch=True))
def test_a_kid_by_modulus_10_is_fine(digits: str) -> None:
    assert fields(invoice(kid=digits + luhn.calc_check_digit(digits))) == []


@given(st.from_regex(r"[1-9][0-9]{9}", fullmatch=True))
def test_a_kid_by_modulus_11_is_fine(digits: str) -> None:
    """The check digit of accounts is by the same weights, of eleven digits."""
    right = [check for check in "0123456789" if kontonr.is_valid(digits + check)]
    (check,) = right or ["-"]
    assert fields(invoice(kid=digits + check)) == []


@given(st.from_regex(r"[0-9]{1,24}", fullmatch=True))
def test_most_digits_are_no_check_digit(digits: str) -> None:
    accepted = [check for check in "0123456789-" if not fields(invoice(kid=digits + check))]
    assert 1 <= len(accepted) <= 2
