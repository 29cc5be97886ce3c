"""Calls whose arguments do not fit: an error that names the argument, instead of Python's error."""

from __future__ import annotations

import functools
from types import FunctionType, TracebackType
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

from .errors import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

__all__ = ["explained", "explains_arguments"]

_P = ParamSpec("_P")
_T = TypeVar("_T")
_C = TypeVar("_C", bound=type)

_ALIKE = 0.5  # minimum ratio of difflib for similar names: `due` is similar to `due_date`
_LONGEST_NAME = 40  # characters that an error shows
_COROUTINE = 0x80  # flag of a code object, inspect.CO_COROUTINE


def explains_arguments(
    owner: str | None = None, *, hints: Mapping[str, str] | None = None
) -> Callable[[_C], _C]:
    """Explain calls of a class and its public methods whose arguments do not fit.

    Type checkers, `inspect.signature` and editors see the class unchanged.

    Args:
        owner: The name of the object in errors, such as `client.messages`; by default the name of the class.
        hints: The remedy for an argument that the class does not have, by the argument's name.
    """

    def marked(cls: _C) -> _C:
        name = owner or cls.__name__
        for attribute, member in list(vars(cls).items()):
            where = name if attribute == "__init__" else f"{name}.{attribute}"
            if attribute.startswith("_") and attribute != "__init__":
                continue
            if isinstance(member, FunctionType):
                setattr(cls, attribute, explained(member, owner=where, hints=hints))
            elif isinstance(member, classmethod):
                function = explained(member.__func__, owner=where, hints=hints)
                setattr(cls, attribute, classmethod(function))
            elif isinstance(member, staticmethod):
                function = explained(member.__func__, owner=where, hints=hints)
                setattr(cls, attribute, staticmethod(function))
        return cls

    return marked


def explained(
    function: Callable[_P, _T], *, owner: str | None = None, hints: Mapping[str, str] | None = None
) -> Callable[_P, _T]:
    """Return the function, which raises `ArgumentError` when its arguments do not fit.

    A correct call needs no look at the signature: only after Python's own error is the call explained.

    Args:
        function: The function or coroutine function.
        owner: The function's name in errors; by default the module's public name and the function's name.
        hints: The remedy for an argument that the function does not have, by the argument's name.
    """
    public = [part for part in function.__module__.split(".") if not part.startswith("_")]
    name = owner or f"{public[-1]}.{function.__name__}"

    @functools.wraps(function)
    def call(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            return function(*args, **kwargs)
        except TypeError as error:
            explain(error, len(args), tuple(kwargs))
            raise
        finally:
            del args, kwargs  # tracebacks can show a frame's variables, such as a password

    async def call_later(*args: _P.args, **kwargs: _P.kwargs) -> object:
        try:
            return await cast("Callable[..., Awaitable[object]]", function)(*args, **kwargs)
        except TypeError as error:
            explain(error, len(args), tuple(kwargs))
            raise
        finally:
            del args, kwargs  # likewise

    def explain(error: TypeError, places: int, names: tuple[str, ...]) -> None:
        if not isinstance(error, ArgumentError) and not _has_begun(error.__traceback__, function):
            problem = _problem(name, function, places, names, hints or {})
            if problem is not None:
                raise problem from None

    if cast("FunctionType", function).__code__.co_flags & _COROUTINE:
        return cast("Callable[_P, _T]", functools.wraps(function)(call_later))
    return call


def _has_begun(traceback: TracebackType | None, function: Callable[..., object]) -> bool:
    """Return True if the function's body has run, so that the error is not about its arguments."""
    code = _innermost(function).__code__
    while traceback is not None:
        if traceback.tb_frame.f_code is code:
            return True
        traceback = traceback.tb_next
    return False


def _innermost(function: Callable[..., object]) -> FunctionType:
    while (wrapped := getattr(function, "__wrapped__", None)) is not None:
        function = wrapped
    return cast("FunctionType", function)


def _problem(
    owner: str,
    function: Callable[..., object],
    places: int,
    names: Sequence[str],
    hints: Mapping[str, str],
) -> ArgumentError | None:
    """Return the error for `places` positional arguments and the keywords `names`; None if they fit."""
    from inspect import Parameter, signature  # noqa: PLC0415 - only a wrong call needs it

    by_place_only, either, by_name_only = (
        Parameter.POSITIONAL_ONLY,
        Parameter.POSITIONAL_OR_KEYWORD,
        Parameter.KEYWORD_ONLY,
    )
    innermost = _innermost(function)
    every = list(signature(innermost).parameters.values())
    is_method = "." in innermost.__qualname__.rpartition("<locals>.")[2]
    if is_method and every and every[0].name in {"self", "cls"}:
        every, places = every[1:], places - 1
    kinds = {each.kind for each in every}
    at_places = [each.name for each in every if each.kind in {by_place_only, either}]
    named = [each.name for each in every if each.kind in {by_name_only, either}]
    needed = [
        each
        for each in every
        if each.default is Parameter.empty and each.kind in {by_place_only, either, by_name_only}
    ]
    shape = ", ".join(f"{each.name}=…" if each.kind is by_name_only else each.name for each in needed)
    if not needed and len(named) == 1:
        shape = f"{named[0]}=…"
    write = f"write {owner}({shape})" if shape or not named else f"the names are {', '.join(named)}"
    for name in names:
        if name not in named and Parameter.VAR_KEYWORD not in kinds:
            return ArgumentError(f"{owner}.{_shown(name)}", _unknown(name, named, hints))
    if places > len(at_places) and Parameter.VAR_POSITIONAL not in kinds:
        most = f"only {', '.join(at_places)}" if at_places else "no argument"
        others = [each for each in named if each not in {*at_places, *(each.name for each in needed)}]
        by_name = f"; by name there are {', '.join(others)}" if others and shape else ""
        return ArgumentError(owner, f"{most} can be given without its name; {write}{by_name}")
    by_place = at_places[:places]
    for name in by_place:
        if name in names:
            return ArgumentError(f"{owner}.{name}", f"is given twice, by its place and by its name; {write}")
    for parameter in needed:
        if parameter.name not in names and parameter.name not in by_place:
            return ArgumentError(f"{owner}.{parameter.name}", f"is needed and was not given; {write}")
    return None


def _unknown(name: str, named: Sequence[str], hints: Mapping[str, str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - likewise

    if name in hints:
        return f"there is no such argument: {hints[name]}"
    close = get_close_matches(name.lower(), named, n=1, cutoff=_ALIKE)
    if close:
        return f"there is no such argument; did you mean {close[0]}?"
    return f"there is no such argument; there are {', '.join(named)}" if named else "there are no arguments"


def _shown(name: str) -> str:
    """Return the name of an argument, shortened for an error: `**data` can have names of any kind."""
    return name if name.isidentifier() and len(name) <= _LONGEST_NAME else "…"
