"""Recipients of a message: the exact XML of each form, and the refusals."""

from __future__ import annotations

import pickle
import traceback
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from digipost import (
    DigipostError,
    NorwegianAddress,
    PrintDetails,
    PrintRecipient,
    recipient,
)
from digipost.errors import InvalidValueError
from digipost.xml import to_xml
from digipost_schema import api_v8
from tests.support.tables import in_one_test
from tests.support.validity import SCHEMA, parsed

if TYPE_CHECKING:
    from collections.abc import Callable

PERSON = recipient.by_personal_identification_number
ADDRESS = recipient.by_digipost_address
PEPPOL = "9908:810418052"
PAPER = PrintDetails(
    recipient=PrintRecipient(
        name="Kari Papir", norwegian_address=NorwegianAddress(zip_code="0001", city="Oslo")
    ),
    return_address=PrintRecipient(
        name="Avsender", norwegian_address=NorwegianAddress(zip_code="0002", city="Oslo")
    ),
)
PAPER_XML = (
    "<print-details><recipient><name>Kari Papir</name><norwegian-address><zip-code>0001</zip-code>"
    "<city>Oslo</city></norwegian-address></recipient><return-address><name>Avsender</name>"
    "<norwegian-address><zip-code>0002</zip-code><city>Oslo</city></norwegian-address></return-address>"
    "</print-details>"
)


def in_xml(who: api_v8.MessageRecipient) -> str:
    """The element `recipient` of a message, which must be valid."""
    document = to_xml(api_v8.Message(recipient=who, primary_document=api_v8.Document(file_type="pdf")))
    SCHEMA.assertValid(parsed(document))
    return document.decode().partition("<recipient>")[2].rpartition("</recipient><primary")[0]


def by_name(**changes: Any) -> api_v8.MessageRecipient:  # noqa: ANN401 - any argument
    arguments: dict[str, Any] = {
        "fullname": "Ola Nordmann",
        "addressline1": "Eksempelveien 1",
        "postalcode": "0155",
        "city": "Oslo",
    }
    return recipient.by_name_and_address(**{**arguments, **changes})


KINDS: dict[str, tuple[Callable[..., api_v8.MessageRecipient], str]] = {
    "person": (
        lambda **paper: PERSON("01013300001", **paper),
        "<personal-identification-number>01013300001</personal-identification-number>",
    ),
    "address": (
        lambda **paper: ADDRESS("ola.nordmann#1A2B", **paper),
        "<digipost-address>ola.nordmann#1A2B</digipost-address>",
    ),
    "name": (
        by_name,
        (
            "<name-and-address><fullname>Ola Nordmann</fullname><addressline1>Eksempelveien 1</addressline1>"
            "<postalcode>0155</postalcode><city>Oslo</city></name-and-address>"
        ),
    ),
    "name and all": (
        lambda **paper: by_name(
            fullname="Åse & Øyvind",
            addressline2="H0201",
            birth_date=date(1980, 2, 3),
            phone_number="+4791234567",
            email_address="ase@example.com",
            **paper,
        ),
        (
            "<name-and-address><fullname>Åse &amp; Øyvind</fullname>"
            "<addressline1>Eksempelveien 1</addressline1><addressline2>H0201</addressline2>"
            "<postalcode>0155</postalcode><city>Oslo</city>"
            "<birth-date>1980-02-03</birth-date><phone-number>+4791234567</phone-number>"
            "<email-address>ase@example.com</email-address></name-and-address>"
        ),
    ),
    "organisation": (
        lambda **paper: recipient.by_organisation_number("984661185", **paper),
        "<organisation-number>984661185</organisation-number>",
    ),
    "account": (
        lambda **paper: recipient.by_bank_account_number("15941432384", **paper),
        "<bank-account-number>15941432384</bank-account-number>",
    ),
    "email": (
        lambda **paper: recipient.by_email(("a@example.com", "b@example.com"), **paper),
        (
            "<email-details><email-address>a@example.com</email-address>"
            "<email-address>b@example.com</email-address></email-details>"
        ),
    ),
    "peppol": (
        lambda **paper: recipient.by_peppol("9908:810418052", "0192:984661185", **paper),
        (
            "<peppol-addresses><receiver><schemeID>9908</schemeID><endpointID>810418052</endpointID></receiver>"
            "<sender><schemeID>0192</schemeID><endpointID>984661185</endpointID></sender></peppol-addresses>"
        ),
    ),
}


