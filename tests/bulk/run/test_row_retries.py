"""The retries of rows: when each is due, and how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost.bulk.manifests.records import Record
from digipost.bulk.row_states import State
from digipost.bulk.run.row_retries import RowRetries
from digipost.bulk.run.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Iterator


def task(number: int = 1) -> Task:
    return Task(Record(number, {}), State.FAILED)


def waits(retries: RowRetries, *, at_once: bool = False) -> Iterator[float]:
    """Yield the seconds that a row waits for each of its retries, until it is not tried again."""
    now = 100.0
    while True:
        retries.add(task(), now, at_once=at_once)
        if not retries:
            return
        yield retries.next_at - now
        now = retries.next_at
        retries.take()


def test_each_retry_waits_twice_as_long_and_the_eighth_attempt_is_the_last() -> None:
    retries = RowRetries()
    assert list(waits(retries)) == [0.5, 1, 2, 4, 8, 16, 32]
    assert retries.begun == 7
    assert retries.next_at == float("inf")


def test_retries_without_a_wait_are_as_many() -> None:
    assert list(waits(RowRetries(), at_once=True)) == [0.0] * 7


def test_the_earliest_is_first_and_equal_ones_go_by_their_rows() -> None:
    retries = RowRetries()
    for number, now in ((3, 2.0), (2, 1.0), (1, 2.0)):
        retries.add(task(number), now)
    assert [retries.take().record.number for _ in range(3)] == [2, 1, 3]


@pytest.mark.parametrize(("count", "is_full"), [(999, False), (1000, True)])
def test_a_thousand_rows_are_the_most_that_should_wait(count: int, is_full: bool) -> None:  # noqa: FBT001 - pytest passes it by name
    retries = RowRetries()
    for number in range(count):
        retries.add(task(number), 0.0)
    assert (len(retries), retries.are_full) == (count, is_full)


def test_attempts_of_a_settled_row_are_forgotten() -> None:
    retries = RowRetries()
    retries.add(task(), 0.0)
    retries.take()
    retries.settled(1)
    retries.add(task(), 0.0)
    assert retries.next_at == 0.5
