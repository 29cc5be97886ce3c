"""Documents that are encrypted before they are sent: the XML of it, and what openssl finds in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost import recipient
from digipost_schema.api_v8 import Channel
from tests.support.cms import opened
from tests.support.pdfs import pdf
from tests.use_cases.cases import (
    END,
    HEAD,
    LETTER,
    LEVELS,
    NUMBER_OF_KARI,
    PAPER,
    PAPER_XML,
    PDF,
    PRIMARY,
    TO_OLA,
    Case,
    document,
    letter,
)

if TYPE_CHECKING:
    from pathlib import Path

    from digipost import DigipostClient
    from digipost.sandbox import Sandbox

HTML, PAGES = b"<!doctype html><html><body><p>Hei</p></body></html>", pdf(3)
SECRET = document(PAGES, encrypt=True)
SECRET_XML = f'{PRIMARY}{LEVELS}<encrypted number-of-pages="3"/></primary-document>'
ON_PAPER = recipient.by_personal_identification_number(NUMBER_OF_KARI, print_details=PAPER)

CASES = [
    Case(
        what="a PDF, whose pages are counted, for who has a mailbox",
        message=letter(primary_document=SECRET),
        xml=f"{HEAD}{TO_OLA}{SECRET_XML}{END}",
        contents=(PAGES,),
    ),
    Case(
        what="for who has no mailbox",
        message=letter(primary_document=SECRET, recipient=ON_PAPER),
        xml=(
            f"{HEAD}<recipient><personal-identification-number>17077700001</personal-identification-number>"
            f"{PAPER_XML}</recipient>{SECRET_XML}{END}"
        ),
        channel=Channel.PRINT,
        to=None,
        contents=(PAGES,),
    ),
    Case(
        what="for print alone",
        message=letter(primary_document=SECRET, recipient=recipient.print_only(PAPER)),
        xml=f"{HEAD}<recipient>{PAPER_XML}</recipient>{SECRET_XML}{END}",
        channel=Channel.PRINT,
        to=None,
        contents=(PAGES,),
    ),
    Case(
        what="one flag on one document",
        message=letter(attachments=[document(HTML, 2, file_type="html", encrypt=True)]),
        xml=(
            f"{HEAD}{TO_OLA}{LETTER}<attachment><uuid>00000000-0000-4000-8000-000000000002</uuid>"
            f"<subject>Brev</subject><file-type>html</file-type>{LEVELS}<encrypted/></attachment>{END}"
        ),
        contents=(PDF, HTML),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_documents_are_opened_by_who_they_are_for(
    case: Case, client: DigipostClient, sandbox: Sandbox, tmp_path: Path
) -> None:
    arrived = case.check_but_contents(client, sandbox)
    key = sandbox.print_key if case.channel is Channel.PRINT else sandbox.recipient_key
    found = [
        opened(content, key, tmp_path / "key.pem") if sent.encrypt else content
        for sent, content in zip(case.message.documents, arrived.documents.values(), strict=True)
    ]
    assert tuple(found) == case.contents