@in_one_test("kind", KINDS)
def test_each_kind_has_its_element(kind: str) -> None:
    make, expected = KINDS[kind]
    assert in_xml(make()) == expected


@in_one_test("kind", KINDS)
def test_each_kind_can_have_print_details_besides(kind: str) -> None:
    make, expected = KINDS[kind]
    assert in_xml(make(print_details=PAPER)) == expected + PAPER_XML


def test_print_alone_names_nobody_else() -> None:
    assert in_xml(recipient.print_only(PAPER)) == PAPER_XML


def test_check_digits_are_not_tested() -> None:
    assert in_xml(PERSON("00000000000"))


@in_one_test("kind", KINDS)
def test_a_recipient_is_a_value(kind: str) -> None:
    make, _ = KINDS[kind]
    assert make() == make()
    assert make() != make(print_details=PAPER)
    assert pickle.loads(pickle.dumps(make())) == make()  # noqa: S301 - made here


NUMBER, ORGANISATION = "recipient.personal_identification_number", "recipient.organisation_number"
OTHER_DIGITS = "\N{ARABIC-INDIC DIGIT ZERO}" * 11
REFUSED: list[tuple[Callable[..., object], tuple[object, ...], str, str]] = [
    (PERSON, ("",), NUMBER, "exactly 11 digits"),
    (PERSON, ("0101330000",), NUMBER, "exactly 11 digits"),
    (PERSON, ("010133000011",), NUMBER, "exactly 11 digits"),
    (PERSON, ("010133 0001",), NUMBER, "without spaces"),
    (PERSON, ("01013300001\n",), NUMBER, "without spaces"),
    (PERSON, ("0101330000x",), NUMBER, "exactly 11 digits"),
    (PERSON, (OTHER_DIGITS,), NUMBER, "exactly 11 digits"),
    (PERSON, (1013300001,), NUMBER, "not int; put it in quotes"),
    (PERSON, (None,), NUMBER, "not NoneType"),
    (recipient.by_organisation_number, ("98466118",), ORGANISATION, "exactly 9 digits"),
    (recipient.by_bank_account_number, ("1594.14.32384",), "recipient.bank_account_number", "punctuation"),
    (ADDRESS, ("",), "recipient.digipost_address", "not blank"),
    (ADDRESS, (" \t",), "recipient.digipost_address", "not blank"),
    (ADDRESS, (None,), "recipient.digipost_address", "not blank"),
    (ADDRESS, ("ola\x00#1A2B",), "MessageRecipient.digipost_address", "control character"),
    (recipient.by_email, ("a@example.com",), "recipient.addresses", "a list .* not str"),
    (recipient.by_email, (None,), "recipient.addresses", "a list .* not NoneType"),
    (recipient.by_email, ([],), "EmailDetails.email_address", "at least 1"),
    (recipient.by_email, (["a@example.com"] * 51,), "EmailDetails.email_address", "at most 50"),
    (recipient.by_email, ([5],), "EmailDetails.email_address", "text is expected, not int"),
    (recipient.by_peppol, ("810418052", PEPPOL), "recipient.receiver", "9908:810418052"),
    (recipient.by_peppol, ("990:810418052", PEPPOL), "recipient.receiver", "9908:810418052"),
    (recipient.by_peppol, ("9908: ", PEPPOL), "recipient.receiver", "9908:810418052"),
    (recipient.by_peppol, (None, PEPPOL), "recipient.receiver", "9908:810418052"),
    (recipient.by_peppol, (PEPPOL, "x"), "recipient.sender", "9908:810418052"),
    (recipient.print_only, (None,), "recipient.print_details", "are needed"),
    (recipient.print_only, ("Oslo",), "recipient.print_details", "not str"),
]


