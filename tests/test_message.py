"""A message: its XML and its body exactly as they are sent, and what is refused."""

from __future__ import annotations

import pickle
import re
import traceback
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import attrs
import pytest

from digipost import AuthenticationLevel, ClientConfig, Document, Environment, Message, recipient
from digipost.base.arguments import Omitted
from digipost.errors import InvalidValueError
from digipost.sender_information import SenderInformation
from digipost.xml import to_xml
from digipost_schema import api_v8
from tests.support.paper import PAPER
from tests.support.tables import in_one_test
from tests.support.validity import SCHEMA, parsed

if TYPE_CHECKING:
    from collections.abc import Sequence

CONFIG = ClientConfig(broker_id=12345, environment=Environment.TEST)
OLA = recipient.by_personal_identification_number("01013300001")
LEVELS = "<authentication-level>PASSWORD</authentication-level><sensitivity-level>NORMAL</sensitivity-level>"
START = '<?xml version="1.0" encoding="UTF-8"?><message xmlns="http://api.digipost.no/schema/v8">'
TO_OLA = "<recipient><personal-identification-number>01013300001</personal-identification-number></recipient>"


def document(number: int, **changes: Any) -> Document:  # noqa: ANN401 - any attribute
    given: dict[str, Any] = {"subject": f"Subject {number}", "file_type": "pdf", "uuid": UUID(int=number)}
    return Document.from_bytes(f"content {number}".encode(), **{**given, **changes})


def document_xml(element: str, number: int, file_type: str = "pdf") -> str:
    return (
        f"<{element}><uuid>{UUID(int=number)}</uuid><subject>Subject {number}</subject>"
        f"<file-type>{file_type}</file-type>{LEVELS}</{element}>"
    )


def letter(**changes: Any) -> Message:  # noqa: ANN401 - any attribute
    given: dict[str, Any] = {"recipient": OLA, "primary_document": document(1), "message_id": "letter-1"}
    return Message(**{**given, **changes})


def in_xml(message: Message) -> str:
    written = to_xml(message.to_schema(CONFIG))
    SCHEMA.assertValid(parsed(written))
    return written.decode()


class TestXml:
    def test_the_shortest_message(self) -> None:
        assert in_xml(letter()) == (
            f"{START}<message-id>letter-1</message-id>{TO_OLA}{document_xml('primary-document', 1)}</message>"
        )

    def test_everything_stands_in_its_place(self) -> None:
        message = letter(
            sender_id=67890,
            delivery_time=datetime(2024, 12, 24, 17, tzinfo=ZoneInfo("Europe/Oslo")),
            invoice_reference="A & B",
            attachments=[document(3), document(2, file_type="txt")],
        )
        assert in_xml(message) == (
            f"{START}<message-id>letter-1</message-id><sender-id>67890</sender-id>{TO_OLA}"
            "<delivery-time>2024-12-24T17:00:00+01:00</delivery-time>"
            "<invoice-reference>A &amp; B</invoice-reference>"
            f"{document_xml('primary-document', 1)}{document_xml('attachment', 3)}"
            f"{document_xml('attachment', 2, 'txt')}</message>"
        )

    def test_a_sender_can_be_an_organisation(self) -> None:
        sender = api_v8.SenderOrganization(organization_id="984661185", part_id="invoices")
        assert (
            "<sender-organization><organization-id>984661185</organization-id><part-id>invoices</part-id>"
            "</sender-organization><recipient>"
        ) in in_xml(letter(sender_organization=sender))

    def test_each_document_has_the_levels_that_hold_for_it(self) -> None:
        config = attrs.evolve(CONFIG, authentication_level=AuthenticationLevel.TWO_FACTOR)
        own = document(2, authentication_level=AuthenticationLevel.IDPORTEN_3)
        schema = letter(attachments=[own]).to_schema(config)
        assert schema.primary_document.authentication_level is AuthenticationLevel.TWO_FACTOR
        assert schema.attachment[0].authentication_level is AuthenticationLevel.IDPORTEN_3


class TestBody:
    def test_its_layout_is_the_xml_and_then_the_documents_in_their_order(self) -> None:
        message = letter(attachments=[document(3), document(2, file_type="txt")])
        body = message.to_body(CONFIG)
        media_type, _, boundary = body.content_type.partition("; boundary=")
        parts = [
            ("message", "application/vnd.digipost-v8+xml; charset=UTF-8", in_xml(message)),
            (str(UUID(int=1)), "application/pdf", "content 1"),
            (str(UUID(int=3)), "application/pdf", "content 3"),
            (str(UUID(int=2)), "application/txt", "content 2"),
        ]
        expected = "".join(
            f'--{boundary}\r\nContent-Disposition: attachment; filename="{name}"\r\n'
            f"Content-Type: {kind}\r\n\r\n{content}\r\n"
            for name, kind, content in parts
        )
        assert media_type == "multipart/vnd.digipost-v8+xml"
        assert b"".join(body).decode() == f"{expected}--{boundary}--\r\n"

    def test_201_attachments_are_sent(self) -> None:
        message = letter(attachments=[document(number) for number in range(2, 203)])
        sent = b"".join(message.to_body(CONFIG)).decode()
        names = re.findall(r'filename="(.+)"', sent)
        assert names == ["message", *(str(UUID(int=number)) for number in range(1, 203))]
        assert re.findall(r"<uuid>(.+?)</uuid>", in_xml(message)) == names[1:]


