"""Find all problems of a row, although making a message stops at the first problem.

A wrong value is left out or replaced by a valid value, and the message is made again until that succeeds. The
message from the other values also shows which of them are most likely mistakes.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from digipost.errors import InvalidValueError
from digipost.plain_data import DATA_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.bulk.rows.cell_values import Values
    from digipost.message import Message

__all__ = ["Problems", "all_problems"]

_MOST_ATTEMPTS = 100
_PERSON = "recipient.personal_identification_number"
_DOCUMENT = re.compile(r"document|attachment\.[0-9]+")
_A_PERSON = "01010112345"
_AT = datetime(2199, 2, 15, 12, tzinfo=UTC)
# For nearly each column, one of these values is valid: texts, codes, numbers, addresses, amounts, times.
_VALID = (
    "x",
    "0155",
    "15941432384",
    "984661185",
    "a@example.com",
    "+4790000000",
    Decimal(1),
    _AT,
    date(1980, 1, 1),
    1,
)


@attrs.frozen
class Problems:
    """Problems of a row.

    Attributes:
        found: The problems.
        message: The message from the other values; None if those values make no message.
        replaced: The columns whose values are not in that message.
    """

    found: list[InvalidValueError]
    message: Message | None
    replaced: frozenset[str]


def all_problems(make: Callable[[Values], Message], values: Values, existing_file: str) -> Problems:
    """Return all problems of a row that cannot become a message.

    Args:
        make: Makes a message of values.
        values: The values of the row.
        existing_file: The path of a file, to take the place of a document that does not exist.
    """
    found: dict[tuple[str, str], InvalidValueError] = {}
    left = dict(values)
    tried: dict[str, int] = {}
    for _ in range(_MOST_ATTEMPTS):
        try:
            return Problems(list(found.values()), make(left), frozenset(tried))
        except InvalidValueError as error:
            name = error.field.partition("[")[0]  # the column of a value in its list
            # After a recipient is left out, it is reported as missing.
            if name not in tried and not (name == "recipient" and any(map(_is_of_recipient, tried))):
                found[error.field, error.problem] = error
            if _DOCUMENT.fullmatch(name) and name not in tried:
                tried[name] = len(_VALID)
                left[name] = existing_file
                left.setdefault("file_type" if name == "document" else f"{name}.file_type", "pdf")
            elif not _replace(name, left, tried):
                break
    return Problems(list(found.values()), None, frozenset(tried))


def _replace(name: str, left: dict[str, object], tried: dict[str, int]) -> bool:
    """Leave out a wrong value, or replace it by the next candidate; return False if no candidate is left."""
    if name not in tried:
        tried[name] = 0
        wrong = [each for each in left if _is_of(name, each)]
        for each in wrong:
            del left[each]
        if name == "recipient":
            left[_PERSON] = _A_PERSON
        if wrong:
            return True
    if tried[name] >= len(_VALID):
        return False
    left[name] = _VALID[tried[name]]
    tried[name] += 1
    return True


def _is_of(name: str, column: str) -> bool:
    """Return True if the column is the field of a problem, or one of its several fields."""
    first = column.partition(".")[0]
    if name == "recipient":
        return _is_of_recipient(column)
    return first in DATA_TYPES if name == "data_type" else column == name


def _is_of_recipient(column: str) -> bool:
    return column.startswith("recipient.")
