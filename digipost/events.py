"""Events of documents, read page by page; a stored cursor continues the reading later.

    feed = client.documents.events(after=stored_cursor)
    for event in feed:
        handle(event)
        store(feed.cursor)
    store(feed.cursor)

Across restarts every event comes at least once. One feed returns no event twice.
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
# The first reading leaves out events that Digipost could delete meanwhile, which would shift the pages.
_FIRST = _KEPT - timedelta(hours=1)
# Five minutes for clock differences, as many as Digipost tolerates; five for events that Digipost may record
# late (a conclusion). The documentation does not state if an interval includes its ends; the overlap covers
# both cases.
_OVERLAP = timedelta(minutes=10)

_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}\+00:00"
_CURSOR = re.compile(rf"(?P<start>{_TIME})(?:/(?P<end>{_TIME})/(?P<offset>[0-9]{{1,9}}))?")


class StaleCursorWarning(UserWarning):
    """The cursor is older than 30 days, the time that Digipost keeps events: some may be missing."""


def wire_time(field: str, moment: datetime) -> str:
    """Return a time in the format of Digipost's Java client for queries: `2024-06-03T12:00:02.000+00:00`.

    Raises:
        InvalidValueError: The time has no zone, or is outside the years 1 to 9999 in UTC.
    """
    if not isinstance(moment, datetime):
        raise InvalidValueError(field, _not_a_time(moment))
    if moment.utcoffset() is None:
        problem = (
            "a time with a zone is expected: datetime.now(UTC), or replace(tzinfo=ZoneInfo('Europe/Oslo'))"
        )
        raise InvalidValueError(field, problem)
    try:
        return moment.astimezone(UTC).isoformat(timespec="milliseconds")
    except OverflowError:
        raise InvalidValueError(field, "a time in the years from 1 to 9999 is expected, in UTC too") from None


def _not_a_time(value: object) -> str:
    hint = "; write datetime.fromisoformat(value), with a time zone" if isinstance(value, str) else ""
    return f"a datetime is expected, not {type(value).__name__}{hint}"


@attrs.frozen
class _Position:
    """The position to continue from: a time or, within an interval, the number of its events already read."""

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
            pass  # not a time in the calendar
        problem = "the cursor of an earlier feed is expected, such as 2024-06-03T12:00:02.000+00:00"
        raise InvalidValueError("after", problem)

    def __str__(self) -> str:
        start = wire_time("start", self.start)
        return start if self.end is None else f"{start}/{wire_time('end', self.end)}/{self.offset}"


_Page: TypeAlias = "list[tuple[_Position, api_v8.Event]]"
"""The new events of a page, each with the position at which the feed returns it."""


class EventFeed:
    """The events of an interval of time, fetched page by page; made by `documents.events`.

    The feed ends when there are no more events. A new iteration reads newer events, and continues after an
    error. One feed returns each event once; uuid, type and time identify an event. The feed keeps Digipost's
    order. Use a feed in one thread or task only.
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
        """The cursor to store; pass it as `after` to continue from here in another process.

        It is a time in UTC, `2024-06-03T12:00:02.000+00:00`, at which the next reading starts. That is ten
        minutes before the end of this reading, so that events which Digipost recorded late are not missed.
        Within an interval, its end and the number of events returned from it follow, separated by slashes.
        The current event counts as returned only when the next one is returned. After an interruption, the
        consumer gets the current event again.
        """
        return str(self._position)

    @property
    def is_at_hand(self) -> bool:
        """Return True if `next` returns an event without a request."""
        return bool(self._at_hand)

    def fetch(self) -> None:
        """Fetch the next page if no event is available; at the end of the feed, none is available afterwards.

        Only this method sends requests; `next` calls it.

        Raises:
            ApiError: Digipost refuses the request.
        """
        while not self._at_hand:
            page = next(self._reading, None)
            if page is None:
                return
            self._at_hand.extend(page)

    def __iter__(self) -> Self:
        if getgeneratorstate(self._reading) == GEN_CLOSED:  # the feed came to its end, or an error ended it
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
        # Events that Digipost has deleted no longer count in an offset.
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
            # Events that Digipost recorded late shift others to the next pages, at most as many as were read.
            if len(read) > before:
                fruitful, fruitless = fruitful + 1, 0
            elif page and (fruitless := fruitless + 1) > fruitful:
                raise ParseError("/document-events", "the answers repeat events, and have no end")
            # A page with fewer events than requested is the last one, by the documentation of Digipost's
            # clients.
            full = len(page) >= self._page_size
            offset += self._page_size
        following = max(start, end - _OVERLAP)
        self._position = _Position(following)
        self._seen = {key for key in self._seen if key[2] >= following}
