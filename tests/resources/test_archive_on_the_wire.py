"""`client.archive`: each request, to the byte."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost import ArchiveDocument
from digipost.errors import ConfigurationError, InvalidValueError, ParseError
from digipost.resources._archive_filters import base64_text, filtered, filters
from digipost.sandbox.services.archive_query import filter_of
from digipost_schema import api_v8
from tests.support.counterpart import API, V8, VECTORS, Reply
from tests.support.tables import in_one_test
from tests.support.wired import link, talk, xml

if TYPE_CHECKING:
    from digipost import DigipostClient, RequestSigning
    from tests.support.counterpart import Counterpart

UUID_1 = UUID("10ff4c99-8560-4741-83f0-1093dc4deb1c")
UUID_2 = UUID("00000000-0000-4000-8000-000000000011")
STORED = f"<documents><uuid>{UUID_1}</uuid><file-type>pdf</file-type></documents>"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def stored(*relations: str) -> api_v8.ArchiveDocument:
    return api_v8.ArchiveDocument(
        uuid=UUID_1,
        file_name="a.pdf",
        file_type="pdf",
        content_type="application/pdf",
        referenceid="ref",
        link=[api_v8.Link(rel=f"x/{each}", uri=f"{API}/{each}") for each in relations],
    )


def one(
    credentials: RequestSigning, relation: str, reply: Reply
) -> tuple[DigipostClient, Counterpart, api_v8.ArchiveDocument]:
    client, counterpart = talk(credentials, {f"/{relation}": [reply]}, links={})
    return client, counterpart, stored(relation)


def test_documents_are_put_as_parts_beside_one_called_archive(credentials: RequestSigning) -> None:
    links = {"archive_documents": f"{API}/archive"}
    both = STORED + STORED.replace(str(UUID_1), str(UUID_2))
    client, counterpart = talk(credentials, {"/archive": [xml("archive", both)]}, links=links)
    client.archive.put(
        [
            ArchiveDocument.from_bytes(
                b"%PDF\r\n--x",
                uuid=UUID_1,
                file_name="a.pdf",
                reference_id="ref",
                attributes={"case": "1", "y": ""},
                deletion_time=datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC),
            ),
            ArchiveDocument.from_bytes(b"\x00", uuid=UUID_2, file_name="b.dwg"),
        ],
        archive="Receipts",
        sender_id=67890,
    )
    request = counterpart.received[-1]
    assert (request.method, request.target) == ("POST", "/archive")
    assert counterpart.targets == ["/", "/archive"]  # the broker's own entry point, for whatever sender
    assert request.body is not None
    head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    parts = [*message_from_bytes(head + request.body).walk()][1:]
    found = [(part.get_filename(), part.get_content_type(), part.get_payload(decode=True)) for part in parts]
    archive, *documents = found
    assert archive[:2] == ("archive", "application/vnd.digipost-v8+xml")
    assert (
        archive[2]
        == (
            f"{DECLARATION}<archive {V8}><sender-id>67890</sender-id><name>Receipts</name><documents>"
            f"<uuid>{UUID_1}</uuid><file-name>a.pdf</file-name><file-type>pdf</file-type>"
            "<referenceid>ref</referenceid><content-type>application/pdf</content-type>"
            "<attributes><key>case</key><value>1</value></attributes><attributes><key>y</key><value></value>"
            "</attributes><deletion-time>2030-01-02T03:04:05Z</deletion-time></documents><documents>"
            f"<uuid>{UUID_2}</uuid><file-name>b.dwg</file-name><file-type>dwg</file-type></documents></archive>"
        ).encode()
    )
    assert [each[:2] for each in documents] == [
        (str(UUID_1), "application/pdf"),
        (str(UUID_2), "application/octet-stream"),
    ]
    assert b"%PDF\r\n--x\r\n" in request.body


def test_look_ups_follow_the_links_of_the_sender(credentials: RequestSigning) -> None:
    base = f"{API}/67890/archive/document"
    client, counterpart = talk(
        credentials,
        {
            "/67890/archives": [xml("archives", "<archive><name>A</name></archive><archive/>")],
            f"/67890/archive/document/uuid/{UUID_1}": [xml("archive", STORED)],
            "/67890/archive/document/referenceid/cmVmL8Omw7jDpQ==": [
                xml("archives", f"<archive>{STORED}</archive><archive>{STORED}</archive>")
            ],
        },
        links={
            "get_archives": f"{API}/67890/archives",
            "get_archive_document_by_uuid": f"{base}/uuid/",
            "get_archive_documents_by_referenceid": f"{base}/referenceid/",
        },
        sender_id=67890,
    )
    assert [each.name for each in client.archive.list_archives(sender_id=67890)] == ["A", None]
    assert client.archive.get_document(str(UUID_1).upper(), sender_id=67890).uuid == UUID_1
    assert len(client.archive.list_documents_by_reference("ref/æøå", sender_id=67890)) == 2
    assert {each.method for each in counterpart.received} == {"GET"}


def test_pages_are_filtered_and_followed(credentials: RequestSigning) -> None:
    first, second = link("next_documents", "/a/1?x=%2F&amp;toDate=old"), link("next_documents", f"{API}/a/2")
    query = "attributes=aWQsMTIz&toDate=MjAyNC0xMC0yNlQxNDo1MDoxNFo%3D"
    client, counterpart = talk(
        credentials,
        {
            "/archives": [xml("archives", f"<archive>{first}</archive>")],
            f"/a/1?x=%2F&{query}": [xml("archive", f"{second}{STORED}")],
            f"/a/2?{query}": [xml("archive", STORED)],
        },
        links={"get_archives": f"{API}/archives"},
    )
    (archive,) = client.archive.list_archives()
    until = datetime(2024, 10, 26, 14, 50, 14, tzinfo=UTC)
    found = client.archive.list_documents(archive, attributes={"id": "123"}, to_date=until)
    assert len(list(found)) == 2
    assert counterpart.targets[2:] == [f"/a/1?x=%2F&{query}", f"/a/2?{query}"]


def test_an_archive_without_a_link_has_no_documents(credentials: RequestSigning) -> None:
    client, _ = talk(credentials, {}, links={})
    assert [*client.archive.list_documents(api_v8.Archive(name="A"))] == []


def test_a_content_that_is_not_elsewhere_is_taken_as_it_comes(credentials: RequestSigning) -> None:
    relation = "get_archive_document_content_stream"
    client, counterpart, document = one(credentials, relation, Reply(b"%PDF"))
    assert client.archive.content(document).read() == b"%PDF"
    assert (counterpart.received[-1].method, counterpart.received[-1].headers["Accept"]) == ("GET", "*/*")


def test_a_content_link_is_asked_for(credentials: RequestSigning) -> None:
    reply = xml("archive-document-content", "<content-type>a/b</content-type><uri>https://x.example</uri>")
    client, _, document = one(credentials, "get_archive_document_content", reply)
    link = client.archive.content_link(document)
    assert (link.content_type, link.uri) == ("a/b", "https://x.example")


def test_an_update_sends_the_document(credentials: RequestSigning) -> None:
    reply = xml("archive-document", f"<uuid>{UUID_1}</uuid><file-type>pdf</file-type>")
    client, counterpart, document = one(credentials, "self_update", reply)
    document.attributes.append(api_v8.ArchiveDocumentAttribute(key="case", value="2"))
    assert client.archive.update(document).uuid == UUID_1
    request = counterpart.received[-1]
    assert (request.method, request.headers["Content-Type"]) == ("PUT", "application/vnd.digipost-v8+xml")
    assert (
        request.body
        == (
            f"{DECLARATION}<archive-document {V8}><uuid>{UUID_1}</uuid><file-name>a.pdf</file-name>"
            "<file-type>pdf</file-type><referenceid>ref</referenceid><content-type>application/pdf</content-type>"
            "<attributes><key>case</key><value>2</value></attributes>"
            f'<link rel="x/self_update" uri="{API}/self_update"/></archive-document>'
        ).encode()
    )


def test_a_delete_has_no_body(credentials: RequestSigning) -> None:
    client, counterpart, document = one(credentials, "self_delete", Reply())
    client.archive.delete(document)
    assert (counterpart.received[-1].method, counterpart.received[-1].body) == ("DELETE", None)


def test_a_new_uuid_comes_with_what_the_document_is(credentials: RequestSigning) -> None:
    renamed = f"<documents><uuid>{UUID_2}</uuid><file-type>pdf</file-type></documents>"
    client, counterpart, document = one(credentials, "add_unique_uuid", xml("archive", renamed))
    assert client.archive.add_unique_uuid(document, UUID_2).uuid == UUID_2
    request = counterpart.received[-1]
    assert request.method == "POST"
    assert (
        request.body
        == (
            f"{DECLARATION}<archive-document {V8}><uuid>{UUID_2}</uuid><file-name>a.pdf</file-name>"
            "<file-type>pdf</file-type><content-type>application/pdf</content-type></archive-document>"
        ).encode()
    )


@pytest.mark.parametrize("documents", ["", STORED * 2])
def test_a_look_up_that_finds_another_number_than_one(documents: str, credentials: RequestSigning) -> None:
    links = {"get_archive_document_by_uuid": f"{API}/uuid/"}
    client, _ = talk(credentials, {f"/uuid/{UUID_1}": [xml("archive", documents)]}, links=links)
    with pytest.raises(ParseError, match="1 is expected"):
        client.archive.get_document(UUID_1)


def test_an_account_without_an_archive_is_told_so(credentials: RequestSigning) -> None:
    client, _ = talk(credentials, {}, links={})
    with pytest.raises(ConfigurationError, match="get_archives"):
        client.archive.list_archives()


VECTOR = json.loads((VECTORS / "vectors.json").read_text(encoding="utf-8"))
QUERIES: list[dict[str, Any]] = VECTOR["archive_query"]
MOMENT = datetime(2024, 10, 26, 14, 50, 14, tzinfo=UTC)


@pytest.mark.parametrize("known", [each for each in QUERIES if "attributes" in each])
def test_attributes_are_keys_and_values_by_turns_in_base64(known: dict[str, Any]) -> None:
    assert filters(dict(known["attributes"]), None, None) == {"attributes": known["attributes_param"]}


def test_dates_are_written_as_the_java_client_writes_them() -> None:
    (known,) = (each for each in QUERIES if "from" in each)
    assert filters(None, datetime.fromisoformat(known["from"]), None) == {"fromDate": known["java_fromDate"]}


@in_one_test(
    ("moment", "text"),
    [
        (MOMENT, "2024-10-26T14:50:14Z"),
        (MOMENT.replace(second=0), "2024-10-26T14:50:00Z"),
        (MOMENT.replace(microsecond=120000), "2024-10-26T14:50:14.120000Z"),
        (MOMENT.astimezone(timezone(timedelta(hours=2))), "2024-10-26T16:50:14+02:00"),
    ],
)
def test_dates_have_their_zone(moment: datetime, text: str) -> None:
    assert filters({}, None, moment) == {"toDate": base64_text("to_date", text)}


@pytest.mark.parametrize("known", VECTOR["archive_reference_id"], ids=lambda known: str(known["path_suffix"]))
def test_a_reference_id_is_in_base64(known: dict[str, str]) -> None:
    assert base64_text("reference_id", known["reference_id"]) == known["path_suffix"]


@in_one_test("attributes", [{"a,b": "c"}, {"a": "b,c"}, {"a": 5}, {None: "a"}])
def test_what_the_separator_would_tear_apart_is_refused(attributes: dict[str, str]) -> None:
    with pytest.raises(InvalidValueError, match=r"^attributes: .*without commas"):
        filters(attributes, None, None)


@pytest.mark.parametrize("field", ["from_date", "to_date"])
def test_a_time_without_a_zone_is_refused(field: str) -> None:
    naive: dict[str, Any] = {"from_date": None, "to_date": None, field: MOMENT.replace(tzinfo=None)}
    with pytest.raises(InvalidValueError, match=rf"^{field}: a time with a zone"):
        filters(None, **naive)


@in_one_test(
    ("target", "result"),
    [
        ("/a/1", "/a/1?attributes=aQ%3D%3D"),
        ("/a/1?offset=100", "/a/1?offset=100&attributes=aQ%3D%3D"),
        ("/a/1?attributes=old&offset=100&x=%2F", "/a/1?offset=100&x=%2F&attributes=aQ%3D%3D"),
        ("/a/1?attributes", "/a/1?attributes=aQ%3D%3D"),
        ("/a/1?toDate=kept", "/a/1?toDate=kept&attributes=aQ%3D%3D"),
    ],
)
def test_parameters_replace_those_that_the_link_has(target: str, result: str) -> None:
    assert filtered(target, {"attributes": "aQ=="}) == result


def test_a_link_stays_as_it_is_without_a_filter() -> None:
    assert filtered("/a/1?attributes=a%2f&&b", {}) == "/a/1?attributes=a%2f&&b"


WORDS = st.text(st.characters(exclude_characters=",", exclude_categories=["Cs"]), max_size=20)


@given(st.dictionaries(WORDS, WORDS, min_size=1, max_size=15), st.datetimes(timezones=st.just(UTC)))
def test_the_other_side_reads_the_same(attributes: dict[str, str], moment: datetime) -> None:
    read = filter_of(filters(attributes, moment, moment))
    assert (read.attributes, read.from_date, read.to_date) == (attributes, moment, moment)
