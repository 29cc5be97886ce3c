"""Single cells of a row, by the known names of their columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from digipost.bulk.values.misread import Misread
from digipost.errors import InvalidValueError
from digipost.plain_data import value_from

__all__ = ["Values", "listed", "needed", "optional"]

Values = Mapping[str, object]
"""The values of a row that are there, by the known names of columns."""

_T = TypeVar("_T")


def optional(kind: type[_T], values: Values, name: str) -> _T | None:
    """The value of a cell as that type, None where there is none.

    Raises:
        InvalidValueError: It does not fit.
    """
    value = values.get(name)
    if value is None or type(value) is kind:
        return value
    if isinstance(value, Misread):
        raise value.error(name)
    return value_from(kind, value, name)


def needed(values: Values, name: str) -> str:
    """The text of a cell that has to be there.

    Raises:
        InvalidValueError: It is not there, or is no text.
    """
    value = optional(str, values, name)
    if value is None:
        raise InvalidValueError(name, "is needed and was not given")
    return value


def listed(kind: type[_T], values: Values, name: str) -> list[_T]:
    """The values of a cell that can have several: a list, or a text with semicolons between them.

    Raises:
        InvalidValueError: One does not fit.
    """
    value = values.get(name)
    if isinstance(value, Misread):
        raise value.error(name)
    if isinstance(value, str):
        value = [each.strip() for each in value.split(";") if each.strip()]
    several = value if isinstance(value, list) else [] if value is None else [value]
    return [value_from(kind, each, name) for each in several]
