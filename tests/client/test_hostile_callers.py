"""Texts of callers that are made to do harm: refused before any request, or sent as the text that they are.

What goes out is read by h11, by the standard library's reader of MIME, and by libxml2.
"""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING
from urllib.parse import unquote

import h11
import pytest
from lxml import etree

from digipost import ClientConfig, DigipostClient, Document, Environment, Message, recipient
from digipost.errors import ApiError, DeliveryUnknownError, InvalidValueError, VerificationError
from digipost.xml import to_xml
from digipost_schema import api_v8
from tests.support.counterpart import CONFIG, NOW, ONCE, entry_point
from tests.support.letters import OLA, PDF, document, letter
from tests.support.loopback import Loopback
from tests.support.tables import in_one_test
from tests.support.wired import link

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digipost.authentication import RequestSigning

ENDS = (InvalidValueError, VerificationError, ApiError, DeliveryUnknownError)
MARK = "X-Injected"
TEXTS = [
    f"a\r\n{MARK}: 1",
    f"a\n{MARK}: 1",
    f"a\r{MARK}: 1",
    f"abc HTTP/1.1\r\nHost: evil\r\n{MARK}: 1\r\n\r\n",
    f"\N{NEXT LINE}{MARK}: 1",
    f"\N{LINE SEPARATOR}{MARK}: 1",
    f"ča ċ{MARK}: 1",  # which end in CR and LF when they are cut to a byte
    '"; filename="evil',
    "--boundary--\r\n",
    "<evil/>",
    "]]><evil/>",
    "&evil; &#0; &amp;",
    '<!DOCTYPE x [<!ENTITY evil SYSTEM "file:///etc/passwd">]>&evil;',
    "${jndi:ldap://evil} {0} %s %n",
    "'; DROP TABLE letters; --",
    "../../../etc/passwd",
    "%0d%0a%2e%2e%2f",
    "abc?evil=1&evil=2#evil",
    "//evil.example/",
    "\0evil",
    "evil\x1b[2J",
    "evil\ud800",
    "evil\udcff",
    "evil\uffff",
    "\N{RIGHT-TO-LEFT OVERRIDE}live",
    "æøå Ærlig 😀",
    "x" * 20_000,
    " " * 1000,
    "",
]
LINKS = {
    "add_tag": "/tags/add",
    "archive_documents": "/archive",
    "create_message": "/messages",
    "get_archive_documents_by_referenceid": "/archive/reference/",
    "get_sender_information": "/sender-information",
    "identify_recipient": "/identification",
    "search": "/recipients/search",
    "autocomplete": "/recipients/suggest",
    "document_events": "/events",
}
OUR_HEADERS = {
    b"accept",
    b"accept-encoding",
    b"cache-control",
    b"content-length",
    b"content-type",
    b"date",
    b"host",
    b"mime-version",
    b"user-agent",
    b"x-content-sha256",
    b"x-digipost-signature",
    b"x-digipost-userid",
}


def by_name(text: str) -> api_v8.MessageRecipient:
    return recipient.by_name_and_address(
        fullname=text, addressline1="Eksempelveien 1", postalcode="0155", city="Oslo"
    )


ARCHIVE = api_v8.Archive(name="a", link=[api_v8.Link(rel="x/next_documents", uri="/archive/1?offset=0")])
OPERATIONS: dict[str, Callable[[DigipostClient, str], object]] = {
    "subject": lambda client, text: client.messages.send(letter(primary_document=document(subject=text))),
    "message id": lambda client, text: client.messages.send(letter(message_id=text)),
    "file type": lambda client, text: client.messages.send(letter(primary_document=document(file_type=text))),
    "name": lambda client, text: client.messages.send(letter(recipient=by_name(text))),
    "digipost address": lambda client, text: client.messages.send(
        letter(recipient=recipient.by_digipost_address(text))
    ),
    "number": lambda client, text: client.messages.send(
        letter(recipient=recipient.by_personal_identification_number(text))
    ),
    "invoice reference": lambda client, text: client.messages.send(letter(invoice_reference=text)),
    "search": lambda client, text: client.recipients.search(text),
    "suggest": lambda client, text: client.recipients.suggest(text),
    "identify": lambda client, text: client.recipients.identify(by_name(text)),
    "tag": lambda client, text: client.tags.add(text),
    "uuid": lambda client, text: client.documents.status(text),
    "cursor": lambda client, text: list(client.documents.events(after=text)),
    "organisation": lambda client, text: client.senders.information_by_organisation(text),
    "part": lambda client, text: client.senders.information_by_organisation("984661185", part_id=text),
    "reference": lambda client, text: client.archive.list_documents_by_reference(text),
    "attribute": lambda client, text: list(client.archive.list_documents(ARCHIVE, attributes={text: text})),
    "batch": lambda client, text: client.batches.get(text),
}


