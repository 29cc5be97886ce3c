"""Inboxes, archives, batches, tags and the like: what is refused, and what is taken from other clients."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
import pytest

from digipost.sandbox import InboxLetter
from tests.support.raw_requests import (
    BROKER_ID,
    MULTIPART,
    V8,
    Answer,
    Caller,
    Letter,
    exchange,
    multipart,
    part,
)

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox

UNUSED = "6d99008e-2672-4b55-9b09-996b09a06e47"
XML = "application/vnd.digipost-v8+xml"
ORGANISATION = "<sender-organization><organization-id>1</organization-id></sender-organization>"
NAMESPACE = 'xmlns="http://api.digipost.no/schema/v8"'


def send(caller: Caller, method: str, path: str, body: str, content_type: str = XML) -> Answer:
    data = body.encode()
    headers = caller.headers(method, path, data) | {"Content-Type": content_type}
    return exchange(caller.sandbox, method, path, headers, data)


def put(caller: Caller, *names: str, described: str | None = None, part_name: str = "archive") -> Answer:
    """Archive a document of each uuid."""
    documents = "".join(
        f"<documents><uuid>{name}</uuid><file-type>pdf</file-type>"
        f"<attributes><key>n</key><value>{number}</value></attributes></documents>"
        for number, name in enumerate(names)
    )
    archive = f"<archive {NAMESPACE}>{documents}</archive>" if described is None else described
    body = multipart(part(part_name, archive.encode()), *(part(name, b"%PDF") for name in names))
    headers = caller.headers("POST", "/archive/documents", body) | {"Content-Type": MULTIPART}
    return exchange(caller.sandbox, "POST", "/archive/documents", headers, body)


class TestInbox:
    @pytest.mark.parametrize(
        "query", ["limit=0", "limit=1001", "limit=-1", "limit=x", "offset=-1", "offset=1.5", "limit="]
    )
    def test_what_is_no_page_is_refused(self, query: str, caller: Caller) -> None:
        answer = caller.get(f"/{BROKER_ID}/inbox?{query}")
        assert answer.refusal == (400, "INVALID_QUERY_PARAMETER")

    def test_a_page_has_100_letters_unless_asked_for_otherwise(
        self, sandbox: Sandbox, caller: Caller
    ) -> None:
        for _ in range(101):
            sandbox.deliver_to_inbox(InboxLetter(), account_id=BROKER_ID)
        path = f"/{BROKER_ID}/inbox"
        counts = [
            len(caller.get(target).xml) for target in (path, f"{path}?limit=1000", f"{path}?offset=100")
        ]
        assert counts == [100, 101, 1]

    def test_addresses_are_absolute_and_given_in_both_ways(self, sandbox: Sandbox, caller: Caller) -> None:
        number = sandbox.deliver_to_inbox(InboxLetter(), account_id=BROKER_ID)
        (document,) = caller.get(f"/{BROKER_ID}/inbox").xml
        address = f"{sandbox.url}/{BROKER_ID}/inbox/{number}"
        assert document.findtext(f"{V8}content-uri") == f"{address}/content"
        assert document.findtext(f"{V8}delete-uri") == address
        assert [link.get("uri") for link in document.iter(f"{V8}link")] == [f"{address}/content", address]

    @pytest.mark.parametrize("path", ["/67890/inbox", "/67890/archives", "/67890/inbox/1/content"])
    def test_nobody_reads_what_is_anothers(self, path: str, caller: Caller) -> None:
        assert caller.get(path).refusal == (403, "BROKER_NOT_AUTHORIZED")


class TestArchive:
    @pytest.mark.parametrize(
        ("described", "refusal"),
        [
            ("<archive", (400, "SCHEMA_VALIDATION_ERROR")),
            (f"<archive {NAMESPACE}><documents/></archive>", (400, "SCHEMA_VALIDATION_ERROR")),
            (f"<batch {NAMESPACE}><uuid>{UNUSED}</uuid></batch>", (400, "SCHEMA_VALIDATION_ERROR")),
            (f"<archive {NAMESPACE}/>", (400, "DOCUMENTS_AND_FILES_MISMATCH")),
            (f"<archive {NAMESPACE}>{ORGANISATION}</archive>", (403, "BROKER_NOT_AUTHORIZED")),
        ],
    )
    def test_what_is_not_right_is_refused(
        self, described: str, refusal: tuple[int, str], caller: Caller
    ) -> None:
        assert put(caller, str(uuid4()), described=described).refusal == refusal

    def test_the_xml_is_in_the_part_called_archive(self, caller: Caller) -> None:
        answer = put(caller, str(uuid4()), part_name="message")
        assert answer.refusal == (400, "PROBLEM_WITH_REQUEST")

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", 2),
            ("attributes=biww", 1),  # n,0
            ("attributes=%62iww", 1),
            ("fromDate=2024-06-03T12%3a00%3a02.0000000Z", 2),  # as Digipost's .NET client writes it
            ("fromDate=2024-06-03T14:00:03%2b02:00", 0),
            ("fromDate=2024-06-03T14:00:03+02:00", 0),
            (f"toDate={b64encode(b'2024-06-03T12:00Z').decode()}", 0),  # Java's shortest form
            (f"toDate={b64encode(b'2024-06-03T12:00:03Z').decode()}", 2),
        ],
    )
    def test_filters_of_both_official_clients_are_understood(
        self, query: str, found: int, caller: Caller
    ) -> None:
        put(caller, str(uuid4()), str(uuid4()))
        answer = caller.get(f"/{BROKER_ID}/archives/1/documents?{query}")
        assert len(answer.xml.findall(f"{V8}documents")) == found

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("attributes=x", "INVALID_QUERY_PARAMETER"),
            ("attributes=bg==", "INVALID_QUERY_PARAMETER"),  # n
            ("attributes=/w==", "INVALID_QUERY_PARAMETER"),  # no UTF-8
            ("offset=x", "INVALID_QUERY_PARAMETER"),
            ("fromDate=2024-06-03T12:00:02", "INVALID_DATE"),
            ("toDate=x:y", "INVALID_DATE"),
        ],
    )
    def test_a_filter_that_cannot_be_read_is_refused(self, query: str, code: str, caller: Caller) -> None:
        put(caller, str(uuid4()))
        assert caller.get(f"/{BROKER_ID}/archives/1/documents?{query}").refusal == (400, code)

    def test_only_what_may_change_changes(self, caller: Caller) -> None:
        name = str(uuid4())
        put(caller, name)
        path = f"/{BROKER_ID}/archive/document/{name}"
        document = (
            f"<archive-document {NAMESPACE}><uuid>{uuid4()}</uuid><file-name>new</file-name>"
            "<file-type>exe</file-type><referenceid>ref</referenceid>"
            '<content-hash hash-algorithm="SHA256">x</content-hash></archive-document>'
        )
        # The stray parameter is one that Digipost's .NET client sends.
        answer = send(caller, "PUT", path, document, f"{XML}; boundary={uuid4()}")
        assert (answer.status, answer.text("referenceid"), answer.text("uuid")) == (200, "ref", name)
        assert (answer.text("file-name"), answer.text("file-type")) == (None, "pdf")
        assert answer.text("content-hash") != "x"

    def test_there_are_never_more_than_15_attributes(self, caller: Caller) -> None:
        name = str(uuid4())
        put(caller, name)
        attributes = "".join(f"<attributes><key>k{number}</key><value/></attributes>" for number in range(15))
        document = (
            f"<archive-document {NAMESPACE}><uuid>{name}</uuid><file-type>pdf</file-type>{attributes}"
            "</archive-document>"
        )
        answer = send(caller, "PUT", f"/{BROKER_ID}/archive/document/{name}", document)
        assert answer.refusal == (400, "VALIDATION_FAILED")

    @pytest.mark.parametrize("path", ["archives/7/documents", f"archive/document/{UNUSED}"])
    def test_what_is_not_there_is_not_found(self, path: str, caller: Caller) -> None:
        assert caller.get(f"/{BROKER_ID}/{path}").refusal == (404, "DOCUMENT_NOT_FOUND")


class TestXml:
    @pytest.mark.parametrize("path", ["/batch", "/tags/add", "/user-accounts"])
    def test_another_type_or_document_is_refused(self, path: str, caller: Caller) -> None:
        batch = f"<batch {NAMESPACE}><uuid>x</uuid></batch>"
        assert send(caller, "POST", path, batch, "text/xml").status == 415
        for wrong in (batch, f"<tags {NAMESPACE}/>", "", "{}"):
            answer = send(caller, "POST", path, wrong)
            assert answer.refusal == (400, "SCHEMA_VALIDATION_ERROR")


class TestBatch:
    def test_it_is_the_brokers_own(self, sandbox: Sandbox, caller: Caller) -> None:
        batch = sandbox.client().batches.create()
        assert caller.get(f"/batch/{batch.uuid}").refusal == (404, "UNKNOWN_BATCH")

    def test_each_letter_has_a_number_of_its_own(self, caller: Caller) -> None:
        name = uuid4()
        send(caller, "POST", "/batch", f"<batch {NAMESPACE}><uuid>{name}</uuid></batch>")
        held = attrs.evolve(Letter(), at_end=f"<batch><uuid>{name}</uuid></batch>")
        first, second = caller.post(held.body), caller.post(Letter(message_id="message-2").body)
        assert (first.status, second.status) == (201, 201)
        assert first.headers["location"] != second.headers["location"]
        assert first.text("delivery-time") is None


def test_who_is_asked_for_tags_must_be_named(caller: Caller) -> None:
    for query in ("", "?", "?personal-identification-number=", "?number=1"):
        assert caller.get(f"/tags{query}").refusal == (400, "INVALID_QUERY_PARAMETER")
