"""A sandbox in a folder keeps its state for the next one."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
import requests

from digipost import ArchiveDocument, DigipostUser, recipient
from digipost.authentication import ClientCredentials, RequestSigning
from digipost.client import DigipostClient
from digipost.config import ClientConfig
from digipost.errors import ConfigurationError, DuplicateMessageError, InvalidRequestError
from digipost.sandbox import InboxLetter, Sandbox, SharedFile
from digipost.sandbox.base.schema import UPGRADES
from digipost.sandbox.model.people import WITHOUT_MAILBOX
from digipost_schema import api_v8, datatypes
from tests.support.letters import PDF, document, letter
from tests.support.raw_requests import port_of

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "hemmelig"
OLA = "31108412345"


LARGE = b"%PDF-1.7 large" + bytes(300_000)
"""More than is kept in the database."""


def files_in(folder: Path) -> set[str]:
    return {path.name for path in (folder / "documents").glob("*")}


def rows_in(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "sandbox.sqlite")) as store:
        (count,) = store.execute("SELECT count(*) FROM content").fetchone()
    return int(count)


@pytest.mark.thorough
def test_letters_and_what_became_of_them(tmp_path: Path) -> None:
    message = letter(primary_document=document(b"%PDF-1.7 one", opening_receipt="0123"))
    uuid = message.primary_document.uuid
    with Sandbox(path=tmp_path) as sandbox:
        sandbox.client().messages.send(message)
        sandbox.recipient(OLA).open(uuid)
        before = sandbox.letters[0]
    with Sandbox(path=tmp_path) as again:
        after = again.letters[0]
        assert (after.number, after.xml, after.delivery) == (before.number, before.xml, before.delivery)
        assert after.documents == {uuid: b"%PDF-1.7 one"}
        assert after.opened == before.opened
        assert (after.recipient, after.request) == (before.recipient, before.request)
        client = again.client()
        with pytest.raises(DuplicateMessageError):
            client.messages.send(letter(message_id=message.message_id))
        assert client.documents.status(uuid, sender_id=12345).read is api_v8.Read.Y
        assert [each.type for each in again.events(after)] == [api_v8.EventType.OPENED]
        client.messages.send(letter())
        assert again.letters[1].number == before.number + 1


def test_the_time_and_what_is_still_to_happen(tmp_path: Path) -> None:
    notice = api_v8.SmsNotification(after_hours=[5 * 24])
    with Sandbox(path=tmp_path) as sandbox:
        sandbox.client().messages.send(letter(primary_document=document(sms_notification=notice)))
        sandbox.clock.advance(days=4)
    with Sandbox(path=tmp_path) as again:
        assert timedelta(0) <= again.clock.offset - timedelta(days=4) < timedelta(seconds=1)
        assert again.notifications == ()
        again.clock.advance(days=2)
        assert len(again.notifications) == 1


@pytest.mark.thorough
def test_accounts_certificates_and_clients(tmp_path: Path) -> None:
    folder = tmp_path / "sandbox"
    with Sandbox(path=folder) as sandbox:
        sandbox.issue_certificate(tmp_path / "signing.p12", PASSWORD, broker_id=777, senders=[4711])
        sandbox.issue_client("id", tmp_path / "client.p12", PASSWORD, broker_id=777)
        sandbox.directory.register("310000019", "part", 4711)
        sandbox.directory.set_features(4711, {"delivery.digipost": None})
        authority = sandbox.ca_path.read_bytes()
    with Sandbox(path=folder) as again:
        config = ClientConfig(broker_id=777, environment=again.environment)
        signing = RequestSigning.from_pkcs12(tmp_path / "signing.p12", PASSWORD)
        tokens = ClientCredentials.from_pkcs12("id", tmp_path / "client.p12", PASSWORD, trusted=again.ca_path)
        for credentials in (signing, tokens):
            with DigipostClient(config, credentials) as client:
                told = client.senders.information_by_organisation("310000019", part_id="part")
                assert told.sender_id == 4711
                assert told.delivers_digitally
                assert not told.prints_as_fallback
        with pytest.raises(ConfigurationError, match="take another id"):
            again.issue_client("id", tmp_path / "client.p12", PASSWORD)
        again.issue_client("other", tmp_path / "other.p12", PASSWORD)
        assert again.ca_path.read_bytes() == authority


@pytest.mark.thorough
def test_archives_inboxes_batches_tags_and_sharings(tmp_path: Path) -> None:
    asking = datatypes.ShareDocumentsRequest(max_share_duration_seconds=3600, purpose="Lån")
    request = letter(primary_document=document(data_type=asking))
    archived = ArchiveDocument.from_bytes(b"kept", file_name="a.txt", content_type="text/plain")
    with Sandbox(path=tmp_path) as sandbox:
        client = sandbox.client()
        client.archive.put([archived])
        sandbox.deliver_to_inbox(InboxLetter(content=b"%PDF-1.7 inbox", attachments=[InboxLetter()]))
        batch = client.batches.create()
        client.messages.send(letter(batch=batch.uuid))
        client.tags.add(OLA)
        client.messages.send(request)
        sandbox.recipient(OLA).share(request.primary_document.uuid, SharedFile(content=b"shared"))
        sandbox.recipient("12345678901").register()
    with Sandbox(path=tmp_path) as again:
        client = again.client()
        assert client.archive.get_document(archived.uuid).file_name == "a.txt"
        (kept,) = client.inbox.list_documents()
        with client.inbox.content(kept) as download:
            assert download.read() == b"%PDF-1.7 inbox"
        assert len(kept.attachment) == 1
        assert client.batches.get(batch.uuid).digital_count == 1
        assert len(again.letters) == 1
        assert client.tags.get(OLA)
        state = client.shared_documents.get_state(request.primary_document.uuid)
        assert len(state.shared_documents.shared_document) == 1
        assert again.recipient("12345678901").is_registered


def test_what_was_never_acknowledged_is_swept(tmp_path: Path) -> None:
    with Sandbox(path=tmp_path) as sandbox:
        sandbox.client().messages.send(letter(primary_document=document(LARGE)))
        sandbox.client().messages.send(letter())
        sandbox.deliver_to_inbox(InboxLetter())
        sandbox.deliver_to_inbox(InboxLetter(content=LARGE))
    known = files_in(tmp_path)
    assert len(known) == 2
    for left in ("incoming", "documents"):
        folder = tmp_path / left / uuid4().hex
        folder.mkdir(exist_ok=True)
        folder.joinpath("0").write_bytes(b"half")
    with Sandbox(path=tmp_path) as again:
        assert files_in(tmp_path) == known
        assert [each.documents.size(uuid) for each in again.letters for uuid in each.documents] == [
            len(LARGE),
            len(PDF),
        ]
    assert rows_in(tmp_path) == 2
    assert not list(tmp_path.glob("incoming/*"))


@pytest.mark.thorough
def test_a_letter_that_is_refused_or_cancelled_leaves_no_content(tmp_path: Path) -> None:
    with Sandbox(path=tmp_path) as sandbox:
        client = sandbox.client()
        batch = client.batches.create()
        client.messages.send(letter(batch=batch.uuid))
        client.messages.send(letter(batch=batch.uuid, primary_document=document(LARGE)))
        assert (len(files_in(tmp_path)), rows_in(tmp_path)) == (1, 1)
        with pytest.raises(InvalidRequestError):
            client.messages.send(letter(batch=uuid4()))
        assert (len(files_in(tmp_path)), rows_in(tmp_path)) == (1, 1)
        batch.cancel()
        assert (len(files_in(tmp_path)), rows_in(tmp_path)) == (0, 0)
        assert not list(tmp_path.glob("incoming/*"))


# SQL that takes back each entry of `UPGRADES`, by the version that it makes of the next one.
TAKEN_BACK = {
    1: (
        "DROP INDEX party_by_bank_account; ALTER TABLE party DROP COLUMN bank_account;"
        "DROP TABLE letter_words; DROP TABLE content;"
    ),
}


def test_a_folder_of_the_first_version_goes_on(tmp_path: Path) -> None:
    assert TAKEN_BACK.keys() == UPGRADES.keys()
    with Sandbox(path=tmp_path) as sandbox:
        sandbox.client().messages.send(letter(primary_document=document(LARGE, subject="Før")))
        numbers = [each.number for each in sandbox.letters]
    with closing(sqlite3.connect(tmp_path / "sandbox.sqlite", isolation_level=None)) as store:
        made_new = columns(store)
        for version in sorted(TAKEN_BACK, reverse=True):
            store.executescript(f"{TAKEN_BACK[version]} PRAGMA user_version = {version}")
    with Sandbox(path=tmp_path) as again:
        client = again.client()
        client.messages.send(letter())
        assert [each.number for each in again.letters][:1] == numbers
        found = client.recipients.identify(recipient.by_bank_account_number("12041300004"))
        assert isinstance(found, DigipostUser)
        assert "Før" in requests.get(f"{again.page_url}?q=før+ola", timeout=30).text
    with closing(sqlite3.connect(tmp_path / "sandbox.sqlite")) as store:
        assert columns(store) == made_new
    with Sandbox(path=tmp_path) as again:
        assert len(again.letters) == 2


def columns(store: sqlite3.Connection) -> set[tuple[str, str]]:
    """The columns and indexes of all tables."""
    named = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
    indexes = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'index'"
    return {*store.execute(named), *store.execute(indexes)}


def test_one_sandbox_at_a_time_uses_a_folder(tmp_path: Path) -> None:
    with Sandbox(path=tmp_path) as first:
        with pytest.raises(ConfigurationError, match="Another sandbox uses"):
            Sandbox(path=tmp_path)
        first.client().messages.send(letter())
    with Sandbox(path=tmp_path) as second:
        assert len(second.letters) == 1
        assert len(first.letters) == 1
        with pytest.raises(ConfigurationError, match="Another sandbox uses"):
            first.start()
    with first:
        assert port_of(first)


def test_a_folder_of_another_version_or_kind_is_refused(tmp_path: Path) -> None:
    Sandbox(path=tmp_path / "a").close()
    connection = sqlite3.connect(tmp_path / "a" / "sandbox.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ConfigurationError, match="not made by this version"):
        Sandbox(path=tmp_path / "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "sandbox.sqlite").write_text("no database at all" * 500)
    with pytest.raises(ConfigurationError, match="cannot be used"):
        Sandbox(path=tmp_path / "b")
    (tmp_path / "c").write_text("a file")
    with pytest.raises(ConfigurationError, match="cannot be used"):
        Sandbox(path=tmp_path / "c")
    Sandbox(path=tmp_path / "d" / "e").close()
    assert stat.S_IMODE((tmp_path / "d" / "e").stat().st_mode) == 0o700


def test_people_passed_again_stay_registered(tmp_path: Path) -> None:
    with Sandbox(path=tmp_path) as sandbox:
        assert sandbox.recipient(WITHOUT_MAILBOX[0]).register().digipost_address is not None
    with Sandbox(path=tmp_path, recipients=WITHOUT_MAILBOX) as again:
        assert again.recipient(WITHOUT_MAILBOX[0]).is_registered


def test_uuid_is_what_it_was(tmp_path: Path) -> None:
    uuid = UUID("6d99008e-2672-4b55-9b09-996b09a06e47")
    with Sandbox(path=tmp_path) as sandbox:
        sandbox.client().messages.send(letter(primary_document=document(uuid=uuid)))
    assert list(Sandbox(path=tmp_path).letters[0].documents) == [uuid]
