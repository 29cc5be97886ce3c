"""The data type of a letter, from a column with JSON or from columns for its fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from digipost.base.json_objects import object_of
from digipost.bulk.values.misread import Misread
from digipost.errors import InvalidValueError
from digipost.plain_data import DATA_TYPES, data_type_from

if TYPE_CHECKING:
    from digipost.bulk.rows.cell_values import Values
    from digipost_schema.datatypes import DataTypeElement

__all__ = ["data_type_of"]


_EXPECTED = 'an object in JSON is expected, with names in double quotes, as in {"sum": "100.21"}'
_TWICE = "the row says this twice, in an object and in a column of its own"


def data_type_of(values: Values) -> DataTypeElement | None:
    """Return the data type that the row describes, if any.

    Raises:
        InvalidValueError: The row describes several data types, or its values are invalid.
    """
    described: dict[str, dict[str, object]] = {}
    for name, kind, path in _columns_among(tuple(values)):
        value = values[name]
        if isinstance(value, Misread):
            raise value.error(name)
        fields = described.setdefault(kind, {})
        if path:
            _put(fields, path, value, name)
        else:
            found = _fields(value, name)
            if fields.keys() & found.keys():
                raise InvalidValueError(name, _TWICE)
            fields.update(found)
    if len(described) > 1:
        kinds = " and ".join(sorted(described))
        problem = f"a letter has at most one data type, and the row has columns of {kinds}"
        raise InvalidValueError("data_type", problem)
    return next((data_type_from(kind, fields) for kind, fields in described.items()), None)


@lru_cache(256)  # most rows of a mailing have values in the same columns
def _columns_among(names: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """Return the columns of data types, with the data type and the path of the field."""
    parts = ((name, *name.partition(".")) for name in names)
    return tuple((name, kind, path) for name, kind, _, path in parts if kind in DATA_TYPES)


def _put(fields: dict[str, object], path: str, value: object, name: str) -> None:
    *outer, last = path.split(".")
    for each in outer:
        inner = fields.setdefault(each, {})
        if not isinstance(inner, dict):
            raise InvalidValueError(name, "the row has this column and one for what it is a part of")
        fields = inner
    if last in fields:
        raise InvalidValueError(name, _TWICE)
    fields[last] = value


def _fields(value: object, name: str) -> Mapping[str, object]:
    if isinstance(value, str):
        try:
            value = json.loads(value, parse_float=Decimal, object_pairs_hook=object_of)
        except (ValueError, RecursionError):
            problem = f"{_EXPECTED}, without a name that stands twice"
            raise InvalidValueError(name, problem) from None
    if not isinstance(value, Mapping):
        raise InvalidValueError(name, _EXPECTED)
    return {each: inner for each, inner in value.items() if inner is not None}
