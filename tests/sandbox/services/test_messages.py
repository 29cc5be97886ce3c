"""Letters that are accepted, in whatever layout, and what is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import attrs
import pytest

from digipost.sandbox import Person, Sandbox
from digipost_schema import api_v8, from_xml
from tests.support.raw_requests import (
    BOUNDARY,
    NOBODY,
    PRINT_DETAILS,
    V8,
    Caller,
    Letter,
    attachment,
    content_hash,
    exchange,
    multipart,
    part,
)

if TYPE_CHECKING:
    from tests.sandbox.conftest import Clock


def test_a_letter_is_answered_with_201_and_its_delivery(sandbox: Sandbox, caller: Caller) -> None:
    uuid = str(uuid4())
    levels = (
        "<authentication-level>TWO_FACTOR</authentication-level>"
        "<sensitivity-level>SENSITIVE</sensitivity-level>"
    )
    letter = Letter(in_document=levels, attachments=attachment(uuid))

    answer = caller.post(multipart(part("message", letter.xml), part(letter.uuid, b"1"), part(uuid, b"2")))

    assert answer.status == 201
    assert answer.headers["location"] == f"{sandbox.url}/messages/1001"
    delivery = from_xml(api_v8.MessageDelivery, answer.body)
    assert delivery == api_v8.MessageDelivery(
        message_id="message-1",
        delivery_method=api_v8.Channel.DIGIPOST,
        sender_id=777,
        status=api_v8.MessageStatus.DELIVERED,
        delivery_time=sandbox.letters[0].received_at,
        primary_document=api_v8.Document(
            uuid=UUID(letter.uuid),
            subject="Faktura",
            file_type="pdf",
            authentication_level=api_v8.AuthenticationLevel.TWO_FACTOR,
            sensitivity_level=api_v8.SensitivityLevel.SENSITIVE,
            content_hash=api_v8.ContentHash(value=content_hash(b"1"), hash_algorithm="SHA256"),
        ),
        attachment=[
            api_v8.Document(
                uuid=UUID(uuid),
                subject="Vedlegg",
                file_type="pdf",
                authentication_level=api_v8.AuthenticationLevel.PASSWORD,
                sensitivity_level=api_v8.SensitivityLevel.NORMAL,
                content_hash=api_v8.ContentHash(value=content_hash(b"2"), hash_algorithm="SHA256"),
            )
        ],
    )
    assert caller.post(Letter(message_id="next").body).headers["location"].endswith("/messages/1002")


def test_what_arrived_can_be_looked_at(sandbox: Sandbox, caller: Caller, clock: Clock) -> None:
    clock.now = clock.now.replace(microsecond=123456)
    letter = Letter(content=b"\r\n\x00 odd bytes --boundary \r\n")
    answer = caller.post(letter.body)

    (received,) = sandbox.letters
    assert received.xml == letter.xml
    assert received.message == from_xml(api_v8.Message, letter.xml)
    assert dict(received.documents) == {UUID(letter.uuid): letter.content}
    assert (received.broker_id, received.sender_id) == (777, 777)
    assert received.recipient in sandbox.recipients
    assert received.delivery == from_xml(api_v8.MessageDelivery, answer.body)
    assert received.received_at == clock.now.replace(microsecond=123000)
    shown = repr(received)
    assert "31108412345" not in shown
    assert "Faktura" not in shown


def test_letters_are_in_the_order_in_which_they_came(sandbox: Sandbox, caller: Caller) -> None:
    for number in range(3):
        caller.post(Letter(message_id=f"m-{number}").body)

    assert [letter.message.message_id for letter in sandbox.letters] == ["m-0", "m-1", "m-2"]


def test_a_letter_for_a_sender_that_granted_it_is_the_senders(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.allow(777, 67890)
    letter = Letter(sender="<sender-id>67890</sender-id>")

    assert caller.post(letter.body).text("sender-id") == "67890"
    assert sandbox.letters[0].sender_id == 67890
    assert sandbox.letters[0].broker_id == 777
    assert caller.get(f"/documents/67890/{letter.uuid}/status").status == 200
    assert caller.get(f"/documents/777/{letter.uuid}/status").refusal == (404, "DOCUMENT_NOT_FOUND")


def test_ids_are_used_up_for_their_sender_only(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.allow(777, 67890)
    letter = Letter()

    assert caller.post(letter.body).status == 201
    assert caller.post(attrs.evolve(letter, sender="<sender-id>67890</sender-id>").body).status == 201


ADDRESS = (
    "<name-and-address><fullname>ola  NORDMANN</fullname><addressline1>Eksempelveien 1</addressline1>"
    "<postalcode>0155</postalcode><city>OSLO</city>{}</name-and-address>"
)
E_MAIL = "<email-details><email-address>ola@example.org</email-address></email-details>"
PEPPOL = (
    "<peppol-addresses>"
    "<receiver><schemeID>9908</schemeID><endpointID>810418052</endpointID></receiver>"
    "<sender><schemeID>9908</schemeID><endpointID>984661185</endpointID></sender>"
    "</peppol-addresses>"
)
REGISTRATION = (
    "<request-for-registration><registration-deadline>2024-07-03T12:00:00Z</registration-deadline>"
    "</request-for-registration>"
)


@pytest.mark.parametrize(
    "recipient",
    [
        "<personal-identification-number>31108412345</personal-identification-number>",
        "<personal-identification-number>01013300001</personal-identification-number>",
        "<digipost-address>ola.nordmann#1234</digipost-address>",
        ADDRESS.format(""),
        ADDRESS.format("<birth-date>1984-10-31</birth-date>"),
        ADDRESS.format("") + PRINT_DETAILS,
    ],
)
def test_a_letter_to_somebody_with_a_mailbox_is_delivered_there(
    sandbox: Sandbox, caller: Caller, recipient: str
) -> None:
    answer = caller.post(Letter(recipient=recipient).body)

    assert answer.status == 201
    assert (answer.text("delivery-method"), answer.text("status")) == ("DIGIPOST", "DELIVERED")
    assert sandbox.letters[0].recipient in sandbox.recipients


@pytest.mark.parametrize(
    "recipient",
    [
        PRINT_DETAILS,
        NOBODY + PRINT_DETAILS,
        ADDRESS.format("<birth-date>1984-10-30</birth-date>") + PRINT_DETAILS,
    ],
)
def test_a_letter_to_somebody_without_a_mailbox_is_printed_and_its_subjects_are_not_told(
    sandbox: Sandbox, caller: Caller, recipient: str
) -> None:
    answer = caller.post(Letter(recipient=recipient).body)

    assert answer.status == 201
    assert (answer.text("delivery-method"), answer.text("status")) == ("PRINT", "DELIVERED_TO_PRINT")
    assert answer.xml.findtext(f"{V8}primary-document/{V8}subject") == "N/A"
    assert sandbox.letters[0].recipient is None


@pytest.mark.parametrize(
    ("recipient", "at_end", "channel", "status"),
    [
        (E_MAIL, "", "EPOST", "DELIVERED"),
        (PEPPOL, "", "PEPPOL", "DELIVERED"),
        (NOBODY, REGISTRATION, "PENDING", "COMPLETE"),
    ],
)
def test_other_ways_to_a_recipient_are_taken_when_asked_for(
    caller: Caller, recipient: str, at_end: str, channel: str, status: str
) -> None:
    letter = Letter(recipient=recipient, at_end=at_end)
    answer = caller.post(letter.body)

    assert (answer.text("delivery-method"), answer.text("status")) == (channel, status)
    delivered = caller.get(f"/documents/777/{letter.uuid}/status").xml.get("status")
    assert delivered == ("NOT_DELIVERED" if channel == "PENDING" else "DELIVERED")


def test_paper_alone_needs_no_subject(caller: Caller) -> None:
    assert caller.post(Letter(recipient=PRINT_DETAILS, subject="").body).status == 201


def test_people_of_ones_own_have_mailboxes(clock: Clock) -> None:
    person = Person(
        name="Ny Bruker",
        personal_identification_number="12345678901",
        digipost_address="ny.bruker#0000",
        addressline1="Nyveien 1",
        postalcode="0001",
        city="Oslo",
    )
    with Sandbox(clock=clock, recipients=[person]) as sandbox:
        assert person in sandbox.recipients
        assert len(sandbox.recipients) > 1
    assert "12345678901" not in repr(person)


@pytest.mark.parametrize(
    "content_type",
    [
        f'multipart/vnd.digipost-v8+xml; boundary="{BOUNDARY}"',
        f"Multipart/Vnd.Digipost-V8+XML;boundary={BOUNDARY};charset=utf-8",
    ],
)
def test_the_media_type_is_compared_without_case_and_other_parameters(
    caller: Caller, content_type: str
) -> None:
    assert caller.post(Letter().body, content_type).status == 201


def test_parts_may_come_in_any_order_with_any_headers(sandbox: Sandbox, caller: Caller) -> None:
    letter = Letter()
    body = multipart(
        f"Content-Type: text/plain\r\ncontent-disposition: form-data; filename={letter.uuid}\r\n\r\n".encode()
        + letter.content,
        b'X-More: 1\r\nContent-Disposition: attachment; name="m"; filename="message"\r\n\r\n' + letter.xml,
    )

    assert caller.post(b"\r\n" + body + b"an epilogue").status == 201
    assert sandbox.letters[0].documents[UUID(letter.uuid)] == letter.content


def test_a_body_of_unknown_length_is_accepted(sandbox: Sandbox, caller: Caller) -> None:
    letter = Letter()
    headers = caller.headers("POST", "/messages", letter.body)
    del headers["Content-Length"]
    headers |= {"Content-Type": f"multipart/vnd.digipost-v8+xml; boundary={BOUNDARY}"}
    chunked = b"".join(b"1\r\n%c\r\n" % byte for byte in letter.body) + b"0\r\n\r\n"

    answer = exchange(sandbox, "POST", "/messages", headers | {"Transfer-Encoding": "chunked"}, chunked)

    assert answer.status == 201
    assert sandbox.letters[0].xml == letter.xml
