"""Data types from plain data, as JSON, a table or a configuration file can hold it.

    >>> bill = data_type_from("invoice", {
    ...     "due_date": "2024-02-15T00:00:00+01:00", "sum": "100.21", "creditor_account": "15941432384"
    ... })
    >>> bill.sum
    Decimal('100.21')

A data type is an object with the fields of its class in `digipost.datatypes`, by their names in Python or in
Digipost's XML. Dates and times are texts in ISO 8601; amounts are numbers or texts such as `100.21`.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import attrs

from digipost.errors import InvalidValueError
from digipost_schema import datatypes
from digipost_schema._arguments import explained
from digipost_schema.errors import SchemaValueError

if TYPE_CHECKING:
    from digipost_schema.datatypes import DataTypeElement

__all__ = ["DATA_TYPES", "data_type_from", "field_type", "value_from"]

_T = TypeVar("_T")

_WORD_START = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOMENT_EXPECTED = "a date, a time and its offset from UTC are expected, such as 2024-02-15T00:00:00+01:00"
_DIGITS_OF_A_FLOAT = 15  # decimal digits that a float keeps exactly; later ones are noise of binary fractions
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,18}")


def _snake(name: str) -> str:
    return _WORD_START.sub("_", name).replace("-", "_").lower()


DATA_TYPES: Mapping[str, type[DataTypeElement]] = {
    _snake(cls.__name__): cls for cls in get_args(datatypes.DataTypeElement)
}
"""The data types of documents, by the names of their classes in snake case, such as `invoice`."""


@explained
def data_type_from(name: str, data: object) -> DataTypeElement:
    """Return the data type of that name, with the values of `data`.

    Args:
        name: One of `DATA_TYPES`, with hyphens or underscores.
        data: A mapping from field to value, with nested mappings and lists where the fields have them.

    Raises:
        InvalidValueError: There is no such data type or field, or a value does not fit. The text names the
            field and never repeats a value.
    """
    given: object = name
    cls = DATA_TYPES.get(_snake(given)) if isinstance(given, str) else None
    if cls is None:
        known = ", ".join(sorted(DATA_TYPES))
        raise InvalidValueError("data_type", f"is unknown; the known ones are {known}")
    return cast("DataTypeElement", _object(cls, data, _snake(name)))


@explained
def value_from(kind: type[_T], value: object, field: str) -> _T:
    """Return a value of that type: a text, number, amount, date, time, boolean or member of an enumeration.

    Args:
        kind: `str`, `int`, `float`, `Decimal`, `bool`, `datetime`, `date`, or an enumeration.
        value: The plain value; a value of the type itself is returned unchanged.
        field: The name of the field in errors.

    Raises:
        InvalidValueError: It does not fit. The text never repeats the value.
    """
    given: object = kind
    if not isinstance(given, type) or not (given in _SIMPLE or issubclass(given, Enum)):
        known = ", ".join(each.__name__ for each in _SIMPLE)
        raise InvalidValueError("value_from.kind", f"one of {known}, or an enumeration, is expected")
    return cast("_T", _value(kind, value, field))


@explained
def field_type(name: str) -> object:
    """Return the type of a field of a data type, such as `Decimal` for `invoice.sum`; None if there is none.

    Args:
        name: The data type and the path of fields, separated by dots.

    Raises:
        InvalidValueError: The name is not a text.
    """
    given: object = name
    if not isinstance(given, str):
        raise InvalidValueError("field_type.name", f"a text is expected, not {type(given).__name__}")
    return _field_type(given)


@cache
def _field_type(name: str) -> object:
    kind: object = DATA_TYPES.get(name.partition(".")[0])
    for part in name.split(".")[1:]:
        if not isinstance(kind, type) or not attrs.has(kind):
            return None
        _, kind = _fields(kind).get(_snake(part), (None, None))
    return kind


@cache
def _fields(cls: type) -> dict[str, tuple[str, object]]:
    """Return the Python name and the type of each field, by the names that plain data may use for it.

    A type that may be None is returned without None.
    """
    types_of = {name: _without_none(kind) for name, kind in get_type_hints(cls).items()}
    found = {}
    for each in attrs.fields(cls):
        for name in (each.name, _snake(str(each.metadata.get("name", each.name)))):
            found[name] = (each.name, types_of[each.name])
    return found


@cache
def _required(cls: type) -> tuple[str, ...]:
    return tuple(each.name for each in attrs.fields(cls) if each.default is attrs.NOTHING)


def _without_none(kind: object) -> object:
    if get_origin(kind) in {Union, types.UnionType}:
        (kind,) = (each for each in get_args(kind) if each is not type(None))
    return kind


def _object(cls: type, data: object, where: str) -> object:
    if isinstance(data, cls):
        return data
    if not isinstance(data, Mapping):
        raise InvalidValueError(where, f"an object with the fields of {cls.__name__} is expected")
    fields, values = _fields(cls), {}
    for key, value in data.items():
        field = fields.get(key) or fields.get(_snake(str(key)))
        if field is None:
            allowed = ", ".join(sorted({each for each, _ in fields.values()}))
            raise InvalidValueError(where, f"has an unknown field; those of {cls.__name__} are {allowed}")
        name, kind = field
        if value is not None:
            if name in values:
                raise InvalidValueError(f"{where}.{name}", "is given twice, by its name in Python and in XML")
            values[name] = _value(kind, value, f"{where}.{name}")
    missing = [each for each in _required(cls) if each not in values]
    if missing:
        raise InvalidValueError(f"{where}.{missing[0]}", "is needed and was not given")
    try:
        made: object = cls(**values)
    except SchemaValueError as error:
        given = values.get(error.field)
        without_offset = isinstance(given, datetime) and given.utcoffset() is None
        raise InvalidValueError(
            f"{where}.{error.field}", _MOMENT_EXPECTED if without_offset else error.problem
        ) from None
    return made


def _value(kind: object, value: object, where: str) -> object:
    read = _SIMPLE.get(kind) if isinstance(kind, type) else None
    if read is not None:
        return read(value, where)
    if get_origin(kind) is list:
        if not isinstance(value, list):
            raise InvalidValueError(where, "a list is expected")
        item = _without_none(*get_args(kind))
        return [_value(item, each, f"{where}[{index}]") for index, each in enumerate(value)]
    if isinstance(kind, type) and attrs.has(kind):
        return _object(kind, value, where)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member(kind, value, where)
    raise TypeError(f"{where} has a type that plain data cannot hold")


def _member(kind: type[Enum], value: object, where: str) -> Enum:
    try:
        if isinstance(value, str):  # an enumeration would write any other value into its own error
            return kind(value)
    except ValueError:
        pass
    allowed = ", ".join(str(each.value) for each in kind)
    raise InvalidValueError(where, f"one of {allowed} is expected")


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise InvalidValueError(
            where, "a text is expected; put it in quotes, so that no zero in front is lost"
        )
    return value


def _whole_number(value: object, where: str) -> int:
    if isinstance(value, str) and _WHOLE_NUMBER.fullmatch(value.strip()):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():  # a table with empty cells stores them so
        return int(value)
    raise InvalidValueError(where, "a whole number is expected")


def _amount(value: object, where: str) -> Decimal:
    problem = "a number such as 100.21 is expected: a point before decimals, and nothing between thousands"
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        raise InvalidValueError(where, problem)
    try:
        amount = Decimal(
            f"{value:.{_DIGITS_OF_A_FLOAT}g}" if isinstance(value, float) else str(value).strip()
        )
    except InvalidOperation:
        raise InvalidValueError(where, problem) from None
    if not amount.is_finite():
        raise InvalidValueError(where, problem)
    return amount


def _real_number(value: object, where: str) -> float:
    amount = _amount(value, where)
    return value if isinstance(value, float) else float(amount)


def _truth(value: object, where: str) -> bool:
    if isinstance(value, str):
        found = {"true": True, "false": False}.get(value.strip().lower())
    else:
        # Tables of numpy have a class of their own, which is not a subclass of bool.
        found = bool(value) if type(value).__name__ in {"bool", "bool_"} else None
    if found is None:
        raise InvalidValueError(where, "true or false is expected")
    return found


def _moment(value: object, where: str) -> datetime:
    found = value
    if isinstance(value, str):
        try:
            found = datetime.fromisoformat(value.strip())
        except ValueError:
            found = None
    if not isinstance(found, datetime):
        raise InvalidValueError(where, _MOMENT_EXPECTED)
    return found


def _day(value: object, where: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(_text(value, where).strip())
    except ValueError:
        raise InvalidValueError(where, "a date such as 2024-02-15 is expected") from None


_SIMPLE: dict[type, Callable[[object, str], object]] = {
    str: _text,
    int: _whole_number,
    float: _real_number,
    Decimal: _amount,
    bool: _truth,
    datetime: _moment,
    date: _day,
}
