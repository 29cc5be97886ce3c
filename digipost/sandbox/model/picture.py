"""Draw a letter as text, as its recipient would see it."""

from __future__ import annotations

import textwrap
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from digipost.datatypes import Inkasso, Invoice, RawElement
from digipost.sandbox.model.known_data_types import known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from uuid import UUID

    from digipost.base.schema_version import api_v8

__all__ = ["picture"]

_WIDTH = 66  # columns inside the frame
_LABEL = 12
_KILO = 1000
_ACCOUNT_DIGITS = 11
# For these fields, recipients know better names than the schema's.
_NAMES = {
    "due_date": "Due",
    "sum": "To pay",
    "creditor_account": "To account",
    "account": "To account",
    "kid": "KID",
}


def picture(
    message: api_v8.Message,
    documents: Mapping[UUID, bytes],
    *,
    sender_id: int,
    recipient: str | None,
    received_at: datetime,
) -> str:
    """Draw a letter in a frame: sender, recipient, and each document with its data type.

    Args:
        message: The message.
        documents: The bytes of its documents, by uuid.
        sender_id: The account that it was sent for.
        recipient: The recipient's name; None for a letter on paper.
        received_at: The time at which the sandbox received it.
    """
    to = recipient or "a recipient on paper"
    lines = [
        *_row("From", f"sender {sender_id}"),
        *_row("To", to),
        *_row("Received", f"{received_at:%d %B %Y, %H:%M} UTC"),
    ]
    for document in (message.primary_document, *message.attachment):
        lines += ["", *_document(document, documents)]
    top = f"╭─ {to} has mail ".ljust(_WIDTH + 3, "─") + "╮"
    body = (f"│ {line.ljust(_WIDTH)} │" for line in lines)
    return "\n".join([top, *body, "╰" + "─" * (_WIDTH + 2) + "╯"])


def _document(document: api_v8.Document, documents: Mapping[UUID, bytes]) -> Iterator[str]:
    content = documents[document.uuid] if document.uuid else b""
    yield from textwrap.wrap(document.subject or "(no subject)", _WIDTH)
    yield f"{document.file_type} document, {_size(len(content))}"
    if document.data_type is not None:
        value = known(document.data_type)
        yield ""
        yield from (f"  {line}" for line in _data_type(value))


def _data_type(value: object) -> Iterator[str]:
    if isinstance(value, RawElement):
        yield f"{value.name} (a data type that this version does not know, or cannot read)"
        return
    yield type(value).__name__.upper()
    for name, held in _held(value):
        yield from _row(_NAMES.get(name, name.replace("_", " ").capitalize()), _shown(held))
    if isinstance(value, Invoice | Inkasso):
        yield ""
        yield "[ Pay ]"


def _held(value: object) -> list[tuple[str, object]]:
    """Return the fields of a generated class that are set."""
    cls = type(value)
    names = [attribute.name for attribute in attrs.fields(cls)] if attrs.has(cls) else []
    return [(name, getattr(value, name)) for name in names if getattr(value, name) not in (None, [])]


def _row(label: str, value: str) -> list[str]:
    first, *rest = textwrap.wrap(value, _WIDTH - _LABEL - 2) or [""]
    return [f"{label:<{_LABEL}}{first}", *(" " * _LABEL + line for line in rest)]


def _shown(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:,.2f} kr".replace(",", " ").replace(".", ",")
    if isinstance(value, date | datetime):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, list):
        return "; ".join(map(_shown, value))
    if fields := _held(value):
        return ", ".join(_shown(each) for _, each in fields)
    text = str(value)
    if len(text) == _ACCOUNT_DIGITS and text.isdecimal():
        return f"{text[:4]} {text[4:6]} {text[6:]}"
    return text


def _size(count: int) -> str:
    return f"{count / _KILO:.1f} kB" if count >= _KILO else f"{count} bytes"
