"""No question that the sandbox asks its tables takes longer because there are many letters."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from digipost import ArchiveDocument
from digipost.sandbox import InboxLetter, SharedFile
from digipost_schema import api_v8, datatypes
from tests.support.letters import document, letter

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox
    from digipost.sandbox.base.store import Store

OLA = "31108412345"
# These are small: whom the sandbox knows (search has to look at all of them), its accounts, and the letters
# of one batch (`found`).
SMALL = {"account", "found", "party", "setting"}


@pytest.fixture
def store(sandbox: Sandbox) -> Store:
    return sandbox._world.storage.store


def use(sandbox: Sandbox) -> None:
    """Everything that one can do, once."""
    client = sandbox.client()
    asking = datatypes.ShareDocumentsRequest(max_share_duration_seconds=3600, purpose="Lån")
    notice = api_v8.SmsNotification(after_hours=[1])
    primary = document(data_type=asking, opening_receipt="1", sms_notification=notice)
    message = letter(primary_document=primary)
    uuid = message.primary_document.uuid
    client.messages.send(message)
    client.documents.status(uuid, sender_id=12345)
    batch = client.batches.create()
    client.messages.send(letter(batch=batch.uuid))
    batch.complete()
    batch.refresh()
    cancelled = client.batches.create()
    client.messages.send(letter(batch=cancelled.uuid))
    cancelled.cancel()
    mailbox = sandbox.recipient(OLA)
    assert len(mailbox.letters) == len(mailbox.newest()) == 2
    mailbox.open(uuid)
    mailbox.share(uuid, SharedFile())
    client.shared_documents.get_state(uuid)
    mailbox.withdraw(uuid)
    sandbox.recipient("12345678901").register()
    sandbox.clock.advance(days=1)
    list(client.documents.events(since=sandbox.clock.now() - timedelta(days=2)))
    list(client.documents.events(since=sandbox.clock.now() - timedelta(days=2), sender_id=12345))
    _ = sandbox.letters[0], list(sandbox.letters), sandbox.events(sandbox.letters[-1])
    kept(sandbox)


def kept(sandbox: Sandbox) -> None:
    client = sandbox.client()
    attributes = {"key": "value"}
    archived = ArchiveDocument.from_bytes(b"kept", file_name="a.txt", reference_id="r", attributes=attributes)
    client.archive.put([archived])
    client.archive.get_document(archived.uuid)
    for archive in client.archive.list_archives():
        list(client.archive.list_documents(archive, attributes={"key": "value"}))
    client.archive.list_documents_by_reference("r")
    client.archive.delete(client.archive.get_document(archived.uuid))
    sandbox.deliver_to_inbox(InboxLetter(attachments=[InboxLetter()]))
    (received,) = client.inbox.list_documents()
    with client.inbox.content(received) as download:
        download.read()
    client.inbox.delete(received)
    client.tags.add(OLA)
    client.tags.get(OLA)
    client.tags.remove(OLA)


def scanned(store: Store, statement: str) -> set[str]:
    """The tables of which the statement reads every row."""
    plan = [str(row[3]) for row in store.all(f"EXPLAIN QUERY PLAN {statement}")]
    found = (re.match(r"SCAN (\w+)(?! USING .*INDEX)", line) for line in plan)
    return {match[1] for match in found if match} - SMALL


@pytest.mark.thorough
def test_no_table_that_grows_is_read_as_a_whole(sandbox: Sandbox, store: Store) -> None:
    statements: set[str] = set()
    store._connection.set_trace_callback(statements.add)
    use(sandbox)
    store._connection.set_trace_callback(None)

    asked = {each for each in statements if re.match("SELECT|UPDATE|DELETE|INSERT", each)}
    assert len(asked) > 60
    slow = {each: tables for each in asked if (tables := scanned(store, each))}
    assert slow == {}


def test_a_scan_would_be_noticed(store: Store) -> None:
    assert scanned(store, "SELECT 1 FROM letter WHERE sender + 0 = 1") == {"letter"}
    assert scanned(store, "SELECT max(position) FROM letter") == set()
    assert scanned(store, "SELECT * FROM event ORDER BY xml") == {"event"}
