"""`client.documents.add_data`: more about a document that was delivered."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

import attrs
import pytest

from digipost import DigipostClient
from digipost.datatypes import Bank, Invoice, InvoicePayment, decode
from digipost.errors import InvalidRequestError, InvalidValueError, NotFoundError, ParseError, ServerError
from digipost_schema import RawElement, api_v8
from tests.support.counterpart import API, CONFIG, NOW, V8, Counterpart, Reply, entry_point, error
from tests.support.letters import document, letter
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from digipost import RequestSigning
    from digipost.sandbox import Sandbox

DUE = datetime(2024, 7, 1, tzinfo=UTC)
INVOICE = Invoice(due_date=DUE, sum=Decimal("100.21"), creditor_account="15941432384", kid="123123123")
PAYMENT = InvoicePayment(
    payment_id="1",
    payment_status="PAID",
    payment_time=DUE,
    debtor_account="15941432384",
    payment_channel="BANK",
    payment_bank=Bank(name="Sparebanken"),
)
LINK = api_v8.Link(rel=f"{API}/relations/add_data", uri=f"{API}/documents/1/data?x=1")
DELIVERED = api_v8.Document(uuid=UUID(int=1), file_type="pdf", link=[LINK])
RAW = RawElement(b'<payslip xmlns="http://api.digipost.no/schema/datatypes"/>')
BEGINNING = (
    f'<?xml version="1.0" encoding="UTF-8"?><additional-data {V8}>'
    '<data-type><payslip xmlns="http://api.digipost.no/schema/datatypes"/></data-type>'
).encode()
WRITTEN_ORGANISATION = (
    "<sender-organization><organization-id>984661185</organization-id><part-id>a</part-id>"
    "</sender-organization>"
)
ORGANISATION = api_v8.SenderOrganization(organization_id="984661185", part_id="a")


@pytest.mark.parametrize("where", [DELIVERED, LINK])
@pytest.mark.parametrize(
    ("sender", "written"),
    [
        ({}, ""),
        ({"sender_id": 67890}, "<sender-id>67890</sender-id>"),
        ({"sender_organization": ORGANISATION}, WRITTEN_ORGANISATION),
    ],
)
def test_data_are_posted_to_the_documents_link(
    where: api_v8.Document | api_v8.Link,
    sender: dict[str, object],
    written: str,
    credentials: RequestSigning,
) -> None:
    counterpart = Counterpart({"/": [entry_point()], "/documents/1/data?x=1": [Reply()]})
    client = DigipostClient(CONFIG, credentials, transport=counterpart, clock=lambda: NOW)
    client.documents.add_data(where, RAW, **sender)  # type: ignore[arg-type]  # mypy sees objects
    request = counterpart.received[-1]
    assert (request.method, request.target) == ("POST", "/documents/1/data?x=1")
    assert request.body == BEGINNING + f"{written}</additional-data>".encode()


def test_data_are_posted_once(credentials: RequestSigning) -> None:
    counterpart = Counterpart({"/": [entry_point()], "/documents/1/data?x=1": [error(503)]})
    client = DigipostClient(CONFIG, credentials, transport=counterpart, clock=lambda: NOW)
    with pytest.raises(ServerError):
        client.documents.add_data(DELIVERED, RAW)
    assert counterpart.targets == ["/", "/documents/1/data?x=1"]


def test_that_an_invoice_was_paid_is_kept_with_its_letter(client: DigipostClient, sandbox: Sandbox) -> None:
    sent = letter(sender_id=67890, primary_document=document(data_type=INVOICE))
    delivery = client.messages.send(sent)
    client.documents.add_data(delivery.primary_document, PAYMENT, sender_id=67890)
    ((uuid, (added,)),) = sandbox.letters[0].additional_data.items()
    assert uuid == sent.primary_document.uuid
    assert added.sender_id == 67890
    assert decode(added.data_type) == PAYMENT


def test_attachments_can_be_added_to_as_well(client: DigipostClient, sandbox: Sandbox) -> None:
    sent = letter(attachments=[document(data_type=INVOICE)])
    delivery = client.messages.send(sent)
    assert delivery.primary_document.link == []
    client.documents.add_data(delivery.attachment[0], PAYMENT)
    assert list(sandbox.letters[0].additional_data) == [sent.attachments[0].uuid]


def test_a_document_without_data_cannot_be_added_to(client: DigipostClient, sandbox: Sandbox) -> None:
    delivery = client.messages.send(letter())
    before = len(sandbox.requests)
    with pytest.raises(InvalidValueError, match=r"^document: .*no link add_data"):
        client.documents.add_data(delivery.primary_document, PAYMENT)
    assert len(sandbox.requests) == before


def test_data_that_complement_nothing_are_refused(client: DigipostClient, sandbox: Sandbox) -> None:
    delivery = client.messages.send(letter(primary_document=document(data_type=INVOICE)))
    with pytest.raises(InvalidRequestError) as caught:
        client.documents.add_data(delivery.primary_document, RAW)
    assert caught.value.code == "VALIDATION_FAILED"
    with pytest.raises(InvalidRequestError) as caught:
        client.documents.add_data(delivery.primary_document, PAYMENT, sender_id=67890)
    assert caught.value.code == "PROBLEM_WITH_REQUEST"
    assert sandbox.letters[0].additional_data == {}


def test_a_document_that_was_never_sent_is_not_found(client: DigipostClient, sandbox: Sandbox) -> None:
    link = api_v8.Link(uri=f"{sandbox.url}/documents/12345/{UUID(int=1)}/data")
    with pytest.raises(NotFoundError):
        client.documents.add_data(link, PAYMENT)


@in_one_test(
    ("arguments", "problem"),
    [
        ((UUID(int=1), RAW), r"^document: .*not UUID"),
        ((DELIVERED, b"<payslip/>"), r"^DataType\.content: "),
        ((DELIVERED, None), r"^DataType\.content: "),
        ((attrs.evolve(LINK, uri="https://elsewhere.example/"), RAW), r"^link/@uri: .*another host"),
    ],
)
def test_what_cannot_be_added_is_refused_before_any_request(
    arguments: tuple[object, object], problem: str, credentials: RequestSigning
) -> None:
    counterpart = Counterpart({})
    client = DigipostClient(CONFIG, credentials, transport=counterpart, clock=lambda: NOW)
    with pytest.raises((InvalidValueError, ParseError), match=problem):
        client.documents.add_data(*arguments)  # type: ignore[arg-type]  # what is tested
    assert counterpart.received == []


def test_two_senders_are_refused_before_any_request(credentials: RequestSigning) -> None:
    counterpart = Counterpart({"/": [entry_point()]})
    client = DigipostClient(CONFIG, credentials, transport=counterpart, clock=lambda: NOW)
    with pytest.raises(InvalidValueError, match="AdditionalData"):
        client.documents.add_data(DELIVERED, RAW, sender_id=67890, sender_organization=ORGANISATION)
    assert counterpart.received == []
