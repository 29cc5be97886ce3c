"""`client.documents`: following up what was sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from digipost import DigipostClient, PrintDetails, recipient
from digipost.errors import AuthenticationError, InvalidValueError, NotFoundError, ParseError
from digipost_schema import api_v8
from tests.support.counterpart import API, CONFIG, NOW, V8, Counterpart, Reply, base64_sha256, entry_point
from tests.support.letters import PDF, document, letter
from tests.support.paper import HOME
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from digipost import RequestSigning
    from digipost.sandbox import Sandbox


def test_a_delivered_document_is_told_of(client: DigipostClient) -> None:
    sent = letter(sender_id=67890)
    client.messages.send(sent)
    status = client.documents.status(sent.primary_document.uuid, sender_id=67890)
    assert status.uuid == sent.primary_document.uuid
    assert status.sender_id == 67890
    assert status.status is api_v8.DeliveryStatus.DELIVERED
    assert status.channel is api_v8.Channel.DIGIPOST
    assert status.is_primary_document is True
    assert status.content_hash == base64_sha256(PDF)
    assert status.delivered is not None
    assert abs(status.delivered - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_broker_is_the_sender_unless_another_is_named(client: DigipostClient) -> None:
    sent = letter()
    client.messages.send(sent)
    assert client.documents.status(sent.primary_document.uuid).sender_id == 12345
    with pytest.raises(NotFoundError):
        client.documents.status(sent.primary_document.uuid, sender_id=67890)


def test_attachments_are_told_of_with_the_primary_document(client: DigipostClient) -> None:
    sent = letter(attachments=[document(b"terms")])
    client.messages.send(sent)
    (attachment,) = client.documents.status(sent.primary_document.uuid).attachments
    assert attachment.uuid == sent.attachments[0].uuid
    assert attachment.content_hash == base64_sha256(b"terms")
    assert client.documents.status(sent.attachments[0].uuid).is_primary_document is False


def test_paper_is_a_channel_too(client: DigipostClient) -> None:
    paper = PrintDetails(recipient=HOME, return_address=HOME)
    sent = letter(recipient=recipient.print_only(paper))
    client.messages.send(sent)
    assert client.documents.status(sent.primary_document.uuid).channel is api_v8.Channel.PRINT


def test_a_letter_that_is_not_visible_yet_is_not_delivered(client: DigipostClient) -> None:
    sent = letter(delivery_time=datetime.now(UTC) + timedelta(days=1))
    client.messages.send(sent)
    status = client.documents.status(sent.primary_document.uuid)
    assert status.status is api_v8.DeliveryStatus.NOT_DELIVERED
    assert status.delivered is None


def test_a_document_that_was_never_sent_is_not_found(client: DigipostClient) -> None:
    with pytest.raises(NotFoundError) as caught:
        client.documents.status(uuid4())
    assert (caught.value.status, caught.value.code) == (404, "DOCUMENT_NOT_FOUND")


def test_a_sender_that_has_granted_nothing_is_refused(client: DigipostClient) -> None:
    with pytest.raises(AuthenticationError) as caught:
        client.documents.status(uuid4(), sender_id=4711)
    assert caught.value.code == "BROKER_NOT_AUTHORIZED"


UUID_TEXT = "6d99008e-2672-4b55-9b09-996b09a06e47"


@in_one_test(
    "uuid", [UUID(UUID_TEXT), UUID_TEXT, UUID_TEXT.upper(), f"{{{UUID_TEXT}}}", UUID_TEXT.replace("-", "")]
)
def test_a_uuid_in_any_form_is_asked_for_in_the_schemas(
    uuid: UUID | str, credentials: RequestSigning
) -> None:
    target = f"/documents/67890/{UUID_TEXT}/status"
    status = Reply(
        f'<document-status {V8} status="FROM_THE_FUTURE" channel="DIGIPOST" created="2024-06-03T12:00:02Z" '
        'is-primary-document="true"/>'.encode()
    )
    counterpart = Counterpart({"/": [entry_point()], target: [status]})
    with DigipostClient(CONFIG, credentials, transport=counterpart, clock=lambda: NOW) as client:
        answer = client.documents.status(uuid, sender_id=67890)
    assert answer.status == "FROM_THE_FUTURE"  # what this version does not know can be read all the same
    assert counterpart.targets == ["/", target]


@pytest.mark.parametrize("uuid", ["", "31108412345", None, 5, f"{UUID_TEXT}/x", b"x" * 16])
def test_what_is_no_uuid_is_refused_before_any_request(
    uuid: object, client: DigipostClient, sandbox: Sandbox
) -> None:
    with pytest.raises(InvalidValueError, match=r"^uuid: .*message\.primary_document\.uuid") as caught:
        client.documents.status(uuid)  # type: ignore[arg-type]  # what is tested
    assert "31108412345" not in str(caught.value)
    assert sandbox.requests == ()


@pytest.mark.parametrize("sender_id", [0, -1, True, "67890", "../12345", 1.5])
def test_what_is_no_account_id_is_refused_before_any_request(
    sender_id: object, client: DigipostClient, sandbox: Sandbox
) -> None:
    with pytest.raises(InvalidValueError, match=r"^sender_id: a positive whole number"):
        client.documents.status(uuid4(), sender_id=sender_id)  # type: ignore[arg-type]  # what is tested
    assert sandbox.requests == ()


def test_the_status_is_asked_for_by_link_too(client: DigipostClient, sandbox: Sandbox) -> None:
    sent = letter(sender_id=67890)
    client.messages.send(sent)
    uuid = sent.primary_document.uuid
    link = api_v8.Link(uri=f"{sandbox.url}/documents/67890/{uuid}")
    assert client.documents.status(link) == client.documents.status(uuid, sender_id=67890)


@pytest.mark.parametrize("uri", [f"{API}/any/where?x=1", "/any/where?x=1"])
def test_a_link_is_followed_as_it_is(uri: str, credentials: RequestSigning) -> None:
    counterpart = Counterpart(
        {"/": [entry_point()], "/any/where?x=1": [Reply(f"<document-status {V8}/>".encode())]}
    )
    with DigipostClient(CONFIG, credentials, transport=counterpart, clock=lambda: NOW) as client:
        client.documents.status(api_v8.Link(uri=uri))
    assert counterpart.targets == ["/", "/any/where?x=1"]


def test_a_link_names_the_sender_itself_and_leads_to_no_other_host(
    client: DigipostClient, sandbox: Sandbox
) -> None:
    with pytest.raises(InvalidValueError, match=r"^sender_id: "):
        client.documents.status(api_v8.Link(uri="/documents/1"), sender_id=67890)
    with pytest.raises(ParseError, match="another host"):
        client.documents.status(api_v8.Link(uri="https://elsewhere.example/documents/1"))
    assert sandbox.requests == ()
