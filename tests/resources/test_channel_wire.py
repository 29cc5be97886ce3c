"""Requests for a letter whose channel must be known first, and the cases in which it is not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import DigipostClient, recipient
from digipost.content import content_from_bytes
from digipost.errors import (
    AuthenticationError,
    ConfigurationError,
    EncryptionError,
    InvalidValueError,
    ParseError,
    ServerError,
    TransportError,
    UnknownRecipientError,
    VerificationError,
)
from digipost_schema import api_v8
from tests.support.counterpart import (
    API,
    CONFIG,
    NOW,
    V8,
    VECTORS,
    Counterpart,
    Reply,
    entry_point,
    error,
    receipt,
)
from tests.support.letters import OLA, document, letter
from tests.support.paper import PAPER, PAPER_XML
from tests.support.pdfs import pdf
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from digipost import ClientConfig, Message, RequestSigning

OLA_ON_PAPER = attrs.evolve(OLA, print_details=PAPER)
SCREEN, PRINTED = b"<p>Hei</p>", pdf(2)
KEY_XML = (
    f'<encryption-key key-id="3f1c0a52-key-1">{(VECTORS / "recipient.pub.pem").read_text()}</encryption-key>'
)
LOST = TransportError("lost", request_sent=True)
PAGE = Reply(b"<html>", 503, {"Date": "", "X-Content-SHA256": "", "X-Digipost-Signature": ""})
IDENTIFY, CERTIFICATE = (
    f'<link rel="{API}/relations/{relation}" uri="{API}{path}" media-type="x"/>'
    for relation, path in (
        ("identify_recipient_with_encryption_key", "/identify"),
        ("get_print_encryption_certificate", "/print"),
    )
)
PRINT_PEM = (VECTORS / "print.cert.pem").read_text()
PRINT_CERTIFICATE = Reply(f"<encryption-certificate {V8}>{PRINT_PEM}</encryption-certificate>".encode())


def secret() -> Message:
    return letter(primary_document=document(pdf(3), encrypt=True))


def two_faced() -> Message:
    face = document(SCREEN, file_type="html", print_content=content_from_bytes(PRINTED))
    return letter(primary_document=face, recipient=OLA_ON_PAPER)


def identified(result: str, more: str = "", key: str = "") -> Reply:
    name = "identification-result-with-encryption-key"
    body = f"<identification-result><result>{result}</result>{more}</identification-result>{key}"
    return Reply(f"<{name} {V8}>{body}</{name}>".encode())


def counterpart(
    answer: Reply | Exception, *, links: tuple[str, ...] = (IDENTIFY, CERTIFICATE)
) -> Counterpart:
    return Counterpart(
        {
            "/": [entry_point(*links)],
            "/identify": [answer],
            "/print": [PRINT_CERTIFICATE],
            "/messages": [receipt],
        }
    )


def client_of(
    transport: Counterpart, credentials: RequestSigning, config: ClientConfig = CONFIG
) -> DigipostClient:
    return DigipostClient(config, credentials, transport=transport, clock=lambda: NOW)


class TestOnTheWire:
    def test_the_question_is_the_recipient_alone(self, credentials: RequestSigning) -> None:
        transport = counterpart(identified("DIGIPOST", key=KEY_XML))
        client_of(transport, credentials).messages.send(two_faced())
        question = transport.received[1]
        assert (question.method, question.target) == ("POST", "/identify")
        assert question.body == (
            b'<?xml version="1.0" encoding="UTF-8"?>'
            b'<identification xmlns="http://api.digipost.no/schema/v8" '
            b'include-personalias-for-digipost-user="false"><personal-identification-number>31108412345'
            b"</personal-identification-number></identification>"
        )
        assert transport.targets == ["/", "/identify", "/messages"]

    def test_the_mailbox_gets_the_mark_and_cms(self, credentials: RequestSigning) -> None:
        transport = counterpart(identified("DIGIPOST", key=KEY_XML))
        client_of(transport, credentials).messages.send(attrs.evolve(secret(), recipient=OLA_ON_PAPER))
        body = transport.received[-1].body
        assert body is not None
        assert b'<encrypted number-of-pages="3"/>' in body
        assert b"Content-Type: application/pdf\r\n\r\n\x30\x82" in body
        assert b"3f1c0a52-key-1" in body
        assert b"print-details" not in body

    def test_print_gets_the_recipient_and_its_own_contents(self, credentials: RequestSigning) -> None:
        transport = counterpart(identified("IDENTIFIED", "<person-alias>a</person-alias>"))
        client_of(transport, credentials).messages.send(two_faced())
        body = transport.received[-1].body
        assert body is not None
        assert PAPER_XML.encode() in body
        assert b"<personal-identification-number>31108412345<" in body
        assert b"<file-type>pdf</file-type>" in body
        assert PRINTED in body
        assert SCREEN not in body
        assert b"<encrypted" not in body

    @pytest.mark.parametrize(
        "answer",
        [
            identified("IDENTIFIED"),
            identified("UNIDENTIFIED", "<unidentified-reason>NOT_FOUND</unidentified-reason>"),
            identified("UNIDENTIFIED", "<unidentified-reason>MULTIPLE_MATCHES</unidentified-reason>"),
        ],
    )
    def test_print_is_encrypted_with_the_certificate(
        self, answer: Reply, credentials: RequestSigning
    ) -> None:
        transport = counterpart(answer)
        message = attrs.evolve(secret(), recipient=OLA_ON_PAPER)
        client_of(transport, credentials).messages.send(message)
        assert transport.targets == ["/", "/identify", "/identify", "/print", "/messages"]
        assert (transport.received[3].method, transport.received[3].body) == ("GET", None)
        body = transport.received[-1].body
        assert body is not None
        assert bytes.fromhex("2B59B643D1046316F332A283217FF0AB88D9B255") in body  # its serial number

    @pytest.mark.parametrize("message", [letter(), letter(recipient=OLA_ON_PAPER)])
    def test_other_letters_go_out_as_built(self, message: Message, credentials: RequestSigning) -> None:
        transport = counterpart(LOST)
        client_of(transport, credentials).messages.send(message)
        assert transport.targets == ["/", "/messages"]


class TestErrors:
    @in_one_test(
        ("answer", "raised"),
        [
            (LOST, TransportError),
            (PAGE, VerificationError),
            (error(503, "API_UNAVAILABLE"), ServerError),
            (error(403, "NOT_APPROVED_FOR_PREENCRYPT"), AuthenticationError),
            (Reply(b"", 200), ParseError),
            (attrs.evolve(identified("IDENTIFIED"), signer="broker"), VerificationError),
            (identified("SOMETHING_NEW"), ParseError),
            (identified("DIGIPOST"), ParseError),
            (identified("INVALID", "<invalid-reason>UNKNOWN</invalid-reason>"), InvalidValueError),
        ],
    )
    @in_one_test("message", [two_faced(), attrs.evolve(secret(), recipient=OLA_ON_PAPER)])
    def test_nothing_is_printed_because_of_an_error(
        self,
        message: Message,
        answer: Reply | Exception,
        raised: type[Exception],
        credentials: RequestSigning,
    ) -> None:
        transport = counterpart(answer)
        with pytest.raises(raised):
            client_of(transport, credentials).messages.send(message)
        assert "/messages" not in transport.targets
        assert "/print" not in transport.targets

    def test_a_recipient_without_a_channel_is_told(self, credentials: RequestSigning) -> None:
        transport = counterpart(identified("INVALID", "<invalid-reason>UNKNOWN</invalid-reason>"))
        with pytest.raises(InvalidValueError) as refused:
            client_of(transport, credentials).messages.send(secret())
        problem = "Digipost rejects the recipient's identifier as invalid (UNKNOWN)"
        assert str(refused.value) == f"Message.recipient: {problem}"
        transport = counterpart(identified("IDENTIFIED"))
        with pytest.raises(UnknownRecipientError) as caught:
            client_of(transport, credentials).messages.send(secret())
        problem = "Digipost was asked first, and knows no mailbox of the recipient. Nothing was sent."
        assert str(caught.value).startswith(f"Digipost answered 200 UNKNOWN_RECIPIENT: {problem} ")

    @pytest.mark.parametrize(
        ("key", "problem"),
        [
            ('<encryption-key key-id="1">no key</encryption-key>', "cannot be read"),
            (KEY_XML.replace(' key-id="3f1c0a52-key-1"', ""), "without a key-id"),
        ],
    )
    def test_a_key_that_cannot_be_used_ends_the_sending(
        self, key: str, problem: str, credentials: RequestSigning
    ) -> None:
        transport = counterpart(identified("DIGIPOST", key=key))
        with pytest.raises(EncryptionError, match=problem):
            client_of(transport, credentials).messages.send(secret())
        assert "/messages" not in transport.targets

    def test_a_pdf_that_is_none_ends_the_sending(self, credentials: RequestSigning) -> None:
        transport = counterpart(identified("DIGIPOST", key=KEY_XML))
        unchecked = attrs.evolve(CONFIG, preflight=False)
        with pytest.raises(EncryptionError, match="cannot be read as a PDF"):
            client_of(transport, credentials, unchecked).messages.send(
                letter(primary_document=document(b"no PDF", encrypt=True))
            )
        assert "/messages" not in transport.targets

    @pytest.mark.parametrize(
        ("links", "relation"),
        [((CERTIFICATE,), "identify_recipient_with_encryption_key"), ((IDENTIFY,), "get_print_encryption")],
    )
    def test_what_the_account_may_not_do_is_said(
        self, links: tuple[str, ...], relation: str, credentials: RequestSigning
    ) -> None:
        transport = counterpart(identified("IDENTIFIED"), links=links)
        with pytest.raises(ConfigurationError, match=relation):
            client_of(transport, credentials).messages.send(attrs.evolve(secret(), recipient=OLA_ON_PAPER))
        assert "/messages" not in transport.targets

    def test_a_recipient_that_names_nobody_is_not_asked_about(self, credentials: RequestSigning) -> None:
        transport = counterpart(identified("IDENTIFIED"))
        with pytest.raises(InvalidValueError, match="has no identifier"):
            client_of(transport, credentials).messages.send(
                attrs.evolve(secret(), recipient=api_v8.MessageRecipient())
            )
        assert transport.received == []

    def test_what_cannot_be_sent_is_not_asked_about(self, credentials: RequestSigning) -> None:
        who = recipient.by_digipost_address("ola.nordmann#1234")
        message = attrs.evolve(secret(), recipient=who)
        who.organisation_number = "984661185"
        transport = counterpart(identified("DIGIPOST", key=KEY_XML))
        with pytest.raises(InvalidValueError, match="at most one"):
            client_of(transport, credentials).messages.send(message)
        assert transport.received == []
