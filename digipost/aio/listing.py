# Made from digipost/resources/listing.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Listings: items that come in pages, each fetched when it is needed.

The asynchronous face of `digipost.resources.listing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Self, TypeVar

from digipost.aio._threads import refused

if TYPE_CHECKING:
    from digipost.aio._threads import Threads
    from digipost.resources.listing import Listing

__all__ = ["AsyncListing"]

_T = TypeVar("_T")


class AsyncListing(Generic[_T]):
    """An iterator over items that come in pages, each fetched when it is needed.

    Iterate over it in one thread or task at a time.
    """

    def __init__(self, sync: Listing[_T], threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    async def aclose(self) -> None:
        """End the listing here."""
        self._sync.close()

    if not TYPE_CHECKING:
        __iter__ = refused("async for")

    def __aiter__(self) -> Self:
        iter(self._sync)
        return self

    async def __anext__(self) -> _T:
        return await self._threads.item(self._sync)
