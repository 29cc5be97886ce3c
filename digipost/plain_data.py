"""Data types from plain data, as JSON, a table or a configuration file can hold it.

    >>> bill = data_type_from("invoice", {
    ...     "due_date": "2024-02-15T00:00:00+01:00", "sum": "100.21", "creditor_account": "15941432384"
    ... })
    >>> bill.sum
    Decimal('100.21')

A data type is an object with the fields of its class in `digipost.datatypes`, by their names in Python or in
Digipost's XML. Dates and times are texts in ISO 8601; amounts are numbers or texts such as `100.21`.

An element with `xsi:nil="true"` is `{"nil": true}`. An element of another schema is its XML as text.
Where several classes are possible, the object has one field: the name of the class, with the object of that
class.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, TypeVar, cast, get_args, get_origin, get_type_hints

import attrs

from digipost.base.field_kinds import classes_of, is_abstract, members_of, without_none
from digipost.base.plain_values import MOMENT_EXPECTED, SIMPLE, is_day, member_from, simple_to_plain
from digipost.errors import InvalidValueError
from digipost_schema import NIL, Nil, RawElement, datatypes
from digipost_schema._arguments import explained
from digipost_schema.errors import SchemaParseError, SchemaValueError

if TYPE_CHECKING:
    from digipost_schema.datatypes import DataTypeElement

__all__ = ["DATA_TYPES", "data_type_from", "field_type", "plain_data_of", "value_from"]

_T = TypeVar("_T")

_WORD_START = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NIL = {"nil": True}


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
        InvalidValueError: The data type or field is unknown, or a value does not fit. The error text names
            the field and never repeats a value.
    """
    given: object = name
    cls = DATA_TYPES.get(_snake(given)) if isinstance(given, str) else None
    if cls is None:
        known = ", ".join(sorted(DATA_TYPES))
        raise InvalidValueError("data_type", f"is unknown; the known ones are {known}")
    return cast("DataTypeElement", _object(cls, data, _snake(name)))


@explained
def plain_data_of(data_type: DataTypeElement) -> dict[str, object]:
    """Return a data type as plain data, from which `data_type_from` makes an equal one.

    Args:
        data_type: A value of one of the classes of `DATA_TYPES`.

    Returns:
        A mapping from field to value, as JSON can hold it: amounts, dates and times are texts. Fields without
        a value are left out.

    Raises:
        InvalidValueError: The argument is not a data type.
    """
    given: object = data_type
    if type(given) not in DATA_TYPES.values():
        problem = f"a data type such as Invoice is expected, not {type(given).__name__}"
        raise InvalidValueError("data_type", problem)
    return cast("dict[str, object]", _plain(type(given), given))


@explained
def value_from(kind: type[_T], value: object, field: str) -> _T:
    """Return a value of this type: a text, number, amount, date, time, boolean or enumeration member.

    Args:
        kind: `str`, `int`, `float`, `Decimal`, `bool`, `datetime`, `date`, `UUID`, or an enumeration.
        value: The plain value; a value of the type itself is returned unchanged.
        field: The name of the field in errors.

    Raises:
        InvalidValueError: The value does not fit the type. The error text never repeats the value.
    """
    given: object = kind
    if not isinstance(given, type) or not (given in SIMPLE or issubclass(given, Enum)):
        known = ", ".join(each.__name__ for each in SIMPLE)
        raise InvalidValueError("value_from.kind", f"one of {known}, or an enumeration, is expected")
    return cast("_T", _value(kind, value, field))