# None of the texts is what these must be.
ALWAYS_REFUSED = {"batch", "cursor", "file type", "number", "organisation", "tag", "uuid"}


@in_one_test("name", OPERATIONS)
def test_a_text_is_refused_or_stays_a_text(name: str, credentials: RequestSigning) -> None:
    links = (link(relation, uri) for relation, uri in LINKS.items())
    not_found = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    offered = entry_point(*links, create_message="").on_the_wire("/")
    with Loopback(offered, not_found) as server:
        config = ClientConfig(broker_id=12345, environment=Environment.custom(server.origin), retries=ONCE)
        with DigipostClient(config, credentials, clock=lambda: NOW) as client:
            went_out = 0
            for text in TEXTS:
                before = len(server.heard)
                # The answer has no signature, so that whatever was asked ends in one of these.
                with pytest.raises(ENDS) as caught:
                    OPERATIONS[name](client, text)
                if isinstance(caught.value, InvalidValueError):
                    assert server.heard[before:] in ([], server.heard[:1])
                    assert "evil" not in str(caught.value)
                else:
                    went_out += 1
                    for request in server.heard[before:]:
                        check_request(request)
        assert went_out or name in ALWAYS_REFUSED


def check_request(request: bytes) -> None:
    """One request, with the headers that it should have, and a body that is what it says."""
    connection = h11.Connection(h11.SERVER, max_incomplete_event_size=1 << 20)
    connection.receive_data(request)
    head = connection.next_event()
    assert isinstance(head, h11.Request)
    assert {name for name, _ in head.headers} <= OUR_HEADERS
    assert b"etc/passwd" not in head.target
    body = b""
    while isinstance(event := connection.next_event(), h11.Data):
        body += event.data
    assert isinstance(event, h11.EndOfMessage)
    assert connection.trailing_data == (b"", False)
    kind = dict(head.headers).get(b"content-type", b"")
    if kind.startswith(b"multipart/"):
        mail = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind + b"\r\n\r\n" + body)
        xml, content = [part.get_content() for part in mail.iter_parts()]
        assert content == PDF
        check_xml(xml)
    elif body:
        check_xml(body)


def check_xml(data: bytes) -> None:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    assert root.getroottree().docinfo.internalDTD is None
    assert not root.findall(".//evil")
    assert not root.findall(".//{*}evil")


def test_a_text_that_goes_out_arrives_as_it_was() -> None:
    texts = [text for text in TEXTS if 3 <= len(text.strip()) < 150]
    sent = []
    for text in texts:
        try:
            message = letter(primary_document=document(subject=text))
            sent.append((text, to_xml(message.to_schema(CONFIG))))
        except InvalidValueError:
            assert not text.isprintable()
    assert len(sent) > 10
    for text, data in sent:
        assert etree.fromstring(data).findtext(".//{*}subject") == text


def test_a_file_name_goes_nowhere(tmp_path: Path) -> None:
    names = [text for text in TEXTS if 0 < len(text) < 100 and "/" not in text and text.isprintable()]
    assert len(names) > 5
    for name in names:
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(PDF)
        message = Message(recipient=OLA, primary_document=Document.from_path(path, subject="Faktura"))
        everything = b"".join(message.to_body(CONFIG)) + repr(message).encode()
        assert name.encode() not in everything
        assert unquote(name).encode() not in everything


def test_a_suffix_that_would_be_something_else_is_no_file_type(tmp_path: Path) -> None:
    for suffix in ('."; evil="', ".pdf\r\nX: 1", ".<evil>", ".p df"):
        path = tmp_path / f"letter{suffix}"
        path.write_bytes(PDF)
        with pytest.raises(InvalidValueError, match="file_type"):
            Document.from_path(path, subject="Faktura")
