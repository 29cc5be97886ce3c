"""Spellings of values as they are exported in Norway: each is understood, or refused with a reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.records import Record
from digipost.bulk.rows.row_check import Checks
from digipost.bulk.rows.row_message import Letters
from tests.support.invoice_rows import INVOICE, invoice, message, problem
from tests.support.manifests import PIN
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal, TypeAlias

    from digipost.client import DigipostClient

    Form: TypeAlias = Literal["NFC", "NFD"]


AMOUNTS = [
    ("1250,00", "1250.00"),
    ("1250.00", "1250.00"),
    ("1 250,00", "1250.00"),
    ("1\N{NO-BREAK SPACE}250,00", "1250.00"),
    ("1\N{NARROW NO-BREAK SPACE}250,00", "1250.00"),
    ("1\N{THIN SPACE}250,5", "1250.5"),
    ("1.250,00", "1250.00"),
    ("1,250.00", "1250.00"),
    ("1'250.00", "1250.00"),
    ("1 234 567,89", "1234567.89"),
    ("1.234.567,89", "1234567.89"),
    ("1.234.567", "1234567"),
    ("1250", "1250"),
    ("1 250", "1250"),
    ("99,5", "99.5"),
    ("0,50", "0.50"),
    ("kr 1 250,00", "1250.00"),
    ("1250,00 kr", "1250.00"),
    ("kr. 99,-", "99"),
    ("1250,-", "1250"),
    ("NOK 1 250,00", "1250.00"),
    (1250, "1250"),
    (1250.0, "1250"),
    (0.1 + 0.2, "0.3"),
    (Decimal("99.10"), "99.10"),
    ("-1 250,00", "-1250.00"),
    ("\N{MINUS SIGN}100,00", "-100.00"),
    ("100,00-", "-100.00"),
    ("(100,00)", "-100.00"),
    ('="1250,00"', "1250.00"),
    ("Kr. 1.250,-", "1250"),
    ("1,250.-", "1250"),
    ("1.250.000,-", "1250000"),
    ("-kr 1 250,00", "-1250.00"),
    ("kr -1 250,00", "-1250.00"),
    ("(kr 1 250,00)", "-1250.00"),
    ("1250 kroner", "1250"),
    ("1250,00 kr.", "1250.00"),
    ("1250,50,-", "1250.50"),
    ("1.250,00-", "-1250.00"),
    ("- 100,00", "-100.00"),
    ("1250.-", "1250"),
    ("1\N{RIGHT SINGLE QUOTATION MARK}250.00", "1250.00"),
    ("1.000.000,5", "1000000.5"),
    ("0,12", "0.12"),
    ("00,5", "0.5"),
    ("kr1250", "1250"),
    ("  250,00\n", "250.00"),
    ("1250:-", "1250"),
    ("kr 1 250:-", "1250"),
]
NO_AMOUNTS = [
    ("1.250", "1250 or 1.25"),
    ("1,250", "1250 or 1.25"),
    ("12.500", "1250 or 1.25"),
    ("1,25E+03", "shortened"),
    ("1E+03", "shortened"),
    ("€ 100,00", "another currency"),
    ("100 EUR", "another currency"),
    ("SEK 100", "another currency"),
    ("12 50", "an amount is expected"),
    ("1.25.000", "an amount is expected"),
    ("1,250,00", "an amount is expected"),
    ("hundre", "an amount is expected"),
    ("-", "an amount is expected"),
    ("100 %", "an amount is expected"),
    ("1001,005", "at most two decimals"),
    ("1,250,-", "1250 or 1.25"),
    ("1250,00 CR", "an amount is expected"),
    ("1250,00 D", "an amount is expected"),
    ("12 50,-", "an amount is expected"),
    ("-100,00-", "an amount is expected"),
    ("(-100)", "an amount is expected"),
    ("1/2", "an amount is expected"),
    ("1_000", "an amount is expected"),
    ("50 øre", "an amount is expected"),
    ("1250 kr pr. mnd.", "an amount is expected"),
    ("DKK 100", "another currency"),
    ("100,00 £", "another currency"),
    ("#N/A", "failed formula"),
    ("#REF!", "failed formula"),
    ("#UNCALCULATED!", "a formula without a result"),
    ("#VERDI!", "failed formula"),
    ("Err:502", "failed formula"),
    ("Feil:508", "failed formula"),
    ("=SUM(A1:A9)", "formula in place of its result"),
    ("=SUMMER($A$1;A2)", "formula in place of its result"),
    ("=A2*1,25", "formula in place of its result"),
    ("=Ark1!B2", "formula in place of its result"),
    ("='Ark 1'!B2", "formula in place of its result"),
    ("=1000+250,5", "formula in place of its result"),
    ('="12"&"50"', "formula in place of its result"),
    ("1 250,50 ISK", "another currency"),
    ("CHF 10", "another currency"),
    ("¥ 1250", "another currency"),
    (date(2034, 2, 15), "a number"),
    ("1,3 tkr", "another currency or unit"),
    ("12 MNOK", "another currency or unit"),
    ("1,5 mill.", "another currency or unit"),
    ("1,5 mill. kr", "another currency or unit"),
    ("12 tusen", "another currency or unit"),
]
END = datetime(2034, 2, 15, 22, 59, 59, tzinfo=UTC)
DUE = [
    ("15.02.2034", END),
    ("15. 2. 2034", END),
    ("2034-02-15", END),
    ("20340215", END),
    ("15. februar 2034", END),
    ("15-Feb-2034", END),
    (date(2034, 2, 15), END),
    (datetime(2034, 2, 15), END),  # noqa: DTZ001 - as a sheet has days
    ("15.02.2034 00:00:00", END),
    ("2034-02-15T00:00:00", END),
    ("15.07.2034", datetime(2034, 7, 15, 21, 59, 59, tzinfo=UTC)),
    ("15.02.2034 12:00", datetime(2034, 2, 15, 11, tzinfo=UTC)),
    ("15.07.2034 kl. 12.00", datetime(2034, 7, 15, 10, tzinfo=UTC)),
    ("2034-02-15 12:00:00", datetime(2034, 2, 15, 11, tzinfo=UTC)),
    ("2034-02-15T12:00:00+01:00", datetime(2034, 2, 15, 11, tzinfo=UTC)),
    ("2034-02-15T12:00:00Z", datetime(2034, 2, 15, 12, tzinfo=UTC)),
    ("2034-02-15T00:00:00+01:00", datetime(2034, 2, 14, 23, tzinfo=UTC)),
    ("2034-02-15T00:00", END),
    ("2034-02-15 00:00:00.000", END),
    ("onsdag 15. februar 2034", END),
    ("ons. 15.02.2034", END),
    ("Wednesday, 15 February 2034", END),
    ("ons 15.02.2034 kl. 12.00", datetime(2034, 2, 15, 11, tzinfo=UTC)),
    ("15.feb.2034", END),
    ("15feb2034", END),
    ("15.02.2034 kl 12:00", datetime(2034, 2, 15, 11, tzinfo=UTC)),
    ("2034-02-15T12:00:00.000Z", datetime(2034, 2, 15, 12, tzinfo=UTC)),
    ("15/2-2034", END),
    ("2034-2-15", END),
    ("15.02.2034.", END),
    ("15. februar 2034.", END),
]
NOT_DUE = [
    ("15/02/2034", "--date-format dd/mm/yyyy"),
    ("02/15/2034", "--date-format dd/mm/yyyy"),
    ("15-02-2034", "--date-format dd-mm-yyyy"),
    ("15.02.34", "two digits"),
    ("30.02.2034", "no day of the calendar"),
    ("02.15.2034", "no day of the calendar"),
    ("2034-02-30", "no day of the calendar"),
    ("48990", "a number and no date"),
    (48990.0, "a number and no date"),
    ("29.10.2034 02:30", "twice or never"),
    ("26.03.2034 02:30", "twice or never"),
    ("15.02.2034 25:00", "no time of day"),
    ("snart", "a date is expected"),
    ("mandag 15. februar 2034", "another weekday"),
    ("tirs 15.02.2034", "another weekday"),
    ("31.12", "a date is expected"),
    ("uke 7", "a date is expected"),
    ("14 dager", "a date is expected"),
    ("15022034", "no day of the calendar"),
    ("150234", "a date is expected"),
    ("15-02-34", "--date-format dd-mm-yyyy"),
    ("15/2-34", "two digits"),
    ("15. 2. 34", "two digits"),
    ("15.feb.34", "two digits"),
    ("15-des-34", "two digits"),
    ("1. desember 26", "two digits"),
    ("2034-2-30", "no day of the calendar"),
    ("31/2-2034", "no day of the calendar"),
    ("2034.02.15", "a date is expected"),
    ("Feb 15, 2034", "a date is expected"),
    ("15.02.2034 kl. 25", "no time of day"),
    ("49000,5", "a number and no date"),
    ("#NAVN?", "failed formula"),
    ("15.02.0034", "before 1900"),
    ("0034-02-15", "before 1900"),
    ("30.12.1899", "before 1900"),
    ("0001-01-01 00:00:00", "before 1900"),
    (date(1899, 12, 31), "before 1900"),
    (datetime(1899, 12, 30), "before 1900"),  # noqa: DTZ001 - as a sheet has an empty date
    (datetime(1, 1, 1, tzinfo=UTC), "before 1900"),
]
IN_FORMATS = [
    ("15/02/2034", "dd/mm/yyyy"),
    ("02/15/2034", "mm/dd/yyyy"),
    ("2/15/2034", "mm/dd/yyyy"),
    ("15-02-2034", "dd-mm-yyyy"),
    ("02.15.2034", "mm.dd.yyyy"),
    ("15.02.34", "dd.mm.yy"),
    ("2034/02/15", "yyyy/mm/dd"),
    ("2034-02-15", "dd/mm/yyyy"),
    ("15/02/2034 00:00", "dd/mm/yyyy"),
    ("15.02.2034", "dd.mm.yyyy"),
    ("2034-02-15", "dd.mm.yyyy"),
    ("2034-2-15", "yyyy-mm-dd"),
]


@in_one_test(("written", "meant"), AMOUNTS)
def test_an_amount_is_understood(tmp_path: Path, written: object, meant: str) -> None:
    assert invoice(tmp_path, {"invoice.sum": written}).sum == Decimal(meant)


@in_one_test(("written", "reason"), NO_AMOUNTS)
def test_an_amount_is_refused(tmp_path: Path, written: object, reason: str) -> None:
    assert reason in problem(tmp_path, INVOICE | {"invoice.sum": written})


@in_one_test(("written", "meant"), DUE)
def test_a_due_date_is_understood(tmp_path: Path, written: object, meant: datetime) -> None:
    assert invoice(tmp_path, {"invoice.due_date": written}).due_date == meant


@in_one_test(("written", "reason"), NOT_DUE)
def test_a_due_date_is_refused(tmp_path: Path, written: object, reason: str) -> None:
    assert reason in problem(tmp_path, INVOICE | {"invoice.due_date": written})


@in_one_test(("written", "date_format"), IN_FORMATS)
def test_a_date_in_a_chosen_format(tmp_path: Path, written: str, date_format: str) -> None:
    assert invoice(tmp_path, {"invoice.due_date": written}, date_format).due_date == END


@pytest.mark.parametrize("written", ["31/31/2034", "31/04/2034"])
def test_a_day_that_a_chosen_format_does_not_have(tmp_path: Path, written: str) -> None:
    assert "in the format dd/mm/yyyy" in problem(
        tmp_path, INVOICE | {"invoice.due_date": written}, "dd/mm/yyyy"
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("15.02.2034 08:00", datetime(2034, 2, 15, 7, tzinfo=UTC)),
        (datetime(2034, 7, 15, 8), datetime(2034, 7, 15, 6, tzinfo=UTC)),  # noqa: DTZ001 - as a sheet has it
    ],
)
def test_a_time_is_one_of_clocks_in_norway(tmp_path: Path, written: object, meant: datetime) -> None:
    assert message(tmp_path, {"delivery_time": written}).delivery_time == meant


@in_one_test("written", ["15.02.2034", date(2034, 2, 15), time(8), "08:00"])
def test_a_delivery_time_needs_day_and_time(tmp_path: Path, written: object) -> None:
    assert problem(tmp_path, {"delivery_time": written})


def test_all_that_is_not_understood_in_a_row_is_told_at_once(tmp_path: Path, broker: DigipostClient) -> None:
    row: dict[str, object] = {
        PIN: "1013300001",
        "document": "none.pdf",
        "subject": "Hello",
        "delivery_time": "01/02/2034",
        "invoice.sum": "1.250",
    }
    letters = Letters(mailing=uuid4(), columns=Columns(), folder=str(tmp_path))
    with Checks(letters, broker.config, clock=broker.clock) as checks:
        found = {each.field: each.problem for each in checks.of(Record(1, row)).findings}
    assert "lost the zero" in found[PIN]
    assert "--date-format" in found["delivery_time"]
    assert "1250 or 1.25" in found["invoice.sum"]
    assert "there is no file" in found["document"]
