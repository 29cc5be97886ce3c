"""The value of an element with `xsi:nil`, which is present but has no value."""

from __future__ import annotations

from enum import Enum

__all__ = ["NIL", "Nil"]


class Nil(Enum):
    """The type of `NIL`, for annotations."""

    NIL = "nil"

    def __repr__(self) -> str:
        return "NIL"


NIL = Nil("nil")
"""The value of an element with `xsi:nil="true"`; None means that the element is absent."""
