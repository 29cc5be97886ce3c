"""Reading events: pages, cursors, and what a restart repeats."""

from __future__ import annotations

import warnings
from collections import Counter
from datetime import datetime, timedelta, timezone
from uuid import UUID

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.errors import InvalidValueError, TransportError
from digipost.events import EventFeed, StaleCursorWarning, wire_time
from digipost_schema import api_v8
from tests.support.event_servers import MINUTE, NOW, Server, busy, event
from tests.support.tables import in_one_test

DAY = timedelta(days=1)


def numbers(feed: EventFeed) -> list[int]:
    return [each.uuid.int for each in feed]


def test_pages_of_one_interval_are_fetched_until_one_is_not_full() -> None:
    server = busy(5)
    assert numbers(server.feed(since=NOW - DAY)) == [0, 1, 2, 3, 4]
    interval = (NOW - DAY, NOW)
    assert server.asked == [(*interval, 0), (*interval, 2), (*interval, 4)]


def test_a_last_page_that_is_full_is_followed_by_an_empty_one() -> None:
    server = busy(4)
    assert numbers(server.feed(since=NOW - DAY)) == [0, 1, 2, 3]
    assert [offset for _, _, offset in server.asked] == [0, 2, 4]


def test_a_page_is_fetched_when_it_is_needed() -> None:
    server = busy(5)
    feed = server.feed(since=NOW - DAY)
    assert server.asked == []
    next(feed)
    next(feed)
    assert len(server.asked) == 1
    next(feed)
    assert len(server.asked) == 2


def test_the_interval_stays_the_same_however_long_it_takes() -> None:
    server = busy(5)
    for _ in server.feed(since=NOW - DAY):
        server.now += MINUTE
    assert {end for _, end, _ in server.asked} == {NOW}


def test_without_a_cursor_all_that_is_kept_is_read() -> None:
    server = Server([event(1, NOW - 29 * DAY)])
    assert numbers(server.feed()) == [1]
    ((start, end, _),) = server.asked
    # An hour less than Digipost keeps them, so that none vanishes while they are read.
    assert (start, end) == (NOW - 30 * DAY + timedelta(hours=1), NOW)


def test_an_interval_of_ones_own_goes_out_as_it_is() -> None:
    server = Server()
    start, end = NOW - 60 * DAY, NOW - 40 * DAY
    assert numbers(server.feed(since=start, until=end)) == []
    assert server.asked == [(start, end, 0)]


def test_what_is_to_come_is_not_asked_for() -> None:
    server = busy(1)
    feed = server.feed(since=NOW - DAY, until=NOW + DAY)
    assert numbers(feed) == [0]
    assert server.asked[0][1] == NOW
    assert numbers(server.feed(since=NOW + MINUTE)) == []
    assert len(server.asked) == 1


def test_the_cursor_of_a_finished_feed_is_a_time_ten_minutes_before_its_end() -> None:
    feed = busy(3).feed(since=NOW - DAY)
    numbers(feed)
    assert feed.cursor == "2024-06-03T11:50:02.000+00:00"


def test_the_cursor_never_goes_back_behind_the_start() -> None:
    feed = Server().feed(since=NOW - MINUTE)
    numbers(feed)
    assert feed.cursor == "2024-06-03T11:59:02.000+00:00"


def test_the_cursor_within_an_interval_has_its_ends_and_the_number_handed_out() -> None:
    feed = busy(5).feed(since=NOW - DAY)
    assert feed.cursor == "2024-06-02T12:00:02.000+00:00"
    cursors = [feed.cursor for _ in feed]
    interval = "2024-06-02T12:00:02.000+00:00/2024-06-03T12:00:02.000+00:00"
    assert cursors == [f"{interval}/{number}" for number in range(5)]


def test_who_stops_in_the_middle_gets_the_event_at_hand_again_and_all_that_follow() -> None:
    server = busy(5)
    feed = server.feed(since=NOW - DAY)
    assert [next(feed).uuid.int for _ in range(4)] == [0, 1, 2, 3]
    server.now += MINUTE
    server.asked.clear()
    assert numbers(server.feed(after=feed.cursor))[:2] == [3, 4]
    assert server.asked[0] == (NOW - DAY, NOW, 3)


def test_reading_on_after_the_end_repeats_the_last_ten_minutes_alone() -> None:
    server = busy(30)
    feed = server.feed(since=NOW - DAY)
    assert len(numbers(feed)) == 30
    server.now += 5 * MINUTE
    server.events.append(event(30, NOW + MINUTE))
    assert numbers(server.feed(after=feed.cursor)) == [*range(20, 30), 30]


def test_an_event_that_is_recorded_late_is_not_missed() -> None:
    server = busy(3)
    feed = server.feed(since=NOW - DAY)
    numbers(feed)
    server.events.append(event(9, NOW - 9 * MINUTE))
    server.now += MINUTE
    assert 9 in numbers(server.feed(after=feed.cursor))


def test_a_feed_is_polled_by_iterating_again_and_repeats_nothing() -> None:
    server = busy(3)
    feed = server.feed(since=NOW - DAY)
    assert numbers(feed) == [0, 1, 2]
    assert numbers(feed) == []
    server.events += [event(3, NOW + MINUTE), event(9, NOW - MINUTE)]
    server.now += 2 * MINUTE
    assert numbers(feed) == [9, 3]
    assert server.asked[-1][0] == NOW - 10 * MINUTE


