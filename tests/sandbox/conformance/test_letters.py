"""Letters: valid by the schema, new, for somebody, and from who may send them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
import pytest

from tests.sandbox.conformance.cases import (
    BATCH,
    CONCLUSION,
    LETTER,
    NAMESPACE,
    STATUS,
    UNUSED,
    Refused,
    Request,
    check_accepted,
    check_refused,
    having,
    refused,
    upload,
)
from tests.support.raw_requests import NOBODY, PRINT_DETAILS, Letter, attachment, multipart, part

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.raw_requests import Caller

ORGANISATION = "<sender-organization><organization-id>1</organization-id></sender-organization>"
DOCTYPE = '<!DOCTYPE message [<!ENTITY a "Faktura">]>'
WRONG_ORDER = "<invoice-reference>1</invoice-reference><delivery-time>2024-07-01T00:00:00Z</delivery-time>"
UNKNOWN_LEVEL = "<sensitivity-level>SECRET</sensitivity-level>"
EMPTY_INVOICE = '<data-type><invoice xmlns="http://api.digipost.no/schema/datatypes"/></data-type>'
EMPTY_SMS = (
    "<sms-notification><overrides><sms-mobile-number>99999999</sms-mobile-number><text/></overrides>"
    "</sms-notification>"
)
DATE_ALONE = "<delivery-time>2024-07-01</delivery-time>"
PASSED = "<delivery-time>2024-06-03T14:00:01+02:00</delivery-time>"
ADDRESS = "<digipost-address>ola.nordmann#1235</digipost-address>"
NUMBER = "<organisation-number>984661185</organisation-number>"
NO_BATCH = f"<batch><uuid>{UNUSED}</uuid></batch>"
INVITATION = (
    "<request-for-registration><registration-deadline>2024-07-01T00:00:00Z</registration-deadline>{}"
    "</request-for-registration>"
)
PHONE = "<phone-number>9999999</phone-number>"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'


def written(change: Callable[[bytes], bytes]) -> Callable[[Letter], Request]:
    """The XML changed."""

    def make(letter: Letter) -> Request:
        xml = change(letter.xml)
        assert xml != letter.xml
        return upload(multipart(part("message", xml), part(letter.uuid, letter.content)))

    return make


def replaced(old: str, new: str) -> Callable[[Letter], Request]:
    return written(lambda xml: xml.replace(old.encode(), new.encode()))


def in_capitals(letter: Letter) -> Request:
    xml = letter.xml.replace(letter.uuid.encode(), letter.uuid.upper().encode())
    return upload(multipart(part("message", xml), part(letter.uuid.upper(), letter.content)))


def with_attachment(subject: str) -> Callable[[Letter], Request]:
    def make(letter: Letter) -> Request:
        xml = attrs.evolve(letter, attachments=attachment(UNUSED, subject)).xml
        return upload(multipart(part("message", xml), part(letter.uuid, b"1"), part(UNUSED, b"2")))

    return make


REFUSED: list[Refused[Letter]] = [
    *refused(
        400,
        "SCHEMA_VALIDATION_ERROR",
        STATUS,
        ("XML that is not well-formed", replaced("</message>", ""), "not well-formed"),
        ("no XML at all", written(lambda _: b""), "not well-formed"),
        ("a document type declaration", replaced(DECLARATION.decode(), DOCTYPE), "cannot be read"),
        ("another root element", written(lambda _: f"<batch {NAMESPACE}/>".encode()), "not valid"),
        ("another namespace", replaced("schema/v8", "schema/v7"), "not valid"),
        ("an unknown element", replaced("<file-type>", "<colour>red</colour><file-type>"), "colour"),
        ("an unknown attribute", replaced("<recipient>", '<recipient colour="red">'), "colour"),
        ("a missing element", replaced("<file-type>pdf</file-type>", ""), "file-type"),
        ("elements in another order", having(before_document=WRONG_ORDER), "delivery-time"),
        ("a subject of 256 characters", having(subject=f"<subject>{'x' * 256}</subject>"), "maxLength"),
        ("a personal number of 10 digits", replaced("31108412345", "3110841234"), "length"),
        ("a uuid in capitals", in_capitals, "pattern"),
        ("an unknown enumeration value", having(in_document=UNKNOWN_LEVEL), "The value"),
        (
            "a date for a time",
            having(before_document=DATE_ALONE),
            "The value",
        ),
        ("an SMS text of no characters", having(in_document=EMPTY_SMS), "minLength"),
        ("a data type that is not valid", having(in_document=EMPTY_INVOICE), "invoice"),
        ("an unknown data type", having(in_document=f"<data-type><x {NAMESPACE}/></data-type>"), "not valid"),
        ("two senders", having(sender=f"<sender-id>777</sender-id>{ORGANISATION}"), "sender-organization"),
        ("two recipients", having(recipient=NOBODY * 2), "personal-identification-number"),
        ("print-details before a number", having(recipient=PRINT_DETAILS + NOBODY), "personal"),
        ("202 attachments", having(attachments=attachment(UNUSED) * 202), "attachment"),
    ),
    *refused(
        400, "DUPLICATE_MESSAGE", STATUS, ("a used message id", having(message_id="used"), "message-id")
    ),
    *refused(400, "DUPLICATE_DOCUMENT_ID", CONCLUSION, ("a used document uuid", having(uuid=LETTER), LETTER)),
    *refused(
        400,
        "MISSING_SUBJECT",
        STATUS,
        ("no subject", having(subject=""), "no subject"),
        ("a blank subject", having(subject="<subject>\t </subject>"), "blank"),
        ("a blank subject of an attachment", with_attachment(" "), UNUSED),
    ),
    *refused(
        404,
        "UNKNOWN_RECIPIENT",
        STATUS,
        ("a recipient without mailbox", having(recipient=NOBODY), "print-details"),
        (
            "an unknown Digipost address",
            having(recipient=ADDRESS.format("ola.nordmann#1235")),
            "print-details",
        ),
        ("an unknown organisation", having(recipient=NUMBER), "print-details"),
        ("no recipient at all", having(recipient=""), "print-details"),
    ),
    *refused(
        403,
        "BROKER_NOT_AUTHORIZED",
        STATUS,
        ("a sender without grant", having(sender="<sender-id>67890</sender-id>"), "67890"),
        ("an organisation without grant", having(sender=ORGANISATION), "organisation"),
    ),
    *refused(
        400,
        "DELIVERY_DATE_HISTORICAL",
        CONCLUSION,
        ("a delivery time that has passed", having(before_document=PASSED), "delivery-time"),
    ),
    *refused(400, "UNKNOWN_BATCH", CONCLUSION, ("an unknown batch", having(at_end=NO_BATCH), UNUSED)),
    *refused(
        400,
        "VALIDATION_FAILED",
        CONCLUSION,
        (
            "an invitation of nobody in particular",
            having(recipient=PRINT_DETAILS, at_end=INVITATION.format("")),
            "personal-identification-number",
        ),
    ),
    *refused(
        400,
        "INVALID_PHONE_NUMBER",
        CONCLUSION,
        ("a telephone number of 7 digits", having(at_end=INVITATION.format(PHONE)), "phone-number"),
    ),
]


def test_refused(caller: Caller) -> None:
    letters = [Letter(message_id=str(uuid4())) for _ in REFUSED]
    check_refused(
        caller,
        [(case, case.spoil(each), upload(each.body)) for case, each in zip(REFUSED, letters, strict=True)],
    )


ACCOUNT = "<bank-account-number>15941432384</bank-account-number>"
EMAILS = "<email-details><email-address>ola@example.com</email-address></email-details>"


@pytest.mark.parametrize("identifier", [ACCOUNT, EMAILS], ids=["bank account", "e-mail"])
@pytest.mark.parametrize("order", [1, -1], ids=["schema", "java"])
def test_print_details_stand_where_the_schema_has_them_or_where_the_java_client_writes_them(
    caller: Caller, identifier: str, order: int
) -> None:
    letter = Letter(message_id=str(uuid4()), recipient="".join((identifier, PRINT_DETAILS)[::order]))
    answer = check_accepted(caller, upload(letter.body))
    assert answer.text("delivery-method") == ("PRINT" if identifier == ACCOUNT else "EPOST")
    kept = caller.sandbox.letters[-1].message.recipient
    assert kept.print_details is not None
    assert (kept.bank_account_number or kept.email_details) is not None


@pytest.mark.parametrize(
    "prologue",
    [
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        b'<?xml version="1.0" encoding="utf-8"?>',
        b"",
    ],
    ids=["java", "dotnet", "none"],
)
def test_xml_is_accepted_as_any_client_writes_it(caller: Caller, prologue: bytes) -> None:
    unused = b'<message xmlns:d="http://api.digipost.no/schema/datatypes" '
    as_written = written(lambda xml: prologue + xml[len(DECLARATION) :].replace(b"<message ", unused))
    check_accepted(caller, as_written(Letter(message_id=str(uuid4()))))


def test_a_letter_of_a_batch_is_accepted_and_held_back(caller: Caller) -> None:
    letter = Letter(message_id=str(uuid4()), at_end=f"<batch><uuid>{BATCH}</uuid></batch>")
    before = caller.sandbox.letters
    check_accepted(caller, upload(letter.body))
    assert caller.sandbox.letters == before
