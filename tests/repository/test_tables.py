"""A table of cases in one test fails with each case that fails."""

from __future__ import annotations

import inspect

import pytest

from tests.support.tables import in_one_test


def test_each_case_that_fails_is_named() -> None:
    seen = []

    @in_one_test("first, second", [(1, 1), (2, 3), pytest.param(4, 5, id="x")])
    @in_one_test("third", ["a", "b"])
    def table(tmp: str, first: int, second: int, third: str) -> None:
        seen.append((tmp, first, second, third))
        assert first == second

    assert list(inspect.signature(table).parameters) == ["tmp"]
    with pytest.raises(ExceptionGroup, match="2 of 3 cases failed") as caught:
        table(tmp="/")
    assert seen == [("/", *numbers, third) for numbers in [(1, 1), (2, 3), (4, 5)] for third in "ab"]
    assert [each.__notes__ for each in caught.value.exceptions] == [
        ["The case: {'first': 2, 'second': 3}"],
        ["The case: {'first': 4, 'second': 5}"],
    ]


def test_a_case_that_does_not_raise_is_one_that_fails() -> None:
    @in_one_test("value", ["1", "x"])
    def table(value: str) -> None:
        with pytest.raises(ValueError, match="invalid literal"):
            int(value)

    with pytest.raises(BaseExceptionGroup) as caught:
        table()
    assert caught.value.exceptions[0].__notes__ == ["The case: {'value': '1'}"]
