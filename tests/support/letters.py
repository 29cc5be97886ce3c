"""A letter to Ola Nordmann, of which a test says only what it is about."""

from __future__ import annotations

from typing import Any

from digipost import Document, Message, recipient
from digipost_schema import datatypes
from tests.support.pdfs import pdf

PDF = pdf() + b"\r\n--\x00\xff"
OLA = recipient.by_personal_identification_number("31108412345")


def document(data: bytes = PDF, **changes: Any) -> Document:  # noqa: ANN401 - any attribute
    return Document.from_bytes(data, **{"subject": "Faktura", "file_type": "pdf", **changes})


def letter(**changes: Any) -> Message:  # noqa: ANN401 - any attribute
    return Message(**{"recipient": OLA, "primary_document": document(), **changes})


def with_account(value: Any) -> Any:  # noqa: ANN401 - any data type
    """Give a claim the digits of an account, which its schema does not ask for."""
    match value:
        case datatypes.Invoice():
            value.creditor_account = "15941432384"
        case datatypes.Inkasso():
            value.account = "15941432384"
    return value
