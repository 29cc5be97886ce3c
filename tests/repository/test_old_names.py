"""Names of before, which work until 1.0 and warn where they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest

from digipost.archive_document import ArchiveDocument
from tests.support.letters import letter

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


def test_tags_of_a_person(client: DigipostClient) -> None:
    assert warned(lambda: client.tags.of("31108412345"), "of", "get") == client.tags.get("31108412345")


def test_counts_of_a_batch(client: DigipostClient) -> None:
    with client.batches.create() as batch:
        client.messages.send(letter(batch=batch))
    batch.refresh()
    assert warned(lambda: batch.count_digipost, "count_digipost", "digital_count") == batch.digital_count == 1
    assert warned(lambda: batch.count_print, "count_print", "print_count") == batch.print_count == 0
