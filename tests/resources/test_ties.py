"""Answers that name something else than was asked for, as a scripted Digipost signs them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.errors import DeliveryUnknownError, ParseError
from digipost.resources._ties import check_delivery
from digipost_schema import api_v8, to_xml
from tests.support.counterpart import V8, Reply, base64_sha256, error
from tests.support.letters import PDF, document, letter
from tests.support.tables import in_one_test
from tests.support.wired import talk

if TYPE_CHECKING:
    from digipost import Message, RequestSigning

ONE, TWO, THREE, OTHER = (UUID(f"00000000-0000-4000-8000-00000000000{number}") for number in range(1, 5))
LETTER = letter(message_id="letter-1", primary_document=document(uuid=ONE))
WITH_TWO = attrs.evolve(LETTER, attachments=[document(b"a", uuid=TWO), document(b"b", uuid=THREE)])
STATUS = f"/documents/12345/{ONE}/status"
SENDER = api_v8.SenderOrganization(organization_id="984661185", part_id="a")


def delivery(
    message_id: str | None = "letter-1",
    primary: UUID | None = ONE,
    attachments: tuple[UUID | None, ...] = (),
    sender_id: int = 12345,
) -> api_v8.MessageDelivery:
    return api_v8.MessageDelivery(
        message_id=message_id,
        delivery_method=api_v8.Channel.DIGIPOST,
        sender_id=sender_id,
        status=api_v8.MessageStatus.DELIVERED,
        primary_document=api_v8.Document(uuid=primary, file_type="pdf"),
        attachment=[api_v8.Document(uuid=each, file_type="pdf") for each in attachments],
    )


def reply(told: api_v8.MessageDelivery) -> Reply:
    return Reply(to_xml(told), 201)


OWN = [
    (LETTER, delivery()),
    (LETTER, delivery(message_id=None)),
    (LETTER, delivery(primary=None)),
    (WITH_TWO, delivery(attachments=(TWO, THREE))),
    (WITH_TWO, delivery(attachments=(THREE, TWO))),
    (WITH_TWO, delivery(attachments=(None, TWO))),
    (WITH_TWO, delivery()),
    (attrs.evolve(LETTER, sender_organization=SENDER), delivery(sender_id=67890)),
    (attrs.evolve(LETTER, sender_id=67890), delivery(sender_id=67890)),
]

FOREIGN = [
    (LETTER, delivery(message_id="letter-2"), "message-id"),
    (LETTER, delivery(message_id=""), "message-id"),
    (LETTER, delivery(message_id="LETTER-1"), "message-id"),
    (LETTER, delivery(primary=OTHER), "primary-document/uuid"),
    (LETTER, delivery(message_id=None, primary=OTHER), "primary-document/uuid"),
    (LETTER, delivery(message_id=None, primary=None), "message-delivery"),
    (LETTER, delivery(sender_id=67890), "sender-id"),
    (attrs.evolve(LETTER, sender_id=67890), delivery(), "sender-id"),
    (LETTER, delivery(attachments=(TWO,)), "attachment/uuid"),
    (LETTER, delivery(attachments=(None,)), "attachment/uuid"),
    (WITH_TWO, delivery(attachments=(ONE, TWO)), "attachment/uuid"),
    (WITH_TWO, delivery(attachments=(TWO, OTHER)), "attachment/uuid"),
    (WITH_TWO, delivery(attachments=(TWO, TWO)), "attachment/uuid"),
    (WITH_TWO, delivery(attachments=(TWO, THREE, None)), "attachment/uuid"),
]

PROBLEMS = {
    "message-delivery": ": the answer names neither the message nor its primary document",
    "attachment/uuid": ": the answer lists other documents than were sent",
}


@pytest.mark.parametrize(("message", "told"), OWN)
def test_a_delivery_that_names_the_message_is_its_own(
    message: Message, told: api_v8.MessageDelivery, credentials: RequestSigning
) -> None:
    client, transport = talk(credentials, {"/messages": [reply(told)]}, links={})
    assert client.messages.send(message) == told
    assert transport.targets == ["/", "/messages"]


@in_one_test(("message", "told", "path"), FOREIGN)
def test_a_delivery_that_names_anything_else_proves_nothing(
    message: Message, told: api_v8.MessageDelivery, path: str, credentials: RequestSigning
) -> None:
    sender_id = message.sender_id or 12345
    status = f"/documents/{sender_id}/{ONE}/status"
    replies = {"/messages": [reply(told)], status: [error(404, "DOCUMENT_NOT_FOUND")]}
    client, transport = talk(credentials, replies, links={})
    with pytest.raises(DeliveryUnknownError) as caught:
        client.messages.send(message)
    assert isinstance(caught.value.__cause__, ParseError)
    assert caught.value.__cause__.path.endswith(path)
    if (problem := PROBLEMS.get(path)) is not None:
        assert str(caught.value.__cause__).endswith(problem)
    assert transport.targets == ["/", "/messages", status]


@in_one_test(("message", "told", "path"), FOREIGN)
def test_the_status_proves_it_then(
    message: Message, told: api_v8.MessageDelivery, path: str, credentials: RequestSigning
) -> None:
    sender_id = message.sender_id or 12345
    replies = {"/messages": [reply(told)], f"/documents/{sender_id}/{ONE}/status": [status_of()]}
    client, _ = talk(credentials, replies, links={})
    found = client.messages.send(message)
    assert (found.message_id, found.primary_document.uuid) == ("letter-1", ONE), path
    assert found.sender_id == sender_id


def status_of(**attributes: str) -> Reply:
    given = {"status": "DELIVERED", "channel": "DIGIPOST", "content-hash": base64_sha256(PDF), **attributes}
    pairs = " ".join(f'{name}="{value}"' for name, value in given.items())
    return Reply(f"<document-status {V8} {pairs}/>".encode())


@pytest.mark.parametrize(
    ("attributes", "path"),
    [
        ({"uuid": str(OTHER)}, "document-status/@uuid"),
        ({"uuid": str(ONE), "sender-id": "67890"}, "document-status/@sender-id"),
        ({"sender-id": "-1"}, "document-status/@sender-id"),
    ],
)
def test_the_status_of_another_document_proves_nothing(
    attributes: dict[str, str], path: str, credentials: RequestSigning
) -> None:
    told = reply(delivery(primary=OTHER))
    client, _ = talk(credentials, {"/messages": [told], STATUS: [status_of(**attributes)]}, links={})
    with pytest.raises(DeliveryUnknownError) as caught:
        client.messages.send(LETTER)
    assert isinstance(caught.value.__cause__, ParseError)
    with pytest.raises(DeliveryUnknownError):
        client.messages.confirm(LETTER)
    with pytest.raises(ParseError) as raised:
        client.documents.status(ONE)
    assert raised.value.path == path


def test_a_status_that_names_what_was_asked_for_is_read(credentials: RequestSigning) -> None:
    own = status_of(uuid=str(ONE).upper(), **{"sender-id": "12345"})
    client, _ = talk(credentials, {STATUS: [own]}, links={})
    assert client.documents.status(str(ONE)).uuid == ONE


def test_no_text_of_the_answer_is_in_the_error(credentials: RequestSigning) -> None:
    told = reply(delivery(message_id="31108412345"))
    client, _ = talk(credentials, {"/messages": [told], STATUS: [error(404)]}, links={})
    with pytest.raises(DeliveryUnknownError) as caught:
        client.messages.send(LETTER)
    assert str(caught.value.__cause__) == (
        "message-delivery/message-id: the answer names something else than the request asked for"
    )


uuids = st.sampled_from([None, ONE, TWO, THREE, OTHER])


@given(
    message_id=st.sampled_from([None, "letter-1", "letter-2"]),
    primary=uuids,
    attachments=st.lists(uuids, max_size=3).map(tuple),
    sender_id=st.sampled_from([12345, 67890]),
)
def test_a_delivery_is_accepted_exactly_if_it_names_the_message_and_nothing_else(
    message_id: str | None, primary: UUID | None, attachments: tuple[UUID | None, ...], sender_id: int
) -> None:
    told = delivery(message_id, primary, attachments, sender_id)
    named = [each for each in attachments if each is not None]
    is_own = (
        message_id in {None, "letter-1"}
        and primary in {None, ONE}
        and (message_id, primary) != (None, None)
        and sorted(named) == sorted(set(named) & {TWO, THREE})
        and len(attachments) <= 2
        and sender_id == 12345
    )
    try:
        check_delivery(told, WITH_TWO, sender_id=12345)
    except ParseError:
        assert not is_own
    else:
        assert is_own
