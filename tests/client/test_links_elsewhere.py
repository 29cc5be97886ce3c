"""Links in answers that lead away from the API: each operation that follows links refuses them unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from digipost.datatypes import Payslip
from digipost.errors import ParseError
from digipost_schema import api_v8
from tests.support.counterpart import API, NOW
from tests.support.tables import in_one_test
from tests.support.wired import link, talk, xml

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost import DigipostClient, RequestSigning

ONE = UUID("00000000-0000-4000-8000-000000000001")
HOST = API.removeprefix("https://")
ELSEWHERE = [
    "https://elsewhere.example/a",
    "//elsewhere.example/a",
    f"http://{HOST}/a",
    f"http://{HOST}:443/a",
    f"ws://{HOST}/a",
    f"https://{HOST}:8443/a",
    f"https://{HOST}:0/a",
    f"https://{HOST}:80/a",
    f"https://user@{HOST}/a",
    f"https://user:password@{HOST}/a",
    f"https://@{HOST}/a",
    f"//user@{HOST}/a",
    f"https://{HOST}@elsewhere.example/a",
    f"https://{HOST}\\@elsewhere.example/a",
    f"https://{HOST}.elsewhere.example/a",
    f"https://{HOST}./a",
    "https:///a",
    "file:///etc/passwd",
]


def archived(uri: str, relation: str) -> api_v8.ArchiveDocument:
    return api_v8.ArchiveDocument(
        uuid=ONE, file_name="a", file_type="pdf", content_type="x", link=[to(uri, relation)]
    )


def to(uri: str, relation: str = "self") -> api_v8.Link:
    return api_v8.Link(rel=f"{API}/relations/{relation}", uri=uri)


def letter_in_inbox(uri: str, *, by_link: bool, relation: str) -> api_v8.InboxDocument:
    return api_v8.InboxDocument(
        id=1,
        sender="A",
        delivery_time=NOW,
        authentication_level=api_v8.AuthenticationLevel.PASSWORD,
        content_uri=None if by_link else uri,
        delete_uri=None if by_link else uri,
        link=[to(uri, relation)] if by_link else [],
    )


def state(uri: str) -> api_v8.ShareDocumentsRequestState:
    return api_v8.ShareDocumentsRequestState(
        shared_documents=api_v8.SharedDocuments(), link=[to(uri, "stop_sharing")]
    )


FOLLOWING: dict[str, Callable[[DigipostClient, str], object]] = {
    "documents.status": lambda client, uri: client.documents.status(to(uri)),
    "documents.content": lambda client, uri: client.documents.content(to(uri)),
    "documents.content (an address)": lambda client, uri: client.documents.content(uri),
    "documents.add_data": lambda client, uri: client.documents.add_data(to(uri), Payslip()),
    "recipients.search": lambda client, uri: client.recipients.search(
        api_v8.Suggestion(search_string="Ola", link=to(uri, "search"))
    ),
    "inbox.content": lambda client, uri: client.inbox.content(
        letter_in_inbox(uri, by_link=True, relation="get_document_content")
    ),
    "inbox.content (an element)": lambda client, uri: client.inbox.content(
        letter_in_inbox(uri, by_link=False, relation="")
    ),
    "inbox.delete": lambda client, uri: client.inbox.delete(
        letter_in_inbox(uri, by_link=True, relation="self_delete")
    ),
    "inbox.delete (an element)": lambda client, uri: client.inbox.delete(
        letter_in_inbox(uri, by_link=False, relation="")
    ),
    "archive.list_documents": lambda client, uri: list(
        client.archive.list_documents(api_v8.Archive(link=[to(uri, "next_documents")]))
    ),
    "archive.content": lambda client, uri: client.archive.content(
        archived(uri, "get_archive_document_content_stream")
    ),
    "archive.content_link": lambda client, uri: client.archive.content_link(
        archived(uri, "get_archive_document_content")
    ),
    "archive.update": lambda client, uri: client.archive.update(archived(uri, "self_update")),
    "archive.delete": lambda client, uri: client.archive.delete(archived(uri, "self_delete")),
    "archive.add_unique_uuid": lambda client, uri: client.archive.add_unique_uuid(
        archived(uri, "add_unique_uuid"), ONE
    ),
    "shared_documents.stop_sharing": lambda client, uri: client.shared_documents.stop_sharing(state(uri)),
}


@in_one_test("operation", FOLLOWING)
def test_nothing_is_sent_to_an_address_elsewhere(operation: str, credentials: RequestSigning) -> None:
    client, counterpart = talk(credentials, {}, links={})
    for uri in ELSEWHERE:
        with pytest.raises(ParseError, match=r"another host|malformed|user name|to be escaped") as caught:
            FOLLOWING[operation](client, uri)
        assert "elsewhere" not in str(caught.value)
        assert "password" not in str(caught.value)
    assert counterpart.received == []


@in_one_test("uri", ELSEWHERE)
def test_nor_are_the_links_of_a_batch_followed(uri: str, credentials: RequestSigning) -> None:
    batch = xml(
        "batch",
        f"<uuid>{ONE}</uuid><status>NOT_COMMITTED</status>"
        f"{link('complete_batch', uri)}{link('self_delete', uri)}",
    )
    client, counterpart = talk(credentials, {f"/batch/{ONE}": [batch]}, links={"get_batch": f"{API}/batch/"})
    for act in (client.batches.get(ONE).complete, client.batches.get(ONE).cancel):
        with pytest.raises(ParseError):
            act()
    assert set(counterpart.targets) == {"/", f"/batch/{ONE}"}


@in_one_test("uri", ELSEWHERE)
def test_nor_is_a_letter_sent_there(uri: str, credentials: RequestSigning) -> None:
    client, counterpart = talk(credentials, {}, links={"get_tags": uri})
    with pytest.raises(ParseError):
        client.tags.get("31108412345")
    assert counterpart.targets == ["/"]


@pytest.mark.parametrize(
    "uri", [f"{API}:443/tags", f"HTTPS://{HOST.upper()}/tags", f"//{HOST}/tags", "/tags"]
)
def test_the_same_address_in_another_form_is_followed(uri: str, credentials: RequestSigning) -> None:
    target = "/tags?personal-identification-number=31108412345"
    client, counterpart = talk(credentials, {target: [xml("tags")]}, links={"get_tags": uri})
    assert client.tags.get("31108412345") == []
    assert counterpart.targets == ["/", target]
