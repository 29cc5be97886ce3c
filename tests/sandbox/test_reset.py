"""A sandbox that forgets what came in, and goes on with the same accounts and people."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from digipost import ArchiveDocument, ClientConfig, DigipostClient, RequestSigning, recipient
from digipost.errors import NotFoundError
from digipost.sandbox import InboxLetter, Sandbox, SharedFile
from digipost.sandbox.base.schema import COMINGS
from digipost_schema import datatypes
from tests.support.letters import document, letter
from tests.support.paper import PAPER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLA = "31108412345"
LARGE = b"%PDF-1.7 " + bytes(300_000)


@pytest.fixture(params=["in memory", "in a folder"])
def sandbox(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sandbox]:
    with Sandbox(path=tmp_path / "sandbox" if request.param == "in a folder" else None) as sandbox:
        yield sandbox


def fill(sandbox: Sandbox) -> None:
    """Let something be in every table."""
    client = sandbox.client()
    asking = datatypes.ShareDocumentsRequest(max_share_duration_seconds=3600, purpose="Lån")
    request = letter(primary_document=document(data_type=asking, opening_receipt="0123"))
    client.messages.send(request)
    client.messages.send(letter(primary_document=document(LARGE)))
    client.messages.send(letter(recipient=recipient.print_only(PAPER)))
    client.messages.send(letter(batch=client.batches.create().uuid))
    client.archive.put([ArchiveDocument.from_bytes(b"1", file_name="a.pdf", attributes={"a": "b"})])
    client.tags.add(OLA)
    sandbox.deliver_to_inbox(InboxLetter())
    sandbox.recipient(OLA).open(request.primary_document.uuid)
    sandbox.recipient(OLA).share(request.primary_document.uuid, SharedFile())
    sandbox.recipient("12345678901").register()
    sandbox.faults.add("status=503 path=/nothing")
    sandbox.clock.advance(days=4)


@pytest.mark.thorough
def test_nothing_that_came_in_or_happened_is_left(sandbox: Sandbox) -> None:
    recipients = sandbox.recipients
    fill(sandbox)
    sandbox.reset()
    client = sandbox.client()
    assert len(sandbox.letters) == len(sandbox.notifications) == len(sandbox.print_queue) == 0
    assert sandbox.recipients == recipients
    assert sandbox.requests == ()
    assert not sandbox.faults.rules
    assert sandbox.clock.offset == timedelta(0)
    left = [*client.inbox.list_documents(), *client.documents.events(), *client.archive.list_archives()]
    assert not left
    again = letter()
    client.messages.send(again)
    assert [each.number for each in sandbox.letters] == [1001]
    assert sandbox.letters[0].documents


@pytest.mark.thorough
def test_no_table_and_no_file_is_forgotten(tmp_path: Path) -> None:
    with Sandbox(path=tmp_path) as sandbox:
        fill(sandbox)
        sandbox.reset()
    with closing(sqlite3.connect(tmp_path / "sandbox.sqlite")) as store:
        names = {name for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        stay = {"setting", "account", "account_key", "allowed", "sender_name", "sender_features"}
        stay |= {"oauth_client", "access_token", "sqlite_sequence"}
        assert names == stay | set(COMINGS) | {"content"}
        for name in {*COMINGS, "content"} - {"party"}:
            query = f"SELECT count(*) FROM {name}"  # noqa: S608 - a name of our own
            assert store.execute(query).fetchone() == (0,), name
    assert not [*tmp_path.glob("documents/*"), *tmp_path.glob("shown/*")]


@pytest.mark.thorough
def test_certificates_and_clients_stay(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.issue_certificate(tmp_path / "broker.p12", "a password")
    config = ClientConfig(broker_id=sandbox.broker_id, environment=sandbox.environment)
    with DigipostClient(config, RequestSigning.from_pkcs12(tmp_path / "broker.p12", "a password")) as client:
        message = letter()
        client.messages.send(message)
        sandbox.reset()
        with pytest.raises(NotFoundError):
            client.documents.status(message.primary_document.uuid)
        client.messages.send(message)
        assert client.documents.status(message.primary_document.uuid).status == "DELIVERED"


def test_the_page_stays_at_its_port(tmp_path: Path) -> None:
    with Sandbox(path=tmp_path) as sandbox:
        before = sandbox.page_url
        sandbox.reset()
        assert sandbox.page_url == before
    with Sandbox(path=tmp_path) as again:
        assert again.page_url == before
    port = urlsplit(before).port
    with Sandbox(port=port or 0), Sandbox(path=tmp_path) as elsewhere:
        assert elsewhere.page_url != before
