"""The page of the inbox, and the button that forgets everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests

from tests.support.letters import letter

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox
    from tests.sandbox.pages.conftest import Browser


def put(browser: Browser, name: str, content: bytes, **form: str) -> requests.Response:
    return requests.post(
        f"{browser.origin}/inbox",
        data=form,
        files={"file": (name, content)} if name else {},
        headers={"Origin": browser.origin},
        timeout=30,
        allow_redirects=False,
    )


def test_a_file_is_put_into_the_inbox_that_the_client_reads(sandbox: Sandbox, browser: Browser) -> None:
    assert "The inbox is empty" in browser.get("/inbox").text
    content = b"%PDF-1.7 " + bytes(range(256)) * 2000
    assert put(browser, "Innkalling.pdf", content, sender="Prøveby <kommune>").status_code == 303
    assert put(browser, "b.unheard-of", b"2", subject="Et brev").status_code == 303
    client = sandbox.client()
    newest, first = client.inbox.list_documents()
    assert (first.subject, first.sender, first.content_type) == (
        "Innkalling.pdf",
        "Prøveby <kommune>",
        "application/pdf",
    )
    assert (newest.subject, newest.sender, newest.content_type) == (
        "Et brev",
        "Testkommunen",
        "application/octet-stream",
    )
    with client.inbox.content(first) as download:
        assert download.read() == content
    page = browser.get("/inbox").text
    assert "Prøveby &lt;kommune&gt;" in page
    assert "opened" in page


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 300, "<script>.pdf", "å/b\\c.pdf"])
def test_any_name_of_a_file_is_a_name_only(name: str, sandbox: Sandbox, browser: Browser) -> None:
    assert put(browser, name, b"1").status_code == 303
    (kept,) = sandbox.client().inbox.list_documents()
    assert "/" not in (kept.subject or "")
    assert "<script>" not in browser.get("/inbox").text.replace('<script src="/static/page.js" defer>', "")


def test_without_a_file_nothing_is_put_there(sandbox: Sandbox, browser: Browser) -> None:
    assert put(browser, "", b"", subject="x").status_code in {400, 422}
    assert browser.post("/inbox", {"subject": "x"}).status_code == 400
    assert browser.post("/inbox", {"file": "text"}).status_code == 400
    assert put(browser, "large.bin", bytes(30_000_001)).status_code == 400
    assert list(sandbox.client().inbox.list_documents()) == []


def test_a_button_forgets_everything(sandbox: Sandbox, browser: Browser) -> None:
    sandbox.client().messages.send(letter())
    assert "Forget 1 letter," in browser.get("/reset").text
    assert requests.post(f"{browser.origin}/reset", timeout=30).status_code == 403
    assert len(sandbox.letters) == 1
    answer = browser.post("/reset")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert len(sandbox.letters) == 0
    assert "No letter has come in yet" in browser.get("/").text
