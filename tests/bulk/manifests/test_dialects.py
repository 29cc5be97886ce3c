"""One table of letters in every dialect of a spreadsheet's options: all exports send the same letters."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.row_states import State
from digipost.bulk.rows.row_message import Letters
from digipost_schema import datatypes
from tests.support.manifests import PIN
from tests.support.ods import write_ods
from tests.support.workbooks import openpyxl_book, xlsxwriter_book

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from digipost.client import DigipostClient
    from digipost.message import Message
    from digipost.sandbox import Sandbox

NBSP = "\N{NO-BREAK SPACE}"
PEOPLE = ("31108412345", "01013300001", "26079833787")
HEADER = ("Fødselsnr", "Navn", "Beløp", "Forfall", "KID", "VIP")
COLUMNS = Columns(
    mapping={PIN: "Fødselsnr", "invoice.sum": "Beløp", "invoice.due_date": "Forfall", "invoice.kid": "KID"},
    templates={
        "subject": "Til {Navn}",
        "document": "letter.pdf",
        "invoice.creditor_account": "1594 14 32384",
    },
    ignored=("VIP",),
)


@attrs.frozen
class Row:
    """A letter, as whoever fills in the table means it."""

    person: str
    name: str
    amount: Decimal
    due: date
    kid: int
    is_vip: bool


rows = st.lists(
    st.builds(
        Row,
        person=st.sampled_from(PEOPLE),
        name=st.text("abcdefæøåÆØÅéüö -.", min_size=1, max_size=12).filter(
            lambda name: name.strip(" -.")  # a dash or a point alone stands for a missing value
        ),
        amount=st.decimals(Decimal("0.01"), Decimal("9999999.99"), places=2),
        due=st.dates(date(2030, 1, 1), date(2060, 12, 31)),
        kid=st.integers(1_000_000, 999_999_999_999),
        is_vip=st.booleans(),
    ),
    min_size=1,
    max_size=5,
)


def grouped(amount: Decimal, between: str, mark: str) -> str:
    return f"{amount:,.2f}".replace(",", "_").replace(".", mark).replace("_", between)


AMOUNTS: dict[str, Callable[[Decimal], str]] = {
    "comma": lambda amount: grouped(amount, "", ","),
    "point": lambda amount: grouped(amount, "", "."),
    "spaces": lambda amount: grouped(amount, NBSP, ","),
    "plain spaces": lambda amount: grouped(amount, " ", ","),
    "points": lambda amount: grouped(amount, ".", ","),
    "English": lambda amount: grouped(amount, ",", "."),
    "currency": lambda amount: f"kr {grouped(amount, NBSP, ',')}",
}
DATES: dict[str, Callable[[date], str]] = {
    "dots": lambda day: f"{day:%d.%m.%Y}",
    "short": lambda day: f"{day.day}.{day.month}.{day.year}",
    "ISO": date.isoformat,
    "with a time": lambda day: f"{day:%d.%m.%Y} 00:00:00",
}
PERSONS: dict[str, Callable[[str], str]] = {
    "digits": str,
    "spaced": lambda number: f"{number[:6]} {number[6:]}",
    "formula": lambda number: f'="{number}"',
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
FILES = ("csv", "openpyxl", "xlsxwriter", "ods")


@attrs.frozen
class Dialect:
    """The options of an export."""

    file: str
    encoding: str
    delimiter: str
    names_delimiter: bool
    quotes_all: bool
    newline: str
    amount: str
    day: str
    person: str
    titles: int
    empty_rows: bool
    margin: int
    padding: str
    is_typed: bool


dialects = st.builds(
    Dialect,
    file=st.sampled_from(FILES),
    encoding=st.sampled_from(ENCODINGS),
    delimiter=st.sampled_from(";\t,|"),
    names_delimiter=st.booleans(),
    quotes_all=st.booleans(),
    newline=st.sampled_from(["\r\n", "\n"]),
    amount=st.sampled_from(sorted(AMOUNTS)),
    day=st.sampled_from(sorted(DATES)),
    person=st.sampled_from(sorted(PERSONS)),
    titles=st.integers(0, 2),
    empty_rows=st.booleans(),
    margin=st.integers(0, 2),
    padding=st.sampled_from(["", " ", NBSP]),
    is_typed=st.booleans(),
)


def table(rows: Sequence[Row], dialect: Dialect) -> list[list[object]]:
    """Return the cells of an export."""
    is_sheet = dialect.file != "csv"
    lines: list[list[object]] = [["Fakturaer til utsendelse"] for _ in range(dialect.titles)]
    margin: list[object] = [""] * dialect.margin
    lines.append([*margin, *(f"{dialect.padding}{name}{dialect.padding}" for name in HEADER), *margin])
    for row in rows:
        cells: list[object] = [
            PERSONS["digits" if is_sheet and dialect.person == "formula" else dialect.person](row.person),
            f"{dialect.padding}{row.name}",
            AMOUNTS[dialect.amount](row.amount),
            DATES[dialect.day](row.due),
            str(row.kid),
            "SANN" if row.is_vip else "USANN",
        ]
        if is_sheet and dialect.is_typed:
            number = row.person if row.person.startswith("0") else int(row.person)
            cells = [number, row.name, float(row.amount), row.due, row.kid, row.is_vip]
        lines.append([*margin, *cells, *margin])
        if dialect.empty_rows:
            lines.append([*margin, *([""] * len(HEADER)), *margin])
    return lines


def export(folder: Path, rows: Sequence[Row], dialect: Dialect) -> Path:
    """Write the table as a spreadsheet would."""
    lines = table(rows, dialect)
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    if dialect.file == "ods":
        return write_ods(folder / "m.ods", lines)
    if dialect.file != "csv":
        write = openpyxl_book if dialect.file == "openpyxl" else xlsxwriter_book
        return write(folder / "m.xlsx", [[None if cell == "" else cell for cell in line] for line in lines])
    path = folder / "m.csv"
    with path.open("w", encoding=dialect.encoding, newline="") as file:
        if dialect.names_delimiter:
            file.write(f"sep={dialect.delimiter}{dialect.newline}")
        quoting: Literal[0, 1] = csv.QUOTE_ALL if dialect.quotes_all else csv.QUOTE_MINIMAL
        csv.writer(
            file, delimiter=dialect.delimiter, quoting=quoting, lineterminator=dialect.newline
        ).writerows(lines)
    return path


def meant(rows: Sequence[Row]) -> list[tuple[str, str, Decimal, datetime, str]]:
    end = time(23, 59, 59, tzinfo=ZoneInfo("Europe/Oslo"))
    return [
        (
            row.person,
            f"Til {row.name.strip()}",
            row.amount,
            datetime.combine(row.due, end).astimezone(UTC),
            str(row.kid),
        )
        for row in rows
    ]


def read(message: Message) -> tuple[str | None, str | None, Decimal, datetime, str | None]:
    bill = message.primary_document.data_type
    assert isinstance(bill, datatypes.Invoice)
    number = message.recipient.personal_identification_number
    return number, message.primary_document.subject, bill.sum, bill.due_date.astimezone(UTC), bill.kid


@pytest.mark.thorough
@given(rows=rows, dialect=dialects)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
def test_an_export_in_any_dialect_means_the_same_letters(
    tmp_path: Path, rows: list[Row], dialect: Dialect
) -> None:
    manifest = open_manifest(export(tmp_path, rows, dialect))
    COLUMNS.check_header(manifest.columns or ())
    letters = Letters(mailing=UUID(int=1), columns=COLUMNS, folder=str(tmp_path))
    assert [read(letters.message(record)) for record in manifest.records()] == meant(rows)


PLAIN = Dialect(
    file="csv",
    encoding="utf-8",
    delimiter=";",
    names_delimiter=False,
    quotes_all=False,
    newline="\r\n",
    amount="comma",
    day="dots",
    person="digits",
    titles=0,
    empty_rows=False,
    margin=0,
    padding="",
    is_typed=True,
)


@pytest.mark.parametrize(
    "dialect",
    [
        PLAIN,
        attrs.evolve(PLAIN, encoding="cp1252", amount="spaces", titles=1, empty_rows=True, padding=NBSP),
        attrs.evolve(PLAIN, encoding="utf-16", delimiter="\t", amount="points", day="ISO", margin=1),
        attrs.evolve(PLAIN, file="openpyxl", titles=2, empty_rows=True, margin=2),
        attrs.evolve(PLAIN, file="ods", is_typed=False, person="spaced"),
    ],
)
def test_the_sandbox_gets_the_same_letters(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox, dialect: Dialect
) -> None:
    rows = [
        Row(person, f"Åse {number}", Decimal("1250.50"), date(2034, 2, 15 + number), 2034117 + number, True)  # noqa: FBT003
        for number, person in enumerate(PEOPLE)
    ]
    mailing = Mailing(export(tmp_path, rows, dialect), broker, columns=COLUMNS)
    assert mailing.send()[State.DELIVERED] == len(rows)
    subjects = [each.message.primary_document.subject for each in sandbox.letters]
    assert sorted(str(each) for each in subjects) == ["Til Åse 0", "Til Åse 1", "Til Åse 2"]
