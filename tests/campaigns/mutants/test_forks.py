"""The campaign of mutants waits for the rows of a fork no longer than their limits."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.campaigns.mutants.forks import DONE, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)
    os.close(writing)


def write(writing: int, *rows: list[Any]) -> None:
    os.write(writing, "".join(f"{json.dumps(row)}\n" for row in rows).encode())


def test_rows_end_with_the_last_one_although_the_pipe_stays_open(pipe: tuple[int, int]) -> None:
    write(pipe[1], ["test_a"], ["test_a", "it failed"], DONE)
    assert list(rows_of(pipe[0], lambda _: 60)) == [["test_a"], ["test_a", "it failed"]]


@pytest.mark.parametrize("seconds", [0, -1])
def test_a_test_that_hangs_ends_in_a_timeout(pipe: tuple[int, int], seconds: float) -> None:
    write(pipe[1], ["test_a"], ["test_b"])
    rows = rows_of(pipe[0], lambda row: seconds if row == ["test_b"] else 60)
    assert [next(rows), next(rows)] == [["test_a"], ["test_b"]]
    with pytest.raises(TimeoutError):
        next(rows)


def test_a_row_that_arrives_in_pieces_is_read_whole(pipe: tuple[int, int]) -> None:
    write(pipe[1], ["test_a"])
    rows = rows_of(pipe[0], lambda _: 60)
    os.write(pipe[1], b'["test')
    assert next(rows) == ["test_a"]
    os.write(pipe[1], b'_b"]\n[]\n')
    assert list(rows) == [["test_b"]]


def test_a_fork_that_dies_without_its_last_row_ends_in_a_timeout() -> None:
    reading, writing = os.pipe()
    write(writing, ["test_a"])
    os.close(writing)
    rows = rows_of(reading, None)
    assert next(rows) == ["test_a"]
    with pytest.raises(TimeoutError):
        next(rows)
    os.close(reading)
