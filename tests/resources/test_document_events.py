"""`client.documents.events`, and the contents that events lead to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

import tests.support.blocking
from digipost import DigipostClient
from digipost.errors import ApiError, AuthenticationError, InvalidValueError, ParseError
from digipost.events import StaleCursorWarning
from digipost_schema import api_v8
from tests.support.counterpart import API, CONFIG, NOW, V8, Counterpart, Reply, entry_point, error
from tests.support.letters import PDF, document, letter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from digipost import RequestSigning
    from digipost.sandbox import Sandbox

INTERVAL = "from=2024-06-03T11%3A00%3A02.000%2B00%3A00&to=2024-06-03T12%3A00%3A02.000%2B00%3A00"
HOUR = timedelta(hours=1)
LINK = f'<link rel="{API}/relations/document_events" uri="{API}/documents/events"/>'
OPENED = api_v8.EventType.OPENED
PRINTED = api_v8.EventType.POSTMARKED
ORGANISATION = api_v8.SenderOrganization(organization_id="984661185", part_id="Økonomi & drift")


def events_of(*numbers: int) -> Reply:
    listed = "".join(
        f'<event uuid="{UUID(int=number)}" type="SOMETHING_NEW" created="2024-06-03T12:00:00+02:00" '
        'document-created="2024-06-01T12:00:00+02:00"/>'
        for number in numbers
    )
    return Reply(f"<document-events {V8}>{listed}</document-events>".encode())


def talk(
    credentials: RequestSigning, replies: dict[str, Sequence[Reply]]
) -> tuple[DigipostClient, Counterpart]:
    counterpart = Counterpart({"/": [entry_point(LINK)], **replies})
    return DigipostClient(CONFIG, credentials, transport=counterpart, clock=lambda: NOW), counterpart


def test_an_interval_is_asked_for_as_the_java_client_does(credentials: RequestSigning) -> None:
    # The target is that of the known answers in tests/fixtures/vectors, but for UTC.
    target = (
        "/documents/events?from=2024-01-02T02%3A04%3A05.678%2B00%3A00&to=2024-01-03T03%3A04%3A05.000%2B00%3A00"
        "&offset=0&maxResults=100&sender=67890"
    )
    client, counterpart = talk(credentials, {target: [events_of()]})
    since = datetime(2024, 1, 2, 3, 4, 5, 678000, tzinfo=timezone(HOUR))
    until = datetime(2024, 1, 3, 3, 4, 5, tzinfo=UTC)
    assert list(client.documents.events(since=since, until=until, sender_id=67890)) == []
    assert [(each.method, each.target) for each in counterpart.received] == [("GET", "/"), ("GET", target)]


@pytest.mark.parametrize(
    ("organisation", "query"),
    [
        (ORGANISATION, "&org=984661185&part=%C3%98konomi%20%26%20drift"),
        (api_v8.SenderOrganization(organization_id="984661185"), "&org=984661185"),
    ],
)
def test_a_sender_may_be_an_organisation(
    organisation: api_v8.SenderOrganization, query: str, credentials: RequestSigning
) -> None:
    target = f"/documents/events?{INTERVAL}&offset=0&maxResults=5{query}"
    client, _ = talk(credentials, {target: [events_of()]})
    since = NOW - HOUR
    feed = client.documents.events(since=since, sender_organization=organisation, page_size=5)
    assert list(feed) == []


def test_pages_follow_with_the_offset_raised_by_their_size(credentials: RequestSigning) -> None:
    pages = {
        f"/documents/events?{INTERVAL}&offset={offset}&maxResults=2": [events_of(*numbers)]
        for offset, numbers in ((0, (1, 2)), (2, (3, 4)), (4, (5,)))
    }
    client, counterpart = talk(credentials, {**pages})
    feed = client.documents.events(since=NOW - HOUR, page_size=2)
    assert [event.uuid.int for event in feed] == [1, 2, 3, 4, 5]
    assert counterpart.targets == ["/", *pages]


def test_an_event_of_a_new_type_does_not_end_the_reading(credentials: RequestSigning) -> None:
    client, _ = talk(
        credentials, {f"/documents/events?{INTERVAL}&offset=0&maxResults=100": [events_of(1, 2)]}
    )
    events = list(client.documents.events(since=NOW - HOUR))
    assert [event.type for event in events] == ["SOMETHING_NEW", "SOMETHING_NEW"]


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"after": "2024-06-03T12:00:02.000+00:00", "since": NOW}, "since"),
        ({"after": "yesterday"}, "after"),
        ({"since": datetime(2024, 6, 3)}, "since"),  # noqa: DTZ001 - what is tested
        ({"until": datetime(2024, 6, 3)}, "until"),  # noqa: DTZ001 - what is tested
        ({"since": "2024-06-03"}, "since"),
        ({"since": NOW, "until": NOW}, "until"),
        ({"sender_id": 0}, "sender_id"),
        ({"sender_id": 67890, "sender_organization": ORGANISATION}, "sender_id"),
        ({"sender_organization": "984661185"}, "sender_organization"),
        ({"page_size": 0}, "page_size"),
        ({"page_size": 101}, "page_size"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_once(
    arguments: dict[str, object], field: str, client: DigipostClient, sandbox: Sandbox
) -> None:
    with pytest.raises(InvalidValueError, match=rf"^{field}: "):
        client.documents.events(**arguments)  # type: ignore[arg-type]  # what is tested
    assert sandbox.requests == ()


def test_a_time_without_a_zone_is_refused_with_how_to_make_one(client: DigipostClient) -> None:
    with pytest.raises(InvalidValueError, match="ZoneInfo"):
        client.documents.events(since=datetime(2024, 6, 3))  # noqa: DTZ001 - what is tested


def test_the_warning_of_an_old_cursor_points_to_who_used_it(client: DigipostClient) -> None:
    with pytest.warns(StaleCursorWarning) as caught:
        client.documents.events(after="2020-01-01T00:00:00.000+00:00")
    (warning,) = caught
    # Behind the asynchronous face, the caller is the module that makes it synchronous for these tests.
    assert warning.filename in {__file__, tests.support.blocking.__file__}


def test_what_happens_in_the_sandbox_is_heard_of(client: DigipostClient, sandbox: Sandbox) -> None:
    sent = letter()
    client.messages.send(sent)
    uuid = sent.primary_document.uuid
    failed = api_v8.SmsNotificationFailedMetadata(mobile_number="+4740000527", error_code="UNKNOWN")
    sandbox.record_event(uuid, OPENED)
    sandbox.record_event(uuid, api_v8.EventType.SMS_NOTIFICATION_FAILED, metadata=failed)
    opened, not_notified = client.documents.events()
    assert (opened.uuid, opened.type, opened.metadata) == (uuid, OPENED, None)
    assert not_notified.metadata == failed
    assert opened.document_created <= opened.created <= datetime.now(UTC)


def test_a_crawl_in_small_pages_finds_all_events_once(client: DigipostClient, sandbox: Sandbox) -> None:
    sent = letter()
    client.messages.send(sent)
    now = datetime.now(UTC)
    for minutes in range(7):
        at = now - timedelta(minutes=minutes)
        sandbox.record_event(sent.primary_document.uuid, PRINTED, created=at)
    feed = client.documents.events(page_size=2)
    created = [event.created for event in feed]
    assert len(created) == 7
    assert created == sorted(created)
    sandbox.record_event(sent.primary_document.uuid, OPENED)
    assert [event.type for event in feed] == [OPENED]
    again = client.documents.events(after=feed.cursor)
    assert len(list(again)) == 8  # all of them within the ten minutes that are read again


def test_events_are_the_brokers_and_can_be_narrowed_to_a_sender(
    client: DigipostClient, sandbox: Sandbox
) -> None:
    own, others = letter(), letter(sender_id=67890)
    for each in (own, others):
        client.messages.send(each)
        sandbox.record_event(each.primary_document.uuid, OPENED)
    sandbox.directory.register("984661185", None, 67890)
    organisation = api_v8.SenderOrganization(organization_id="984661185")
    events = client.documents.events
    assert {event.uuid for event in events()} == {own.primary_document.uuid, others.primary_document.uuid}
    assert [event.uuid for event in events(sender_id=67890)] == [others.primary_document.uuid]
    by_organisation = events(sender_organization=organisation)
    assert [event.uuid for event in by_organisation] == [others.primary_document.uuid]
    with pytest.raises(AuthenticationError):
        list(events(sender_id=4711))


def test_a_refusal_ends_the_iteration(credentials: RequestSigning) -> None:
    target = f"/documents/events?{INTERVAL}&offset=0&maxResults=100"
    client, _ = talk(credentials, {target: [error(400, "INVALID_DATE_RANGE")]})
    feed = client.documents.events(since=NOW - HOUR)
    with pytest.raises(ApiError, match="INVALID_DATE_RANGE"):
        next(feed)


def test_a_letter_that_moves_is_fetched_with_its_attachments(
    client: DigipostClient, sandbox: Sandbox, tmp_path: Path
) -> None:
    sent = letter(attachments=[document(b"terms")])
    client.messages.send(sent)
    sandbox.record_event(sent.primary_document.uuid, api_v8.EventType.MOVE_FILES_FROM_PUBLIC_SECTOR)
    (event,) = client.documents.events()
    assert isinstance(event.metadata, api_v8.MoveFilesFromPublicSectorMetadata)
    primary, attachment = event.metadata.document
    with client.documents.content(primary) as download:
        assert download.save(tmp_path / "letter.pdf").read_bytes() == PDF
    with client.documents.content(attachment.link[0]) as download:
        assert download.read() == b"terms"
    path = f"/documents/12345/{attachment.uuid}/content"
    assert client.documents.content(path).read() == b"terms"


@pytest.mark.parametrize("uri", [f"{API}/any/where?x=1", "/any/where?x=1"])
def test_content_is_asked_for_where_its_link_leads(uri: str, credentials: RequestSigning) -> None:
    client, counterpart = talk(credentials, {"/any/where?x=1": [Reply(b"content")]})
    moved = api_v8.DocumentMetadata(
        uuid=uuid4(), link=[api_v8.Link(rel=f"{API}/relations/get_document_content", uri=uri)]
    )
    for each in (moved, moved.link[0], uri):
        assert client.documents.content(each).read() == b"content"
    assert counterpart.targets == ["/", *["/any/where?x=1"] * 3]
    assert counterpart.received[-1].headers["Accept"] == "*/*"


def test_content_of_another_host_is_not_fetched(client: DigipostClient, sandbox: Sandbox) -> None:
    with pytest.raises(ParseError, match="another host"):
        client.documents.content("https://elsewhere.example/documents/1")
    assert sandbox.requests == ()


def test_a_document_without_a_link_has_no_content(client: DigipostClient, sandbox: Sandbox) -> None:
    with pytest.raises(InvalidValueError, match=r"^document: .*no link get_document_content"):
        client.documents.content(api_v8.DocumentMetadata(uuid=uuid4()))
    with pytest.raises(InvalidValueError, match=r"^document: .*not UUID"):
        client.documents.content(uuid4())  # type: ignore[arg-type]  # what is tested
    assert sandbox.requests == ()