@explained
def field_type(name: str) -> object:
    """Return the type of a data type's field, such as `Decimal` for `invoice.sum`; None if it does not exist.

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
        kind = get_args(kind)[0] if get_origin(kind) is list else kind
        if not isinstance(kind, type) or not attrs.has(kind):
            return None
        _, kind = _fields(kind).get(_snake(part), (None, None))
    return kind


@cache
def _fields(cls: type) -> dict[str, tuple[str, object]]:
    """Return the Python name and the type of each field, by the field's names in plain data.

    A type that may be None is returned without None.
    """
    types_of = {name: without_none(kind) for name, kind in get_type_hints(cls).items()}
    fields = attrs.fields(cls)
    # An element and an attribute can share a name in XML; names in Python are unique.
    found = {_snake(str(each.metadata.get("name", each.name))): each.name for each in reversed(fields)}
    found |= {_snake(each.name): each.name for each in fields}
    return {name: (field, types_of[field]) for name, field in found.items()}


@cache
def _required(cls: type) -> tuple[str, ...]:
    return tuple(each.name for each in attrs.fields(cls) if each.default is attrs.NOTHING)


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
            f"{where}.{error.field}", MOMENT_EXPECTED if without_offset else error.problem
        ) from None
    return made


def _value(kind: object, value: object, where: str) -> object:
    read = SIMPLE.get(kind) if isinstance(kind, type) else None
    if read is not None:
        return read(value, where)
    members = members_of(kind)
    if len(members) > 1 or any(is_abstract(each) for each in members):
        return _one_of(members, value, where)
    kind = without_none(kind)
    if get_origin(kind) in {list, tuple}:
        if not isinstance(value, (list, tuple)):
            raise InvalidValueError(where, "a list is expected")
        item = get_args(kind)[0]
        made = [_value(item, each, f"{where}[{index}]") for index, each in enumerate(value)]
        return tuple(made) if get_origin(kind) is tuple else made
    if kind is RawElement:
        return _raw(value, where)
    if isinstance(kind, type) and attrs.has(kind):
        return _object(kind, value, where)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return member_from(kind, value, where)
    raise TypeError(f"{where} has a type that plain data cannot hold")


def _one_of(members: tuple[object, ...], value: object, where: str) -> object:
    """Return a value of the first type that accepts the plain value; the schema gives the order of types."""
    if type(value) in members and not isinstance(value, str):
        return value
    if Nil in members and value == _NIL:
        return NIL
    classes = classes_of(members)
    if isinstance(value, Mapping) and classes:
        return (
            _object(*_named(classes, value, where)) if len(classes) > 1 else _object(classes[0], value, where)
        )
    if isinstance(value, tuple(classes)):
        return value
    simple = [each for each in members if each not in classes and each is not Nil and not is_abstract(each)]
    for each in simple:
        if each is datetime and date in members and is_day(value):
            continue
        try:
            return _value(each, value, where)
        except InvalidValueError:
            continue
    names = [
        *(["an object"] if classes else []),
        *("a list" if get_origin(each) else str(getattr(each, "__name__", each)) for each in simple),
    ]
    raise InvalidValueError(where, f"{' or '.join(names)} is expected")


def _named(classes: list[type], value: Mapping[object, object], where: str) -> tuple[type, object, str]:
    """Return the class that the mapping's only key names, its data, and its place."""
    by_name = {_snake(each.__name__): each for each in classes}
    names = [_snake(str(each)) for each in value]
    if len(names) != 1 or names[0] not in by_name:
        known = ", ".join(sorted(by_name))
        raise InvalidValueError(where, f"an object with one field is expected, which is one of {known}")
    return by_name[names[0]], next(iter(value.values())), f"{where}.{names[0]}"


def _raw(value: object, where: str) -> RawElement:
    if isinstance(value, RawElement):
        return value
    problem = "an element of XML is expected, as text"
    if not isinstance(value, (str, bytes)):
        raise InvalidValueError(where, problem)
    try:
        return RawElement(value.encode() if isinstance(value, str) else value)
    except (SchemaParseError, UnicodeEncodeError):
        raise InvalidValueError(where, problem) from None


def _plain(kind: object, value: object) -> object:
    members = members_of(kind)
    if isinstance(value, (list, tuple)):
        item = next(get_args(each)[0] for each in members if get_origin(each) in {list, tuple})
        return [_plain(item, each) for each in value]
    if value is NIL:
        return dict(_NIL)
    if isinstance(value, RawElement):
        return value.xml.decode()
    cls: type = type(value)
    if not attrs.has(cls):
        return simple_to_plain(value)
    kinds = get_type_hints(cls)
    values = [(each.name, getattr(value, each.name)) for each in attrs.fields(cls)]
    made = {name: _plain(kinds[name], each) for name, each in values if each is not None and each != []}
    return {_snake(cls.__name__): made} if len(classes_of(members)) > 1 else made
