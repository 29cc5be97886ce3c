"""Tables of cases as one test, since the work of pytest for an example costs more than most examples do."""

from __future__ import annotations

import inspect
from functools import wraps
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PARAM = type(pytest.param())


def in_one_test(
    names: str | tuple[str, ...], cases: Iterable[Any]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Call a test for each case, and fail with the errors of all cases that fail, each with its case.

    It is written as `pytest.mark.parametrize` is, also several times above one test. All cases share the
    fixtures of the test, so that it is for tests without state. Each has its own folder below `tmp_path`.

    Args:
        names: The arguments of a case: names, or one text of names between commas.
        cases: A value for each name; the value itself if there is one name; or `pytest.param` without marks.
    """
    names = tuple(each.strip() for each in names.split(",")) if isinstance(names, str) else names
    rows = [_values(case, len(names)) for case in cases]

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def every(*fixtures: object, **named: object) -> None:
            failures: list[BaseException] = []
            for number, row in enumerate(rows):
                case = dict(zip(names, row, strict=True))
                try:
                    test(*fixtures, **_with_own_folder(named, number), **case)
                except (Exception, BaseExceptionGroup, pytest.fail.Exception) as error:  # noqa: BLE001 - raised below
                    error.add_note(f"The case: {case}")
                    failures.append(error)
            if failures:
                raise BaseExceptionGroup(f"{len(failures)} of {len(rows)} cases failed", failures)

        signature = inspect.signature(test)
        left = [each for name, each in signature.parameters.items() if name not in names]
        every.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]  # which pytest reads
        return every

    return decorate


def _with_own_folder(named: dict[str, Any], number: int) -> dict[str, Any]:
    if "tmp_path" not in named:
        return named
    folder = named["tmp_path"] / str(number)
    folder.mkdir()
    return {**named, "tmp_path": folder}


def _values(case: Any, count: int) -> tuple[Any, ...]:  # noqa: ANN401 - any values
    if isinstance(case, PARAM):
        assert not case.marks, "a case in a table has no marks of its own"
        return tuple(case.values)
    return tuple(case) if count > 1 else (case,)
