"""`client.archive` against the sandbox, over HTTP."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import attrs
import pytest

from digipost import ArchiveDocument, DigipostClient
from digipost.errors import AuthenticationError, InvalidRequestError, InvalidValueError, NotFoundError
from digipost.sandbox import Sandbox
from digipost_schema import api_v8
from tests.support.counterpart import base64_sha256

if TYPE_CHECKING:
    from pathlib import Path


def document(data: bytes = b"%PDF", **changes: Any) -> ArchiveDocument:  # noqa: ANN401 - any attribute
    return ArchiveDocument.from_bytes(data, **{"file_name": "receipt.pdf", **changes})


def put(client: DigipostClient, **changes: Any) -> api_v8.ArchiveDocument:  # noqa: ANN401 - any attribute
    return client.archive.put([document(**changes)]).documents[0]


class TestPutting:
    def test_documents_are_stored_with_their_hash_and_links(self, client: DigipostClient) -> None:
        first, second = document(b"one", attributes={"case": "1"}), document(b"two", reference_id="ref")
        stored = client.archive.put([first, second], archive="Receipts")
        assert stored.name == "Receipts"
        assert [each.uuid for each in stored.documents] == [first.uuid, second.uuid]
        for each, content in zip(stored.documents, (b"one", b"two"), strict=True):
            assert each.content_hash is not None
            assert each.content_hash.value == base64_sha256(content)
            assert each.archived_time is not None
            assert abs(each.archived_time - datetime.now(UTC)) < timedelta(minutes=1)
            assert client.archive.content(each).read() == content

    def test_another_sender_has_archives_of_its_own(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.allow(12345, 67890)
        theirs = document()
        client.archive.put([theirs], sender_id=67890)
        assert client.archive.get_document(theirs.uuid, sender_id=67890).uuid == theirs.uuid
        assert [each.name for each in client.archive.list_archives(sender_id=67890)] == [None]
        assert client.archive.list_archives() == []
        with pytest.raises(NotFoundError):
            client.archive.get_document(theirs.uuid)
        with pytest.raises(AuthenticationError):
            client.archive.put([document()], sender_id=4711)
        organisation = api_v8.SenderOrganization(organization_id="984661185")
        with pytest.raises(AuthenticationError):
            client.archive.put([document()], sender_organization=organisation)

    def test_a_uuid_is_taken_once_and_otherwise_nothing_is(self, client: DigipostClient) -> None:
        used = put(client)
        other = document()
        with pytest.raises(InvalidRequestError) as caught:
            client.archive.put([other, document(uuid=used.uuid)])
        assert caught.value.code == "DUPLICATE_DOCUMENT_ID"
        with pytest.raises(NotFoundError):
            client.archive.get_document(other.uuid)

    @pytest.mark.parametrize(
        ("documents", "problem"),
        [
            ([], "1 to 201"),
            ([document()] * 2, "same uuid"),
            ([document() for _ in range(202)], "1 to 201"),
            (["receipt.pdf"], "list of ArchiveDocument"),
            ([api_v8.ArchiveDocument(uuid=uuid4(), file_type="pdf")], "list of ArchiveDocument"),
        ],
    )
    def test_what_cannot_be_archived_makes_no_request(
        self,
        documents: list[ArchiveDocument],
        problem: str,
        client: DigipostClient,
        sandbox: Sandbox,
    ) -> None:
        with pytest.raises(InvalidValueError, match=f"^documents: .*{problem}"):
            client.archive.put(documents)
        assert sandbox.requests == ()

    def test_one_sender_is_named_at_most(self, client: DigipostClient, sandbox: Sandbox) -> None:
        organisation = api_v8.SenderOrganization(organization_id="984661185")
        with pytest.raises(InvalidValueError, match=r"^sender_id: .*not both"):
            client.archive.put([document()], sender_id=5, sender_organization=organisation)
        with pytest.raises(InvalidValueError, match=r"^sender_id: a positive"):
            client.archive.put([document()], sender_id=0)
        assert sandbox.requests == ()

    @pytest.mark.thorough
    def test_a_large_document_costs_no_memory(self, client: DigipostClient, tmp_path: Path) -> None:
        client.archive.content(put(client)).read()  # so that what is loaded once is not counted
        path = tmp_path / "large.pdf"
        with path.open("wb") as file:
            file.truncate(32 << 20)  # sparse: it takes no room on the disk
        tracemalloc.start()
        try:
            stored = client.archive.put([ArchiveDocument.from_path(path)]).documents[0]
            client.archive.content(stored).save(tmp_path / "copy.pdf")
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        # Of both sides, since the sandbox is in this process, and of what other threads load meanwhile.
        assert peak < 8 << 20
        assert (tmp_path / "copy.pdf").stat().st_size == 32 << 20


class TestLookingUp:
    def test_by_the_name_of_ones_own(self, client: DigipostClient) -> None:
        put(client, uuid=ArchiveDocument.uuid_of_name("receipt 1"), file_name="a.pdf")
        assert client.archive.get_document(ArchiveDocument.uuid_of_name("receipt 1")).file_name == "a.pdf"

    @pytest.mark.parametrize("reference", ["REFERENCE_ID", "ref/æøå", "Done?>>>", "~~~???", "r" * 255])
    def test_by_reference_in_all_archives(self, reference: str, client: DigipostClient) -> None:
        first = document(reference_id=reference)
        second = document(reference_id=reference)
        client.archive.put([first, document(reference_id="another")], archive="A")
        client.archive.put([second, document()], archive="B")
        found = client.archive.list_documents_by_reference(reference)
        assert [each.uuid for each in found] == [first.uuid, second.uuid]

    def test_a_reference_that_nothing_has(self, client: DigipostClient) -> None:
        put(client)
        assert client.archive.list_documents_by_reference("nothing") == []

    @pytest.mark.parametrize("reference", ["", "r" * 256, None, 5])
    def test_what_is_no_reference_is_refused(self, reference: Any, client: DigipostClient) -> None:  # noqa: ANN401 - tested
        with pytest.raises(InvalidValueError, match=r"^reference_id: 1 to 255"):
            client.archive.list_documents_by_reference(reference)

    def test_what_is_not_there_is_not_found(self, client: DigipostClient) -> None:
        with pytest.raises(NotFoundError) as caught:
            client.archive.get_document(uuid4())
        assert caught.value.code == "DOCUMENT_NOT_FOUND"
        with pytest.raises(InvalidValueError, match=r"^uuid: "):
            client.archive.get_document("receipt")


class TestGoingThrough:
    def test_all_pages_are_followed_as_they_are_needed(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        documents = [document() for _ in range(201)]
        client.archive.put(documents)
        (archive,) = client.archive.list_archives()
        assert archive.documents == []
        found = client.archive.list_documents(archive)
        before = len(sandbox.requests)
        assert len(list(islice(found, 100))) == 100
        assert len(sandbox.requests) == before + 1
        rest = [each.uuid for each in found]
        assert rest == [each.uuid for each in documents[100:]]
        assert len(sandbox.requests) == before + 3

    def test_every_page_is_filtered(self, client: DigipostClient) -> None:
        wanted = [document(attributes={"kundé": "ÆØÅ", "n": str(number)}) for number in range(150)]
        client.archive.put(wanted)
        client.archive.put([document(attributes={"kundé": "æøå"}) for _ in range(150)])
        (archive,) = client.archive.list_archives()
        found = client.archive.list_documents(archive, attributes={"kundé": "ÆØÅ"})
        assert [each.uuid for each in found] == [each.uuid for each in wanted]
        both = client.archive.list_documents(archive, attributes={"n": "7", "kundé": "ÆØÅ"})
        assert [each.uuid for each in both] == [wanted[7].uuid]
        assert [*client.archive.list_documents(archive, attributes={"n": "7", "kundé": "x"})] == []

    def test_dates_are_those_of_archiving(self) -> None:
        clock = Clock()
        with Sandbox(clock=clock) as sandbox, sandbox.client() as client:
            uuids = []
            for _ in range(3):
                uuids.append(put(client).uuid)
                clock.now += timedelta(days=1)
            (archive,) = client.archive.list_archives()

            def found(start: datetime | None, end: datetime | None) -> list[int]:
                documents = client.archive.list_documents(archive, from_date=start, to_date=end)
                return [uuids.index(each.uuid) for each in documents]

            second_day = clock.start + timedelta(days=1)
            assert found(second_day, None) == [1, 2]
            assert found(None, second_day) == [0, 1]
            assert found(second_day, second_day) == [1]
            assert found(second_day + timedelta(seconds=1, days=1), None) == []

    def test_a_filter_that_cannot_be_sent_is_refused_at_once(self, client: DigipostClient) -> None:
        archive = api_v8.Archive(link=[api_v8.Link(rel="next_documents", uri="/nowhere")])
        with pytest.raises(InvalidValueError, match=r"^attributes: .*commas"):
            client.archive.list_documents(archive, attributes={"a": "b,c"})
        with pytest.raises(InvalidValueError, match=r"^to_date: "):
            client.archive.list_documents(archive, to_date=datetime(2024, 1, 1))  # noqa: DTZ001 - tested


@attrs.define
class Clock:
    start: datetime = datetime(2024, 6, 3, 12, tzinfo=UTC)
    now: datetime = datetime(2024, 6, 3, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class TestOneDocument:
    def test_a_content_link_works_once(self, client: DigipostClient) -> None:
        stored = put(client, file_name="a.png")
        link = client.archive.content_link(stored)
        assert link.content_type == "image/png"
        assert link.uri not in repr(link)
        assert client.archive.content_link(stored).uri != link.uri

    def test_attributes_and_reference_can_be_changed(self, client: DigipostClient) -> None:
        stored = put(client, attributes={"case": "1", "year": "2024"}, reference_id="old")
        stored.referenceid = "new"
        stored.attributes[0].value = ""
        stored.attributes.append(api_v8.ArchiveDocumentAttribute(key="more", value="x"))
        changed = client.archive.update(stored)
        assert changed == client.archive.get_document(stored.uuid)
        assert changed.referenceid == "new"
        assert {each.key: each.value for each in changed.attributes} == {
            "case": "",
            "year": "2024",
            "more": "x",
        }
        assert changed.content_hash == stored.content_hash

    def test_it_can_be_deleted(self, client: DigipostClient) -> None:
        stored, kept = put(client), put(client)
        client.archive.delete(stored)
        for gone in (
            client.archive.delete,
            client.archive.content,
            client.archive.content_link,
            client.archive.update,
        ):
            with pytest.raises(NotFoundError):
                gone(stored)
        (archive,) = client.archive.list_archives()
        assert [each.uuid for each in client.archive.list_documents(archive)] == [kept.uuid]

    def test_it_is_gone_at_its_deletion_time(self) -> None:
        clock = Clock()
        with Sandbox(clock=clock) as sandbox, sandbox.client() as client:
            stored = put(client, deletion_time=clock.now + timedelta(days=1), reference_id="ref")
            assert stored.deletion_time == clock.now + timedelta(days=1)
            assert client.archive.get_document(stored.uuid) == stored
            clock.now += timedelta(days=1)
            with pytest.raises(NotFoundError):
                client.archive.get_document(stored.uuid)
            assert client.archive.list_documents_by_reference("ref") == []

    def test_it_can_be_found_by_one_more_uuid(self, client: DigipostClient) -> None:
        stored = put(client)
        name = ArchiveDocument.uuid_of_name("receipt 1")
        again = client.archive.add_unique_uuid(stored, name)
        assert again.uuid == name
        assert client.archive.content(client.archive.get_document(name)).read() == b"%PDF"
        assert client.archive.get_document(stored.uuid) == stored
        with pytest.raises(InvalidRequestError) as caught:
            client.archive.add_unique_uuid(stored, name)
        assert caught.value.code == "DUPLICATE_DOCUMENT_ID"
        with pytest.raises(InvalidValueError, match=r"^new_uuid: .*uuid_of_name"):
            client.archive.add_unique_uuid(stored, "receipt 1")

    def test_a_document_of_ones_own_is_not_yet_archived(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        for operation in (client.archive.content, client.archive.delete, client.archive.update):
            with pytest.raises(InvalidValueError, match=r"^document.*client\.archive\.get_document\(uuid\)"):
                operation(document())  # type: ignore[arg-type]  # what is tested
        bare = api_v8.ArchiveDocument(uuid=uuid4(), file_type="pdf")
        with pytest.raises(InvalidValueError, match=r"^document: .*no link self_update"):
            client.archive.update(bare)
        assert sandbox.requests == ()


def test_the_archive_of_a_document_is_told(client: DigipostClient) -> None:
    named = ArchiveDocument.from_bytes(b"1", file_name="a.pdf", reference_id="bilag")
    other = ArchiveDocument.from_bytes(b"2", file_name="b.pdf", reference_id="bilag")
    client.archive.put([named], archive="Regnskap")
    client.archive.put([other])
    assert client.archive.get_archive(named.uuid).name == "Regnskap"
    assert client.archive.get_archive(str(other.uuid)).name is None
    found = client.archive.list_archives_by_reference("bilag")
    assert {each.name: [held.uuid for held in each.documents] for each in found} == {
        "Regnskap": [named.uuid],
        None: [other.uuid],
    }
    assert client.archive.list_archives_by_reference("nothing") == []
    with pytest.raises(NotFoundError):
        client.archive.get_archive(uuid4())
