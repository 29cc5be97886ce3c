"""The decorator `takes`, which checks the arguments of a call, and the kinds of values that it checks.

    @takes("sandbox.allow", broker_id=account_id, sender_id=account_id)
    def allow(self, broker_id: int, sender_id: int) -> None: ...

It serves calls that are rare, such as the sandbox's. A builder that is created for each letter has its checks
in its own class.
"""

from __future__ import annotations

import functools
import math
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar, cast

from digipost.base.arguments import uuid_of, whole, with_article
from digipost.base.paths import is_path
from digipost.errors import InvalidValueError
from digipost_schema._arguments import explained
from digipost_schema._escaping import NOT_XML

if TYPE_CHECKING:
    from types import FunctionType
    from uuid import UUID

__all__ = [
    "Kind",
    "a",
    "count",
    "each",
    "function",
    "integer",
    "mapping",
    "moment",
    "number",
    "octets",
    "optional",
    "path",
    "positive",
    "string",
    "takes",
    "text",
    "texts",
    "uuid",
]

Kind = Callable[[str, object], object]
"""Returns the value of the field of that name, or raises `InvalidValueError` if it is of another kind."""

_F = TypeVar("_F", bound=Callable[..., object])


def takes(owner: str, /, **kinds: Kind) -> Callable[[_F], _F]:
    """Check the arguments of a function, or of a class's constructor, before the call.

    A call whose arguments are missing, unknown or given twice raises `ArgumentError`. `inspect.signature`,
    type checkers and editors see the function as it was.

    Args:
        owner: The name of the function in errors.
        **kinds: The kind of value of each argument; other arguments are not checked.
    """

    def marked(target: _F) -> _F:
        if isinstance(target, type):
            vars_of = cast("dict[str, FunctionType]", vars(target))
            init = _checked(vars_of["__init__"], owner, kinds)
            setattr(target, "__init__", init)  # noqa: B010 - mypy refuses the assignment
            return cast("_F", target)
        return cast("_F", _checked(cast("FunctionType", target), owner, kinds))

    return marked


def _checked(target: FunctionType, owner: str, kinds: Mapping[str, Kind]) -> Callable[..., object]:
    code = target.__code__
    at_places = code.co_varnames[: code.co_argcount]
    has_more = bool(code.co_flags & _VARARGS)
    further = code.co_varnames[code.co_argcount + code.co_kwonlyargcount] if has_more else ""

    def value_of(name: str, value: object) -> object:
        kind = kinds.get(name)
        return value if kind is None else kind(f"{owner}.{name}", value)

    @functools.wraps(target)
    def call(*args: object, **kwargs: object) -> object:
        try:
            placed = [value_of(name, value) for name, value in zip(at_places, args, strict=False)]
            placed += [value_of(further, value) for value in args[len(at_places) :]]
            return target(*placed, **{name: value_of(name, value) for name, value in kwargs.items()})
        finally:
            del args, kwargs  # a traceback shows the variables of this frame, and a password can be one

    return explained(call, owner=owner)


_VARARGS = 0x04  # flag of a code object, inspect.CO_VARARGS


def _refused(field: str, expected: str, value: object) -> InvalidValueError:
    return InvalidValueError(field, f"{expected} is expected, not {type(value).__name__}")


def text(field: str, value: object) -> str:
    """Return a text that can be written in XML; it may be empty."""
    if not isinstance(value, str):
        raise _refused(field, "a text", value)
    if NOT_XML.search(value):
        raise InvalidValueError(field, "the text has a character that XML cannot hold")
    return value


def octets(field: str, value: object) -> bytes:
    """Return bytes."""
    if not isinstance(value, bytes | bytearray | memoryview):
        hint = "; write text.encode() for a text" if isinstance(value, str) else ""
        raise InvalidValueError(field, f"bytes are expected, not {type(value).__name__}{hint}")
    return bytes(value)


def path(field: str, value: object) -> str | os.PathLike[str]:
    """Return the path of a file or folder."""
    if not is_path(value):
        raise _refused(field, "a str or a pathlib.Path", value)
    try:
        if value != "" and b"\0" not in os.fsencode(value):
            return value
    except UnicodeError:
        pass
    raise InvalidValueError(field, "the path is empty, or holds characters that no path can have")


def integer(field: str, value: object) -> int:
    """Return a whole number."""
    found = whole(value)
    if found is None:
        raise _refused(field, "a whole number", value)
    return found


def count(field: str, value: object) -> int:
    """Return a whole number from 1."""
    if (found := integer(field, value)) < 1:
        raise InvalidValueError(field, "a whole number from 1 is expected")
    return found


def number(field: str, value: object) -> float:
    """Return a finite number."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    try:
        if is_number and math.isfinite(cast("float", value)):
            return cast("float", value)
    except OverflowError:  # a whole number greater than any float
        pass
    raise _refused(field, "a finite number", value)


def positive(field: str, value: object) -> float:
    """Return a finite number above 0."""
    if (found := number(field, value)) <= 0:
        raise InvalidValueError(field, "a number above 0 is expected")
    return found


def moment(field: str, value: object) -> datetime:
    """Return a time with a zone."""
    if not isinstance(value, datetime):
        raise _refused(field, "a datetime with a time zone", value)
    if value.utcoffset() is None:
        problem = "the time has no time zone; write datetime.now(UTC), or time.astimezone()"
        raise InvalidValueError(field, problem)
    return value


def uuid(field: str, value: object) -> UUID:
    """Return a UUID, also from its text."""
    return uuid_of(field, value)


def function(field: str, value: object) -> Callable[..., object]:
    """Return a function, or another object that can be called."""
    if not callable(value):
        raise _refused(field, "a function", value)
    return value


def mapping(field: str, value: object) -> Mapping[str, object]:
    """Return a mapping whose keys are texts."""
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise _refused(field, "a dict with texts as keys", value)
    return value


def texts(field: str, value: object) -> Mapping[str, str]:
    """Return a mapping from texts to texts."""
    found = mapping(field, value)
    for item in found.values():
        if not isinstance(item, str):
            raise _refused(f"{field}[…]", "a text", item)
    return cast("Mapping[str, str]", found)


def a(*classes: type) -> Kind:
    """Return the kind for instances of these classes."""
    names = " or ".join(each.__name__ for each in classes)
    # A datetime is not a calendar date, although its class is derived from it.
    days_only = date in classes and datetime not in classes

    def check(field: str, value: object) -> object:
        if not isinstance(value, classes) or (days_only and isinstance(value, datetime)):
            raise _refused(field, with_article(names), value)
        return value

    return check


string: Kind = a(str)
"""Returns any text, even with characters that XML cannot hold, such as a password."""


def optional(kind: Kind) -> Kind:
    """Return a kind that accepts values of the given kind, and None."""

    def check(field: str, value: object) -> object:
        return None if value is None else kind(field, value)

    return check


def each(kind: Kind) -> Kind:
    """Return a kind that accepts lists of such values; any iterable is read once, into a tuple."""

    def check(field: str, value: object) -> tuple[object, ...]:
        if isinstance(value, str | bytes | bytearray | Mapping) or not isinstance(value, Iterable):
            raise _refused(field, "a list", value)
        return tuple(kind(f"{field}[{index}]", item) for index, item in enumerate(value))

    return check
