"""Rows of invoices: the message of a row, or the problem with its values."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.records import Record
from digipost.bulk.rows.row_message import Letters
from digipost.errors import InvalidValueError
from digipost_schema import datatypes
from tests.support.manifests import PERSON, PIN

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal, TypeAlias

    from digipost.message import Message

    Form: TypeAlias = Literal["NFC", "NFD"]


INVOICE: dict[str, object] = {
    "invoice.sum": "1",
    "invoice.due_date": "15.02.2034",
    "invoice.creditor_account": "15941432384",
}


def message(folder: Path, values: dict[str, object], date_format: str | None = None) -> Message:
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    letters = Letters(mailing=uuid4(), columns=Columns(), folder=str(folder), date_format=date_format)
    return letters.message(Record(1, {PIN: PERSON, "document": "letter.pdf", "subject": "Hello"} | values))


def invoice(folder: Path, values: dict[str, object], date_format: str | None = None) -> datatypes.Invoice:
    found = message(folder, INVOICE | values, date_format).primary_document.data_type
    assert isinstance(found, datatypes.Invoice)
    return found


def problem(folder: Path, values: dict[str, object], date_format: str | None = None) -> str:
    with pytest.raises(InvalidValueError) as caught:
        message(folder, values, date_format)
    assert caught.value.field in values
    return caught.value.problem
