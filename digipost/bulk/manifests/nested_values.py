"""Values of a row that are objects, as in JSON and Parquet: their parts are columns with dotted names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from digipost.plain_data import DATA_TYPES

__all__ = ["flat", "is_nested"]

# The types of nearly all values: a set lookup takes a tenth of the time of a check for an abstract class.
_NOT_NESTED = frozenset({bool, date, datetime, Decimal, float, int, list, str, type(None)})


def is_nested(values: Mapping[str, object]) -> bool:
    """Return True if a value of a row is an object."""
    others = {*map(type, values.values())} - _NOT_NESTED
    return any(issubclass(kind, Mapping) for kind in others)


def flat(values: Mapping[str, object], prefix: str = "") -> Iterable[tuple[str, object]]:
    """Yield the values, with dotted names for the values of objects; a data type stays an object."""
    for key, value in values.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and name not in DATA_TYPES:
            yield from flat(value, f"{name}.")
        else:
            yield name, value
