"""`client.shared_documents`: documents that people share with who has asked for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import attrs
import pytest

from digipost.base.arguments import Omitted
from digipost.datatypes import ShareDocumentsRequest
from digipost.errors import InvalidValueError, NotFoundError
from digipost.sandbox import Sandbox, SharedFile
from digipost_schema import api_v8
from tests.support.counterpart import API, V8, Reply
from tests.support.letters import document, letter
from tests.support.wired import link, talk, xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost import DigipostClient, RequestSigning


@attrs.define
class Clock:
    now: datetime = datetime(2024, 6, 3, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    with Sandbox(clock=clock) as sandbox:
        yield sandbox


@pytest.fixture
def client(sandbox: Sandbox) -> DigipostClient:
    return sandbox.client()


def ask(client: DigipostClient, sender_id: int | None = None) -> UUID:
    """The uuid of a request to share documents for an hour."""
    request = ShareDocumentsRequest(max_share_duration_seconds=3600, purpose="Loan")
    message = letter(primary_document=document(data_type=request), sender_id=sender_id or Omitted.OMITTED)
    client.messages.send(message)
    return message.primary_document.uuid


class TestSharing:
    def test_there_is_nothing_before_the_person_shares(self, client: DigipostClient) -> None:
        state = client.shared_documents.get_state(ask(client))
        assert state == api_v8.ShareDocumentsRequestState(shared_documents=api_v8.SharedDocuments())

    def test_what_is_shared_can_be_read(self, client: DigipostClient, sandbox: Sandbox, clock: Clock) -> None:
        uuid = ask(client)
        sandbox.share(uuid, SharedFile(subject="May", content=b"5000"), SharedFile(subject="June"))
        state = client.shared_documents.get_state(str(uuid))
        assert (state.shared_at_time, state.expiry_time) == (clock.now, clock.now + timedelta(hours=1))
        assert state.withdrawn_time is None
        may, june = state.shared_documents.shared_document
        assert (may.subject, may.file_type, may.file_size_bytes) == ("May", "pdf", 4)
        assert may.origin.organisation is not None
        assert may.origin.organisation.organisation_number == "984661185"
        with client.shared_documents.content(may) as download:
            assert (download.content_type, download.read()) == ("application/pdf", b"5000")
        link = client.shared_documents.content_link(june)
        assert link.content_type == "application/pdf"
        assert not link.uri.startswith(sandbox.url)

    def test_the_sender_hears_of_it(self, client: DigipostClient, sandbox: Sandbox, clock: Clock) -> None:
        uuid = ask(client)
        sandbox.share(uuid, SharedFile())
        sandbox.withdraw(uuid)
        hour = timedelta(hours=1)
        events = client.documents.events(since=clock.now - hour)
        assert [(each.uuid, str(each.type)) for each in events] == [
            (uuid, "SHARE_DOCUMENTS_REQUEST_DOCUMENTS_SHARED"),
            (uuid, "SHARE_DOCUMENTS_REQUEST_SHARING_WITHDRAWN"),
        ]

    def test_another_sender_can_ask(self, client: DigipostClient, sandbox: Sandbox) -> None:
        uuid = ask(client, sender_id=67890)
        sandbox.share(uuid, SharedFile(content=b"5000"), sender_id=67890)
        state = client.shared_documents.get_state(uuid, sender_id=67890)
        (shared,) = state.shared_documents.shared_document
        assert client.shared_documents.content(shared).read() == b"5000"
        client.shared_documents.stop_sharing(state, sender_id=67890)
        with pytest.raises(NotFoundError):
            client.shared_documents.get_state(uuid)

    def test_what_is_no_request_has_no_state(self, client: DigipostClient, sandbox: Sandbox) -> None:
        message = letter()
        client.messages.send(message)
        for uuid in (message.primary_document.uuid, uuid4()):
            with pytest.raises(NotFoundError) as caught:
                client.shared_documents.get_state(uuid)
            assert caught.value.code == "DOCUMENT_NOT_FOUND"
            with pytest.raises(InvalidValueError, match=r"^request: "):
                sandbox.share(uuid, SharedFile())


class TestTheEnd:
    def end(self, how: str, client: DigipostClient, sandbox: Sandbox, clock: Clock, uuid: UUID) -> None:
        if how == "stopped":
            client.shared_documents.stop_sharing(client.shared_documents.get_state(uuid))
        elif how == "withdrawn":
            sandbox.withdraw(uuid)
        else:
            clock.now += timedelta(hours=1)

    @pytest.mark.parametrize("how", ["stopped", "withdrawn", "expired"])
    def test_nothing_can_be_read_any_more(
        self, how: str, client: DigipostClient, sandbox: Sandbox, clock: Clock
    ) -> None:
        uuid = ask(client)
        sandbox.share(uuid, SharedFile())
        (shared,) = client.shared_documents.get_state(uuid).shared_documents.shared_document
        self.end(how, client, sandbox, clock, uuid)
        state = client.shared_documents.get_state(uuid)
        assert state.shared_documents.shared_document == []
        assert (state.withdrawn_time is None) is (how == "expired")
        for gone in (client.shared_documents.content, client.shared_documents.content_link):
            with pytest.raises(NotFoundError):
                gone(shared)
        with pytest.raises(InvalidValueError, match="no link stop_sharing"):
            client.shared_documents.stop_sharing(state)
        with pytest.raises(InvalidValueError, match=r"^request: nothing is shared"):
            sandbox.withdraw(uuid)

    def test_stopping_twice_is_stopping(self, client: DigipostClient, sandbox: Sandbox) -> None:
        uuid = ask(client)
        sandbox.share(uuid, SharedFile())
        state = client.shared_documents.get_state(uuid)
        for _ in range(2):
            client.shared_documents.stop_sharing(state)


UUID_1 = UUID("10ff4c99-8560-4741-83f0-1093dc4deb1c")


class TestOnTheWire:
    def test_each_request(self, credentials: RequestSigning) -> None:
        content = link("get_shared_document_content", "/c") + link(
            "get_shared_document_content_stream", f"{API}/s"
        )
        state = xml(
            "share-documents-request-state",
            "<shared-documents><shared-document><delivery-time>2024-01-26T13:57:28.443+01:00</delivery-time>"
            "<subject>secret</subject><file-type>pdf</file-type><file-size-bytes>4</file-size-bytes>"
            f'<origin><private-person name="Kari"/></origin>{content}</shared-document></shared-documents>'
            f"{link('stop_sharing', f'{API}/stop')}",
        )
        found = xml("shared-document-content", "<content-type>a/b</content-type><uri>https://x</uri>")
        client, counterpart = talk(
            credentials,
            {f"/state/{UUID_1}": [state], "/c": [found], "/s": [Reply(b"5000")], "/stop": [Reply()]},
            links={"get_share_documents_request_state": f"{API}/state/"},
            sender_id=67890,
        )
        told = client.shared_documents.get_state(UUID_1, sender_id=67890)
        assert "secret" not in repr(told)
        (shared,) = told.shared_documents.shared_document
        assert client.shared_documents.content(shared).read() == b"5000"
        assert client.shared_documents.content_link(shared).uri == "https://x"
        client.shared_documents.stop_sharing(told, sender_id=67890)
        assert [(each.method, each.target) for each in counterpart.received[2:]] == [
            ("GET", f"/state/{UUID_1}"),
            ("GET", "/s"),
            ("GET", "/c"),
            ("POST", "/stop"),
        ]
        assert (
            counterpart.received[-1].body
            == (
                f'<?xml version="1.0" encoding="UTF-8"?><additional-data {V8}><data-type>'
                '<share-documents-request-sharing-stopped xmlns="http://api.digipost.no/schema/datatypes"/>'
                "</data-type><sender-id>67890</sender-id>"
                "</additional-data>"
            ).encode()
        )

    def test_the_broker_stops_what_it_has_asked_for(self, credentials: RequestSigning) -> None:
        client, counterpart = talk(credentials, {"/stop": [Reply()]}, links={})
        state = api_v8.ShareDocumentsRequestState(
            shared_documents=api_v8.SharedDocuments(), link=[api_v8.Link(rel="x/stop_sharing", uri="/stop")]
        )
        client.shared_documents.stop_sharing(state)
        body = counterpart.received[-1].body
        assert body is not None
        assert b"<sender-id>12345</sender-id>" in body

    def test_what_is_no_argument_makes_no_request(self, client: DigipostClient, sandbox: Sandbox) -> None:
        with pytest.raises(InvalidValueError, match=r"^uuid: "):
            client.shared_documents.get_state("1")
        with pytest.raises(InvalidValueError, match=r"^sender_id: "):
            client.shared_documents.get_state(UUID_1, sender_id=-1)
        assert sandbox.requests == ()
