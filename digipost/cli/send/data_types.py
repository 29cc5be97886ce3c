"""Data types from files: XML, sent unchanged, or JSON with the fields of the `digipost.datatypes` classes."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from digipost.base.json_objects import DoubledNameError, object_of
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.text_input import data_of_file
from digipost.cli.validate import validation_of
from digipost.errors import InvalidValueError
from digipost.plain_data import DATA_TYPES, data_type_from
from digipost.xml import from_xml

if TYPE_CHECKING:
    from pathlib import Path

    from digipost_schema.datatypes import DataTypeElement

__all__ = ["data_type_in"]

_NAMES = {cls: name for name, cls in DATA_TYPES.items()}
_MOST_SHOWN = 60  # characters of a field's name


def data_type_in(file: Path, flag: str, name: str | None = None) -> DataTypeElement:
    """Return the data type in a file.

    Args:
        file: XML, or JSON. Without `name`, JSON is an object with the name of the type as its only key.
        flag: The option that names the file, for errors.
        name: The expected data type, such as `invoice`.

    Raises:
        FailureError: The file is not a data type, or not the expected one; the error text names the line or
            the field.
    """
    data = data_of_file(file, flag)
    told = f"{flag}: {file}"
    return _from_xml(told, data, name) if data.lstrip()[:1] == b"<" else _from_json(told, data, name)


def _from_xml(file: str, xml: bytes, name: str | None) -> DataTypeElement:
    validation = validation_of(xml)
    for each in validation.found:
        raise _unusable(file, f"line {each.line}: {each.text}")
    found = _NAMES.get(validation.kind) if validation.kind else None
    if found is None or found != (name or found):
        raise _unusable(file, f"it holds no {name or 'data type'}")
    return from_xml(DATA_TYPES[found], xml)


def _from_json(file: str, text: bytes, name: str | None) -> DataTypeElement:
    try:
        value = json.loads(text, parse_float=Decimal, object_pairs_hook=object_of)
    except DoubledNameError as error:
        raise _unusable(file, f"the field {str(error)[:_MOST_SHOWN]} is there twice") from None
    except (ValueError, RecursionError) as error:
        where = f"line {error.lineno}: " if isinstance(error, json.JSONDecodeError) else ""
        raise _unusable(file, f"{where}it is neither JSON nor XML") from None
    kind, fields = (name, value) if name is not None else _single(file, value)
    try:
        return data_type_from(kind, fields)
    except InvalidValueError as error:
        raise _unusable(file, f"{error.field}: {error.problem}", field=error.field) from None


def _single(file: str, value: object) -> tuple[str, object]:
    """Return the only key of an object, and its value."""
    if not isinstance(value, dict) or len(value) != 1:
        known = ", ".join(sorted(DATA_TYPES))
        problem = "an object with the data type as its one key is expected, as in"
        raise _unusable(file, f'{problem} {{"invoice": {{…}}}}; the data types are {known}')
    ((kind, fields),) = value.items()
    return str(kind), fields


def _unusable(file: str, problem: str, **facts: str) -> FailureError:
    return FailureError(f"{file}: {problem}.", ExitCode.USAGE, **facts)