@in_one_test(("make", "given", "field", "remedy"), REFUSED)
def test_what_could_only_be_refused_is_refused_here(
    make: Callable[..., object], given: tuple[object, ...], field: str, remedy: str
) -> None:
    with pytest.raises(InvalidValueError, match=remedy) as caught:
        make(*given)
    assert caught.value.field == field
    assert isinstance(caught.value, DigipostError)


@in_one_test(
    ("name", "value", "field", "remedy"),
    [
        ("fullname", " ", "recipient.fullname", "not blank"),
        ("fullname", "x" * 131, "NameAndAddress.fullname", "at most 130"),
        ("addressline1", "", "recipient.addressline1", "not blank"),
        ("addressline1", "x" * 101, "NameAndAddress.addressline1", "at most 100"),
        ("addressline2", "x" * 101, "NameAndAddress.addressline2", "at most 100"),
        ("postalcode", None, "recipient.postalcode", "not blank"),
        ("postalcode", "1" * 11, "NameAndAddress.postalcode", "at most 10"),
        ("city", "", "recipient.city", "not blank"),
        ("city", "x" * 81, "NameAndAddress.city", "at most 80"),
        ("birth_date", datetime(1980, 2, 3, tzinfo=UTC), "NameAndAddress.birth_date", "a date is expected"),
        ("birth_date", "1980-02-03", "NameAndAddress.birth_date", "a date is expected"),
        ("phone_number", 91234567, "NameAndAddress.phone_number", "text is expected"),
        ("print_details", "Oslo", "recipient.print_details", "not str"),
    ],
)
def test_a_name_and_address_keeps_to_the_limits(name: str, value: object, field: str, remedy: str) -> None:
    with pytest.raises(InvalidValueError, match=remedy) as caught:
        by_name(**{name: value})
    assert caught.value.field == field


@in_one_test("kind", KINDS)
def test_print_details_are_print_details(kind: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^recipient\.print_details: .*not str"):
        KINDS[kind][0](print_details="Oslo")


@in_one_test(
    "make",
    [
        lambda: PERSON("MARKER12345"),
        lambda: PERSON("31108412345x"),
        lambda: recipient.by_organisation_number("31108412345"),
        lambda: ADDRESS("MARKER\x00"),
        lambda: by_name(fullname="MARKER" * 30),
        lambda: by_name(phone_number=31108412345),
        lambda: recipient.by_email("MARKER@example.com"),
        lambda: recipient.by_email(["MARKER\x00"]),
        lambda: recipient.by_peppol("MARKER", "MARKER"),
        lambda: ADDRESS("x", print_details="MARKER"),  # type: ignore[arg-type]  # what is tested
    ],
)
def test_no_error_repeats_the_value(make: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        make()
    shown = "".join(traceback.format_exception(type(caught.value), caught.value, None)) + repr(caught.value)
    assert "MARKER" not in shown
    assert "31108412345" not in shown


@in_one_test("kind", [kind for kind in KINDS if kind not in {"organisation", "peppol"}])
def test_no_repr_shows_a_person(kind: str) -> None:
    make, expected = KINDS[kind]
    shown = repr(make())
    texts = [text for text in (each.text for each in parsed(f"<x>{expected}</x>".encode()).iter()) if text]
    assert texts
    assert not any(text in shown for text in texts)


@in_one_test(
    "address",
    [
        "a, b",
        "a@example.com, b@example.com",
        "a@example.com;b@example.com",
        "Ola <a@example.com>",
        "a",
        "a@",
        "@b",
    ],
)
def test_an_address_of_e_mail_is_one_address(address: str) -> None:
    with pytest.raises(InvalidValueError, match="one e-mail address is expected") as caught:
        recipient.by_email(["c@example.com", address])
    assert caught.value.field == "recipient.addresses[1]"
    assert address not in str(caught.value) or len(address) < 3
