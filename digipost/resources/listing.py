"""Listings: items that come in pages, each fetched when it is needed."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Generic, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

__all__ = ["Listing"]

_T = TypeVar("_T")


class Listing(Generic[_T]):
    """An iterator over items that come in pages, each fetched when it is needed.

    Iterate over it in one thread or task at a time.

    Args:
        pages: The pages; empty ones are skipped.
        ends_at: Returns True for the item at which the listing ends; that item is left out.
    """

    def __init__(
        self,
        pages: Generator[Sequence[_T], None, None],
        *,
        ends_at: Callable[[_T], bool] = lambda _: False,
    ) -> None:
        self._pages = pages
        self._ends_at = ends_at
        self._items: deque[_T] = deque()

    @property
    def is_at_hand(self) -> bool:
        """Return True if `next` returns an item without a request."""
        return bool(self._items)

    def fetch(self) -> None:
        """Fetch the next page if no item is available; at the end of the listing, it provides no item.

        Only this method sends requests. `next` calls it; a program in which `next` must not block can call
        this method first, in another thread.

        Raises:
            DigipostError: The errors of the method that returned the listing.
        """
        while not self._items:
            page = next(self._pages, None)
            if page is None:
                return
            self._items.extend(page)

    def close(self) -> None:
        """End the listing here."""
        self._items.clear()
        self._pages.close()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> _T:
        self.fetch()
        if not self._items:
            raise StopIteration
        item = self._items.popleft()
        if self._ends_at(item):
            self.close()
            raise StopIteration
        return item
