"""Enumerations that accept only listed values when building, and any value when reading."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar, cast

from ._escaping import attribute

__all__ = ["OpenEnum", "open_member"]

EnumT = TypeVar("EnumT", bound="OpenEnum")


class OpenEnum(StrEnum):
    """A schema enumeration; Digipost may answer with a value that this version does not know.

    The reader turns such a value into an open member, which compares, prints, hashes and pickles like other
    members. `EventType("SOMETHING_NEW")` is refused, and so is an open member as a value of an object that a
    program builds.
    """

    xml: str
    """The value with the escapes of XML, for an element or an attribute."""

    def __init__(self, value: str) -> None:
        self.xml = attribute(value)

    @classmethod
    def knows(cls, member: object) -> bool:
        """Return True if the schema lists `member`."""
        return isinstance(member, cls) and member._value_ in cls._value2member_map_

    def __reduce_ex__(self, _protocol: object) -> tuple[object, ...]:
        return open_member, (type(self), self._value_)

    def __repr__(self) -> str:
        known = self.knows(self)
        return f"<{type(self).__name__}{'.' if known else ': open member '}{self._name_}>"


def open_member(cls: type[EnumT], value: str) -> EnumT:
    """Return the member for `value`, or an open member if the schema does not list the value."""
    known = cls._value2member_map_.get(value)
    if known is not None:
        return cast("EnumT", known)
    member: EnumT = str.__new__(cls, value)
    member._name_ = value
    member._value_ = value
    member.xml = attribute(value)
    return member
