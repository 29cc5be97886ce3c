"""Workbooks of rows to correct have the values of the manifest, and can be sent."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from string import printable
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.report import write_report
from digipost.bulk.row_states import State
from digipost.bulk.run.workers import threads
from tests.support.arrivals import arrived
from tests.support.corrected_rows import ADDED, SUFFIXES, corrected, values
from tests.support.manifests import HEADER, PERSON
from tests.support.workbooks import write_workbook, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import TypeAlias

    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

    Rows: TypeAlias = Sequence[Sequence[object]]


def test_texts_in_cells_for_numbers_are_read_back(tmp_path: Path) -> None:
    odd = ("15.02.2034", "1.2.3 %", "-", "1e", "\N{ARABIC-INDIC DIGIT THREE} %")
    cells = [(text, shown) for text in odd for shown in ("0%", "0000")]
    cells += [("12.5 %", "0.0%"), ("99.5 USD", '0 "USD"'), ("0155", "0000"), ("1e+22 USD", '0 "USD"')]
    path = write_xlsx(tmp_path / "m.xlsx", [["a"], *([each] for each in cells)])
    new = open_manifest(corrected(path, range(1, len(cells) + 1))).records()
    assert [each.values["a"] for each in new] == [text for text, _ in cells]


NUMBERS = st.floats(-1e9, 1e9).map(lambda value: round(value, 6) + 0.0) | st.sampled_from(
    [1e22, 123456789012345678.0]
)


CELLS = st.one_of(
    st.tuples(st.booleans(), st.none()),
    st.tuples(
        NUMBERS,
        st.sampled_from(
            [
                None,
                '"kr" #,##0.00',
                "0.00",
                "0.0%",
                "0%",
                '#,##0.00 "USD"',
                "[$kr-41D] 0",
                "0.00E+00",
                "0",
                "@",
            ]
        ),
    ),
    st.tuples(st.integers(0, 99_999), st.sampled_from(["0000", "000-00", '"N-"0000', "00 00 0", "00000"])),
    st.tuples(
        st.dates(date(1900, 3, 1), date(9999, 12, 30)),
        st.sampled_from(["dd.mm.yyyy", "mmm yyyy", "[$-414]d. mmmm yyyy", "yyyy-mm-dd hh:mm"]),
    ),
    st.tuples(
        st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001
        st.sampled_from(["dd.mm.yyyy hh:mm", "dd.mm.yyyy"]),
    ),
    st.tuples(st.times().map(lambda at: at.replace(microsecond=0)), st.sampled_from(["hh:mm", "hh:mm:ss"])),
    st.tuples(st.integers(1, 10**6).map(lambda count: timedelta(seconds=count)), st.just("[h]:mm:ss")),
    st.tuples(
        st.text(st.sampled_from(printable[:95] + "\næøåÆØÅé€"), max_size=12)
        | st.sampled_from(
            ["0155", "12.5 %", "99.5 USD", "#N/A", "=1+1", "_x0041_", "'1", "15.02.2034", "1 234"]
        ),
        st.sampled_from([None, "@", "0000", "0%", "dd.mm.yyyy", '#,##0.00 "USD"']),
    ),
)


@pytest.mark.thorough
@SUFFIXES
@settings(max_examples=12, deadline=None, suppress_health_check=[*HealthCheck])
@given(
    titles=st.integers(0, 3),
    rows=st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=40),
    wanted=st.sets(st.integers(1, 40), min_size=1),
)
def test_untouched_rows_keep_their_values(
    tmp_path: Path, suffix: str, titles: int, rows: list[list[tuple[object, str | None]]], wanted: set[int]
) -> None:
    above: Rows = [["Liste"], [], ["Dato", 1.0]]
    table: list[Sequence[object]] = [*above[:titles], ["a", "b", "c", "d"]]
    table += [list(each) if suffix == ".xlsx" else [value for value, _ in each] for each in rows]
    path = write_workbook(tmp_path / f"m{suffix}", table)
    form = ManifestFormat(header_row=titles + 1)
    old = [each for each in open_manifest(path, form=form).records() if each.number in wanted]
    new = list(open_manifest(corrected(path, wanted, form), form=form).records())
    assert [values(each) for each in new] == [values(each) for each in old]
    assert all(each.values["problem"] == ADDED["problem"] for each in new)


ROW = (PERSON, "letter.pdf", "Åse", 250.5, date(2034, 2, 15), "0155")


BAD = ("123", "letter.pdf", "Bad", 1001.0, date(2034, 2, 16), "0010")


LETTER = (*HEADER, "amount", "day", "note")


@pytest.mark.thorough
@SUFFIXES
def test_what_is_to_be_corrected_is_of_the_same_kind_and_can_be_sent(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox, suffix: str
) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    path = write_workbook(tmp_path / f"m{suffix}", [LETTER, ROW, [], BAD], "Brev")
    path.chmod(0o640)
    columns = Columns(ignored=("amount", "day", "note"))
    mailing = Mailing(path, broker, columns=columns)
    assert mailing.send(threads(1), skip_invalid=True)[State.INVALID] == 1
    found = write_report(mailing.folder).to_correct
    assert found == tmp_path / f"m.to-correct{suffix}"
    assert found.stat().st_mode == path.stat().st_mode
    (record,) = open_manifest(found).records()
    assert list(record.values.values())[:6] == list(BAD)
    assert str(record.values["problem"]).startswith(
        "recipient.personal_identification_number: exactly 11 digits"
    )
    assert record.values["corrects"] == "m.mailing#2"
    write_workbook(found, [[*LETTER, *ADDED], [PERSON, *list(record.values.values())[1:]]], "Brev")
    assert Mailing(found, broker, columns=columns).send(threads(1))[State.DELIVERED] == 1
    assert arrived(sandbox) == {"Åse": 1, "Bad": 1}
    assert write_report(mailing.folder).to_correct is None
