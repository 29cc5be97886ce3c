"""The pages about letters: the list, what happened, the XML, the request and the paper."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
import requests
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from lxml import etree

from digipost import PrintColors, PrintDetails, RequestForRegistration, SmsNotification, printing, recipient
from digipost.sandbox.wire.signing_identity import shipped_key
from digipost_schema.api_v8 import EmailNotification, ListedTime
from tests.sandbox.pages.markup import found, said
from tests.support.letters import document, letter
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox
    from tests.sandbox.pages.conftest import Browser

ADDRESS = printing.norwegian_address("Kari Brevløs", "Papirgata 3", zip_code="7010", city="Trondheim")
BACK = printing.foreign_address("Provfirman AB", "Provgatan 3", "111 22 Stockholm", country_code="SE")
PAPER = recipient.print_only(PrintDetails(recipient=ADDRESS, return_address=BACK, color=PrintColors.COLORS))


def test_letters_are_listed_newest_first_and_on_several_pages(sandbox: Sandbox, browser: Browser) -> None:
    client = sandbox.client()
    for number in range(53):
        client.messages.send(
            letter(primary_document=document(b"Hi", subject=f"No. {number}!", file_type="txt"))
        )
    first, second = browser.get("/").text, browser.get("/?page=1").text
    assert re.findall(r"No\. \d+!", first) == [f"No. {number}!" for number in range(52, 2, -1)]
    assert re.findall(r"No\. \d+!", second) == ["No. 2!", "No. 1!", "No. 0!"]
    assert "51\N{EN DASH}53 of 53" in second
    for beyond in ("9", "-1", "x", "9" * 50, "1e3", "%00"):
        assert browser.get(f"/?page={beyond}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/letters/1", "/letters/1/xml", "/letters/1/print", "/letters/x", "/recipients/x"]
)
def test_what_is_not_there_is_404_in_words(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "To the letters" in answer.text


def test_changes_are_told_as_they_happen(sandbox: Sandbox, browser: Browser) -> None:
    with requests.get(f"{browser.origin}/changes", stream=True, timeout=30) as stream:
        assert stream.headers["Content-Type"] == "text/event-stream"
        lines = stream.iter_lines()
        assert next(lines) == b"event: change"
        for change in (
            lambda: sandbox.client().messages.send(letter()),
            lambda: sandbox.recipient("31108412345").open(next(iter(sandbox.letters[0].documents))),
            lambda: sandbox.clock.advance(days=1),
            lambda: sandbox.faults.add("delay=0s"),
        ):
            change()
            assert next(line for line in lines if line == b"event: change")


def test_a_sandbox_closes_at_once_though_a_page_is_open(sandbox: Sandbox, browser: Browser) -> None:
    with requests.get(f"{browser.origin}/changes", stream=True, timeout=30) as stream:
        next(stream.iter_lines())
        sandbox.close()


def test_the_timeline_has_what_happened_and_what_is_to_come(sandbox: Sandbox, browser: Browser) -> None:
    noon = sandbox.clock.now() + timedelta(days=2)
    sms = SmsNotification(after_hours=[0])
    sandbox.client().messages.send(
        letter(primary_document=document(sms_notification=sms), delivery_time=noon)
    )
    before = said(browser.get("/letters/1001").text)
    assert "Delivered to the mailbox (to come)" in before
    assert "Notified by SMS, unless it is opened before (to come) +4740000527" in before
    sandbox.clock.advance(days=4)
    after = said(browser.get("/letters/1001").text)
    assert "(to come)" not in after
    assert "Notified by SMS +4740000527" in after


@pytest.mark.thorough
def test_no_notice_is_to_come_of_what_was_opened(sandbox: Sandbox, browser: Browser) -> None:
    email = EmailNotification(
        at=[ListedTime(time=sandbox.clock.now() + timedelta(days=1))],
        email_address="ola@example.no",
        subject="A letter",
        text="has come",
    )
    sms = SmsNotification(after_hours=[24])
    primary = document(sms_notification=sms, email_notification=email)
    sandbox.client().messages.send(letter(primary_document=primary))
    unread = said(browser.get("/letters/1001").text)
    assert "Notified by SMS, unless it is opened before (to come) +4740000527" in unread
    assert "Notified by e-mail, unless it is opened before (to come) ola@example.no" in unread
    sandbox.recipient("31108412345").open(next(iter(sandbox.letters[0].documents)))
    assert "(to come)" not in said(browser.get("/letters/1001").text)


@pytest.mark.thorough
def test_a_deadline_of_registration_is_to_come_and_then_over(sandbox: Sandbox, browser: Browser) -> None:
    deadline = sandbox.clock.now() + timedelta(days=3)
    to = recipient.by_personal_identification_number("17077700001")
    request = RequestForRegistration(registration_deadline=deadline, phone_number="+4740000117")
    sandbox.client().messages.send(letter(recipient=to, request_for_registration=request))
    assert "Too late to register (to come)" in said(browser.get("/letters/1001").text)
    sandbox.clock.advance(days=4)
    over = said(browser.get("/letters/1001").text)
    assert "The deadline for registration passed" in over
    assert "(to come)" not in over
    assert "Invited by SMS +4740000117" in over


def test_the_xml_is_laid_out_and_can_be_saved_as_it_came(sandbox: Sandbox, browser: Browser) -> None:
    sandbox.client().messages.send(letter(primary_document=document(subject="A & <b>")))
    page = browser.get("/letters/1001/xml").text
    (shown,) = found(page, "//pre")
    assert "\n  <recipient>\n" in shown.text
    sent = etree.fromstring(sandbox.letters[0].xml)
    assert etree.tostring(
        etree.fromstring(shown.text, etree.XMLParser(remove_blank_text=True))
    ) == etree.tostring(sent)
    saved = browser.get("/letters/1001/xml/file")
    assert saved.content == sandbox.letters[0].xml
    assert saved.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.thorough
def test_the_signature_is_explained(sandbox: Sandbox, browser: Browser) -> None:
    sandbox.client().messages.send(letter())
    page = browser.get("/letters/1001/request").text
    canonical, fingerprint = found(page, "//pre/text()")
    request = sandbox.letters[0].request
    assert request is not None
    assert canonical.split("\n")[:2] == ["POST", "/messages"]
    assert f"x-content-sha256: {request.headers['x-content-sha256']}" in canonical
    key = shipped_key("broker").public_key()
    digest = sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()
    assert fingerprint.replace(":", "").lower() == digest
    assert "2048-bit" in page


def test_an_access_token_is_not_shown(sandbox: Sandbox, browser: Browser) -> None:
    client = sandbox.client(oauth=True)
    client.messages.send(letter())
    page = browser.get("/letters/1001/request").text
    assert "access token" in page
    assert "<td>Bearer …</td>" in page


def test_the_envelope_has_addresses_sheets_and_the_zone_of_the_barcode(
    sandbox: Sandbox, browser: Browser
) -> None:
    sandbox.client().messages.send(letter(recipient=PAPER, primary_document=document(pdf(pages=3))))
    page = browser.get("/letters/1001/print").text
    for part in ("in a C5 envelope", "a cover sheet and 2 sheets", "in colour"):
        assert part in said(page)
    for line in ("Kari Brevløs", "7010 Trondheim", "Provfirman AB", "111 22 Stockholm", "SE"):
        assert f">{line}</text>" in page
    zones = re.findall(r'<rect class="zone" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/>', page)
    assert zones == [("0", "95", "15", "80")] * 3
    assert page.count(">blank</text>") == 2  # the backs of the cover sheet and of the second sheet
    pictures = re.findall(r'<image href="([^"]+)"', page)
    assert [each[-1] for each in pictures] == ["1", "2", "3"]
    assert all(browser.get(each).headers["Content-Type"] == "image/png" for each in pictures)
    assert "Kari Brevløs" in browser.get("/print-queue").text


@pytest.mark.thorough
@pytest.mark.parametrize(("pages", "envelope"), [(14, "C5"), (15, "C4")])
def test_more_than_fourteen_pages_need_a_larger_envelope(
    sandbox: Sandbox, browser: Browser, pages: int, envelope: str
) -> None:
    sandbox.client().messages.send(letter(primary_document=document(pdf(pages=pages))))
    page = said(browser.get("/letters/1001/print").text)
    assert f"in a {envelope} envelope: a cover sheet and {(pages + 1) // 2} sheets" in page


def test_the_zone_of_a_page_on_its_side_is_at_its_bottom(sandbox: Sandbox, browser: Browser) -> None:
    sideways = pdf().replace(b"[0 0 595 842]", b"[0 0 842 595]")
    sandbox.client().messages.send(letter(primary_document=document(sideways)))
    page = browser.get("/letters/1001/print").text
    assert '<rect class="zone" x="95" y="195" width="80" height="15"/>' in page


def test_what_is_no_pdf_is_not_printed(sandbox: Sandbox, browser: Browser) -> None:
    text = document(b"Hi", subject="Terms", file_type="txt")
    sandbox.client().messages.send(letter(primary_document=document(pdf()), attachments=[text]))
    assert "Not printed, since only PDFs are: Terms" in said(browser.get("/letters/1001/print").text)
    sandbox.client().messages.send(letter(primary_document=document(b"Hi", file_type="txt")))
    assert "None of its documents is a PDF" in said(browser.get("/letters/1002/print").text)


class TestSearch:
    @pytest.mark.thorough
    def test_letters_are_found_by_recipient_number_subject_and_id(
        self, sandbox: Sandbox, browser: Browser
    ) -> None:
        client = sandbox.client()
        wanted = letter(primary_document=document(subject="Årsoppgave for STRØM"))
        client.messages.send(wanted)
        for number in range(3):
            client.messages.send(letter(primary_document=document(subject=f"Faktura {number}")))
        uuid = str(wanted.primary_document.uuid)
        for text in (
            "årsoppgave",
            "strøm ÅRSOPPGAVE",
            uuid[:18],
            uuid.upper(),
            wanted.message_id,
            "ola strøm",
        ):
            page = browser.get(f"/?{urlencode({'q': text})}").text
            assert "1 of 4 letters" in page
            assert "Årsoppgave for STRØM" in page
            assert "Faktura 1" not in page
        assert "4 of 4 letters" in browser.get("/?q=31108412345").text
        assert "No letter has all of these words" in browser.get("/?q=ola+gass").text

    def test_letters_are_filtered_by_their_way(self, sandbox: Sandbox, browser: Browser) -> None:
        client = sandbox.client()
        client.messages.send(letter(primary_document=document(subject="Digital")))
        client.messages.send(letter(recipient=PAPER, primary_document=document(subject="Papir")))
        assert "Papir" not in browser.get("/?channel=DIGIPOST").text
        assert "1 of 2 letters" in browser.get("/?channel=PRINT").text
        assert "0 of 2 letters" in browser.get("/?channel=PRINT&q=digital").text
        for channel in ("", "NONSENSE", "%00"):
            assert "2 letters" in browser.get(f"/?channel={channel}").text

    @pytest.mark.thorough
    def test_pages_of_what_is_found_keep_the_question(self, sandbox: Sandbox, browser: Browser) -> None:
        client = sandbox.client()
        for number in range(53):
            client.messages.send(letter(primary_document=document(subject=f"Vare & gebyr {number}")))
        first = browser.get("/?q=vare+%26&channel=DIGIPOST").text
        (older,) = re.findall(r'<a href="([^"]+)" rel="next"', first)
        second = browser.get(html.unescape(older)).text
        assert "53 of 53 letters" in second
        assert "gebyr 0" in second
        assert "gebyr 52" not in second

    @pytest.mark.thorough
    @pytest.mark.parametrize("text", ["<script>", '"', "%", "_", "'", "\x00", "x" * 5000, " ", "\ud7ff"])
    def test_any_text_is_looked_for(self, text: str, sandbox: Sandbox, browser: Browser) -> None:
        sandbox.client().messages.send(letter())
        answer = browser.get(f"/?{urlencode({'q': text})}")
        assert answer.status_code == 200
        assert "<script>" not in answer.text.replace('<script src="/static/page.js" defer>', "")
