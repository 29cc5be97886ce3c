"""The page in a real browser: letters that come in, and recipients at work."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from digipost import RequestForRegistration, recipient
from digipost.datatypes import Invoice, ShareDocumentsRequest
from digipost_schema import datatypes
from tests.generated.examples import Examples
from tests.generated.packages import OURS
from tests.support.letters import document, letter, with_account
from tests.support.pdfs import pdf
from tests.support.shown_documents import HTML, ROOTS, SVG, png

if TYPE_CHECKING:
    from selenium.webdriver.remote.webelement import WebElement

    from digipost.sandbox import Sandbox
    from digipost_schema.datatypes import DataTypeElement
    from tests.sandbox.pages.screen import Screen

pytestmark = pytest.mark.thorough

KARI = recipient.by_personal_identification_number("17077700001")


def width_of(screen: Screen, image: WebElement) -> int:
    """Of the picture itself; 0 as long as it is not there, or cannot be shown."""
    return int(screen.driver.execute_script("return arguments[0].naturalWidth", image))


def is_drawn(screen: Screen, image: WebElement) -> bool:
    return width_of(screen, image) > 1000


def test_letters_appear_as_they_come(sandbox: Sandbox, screen: Screen) -> None:
    screen.open("/")
    screen.wait_for("No letter has come in yet")
    screen.wait_for("live")
    client = sandbox.client()
    for subject in ("The first", "The second", "The third"):
        client.messages.send(letter(primary_document=document(subject=subject)))
        screen.wait_for(subject)
    screen.wait_for("3 letters")
    subjects = [each.text for each in screen.driver.find_elements(By.CSS_SELECTOR, ".letters .subject")]
    assert subjects == ["The third", "The second", "The first"]


def test_a_letter_is_reached_and_opened_with_the_keyboard(sandbox: Sandbox, screen: Screen) -> None:
    sandbox.client().messages.send(letter())
    screen.open("/")
    screen.wait_for("Faktura")
    body = screen.driver.find_element(By.TAG_NAME, "body")
    for _ in range(20):
        body.send_keys(Keys.TAB)
        focused = screen.driver.switch_to.active_element
        outline = focused.value_of_css_property("outline-style")
        assert outline == "solid"  # wherever one is, one sees it
        if "/letters/1001" in (focused.get_attribute("href") or ""):
            break
    focused.send_keys(Keys.ENTER)
    screen.wait_for("History")
    screen.element(".opening button").send_keys(Keys.ENTER)
    screen.wait_for("Opened")


def test_focus_stays_where_it_is_when_a_letter_comes(sandbox: Sandbox, screen: Screen) -> None:
    client = sandbox.client()
    client.messages.send(letter(primary_document=document(subject="The first")))
    screen.open("/")
    screen.wait_for("live")
    screen.driver.execute_script("document.querySelector('.letters a').focus()")
    client.messages.send(letter(primary_document=document(subject="The second")))
    screen.wait_for("The second")
    assert "The first" in screen.driver.switch_to.active_element.text


@pytest.mark.parametrize("cls", ROOTS, ids=lambda cls: cls.__name__)
def test_each_data_type_is_shown(sandbox: Sandbox, screen: Screen, cls: type[DataTypeElement]) -> None:
    value = with_account(Examples(OURS).rich(cls))
    sandbox.client().messages.send(letter(primary_document=document(data_type=value)))
    screen.open("/letters/1001")
    section = screen.element(".data")
    assert section.is_displayed()
    assert section.text.strip()
    screen.resize(375, 812)
    assert screen.overflow() == 0


def test_an_invoice_is_paid_by_its_button(sandbox: Sandbox, screen: Screen) -> None:
    bill = Invoice(
        due_date=sandbox.clock.now() + timedelta(days=14),
        sum=Decimal(1250),
        creditor_account="15941432384",
        kid="2026110",
    )
    sandbox.client().messages.send(letter(primary_document=document(data_type=bill)))
    screen.open("/letters/1001")
    screen.wait_for("1\xa0250,00\xa0kr")
    screen.press("Pay")
    screen.wait_for("Paid ")
    (uuid,) = sandbox.letters[0].documents
    assert len(sandbox.letters[0].additional_data[uuid]) == 1
    assert not screen.driver.find_elements(By.XPATH, "//button[normalize-space()='Pay']")


def test_documents_are_shared_and_withdrawn(sandbox: Sandbox, screen: Screen) -> None:
    asked = ShareDocumentsRequest(max_share_duration_seconds=3600, purpose="To decide on your loan.")
    sandbox.client().messages.send(letter(primary_document=document(data_type=asked)))
    screen.open("/letters/1001")
    screen.wait_for("To decide on your loan.")
    screen.element("input[value='Skattemelding']").click()
    screen.press("Share")
    screen.wait_for("Shared until")
    screen.wait_for("Skattemelding")
    screen.press("Share no longer")
    screen.wait_for("Not shared any more")


def test_a_recipient_registers_and_has_the_letter(sandbox: Sandbox, screen: Screen) -> None:
    deadline = sandbox.clock.now() + timedelta(days=3)
    request = RequestForRegistration(registration_deadline=deadline)
    sandbox.client().messages.send(letter(recipient=KARI, request_for_registration=request))
    screen.open("/recipients")
    screen.driver.find_element(By.LINK_TEXT, "Kari Brevløs").click()
    screen.wait_for("Waiting for registration")
    screen.press("Register")
    screen.wait_for("Digipost address")
    assert "Waiting for registration" not in screen.text()
    screen.element(".letters a").click()
    screen.wait_for("The recipient registered")


def test_another_page_sees_what_happens(sandbox: Sandbox, screen: Screen) -> None:
    sent = letter()
    sandbox.client().messages.send(sent)
    screen.open("/letters/1001")
    screen.wait_for("live")
    screen.wait_for("unread")
    sandbox.recipient("31108412345").open(sent.primary_document.uuid)
    screen.wait_for("opened")
    assert "unread" not in screen.text()


def test_the_clock_is_moved(sandbox: Sandbox, screen: Screen) -> None:
    sent = letter(delivery_time=sandbox.clock.now() + timedelta(days=2))
    sandbox.client().messages.send(sent)
    screen.open("/letters/1001")
    screen.wait_for("not yet delivered")
    screen.open("/clock")
    screen.press("3 days")
    screen.wait_for("3 days ahead of the clock")
    assert sandbox.clock.offset == timedelta(days=3)
    screen.open("/letters/1001")
    screen.wait_for("unread")


def test_a_fault_is_switched_on_and_off(sandbox: Sandbox, screen: Screen) -> None:
    screen.open("/faults")
    screen.press("Refuse the next letter with 503, and do nothing")
    screen.wait_for("struck 0 times")
    sandbox.client().messages.send(letter())
    screen.wait_for("spent, struck 1 time")
    field = screen.element("input[name='rule'][type='text']")
    field.send_keys("nonsense", Keys.ENTER)
    screen.wait_for("must begin with one of the faults")
    screen.complaints()  # of the status 400, which is as it should be
    screen.press("Remove all")
    screen.wait_for("Nothing goes wrong at present")
    assert sandbox.faults.rules == ()


@pytest.mark.parametrize(
    ("data", "file_type", "css"),
    [
        (png(), "png", "body.image img"),
        (SVG, "svg", "body.image img"),
        (HTML, "html", "h1"),
        (b"Hi", "txt", "pre"),
    ],
)
def test_documents_are_seen_in_their_frames(
    sandbox: Sandbox, screen: Screen, data: bytes, file_type: str, css: str
) -> None:
    sandbox.client().messages.send(letter(primary_document=document(data, file_type=file_type)))
    screen.open("/letters/1001")
    with screen.frame():
        element = screen.element(css)
        if css.endswith("img") and file_type != "svg":
            screen.wait(lambda: width_of(screen, element) == 3)
        # A sandboxed page has no origin: whatever ran in it could reach nothing.
        assert screen.driver.execute_script("return window.origin") == "null"


def test_the_pages_of_a_pdf_are_seen(sandbox: Sandbox, screen: Screen) -> None:
    sandbox.client().messages.send(letter(primary_document=document(pdf(pages=2))))
    screen.open("/letters/1001")
    with screen.frame():
        screen.element("img")
        for picture in screen.driver.find_elements(By.TAG_NAME, "img"):
            screen.driver.execute_script("arguments[0].scrollIntoView()", picture)
            screen.wait(partial(is_drawn, screen, picture))


PAGES = ["/", "/letters/1001", "/letters/1001/xml", "/letters/1001/request", "/letters/1001/print"]
PAGES += ["/recipients", "/print-queue", "/clock", "/faults", "/inbox", "/reset", "/?q=no+such+letter"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_a_telephone(sandbox: Sandbox, screen: Screen, path: str) -> None:
    subject = "A subject without any place to break it" + "x" * 150
    sandbox.client().messages.send(letter(primary_document=document(subject=subject)))
    sandbox.faults.add("delay=0s path=/" + "x" * 200)
    screen.resize(375, 812)
    screen.open(path)
    screen.element("main h1, main h2")
    assert screen.overflow() == 0


def test_a_page_works_without_its_script(sandbox: Sandbox, screen: Screen) -> None:
    sent = letter()
    sandbox.client().messages.send(sent)
    screen.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        screen.open("/letters/1001")
        screen.press("Open")
        assert sent.primary_document.uuid in sandbox.letters[0].opened
    finally:
        screen.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


HOSTILE = "<script>alert(1)</script><img src='https://elsewhere.example/x' onerror=alert(1)>\"'"
# As hostile as Digipost's HTML validator, which the sandbox applies, lets a letter be.
HOSTILE_HTML = """
<base target=_blank>
<style>p { content: 'expressio\\6e (alert(1))'; background: whatever; }</style>
<table background='//elsewhere.example/a.png' class='x'><tbody><tr><td>x</td></tr></tbody></table>
<a href='//elsewhere.example/b'>b</a>
<p style="background:url('https://elsewhere.example/d')">p</p>
<p style="list-style:url(//elsewhere.example/e)">q</p>
"""


def test_a_hostile_letter_does_no_harm(sandbox: Sandbox, screen: Screen) -> None:
    notice = datatypes.VerifiablePresentationNotice(title=HOSTILE, description=HOSTILE)
    sandbox.client().messages.send(
        letter(
            primary_document=document(
                HOSTILE_HTML.encode(), subject=HOSTILE, file_type="html", data_type=notice
            ),
            attachments=[
                document(SVG, subject="../../etc/passwd", file_type="svg"),
                document(HTML, file_type="svg"),
            ],
        )
    )
    for path in ("/", "/letters/1001", "/letters/1001/xml", "/letters/1001/request", "/letters/1001/print"):
        screen.open(path)
        screen.wait_for("<script>alert(1)</script>")
        assert not screen.driver.find_elements(By.CSS_SELECTOR, "body script, main img")
    screen.open("/letters/1001")
    for number in (1, 2):
        with screen.frame(f"article:nth-of-type({number}) iframe"):
            screen.element("p, img")
    # No dialogue is open, nothing was asked of elsewhere: `screen` checks that for every test.


def test_a_hostile_document_can_do_nothing_outside_its_frame_either(sandbox: Sandbox, screen: Screen) -> None:
    sandbox.client().messages.send(
        letter(
            primary_document=document(HOSTILE_HTML.encode(), file_type="html"),
            attachments=[document(SVG, file_type="svg")],
        )
    )
    screen.open("/letters/1001")
    screen.element("article:nth-of-type(2) iframe")
    html, svg = (
        each.get_attribute("src") or "" for each in screen.driver.find_elements(By.TAG_NAME, "iframe")
    )
    for address in (html, svg, f"{svg}/image"):
        screen.driver.get(address)
        screen.wait(lambda: screen.driver.execute_script("return document.readyState") == "complete")
        assert screen.driver.execute_script("return window.origin") == "null"
    blocked = screen.complaints()
    assert any("Blocked script execution" in each for each in blocked)
    assert all("Blocked script" in each or "Content Security Policy" in each for each in blocked)


def test_the_checks_of_these_tests_find_something(screen: Screen) -> None:
    screen.open("/clock")
    screen.driver.execute_script("fetch('http://localhost:1/').catch(() => {}); console.error('a complaint')")
    screen.wait(lambda: any("a complaint" in each for each in screen.complaints()))
    screen.driver.execute_script("document.body.append(document.createElement('iframe'))")
    screen.driver.execute_script("document.querySelector('iframe').src = 'http://localhost:1/'")
    screen.wait(screen.complaints)  # which the policy has stopped
    assert screen.hosts() <= {"127.0.0.1"}
    with suppress(WebDriverException):
        screen.driver.get("http://localhost:1/")
    assert "localhost" in screen.hosts()
    screen.complaints()
