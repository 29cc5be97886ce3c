"""Events, and a server that answers with them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import attrs

from digipost.errors import TransportError
from digipost.events import EventFeed
from digipost_schema import api_v8

if TYPE_CHECKING:
    from collections.abc import Sequence


NOW = datetime(2024, 6, 3, 12, 0, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def event(number: int, created: datetime, kind: str = "OPENED") -> api_v8.Event:
    return api_v8.Event(
        uuid=UUID(int=number), type=api_v8.EventType(kind), created=created, document_created=created
    )


@attrs.define
class Server:
    """Digipost's side: events that can come late, in an order that nobody promised."""

    events: list[api_v8.Event] = attrs.Factory(list)
    now: datetime = NOW
    asked: list[tuple[datetime, datetime, int]] = attrs.Factory(list)
    fails: bool = False
    newest_first: bool = False
    page_size: int = 2

    def page(self, start: datetime, end: datetime, offset: int) -> Sequence[api_v8.Event]:
        self.asked.append((start, end, offset))
        if self.fails:
            raise TransportError("no answer", request_sent=True)
        found = [each for each in self.events if start <= each.created <= end]
        found.sort(key=lambda each: each.created, reverse=self.newest_first)
        return found[offset : offset + self.page_size]

    def feed(
        self, after: str | None = None, since: datetime | None = None, until: datetime | None = None
    ) -> EventFeed:
        return EventFeed(
            self.page,
            page_size=self.page_size,
            clock=lambda: self.now,
            after=after,
            since=since,
            until=until,
        )


def busy(count: int) -> Server:
    """A server on which something happened each of the last minutes, number 0 first."""
    return Server([event(number, NOW - (count - number) * MINUTE) for number in range(count)])