def test_what_is_pushed_to_the_next_page_comes_once() -> None:
    server = busy(4)
    server.newest_first = True
    feed = server.feed(since=NOW - DAY)
    first = [next(feed).uuid.int, next(feed).uuid.int]
    server.events.append(event(9, NOW - timedelta(seconds=1)))  # shifts all others by one place
    assert [*first, *numbers(feed)] == [3, 2, 1, 0]
    server.now += MINUTE
    assert numbers(feed) == [9]  # it is within the ten minutes


def test_events_are_told_apart_by_document_type_and_time() -> None:
    opened = event(1, NOW - MINUTE)
    others = [
        opened,
        attrs.evolve(opened, type=api_v8.EventType.POSTMARKED),
        attrs.evolve(opened, created=NOW),
        attrs.evolve(opened, uuid=UUID(int=2)),
        attrs.evolve(opened, document_created=NOW - DAY),  # the same event as the first
    ]
    server = Server(others, page_size=10)
    assert len(list(server.feed(since=NOW - DAY))) == 4


def test_what_came_before_an_error_is_not_lost_and_not_repeated() -> None:
    server = busy(5)
    feed = server.feed(since=NOW - DAY)
    got = [next(feed).uuid.int, next(feed).uuid.int]
    server.fails = True
    with pytest.raises(TransportError):
        next(feed)
    with pytest.raises(TransportError):
        list(feed)
    server.fails = False
    server.now += MINUTE
    assert [*got, *numbers(feed)] == [0, 1, 2, 3, 4]


def test_an_error_before_anything_came_leaves_the_cursor_where_it_was() -> None:
    server = busy(5)
    server.fails = True
    cursor = server.feed(since=NOW - DAY).cursor
    feed = server.feed(after=cursor)
    with pytest.raises(TransportError):
        next(feed)
    assert feed.cursor == cursor


@pytest.mark.parametrize(
    "cursor",
    [
        "2024-05-04T11:59:00.000+00:00",
        "2024-05-04T11:59:00.000+00:00/2024-06-03T12:00:00.000+00:00/7",
    ],
)
def test_a_cursor_older_than_30_days_warns_and_starts_anew(cursor: str) -> None:
    server = busy(3)
    with pytest.warns(StaleCursorWarning, match="older than the 30 days"):
        feed = server.feed(after=cursor)
    assert numbers(feed) == [0, 1, 2]
    assert server.asked[0] == (NOW - 30 * DAY + timedelta(hours=1), NOW, 0)


def test_a_cursor_of_30_days_does_not_warn() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Server().feed(after=wire_time("", NOW - 30 * DAY))


@in_one_test(
    "cursor",
    [
        "",
        "31108412345",
        5,
        NOW,
        "2024-06-03T12:00:02Z",
        "2024-06-03T12:00:02.000+01:00",
        "2024-06-31T12:00:02.000+00:00",
        "2024-06-03T12:00:02.000+00:00/5",
        "2024-06-03T12:00:02.000+00:00/2024-06-03T13:00:02.000+00:00",
        "2024-06-03T12:00:02.000+00:00/2024-06-03T13:00:02.000+00:00/-1",
        "2024-06-03T12:00:02.000+00:00\n",
    ],
)
def test_what_is_no_cursor_is_refused(cursor: object) -> None:
    with pytest.raises(InvalidValueError, match=r"^after: the cursor of an earlier feed") as caught:
        Server().feed(after=cursor)  # type: ignore[arg-type]  # what is tested
    assert "31108412345" not in str(caught.value)


@in_one_test(
    ("moment", "text"),
    [
        (NOW, "2024-06-03T12:00:02.000+00:00"),
        (NOW.replace(microsecond=678999), "2024-06-03T12:00:02.678+00:00"),
        (NOW.astimezone(timezone(timedelta(hours=2))), "2024-06-03T12:00:02.000+00:00"),
    ],
)
def test_times_are_written_in_utc_with_three_digits(moment: datetime, text: str) -> None:
    assert wire_time("since", moment) == text


def test_a_feed_shows_its_cursor() -> None:
    assert repr(Server().feed(since=NOW)) == "EventFeed(cursor='2024-06-03T12:00:02.000+00:00')"


@given(
    st.lists(st.integers(0, 300), max_size=25),
    st.lists(st.tuples(st.integers(0, 8), st.integers(1, 40)), min_size=1, max_size=8),
    st.booleans(),
    st.integers(1, 5),
)
def test_whenever_one_stops_and_restarts_every_event_comes(
    times: list[int],
    runs: list[tuple[int, int]],
    newest_first: bool,  # noqa: FBT001 - hypothesis passes it
    page_size: int,
) -> None:
    """Events in the first five hours; each run takes some of them, then time passes and it starts anew."""
    start = NOW - timedelta(hours=1)
    server = Server(
        [event(number, start + minutes * MINUTE) for number, minutes in enumerate(times)],
        newest_first=newest_first,
        page_size=page_size,
    )
    cursor = server.feed(since=start).cursor
    came: Counter[int] = Counter()
    for taken, minutes in [*runs, (10_000, 300), (10_000, 1)]:
        feed = server.feed(after=cursor)
        run: Counter[int] = Counter()
        for _, each in zip(range(taken), feed, strict=False):
            run[each.uuid.int] += 1
        cursor = feed.cursor
        assert max(run.values(), default=1) == 1
        came += run
        server.now += minutes * MINUTE
    final = server.feed(after=cursor)
    came.update(numbers(final))
    assert set(came) == set(range(len(times)))
