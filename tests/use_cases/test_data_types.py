"""Each data type in a letter: the XML of it, written by hand from the schema, and what arrives."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, get_args
from zoneinfo import ZoneInfo

import pytest

from digipost import datatypes as d
from digipost_schema.datatypes import DataTypeElement
from tests.use_cases.cases import END, HEAD, LEVELS, PRIMARY, TO_OLA, Case, document, letter
from tests.use_cases.larger_data_types import LARGER

if TYPE_CHECKING:
    from digipost import DigipostClient
    from digipost.sandbox import Sandbox

NOON = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Oslo"))
EVENING = datetime(2026, 7, 1, 18, 30, 0, 500_000, tzinfo=UTC)

SMALL: list[tuple[DataTypeElement, str, str]] = [
    (
        d.Appointment(
            start_time=NOON,
            end_time=EVENING,
            arrival_time="Ti minutter før",
            place="Røntgen",
            address=d.Address(street_address="Storgata 23", postal_code="0011", city="Oslo"),
            sub_title="Undersøkelse",
            info=[d.Info(title="Mat & drikke", text="Linje 1\nLinje 2"), d.Info(title="Parkering")],
            language=d.Language.NN,
            link=d.ExternalLink(url="https://www.example.com/svar?a=1&b=2", button_text="Svar"),
        ),
        "appointment",
        (
            "<start-time>2026-07-01T12:00:00+02:00</start-time><end-time>2026-07-01T18:30:00.500Z</end-time>"
            "<arrival-time>Ti minutter før</arrival-time><place>Røntgen</place>"
            "<address><street-address>Storgata 23</street-address><postal-code>0011</postal-code>"
            "<city>Oslo</city></address><sub-title>Undersøkelse</sub-title>"
            "<info><title>Mat &amp; drikke</title><text>Linje 1\nLinje 2</text></info>"
            "<info><title>Parkering</title></info><language>NN</language>"
            "<link><url>https://www.example.com/svar?a=1&amp;b=2</url><button-text>Svar</button-text></link>"
        ),
    ),
    (
        d.ExternalLink(
            url="https://www.example.com/", deadline=NOON, description="Plass", button_text="Svar"
        ),
        "externalLink",
        (
            "<url>https://www.example.com/</url><deadline>2026-07-01T12:00:00+02:00</deadline>"
            "<description>Plass</description><button-text>Svar</button-text>"
        ),
    ),
    (
        d.Inkasso(
            link=d.ExternalLink(url="https://www.example.com/"),
            due_date=NOON,
            sum=Decimal(1000),
            account="15941432384",
            kid="1231",
        ),
        "inkasso",
        (
            "<link><url>https://www.example.com/</url></link><due-date>2026-07-01T12:00:00+02:00</due-date>"
            "<sum>1000</sum><account>15941432384</account><kid>1231</kid>"
        ),
    ),
    (
        d.Invoice(
            link=d.ExternalLink(url="https://www.example.com/"),
            due_date=NOON,
            sum=Decimal("100.210"),
            creditor_account="15941432384",
            kid="1231",
        ),
        "invoice",
        (
            "<link><url>https://www.example.com/</url></link><due-date>2026-07-01T12:00:00+02:00</due-date>"
            "<sum>100.210</sum><creditor-account>15941432384</creditor-account><kid>1231</kid>"
        ),
    ),
    (
        d.InvoicePayment(
            payment_id="1",
            payment_status="PAID",
            payment_time=NOON,
            debtor_account="15941432384",
            debtor_account_name="Ola",
            payment_channel="BANK",
            payment_bank=d.Bank(id="9710", name="Eksempelbanken"),
        ),
        "invoice-payment",
        (
            "<payment-id>1</payment-id><payment-status>PAID</payment-status>"
            "<payment-time>2026-07-01T12:00:00+02:00</payment-time>"
            "<debtor-account>15941432384</debtor-account><debtor-account-name>Ola</debtor-account-name>"
            "<payment-channel>BANK</payment-channel>"
            "<payment-bank><id>9710</id><name>Eksempelbanken</name></payment-bank>"
        ),
    ),
    (
        d.Payslip(payment_date=date(2026, 7, 15), net_amount=Decimal("31000.50")),
        "payslip",
        "<payment-date>2026-07-15</payment-date><net-amount>31000.50</net-amount>",
    ),
    (
        d.SignedDocument(document_issuer="Banken", document_subject="Lån", signing_time=EVENING),
        "signedDocument",
        (
            "<document-issuer>Banken</document-issuer><document-subject>Lån</document-subject>"
            "<signing-time>2026-07-01T18:30:00.500Z</signing-time>"
        ),
    ),
    (d.OpeningReceipt(group="Sak 17"), "opening-receipt", "<group>Sak 17</group>"),
    (d.OpeningReceiptAccepted(), "opening-receipt-accepted", ""),
    (
        d.PickupNoticeStatus(status=d.Status.PICKED_UP, occurrence_datetime=NOON),
        "pickup-notice-status",
        "<status>PICKED_UP</status><occurrence-datetime>2026-07-01T12:00:00+02:00</occurrence-datetime>",
    ),
    (
        d.ShareDocumentsRequest(
            max_share_duration_seconds=3600,
            purpose="Lånesøknad",
            allowed_origin_organisation_numbers=["984661185", "810418052"],
        ),
        "share-documents-request",
        (
            "<max-share-duration-seconds>3600</max-share-duration-seconds><purpose>Lånesøknad</purpose>"
            "<allowed-origin-organisation-numbers>984661185</allowed-origin-organisation-numbers>"
            "<allowed-origin-organisation-numbers>810418052</allowed-origin-organisation-numbers>"
        ),
    ),
    (
        d.ShareDocumentsRequestDocumentsShared(document_ids=[17, 18]),
        "share-documents-request-documents-shared",
        "<document-ids>17</document-ids><document-ids>18</document-ids>",
    ),
    (d.ShareDocumentsRequestSharingStopped(), "share-documents-request-sharing-stopped", ""),
    (
        d.VerifiableCredentialNotice(title="Vitnemål", description="Hent det."),
        "verifiable-credential-notice",
        "<title>Vitnemål</title><description>Hent det.</description>",
    ),
    (
        d.VerifiablePresentationNotice(title="Vitnemål", description="Vis det."),
        "verifiable-presentation-notice",
        "<title>Vitnemål</title><description>Vis det.</description>",
    ),
]
ALL = [*SMALL, *LARGER]
DATA_TYPES = 'xmlns="http://api.digipost.no/schema/datatypes"'
PREFIXED = 'xmlns:p="http://api.digipost.no/schema/datatypes"'


def with_data(what: str, data_type: DataTypeElement | d.RawElement, element: str) -> Case:
    return Case(
        what=what,
        message=letter(primary_document=document(data_type=data_type)),
        xml=(f"{HEAD}{TO_OLA}{PRIMARY}{LEVELS}<data-type>{element}</data-type></primary-document>{END}"),
    )


def element_of(name: str, content: str) -> str:
    return f"<{name} {DATA_TYPES}>{content}</{name}>" if content else f"<{name} {DATA_TYPES}/>"


@pytest.mark.parametrize(("value", "name", "content"), ALL, ids=[name for _, name, _ in ALL])
def test_a_data_type_goes_out_by_its_schema(
    value: DataTypeElement, name: str, content: str, client: DigipostClient, sandbox: Sandbox
) -> None:
    arrived = with_data(name, value, element_of(name, content)).check(client, sandbox)
    data_type = arrived.message.primary_document.data_type
    assert data_type is not None
    assert d.decode(data_type) == value
    assert type(value).__name__.upper() in arrived.picture()


def test_there_is_a_case_for_every_data_type() -> None:
    assert {type(value) for value, _, _ in ALL} == {*get_args(DataTypeElement)}
    assert len(ALL) == len(get_args(DataTypeElement))


@pytest.mark.parametrize(
    ("own", "sent"),
    [
        (f"<payslip {DATA_TYPES}><net-amount>31000.50</net-amount></payslip>",) * 2,
        (
            f"<p:payslip {PREFIXED}><p:net-amount>31000.50</p:net-amount></p:payslip>",
            # Elements without a prefix would belong to the message's namespace, were that not taken away.
            f'<p:payslip xmlns="" {PREFIXED}><p:net-amount>31000.50</p:net-amount></p:payslip>',
        ),
    ],
    ids=["default namespace", "prefix"],
)
def test_xml_of_ones_own_goes_out_as_it_is(
    own: str, sent: str, client: DigipostClient, sandbox: Sandbox
) -> None:
    arrived = with_data("own XML", d.RawElement(own.encode()), sent).check(client, sandbox)
    data_type = arrived.message.primary_document.data_type
    assert data_type is not None
    assert d.decode(data_type) == d.Payslip(net_amount=Decimal("31000.50"))
