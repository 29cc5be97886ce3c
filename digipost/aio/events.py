# Made from digipost/events.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Reading what has happened to documents, and reading on later from where that ended.

The asynchronous face of `digipost.events`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from digipost.aio._threads import Threads
    from digipost.base.schema_version import api_v8
    from digipost.events import EventFeed

__all__ = ["AsyncEventFeed"]


class AsyncEventFeed:
    """The events of an interval of time, page by page as they are consumed; made by `documents.events`.

    It ends when there are no more. Iterating over it again reads what has come since, and goes on where an
    error ended the iteration. Of one feed, each event comes once, told from others by its uuid, type and
    time; the order is Digipost's. A feed is for one thread or task.
    """

    def __init__(self, sync: EventFeed, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    @property
    def cursor(self) -> str:
        """What to store, and to give as `after` to read on from here in another process.

        It is a time in UTC, `2024-06-03T12:00:02.000+00:00`, from which the next reading starts: ten minutes
        before the end of this one, so that what Digipost recorded late is not missed. Within an interval, the
        end of that and the number of events handed out from it follow, parted by slashes. The event that is
        being handled counts as handed out with the next one: who is interrupted gets it again.
        """
        return self._sync.cursor

    def __aiter__(self) -> Self:
        iter(self._sync)
        return self

    async def __anext__(self) -> api_v8.Event:
        return await self._threads.item(self._sync)

    def __repr__(self) -> str:
        return f"Async{self._sync!r}"
