"""Findings of the check as reports and commands tell them: in words that name columns and places in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
import pytest

from digipost.bulk._wording import finding_in_words
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.records import Record
from digipost.bulk.rows.recipient_columns import with_columns
from digipost.bulk.rows.row_check import Checks
from digipost.bulk.rows.row_message import Letters
from digipost.errors import InvalidValueError
from tests.support.counterpart import CONFIG, NOW
from tests.support.letter_rows import ON_PAPER
from tests.support.manifests import PERSON
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = Columns(
    mapping={
        "recipient.personal_identification_number": "Fnr",
        "recipient.organisation_number": "Orgnr",
        "document": "Fil",
    },
    templates={"subject": "Faktura {Nr}"},
    ignored=["Merknad"],
)
LETTER: dict[str, object] = {"Fnr": PERSON, "Fil": "good.pdf", "Nr": "1001"}
_NONE = (
    "recipient: the row has none: recipient.personal_identification_number is needed, or another of "
    "organisation_number, digipost_address, bank_account_number, email, peppol_receiver, fullname, "
    "print_only. The columns of this row are "
)
_DAYS = "2034-02-15T08:00:00+01:00"

SAID: dict[str, tuple[dict[str, object], str]] = {
    "a good letter": ({}, ""),
    # Places in lists count from one.
    "the second of hours": (
        {"sms.after_hours": "24,x,72"},
        "sms.after_hours: value 2 of 3: a whole number is expected",
    ),
    "an only value": ({"sms.after_hours": "x"}, "sms.after_hours: a whole number is expected"),
    "the second of times": (
        {"sms.at": f"{_DAYS}; i morgen"},
        "sms.at: value 2 of 2: a date is expected, such as 15.02.2034 or 2034-02-15",
    ),
    "the third of addresses": (
        {"Fnr": None, "recipient.email": "a@example.com;b@example.com;c"},
        (
            "recipient.email: value 3 of 3: one e-mail address is expected, such as ola@example.com, without "
            "a name or spaces"
        ),
    ),
    "addresses with a comma between them": (
        {"Fnr": None, "recipient.email": "a@example.com, b@example.com"},
        (
            "recipient.email: one e-mail address is expected, such as ola@example.com, without a name or "
            "spaces; several have semicolons between them"
        ),
    ),
    "hours beyond their limits": (
        {"sms.after_hours": [24, -1]},
        "sms.after_hours: value 2 of 2: a number of at least 0 is expected",
    ),
    "inside a list of a data type": (
        {"appointment": {"start_time": _DAYS, "info": [{"title": "x"}, "y"]}},
        "appointment.info, value 2: an object with the fields of Info is expected",
    ),
    # Numbers of digits.
    "an account in letters": (
        {
            "invoice.due_date": "15.02.2034",
            "invoice.sum": "1",
            "invoice.creditor_account": "abc",
            "invoice.kid": "1234567897",
        },
        "invoice.creditor_account: a text of eleven digits is expected; this one has a length of 3",
    ),
    # Recipients: the columns of the file, and what they were taken for.
    "no recipient": (
        {"Fnr": None, "Merknad": "x"},
        (
            f"{_NONE}Fnr (taken for recipient.personal_identification_number, empty), Nr (used in a "
            "template), Merknad (not used), Fil (taken for document)"
        ),
    ),
    "two recipients": (
        {"Orgnr": "984661185"},
        (
            "recipient: the row names more than one, by recipient.personal_identification_number and "
            "recipient.organisation_number: leave one of them, and empty the others. The columns of this row "
            "are Fnr (taken for recipient.personal_identification_number), Orgnr (taken for "
            "recipient.organisation_number), Nr (used in a template), Fil (taken for document)"
        ),
    ),
    # Columns that are known only to a template.
    "a value for a template": (
        {"Nr": "nan"},
        (
            "column Nr: holds nan, which a program writes in place of a missing value or a failed formula: "
            "correct the cell, or leave it empty"
        ),
    ),
    "an empty column of a template": (
        {"Nr": None},
        "subject: its template needs the column Nr, which is empty in this row",
    ),
    # Columns that the letter does not use.
    "a colour without an address": (
        {"print.color": "gul"},
        "print.color: one of MONOCHROME, COLORS is expected",
    ),
    "a postal code of the sender alone": (
        {"return_address.zip_code": "15"},
        (
            "return_address.zip_code: a Norwegian postal code of four digits is expected, without spaces or "
            "letters; a zero in front got lost, as in a spreadsheet that takes it for a number"
        ),
    ),
    "a sender's name alone": ({"return_address.name": "Oslo kommune"}, ""),
    "print content without an address": (
        {"print_document": "good.pdf"},
        (
            "print_document: an address is needed, in the columns print.name, print.zip_code and so on, "
            "without which nothing is printed"
        ),
    ),
    # Data types.
    "two data types": (
        {"invoice.sum": "1", "payslip.net_amount": "2"},
        "data_type: a letter has at most one data type, and the row has columns of invoice and payslip",
    ),
    "names without quotes": (
        {"invoice": "{sum: 1}"},
        (
            'invoice: an object in JSON is expected, with names in double quotes, as in {"sum": "100.21"}, '
            "without a name that stands twice"
        ),
    ),
    # Line breaks.
    "a title of two lines": (
        {"Nr": "1001\n1002"},
        "subject: has a line break, and a mailbox shows it as one line: write it on one line",
    ),
    "a street of two lines": (
        {**ON_PAPER, "print.addressline1": "Vei 1\r\nOppgang B"},
        "print.addressline1: has a line break: give each line of the address a column of its own",
    ),
}


@pytest.fixture
def checks(tmp_path: Path) -> Iterator[Checks]:
    (tmp_path / "good.pdf").write_bytes(pdf())
    letters = Letters(mailing=uuid4(), columns=OWN, folder=str(tmp_path))
    with Checks(letters, CONFIG, clock=lambda: NOW) as checks:
        yield checks


@pytest.mark.parametrize("case", SAID)
def test_findings_in_words(checks: Checks, case: str) -> None:
    values, expected = SAID[case]
    found = checks.of(Record(1, LETTER | values)).findings
    assert "; ".join(finding_in_words(each.field, each.problem, OWN.mapping) for each in found) == expected


def test_many_columns_are_told_as_a_number() -> None:
    many = {f"Felt {number}": "x" for number in range(1, 21)}
    columns = attrs.evolve(OWN, ignored=[*many])
    error = with_columns(InvalidValueError("recipient", "none"), columns, {"Fnr": None, **LETTER, **many})
    assert error.problem.endswith("Felt 10 (not used), and 11 more")
