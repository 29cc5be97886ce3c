"""Actions of recipients on the page, which allow nothing else."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from digipost import RequestForRegistration, recipient
from digipost.datatypes import Invoice, ShareDocumentsRequest
from digipost.sandbox.pages.fault_page import SUGGESTIONS
from tests.support.letters import document, letter

if TYPE_CHECKING:
    from uuid import UUID

    from digipost.datatypes import RawElement
    from digipost.sandbox import Sandbox
    from digipost_schema.datatypes import DataTypeElement
    from tests.sandbox.pages.conftest import Browser

OLA = "31108412345"
KARI = "17077700001"


def send(sandbox: Sandbox, data_type: DataTypeElement | RawElement | None = None) -> UUID:
    sent = document(data_type=data_type)
    sandbox.client().messages.send(letter(primary_document=sent))
    return sent.uuid


def bill(sandbox: Sandbox) -> Invoice:
    due = sandbox.clock.now() + timedelta(days=14)
    return Invoice(due_date=due, sum=Decimal(1250), creditor_account="15941432384", kid="2026110")


def test_a_letter_is_opened(sandbox: Sandbox, browser: Browser) -> None:
    uuid = send(sandbox)
    assert "unread" in browser.get("/").text
    answer = browser.post(f"/letters/1001/{uuid}/open")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/letters/1001#document-{uuid}"
    assert uuid in sandbox.letters[0].opened
    assert "unread" not in browser.get("/").text
    page = browser.get("/letters/1001").text
    assert f"{uuid}/open" not in page
    assert "Opened" in page


def test_an_invoice_is_paid_once(sandbox: Sandbox, browser: Browser) -> None:
    uuid = send(sandbox, bill(sandbox))
    assert f"{uuid}/pay" in browser.get("/letters/1001").text
    assert browser.post(f"/letters/1001/{uuid}/pay").status_code == 303
    page = browser.get("/letters/1001").text
    assert f"{uuid}/pay" not in page
    assert "Paid" in page
    again = browser.post(f"/letters/1001/{uuid}/pay")
    assert again.status_code == 409
    assert "has been paid already" in again.text
    assert len(sandbox.letters[0].additional_data[uuid]) == 1


def test_documents_are_shared_and_not_any_more(sandbox: Sandbox, browser: Browser) -> None:
    asked = ShareDocumentsRequest(
        max_share_duration_seconds=3600, purpose="A loan", allowed_origin_organisation_numbers=["310000019"]
    )
    uuid = send(sandbox, asked)
    shared = sandbox.client().shared_documents
    assert browser.post(f"/letters/1001/{uuid}/share", {"document": "Lønnsslipp"}).status_code == 303
    (found,) = shared.get_state(uuid).shared_documents.shared_document
    assert found.subject == "Lønnsslipp"
    assert found.origin.organisation is not None
    assert found.origin.organisation.organisation_number == "310000019"
    assert "Shared until" in browser.get("/letters/1001").text
    assert browser.post(f"/letters/1001/{uuid}/withdraw").status_code == 303
    assert "Not shared any more" in browser.get("/letters/1001").text


def test_something_has_to_be_chosen_to_be_shared(sandbox: Sandbox, browser: Browser) -> None:
    uuid = send(sandbox, ShareDocumentsRequest(max_share_duration_seconds=60, purpose="A loan"))
    for form in ({}, {"document": "../../etc/passwd"}):
        answer = browser.post(f"/letters/1001/{uuid}/share", form)
        assert answer.status_code == 400
        assert "Choose at least one" in answer.text


def test_somebody_registers_and_gets_what_waited(sandbox: Sandbox, browser: Browser) -> None:
    deadline = sandbox.clock.now() + timedelta(days=3)
    sandbox.client().messages.send(
        letter(
            recipient=recipient.by_personal_identification_number(KARI),
            request_for_registration=RequestForRegistration(registration_deadline=deadline),
        )
    )
    assert "waits for registration" in browser.get("/").text
    alias = next(each.alias for each in sandbox.parties if each.number == KARI)
    page = browser.get(f"/recipients/{alias}").text
    assert "Waiting for registration" in page
    assert browser.post(f"/recipients/{alias}/register").status_code == 303
    assert [each.number for each in sandbox.recipient(KARI).letters] == [1001]
    assert "Kari Brevløs" in browser.get("/letters/1001").text
    assert "/register" not in browser.get("/letters/1001").text


def test_who_is_known_by_a_number_alone_registers_from_the_letter(sandbox: Sandbox, browser: Browser) -> None:
    number = "12345678901"
    deadline = sandbox.clock.now() + timedelta(days=3)
    request = RequestForRegistration(registration_deadline=deadline)
    to = recipient.by_personal_identification_number(number)
    sandbox.client().messages.send(letter(recipient=to, request_for_registration=request))
    assert "/letters/1001/register" in browser.get("/letters/1001").text
    assert browser.post("/letters/1001/register").status_code == 303
    assert sandbox.recipient(number).is_registered
    assert number not in browser.get("/letters/1001").url


@pytest.mark.parametrize("act", ["open", "pay", "withdraw"])
def test_what_cannot_be_done_changes_nothing(sandbox: Sandbox, browser: Browser, act: str) -> None:
    uuid = send(sandbox)
    assert browser.post(f"/letters/1001/{uuid4()}/{act}").status_code == 404
    assert browser.post(f"/letters/1002/{uuid}/{act}").status_code == 404
    assert browser.get(f"/letters/1001/{uuid}/{act}").status_code == 405
    if act != "open":
        assert browser.post(f"/letters/1001/{uuid}/{act}").status_code == 409
    assert browser.post(f"/letters/1001/{uuid}/{act}", Origin="https://elsewhere.example").status_code == 403
    assert not sandbox.letters[0].opened
    assert not sandbox.letters[0].additional_data


def test_nobody_opens_a_letter_before_it_is_delivered(sandbox: Sandbox, browser: Browser) -> None:
    sent = letter(delivery_time=sandbox.clock.now() + timedelta(days=2))
    sandbox.client().messages.send(sent)
    uuid = sent.primary_document.uuid
    assert f"{uuid}/open" not in browser.get("/letters/1001").text
    assert browser.post(f"/letters/1001/{uuid}/open").status_code == 409
    assert browser.post("/clock", {"count": "3", "unit": "days"}).status_code == 303
    assert f"{uuid}/open" in browser.get("/letters/1001").text


@pytest.mark.parametrize(
    "form",
    [{}, {"count": "-1", "unit": "days"}, {"count": "1", "unit": "years"}, {"count": "1e9", "unit": "days"}],
)
def test_the_clock_goes_ahead_by_what_makes_sense(
    sandbox: Sandbox, browser: Browser, form: dict[str, str]
) -> None:
    answer = browser.post("/clock", form)
    assert answer.status_code == 400
    assert "whole number" in answer.text
    assert not sandbox.clock.offset


def test_the_clock_does_not_leave_the_calendar(sandbox: Sandbox, browser: Browser) -> None:
    answer = browser.post("/clock", {"count": "999999", "unit": "weeks"})
    assert answer.status_code == 400
    assert "The clock " in answer.text
    assert not sandbox.clock.offset


def test_faults_are_added_and_removed(sandbox: Sandbox, browser: Browser) -> None:
    assert browser.post("/faults", {"rule": "delay=0s path=/<b>"}).status_code == 303
    assert browser.post("/faults", {"rule": "status=503 times=1"}).status_code == 303
    page = browser.get("/faults").text
    assert "path=&#39;/&lt;b&gt;&#39;" in page
    first, second = sandbox.faults.rules
    assert browser.post(f"/faults/{first.number}/remove").status_code == 303
    assert [each.number for each in sandbox.faults.rules] == [second.number]
    assert browser.post("/faults/clear").status_code == 303
    assert sandbox.faults.rules == ()


@pytest.mark.parametrize("rule", ["", "nonsense", "delay=2s times=0", "<script>alert(1)</script>", "'"])
def test_a_rule_that_is_none_is_explained(sandbox: Sandbox, browser: Browser, rule: str) -> None:
    answer = browser.post("/faults", {"rule": rule})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "<script>" not in answer.text
    assert sandbox.faults.rules == ()


def test_every_suggested_fault_can_be_added(sandbox: Sandbox, browser: Browser) -> None:
    for suggestion in SUGGESTIONS:
        assert browser.post("/faults", {"rule": suggestion.text}).status_code == 303
    assert [str(each.rule) for each in sandbox.faults.rules] == [each.text for each in SUGGESTIONS]
