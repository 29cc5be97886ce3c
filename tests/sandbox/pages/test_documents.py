"""Documents in the page: each in a frame from another origin, and harmless whatever it is."""

from __future__ import annotations

import tracemalloc
from email.message import Message as Headers
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import requests
from PIL import Image

from digipost import ClientConfig, DigipostClient, Document, RequestSigning, recipient
from digipost.sandbox.pages.display_formats import download_name
from digipost_schema import api_v8
from tests.support.letters import document, letter
from tests.support.paper import PAPER
from tests.support.pdfs import pdf
from tests.support.shown_documents import HTML, SVG, png
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from tests.sandbox.pages.conftest import Browser

TEXT = "Hei, på <deg> & dere"
ALLOWS = ("allow-scripts", "allow-same-origin", "allow-forms", "allow-top-navigation", "allow-modals")


def frame_of(sandbox: Sandbox, browser: Browser, data: bytes, **changes: object) -> tuple[str, str]:
    """Sends the document; how its frame shows it, and where."""
    sandbox.client().messages.send(letter(primary_document=document(data, **changes)))
    number = sandbox.letters[-1].number
    ((showing, address),) = browser.frames(f"/letters/{number}")
    return showing, address


@pytest.mark.thorough
@pytest.mark.costly
@pytest.mark.parametrize(
    ("data", "file_type", "showing"),
    [
        (pdf(), "pdf", "pages"),
        (png(), "png", "image"),
        (SVG, "svg", "image"),
        (HTML, "html", "html"),
        (TEXT.encode(), "txt", "text"),
        (TEXT.encode("cp1252"), "txt", "text"),
    ],
)
def test_what_frames_hold_is_sandboxed(
    sandbox: Sandbox, browser: Browser, data: bytes, file_type: str, showing: str
) -> None:
    shown, address = frame_of(sandbox, browser, data, file_type=file_type)
    assert shown == showing
    for path in (address, f"{address}/file", *([f"{address}/image"] if showing == "image" else [])):
        headers = browser.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("sandbox")
        assert "default-src 'none'" in policy
        assert not any(allowed in policy for allowed in ALLOWS)
        assert f"frame-ancestors {browser.origin}" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
    page = browser.get("/letters/1001").text
    assert not any(allowed in page for allowed in ALLOWS)


def test_a_pdf_is_shown_as_pictures_of_its_pages(sandbox: Sandbox, browser: Browser) -> None:
    _, address = frame_of(sandbox, browser, pdf(pages=3))
    frame = browser.get(address).text
    assert frame.count("<img ") == 3
    picture = browser.get(f"{address}/page/3")
    assert picture.headers["Content-Type"] == "image/png"
    with Image.open(BytesIO(picture.content)) as image:
        width, height = image.size
    assert height / width == pytest.approx(297 / 210, abs=0.01)
    assert browser.get(f"{address}/page/4").status_code == 404
    assert browser.get(f"{address}/page/0").status_code == 404


@pytest.mark.thorough
def test_of_a_long_pdf_the_first_pages_are_shown(sandbox: Sandbox, browser: Browser) -> None:
    _, address = frame_of(sandbox, browser, pdf(pages=23))
    frame = browser.get(address).text
    assert frame.count("<img ") == 20
    assert "3 more pages" in frame


@pytest.mark.parametrize("data", [b"%PDF-1.7 and nothing of it", b"%PDF-" + bytes(range(256)) * 100])
def test_a_pdf_that_is_broken_says_so(sandbox: Sandbox, browser: Browser, data: bytes) -> None:
    _, address = frame_of(sandbox, browser, data)
    frame = browser.get(address)
    assert frame.status_code == 200
    assert "cannot be shown" in frame.text
    assert browser.get(f"{address}/file").content == data


@pytest.mark.thorough
def test_text_is_escaped(sandbox: Sandbox, browser: Browser) -> None:
    _, address = frame_of(sandbox, browser, TEXT.encode(), file_type="txt")
    assert "Hei, på &lt;deg&gt; &amp; dere" in browser.get(address).text


def test_a_letter_in_html_is_made_safe(sandbox: Sandbox, browser: Browser) -> None:
    _, address = frame_of(sandbox, browser, HTML, file_type="html")
    frame = browser.get(address)
    assert frame.text == "<!doctype html><style></style><h1>Hello</h1><p>æ</p>"
    assert "sandbox allow-popups allow-popups-to-escape-sandbox;" in frame.headers["Content-Security-Policy"]


@pytest.mark.thorough
def test_the_page_says_what_digipost_removes_and_why(sandbox: Sandbox, browser: Browser) -> None:
    frame_of(sandbox, browser, HTML + b"<p style='font-size:9px'>[b]x</p>", file_type="html")
    page = browser.get("/letters/1001").text
    assert "Result of Digipost's HTML validator" in page
    assert "line 1, column 30: A comment, doctype or other declaration is removed" in page
    assert "<code>&lt;!-- x --&gt;&lt;p style=&#39;background" in page
    assert "The text is 9 px high" in page
    assert '<span class="kind refused">' not in page


def test_a_script_in_an_encrypted_letter_is_removed_and_told(
    sandbox: Sandbox, browser: Browser, tmp_path: Path
) -> None:
    # Digipost cannot look into it, and neither can the sandbox before its page opens it.
    page = b"<html><body><script>alert(1)</script><p onclick='x'>Hei</p></body></html>"
    config = ClientConfig(broker_id=sandbox.broker_id, environment=sandbox.environment, preflight=False)
    sandbox.issue_certificate(tmp_path / "broker.p12", "password")
    with DigipostClient(config, RequestSigning.from_pkcs12(tmp_path / "broker.p12", "password")) as unchecked:
        unchecked.messages.send(letter(primary_document=document(page, file_type="html", encrypt=True)))
    shown = browser.get("/letters/1001").text
    assert '<span class="kind refused">refused</span> line 1, column 13' in shown
    assert "Found HTML policy violation. Tag name: script" in shown
    ((_, address),) = browser.frames("/letters/1001")
    assert "alert" not in browser.get(address).text


