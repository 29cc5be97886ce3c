"""Objects of data types, as in JSON, read like the columns of their fields: `{"sum": 1}` as `invoice.sum`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from digipost.base.json_objects import object_of
from digipost.bulk.manifests.cell_texts import cleaned, number_of
from digipost.bulk.values.misread import Misread
from digipost.errors import InvalidValueError
from digipost.plain_data import DATA_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["has_objects", "opened", "read_inside", "texts_in"]

_TWICE = Misread("the row says this twice, in an object and in a column of its own")


def has_objects(values: Mapping[str, object]) -> bool:
    """Return True if a row has a column for a whole data type."""
    return not DATA_TYPES.keys().isdisjoint(values)


def opened(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a row with each field of an object under its own column name."""
    found = {name: value for name, value in values.items() if name not in DATA_TYPES}
    for kind in DATA_TYPES.keys() & values.keys():
        fields = _object(values[kind])
        if not isinstance(fields, Mapping) or not fields:
            found[kind] = values[kind]
            continue
        for name, value in _fields(kind, fields):
            found[name] = _TWICE if name in found else value
    return found


def read_inside(value: object, name: str, read: Callable[[str, object], object]) -> object:
    """Return a list of a data type with each value read by the name of its field, or the first `Misread`."""
    if isinstance(value, list):
        return _first_misread([read_inside(each, name, read) for each in value])
    if isinstance(value, Mapping):
        inner = {key: read_inside(each, f"{name}.{key}", read) for key, each in value.items()}
        return _first_misread(inner)
    return read(name, value)


def texts_in(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield the texts of a data type's object with the names of their fields."""
    value = _object(value)
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts(f"{name}.{key}", each)


def _texts(name: str, value: object) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield name, value
        case Mapping():
            for key, each in value.items():
                yield from _texts(f"{name}.{key}", each)
        case list():
            for each in value:
                yield from _texts(name, each)


def _first_misread(found: list[object] | dict[str, object]) -> object:
    inner = found.values() if isinstance(found, dict) else found
    return next((each for each in inner if isinstance(each, Misread)), found)


def _object(value: object) -> object:
    """Return the object in a cell; a text that is not JSON is returned unchanged, and refused later."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value, parse_float=number_of, object_pairs_hook=object_of)
    except (ValueError, RecursionError):
        return value


def _fields(prefix: str, fields: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in fields.items():
        name = f"{prefix}.{key}"
        if isinstance(value, Mapping) and value:
            yield from _fields(name, value)
            continue
        try:
            text = cleaned(value, name)
        except InvalidValueError as error:
            text = Misread(error.problem)
        if text is not None:
            yield name, text
