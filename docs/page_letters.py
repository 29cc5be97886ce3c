"""Letters of many kinds, for pictures of the sandbox's page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from digipost import (
    Document,
    Message,
    PrintDetails,
    RequestForRegistration,
    SmsNotification,
    printing,
    recipient,
)
from digipost.datatypes import (
    Address,
    Appointment,
    Event,
    ExternalLink,
    Info,
    Invoice,
    Period,
    Proof,
    ProofHolder,
    Receipt,
    ReceiptLine,
    ShareDocumentsRequest,
    TimeInterval,
    ValidPeriod,
)

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)

_PDF = Path(__file__).parents[1] / "examples" / "invoice.pdf"
_OLA = recipient.by_personal_identification_number("31108412345")
_TESTINE = recipient.by_personal_identification_number("01013300001")
_ASE = recipient.by_personal_identification_number("26079833787")
_KARI = recipient.by_personal_identification_number("17077700001")
_PAPER = recipient.print_only(
    PrintDetails(
        recipient=printing.norwegian_address(
            "Kari Brevløs", "Papirgata 3", zip_code="7010", city="Trondheim"
        ),
        return_address=printing.norwegian_address(
            "Eksempel Energi", "Strandgata 3", zip_code="0150", city="Oslo"
        ),
    )
)
_HTML = (
    "<style>body { font-family: sans-serif; margin: 2em; } h1 { color: #1d4d8f; }</style>"
    "<h1>Your bread plan</h1><p>Dear member,</p><p>every month there is a loaf for you at "
    "<b>Eksempelbakeriet</b>. Bring this letter.</p><ul><li>January: rye</li><li>February: oat</li></ul>"
)
_MEETING = Appointment(
    start_time=NOW + timedelta(days=9, hours=1, minutes=19),
    end_time=NOW + timedelta(days=9, hours=2, minutes=4),
    sub_title="X-ray of the left hand",
    arrival_time="Come ten minutes ahead of time",
    place="Eksempelklinikken, third floor",
    address=Address(street_address="Eksempelveien 12", postal_code="0155", city="Oslo"),
    info=[Info(title="Preparation", text="Take off rings and watches.\nBring a list of your medicines.")],
    link=ExternalLink(url="https://www.example.com/appointments", button_text="Move the appointment"),
)
_ELECTION = Event(
    sub_title="Municipal election",
    description="Bring identification",
    start_time=[
        TimeInterval(start_time=NOW + timedelta(days=20), end_time=NOW + timedelta(days=20, hours=8)),
        TimeInterval(start_time=NOW + timedelta(days=21), end_time=NOW + timedelta(days=21, hours=10)),
    ],
    place="Eksempel skole",
    place_label="Polling station",
    address=Address(street_address="Skolegata 1", postal_code="9008", city="Tromsø"),
)
_SURVEY = ExternalLink(
    url="https://www.example.com/survey?stay=117",
    description="Four questions about your stay with us.",
    button_text="Answer",
    deadline=NOW + timedelta(days=10),
)
_LOAN = ShareDocumentsRequest(
    max_share_duration_seconds=14 * 86400,
    purpose="We need your payslip to decide on the loan that you have applied for.",
)
_BILL = Invoice(
    due_date=NOW + timedelta(days=22), sum=Decimal("1250.00"), creditor_account="15941432384", kid="2026110"
)
_CARD = Proof(
    title="Library card",
    authorizer_name="Eksempel bibliotek",
    background_color="#1d4d8f",
    proof_holder=ProofHolder(firstname="Ola", surname="Nordmann"),
    valid_period=ValidPeriod(period=Period(from_=datetime(2026, 1, 1), to=datetime(2027, 1, 1))),  # noqa: DTZ001 - local
    proof_id_name="Card number",
    proof_id_value="132 415 124",
)
_COFFEE = Receipt(
    merchant_name="Eksempelbakeriet",
    purchase_time=NOW - timedelta(hours=2),
    total_price=Decimal("107.00"),
    total_vat=Decimal("13.96"),
    currency="NOK",
    items=[
        ReceiptLine(item_name="Filter coffee", quantity=1, total_price=Decimal("42.00")),
        ReceiptLine(item_name="Cinnamon bun", quantity=1, total_price=Decimal("65.00")),
    ],
)


def letters() -> dict[str, Message]:
    """Return the letters by name, oldest first."""
    terms = Document.from_bytes(
        b"Terms of payment\n\nPlease pay within fourteen days.\n", subject="Terms", file_type="txt"
    )
    page = Document.from_bytes(_HTML.encode(), subject="Membership", file_type="html")
    return {
        "proof": _about("Library card", _OLA, data_type=_CARD),
        "receipt": _about("Receipt", _OLA, data_type=_COFFEE),
        "event": _about("Your polling card", _ASE, data_type=_ELECTION),
        "link": _about("How was your stay?", _TESTINE, data_type=_SURVEY),
        "paper": _about("Annual statement", _PAPER),
        "html": Message(sender_id=67890, recipient=_OLA, primary_document=page),
        "waiting": Message(
            sender_id=67890,
            recipient=_KARI,
            primary_document=Document.from_path(_PDF, subject="Welcome"),
            request_for_registration=RequestForRegistration(
                registration_deadline=NOW + timedelta(days=5), phone_number="+4740000117"
            ),
        ),
        "share": _about("Documents for your loan", _OLA, data_type=_LOAN),
        "appointment": _about("Appointment at the clinic", _OLA, data_type=_MEETING),
        "invoice": Message(
            sender_id=67890,
            recipient=_OLA,
            primary_document=Document.from_path(
                _PDF,
                subject="Invoice 2026-117",
                data_type=_BILL,
                sms_notification=SmsNotification(after_hours=[0]),
            ),
            attachments=[terms],
        ),
    }


def _about(subject: str, to: recipient.Recipient, data_type: object = None) -> Message:
    document = Document.from_path(_PDF, subject=subject, data_type=data_type)
    return Message(sender_id=67890, recipient=to, primary_document=document)
