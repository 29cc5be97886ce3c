"""Lists and unions of simple types: one object checks, reads and writes the values of such a type.

A list is a tuple in Python, and one text with blanks between its items in XML. A text of a union belongs to
the first member that accepts it, facets included; a value is refused if another member would accept its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Generic, TypeVar

from ._enums import OpenEnum, open_member
from ._instances import member as _validator_of
from ._validators import Problem, Validator, expected, limits

__all__ = ["Compound", "item", "list_of", "member", "one_of"]

T = TypeVar("T")
EnumT = TypeVar("EnumT", bound=OpenEnum)

# The white space of XML; `str.split` also splits at other characters.
_ITEM = re.compile(r"[^ \t\r\n]+")


class Compound(Validator, Generic[T]):
    """A validator of a simple value that also reads and writes it.

    Attributes:
        type: The Python type; `object` for a union.
        read: The reader of a text; it does not enforce facets.
        write: The writer, without the escapes of XML.
    """

    __slots__ = ("read", "type", "write")

    def __init__(
        self,
        type: type,  # noqa: A002 - it is one
        check: Callable[[Any], Problem],
        read: Callable[[str], T],
        write: Callable[[T], str],
    ) -> None:
        super().__init__(check)
        self.type, self.read, self.write = type, read, write

    def takes(self, text: str) -> bool:
        """Return True if a text is valid for this type, facets included."""
        try:
            return self.check(self.read(text)) is None
        except (ValueError, OverflowError):
            return False


def item(
    type: type[T],  # noqa: A002 - it is one
    validator: Validator,
    *,
    read: Callable[[str], Any] = str,
    write: Callable[[Any], str] = str,
) -> Compound[T]:
    """Return the object for a single value."""
    return Compound(type, validator.check, read, write)


def member(enum: type[EnumT]) -> Compound[EnumT]:
    """Return a member of an enumeration."""
    return Compound(enum, _validator_of(enum).check, lambda text: open_member(enum, text), str)


class _Union:
    """The members of a union, in the order in which they try a text."""

    def __init__(self, members: tuple[Compound[Any], ...]) -> None:
        self.members = members
        # An enumeration reads any text as an open member, so enumerations come last.
        self.lenient = sorted(members, key=lambda each: issubclass(each.type, OpenEnum))
        self.names = " or ".join(dict.fromkeys(each.type.__name__ for each in members))

    def taker(self, text: str) -> Compound[Any] | None:
        """Return the first member that accepts a text."""
        return next((each for each in self.members if each.takes(text)), None)

    def check(self, value: object) -> Problem:
        plain = said = expected(self.names, value)
        for each in self.members:
            problem = each.check(value)
            if problem is None:
                found = self.taker(each.write(value))
                if found is not None and found.type is each.type:
                    return None
                other = found.type.__name__ if found is not None else self.names
                problem = f"its text is that of another type of this union: {other} is expected for it"
            if type(value) is each.type or (said is plain and isinstance(value, each.type)):
                said = problem
        return said

    def read(self, text: str) -> object:
        found = self.taker(text)
        for each in self.lenient if found is None else [found]:
            try:
                return each.read(text)
            except (ValueError, OverflowError):
                continue
        msg = f"{self.names} is expected"
        raise ValueError(msg)

    def write(self, value: object) -> str:
        fitting = [each for each in self.members if isinstance(value, each.type)]
        # A value from XML may break a facet.
        allowed = [each for each in fitting if each.check(value) is None]
        exact = [each for each in fitting if type(value) is each.type]
        chosen = (allowed or exact or fitting)[0]
        text = chosen.write(value)
        for spelled in (text, *_spellings(value, text)):
            taker = self.taker(spelled)
            if taker is not None and taker.type is chosen.type and taker.read(spelled) == value:
                return spelled
        return text


def _spellings(value: object, text: str) -> tuple[str, ...]:
    """Return other texts of a number, for the case that another type would accept its usual text."""
    if isinstance(value, bool):
        return ()
    if isinstance(value, int):
        sign = "-" if value < 0 else ""
        return (text if sign else f"+{text}", f"{sign}000{abs(value)}")
    if isinstance(value, Decimal):
        return (text if "." in text else f"{text}.0",)
    return (f"{Decimal(repr(value)):E}",) if isinstance(value, float) else ()


def one_of(*members: Compound[Any]) -> Compound[Any]:
    """Return a union of these members, in the order in which they try a text."""
    union = _Union(members)
    return Compound(object, union.check, union.read, union.write)


def list_of(
    item: Compound[T],
    *,
    min_length: int | None = None,
    max_length: int | None = None,
    length: int | None = None,
) -> Compound[tuple[T, ...]]:
    """Return a list within limits of its length.

    Args:
        item: The type of its items.
        min_length: The minimum number of items.
        max_length: The maximum number of items.
        length: The exact number of items.
    """
    least = length if min_length is None else min_length
    most = length if max_length is None else max_length

    def check(value: object) -> Problem:
        if not isinstance(value, tuple):
            hint = "; write tuple(value)" if isinstance(value, list) else ""
            return expected("a tuple", value) + hint
        if (least is not None and len(value) < least) or (most is not None and len(value) > most):
            return f"{limits(least, most)} items are allowed, not {len(value)}"
        for position, each in enumerate(value, 1):
            problem = item.check(each)
            if problem is None and not _ITEM.fullmatch(item.write(each)):
                problem = "text without blanks is expected, since blanks separate the items"
            if problem is not None:
                return f"item {position} of {len(value)}: {problem}"
        return None

    def read(text: str) -> tuple[T, ...]:
        return tuple(item.read(each) for each in _ITEM.findall(text))

    return Compound(tuple, check, read, lambda value: " ".join(item.write(each) for each in value))
