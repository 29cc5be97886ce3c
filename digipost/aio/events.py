# Made from digipost/events.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Events of documents, read page by page; a stored cursor continues the reading later.

The asynchronous face of `digipost.events`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from digipost.aio._threads import refused

if TYPE_CHECKING:
    from digipost.aio._threads import Threads
    from digipost.base.schema_version import api_v8
    from digipost.events import EventFeed

__all__ = ["AsyncEventFeed"]


class AsyncEventFeed:
    """The events of an interval of time, fetched page by page; made by `documents.events`.

    The feed ends when there are no more events. A new iteration reads newer events, and continues after an
    error. One feed returns each event once; uuid, type and time identify an event. The feed keeps Digipost's
    order. Use a feed in one thread or task only.
    """

    def __init__(self, sync: EventFeed, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    @property
    def cursor(self) -> str:
        """The cursor to store; pass it as `after` to continue from here in another process.

        It is a time in UTC, `2024-06-03T12:00:02.000+00:00`, at which the next reading starts. That is ten
        minutes before the end of this reading, so that events which Digipost recorded late are not missed.
        Within an interval, its end and the number of events returned from it follow, separated by slashes.
        The current event counts as returned only when the next one is returned. After an interruption, the
        consumer gets the current event again.
        """
        return self._sync.cursor

    if not TYPE_CHECKING:
        __iter__ = refused("async for")

    def __aiter__(self) -> Self:
        iter(self._sync)
        return self

    async def __anext__(self) -> api_v8.Event:
        return await self._threads.item(self._sync)

    def __repr__(self) -> str:
        return f"Async{self._sync!r}"
