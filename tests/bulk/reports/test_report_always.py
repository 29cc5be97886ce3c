"""A report can always be written, and what is to be corrected comes out as it stood."""

from __future__ import annotations

import csv
import json
import os
import re
import stat
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]  # pyarrow has no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # likewise
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digipost.bulk.mailing import Mailing
from digipost.bulk.report import write_report
from digipost.bulk.row_states import State
from digipost.bulk.run.workers import threads
from tests.support.manifests import HEADER, PERSON, PIN, letters

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.client import DigipostClient

BAD = "123"


def to_correct(path: Path, client: DigipostClient, *, again: bool = False) -> bytes:
    mailing = Mailing(path, client, again=again)
    mailing.check()
    report = write_report(mailing.folder)
    json.loads(report.json.read_text(encoding="utf-8"))
    assert report.to_correct is not None
    assert report.to_correct.suffix == path.suffix
    return report.to_correct.read_bytes()


def test_half_an_emoji(tmp_path: Path, broker: DigipostClient) -> None:
    letters(tmp_path, 1)
    lines = [
        f'{{"{PIN}": "123", "document": "letter.pdf", "subject": "\\ud83d"}}',
        f'{{"{PIN}": "{PERSON}", "document": "letter.pdf", "subject": "\\ud83d"}}',
        f'{{"{PIN}": "{PERSON}", "document": "letter.pdf", "subject": "x", "invoice": {{"\\ud83d": 1}}}}',
        '{"\\ud83d": 1}',
        f'{{"problem": "\\ud83d", "{PIN}": "123", "document": "\\udc00.pdf", "subject": "x"}}',
    ]
    path = tmp_path / "m.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    written = to_correct(path, broker).decode("utf-8").splitlines()
    added = {"problem": None, "corrects": None}
    assert [json.loads(each) | added for each in written] == [json.loads(each) | added for each in lines]
    assert written[0].startswith(lines[0][:-1])


def test_lines_that_are_no_json_stay_as_they_stood(tmp_path: Path, broker: DigipostClient) -> None:
    lines = [
        '{"subject": "broken',
        '{"subject": "a", "subject": "b"}',
        "[1, 2]",
        f'  {{"{PIN}":"123","invoice":{{"sum":1.50,"x":[1e2,NaN,-0.0,true,null]}}}}  ',
        f'{{"problem": "old", "{PIN}": "123", "sender_id": 12345678901234567890, "invoice.sum": 1.50}}',
        "{}",
    ]
    path = tmp_path / "m.jsonl"
    path.write_text("\r\n".join(lines), encoding="utf-8")
    written = to_correct(path, broker).decode("utf-8").splitlines()
    assert written[:3] == lines[:3]
    assert written[3].startswith(lines[3].rstrip()[:-1] + ', "problem": "')
    assert written[4].startswith(lines[4].replace('"problem": "old", ', "")[:-1] + ', "problem": "')
    assert written[5].startswith('{"problem": "')


def test_surplus_cells_and_missing_ones(tmp_path: Path, broker: DigipostClient) -> None:
    path = tmp_path / "m.csv"
    path.write_text(
        f'{PIN};document;subject\n{BAD};a.pdf;x;surplus;and more\n{BAD};b.pdf\n"{BAD}";"c;c.pdf";" z "\n',
        encoding="utf-8",
    )
    rows = list(csv.reader(to_correct(path, broker).decode("utf-8").splitlines(), delimiter=";"))
    assert rows[0] == [*HEADER, "problem", "corrects"]
    assert rows[1][:3] == [BAD, "a.pdf", "x"]
    assert rows[1][4:] == ["m.mailing#1", "surplus", "and more"]
    assert rows[1][3].startswith("the row has 5 cells and the header 3; ")
    assert rows[2][:3] == [BAD, "b.pdf", ""]
    assert rows[3][:3] == [BAD, "c;c.pdf", " z "]


def test_a_column_for_problems_is_written_anew_in_its_place(tmp_path: Path, broker: DigipostClient) -> None:
    path = tmp_path / "m.csv"
    path.write_text(f"{PIN},problem,document,subject\n{BAD},old,a.pdf,x\n", encoding="utf-8")
    header, row = csv.reader(to_correct(path, broker).decode("utf-8").splitlines())
    assert header == [PIN, "problem", "document", "subject", "corrects"]
    assert row[1] != "old"
    assert row[2:] == ["a.pdf", "x", "m.mailing#1"]


