"""Data types prepared for templates: some have a template of their own, all others become a table."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import attrs
from markupsafe import Markup

from digipost.datatypes import (
    Address,
    Appointment,
    Bank,
    CalendarDate,
    Event,
    ExternalLink,
    Info,
    Inkasso,
    Invoice,
    Language,
    PickupNotice,
    Proof,
    RawElement,
    Receipt,
    ShareDocumentsRequest,
    decode,
)
from digipost.errors import ParseError
from digipost.sandbox.base.times import later
from digipost.sandbox.pages.formatting import account, amount, day, duration, label, moment, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.base.schema_version import api_v8

__all__ = ["DrawnData", "Fact", "colour_of", "drawn", "end_of", "facts_of", "web_address"]

_TEMPLATES: dict[type, str] = {
    Appointment: "appointment",
    Event: "event",
    ExternalLink: "external_link",
    Inkasso: "invoice",
    Invoice: "invoice",
    PickupNotice: "pickup_notice",
    Proof: "proof",
    Receipt: "receipt",
    ShareDocumentsRequest: "share_request",
}
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
# Decimals that are not amounts of money.
_PLAIN_NUMBERS = {"vat_percent", "exchange_rate"}
_ACCOUNTS = {"account", "creditor_account", "debtor_account"}
_SAID_IN_WORDS = (Address, Bank, CalendarDate, Info)
_LANGUAGES = {Language.NB: "Norwegian Bokmål", Language.NN: "Norwegian Nynorsk", Language.EN: "English"}
_DARK = 140  # brightness, of 255, weighted as the eye perceives it


@attrs.frozen
class Fact:
    """A row of a table: a label with a value, or with a nested table.

    Attributes:
        label: The label in words.
        text: The value in words; None if there are `facts`.
        facts: The fields of the value.
    """

    label: str
    text: str | None
    facts: tuple[Fact, ...] = ()


@attrs.frozen
class DrawnData:
    """A data type, ready for its template.

    Attributes:
        template: The name of the template.
        title: The title.
        value: The data type.
        facts: All its fields.
        problem: The reason if it could not be read, otherwise None.
    """

    template: str
    title: str
    value: object
    facts: tuple[Fact, ...] = ()
    problem: str | None = None


def drawn(data_type: api_v8.DataType) -> DrawnData:
    """Prepare a document's data type for its template; invalid and unknown data also have a result."""
    try:
        value = decode(data_type)
    except ParseError as error:
        content = data_type.content
        name = content.name if isinstance(content, RawElement) else type(content).__name__
        return DrawnData("table", spaced(name), content, problem=f"{error.path} {error.problem}")
    if isinstance(value, RawElement):
        problem = "This version does not know this data type; the letter's XML has it."
        return DrawnData("table", spaced(value.name), value, problem=problem)
    title = spaced(type(value).__name__)
    return DrawnData(_TEMPLATES.get(type(value), "table"), title, value, facts_of(value))


def facts_of(value: object) -> tuple[Fact, ...]:
    """Return the fields of a generated class that are set, as rows of a table."""
    facts: list[Fact] = []
    for name, held in _held(value):
        many = [each for each in (held if isinstance(held, list) else [held]) if _says_something(each)]
        texts = [_shown(name, each) for each in many if _is_said_in_words(each)]
        if texts:
            facts.append(Fact(label(name), Markup("\n").join(texts)))
        facts += [Fact(label(name), None, facts_of(each)) for each in many if not _is_said_in_words(each)]
    return tuple(facts)


def web_address(text: str) -> str | None:
    """Return the address if it is http or https, otherwise None: browsers act on other schemes."""
    try:
        return text if urlsplit(text).scheme.lower() in {"http", "https"} else None
    except ValueError:
        return None


def end_of(appointment: Appointment) -> datetime:
    """Return the end of an appointment; without an end time, half an hour after its start."""
    return appointment.end_time or later(appointment.start_time, hours=0.5)


def colour_of(proof: Proof) -> tuple[str, bool] | None:
    """Return a proof's background colour, and True if it is dark; None without a valid colour."""
    text = proof.background_color
    if text is None or not _COLOUR.fullmatch(text):
        return None
    red, green, blue = (int(text[start : start + 2], 16) for start in (1, 3, 5))
    return text, 0.299 * red + 0.587 * green + 0.114 * blue < _DARK


def _held(value: object) -> list[tuple[str, object]]:
    cls = type(value)
    names = [attribute.name for attribute in attrs.fields(cls)] if attrs.has(cls) else []
    return [(name, getattr(value, name)) for name in names if _says_something(getattr(value, name))]


def _says_something(value: object) -> bool:
    """Return True unless the value is missing, or is an element without content."""
    return value not in (None, []) and (not attrs.has(type(value)) or bool(_held(value)))


def _is_said_in_words(value: object) -> bool:
    return isinstance(value, _SAID_IN_WORDS) or not attrs.has(type(value))


def _address(value: Address) -> str:
    town = " ".join(filter(None, (value.postal_code, value.city)))
    return "\n".join(filter(None, (value.street_address, town, value.country)))


def _calendar_date(value: CalendarDate) -> str:
    month = month_name[value.month] if 1 <= value.month < len(month_name) else f"month {value.month}"
    time = "" if value.hour is None else f", {value.hour:02}:{value.min or 0:02}"
    return f"{value.day} {month}{time} {value.time_zone or ''}".strip()


def _bank(value: Bank) -> str:
    return " ".join(filter(None, (value.name, value.id)))


def _info(value: Info) -> str:
    return "\n".join(filter(None, (value.title, value.text)))


def _decimal(name: str, value: Decimal) -> str:
    return f"{value:f}" if name in _PLAIN_NUMBERS else amount(value)


def _integer(name: str, value: int) -> str:
    if name.endswith("_seconds"):
        return duration(value)
    return f"{value} m" if name.endswith("_in_meters") else str(value)


# The first match is used, so narrower types come first: a `bool` is an `int`, a `datetime` a `date`.
_KINDS: tuple[tuple[type, Callable[[str, Any], str]], ...] = (
    (Address, lambda _, value: _address(value)),
    (Bank, lambda _, value: _bank(value)),
    (CalendarDate, lambda _, value: _calendar_date(value)),
    (Info, lambda _, value: _info(value)),
    (Language, lambda _, value: _LANGUAGES.get(value, str(value))),
    (Enum, lambda _, value: spaced(str(value.value))),
    (bool, lambda _, value: "yes" if value else "no"),
    (int, _integer),
    (Decimal, _decimal),
    (datetime, lambda _, value: moment(value)),
    (date, lambda _, value: day(value)),
    (str, lambda name, value: account(value) if name in _ACCOUNTS else value),
)


def _shown(name: str, value: object) -> str:
    return next((show(name, value) for kind, show in _KINDS if isinstance(value, kind)), str(value))
