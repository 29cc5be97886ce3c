"""Answers about other archived documents than were asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from digipost import ArchiveDocument
from digipost.errors import ParseError
from digipost_schema import api_v8
from tests.support.counterpart import API, Reply
from tests.support.tables import in_one_test
from tests.support.wired import organisation, talk, xml

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost import DigipostClient, RequestSigning
    from digipost.sandbox import Sandbox

ONE, TWO, OTHER = (UUID(f"00000000-0000-4000-8000-00000000000{number}") for number in (1, 2, 3))
ARCHIVE = {"archive_documents": f"{API}/archive"}


def archived(*names: str) -> list[ArchiveDocument]:
    return [ArchiveDocument.from_bytes(b"a", file_name=f"{each}.txt") for each in names]


def documents(uuid: UUID, more: str = "") -> str:
    return f"<documents><uuid>{uuid}</uuid><file-type>pdf</file-type>{more}</documents>"


def stored(content: str) -> Reply:
    return xml("archive", content.format("", *(documents(each) for each in (ONE, TWO, OTHER))))


SENDER = api_v8.SenderOrganization(organization_id="984661185", part_id="a")


class TestArchives:
    def test_an_upload_is_answered_by_its_own_documents(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        client.archive.put(archived("a"))
        sandbox.faults.add("replay-answer path=*archive* method=POST times=1")
        sent = archived("b")
        with pytest.raises(ParseError, match="archive/documents"):
            client.archive.put(sent)
        assert [each.uuid for each in client.archive.put(sent).documents] == [sent[0].uuid]

    @pytest.mark.parametrize(
        ("content", "path"),
        [
            ("{1}", "archive/documents"),
            ("{1}{1}", "archive/documents/uuid"),
            ("{1}{3}", "archive/documents/uuid"),
            ("{1}{2}{3}", "archive/documents/uuid"),
            ("", "archive/documents"),
            ("<name>Others</name>{1}{2}", "archive/name"),
            ("<sender-id>67890</sender-id><name>Receipts</name>{1}{2}", "archive/sender-id"),
        ],
    )
    def test_an_answer_about_other_documents_is_refused(
        self, content: str, path: str, credentials: RequestSigning
    ) -> None:
        client, _ = talk(credentials, {"/archive": [stored(content)]}, links=ARCHIVE)
        sent = [ArchiveDocument.from_bytes(b"a", file_name="a.txt", uuid=each) for each in (ONE, TWO)]
        with pytest.raises(ParseError) as caught:
            client.archive.put(sent, archive="Receipts")
        assert caught.value.path == path
        if path == "archive/documents":
            assert caught.value.problem == "the answer does not list all documents that were sent"

    @pytest.mark.parametrize("content", ["{2}{1}", "<sender-id>67890</sender-id><name>Receipts</name>{1}{2}"])
    def test_an_answer_about_these_is_read(self, content: str, credentials: RequestSigning) -> None:
        client, _ = talk(credentials, {"/archive": [stored(content)]}, links=ARCHIVE)
        sent = [ArchiveDocument.from_bytes(b"a", file_name="a.txt", uuid=each) for each in (ONE, TWO)]
        assert len(client.archive.put(sent, archive="Receipts", sender_id=67890).documents) == 2

    def test_a_document_is_the_one_that_was_asked_for(self, credentials: RequestSigning) -> None:
        links = {
            "get_archive_document_by_uuid": f"{API}/document/",
            "get_archive_documents_by_referenceid": f"{API}/reference/",
        }
        other = documents(OTHER, "<referenceid>Ab</referenceid>")
        replies = {
            f"/document/{ONE}": [xml("archive", other)],
            "/reference/YUI=": [xml("archives", f"<archive>{other}</archive>")],
            "/update": [xml("archive-document", f"<uuid>{OTHER}</uuid><file-type>pdf</file-type>")],
            "/uuids": [xml("archive", other)],
        }
        client, _ = talk(credentials, replies, links=links)
        with pytest.raises(ParseError, match="archive/documents/uuid"):
            client.archive.get_document(ONE)
        with pytest.raises(ParseError, match="referenceid"):
            client.archive.list_documents_by_reference("aB")
        links_of_it = [
            api_v8.Link(rel="x/self_update", uri="/update"),
            api_v8.Link(rel="x/add_unique_uuid", uri="/uuids"),
        ]
        found = api_v8.ArchiveDocument(uuid=ONE, file_type="pdf", link=links_of_it)
        with pytest.raises(ParseError, match="archive-document/uuid"):
            client.archive.update(found)
        with pytest.raises(ParseError, match="archive/documents/uuid"):
            client.archive.add_unique_uuid(found, TWO)

    @in_one_test(
        ("content", "path"),
        [
            (f"<uuid>{ONE}</uuid><file-type>pdf</file-type>", None),
            (f"<uuid>{ONE}</uuid><file-type>pdf</file-type><referenceid>ref</referenceid>{{1}}{{0}}", None),
            (f"<uuid>{ONE}</uuid><file-type>pdf</file-type><referenceid>Ref</referenceid>", "referenceid"),
            (f"<uuid>{ONE}</uuid><file-type>pdf</file-type>{{2}}", "attributes"),
            (f"<uuid>{ONE}</uuid><file-type>pdf</file-type>{{0}}{{2}}", "attributes"),
            (f"<uuid>{OTHER}</uuid><file-type>pdf</file-type>{{1}}", "uuid"),
        ],
    )
    def test_a_change_is_answered_by_what_was_saved(
        self, content: str, path: str | None, credentials: RequestSigning
    ) -> None:
        attributes = [
            f"<attributes><key>{key}</key><value>{value}</value></attributes>"
            for key, value in (("other", "x"), ("case", "1"), ("case", "2"))
        ]
        reply = xml("archive-document", content.format(*attributes))
        client, _ = talk(credentials, {"/update": [reply]}, links={})
        saved = api_v8.ArchiveDocument(
            uuid=ONE,
            file_type="pdf",
            referenceid="ref",
            attributes=[api_v8.ArchiveDocumentAttribute(key="case", value="1")],
            link=[api_v8.Link(rel="x/self_update", uri="/update")],
        )
        if path is None:
            assert client.archive.update(saved).uuid == ONE
            return
        with pytest.raises(ParseError) as caught:
            client.archive.update(saved)
        assert caught.value.path == f"archive-document/{path}"

    def test_a_reference_that_is_not_sent_is_not_compared(self, credentials: RequestSigning) -> None:
        content = f"<uuid>{ONE}</uuid><file-type>pdf</file-type><referenceid>ref</referenceid>"
        client, _ = talk(credentials, {"/update": [xml("archive-document", content)]}, links={})
        links = [api_v8.Link(rel="x/self_update", uri="/update")]
        kept = client.archive.update(api_v8.ArchiveDocument(uuid=ONE, file_type="pdf", link=links))
        assert kept.referenceid == "ref"

    @pytest.mark.parametrize("sender_id", [None, 67890])
    def test_archives_are_those_of_the_sender(
        self, sender_id: int | None, credentials: RequestSigning
    ) -> None:
        links = {
            "get_archives": f"{API}/archives",
            "get_archive_document_by_uuid": f"{API}/document/",
            "get_archive_documents_by_referenceid": f"{API}/reference/",
        }
        owner = sender_id or 12345
        for told, is_right in ((owner, True), (1, False)):
            of = f"<sender-id>{told}</sender-id>"
            document = documents(ONE, "<referenceid>ab</referenceid>")
            replies = {
                "/archives": [xml("archives", f"<archive>{of}</archive><archive/>")],
                f"/document/{ONE}": [xml("archive", of + document)],
                "/reference/YWI=": [xml("archives", f"<archive>{of}{document}</archive>")],
            }
            client, _ = talk(credentials, replies, links=links, sender_id=sender_id)
            archive = client.archive
            calls: list[Callable[[], object]] = [
                partial(archive.list_archives, sender_id=sender_id),
                partial(archive.get_archive, ONE, sender_id=sender_id),
                partial(archive.list_archives_by_reference, "ab", sender_id=sender_id),
            ]
            for ask in calls:
                if is_right:
                    assert ask()
                else:
                    with pytest.raises(ParseError, match="sender-id"):
                        ask()

    @pytest.mark.parametrize(
        ("content", "path"),
        [
            ("<sender-id>67890</sender-id><name>Receipts</name>{right}", None),
            ("{right}", None),
            (documents(ONE), None),
            ("<sender-id>12345</sender-id>{right}", "archive/sender-id"),
            ("<name>Others</name>{right}", "archive/name"),
            ("{right}{wrong}", "archive/documents/attributes"),
        ],
    )
    def test_a_page_is_one_of_the_archive_and_the_filter(
        self, content: str, path: str | None, credentials: RequestSigning
    ) -> None:
        right, wrong = (
            documents(uuid, f"<attributes><key>case</key><value>{value}</value></attributes>")
            for uuid, value in ((ONE, "1"), (TWO, "2"))
        )
        target = "/page?attributes=Y2FzZSwx"
        reply = xml("archive", content.format(right=right, wrong=wrong))
        client, _ = talk(credentials, {target: [reply]}, links={})
        link_of_it = api_v8.Link(rel="x/next_documents", uri="/page")
        archive = api_v8.Archive(name="Receipts", sender_id=67890, link=[link_of_it])
        listing = client.archive.list_documents(archive, attributes={"case": "1"})
        if path is None:
            assert [each.uuid for each in listing] == [ONE]
            return
        with pytest.raises(ParseError) as caught:
            list(listing)
        assert caught.value.path == path

    def test_an_upload_for_another_organisation_is_refused(self, credentials: RequestSigning) -> None:
        replies = [stored(each) for each in (f"{organisation('a')}{{1}}", f"{organisation('b')}{{1}}", "{1}")]
        client, _ = talk(credentials, {"/archive": replies}, links=ARCHIVE)
        sent = [ArchiveDocument.from_bytes(b"a", file_name="a.txt", uuid=ONE)]
        assert client.archive.put(sent, sender_organization=SENDER).sender_organization == SENDER
        with pytest.raises(ParseError) as caught:
            client.archive.put(sent, sender_organization=SENDER)
        assert caught.value.path == "archive/sender-organization"
        assert client.archive.put(sent, sender_organization=SENDER).sender_organization is None
