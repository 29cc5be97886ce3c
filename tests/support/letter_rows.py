"""Rows of letters, and the messages made from them."""

from __future__ import annotations

from uuid import UUID

from digipost.bulk.manifests.records import Record
from tests.support.manifests import PERSON, PIN

MAILING = UUID("10ff4c99-8560-4741-83f0-1093dc4deb1c")


ON_PAPER = {
    "print.name": "Ola Nordmann",
    "print.addressline1": "Testgata 1",
    "print.zip_code": "0155",
    "print.city": "Oslo",
    "return_address.name": "Firma AS",
    "return_address.zip_code": "0101",
    "return_address.city": "Oslo",
}


def row(**changes: object) -> Record:
    values = {PIN: PERSON, "document": "letter.pdf", "subject": "Hello"}
    return Record(17, values | changes)


def with_recipient(**recipient: object) -> Record:
    values = {"document": "letter.pdf", "subject": "Hello"}
    return Record(17, {**values, **{f"recipient.{name}": value for name, value in recipient.items()}})


BATCH = UUID("6f1e3b2a-0000-4000-8000-000000000001")
