"""After an answer that belongs to another request, the connection is not used again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

import attrs
import pytest
import requests

from digipost import ArchiveDocument, ClientConfig, DigipostClient, Environment, recipient
from digipost.datatypes import Payslip
from digipost.errors import DigipostError, VerificationError
from digipost.transport import HttpTransport
from digipost.xml import to_xml
from digipost_schema import RawElement, api_v8
from tests.support.counterpart import (
    API,
    NOW,
    ONCE,
    V8,
    Reply,
    delivery_of,
    entry_point,
    error,
)
from tests.support.letters import document, letter
from tests.support.loopback import Loopback
from tests.support.tables import in_one_test
from tests.support.wired import link

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost import RequestSigning

LETTER = letter(primary_document=document(uuid=UUID(int=11)))
LOOK_UP = f"/documents/12345/{UUID(int=11)}/status"
LINKS = (
    link("create_batch", f"{API}/batches"),
    link("archive_documents", f"{API}/archive"),
    link("identify_recipient", f"{API}/identification"),
    link("get_archive_document_by_uuid", f"{API}/archived/"),
    link("get_sender_information", f"{API}/senders"),
)
OTHER_ARCHIVED = f"<documents><uuid>{UUID(int=2)}</uuid><file-type>pdf</file-type></documents>"
RAW = RawElement(b'<invoice xmlns="http://api.digipost.no/schema/datatypes"/>')
OF_ANOTHER_PATH = attrs.evolve(delivery_of(LETTER), signed_path="/identification")


def send(client: DigipostClient) -> object:
    return client.messages.send(LETTER)


def create(client: DigipostClient) -> object:
    return client.batches.create(UUID(int=1))


def archive(client: DigipostClient) -> object:
    return client.archive.put([ArchiveDocument.from_bytes(b"a", file_name="a.txt", uuid=UUID(int=1))])


def identify(client: DigipostClient) -> object:
    return client.recipients.identify(recipient.by_digipost_address("ola.nordmann#1234"))


def find(client: DigipostClient) -> object:
    return client.archive.get_document(UUID(int=1))


def update(client: DigipostClient) -> object:
    link_of_it = api_v8.Link(rel="x/self_update", uri="/update")
    return client.archive.update(
        api_v8.ArchiveDocument(uuid=UUID(int=1), file_type="pdf", referenceid="1", link=[link_of_it])
    )


def add_data(client: DigipostClient) -> object:
    return client.documents.add_data(api_v8.Link(uri="/data"), Payslip())


def inform(client: DigipostClient) -> object:
    return client.senders.information(67890)


def fetch(client: DigipostClient) -> object:
    return client.documents.content("/content").read()


def look_up(client: DigipostClient) -> object:
    return client.documents.status(UUID(int=11))


def status(uuid: UUID) -> Reply:
    return Reply(f'<document-status {V8} uuid="{uuid}" status="DELIVERED"/>'.encode())


def client_of(
    server: Loopback, credentials: RequestSigning, session: requests.Session | None = None
) -> DigipostClient:
    config = ClientConfig(broker_id=12345, environment=Environment.custom(server.origin), retries=ONCE)
    return DigipostClient(config, credentials, transport=HttpTransport(session=session), clock=lambda: NOW)


def entry() -> bytes:
    links = tuple(each.replace(API, "") for each in LINKS)
    return entry_point(*links, create_message="/messages").on_the_wire("/")


@in_one_test(
    ("ask", "target", "answer"),
    [
        pytest.param(send, "/messages", delivery_of(letter()), id="another letter"),
        pytest.param(send, "/messages", Reply(b"<tags/>", 201), id="another document"),
        pytest.param(send, "/messages", OF_ANOTHER_PATH, id="another path"),
        pytest.param(
            look_up, LOOK_UP, attrs.evolve(status(UUID(int=11)), signed_status=404), id="another status"
        ),
        pytest.param(
            create,
            "/batches",
            Reply(f"<batch {V8}><uuid>{UUID(int=2)}</uuid></batch>".encode()),
            id="another batch",
        ),
        pytest.param(
            identify,
            "/identification",
            Reply(
                f"<identification-result {V8}><result>DIGIPOST</result><digipost-address>kari.nordmann#1234"
                "</digipost-address></identification-result>".encode()
            ),
            id="another recipient",
        ),
        pytest.param(archive, "/archive", Reply(f"<archive {V8}/>".encode()), id="another archive"),
        pytest.param(
            find,
            f"/archived/{UUID(int=1)}",
            Reply(f"<archive {V8}>{OTHER_ARCHIVED}</archive>".encode()),
            id="another archived document",
        ),
        pytest.param(
            update,
            "/update",
            Reply(
                f"<archive-document {V8}><uuid>{UUID(int=1)}</uuid><file-type>pdf</file-type>"
                "<referenceid>2</referenceid></archive-document>".encode()
            ),
            id="another change",
        ),
        pytest.param(
            add_data,
            "/data",
            Reply(to_xml(api_v8.AdditionalData(data_type=api_v8.DataType(content=RAW)))),
            id="other data",
        ),
        pytest.param(
            inform,
            "/senders/67890",
            Reply(
                f"<sender-information {V8}><sender-id>1</sender-id><status>VALID_SENDER</status>"
                "</sender-information>".encode()
            ),
            id="another sender",
        ),
        pytest.param(look_up, LOOK_UP, status(UUID(int=12)), id="the status of another document"),
    ],
)
def test_the_next_request_has_a_connection_of_its_own(
    ask: Callable[[DigipostClient], object], target: str, answer: Reply, credentials: RequestSigning
) -> None:
    with Loopback(
        entry(), answer.on_the_wire(target), error(404, "DOCUMENT_NOT_FOUND").on_the_wire(LOOK_UP)
    ) as server:
        with client_of(server, credentials) as client:
            with suppress(DigipostError):
                ask(client)
            with suppress(DigipostError):
                look_up(client)
        assert server.connections == 2


@pytest.mark.parametrize("body", [b"another", b"conten", b""])
def test_so_it_has_after_the_bytes_of_another_content(body: bytes, credentials: RequestSigning) -> None:
    """Date, hash and signature are right, and the bytes are not those of the hash."""
    head = Reply(b"content").on_the_wire("/content").removesuffix(b"content")
    wrong = head.replace(b"Content-Length: 7", b"Content-Length: %d" % len(body)) + body
    with Loopback(entry(), wrong, error(404, "DOCUMENT_NOT_FOUND").on_the_wire(LOOK_UP)) as server:
        with client_of(server, credentials) as client:
            with pytest.raises(VerificationError):
                fetch(client)
            with suppress(DigipostError):
                look_up(client)
        assert server.connections == 2


def test_so_it_has_after_an_empty_content_that_is_not_signed(credentials: RequestSigning) -> None:
    wrong = Reply(headers={"X-Digipost-Signature": ""}).on_the_wire("/content")
    unknown = error(404, "DOCUMENT_NOT_FOUND").on_the_wire(LOOK_UP)
    with Loopback(entry(), wrong, entry(), unknown) as server:
        with client_of(server, credentials) as client:
            with pytest.raises(VerificationError):
                fetch(client)
            before = server.connections
            with suppress(DigipostError):
                look_up(client)
        assert server.connections == before + 1


@pytest.mark.parametrize(
    "answer", [error(400, "MISSING_SUBJECT"), error(404), delivery_of(LETTER)], ids=["400", "404", "201"]
)
def test_an_answer_of_its_own_leaves_the_connection_open(answer: Reply, credentials: RequestSigning) -> None:
    own = answer.on_the_wire("/messages")
    look_ups = error(404, "DOCUMENT_NOT_FOUND").on_the_wire(LOOK_UP)
    with Loopback(
        entry(), own, *([look_ups] if answer.status == 201 else [look_ups, own, look_ups])
    ) as server:
        with client_of(server, credentials) as client:
            with suppress(DigipostError):
                send(client)
            with suppress(DigipostError):
                look_up(client)
        assert server.connections == 1


def test_a_connection_is_made_once_for_an_answer_of_another_request(credentials: RequestSigning) -> None:
    """The one that replaces it is kept."""
    wrong, right = delivery_of(letter()).on_the_wire("/messages"), status(UUID(int=11)).on_the_wire(LOOK_UP)
    with Loopback(entry(), wrong, right) as server:
        with client_of(server, credentials) as client:
            with suppress(DigipostError):
                send(client)
            for _ in range(3):
                look_up(client)
        assert server.connections == 2


def test_the_connections_of_a_session_are_its_own_affair(credentials: RequestSigning) -> None:
    wrong, right = delivery_of(letter()).on_the_wire("/messages"), status(UUID(int=11)).on_the_wire(LOOK_UP)
    with requests.Session() as session, Loopback(entry(), wrong, right) as server:
        with client_of(server, credentials, session) as client:
            with suppress(DigipostError):
                send(client)
            look_up(client)
        assert server.connections == 1
