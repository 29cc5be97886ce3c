"""Spreadsheets that are written, as python-calamine reads them back: each cell with its type."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from string import printable
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.sheet_writing import SHEET_WRITERS
from digipost.bulk.report import write_report
from digipost.bulk.row_states import State
from digipost.bulk.run.workers import threads
from tests.support.arrivals import arrived
from tests.support.manifests import HEADER, PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

KINDS = pytest.mark.parametrize("suffix", sorted(SHEET_WRITERS))


def written(suffix: str, rows: Sequence[Sequence[object]], sheet: str = "Ark 1") -> bytes:
    file = io.BytesIO()
    SHEET_WRITERS[suffix](file, sheet, iter(rows))
    return file.getvalue()


def read(content: bytes) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


@KINDS
@pytest.mark.parametrize(
    "value",
    [
        *("01013300001", "0155", "=1+1", "+47 912 34 567", "https://example.com", "1,5", "æøå 😀 <&>"),
        *("  around  ", "two\nlines", "a\ttab", "TRUE", "2034-02-15", "_x0041_", "'quoted'", "no\u00a0break"),
        *(1.0, -250.5, 1e-7, 12345678901.0, 0.1, True, False),
        *(date(2034, 2, 15), datetime(2034, 2, 15, 8, 30, 15), date(1900, 3, 1)),  # noqa: DTZ001 - as sheets have it
    ],
)
def test_a_cell_stays_what_it_was(suffix: str, value: object) -> None:
    ((_, found),) = read(written(suffix, [["x", value]]))
    assert (type(found), found) == (type(value), value)


@KINDS
def test_rows_and_sheet(suffix: str) -> None:
    content = written(suffix, [["a", "b", "c"], [None, 1, None], [], ["x", "", True]], "Fakturaer høst")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Fakturaer høst"]
    assert read(content) == [["a", "b", "c"], ["", 1.0, ""], ["", "", ""], ["x", "", True]]


@KINDS
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1001, 1001.0),
        (Decimal("250.50"), 250.5),
        (float("nan"), "nan"),
        (Decimal("Infinity"), "Infinity"),
    ],
)
def test_numbers_of_other_kinds(suffix: str, value: object, shown: object) -> None:
    ((found,),) = read(written(suffix, [[value]]))
    assert found == shown


@KINDS
@pytest.mark.parametrize("value", [time(8, 30), timedelta(hours=30)])
def test_times_and_durations_are_no_texts_in_the_sheet(suffix: str, value: object) -> None:
    content = written(suffix, [[value]])
    with ZipFile(io.BytesIO(content)) as file:
        name = "xl/worksheets/sheet1.xml" if suffix == ".xlsx" else "content.xml"
        xml = file.read(name).decode()
    assert ("<v>" in xml and 't="s"' not in xml) if suffix == ".xlsx" else 'value-type="time"' in xml


@pytest.mark.parametrize("value", [12345678901234567890, date(1899, 12, 31), datetime(1900, 1, 1, 8)])  # noqa: DTZ001 - likewise
def test_what_excel_has_no_number_for_is_a_text(value: object) -> None:
    ((found,),) = read(written(".xlsx", [[value]]))
    assert found == str(value)


def test_texts_stay_texts_where_they_are_typed_over() -> None:
    with ZipFile(io.BytesIO(written(".xlsx", [["01013300001"]]))) as file:
        assert 'formatCode="@"' in file.read("xl/styles.xml").decode()


def test_a_text_that_is_too_long_for_excel_is_cut() -> None:
    ((found,),) = read(written(".xlsx", [["x" * 40_000]]))
    assert found == "x" * 32_767


@KINDS
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    row=st.lists(
        st.one_of(
            st.booleans(),
            st.floats(-1e9, 1e9).map(lambda value: round(value, 6) + 0.0),
            st.dates(date(1900, 3, 1)),
            st.text(st.sampled_from(printable[:97] + "æøåÆØÅé€"), min_size=1).filter(
                lambda text: "\r" not in text
            ),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_row_is_read_back(suffix: str, row: list[object]) -> None:
    ((first, *found),) = read(written(suffix, [["x", *row]]))
    assert first == "x"
    assert [(type(each), each) for each in found] == [(type(each), each) for each in row]


ROW = (PERSON, "letter.pdf", "Åse", 250.5, date(2034, 2, 15), "0155")
BAD = ("123", "letter.pdf", "Bad", 1001.0, date(2034, 2, 16), "0010")
NAMES = (*HEADER, "amount", "day", "note")


@pytest.mark.thorough
@KINDS
def test_what_is_to_be_corrected_is_of_the_same_kind_and_can_be_sent(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox, suffix: str
) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    path = tmp_path / f"m{suffix}"
    path.write_bytes(written(suffix, [NAMES, ROW, [], BAD], "Brev"))
    path.chmod(0o640)
    columns = Columns(ignored=("amount", "day", "note"))
    mailing = Mailing(path, broker, columns=columns)
    assert mailing.send(threads(1), skip_invalid=True)[State.INVALID] == 1
    found = write_report(mailing.folder).to_correct
    assert found == tmp_path / f"m.to-correct{suffix}"
    assert found.stat().st_mode == path.stat().st_mode
    header, cells = read(found.read_bytes())
    assert header == [*NAMES, "problem", "corrects"]
    assert [(type(each), each) for each in cells[:6]] == [(type(each), each) for each in BAD]
    assert str(cells[6]).startswith("recipient.personal_identification_number: exactly 11 digits")
    assert cells[7] == "m.mailing#2"
    found.write_bytes(written(suffix, [header, [PERSON, *cells[1:]]], "Brev"))
    assert Mailing(found, broker, columns=columns).send(threads(1))[State.DELIVERED] == 1
    assert arrived(sandbox) == {"Åse": 1, "Bad": 1}
    assert write_report(mailing.folder).to_correct is None