@pytest.mark.thorough
def test_a_letter_that_digipost_leaves_alone_has_no_remarks(sandbox: Sandbox, browser: Browser) -> None:
    letter_of_digipost = b"<html><head></head><body><p>Hei</p></body></html>"
    frame_of(sandbox, browser, letter_of_digipost, file_type="html")
    assert "HTML validator" not in browser.get("/letters/1001").text


def test_a_drawing_is_no_more_than_an_image(sandbox: Sandbox, browser: Browser) -> None:
    _, address = frame_of(sandbox, browser, SVG, file_type="svg")
    assert "<svg" not in browser.get(address).text
    assert browser.get(f"{address}/image").headers["Content-Type"] == "image/svg+xml"


def test_an_image_is_what_its_bytes_are(sandbox: Sandbox, browser: Browser) -> None:
    showing, _ = frame_of(sandbox, browser, png(), file_type="html")
    assert showing == "image"
    sandbox.client().messages.send(letter(primary_document=document(HTML, file_type="png")))
    assert browser.frames("/letters/1002") == []
    assert "is not shown here" in browser.get("/letters/1002").text


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("subject", "file_type", "name"),
    [
        ("../../etc/passwd", "txt", "etc passwd.txt"),
        ("C:\\Windows\\system.ini", "txt", "C Windows system ini.txt"),
        ('a"; filename="evil.exe', "txt", "a filename evil exe.txt"),
        ("Faktura for møte", "txt", "Faktura for møte.txt"),
        ("...", "txt", "document.txt"),
        ("x" * 255, "txt", "x" * 80 + ".txt"),
    ],
)
def test_a_file_is_saved_under_a_name_that_is_none_of_a_path(
    sandbox: Sandbox, browser: Browser, subject: str, file_type: str, name: str
) -> None:
    sent = document(b"hello", file_type=file_type, subject=subject)
    sandbox.client().messages.send(letter(primary_document=sent))
    page = browser.get("/letters/1001").text
    (address,) = [part.split('"')[0] for part in page.split('href="') if part.split('"')[0].endswith("/file")]
    answer = browser.get(address)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    headers = Headers()
    headers["Content-Disposition"] = answer.headers["Content-Disposition"]
    assert headers.get_content_disposition() == "attachment"
    assert headers.get_filename() == name


@in_one_test("file_type", ["../../exe", "a/b", "html ", "", "x" * 30, "e\u0301"])
def test_an_ending_that_is_none_of_a_file_is_not_used(file_type: str) -> None:
    # The library refuses to send such a one; another client may not.
    assert download_name(api_v8.Document(subject="A", file_type=file_type)) == "A.bin"


@pytest.mark.thorough
def test_a_subject_with_markup_stays_text(sandbox: Sandbox, browser: Browser) -> None:
    subject = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    sent = document(b"hello", file_type="txt", subject=subject)
    sandbox.client().messages.send(letter(primary_document=sent))
    for path in ("/", *(f"/letters/1001{page}" for page in ("", "/print", "/xml", "/request"))):
        page = browser.get(path)
        assert page.status_code == 200
        assert "&lt;script&gt;" in page.text or "&amp;lt;script" in page.text
        assert "<script>" not in page.text
        assert "<img" not in page.text


@pytest.mark.thorough
def test_a_huge_document_is_never_read_into_memory(
    sandbox: Sandbox, browser: Browser, tmp_path: Path
) -> None:
    size = 100_000_000
    big = tmp_path / "big.pdf"
    with big.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(size)
    sandbox.client().messages.send(letter(primary_document=Document.from_path(big, subject="Big")))
    _ = browser.get("/")  # whatever is loaded for the first page
    tracemalloc.start()
    try:
        ((_, address),) = browser.frames("/letters/1001")
        assert "cannot be shown" in browser.get(address).text
        assert "On paper" in browser.get("/letters/1001/print").text
        with requests.get(f"{address}/file", stream=True, timeout=60) as answer:
            assert sum(len(chunk) for chunk in answer.iter_content(1 << 16)) == size
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


def test_a_large_text_is_shown_in_part(sandbox: Sandbox, browser: Browser) -> None:
    _, address = frame_of(sandbox, browser, "æ".encode() * 200_000, file_type="txt")
    frame = browser.get(address)
    assert len(frame.content) < 250_000
    assert frame.text.count("æ") == 100_000
    assert "This is the beginning" in frame.text


@pytest.mark.thorough
@pytest.mark.parametrize("to", ["mailbox", "print"])
def test_a_letter_that_was_encrypted_for_the_sandbox_is_opened(
    to: str, sandbox: Sandbox, browser: Browser
) -> None:
    plain = pdf()
    encrypted = document(plain, encrypt=True)
    whom = {} if to == "mailbox" else {"recipient": recipient.print_only(PAPER)}
    sandbox.client().messages.send(letter(primary_document=encrypted, **whom))
    (received,) = sandbox.letters
    (uuid,) = received.documents
    assert received.documents[uuid] != plain
    page = browser.get(f"/letters/{received.number}").text
    assert "is opened here with the sandbox" in page
    ((kind, address),) = browser.frames(f"/letters/{received.number}")
    assert kind == "pages"
    assert 'alt="Page 1 of 1"' in browser.get(address).text
    assert browser.get(f"{address}/page/1").headers["content-type"] == "image/png"
    assert browser.get(f"{address}/file").content == received.documents[uuid]
