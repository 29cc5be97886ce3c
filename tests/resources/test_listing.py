"""`Listing`: items in pages, of which `fetch` alone asks for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost.errors import ParseError
from digipost.resources.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Generator


def pages(*contents: list[int], asked: list[list[int]]) -> Generator[list[int], None, None]:
    for each in contents:
        asked.append(each)
        yield each


def test_a_page_is_asked_for_when_the_one_before_is_used_up() -> None:
    asked: list[list[int]] = []
    listing = Listing(pages([1, 2], [3], asked=asked))
    assert asked == []
    assert [next(listing), next(listing)] == [1, 2]
    assert asked == [[1, 2]]
    assert [*listing] == [3]


def test_after_fetch_next_asks_for_nothing() -> None:
    asked: list[list[int]] = []
    listing = Listing(pages([1, 2], [3], asked=asked))
    at_hand = [listing.is_at_hand]
    for _ in range(2):  # the second time, there is one at hand
        listing.fetch()
        at_hand.append(listing.is_at_hand)
    assert at_hand == [False, True, True]
    assert asked == [[1, 2]]
    assert [next(listing), next(listing)] == [1, 2]
    assert asked == [[1, 2]]
    assert not listing.is_at_hand


def test_an_empty_page_is_passed_over() -> None:
    assert [*Listing(pages([], [1], [], [], [2], [], asked=[]))] == [1, 2]


def test_at_the_end_fetch_leaves_nothing_at_hand() -> None:
    listing = Listing(pages([1], asked=[]))
    assert [*listing] == [1]
    listing.fetch()
    assert not listing.is_at_hand
    with pytest.raises(StopIteration):
        next(listing)


def test_it_ends_for_good_before_the_item_that_ends_it() -> None:
    asked: list[list[int]] = []
    listing = Listing(pages([1, 2, 3], [1], asked=asked), ends_at=lambda each: each == 2)
    assert [*listing] == [1]
    assert [*listing] == []
    assert asked == [[1, 2, 3]]


def test_an_item_is_judged_when_it_is_handed_out() -> None:
    known: set[int] = set()
    listing = Listing(pages([1, 2, 3], asked=[]), ends_at=known.__contains__)
    assert next(listing) == 1
    known.add(2)
    assert [*listing] == []


def test_it_ends_where_it_is_closed() -> None:
    asked: list[list[int]] = []
    listing = Listing(pages([1, 2], [3], asked=asked))
    next(listing)
    listing.close()
    listing.close()
    assert [*listing] == []
    assert asked == [[1, 2]]


def test_an_error_passes_and_ends_it() -> None:
    def failing() -> Generator[list[int], None, None]:
        yield [1]
        raise ParseError("/inbox", "no inbox")

    listing = Listing(failing())
    assert next(listing) == 1
    with pytest.raises(ParseError):
        listing.fetch()
    assert [*listing] == []
