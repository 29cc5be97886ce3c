"""Warnings that point to the program which calls the library."""

from __future__ import annotations

import inspect
import warnings

__all__ = ["warn_caller"]

_PACKAGE = f"{__name__.partition('.')[0]}."


def warn_caller(message: str, category: type[Warning]) -> None:
    """Warn at the line that called the library, however many functions of the library are in between.

    `skip_file_prefixes` does the same from Python 3.12 on.
    """
    level, frame = 1, inspect.currentframe()
    while frame is not None and f"{frame.f_globals.get('__name__')}.".startswith(_PACKAGE):
        level, frame = level + 1, frame.f_back
    warnings.warn(message, category, stacklevel=level)
