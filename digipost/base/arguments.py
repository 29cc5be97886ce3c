"""Arguments of several modules, checked before any request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from operator import index
from typing import Protocol, TypeVar
from uuid import UUID

from digipost.errors import ConfigurationError, InvalidValueError

__all__ = [
    "ACCOUNT_DIGITS",
    "ORGANISATION_DIGITS",
    "PERSON_DIGITS",
    "POSTAL_CODE",
    "POSTAL_CODE_WITHOUT_ZEROS",
    "Omitted",
    "account_id",
    "batch_uuid",
    "check_setting",
    "digits",
    "instance_of",
    "list_hint",
    "optional_account_id",
    "truth",
    "uuid_of",
    "visible_text",
    "whole",
    "whole_number",
    "with_article",
]

_T = TypeVar("_T")

PERSON_DIGITS = 11
ORGANISATION_DIGITS = 9
ACCOUNT_DIGITS = 11
POSTAL_CODE = re.compile(r"[0-9]{4}")
"""A Norwegian postal code."""
POSTAL_CODE_WITHOUT_ZEROS = re.compile(r"[0-9]{1,3}")
"""A postal code without its leading zeros, as from a spreadsheet that reads it as a number."""


class Omitted(Enum):
    """The default of an argument for which a caller's None is a mistake."""

    OMITTED = "left out"

    def __repr__(self) -> str:
        return "OMITTED"


_MOST = 2**63 - 1  # schema type `xs:long`


def whole(value: object) -> int | None:
    """Return a whole number of any type, such as `numpy.int64`, as an int; None for any other value."""
    if type(value) is int:
        return value
    try:
        return None if isinstance(value, bool) else index(value)  # type: ignore[arg-type]  # tried
    except TypeError:
        return None


def account_id(field: str, value: object) -> int:
    """Return an account id at Digipost, of a sender or a broker."""
    number = whole(value)
    if number is None or not 1 <= number <= _MOST:
        problem = f"a positive whole number is expected, at most {_MOST}, as Digipost assigned it"
        if isinstance(value, float):
            problem += "; pandas makes floats of a column with gaps: write int(value)"
        raise InvalidValueError(field, problem)
    return number


def optional_account_id(field: str, value: object) -> int | None:
    """Return an account id at Digipost, or None if it is None."""
    return None if value is None else account_id(field, value)


def whole_number(field: str, value: object, least: int, most: int) -> int:
    """Return a whole number within limits."""
    number = whole(value)
    if number is None or not least <= number <= most:
        raise InvalidValueError(field, f"a whole number from {least} to {most} is expected")
    return number


def digits(field: str, value: object, count: int) -> str:
    """Return a text with the given number of digits."""
    if not isinstance(value, str):
        remedy = "put it in quotes, with any zeros in front"
        problem = f"a text of {count} digits is expected, not {type(value).__name__}; {remedy}"
        raise InvalidValueError(field, problem)
    if len(value) != count or not (value.isascii() and value.isdigit()):
        problem = f"exactly {count} digits are expected, without spaces or punctuation"
        if len(value) == count - 1 and value.isascii() and value.isdigit():
            problem += "; a zero in front gets lost where the value was a number, as in a spreadsheet"
        raise InvalidValueError(field, problem)
    return value


def visible_text(field: str, value: object) -> str:
    """Return a text that is not blank.

    Raises:
        InvalidValueError: The value is blank or is not a text.
    """
    if value is not None and not isinstance(value, str):
        hint = "; put it in quotes" if isinstance(value, int | float) else ""
        raise InvalidValueError(field, f"a text is expected, not {type(value).__name__}{hint}")
    if value is None or not value.strip():
        raise InvalidValueError(field, "a text that is not blank is expected")
    return value


class _HasUuid(Protocol):
    """A batch from `client.batches`, or as a class of the schema."""

    @property
    def uuid(self) -> UUID:
        """The batch's UUID."""
        ...


def batch_uuid(value: UUID | _HasUuid | None) -> UUID | None:
    """Return the UUID of a message's batch, if it has one."""
    uuid = value if value is None or isinstance(value, UUID) else getattr(value, "uuid", value)
    if uuid is not None and not isinstance(uuid, UUID):
        problem = f"a batch of client.batches or its UUID is expected, not {type(value).__name__}"
        raise InvalidValueError("Message.batch", problem)
    return uuid


def uuid_of(field: str, value: object, example: str = "message.primary_document.uuid") -> UUID:
    """Return a UUID from a UUID or a text; the error shows `example`, a place where callers find one."""
    if isinstance(value, UUID):
        return value
    problem = f"a UUID is expected, such as {example}"
    # `str` of any other object may look like a UUID by chance, and fails for a deeply nested list.
    if not isinstance(value, str):
        raise InvalidValueError(field, f"{problem}, not {type(value).__name__}")
    try:
        return UUID(value)
    except ValueError:
        raise InvalidValueError(field, problem) from None


def truth(field: str, value: object) -> bool:
    """Return True or False; refuse other values, since Python takes the text `"no"` for true."""
    if not isinstance(value, bool):
        raise InvalidValueError(field, f"True or False is expected, not {type(value).__name__}")
    return value


def instance_of(cls: type[_T], field: str, value: object, source: str) -> _T:
    """Return the value, which must be an instance of this class; `source` is the call that returns one."""
    if not isinstance(value, cls):
        problem = f"{with_article(cls.__name__)} is expected, as from {source}, not {type(value).__name__}"
        raise InvalidValueError(field, problem)
    return value


def check_setting(name: str, value: object, cls: type, expected: str) -> None:
    """Raise ConfigurationError, with what is expected, if a setting is neither None nor of its class."""
    if not (value is None or isinstance(value, cls)):
        raise ConfigurationError(f"{name}: {expected} is expected, not {type(value).__name__}.")


def list_hint(value: object) -> str:
    """Return the kind of a value that the caller gave instead of a list of documents, and the remedy."""
    kind = type(value).__name__
    if value is None:
        return ", not None; write [] for none"
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return "; one of the items is something else. Make documents of files with from_path"
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
        return f", not {kind}; write list(value)"
    return f", not {kind}; write [value] for a single one"


def with_article(name: str) -> str:
    """Return the name of a class with `a` or `an` before it."""
    return f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"
