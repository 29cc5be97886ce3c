"""Send an invoice to a sandbox, and print the letter that arrived."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from digipost import ClientConfig, DigipostClient, Document, Message, RequestSigning, recipient
from digipost.datatypes import Invoice
from digipost.sandbox import Sandbox

INVOICE = Path(__file__).with_name("invoice.pdf")
PASSWORD = "only for this demonstration"

with TemporaryDirectory() as folder, Sandbox() as sandbox:
    # From Digipost you get an account, and register a certificate for it.
    certificate = Path(folder, "certificate.p12")
    sandbox.issue_certificate(certificate, PASSWORD)

    letter = Message(
        sender_id=67890,
        recipient=recipient.by_personal_identification_number("31108412345"),
        primary_document=Document.from_path(
            INVOICE,
            subject="Invoice 2026-117",
            data_type=Invoice(
                due_date=datetime(2026, 12, 15, tzinfo=UTC),
                sum=Decimal("1250.00"),
                creditor_account="15941432384",
                kid="2026110",
            ),
        ),
    )

    config = ClientConfig(broker_id=sandbox.broker_id, environment=sandbox.environment)
    with DigipostClient(config, RequestSigning.from_pkcs12(certificate, PASSWORD)) as client:
        delivery = client.messages.send(letter)
        status = client.documents.status(letter.primary_document.uuid, sender_id=67890)

    print("Sent by    ", delivery.sender_id)
    print("Sent to    ", sandbox.letters[0].recipient.name)
    print("Answer     ", delivery.status, "by", delivery.delivery_method)
    print("Looked up  ", status.status, "at", f"{status.delivered:%H:%M:%S}", "UTC")
    print()
    print(sandbox.letters[0].picture())
