"""Calls that build a letter: recipients, documents, messages."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

from digipost import (
    ArchiveDocument,
    AuthenticationLevel,
    Document,
    EmailNotification,
    ListedTime,
    Message,
    PrintDetails,
    SensitivityLevel,
    SmsNotification,
    printing,
    recipient,
)
from digipost_schema import api_v8
from tests.client.calls.values import A_UUID, NOW, Call
from tests.support.letters import OLA, document

if TYPE_CHECKING:
    from pathlib import Path


def of_recipients() -> dict[str, Call]:
    address = printing.norwegian_address("Ola", "Gata 1", zip_code="0155", city="Oslo")
    paper = {"print_details": PrintDetails(recipient=address, return_address=address)}
    number = {"number": "31108412345", **paper}
    by_name = {
        "fullname": "Ola Nordmann",
        "addressline1": "Gata 1",
        "postalcode": "0155",
        "city": "Oslo",
        "addressline2": "Oppgang B",
        "birth_date": date(1984, 10, 31),
        "phone_number": "+4740000527",
        "email_address": "ola@example.com",
    }
    peppol = {"receiver": "9908:810418052", "sender": "9908:984661185"}
    return {
        "recipient.by_personal_identification_number": (recipient.by_personal_identification_number, number),
        "recipient.by_bank_account_number": (recipient.by_bank_account_number, number),
        "recipient.by_organisation_number": (
            recipient.by_organisation_number,
            {"number": "984661185", **paper},
        ),
        "recipient.by_digipost_address": (recipient.by_digipost_address, {"address": "ola#1A2B", **paper}),
        "recipient.by_email": (recipient.by_email, {"addresses": ["ola@example.com"], **paper}),
        "recipient.by_peppol": (recipient.by_peppol, {**peppol, **paper}),
        "recipient.by_name_and_address": (recipient.by_name_and_address, {**by_name, **paper}),
        "recipient.print_only": (recipient.print_only, paper),
        "printing.norwegian_address": (
            printing.norwegian_address,
            {"name": "Ola", "zip_code": "0155", "city": "Oslo"},
        ),
        "printing.foreign_address": (
            lambda line, **rest: printing.foreign_address(rest.pop("name", "Ola"), line, **rest),
            {"line": "Provgatan 3", "name": "Ola", "country_code": "SE"},
        ),
    }


def of_builders(folder: Path) -> dict[str, Call]:
    path = folder / "letter.pdf"
    described = {
        "subject": "Faktura",
        "file_type": "pdf",
        "uuid": A_UUID,
        "authentication_level": AuthenticationLevel.PASSWORD,
        "sensitivity_level": SensitivityLevel.NORMAL,
        "sms_notification": SmsNotification(after_hours=[1]),
        "email_notification": EmailNotification(
            email_address="ola@example.com", subject="Brev", text="Hei", at=[ListedTime(time=NOW)]
        ),
        "opening_receipt": "Sak 1",
        "encrypt": False,
        "print_content": path,
    }
    kept = {
        "file_name": "letter.pdf",
        "file_type": "pdf",
        "uuid": A_UUID,
        "content_type": "application/pdf",
        "reference_id": "sak-1",
        "attributes": {"sak": "1"},
        "deletion_time": NOW,
    }
    message = {"recipient": OLA, "primary_document": document(), "attachments": [document()]}
    organisation = api_v8.SenderOrganization(organization_id="984661185")
    return {
        "Document.from_path": (Document.from_path, {"path": path, **described}),
        "Document.from_bytes": (Document.from_bytes, {"data": b"x", **described}),
        "Document.from_file": (
            Document.from_file,
            {"file": io.BytesIO(b"x"), "subject": "Brev", "file_type": "txt"},
        ),
        "ArchiveDocument.from_path": (ArchiveDocument.from_path, {"path": path, **kept}),
        "ArchiveDocument.from_bytes": (ArchiveDocument.from_bytes, {"data": b"x", **kept}),
        "ArchiveDocument.from_file": (
            ArchiveDocument.from_file,
            {"file": io.BytesIO(b"x"), "file_name": "a.txt"},
        ),
        "ArchiveDocument.uuid_of_name": (ArchiveDocument.uuid_of_name, {"name": "sak-1"}),
        "Message": (Message, {**message, "sender_id": 67890, "message_id": "sak-1", "batch": A_UUID}),
        "Message, sender": (Message, {**message, "sender": 67890, "key": "sak-1", "invoice_reference": "1"}),
        "Message, organisation": (
            Message,
            {**message, "sender_organization": organisation, "delivery_time": NOW},
        ),
    }