class TestIdentity:
    def test_the_message_id_is_made_up_once_and_kept(self) -> None:
        message = Message(recipient=OLA, primary_document=document(1))
        assert str(UUID(message.message_id)) == message.message_id
        schemas = [message.to_schema(CONFIG) for _ in range(2)]
        assert {each.message_id for each in schemas} == {message.message_id}
        assert message.message_id != Message(recipient=OLA, primary_document=document(1)).message_id

    def test_a_message_is_a_frozen_value(self) -> None:
        assert letter() == letter()
        assert letter() != letter(message_id="letter-2")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            letter().message_id = "letter-2"  # type: ignore[misc]  # what is tested
        assert pickle.loads(pickle.dumps(letter())) == letter()  # noqa: S301 - made here

    def test_its_attachments_are_its_own(self) -> None:
        given = [document(2)]
        message = letter(attachments=given)
        given.append(document(3))
        assert message.attachments == (document(2),)
        assert message.documents == (document(1), document(2))


NAIVE = datetime(2024, 6, 3, 12)  # noqa: DTZ001 - what is tested
REFUSED: list[tuple[dict[str, object], str, str]] = [
    (
        {"recipient": "31108412345"},
        "Message.recipient",
        "a MessageRecipient is expected, as from recipient.by_",
    ),
    ({"recipient": None}, "Message.recipient", "not None"),
    (
        {"primary_document": b"MARKER"},
        "Message.primary_document",
        "a Document is expected, as from Document.from_path",
    ),
    ({"primary_document": api_v8.Document(file_type="pdf")}, "Message.primary_document", "a Document is"),
    ({"attachments": document(2)}, "Message.attachments", "list of Document"),
    ({"attachments": "MARKER"}, "Message.attachments", "list of Document"),
    ({"attachments": [document(2), b"MARKER"]}, "Message.attachments", "list of Document"),
    ({"attachments": None}, "Message.attachments", "list of Document"),
    ({"attachments": [document(n) for n in range(2, 204)]}, "Message.attachments", "at most 201"),
    ({"attachments": [document(1)]}, "Message.attachments", "same uuid; each needs its own"),
    ({"attachments": [document(2), document(2)]}, "Message.attachments", "same uuid"),
    ({"sender_id": 0}, "Message.sender_id", "positive whole number"),
    ({"sender_id": None}, "Message.sender_id", "None is no sender: leave it out"),
    ({"sender": None}, "Message.sender_id", "None is no sender: leave it out"),
    ({"sender": "67890"}, "Message.sender_id", "positive whole number"),
    ({"sender": 1, "sender_id": 1}, "Message.sender_id", "give one of sender, sender_id and"),
    ({"sender_id": -1}, "Message.sender_id", "positive whole number"),
    ({"sender_id": True}, "Message.sender_id", "positive whole number"),
    ({"sender_id": "67890"}, "Message.sender_id", "positive whole number"),
    ({"sender_id": 2**63}, "Message.sender_id", "at most 9223372036854775807"),
    (
        {"sender_id": 1, "sender_organization": api_v8.SenderOrganization(organization_id="1")},
        "Message.sender_id",
        "give one of",
    ),
    ({"sender_organization": "984661185"}, "Message.sender_organization", "SenderOrganization is expected"),
    ({"message_id": ""}, "Message.message_id", "1 to 200 printable"),
    ({"message_id": " MARKER"}, "Message.message_id", "without spaces around"),
    ({"message_id": "MARKER\n"}, "Message.message_id", "printable"),
    ({"message_id": "x" * 201}, "Message.message_id", "1 to 200"),
    ({"message_id": None}, "Message.message_id", "1 to 200"),
    ({"message_id": 7}, "Message.message_id", "1 to 200"),
    ({"delivery_time": NAIVE}, "Message.delivery_time", r"replace\(tzinfo=zoneinfo\.ZoneInfo"),
    ({"delivery_time": "2024-06-03"}, "Message.delivery_time", "a datetime is expected, not str"),
    ({"invoice_reference": "MARKER" * 20}, "Message.invoice_reference", "at most 100"),
]


