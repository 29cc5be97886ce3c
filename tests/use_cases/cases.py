"""A letter, the exact XML that must go out for it, and what must come of it at a Digipost on this machine.

The XML is written by hand from the schema and from what is documented of the wire; nothing here was made by
the code under test. The sandbox keeps the XML as it came over HTTP; libxml2 is the second opinion on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import attrs

from digipost import Document, Message, PrintDetails, recipient
from digipost.printing import norwegian_address
from digipost_schema.api_v8 import Channel, DeliveryStatus, MessageStatus
from tests.support.pdfs import pdf
from tests.support.validity import SCHEMA, parsed

if TYPE_CHECKING:
    from digipost import DigipostClient
    from digipost.sandbox import Letter, Sandbox

PDF = pdf()
OLA = recipient.by_personal_identification_number("31108412345")
NUMBER_OF_KARI = "17077700001"  # who has no mailbox

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><message xmlns="http://api.digipost.no/schema/v8">'
    "<message-id>letter-1</message-id>"
)
TO_OLA = "<recipient><personal-identification-number>31108412345</personal-identification-number></recipient>"
PRIMARY = (
    "<primary-document><uuid>00000000-0000-4000-8000-000000000001</uuid><subject>Brev</subject>"
    "<file-type>pdf</file-type>"
)
LEVELS = "<authentication-level>PASSWORD</authentication-level><sensitivity-level>NORMAL</sensitivity-level>"
PRIMARY_END = f"{LEVELS}</primary-document>"
LETTER = f"{PRIMARY}{PRIMARY_END}"
END = "</message>"


def document(data: bytes = PDF, number: int = 1, **changes: Any) -> Document:  # noqa: ANN401 - any attribute
    given = {"subject": "Brev", "file_type": "pdf", "uuid": uuid(number)}
    return Document.from_bytes(data, **{**given, **changes})


def uuid(number: int) -> UUID:
    return UUID(f"00000000-0000-4000-8000-{number:012}")


def letter(**changes: Any) -> Message:  # noqa: ANN401 - any attribute
    given = {"recipient": OLA, "primary_document": document(), "message_id": "letter-1"}
    return Message(**{**given, **changes})


@attrs.frozen(kw_only=True)
class Case:
    """One way to send a letter.

    Attributes:
        what: Its special feature.
        message: The message that is sent.
        xml: The XML that goes out.
        channel: The channel of its delivery.
        to: Whose mailbox it is in; None where it is in none.
        contents: The documents that arrive.
    """

    what: str
    message: Message
    xml: str
    channel: Channel = Channel.DIGIPOST
    to: str | None = "Ola Nordmann"
    contents: tuple[bytes, ...] = (PDF,)

    def __str__(self) -> str:
        return self.what

    def check(self, client: DigipostClient, sandbox: Sandbox) -> Letter:
        """Send it, and compare all; returns what arrived."""
        arrived = self.check_but_contents(client, sandbox)
        assert tuple(arrived.documents.values()) == self.contents
        return arrived

    def check_but_contents(self, client: DigipostClient, sandbox: Sandbox) -> Letter:
        """The same where the contents are another each time."""
        delivery = client.messages.send(self.message)
        (arrived,) = sandbox.letters
        assert arrived.xml.decode() == self.xml
        SCHEMA.assertValid(parsed(arrived.xml))
        assert (arrived.recipient.name if arrived.recipient else None) == self.to
        assert (delivery.delivery_method, delivery.status) == (self.channel, STATUS[self.channel])
        subjects = [each.subject for each in (delivery.primary_document, *delivery.attachment)]
        on_paper = self.channel is Channel.PRINT
        assert subjects == ["N/A" if on_paper else each.subject for each in self.message.documents]
        status = client.documents.status(self.message.primary_document.uuid, sender_id=delivery.sender_id)
        # One that waits for a registration has no channel yet, as the documentation has it.
        assert status.channel is (None if self.channel is Channel.PENDING else self.channel)
        # A letter that waits, for a registration or for its time, has not been delivered.
        waits = self.channel is Channel.PENDING or self.message.delivery_time is not None
        assert status.status is (DeliveryStatus.NOT_DELIVERED if waits else DeliveryStatus.DELIVERED)
        return arrived


STATUS = {
    Channel.DIGIPOST: MessageStatus.DELIVERED,
    Channel.PRINT: MessageStatus.DELIVERED_TO_PRINT,
    Channel.PENDING: MessageStatus.COMPLETE,
    Channel.EPOST: MessageStatus.DELIVERED,
    Channel.PEPPOL: MessageStatus.DELIVERED,
}

PAPER = PrintDetails(
    recipient=norwegian_address("Kari Brevløs", "Papirgata 3", zip_code="7010", city="Trondheim"),
    return_address=norwegian_address("Eksempel Energi", zip_code="0150", city="Oslo"),
)
PAPER_XML = (
    "<print-details><recipient><name>Kari Brevløs</name><norwegian-address>"
    "<addressline1>Papirgata 3</addressline1><zip-code>7010</zip-code><city>Trondheim</city>"
    "</norwegian-address></recipient>"
    "<return-address><name>Eksempel Energi</name><norwegian-address>"
    "<zip-code>0150</zip-code><city>Oslo</city></norwegian-address></return-address></print-details>"
)
