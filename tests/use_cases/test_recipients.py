"""Recipients of a letter: the XML of each form, and the destination of the letter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from digipost import recipient
from digipost_schema.api_v8 import Channel
from tests.use_cases.cases import END, HEAD, LETTER, NUMBER_OF_KARI, PAPER, PAPER_XML, TO_OLA, Case, letter

if TYPE_CHECKING:
    from digipost import DigipostClient
    from digipost.sandbox import Sandbox

CASES = [
    Case(what="personal identification number", message=letter(), xml=f"{HEAD}{TO_OLA}{LETTER}{END}"),
    Case(
        what="Digipost address",
        message=letter(recipient=recipient.by_digipost_address("åse.blåbær.ødegård#9F2E")),
        xml=(
            f"{HEAD}<recipient><digipost-address>åse.blåbær.ødegård#9F2E</digipost-address></recipient>"
            f"{LETTER}{END}"
        ),
        to="Åse Blåbær Ødegård",
    ),
    Case(
        what="name and address",
        message=letter(
            recipient=recipient.by_name_and_address(
                fullname="Ola Nordmann", addressline1="Eksempelveien 1", postalcode="0155", city="Oslo"
            )
        ),
        xml=(
            f"{HEAD}<recipient><name-and-address><fullname>Ola Nordmann</fullname>"
            "<addressline1>Eksempelveien 1</addressline1><postalcode>0155</postalcode><city>Oslo</city>"
            f"</name-and-address></recipient>{LETTER}{END}"
        ),
    ),
    Case(
        what="name and address with all that narrows the search",
        message=letter(
            recipient=recipient.by_name_and_address(
                fullname="Ola Nordmann",
                addressline1="Eksempelveien 1",
                addressline2="H0201 & <bak>",
                postalcode="0155",
                city="Oslo",
                birth_date=date(1984, 10, 31),
                phone_number="+4740000527",
                email_address="ola@example.com",
            )
        ),
        xml=(
            f"{HEAD}<recipient><name-and-address><fullname>Ola Nordmann</fullname>"
            "<addressline1>Eksempelveien 1</addressline1><addressline2>H0201 &amp; &lt;bak&gt;</addressline2>"
            "<postalcode>0155</postalcode><city>Oslo</city><birth-date>1984-10-31</birth-date>"
            "<phone-number>+4740000527</phone-number><email-address>ola@example.com</email-address>"
            f"</name-and-address></recipient>{LETTER}{END}"
        ),
    ),
    Case(
        what="e-mail addresses",
        message=letter(recipient=recipient.by_email(["ola@example.com", "kari@example.com"])),
        xml=(
            f"{HEAD}<recipient><email-details><email-address>ola@example.com</email-address>"
            f"<email-address>kari@example.com</email-address></email-details></recipient>{LETTER}{END}"
        ),
        channel=Channel.EPOST,
        to=None,
    ),
    Case(
        what="Peppol addresses",
        message=letter(recipient=recipient.by_peppol("9908:810418052", "9908:984661185")),
        xml=(
            f"{HEAD}<recipient><peppol-addresses>"
            "<receiver><schemeID>9908</schemeID><endpointID>810418052</endpointID></receiver>"
            "<sender><schemeID>9908</schemeID><endpointID>984661185</endpointID></sender>"
            f"</peppol-addresses></recipient>{LETTER}{END}"
        ),
        channel=Channel.PEPPOL,
        to=None,
    ),
    # The sandbox knows neither organisations nor accounts with a mailbox, so that these are printed.
    Case(
        what="organisation number",
        message=letter(recipient=recipient.by_organisation_number("984661185", print_details=PAPER)),
        xml=(
            f"{HEAD}<recipient><organisation-number>984661185</organisation-number>{PAPER_XML}</recipient>"
            f"{LETTER}{END}"
        ),
        channel=Channel.PRINT,
        to=None,
    ),
    Case(
        what="bank account number",
        message=letter(recipient=recipient.by_bank_account_number("15941432384", print_details=PAPER)),
        # Digipost's Java client writes the print details first; the schema has them last.
        xml=(
            f"{HEAD}<recipient><bank-account-number>15941432384</bank-account-number>{PAPER_XML}</recipient>"
            f"{LETTER}{END}"
        ),
        channel=Channel.PRINT,
        to=None,
    ),
    Case(
        what="personal identification number, with an address for print",
        message=letter(
            recipient=recipient.by_personal_identification_number(NUMBER_OF_KARI, print_details=PAPER)
        ),
        xml=(
            f"{HEAD}<recipient><personal-identification-number>17077700001</personal-identification-number>"
            f"{PAPER_XML}</recipient>{LETTER}{END}"
        ),
        channel=Channel.PRINT,
        to=None,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_letter_goes_to_its_recipient(case: Case, client: DigipostClient, sandbox: Sandbox) -> None:
    case.check(client, sandbox)
