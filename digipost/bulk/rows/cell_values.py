"""Single cells of a row, by the known names of their columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from digipost.bulk.values.misread import Misread, of_several
from digipost.errors import InvalidValueError
from digipost.plain_data import value_from

__all__ = ["Values", "listed", "needed", "optional"]

Values = Mapping[str, object]
"""The non-empty values of a row, by the known names of columns."""

_T = TypeVar("_T")


def optional(kind: type[_T], values: Values, name: str) -> _T | None:
    """Return the value of a cell as that type; None if the cell is empty.

    Raises:
        InvalidValueError: The value does not fit the type.
    """
    value = values.get(name)
    if value is None or type(value) is kind:
        return value
    if isinstance(value, Misread):
        raise value.error(name)
    return value_from(kind, value, name)


def needed(values: Values, name: str) -> str:
    """Return the text of a required cell.

    Raises:
        InvalidValueError: The cell is empty, or its value is not a text.
    """
    value = optional(str, values, name)
    if value is None:
        raise InvalidValueError(name, "is needed and was not given")
    return value


def listed(kind: type[_T], values: Values, name: str) -> list[_T]:
    """Return the values of a cell that can have several: a list, or a text with semicolons between them.

    Raises:
        InvalidValueError: A value does not fit the type.
    """
    value = values.get(name)
    if isinstance(value, Misread):
        raise value.error(name)
    if isinstance(value, str):
        value = [each.strip() for each in value.split(";") if each.strip()]
    several = value if isinstance(value, list) else [] if value is None else [value]
    found = []
    for position, each in enumerate(several, 1):
        try:
            found.append(value_from(kind, each, name))
        except InvalidValueError as error:
            problem = of_several(error.problem, position, len(several))
            raise InvalidValueError(error.field, problem) from None
    return found
