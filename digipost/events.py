"""Reading what has happened to documents, and reading on later from where that ended.

    feed = client.documents.events(after=stored_cursor)
    for event in feed:
        handle(event)
        store(feed.cursor)
    store(feed.cursor)

Across restarts every event comes at least once. A feed hands none out twice.
"""

from __future__ import annotations

import re
from collections import deque
from datetime import UTC, datetime, timedelta
from inspect import GEN_CLOSED, getgeneratorstate
from typing import TYPE_CHECKING, Self, TypeAlias

import attrs

from digipost.base.warning import warn_caller
from digipost.errors import InvalidValueError, ParseError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from uuid import UUID

    from digipost.base.schema_version import api_v8

__all__ = ["EventFeed", "StaleCursorWarning", "wire_time"]

_KEPT = timedelta(days=30)  # by the documentation of Digipost's clients
# The first reading leaves out those that could vanish meanwhile, which would shift the pages.
_FIRST = _KEPT - timedelta(hours=1)
# Half for clocks that differ, which Digipost lets them by five minutes; half for what it may record late, a
# conclusion. Whether the ends of an interval belong to it is not documented: this covers both.
_OVERLAP = timedelta(minutes=10)

_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}\+00:00"
_CURSOR = re.compile(rf"(?P<start>{_TIME})(?:/(?P<end>{_TIME})/(?P<offset>[0-9]{{1,9}}))?")


class StaleCursorWarning(UserWarning):
    """Events may have been missed: the cursor is older than the 30 days that Digipost keeps them."""


def wire_time(field: str, moment: datetime) -> str:
    """A time as Digipost's Java client writes it in a query: `2024-06-03T12:00:02.000+00:00`.

    Raises:
        InvalidValueError: It has no zone.
    """
    if not isinstance(moment, datetime):
        raise InvalidValueError(field, f"a datetime is expected, not {type(moment).__name__}")
    if moment.utcoffset() is None:
        problem = (
            "a time with a zone is expected: datetime.now(UTC), or replace(tzinfo=ZoneInfo('Europe/Oslo'))"
        )
        raise InvalidValueError(field, problem)
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


@attrs.frozen
class _Position:
    """Where to read on: at a time or, within an interval, after so many of its events."""

    start: datetime
    end: datetime | None = None
    offset: int = 0

    @classmethod
    def parse(cls, cursor: object) -> _Position:
        found = _CURSOR.fullmatch(cursor) if isinstance(cursor, str) else None
        try:
            if found is not None:
                start, end, offset = found["start"], found["end"], found["offset"]
                return cls(
                    datetime.fromisoformat(start),
                    datetime.fromisoformat(end) if end else None,
                    int(offset or 0),
                )
        except ValueError:
            pass  # no time of the calendar
        problem = "the cursor of an earlier feed is expected, such as 2024-06-03T12:00:02.000+00:00"
        raise InvalidValueError("after", problem)

    def __str__(self) -> str:
        start = wire_time("start", self.start)
        return start if self.end is None else f"{start}/{wire_time('end', self.end)}/{self.offset}"


_Page: TypeAlias = "list[tuple[_Position, api_v8.Event]]"
"""The new events of a page, each with the position at which it is handed out."""


class EventFeed:
    """The events of an interval of time, page by page as they are consumed; made by `documents.events`.

    It ends when there are no more. Iterating over it again reads what has come since, and goes on where an
    error ended the iteration. Of one feed, each event comes once, told from others by its uuid, type and
    time; the order is Digipost's. A feed is for one thread or task.
    """

    def __init__(
        self,
        page: Callable[[datetime, datetime, int], Sequence[api_v8.Event]],
        *,
        page_size: int,
        clock: Callable[[], datetime],
        after: str | None,
        since: datetime | None,
        until: datetime | None,
    ) -> None:
        self._page = page  # of an interval, from an offset
        self._page_size = page_size
        self._clock = clock
        self._until = until
        self._position = self._beginning(after, since)
        self._seen: set[tuple[UUID, str, datetime]] = set()
        self._reading = self._read()
        self._at_hand: deque[tuple[_Position, api_v8.Event]] = deque()

    @property
    def cursor(self) -> str:
        """What to store, and to give as `after` to read on from here in another process.

        It is a time in UTC, `2024-06-03T12:00:02.000+00:00`, from which the next reading starts: ten minutes
        before the end of this one, so that what Digipost recorded late is not missed. Within an interval, the
        end of that and the number of events handed out from it follow, parted by slashes. The event that is
        being handled counts as handed out with the next one: who is interrupted gets it again.
        """
        return str(self._position)

    @property
    def is_at_hand(self) -> bool:
        """True if `next` returns an event without a request."""
        return bool(self._at_hand)

    def fetch(self) -> None:
        """Fetch the next page if no event is at hand; at the end of the feed there is still none then.

        Nothing else speaks to the server; `next` calls this.

        Raises:
            ApiError: Digipost refuses.
        """
        while not self._at_hand:
            page = next(self._reading, None)
            if page is None:
                return
            self._at_hand.extend(page)

    def __iter__(self) -> Self:
        if getgeneratorstate(self._reading) == GEN_CLOSED:  # it came to its end, or an error ended it
            self._reading = self._read()
        return self

    def __next__(self) -> api_v8.Event:
        self.fetch()
        if not self._at_hand:
            raise StopIteration
        self._position, event = self._at_hand.popleft()
        return event

    def __repr__(self) -> str:
        return f"EventFeed(cursor={self.cursor!r})"

    def _beginning(self, after: str | None, since: datetime | None) -> _Position:
        now = self._clock()
        if after is None:
            return _Position(now - _FIRST if since is None else since)
        position = _Position.parse(after)
        if position.start >= now - _KEPT:
            return position
        message = (
            "The cursor is older than the 30 days that Digipost keeps events, so that some may be missing. "
            "Look documents up with documents.status where that matters."
        )
        warn_caller(message, StaleCursorWarning)
        # Those that are gone no longer count in an offset.
        return _Position(now - _FIRST)

    def _read(self) -> Generator[_Page, None, None]:
        if self._position.end is not None:
            yield from self._interval(self._position.start, self._position.end, self._position.offset)
        now = self._clock()
        end = now if self._until is None else min(now, self._until)
        if self._position.start < end:
            yield from self._interval(self._position.start, end, 0)

    def _interval(self, start: datetime, end: datetime, offset: int) -> Generator[_Page, None, None]:
        read: set[tuple[UUID, str, datetime]] = set()  # in this interval; earlier ones may overlap it
        full, fruitful, fruitless = True, 0, 0
        while full:
            page = self._page(start, end, offset)
            before = len(read)
            new: _Page = []
            for index, event in enumerate(page, offset):
                key = (event.uuid, event.type, event.created)
                read.add(key)
                if key not in self._seen:
                    self._seen.add(key)
                    new.append((_Position(start, end, index), event))
            yield new
            if page:
                self._position = _Position(start, end, offset + len(page) - 1)
            # Events that were recorded late move others to the next pages, at most those that were read.
            if len(read) > before:
                fruitful, fruitless = fruitful + 1, 0
            elif page and (fruitless := fruitless + 1) > fruitful:
                raise ParseError("/document-events", "the answers repeat events, and have no end")
            # Fewer than were asked for are the last ones, by the documentation of Digipost's clients.
            full = len(page) >= self._page_size
            offset += self._page_size
        following = max(start, end - _OVERLAP)
        self._position = _Position(following)
        self._seen = {key for key in self._seen if key[2] >= following}
