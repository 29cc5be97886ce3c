"""Read additional recipients for a sandbox from a file.

In TOML; an `[[organisation]]` needs only a name and a number:

    [[person]]
    name = "Kari Eksempel"
    personal_identification_number = "17077700002"
    digipost_address = "kari.eksempel#1A2B"      # without it, she has no mailbox
    addressline1 = "Eksempelveien 3"
    postalcode = "0155"
    city = "Oslo"
    birth_date = 1977-07-17
    mobile_number = "+4740000002"

    [[organisation]]
    name = "Eksempel Bruk AS"
    organisation_number = "310000051"
    digipost_address = "eksempel.bruk#1A2B"
    account_id = 11002                           # its inbox, over the API, has the letters too

JSON has the same fields, in an object with the arrays `person` and `organisation`. The fields are those of
`Person` and `Organisation`.
"""

from __future__ import annotations

import json
import tomllib
from datetime import date
from typing import TYPE_CHECKING

import attrs

from digipost.errors import ConfigurationError, InvalidValueError
from digipost.sandbox.model.people import Organisation, Person

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_recipients"]

_KINDS: dict[str, type[Person | Organisation]] = {"person": Person, "organisation": Organisation}


def read_recipients(path: Path) -> list[Person | Organisation]:
    """Return the people and organisations that a file lists.

    Args:
        path: A file in TOML, or in JSON if its name ends in `.json`.

    Raises:
        ConfigurationError: The file cannot be read.
        InvalidValueError: An entry is neither a person nor an organisation; the text names kind, place and
            field.
    """
    try:
        text = path.read_text(encoding="utf-8")
        listed: object = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        form = "JSON" if path.suffix == ".json" else "TOML"
        reason = "it is not text in UTF-8" if isinstance(error, UnicodeError) else str(error)
        problem = f"is not well-formed {form}, with tables [[person]] and [[organisation]]: {reason}"
        raise ConfigurationError(f"{path} {problem}.") from error
    if not isinstance(listed, dict) or not all(isinstance(entries, list) for entries in listed.values()):
        raise InvalidValueError(
            str(path), "must have tables [[person]] and [[organisation]], and nothing else"
        )
    unknown = listed.keys() - _KINDS.keys()
    if unknown:
        raise InvalidValueError(f"{path}: {min(unknown)}", "is neither `person` nor `organisation`")
    return [
        _recipient(f"{path}: {kind} {place}", _KINDS[kind], entry)
        for kind, entries in listed.items()
        for place, entry in enumerate(entries, 1)
    ]


def _recipient(where: str, cls: type[Person | Organisation], entry: object) -> Person | Organisation:
    if not isinstance(entry, dict):
        raise InvalidValueError(where, "must be a table")
    fields = {field.name: field for field in attrs.fields(cls)}
    for name in entry.keys() - fields.keys():
        raise InvalidValueError(f"{where}: {name}", f"is unknown; there are {', '.join(fields)}")
    for name, field in fields.items():
        if field.default is attrs.NOTHING and name not in entry:
            raise InvalidValueError(f"{where}: {name}", "is missing")
    for name, value in entry.items():
        _check_type(f"{where}: {name}", name, value)
    values = dict(entry)
    if isinstance(values.get("birth_date"), str):
        try:
            values["birth_date"] = date.fromisoformat(values["birth_date"])
        except ValueError:
            raise InvalidValueError(f"{where}: birth_date", "must be a date such as 1977-07-17") from None
    return cls(**values)


def _check_type(where: str, name: str, value: object) -> None:
    kinds = {"birth_date": date | str, "account_id": int}
    if not isinstance(value, kinds.get(name, str)) or isinstance(value, bool):
        wanted = {"birth_date": "a date", "account_id": "a whole number"}.get(name, "a text in quotes")
        raise InvalidValueError(where, f"must be {wanted}")
