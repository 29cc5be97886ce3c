"""Numbers of rows as a spreadsheet shows them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digipost.bulk.journal.row_numbers import RowNumbers


@given(st.lists(st.integers(1, 1_000_000), unique=True, max_size=30).map(sorted))
def test_any_numbers_are_kept(rows: list[int]) -> None:
    numbers = RowNumbers()
    for number, row in enumerate(rows, 1):
        numbers.add(number, row)
    read = RowNumbers.from_text(numbers.to_text())
    assert [read.row(number) for number in range(1, len(rows) + 1)] == rows


def test_a_header_and_an_empty_row_are_two_steps() -> None:
    numbers = RowNumbers()
    for number in range(1, 1000):
        numbers.add(number, number + 1 + (number > 500))
    assert numbers.to_text() == "[[1, 2], [501, 503]]"
    assert RowNumbers.from_text("[]").row(7) == 7
