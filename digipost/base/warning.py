"""Warnings that point to the code that calls the library."""

from __future__ import annotations

import functools
import inspect
import warnings
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["deprecated", "warn_caller"]

_P = ParamSpec("_P")
_T = TypeVar("_T")

_PACKAGES = tuple(f"{__name__.partition('.')[0]}{rest}" for rest in (".", "_schema."))


def warn_caller(message: str, category: type[Warning]) -> None:
    """Show the warning at the line that called the library, skipping all frames of the library.

    From Python 3.12 on, the argument `skip_file_prefixes` of `warnings.warn` does the same.
    """
    level, frame = 1, inspect.currentframe()
    while frame is not None and f"{frame.f_globals.get('__name__')}.".startswith(_PACKAGES):
        level, frame = level + 1, frame.f_back
    warnings.warn(message, category, stacklevel=level)


def deprecated(
    replacement: str, *, name: str | None = None
) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """Mark a function or method as deprecated; the old name works until version 1.0.

    Args:
        replacement: The name to use instead.
        name: The old name; the function's name unless given.
    """

    def marked(function: Callable[_P, _T]) -> Callable[_P, _T]:
        old = name or function.__name__

        @functools.wraps(function)
        def call(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            warn_caller(
                f"{old} is deprecated; use {replacement}. It will be removed in 1.0.", DeprecationWarning
            )
            return function(*args, **kwargs)

        return call

    return marked
