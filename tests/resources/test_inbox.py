"""`client.inbox`: the organisation's own letters, over HTTP and on the wire."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from digipost.errors import AuthenticationError, InvalidValueError, NotFoundError, ParseError
from digipost.sandbox import InboxLetter, Sandbox
from digipost_schema import api_v8
from tests.support.counterpart import API, Reply
from tests.support.wired import link, talk, xml

if TYPE_CHECKING:
    from pathlib import Path

    from digipost import DigipostClient, RequestSigning

INBOX = {"get_inbox": f"{API}/67890/inbox"}


def deliver(sandbox: Sandbox, count: int) -> list[int]:
    """The ids of that many letters, newest first."""
    return [sandbox.deliver_to_inbox(InboxLetter(subject=str(number))) for number in range(count)][::-1]


class TestListing:
    def test_letters_come_newest_first_with_their_attachments(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.deliver_to_inbox(InboxLetter(subject="Old"))
        attachment = InboxLetter(subject="Map", content=b"map", content_type="image/png")
        newest = sandbox.deliver_to_inbox(
            InboxLetter(subject="New", sender="Kari", reference="r-1", attachments=[attachment])
        )
        first, second = client.inbox.list_documents()
        assert (first.id, first.subject, first.sender, first.reference_from_sender) == (
            newest,
            "New",
            "Kari",
            "r-1",
        )
        assert abs(first.delivery_time - datetime.now(UTC)) < timedelta(minutes=1)
        assert first.first_accessed is None
        assert [(each.subject, each.content_type) for each in first.attachment] == [("Map", "image/png")]
        assert second.subject == "Old"

    def test_an_empty_inbox_has_no_letters(self, client: DigipostClient) -> None:
        assert [*client.inbox.list_documents()] == []

    def test_each_sender_has_an_inbox_of_its_own(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.allow(12345, 67890)
        theirs = sandbox.deliver_to_inbox(InboxLetter(), account_id=67890)
        assert [*client.inbox.list_documents()] == []
        assert [each.id for each in client.inbox.list_documents(sender_id=67890)] == [theirs]
        with pytest.raises(AuthenticationError):
            next(client.inbox.list_documents(sender_id=4711))

    @pytest.mark.parametrize("page_size", [2, 3, 7, 8, 1000])
    def test_every_letter_comes_once_whatever_the_size_of_a_page(
        self, page_size: int, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        ids = deliver(sandbox, 7)
        assert [each.id for each in client.inbox.list_documents(page_size=page_size)] == ids

    def test_a_page_is_fetched_when_it_is_needed(self, client: DigipostClient, sandbox: Sandbox) -> None:
        deliver(sandbox, 7)
        documents = client.inbox.list_documents(page_size=3)
        assert [*sandbox.requests] == []
        assert len(list(islice(documents, 3))) == 3
        targets = [each.target for each in sandbox.requests]
        assert targets == ["/", "/12345/inbox?offset=0&limit=3"]

    @pytest.mark.thorough
    def test_mail_that_arrives_meanwhile_repeats_nothing(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        ids = deliver(sandbox, 9)
        seen = []
        for document in client.inbox.list_documents(page_size=3):
            seen.append(document.id)
            if len(seen) < 20:
                deliver(sandbox, 1)
        assert [each for each in seen if each in ids] == ids
        assert len(set(seen)) == len(seen)

    @pytest.mark.parametrize("page_size", [2, 3, 10])
    def test_letters_that_are_deleted_meanwhile_hide_none(
        self, page_size: int, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        ids = deliver(sandbox, 11)
        seen = []
        for document in client.inbox.list_documents(page_size=page_size):
            client.inbox.delete(document)
            seen.append(document.id)
        assert seen == ids
        assert [*client.inbox.list_documents()] == []

    def test_it_ends_at_the_first_known_letter(self, client: DigipostClient, sandbox: Sandbox) -> None:
        ids = deliver(sandbox, 5)
        known = {ids[2], ids[3]}
        new = client.inbox.list_documents(page_size=2, known=lambda document: document.id in known)
        assert [each.id for each in new] == ids[:2]
        assert [each.id for each in client.inbox.list_documents(until=ids[4])] == ids[:4]
        assert [each.id for each in client.inbox.list_documents(until=ids[0])] == []
        assert [each.id for each in client.inbox.list_documents(until=1)] == ids

    @pytest.mark.parametrize("page_size", [1, 0, -1, 1001, True, "100", 2.0])
    def test_what_is_no_size_of_a_page_is_refused_at_once(
        self, page_size: object, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        with pytest.raises(InvalidValueError, match=r"^page_size: .* from 2 to 1000"):
            client.inbox.list_documents(page_size=page_size)  # type: ignore[arg-type]  # what is tested
        with pytest.raises(InvalidValueError, match=r"^sender_id"):
            client.inbox.list_documents(sender_id=0)
        assert sandbox.requests == ()


class TestContent:
    def test_it_is_fetched_from_elsewhere_and_counts_as_opened(
        self, client: DigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        sandbox.deliver_to_inbox(
            InboxLetter(content=b"letter", attachments=[InboxLetter(content=b"map", content_type="x/y")])
        )
        (letter,) = client.inbox.list_documents()
        with client.inbox.content(letter) as download:
            assert (download.content_type, download.size) == ("application/pdf", 6)
            assert download.save(tmp_path / "letter.pdf").read_bytes() == b"letter"
        # The answer of the API itself has no content: what came is from the other origin, which refuses
        # whatever it should not see.
        assert sandbox.requests[-1].status == 307
        (again,) = client.inbox.list_documents()
        assert again.first_accessed is not None
        assert again.attachment[0].first_accessed is None
        with client.inbox.content(letter.attachment[0]) as download:
            assert (download.content_type, download.read()) == ("x/y", b"map")

    def test_no_access_token_goes_elsewhere(self, sandbox: Sandbox) -> None:
        deliver(sandbox, 1)
        client = sandbox.client(oauth=True)
        (letter,) = client.inbox.list_documents()
        assert client.inbox.content(letter).read() != b""

    def test_it_can_be_fetched_again(self, client: DigipostClient, sandbox: Sandbox) -> None:
        deliver(sandbox, 1)
        (letter,) = client.inbox.list_documents()
        assert client.inbox.content(letter).read() == client.inbox.content(letter).read() != b""

    @pytest.mark.thorough
    def test_a_large_content_costs_no_memory(
        self, client: DigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        deliver(sandbox, 1)
        sandbox.deliver_to_inbox(InboxLetter(content=bytes(32 << 20)))
        large, small = client.inbox.list_documents()
        client.inbox.content(small).save(tmp_path / "small")  # so that what is loaded once is not counted
        tracemalloc.start()
        try:
            client.inbox.content(large).save(tmp_path / "large")
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 4 << 20  # of both sides: the sandbox is in this process
        assert (tmp_path / "large").stat().st_size == 32 << 20

    def test_what_was_deleted_is_not_found(self, client: DigipostClient, sandbox: Sandbox) -> None:
        deliver(sandbox, 1)
        (letter,) = client.inbox.list_documents()
        client.inbox.delete(letter)
        for gone in (client.inbox.content, client.inbox.delete):
            with pytest.raises(NotFoundError) as caught:
                gone(letter)
            assert caught.value.code == "DOCUMENT_NOT_FOUND"

    def test_an_attachment_goes_with_its_letter(self, client: DigipostClient, sandbox: Sandbox) -> None:
        sandbox.deliver_to_inbox(InboxLetter(attachments=[InboxLetter()]))
        (letter,) = client.inbox.list_documents()
        with pytest.raises(InvalidValueError, match="no address for self_delete"):
            client.inbox.delete(letter.attachment[0])
        client.inbox.delete(letter)
        with pytest.raises(NotFoundError):
            client.inbox.content(letter.attachment[0])


def inbox(*documents: str) -> Reply:
    return xml("inbox", "".join(f"<document>{each}</document>" for each in documents))


def described(number: int, more: str = "") -> str:
    return (
        f"<id>{number}</id><sender>Kari</sender><delivery-time>2017-05-23T09:30:10+02:00</delivery-time>"
        f"<authentication-level>TWO FACTOR</authentication-level>{more}"
    )


class TestOnTheWire:
    def test_pages_overlap_by_one_letter(self, credentials: RequestSigning) -> None:
        client, counterpart = talk(
            credentials,
            {
                "/67890/inbox?offset=0&limit=2": [inbox(described(9), described(8))],
                "/67890/inbox?offset=1&limit=2": [inbox(described(8), described(7))],
                "/67890/inbox?offset=2&limit=2": [inbox(described(7))],
            },
            links=INBOX,
            sender_id=67890,
        )
        found = [*client.inbox.list_documents(sender_id=67890, page_size=2)]
        assert [each.id for each in found] == [9, 8, 7]
        assert found[0].authentication_level == "TWO FACTOR"  # as Digipost's own sample has it
        assert {each.method for each in counterpart.received} == {"GET"}
        assert counterpart.targets[1] == "/"  # the key that answers are signed with

    @pytest.mark.parametrize("address", ["{}/67890/inbox/9/content", "/67890/inbox/9/content"])
    def test_the_element_is_used_where_there_is_no_link(
        self, address: str, credentials: RequestSigning
    ) -> None:
        uri = address.format(API)
        client, counterpart = talk(
            credentials,
            {
                "/67890/inbox/9/content": [Reply(b"letter", headers={"Content-Type": "application/pdf"})],
                "/67890/inbox/9": [Reply()],
            },
            links=INBOX,
        )
        document = letter(content_uri=uri, delete_uri=uri.removesuffix("/content"))
        assert client.inbox.content(document).read() == b"letter"
        client.inbox.delete(document)
        fetched, deleted = counterpart.received[-2:]
        assert (fetched.method, fetched.target) == ("GET", "/67890/inbox/9/content")
        assert fetched.headers["Accept"] == "*/*"
        assert (deleted.method, deleted.target, deleted.body) == ("DELETE", "/67890/inbox/9", None)
        assert "Accept" not in deleted.headers

    def test_the_link_goes_before_the_element(self, credentials: RequestSigning) -> None:
        links = [
            api_v8.Link(rel="x/get_document_content", uri="/there?a=%2F"),
            api_v8.Link(rel="x/self_delete", uri=f"{API}/away"),
        ]
        client, counterpart = talk(credentials, {"/there?a=%2F": [Reply(b"x")], "/away": [Reply()]}, links={})
        document = letter(content_uri="/not-here", delete_uri="/not-here", link=links)
        client.inbox.content(document).read()
        client.inbox.delete(document)
        assert counterpart.targets[-2:] == ["/there?a=%2F", "/away"]

    def test_an_address_elsewhere_is_not_followed(self, credentials: RequestSigning) -> None:
        client, counterpart = talk(credentials, {}, links={})
        document = letter(content_uri="https://evil.example/1", delete_uri="https://evil.example/1")
        for follow in (client.inbox.content, client.inbox.delete):
            with pytest.raises(ParseError, match="another host"):
                follow(document)
        assert counterpart.targets == []

    def test_a_query_that_the_link_has_is_kept(self, credentials: RequestSigning) -> None:
        client, _ = talk(
            credentials, {"/i?a=b&offset=0&limit=100": [inbox()]}, links={"get_inbox": f"{API}/i?a=b"}
        )
        assert [*client.inbox.list_documents()] == []

    def test_nothing_personal_shows(self, credentials: RequestSigning) -> None:
        reply = inbox(described(9, f"<content-uri>/secret-1</content-uri>{link('self_delete', '/secret-2')}"))
        client, _ = talk(credentials, {"/67890/inbox?offset=0&limit=100": [reply]}, links=INBOX)
        (document,) = client.inbox.list_documents()
        assert "secret" not in repr(document)


def letter(**fields: object) -> api_v8.InboxDocument:
    return api_v8.InboxDocument(
        id=9,
        sender="Kari",
        delivery_time=datetime.now(UTC),
        authentication_level=api_v8.AuthenticationLevel.PASSWORD,
        **fields,  # type: ignore[arg-type]  # whichever a test is about
    )