@pytest.mark.parametrize("name", ["m.csv", "m.tsv", "m.jsonl", "m.ndjson"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_mark_of_the_manifest_is_kept(
    tmp_path: Path, broker: DigipostClient, name: str, mark: bytes
) -> None:
    text = f"{PIN};subject\n{BAD};Å\n" if name[2] in "ct" else f'{{"{PIN}": "{BAD}", "subject": "Å"}}\n'
    (tmp_path / name).write_bytes(mark + text.encode())
    written = to_correct(tmp_path / name, broker)
    assert written.startswith(mark + text[:5].encode())
    assert (written[:3] == b"\xef\xbb\xbf") == bool(mark)
    again = tmp_path / "again" / name
    again.parent.mkdir()
    again.write_bytes(written)
    assert to_correct(again, broker, again=True) == written  # the same, once it was read back


@pytest.mark.skipif(os.name == "nt", reason="permissions are other there")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o400, 0o660])
def test_what_is_to_be_corrected_has_no_wider_permissions(
    tmp_path: Path, broker: DigipostClient, mode: int
) -> None:
    path = tmp_path / "m.csv"
    path.write_text(f"{PIN},subject\n{BAD},x\n", encoding="utf-8")
    path.chmod(mode)
    mailing = Mailing(path, broker)
    mailing.check()
    for _ in range(2):
        report = write_report(mailing.folder)
        assert report.to_correct is not None
        found = stat.S_IMODE(report.to_correct.stat().st_mode)
        assert found & ~mode == 0
        assert found & 0o600 == mode & 0o600
    left = tmp_path / ".m.to-correct.csv.part"
    left.write_text("of a run that was killed", encoding="utf-8")
    left.chmod(0o644)
    write_report(mailing.folder)
    assert not left.exists()


@pytest.mark.thorough
def test_parquet_with_bytes_and_nan(tmp_path: Path, broker: DigipostClient) -> None:
    letters(tmp_path, 1)
    columns = {
        PIN: pa.array([BAD, PERSON, PERSON]),
        "document": pa.array(["letter.pdf"] * 3),
        "subject": pa.array([b"\xff\xfe", b"ok", b"\x00"], pa.binary()),
        "invoice.sum": pa.array([float("nan"), None, 1.5], pa.float32()),
        "delivery_time": pa.array([1, 2, 3], pa.timestamp("us", "UTC")),
    }
    path = tmp_path / "m.parquet"
    pq.write_table(pa.table(columns), path)
    mailing = Mailing(path, broker)
    counts = mailing.check()
    assert counts[State.INVALID] == 3 - counts[State.PLANNED]
    report = write_report(mailing.folder)
    assert report.to_correct is not None
    written, whole = pq.read_table(report.to_correct), pq.read_table(path)
    assert written.schema.names == [*whole.schema.names, "problem", "corrects"]
    assert written.select(whole.schema.names).schema == whole.schema
    first = written.select(whole.schema.names).slice(0, 1)
    assert first.drop_columns("invoice.sum").equals(whole.slice(0, 1).drop_columns("invoice.sum"))
    assert str(first["invoice.sum"][0].as_py()) == "nan"
    assert to_correct(report.to_correct, broker)  # it can be read, and reported, again


# Refused as text of another encoding: Ã with certain characters behind it, and letters as in Gr¢nn.
damaged = re.compile(r"[A-Za-z][\u203a\u2020¢°¿\u2500-\u257f][a-z]")
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0Ã"), max_size=12).filter(
    lambda text: not damaged.search(text)
)


@pytest.mark.thorough
@given(rows=st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=6), mark=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
def test_any_cells_come_out_as_they_stood(
    tmp_path_factory: pytest.TempPathFactory, broker: DigipostClient, rows: list[list[str]], *, mark: bool
) -> None:
    folder = tmp_path_factory.mktemp("cells")
    path = folder / "m.csv"
    with path.open("w", encoding="utf-8-sig" if mark else "utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        table.writerow(HEADER)
        table.writerows([BAD, *row] for row in rows)
    mailing = Mailing(path, broker)
    mailing.check()
    report = write_report(mailing.folder)
    assert report.to_correct is not None
    with report.to_correct.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.reader(file, delimiter=";"))[1:]
    wanted = {tuple([BAD, *row] + [""] * (2 - len(row))) for row in rows}
    assert {(*row[:3], *row[5:]) for row in found} <= wanted
    assert len(found) >= len({tuple(row) for row in rows if len(row) != 2})


def test_a_row_whose_letter_was_sent_is_not_among_them(tmp_path: Path, broker: DigipostClient) -> None:
    letters(tmp_path, 1)
    path = tmp_path / "m.jsonl"
    rows = [{PIN: each, "document": "letter.pdf", "subject": "x"} for each in (PERSON, BAD)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    mailing = Mailing(path, broker)
    assert mailing.send(threads(1), skip_invalid=True)[State.DELIVERED] == 1
    report = write_report(mailing.folder)
    assert report.to_correct is not None
    (line,) = report.to_correct.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)[PIN] == BAD
