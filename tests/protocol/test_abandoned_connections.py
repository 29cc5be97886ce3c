"""After an answer that belongs to another request, the connection is not used again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

import attrs
import pytest
import requests

from digipost import ArchiveDocument, ClientConfig, DigipostClient, Environment, recipient
from digipost.errors import DigipostError
from digipost.transport import HttpTransport
from tests.support.counterpart import API, NOW, ONCE, V8, Reply, delivery_of, entry_point, error
from tests.support.letters import document, letter
from tests.support.loopback import Loopback
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
)
OF_ANOTHER_PATH = attrs.evolve(delivery_of(LETTER), signed_path="/identification")


def send(client: DigipostClient) -> object:
    return client.messages.send(LETTER)


def create(client: DigipostClient) -> object:
    return client.batches.create(UUID(int=1))


def archive(client: DigipostClient) -> object:
    return client.archive.put([ArchiveDocument.from_bytes(b"a", file_name="a.txt", uuid=UUID(int=1))])


def identify(client: DigipostClient) -> object:
    return client.recipients.identify(recipient.by_digipost_address("ola.nordmann#1234"))


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


@pytest.mark.parametrize(
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
