"""Letters that are printed, at once, later or perhaps: the XML of them, and where they end up."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from digipost import (
    NondeliverableHandling,
    PrintColors,
    PrintDetails,
    PrintIfUnread,
    PrintInstruction,
    PrintInstructions,
    RequestForRegistration,
    recipient,
)
from digipost.content import content_from_bytes
from digipost.printing import foreign_address, norwegian_address
from digipost_schema.api_v8 import Channel, PrintRecipient
from tests.support.pdfs import pdf
from tests.use_cases.cases import (
    END,
    HEAD,
    LETTER,
    NUMBER_OF_KARI,
    PAPER,
    PAPER_XML,
    TO_OLA,
    Case,
    document,
    letter,
)

if TYPE_CHECKING:
    from digipost import DigipostClient
    from digipost.sandbox import Sandbox

DEADLINE = datetime(2098, 7, 1, 12, tzinfo=ZoneInfo("Europe/Oslo"))
KARI = recipient.by_personal_identification_number(NUMBER_OF_KARI)
TO_KARI = TO_OLA.replace("31108412345", "17077700001")
HTML, PRINTED = b"<!doctype html><html><body><p>Hei</p></body></html>", pdf(2)
HERE = norwegian_address("Eksempel Energi", zip_code="0150", city="Oslo")
HERE_XML = (
    "<return-address><name>Eksempel Energi</name><norwegian-address><zip-code>0150</zip-code>"
    "<city>Oslo</city></norwegian-address></return-address>"
)


def only_printed(what: str, address: PrintRecipient, xml: str, more: str = "", **details: object) -> Case:
    """A letter for print alone, to this address."""
    paper = PrintDetails(recipient=address, return_address=HERE, **details)  # type: ignore[arg-type]
    to = f"<recipient><print-details><recipient>{xml}</recipient>{HERE_XML}{more}</print-details></recipient>"
    return Case(
        what=what,
        message=letter(recipient=recipient.print_only(paper)),
        xml=f"{HEAD}{to}{LETTER}{END}",
        channel=Channel.PRINT,
        to=None,
    )


ABROAD = foreign_address("Jane Doe", "1 Main Street", country_code="US")
ABROAD_XML = (
    "<name>Jane Doe</name><foreign-address><addressline1>1 Main Street</addressline1>"
    "<country-code>US</country-code></foreign-address>"
)
PRINT_ONLY = [
    only_printed(
        "a Norwegian address with all its lines",
        norwegian_address("Kari & Co", "c/o Ola", "H0201", "Testgata 1", zip_code="0155", city="Oslo"),
        "<name>Kari &amp; Co</name><norwegian-address><addressline1>c/o Ola</addressline1>"
        "<addressline2>H0201</addressline2><addressline3>Testgata 1</addressline3>"
        "<zip-code>0155</zip-code><city>Oslo</city></norwegian-address>",
    ),
    only_printed("an address abroad, by the country's code", ABROAD, ABROAD_XML),
    only_printed(
        "an address abroad with all its lines, by the country's name",
        foreign_address("J. Dupont", "Bât. C", "1 rue X", "75001 Paris", "Île", country="Frankrike"),
        "<name>J. Dupont</name><foreign-address><addressline1>Bât. C</addressline1>"
        "<addressline2>1 rue X</addressline2><addressline3>75001 Paris</addressline3>"
        "<addressline4>Île</addressline4><country>Frankrike</country></foreign-address>",
    ),
    only_printed(
        "in colours, shredded when it cannot be delivered, with instructions",
        ABROAD,
        ABROAD_XML,
        "<color>COLORS</color><nondeliverable-handling>SHRED</nondeliverable-handling>"
        "<print-instructions><print-instruction><key>innlegg</key><value>42</value></print-instruction>"
        "<print-instruction><key>konvolutt</key><value>C4</value></print-instruction></print-instructions>",
        color=PrintColors.COLORS,
        nondeliverable_handling=NondeliverableHandling.SHRED,
        print_instructions=PrintInstructions(
            print_instruction=[
                PrintInstruction(key="innlegg", value="42"),
                PrintInstruction(key="konvolutt", value="C4"),
            ]
        ),
    ),
    only_printed(
        "the defaults, spelt out",
        ABROAD,
        ABROAD_XML,
        "<color>MONOCHROME</color><nondeliverable-handling>RETURN_TO_SENDER</nondeliverable-handling>",
        color=PrintColors.MONOCHROME,
        nondeliverable_handling=NondeliverableHandling.RETURN_TO_SENDER,
    ),
]

OLA_ON_PAPER = recipient.by_personal_identification_number("31108412345", print_details=PAPER)
KARI_ON_PAPER = recipient.by_personal_identification_number(NUMBER_OF_KARI, print_details=PAPER)
TO_OLA_ON_PAPER = TO_OLA.replace("</recipient>", f"{PAPER_XML}</recipient>")
TO_KARI_ON_PAPER = TO_KARI.replace("</recipient>", f"{PAPER_XML}</recipient>")
TWO_FORMS = document(HTML, file_type="html", print_content=content_from_bytes(PRINTED))
HTML_LETTER = LETTER.replace("<file-type>pdf<", "<file-type>html<")

FALLBACKS = [
    Case(
        what="fallback to print, not needed",
        message=letter(recipient=OLA_ON_PAPER),
        xml=f"{HEAD}{TO_OLA_ON_PAPER}{LETTER}{END}",
    ),
    Case(
        what="fallback to print",
        message=letter(recipient=KARI_ON_PAPER),
        xml=f"{HEAD}{TO_KARI_ON_PAPER}{LETTER}{END}",
        channel=Channel.PRINT,
        to=None,
    ),
    Case(
        what="print if unread",
        message=letter(print_if_unread=PrintIfUnread(print_if_unread_after=DEADLINE, print_details=PAPER)),
        xml=(
            f"{HEAD}{TO_OLA}{LETTER}<print-if-unread><print-if-unread-after>2098-07-01T12:00:00+02:00"
            f"</print-if-unread-after>{PAPER_XML}</print-if-unread>{END}"
        ),
    ),
    Case(
        what="request for registration, printed after the deadline",
        message=letter(
            recipient=KARI,
            request_for_registration=RequestForRegistration(
                registration_deadline=DEADLINE,
                phone_number="+4790000000",
                email_address="kari@example.com",
                print_details=PAPER,
            ),
        ),
        xml=(
            f"{HEAD}{TO_KARI}{LETTER}<request-for-registration>"
            "<registration-deadline>2098-07-01T12:00:00+02:00</registration-deadline>"
            "<phone-number>+4790000000</phone-number><email-address>kari@example.com</email-address>"
            f"{PAPER_XML}</request-for-registration>{END}"
        ),
        channel=Channel.PENDING,
        to=None,
    ),
    Case(
        what="request for registration, without print",
        message=letter(
            recipient=KARI,
            request_for_registration=RequestForRegistration(registration_deadline=DEADLINE),
        ),
        xml=(
            f"{HEAD}{TO_KARI}{LETTER}<request-for-registration>"
            "<registration-deadline>2098-07-01T12:00:00+02:00</registration-deadline>"
            f"</request-for-registration>{END}"
        ),
        channel=Channel.PENDING,
        to=None,
    ),
    # With two forms Digipost is asked first, and then hears of one channel alone.
    Case(
        what="another content for print, for who has a mailbox",
        message=letter(recipient=OLA_ON_PAPER, primary_document=TWO_FORMS),
        xml=f"{HEAD}{TO_OLA}{HTML_LETTER}{END}",
        contents=(HTML,),
    ),
    Case(
        what="another content for print, for who has none",
        message=letter(recipient=KARI_ON_PAPER, primary_document=TWO_FORMS),
        xml=f"{HEAD}{TO_KARI_ON_PAPER}{LETTER}{END}",
        channel=Channel.PRINT,
        to=None,
        contents=(PRINTED,),
    ),
]


@pytest.mark.parametrize("case", [*PRINT_ONLY, *FALLBACKS], ids=str)
def test_a_letter_is_printed_where_that_was_asked_for(
    case: Case, client: DigipostClient, sandbox: Sandbox
) -> None:
    case.check(client, sandbox)
