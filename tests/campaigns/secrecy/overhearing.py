"""Everything that can be overheard while something runs: log records, warnings, errors, objects."""

from __future__ import annotations

import logging
import traceback
import warnings
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from tests.campaigns.secrecy.planted import CREDENTIALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.campaigns.secrecy.planted import Search

TESTS = str(Path(__file__).parents[2])
CHATTY = ("digipost", "urllib3", "asyncio", "uvicorn", "uvicorn.error", "uvicorn.access", "h11", "httpx")
"""Loggers that may have levels of their own."""


class Recorder(logging.Handler):
    """Keeps all that a record holds, shown and not shown."""

    def __init__(self) -> None:
        super().__init__(level=1)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(f"{record.getMessage()} {vars(record)!r} {logging.Formatter().format(record)}")


@contextmanager
def overheard(search: Search, what: str) -> Iterator[None]:
    """Look into all that is logged at any level, and warned of, by anybody, in any thread."""
    recorder, root = Recorder(), logging.getLogger()
    loggers = [root, *map(logging.getLogger, CHATTY)]
    before = [(each, each.level, each.disabled) for each in loggers]
    try:
        for each in loggers:
            each.setLevel(1)
            each.disabled = False
        root.addHandler(recorder)
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            yield
    finally:
        root.removeHandler(recorder)
        for each, level, disabled in before:
            each.setLevel(level)
            each.disabled = disabled
    for text in recorder.texts:
        search.look(f"the log of {what}", text)
    for warning in warned:
        search.look(f"a warning of {what}", str(warning))


def look_at_error(search: Search, what: str, error: BaseException) -> None:
    """An error with all that came before it; and for credentials, the variables on its way too."""
    for name, text in texts_of(error):
        search.look(f"the {name} of {what}", text)
    search.look(f"the traceback of {what}", traceback_of(error), kinds=CREDENTIALS)


def texts_of(error: BaseException) -> Iterator[tuple[str, str]]:
    """Name and text of an error and of all that came before it, without the lines of source code."""
    each: BaseException | None = error
    while each is not None:
        texts = [*traceback.format_exception_only(each), repr(each), repr(each.args), repr(vars(each))]
        yield type(each).__name__, "\n".join(texts)
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def traceback_of(error: BaseException, *, but_for: str = TESTS) -> str:
    """With the variables of every frame but those of that folder, as error trackers make it."""
    whole = traceback.TracebackException.from_exception(error, capture_locals=True)
    each: traceback.TracebackException | None = whole
    while each is not None:
        frames = [frame for frame in each.stack if not frame.filename.startswith(but_for)]
        each.stack = traceback.StackSummary.from_list(frames)
        each = each.__cause__ or each.__context__
    return "".join(whole.format())


def look_at_object(search: Search, what: str, value: object) -> None:
    """Its `repr` and `str`, and those of everything in it that is an object of ours."""
    seen: set[int] = set()
    _look_into(search, what, value, seen)


def _look_into(search: Search, what: str, value: object, seen: set[int]) -> None:
    if isinstance(value, str | bytes | int | float | None) or id(value) in seen:
        return  # a plain value is what was asked for
    seen.add(id(value))
    if isinstance(value, partial):
        value = [value.args, value.keywords]
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, Iterable) and isinstance(value, list | tuple | set | frozenset):
        for each in value:
            _look_into(search, what, each, seen)
        return
    if not type(value).__module__.startswith("digipost"):
        return
    search.look(f"the repr of {type(value).__name__} of {what}", repr(value))
    if type(value).__str__ is object.__str__:
        search.look(f"the text of {type(value).__name__} of {what}", str(value))
    cls = type(value)
    parts = attrs.fields(cls) if attrs.has(cls) else ()
    for name in [each.name for each in parts] or list(getattr(value, "__dict__", ())):
        _look_into(search, f"{what}, {name}", getattr(value, name, None), seen)
