"""Names of before, which work until 1.0 and warn where they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import anyio
import pytest

from digipost.aio import AsyncDigipostClient
from digipost.archive_document import ArchiveDocument
from digipost.datatypes import ShareDocumentsRequest
from digipost.sandbox import InboxLetter
from tests.support.letters import document, letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost import DigipostClient
    from digipost.sandbox import Sandbox


_T = TypeVar("_T")


def warned(call: Callable[[], _T], old: str, new: str) -> _T:
    with pytest.warns(DeprecationWarning, match=f"^{old} is deprecated") as caught:
        result = call()
    assert [(str(each.message), each.filename) for each in caught] == [
        (f"{old} is deprecated; use {new}. It will be removed in 1.0.", __file__)
    ]
    return result


@pytest.fixture
def client(sandbox: Sandbox) -> DigipostClient:
    return sandbox.client()


def test_archives_and_documents_of_an_archive(client: DigipostClient) -> None:
    client.archive.put([ArchiveDocument.from_bytes(b"x", file_name="x.txt")])
    (archive,) = client.archive.list_archives()
    assert warned(client.archive.archives, "archives", "list_archives") == [archive]
    found = warned(lambda: client.archive.documents(archive), "documents", "list_documents")
    assert [*found] == [*client.archive.list_documents(archive)]


def test_documents_of_the_archive_by_their_uuid_and_reference(client: DigipostClient) -> None:
    client.archive.put([ArchiveDocument.from_bytes(b"x", file_name="x.txt", reference_id="17")])
    (stored,) = client.archive.list_documents_by_reference("17")
    kept = client.archive
    assert warned(lambda: kept.document(stored.uuid), "document", "get_document") == stored
    found = warned(lambda: kept.archive_of(stored.uuid), "archive_of", "get_archive")
    assert found == kept.get_archive(stored.uuid)
    old, new = "documents_by_reference", "list_documents_by_reference"
    assert warned(lambda: kept.documents_by_reference("17"), old, new) == [stored]
    old, new = "archives_by_reference", "list_archives_by_reference"
    assert warned(lambda: kept.archives_by_reference("17"), old, new) == [found]


def test_letters_of_the_inbox(client: DigipostClient, sandbox: Sandbox) -> None:
    sandbox.deliver_to_inbox(InboxLetter(subject="x"))
    found = warned(client.inbox.documents, "documents", "list_documents")
    assert [*found] == [*client.inbox.list_documents()]


def test_state_of_a_request_to_share(client: DigipostClient) -> None:
    request = ShareDocumentsRequest(max_share_duration_seconds=60, purpose="x")
    asking = letter(primary_document=document(data_type=request))
    client.messages.send(asking)
    uuid = asking.primary_document.uuid
    found = warned(lambda: client.shared_documents.state(uuid), "state", "get_state")
    assert found == client.shared_documents.get_state(uuid)


async def _of_the_asynchronous_face(client: AsyncDigipostClient) -> None:
    await client.archive.put([ArchiveDocument.from_bytes(b"x", file_name="x.txt", reference_id="17")])
    (stored,) = await warned(
        lambda: client.archive.documents_by_reference("17"),
        "documents_by_reference",
        "list_documents_by_reference",
    )
    assert stored == await client.archive.get_document(stored.uuid)
    assert stored == await warned(lambda: client.archive.document(stored.uuid), "document", "get_document")
    listed = warned(client.inbox.documents, "documents", "list_documents")
    assert [each async for each in listed] == []
    assert await warned(lambda: client.tags.of("31108412345"), "of", "get") == []


def test_the_asynchronous_face_has_them_too(client: DigipostClient) -> None:
    anyio.run(_of_the_asynchronous_face, AsyncDigipostClient.over(client))


def test_tags_of_a_person(client: DigipostClient) -> None:
    assert warned(lambda: client.tags.of("31108412345"), "of", "get") == client.tags.get("31108412345")


def test_counts_of_a_batch(client: DigipostClient) -> None:
    with client.batches.create() as batch:
        client.messages.send(letter(batch=batch))
    batch.refresh()
    assert warned(lambda: batch.count_digipost, "count_digipost", "digital_count") == batch.digital_count == 1
    assert warned(lambda: batch.count_print, "count_print", "print_count") == batch.print_count == 0
