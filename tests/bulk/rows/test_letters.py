"""A row as a message: what each column becomes, the same each time, and what cannot be sent."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha1
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digipost import AuthenticationLevel, NondeliverableHandling, PrintColors, SensitivityLevel
from digipost.bulk.manifests.columns import COLUMNS
from digipost.bulk.manifests.records import Record
from digipost.config import ClientConfig
from digipost.datatypes import Invoice
from digipost.environments import Environment
from digipost.errors import InvalidValueError
from digipost.xml import to_xml
from digipost_schema import api_v8
from tests.support.letter_rows import BATCH, MAILING, ON_PAPER, row, with_recipient
from tests.support.manifests import PERSON, PIN

if TYPE_CHECKING:
    from digipost.bulk.rows.row_message import Letters


def test_the_shortest_row(made: Letters) -> None:
    message = made.message(row())
    assert message.recipient.personal_identification_number == PERSON
    assert (message.sender_id, message.batch) == (67890, BATCH)
    assert (message.primary_document.subject, message.primary_document.file_type) == ("Hello", "pdf")
    assert message.recipient.print_details is None


def test_ids_follow_from_the_mailing_and_the_row_alone(made: Letters) -> None:
    message = made.message(row(**{"attachment.1": "terms.pdf", "attachment.1.subject": "Terms"}))
    # RFC 9562, section 5.5
    digest = bytearray(sha1(MAILING.bytes + b"message 17", usedforsecurity=False).digest()[:16])
    digest[6], digest[8] = digest[6] & 0x0F | 0x50, digest[8] & 0x3F | 0x80
    assert UUID(message.message_id).bytes == digest
    again = deepcopy(made).message(row(subject="Another"))
    assert again.message_id == message.message_id
    assert again.primary_document.uuid == message.primary_document.uuid
    other = made.message(Record(18, row().values))
    ids = {message.message_id, other.message_id, *(each.uuid for each in message.documents)}
    assert len({*ids, other.primary_document.uuid}) == 5


def test_everything_that_a_row_can_say_of_the_letter(made: Letters) -> None:
    message = made.message(
        row(
            **{
                "file_type": "pdf",
                "sender_id": "4711",
                "authentication_level": "TWO_FACTOR",
                "sensitivity_level": "SENSITIVE",
                "sms.after_hours": "24; 72",
                "delivery_time": "2034-02-15T08:00:00+01:00",
                "invoice_reference": "R1",
                "attachment.2": "page.html",
                "attachment.2.subject": "Page",
                "attachment.10": "terms.pdf",
                "attachment.10.subject": "Terms",
                "attachment.10.file_type": "bin",
            }
        )
    )
    primary, *attachments = message.documents
    assert message.sender_id == 4711
    assert primary.authentication_level is AuthenticationLevel.TWO_FACTOR
    assert primary.sensitivity_level is SensitivityLevel.SENSITIVE
    assert primary.sms_notification is not None
    assert primary.sms_notification.after_hours == [24, 72]
    assert message.delivery_time == datetime(2034, 2, 15, 7, tzinfo=UTC)
    assert message.invoice_reference == "R1"
    assert [(each.subject, each.file_type) for each in attachments] == [("Page", "html"), ("Terms", "bin")]
    assert all(each.sms_notification is None for each in attachments)


ACCOUNT = "15941432384"
BILL = {"due_date": "2024-02-15T00:00:00+01:00", "sum": "100.21", "creditor_account": ACCOUNT}


@pytest.mark.parametrize(
    "values",
    [
        {f"invoice.{name}": value for name, value in BILL.items()},
        {"invoice": BILL},
        {"invoice": {**BILL, "sum": None}, "invoice.sum": Decimal("100.21")},
    ],
)
def test_an_invoice_in_columns_or_in_json(made: Letters, values: dict[str, object]) -> None:
    data_type = made.message(row(**values)).primary_document.data_type
    assert isinstance(data_type, Invoice)
    assert (data_type.sum, data_type.creditor_account) == (Decimal("100.21"), "15941432384")


def test_a_data_type_with_objects_in_it(made: Letters) -> None:
    values = {"appointment.start_time": "2034-06-15T12:00:00Z", "appointment.address.city": "Oslo"}
    data_type = made.message(row(**values)).primary_document.data_type
    assert b"<city>Oslo</city>" in to_xml(data_type)


def test_each_kind_of_recipient(made: Letters) -> None:
    def recipient(**values: object) -> object:
        return made.message(with_recipient(**values)).recipient

    assert b"<organisation-number>984661185<" in xml_of(recipient(organisation_number="984661185"))
    assert b"<digipost-address>ola.nordmann#1A2B<" in xml_of(recipient(digipost_address="ola.nordmann#1A2B"))
    assert b"<bank-account-number>15941432384<" in xml_of(recipient(bank_account_number="15941432384"))
    assert xml_of(recipient(email="a@example.com; b@example.com")).count(b"<email-address>") == 2
    assert xml_of(recipient(email=["a@example.com"])).count(b"<email-address>") == 1
    peppol = {"peppol_receiver": "9908:810418052", "peppol_sender": "9908:984661185"}
    assert b"<peppol-addresses>" in xml_of(recipient(**peppol))
    person = {"fullname": "Ola Nordmann", "addressline1": "Testgata 1", "postalcode": "0155", "city": "Oslo"}
    assert b"<birth-date>1980-12-31<" in xml_of(recipient(**person, birth_date="1980-12-31"))
    assert b"<birth-date>1980-12-31<" in xml_of(recipient(**person, birth_date=date(1980, 12, 31)))


def xml_of(recipient: object) -> bytes:
    assert isinstance(recipient, api_v8.MessageRecipient)
    document = api_v8.Document(file_type="pdf")
    return to_xml(api_v8.Message(recipient=recipient, primary_document=document))


def test_paper_where_there_is_no_mailbox(made: Letters) -> None:
    options = {"print.color": "COLORS", "print.nondeliverable_handling": "SHRED"}
    details = made.message(row(**ON_PAPER, **options)).recipient.print_details
    assert details is not None
    assert details.recipient.norwegian_address is not None
    assert details.recipient.norwegian_address.zip_code == "0155"
    assert details.return_address.name == "Firma AS"
    assert (details.color, details.nondeliverable_handling) == (
        PrintColors.COLORS,
        NondeliverableHandling.SHRED,
    )


def test_paper_alone_and_abroad(made: Letters) -> None:
    abroad = {"print.name": "Åsa", "print.addressline1": "Provgatan 3", "print.country_code": "SE"}
    values = {name: value for name, value in ON_PAPER.items() if name.startswith("return")}
    values |= {"document": "letter.pdf", "subject": "Hello", "recipient.print_only": "true", **abroad}
    details = made.message(Record(17, values)).recipient.print_details
    assert details is not None
    assert details.recipient.foreign_address is not None
    assert details.recipient.foreign_address.country_code == "SE"


def test_a_return_address_alone_asks_for_no_paper(made: Letters) -> None:
    values = {name: value for name, value in ON_PAPER.items() if name.startswith("return")}
    assert made.message(row(**values, **{"print.color": "COLORS"})).recipient.print_details is None


def test_each_letter_has_the_return_address_of_its_own_row(made: Letters) -> None:
    names = []
    for name in ("Firma AS", "Annet AS", "Firma AS"):
        details = made.message(row(**ON_PAPER | {"return_address.name": name})).recipient.print_details
        assert details is not None
        assert details.return_address.norwegian_address is not None
        names.append((details.return_address.name, details.recipient.name))
    assert names == [(name, "Ola Nordmann") for name in ("Firma AS", "Annet AS", "Firma AS")]
    abroad = {**ON_PAPER, "return_address.country": "Sverige"}
    details = made.message(row(**abroad)).recipient.print_details
    assert details is not None
    assert details.return_address.foreign_address is not None


@pytest.mark.parametrize("city", [None, "", True, ["Oslo"], "x" * 300])
def test_a_wrong_return_address_is_told_for_each_row(made: Letters, city: object) -> None:
    wrong = {**ON_PAPER, "return_address.city": city}
    told = []
    for _ in range(2):
        with pytest.raises(InvalidValueError) as caught:
            made.message(row(**wrong))
        told.append(str(caught.value))
    assert told[0] == told[1]
    assert "return_address.city" in told[0]
    assert made.message(row(**ON_PAPER)).recipient.print_details is not None


def test_another_document_on_paper(made: Letters) -> None:
    primary = made.message(
        row(document="page.html", print_document="letter.pdf", **ON_PAPER)
    ).primary_document
    assert primary.file_type == "html"
    assert primary.print_content is not None


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({PIN: ""}, "recipient", "the row has none"),
        ({"recipient.organisation_number": "984661185"}, "recipient", "more than one"),
        ({PIN: "0101330000"}, PIN, "has ten digits"),
        ({PIN: 1013300001}, PIN, "lost the zero in front"),
        ({"document": None}, "document", "needed"),
        ({"document": "none.pdf"}, "document", "no file at the path"),
        ({"document": "."}, "document", "directory"),
        ({"document": "empty.pdf"}, "document", "empty"),
        ({"document": "letter\0.pdf"}, "document", "no path can have"),
        ({"subject": " "}, "subject", "needed"),
        ({"subject": "x" * 256}, "subject", "255"),
        ({"authentication_level": "HIGH"}, "authentication_level", "one of PASSWORD"),
        ({"sms.after_hours": "soon"}, "sms.after_hours", "whole number"),
        ({"delivery_time": "2034-02-15"}, "delivery_time", "no time of day"),
        ({"sender_id": "0"}, "sender_id", "positive"),
        ({"attachment.1": "terms.pdf"}, "attachment.1.subject", "needed"),
        ({"attachment.1.subject": "Terms"}, "attachment.1", "needed"),
        ({"invoice.sum": "1"}, "invoice.due_date", "needed"),
        ({"invoice": "100"}, "invoice", "object in JSON"),
        ({"invoice": "{"}, "invoice", "object in JSON"),
        ({"invoice": '{"sum": 1, "sum": 2}'}, "invoice", "a name that stands twice"),
        ({"invoice": '{"sum": 1, "link": {"url": "a", "url": "b"}}'}, "invoice", "a name that stands twice"),
        ({"invoice.amount": "1"}, "row", "column that is not known, invoice.amount. Is invoice.sum meant"),
        ({"invoice.sum": "1", "payslip.net_amount": "1"}, "data_type", "at most one"),
        ({"invoice.link": "x", "invoice.link.url": "y"}, "invoice.link.url", "a part of"),
        ({"invoice": {"sum": 1}, "invoice.sum": "1"}, "invoice.sum", "twice"),
        ({"print.name": "Ola"}, "print.zip_code", "needed"),
        (
            {**ON_PAPER, "document": "page.html"},
            "file_type",
            "must be pdf.*name one in the column print_document$",
        ),
        (
            {**ON_PAPER, "attachment.2": "page.html", "attachment.2.subject": "A"},
            "attachment.2.file_type",
            "must be pdf in a letter that may be printed$",
        ),
        (
            {
                **ON_PAPER,
                **{f"attachment.{number}": "letter.pdf" for number in (1, 2)},
                **{f"attachment.{number}.subject": "A" for number in (1, 2, 3)},
                "attachment.3": "page.html",
            },
            "attachment.3.file_type",
            "must be pdf in a letter that may be printed$",
        ),
        ({"print_document": "letter.pdf"}, "print_document", "an address is needed"),
        ({"recipient.print_only": "true", PIN: None}, "print.name", "address"),
        ({"recipient.print_only": "no", PIN: None}, "recipient.print_only", "is false"),
        ({"recipient.print_only": "maybe", PIN: None}, "recipient.print_only", "ja or nei"),
        ({"recipient.print_only": "false", PIN: None}, "recipient.print_only", "no other recipient"),
        ({"recipient.fullname": "Ola", PIN: None}, "recipient.addressline1", "needed"),
        ({"recipient.peppol_receiver": "9908:1", PIN: None}, "recipient.peppol_sender", "needed"),
    ],
)
def test_what_cannot_be_sent_is_named(
    made: Letters, changes: dict[str, object], field: str, problem: str
) -> None:
    with pytest.raises(InvalidValueError, match=problem) as raised:
        made.message(row(**changes))
    assert raised.value.field == field


def test_a_row_that_could_not_be_read_is_no_letter(made: Letters) -> None:
    with pytest.raises(InvalidValueError, match="the row has 1 cells"):
        made.message(Record(1, {}, "the row has 1 cells"))


cell = st.none() | st.text(max_size=12) | st.integers() | st.floats() | st.booleans() | st.dates()
cell |= st.sampled_from([PERSON, "letter.pdf", "true", "1", "PASSWORD", "2034-02-15T08:00:00Z", "a;b"])
names = st.sampled_from(
    [*COLUMNS, "invoice", "invoice.sum", "invoice.link.url", "attachment.1", "event.info"]
)
CONFIG = ClientConfig(broker_id=12345, environment=Environment.TEST)


@pytest.mark.thorough
@given(st.dictionaries(names, cell | st.dictionaries(st.text(max_size=3), cell, max_size=2), max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_cells_are_a_letter_or_a_typed_error(made: Letters, values: dict[str, object]) -> None:
    base = {PIN: PERSON, "document": "letter.pdf", "subject": "Hello"}
    try:
        message = made.message(Record(1, base | values))
    except InvalidValueError:
        return
    to_xml(message.to_schema(CONFIG))  # what was found good can be sent