@in_one_test(("given", "field", "remedy"), REFUSED)
def test_what_digipost_could_only_refuse_is_refused_here(
    given: dict[str, object], field: str, remedy: str
) -> None:
    with pytest.raises(InvalidValueError, match=remedy) as caught:
        letter(**given)
    assert caught.value.field == field
    shown = "".join(traceback.format_exception(type(caught.value), caught.value, None))
    assert "MARKER" not in shown
    assert "31108412345" not in shown


@pytest.mark.parametrize("missing", ["recipient", "primary_document"])
def test_recipient_and_document_are_needed(missing: str) -> None:
    given = {"recipient": OLA, "primary_document": document(1)}
    del given[missing]
    with pytest.raises(TypeError, match=missing):
        Message(**given)  # type: ignore[arg-type]  # mypy takes the keys for any argument


@in_one_test("attachments", [(), [document(2)], (document(2), document(3))])
def test_attachments_are_any_sequence_of_documents(attachments: Sequence[Document]) -> None:
    assert letter(attachments=attachments).attachments == tuple(attachments)


def test_what_was_changed_behind_the_messages_back_is_refused_before_it_is_written() -> None:
    who = recipient.by_digipost_address("ola.nordmann#1A2B")
    message = letter(recipient=who)
    who.organisation_number = "984661185"  # alone it is good; two recipients are not
    with pytest.raises(InvalidValueError, match="at most one") as caught:
        message.to_body(CONFIG)
    assert caught.value.field == "MessageRecipient.digipost_address, organisation_number"


def test_repr_shows_the_ids_and_no_person() -> None:
    marked = recipient.by_name_and_address(
        fullname="MARKER",
        addressline1="MARKER",
        postalcode="0155",
        city="MARKER",
        email_address="MARKER@b.no",
    )
    message = letter(
        recipient=marked,
        primary_document=document(1, subject="MARKER"),
        attachments=[document(2, subject="MARKER", opening_receipt="MARKER")],
        invoice_reference="MARKER",
    )
    assert "MARKER" not in repr(message) + str(message)
    for shown in ("letter-1", str(UUID(int=1)), str(UUID(int=2))):
        assert shown in repr(message)


KNOWN = SenderInformation(api_v8.SenderInformation(sender_id=67890, status=api_v8.SenderStatus.VALID_SENDER))


def test_a_sender_is_named_by_what_digipost_told_of_it() -> None:
    by_id = letter(sender_id=67890)
    assert by_id.sender_id == 67890
    for message in (
        letter(sender=KNOWN),
        letter(sender=67890),
        letter(sender=Omitted.OMITTED, sender_id=67890),
    ):
        assert (message.sender_id, message.to_schema(CONFIG)) == (67890, by_id.to_schema(CONFIG))


def test_the_broker_is_the_sender_where_it_is_left_out() -> None:
    assert letter().sender_id is None
    assert b"sender" not in to_xml(letter().to_schema(CONFIG))


@in_one_test("sender", [{}, {"sender": KNOWN}, {"sender_id": 67890}])
def test_a_copy_has_the_same_sender(sender: dict[str, Any]) -> None:
    message = letter(**sender)
    for copy in (attrs.evolve(message, message_id="2"), pickle.loads(pickle.dumps(message))):  # noqa: S301
        assert copy.sender_id == message.sender_id
        assert attrs.evolve(copy, message_id=message.message_id).to_schema(CONFIG) == message.to_schema(
            CONFIG
        )
    assert attrs.evolve(message, sender_id=1).sender_id == 1


class TestWithoutSubject:
    def test_a_technical_document_and_paper_need_none(self) -> None:
        plain = Document.from_bytes(b"1", file_type="pdf")
        technical = Document.from_bytes(b"1", file_type="xml", technical_type="a-program")
        for message in (
            letter(attachments=[technical]),
            letter(primary_document=technical),
            letter(recipient=recipient.print_only(PAPER), primary_document=plain),
        ):
            sent = message.to_schema(CONFIG)
            documents = [sent.primary_document, *sent.attachment]
            assert None in {each.subject for each in documents}

    def test_what_is_read_by_a_recipient_needs_one(self) -> None:
        plain = Document.from_bytes(b"1", file_type="pdf")
        with pytest.raises(
            InvalidValueError, match=r"Message\.primary_document\.subject: a text of 1 to 255"
        ):
            letter(primary_document=plain)
        with pytest.raises(InvalidValueError, match=r"Message\.attachments\[1\]\.subject"):
            letter(attachments=[document(2), plain])
        digital = recipient.by_personal_identification_number("31108412345", print_details=PAPER)
        with pytest.raises(InvalidValueError, match="subject"):
            letter(recipient=digital, primary_document=plain)
