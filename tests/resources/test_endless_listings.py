"""Listings of a Digipost that gives the same answer again and again end in an error, after few requests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from digipost.errors import ParseError
from digipost_schema import api_v8
from tests.support.counterpart import API, Counterpart, Reply
from tests.support.event_servers import Server, busy, event
from tests.support.wired import link, talk, xml

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from digipost import DigipostClient, RequestSigning

NOW = datetime(2024, 6, 3, 12, 0, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def inbox(ids: Sequence[int]) -> Reply:
    letters = (
        f"<document><id>{each}</id><sender>Kari</sender><delivery-time>2017-05-23T09:30:10Z</delivery-time>"
        "<authentication-level>PASSWORD</authentication-level></document>"
        for each in ids
    )
    return xml("inbox", "".join(letters))


class Pages(dict[str, list[Reply]]):
    """Replies to whatever page of a listing is asked for, by its offset."""

    def __init__(self, page: Callable[[int], Reply], path: str) -> None:
        super().__init__()
        self._page, self._path = page, path

    def __missing__(self, target: str) -> list[Reply]:
        assert target.startswith(self._path)
        return [self._page(int(parse_qs(urlsplit(target).query)["offset"][0]))]


def reading(
    credentials: RequestSigning, page: Callable[[int], Reply], path: str, relation: str
) -> tuple[DigipostClient, Counterpart]:
    client, counterpart = talk(credentials, {}, links={relation: f"{API}{path}"})
    pages = Pages(page, path)
    pages.update(counterpart._replies)  # type: ignore[arg-type]  # the entry point
    counterpart._replies = pages  # type: ignore[assignment]  # replies made on demand
    return client, counterpart


INBOXES: dict[str, Callable[[int], Reply]] = {
    "the same page whatever the offset": lambda _: inbox([9, 8]),
    "the same letter twice on every page": lambda _: inbox([9, 9]),
    "other letters first, never the ones before": lambda offset: inbox([9, 8] if offset < 1 else [7, 6]),
    "nothing but at the beginning": lambda offset: inbox([9, 8] if offset < 1 else []),
}


@pytest.mark.parametrize("page", INBOXES.values(), ids=INBOXES)
def test_an_inbox_that_repeats_itself_ends(page: Callable[[int], Reply], credentials: RequestSigning) -> None:
    client, counterpart = reading(credentials, page, "/inbox", "get_inbox")
    found: list[object] = []  # what came before the error
    with pytest.raises(ParseError) as caught:
        found.extend(each.id for each in client.inbox.list_documents(page_size=2))
    assert caught.value.path == "/inbox"
    assert len(found) == len(set(found))
    assert len(counterpart.targets) <= 16


@pytest.mark.parametrize("arrivals", [1, 2, 3, 7, 40])
def test_mail_that_arrives_between_pages_does_not_end_it(arrivals: int, credentials: RequestSigning) -> None:
    letters = list(range(50, 0, -1))

    def page(offset: int) -> Reply:
        return inbox(letters[offset : offset + 5])

    client, _ = reading(credentials, page, "/inbox", "get_inbox")
    found = []
    for each in client.inbox.list_documents(page_size=5):
        found.append(each.id)
        if len(found) == 23:
            letters[:0] = range(100 + arrivals, 100, -1)
    assert set(range(1, 51)) <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("deleted", [1, 5, 20, 23])
def test_nor_do_letters_that_are_deleted(deleted: int, credentials: RequestSigning) -> None:
    letters = list(range(50, 0, -1))
    client, _ = reading(
        credentials, lambda offset: inbox(letters[offset : offset + 5]), "/inbox", "get_inbox"
    )
    found = []
    for each in client.inbox.list_documents(page_size=5):
        found.append(each.id)
        if len(found) == 23:
            del letters[:deleted]
    assert found == list(range(50, 0, -1))


class Stuck(Server):
    """It has the same page for every offset."""

    def page(self, start: datetime, end: datetime, offset: int) -> Sequence[api_v8.Event]:
        super().page(start, end, offset)
        return self.events[: self.page_size]


def test_events_that_repeat_themselves_end() -> None:
    server = Stuck(busy(5).events)
    feed = server.feed(since=NOW - DAY)
    found: list[object] = []  # what came before the error
    with pytest.raises(ParseError, match="repeat events"):
        found.extend(each.uuid.int for each in feed)
    assert found == [0, 1]
    assert len(server.asked) == 3


def test_events_that_move_to_later_pages_do_not_end_it() -> None:
    server = busy(9)
    feed = server.feed(since=NOW - DAY)
    first = [next(feed).uuid.int for _ in range(5)]
    # Recorded late, they move two pages that were read to where the next ones were.
    server.events = [*(event(100 + n, NOW - DAY + timedelta(hours=1)) for n in range(4)), *server.events]
    assert [*first, *(each.uuid.int for each in feed if each.uuid.int < 100)] == list(range(9))


def test_a_feed_that_overlaps_the_one_before_goes_on() -> None:
    server = Server([event(number, NOW) for number in range(9)])
    feed = server.feed(since=NOW - DAY)
    assert len([*feed]) == 9
    server.now += timedelta(seconds=1)
    assert [*feed] == []


def archive(number: int, following: str | None) -> Reply:
    document = (
        f"<documents><uuid>00000000-0000-4000-8000-{number:012}</uuid><file-type>pdf</file-type></documents>"
    )
    return xml("archive", (link("next_documents", following) if following else "") + document * bool(number))


@pytest.mark.parametrize(
    ("replies", "count", "requests"),
    [
        ({"/1": archive(1, "/1")}, 1, 1),
        ({"/1": archive(1, "/2"), "/2": archive(2, "/1")}, 2, 2),
        ({"/1": archive(1, "/2"), "/2": archive(1, "/3"), "/3": archive(1, "/4")}, 2, 2),
        ({"/1": archive(0, "/2"), "/2": archive(0, "/3")}, 0, 1),
        ({"/1": archive(1, "/2"), "/2": archive(0, "/3"), "/3": archive(0, "/4")}, 1, 2),
        ({f"/{page}": archive(page % 2 or 2, f"/{page + 1}") for page in range(1, 9)}, 3, 3),
        ({f"/{page}": archive(page % 3 or 3, f"/{page + 1}") for page in range(1, 9)}, 4, 4),
    ],
    ids=[
        "itself",
        "a circle",
        "the same document",
        "nothing",
        "nothing more",
        "two in turns",
        "three in turns",
    ],
)
def test_an_archive_that_goes_round_in_a_circle_ends(
    replies: dict[str, Reply], count: int, requests: int, credentials: RequestSigning
) -> None:
    client, counterpart = talk(credentials, {path: [each] for path, each in replies.items()}, links={})
    listed = api_v8.Archive(link=[api_v8.Link(rel="x/next_documents", uri="/1")])
    found: list[object] = []  # what came before the error
    with pytest.raises(ParseError, match="/archive"):
        found.extend(each.uuid for each in client.archive.list_documents(listed))
    assert len(found) == count
    assert len([target for target in counterpart.targets if target != "/"]) == requests


def test_a_last_page_without_documents_ends_an_archive(credentials: RequestSigning) -> None:
    replies = {"/1": [archive(1, "/2")], "/2": [archive(0, None)]}
    client, _ = talk(credentials, replies, links={})
    listed = api_v8.Archive(link=[api_v8.Link(rel="x/next_documents", uri="/1")])
    assert len([*client.archive.list_documents(listed)]) == 1
