"""The report of a mailing, and the manifest of what has to be corrected."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from digipost.bulk.errors import BulkError, JournalError
from digipost.bulk.mailing import Mailing
from digipost.bulk.manifest import open_manifest
from digipost.bulk.report import write_report
from digipost.bulk.states import State
from digipost.bulk.workers import threads
from tests.bulk.arrivals import arrived
from tests.bulk.manifests import HEADER, PERSON, PIN, letters, write_csv, write_lines
from tests.bulk.test_manifest import parquet

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

NOBODY = "01013399999"
ROWS = [
    (PERSON, "letter.pdf", "Good"),
    (NOBODY, "letter.pdf", "For <nobody>"),
    ("123", "letter.pdf", "Short"),
    (PERSON, "none.pdf", "Missing"),
]


@pytest.fixture
def mailing(tmp_path: Path, broker: DigipostClient) -> Mailing:
    letters(tmp_path, 1)
    made = Mailing(write_csv(tmp_path / "m.csv", HEADER, ROWS, between=";"), broker)
    made.send(threads(2), skip_invalid=True)
    return made


def test_each_row_has_its_outcome(mailing: Mailing) -> None:
    report = write_report(mailing.folder)
    with report.csv.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["row"], row["state"], row["channel"], row["attempts"]) for row in rows] == [
        ("1", "delivered", "DIGIPOST", "1"),
        ("2", "refused", "", "1"),
        ("3", "invalid", "", "0"),
        ("4", "invalid", "", "0"),
    ]
    assert [row["code"] for row in rows] == [
        "",
        "UNKNOWN_RECIPIENT",
        "InvalidValueError",
        "InvalidValueError",
    ]
    assert rows[2]["problem"] == f"{PIN}: exactly 11 digits are expected, without spaces or punctuation"
    said = json.loads(report.json.read_text(encoding="utf-8"))
    assert said["counts"]["invalid"] == 2
    assert (said["total"], said["settled"], said["retried"]) == (4, True, 0)
    assert said["codes"] == [{"state": "refused", "code": "UNKNOWN_RECIPIENT", "count": 1}]
    assert [{name: str(value or "") for name, value in row.items()} for row in said["rows"]] == [
        {**row, "attempts": row["attempts"].replace("0", "")} for row in rows
    ]


def test_the_report_says_nothing_about_people(mailing: Mailing) -> None:
    report = write_report(mailing.folder)
    for path in (report.csv, report.json, report.html, mailing.folder / "journal.sqlite3"):
        content = path.read_bytes()
        for personal in (PERSON, NOBODY, "Good", "nobody", "Short"):
            assert personal.encode() not in content


def test_what_was_wrong_is_corrected_and_sent(
    mailing: Mailing, broker: DigipostClient, sandbox: Sandbox
) -> None:
    report = write_report(mailing.folder)
    assert report.to_correct == mailing.folder.parent / "m.to-correct.csv"
    text = report.to_correct.read_text(encoding="utf-8")
    header, *lines = text.splitlines()
    assert header == ";".join((*HEADER, "problem", "corrects"))
    assert [line.split(";")[2] for line in lines] == ["For <nobody>", "Short", "Missing"]
    corrected = (
        text.replace(NOBODY, PERSON).replace("\n123;", f"\n{PERSON};").replace("none.pdf", "letter.pdf")
    )
    report.to_correct.write_text(corrected, encoding="utf-8")
    counts = Mailing(report.to_correct, broker).send(threads(1))
    assert counts[State.DELIVERED] == 3
    assert arrived(sandbox) == {"Good": 1, "For <nobody>": 1, "Short": 1, "Missing": 1}


def test_what_somebody_has_begun_to_correct_is_left_alone(mailing: Mailing) -> None:
    first = write_report(mailing.folder).to_correct
    assert first is not None
    assert write_report(mailing.folder).to_correct == first
    written = first.read_bytes()
    corrected = {first: b"corrected"}
    for name in ("m.to-correct-2.csv", "m.to-correct-3.csv"):
        for path, content in corrected.items():
            path.write_bytes(content)
        again = write_report(mailing.folder).to_correct
        assert again == write_report(mailing.folder).to_correct == first.with_name(name)
        assert again.read_bytes() == written
        assert {path: path.read_bytes() for path in corrected} == corrected
        corrected[again] = b"corrected too"
    assert not list(first.parent.glob(".*.part"))


def test_what_is_there_twice_does_not_come_out_to_be_sent_alone(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    letters(tmp_path, 1)
    rows = [(NOBODY, "letter.pdf", "Refused")] * 2 + [(PERSON, "letter.pdf", "Good")] * 2
    mailing = Mailing(write_csv(tmp_path / "m.csv", HEADER, rows), broker)
    mailing.send(threads(1), skip_invalid=True)
    report = write_report(mailing.folder)
    codes = [row["code"] for row in json.loads(report.json.read_text(encoding="utf-8"))["rows"]]
    assert codes == ["UNKNOWN_RECIPIENT", "DuplicateRow", None, "DuplicateRow"]
    assert report.to_correct is not None
    assert len(report.to_correct.read_text(encoding="utf-8").splitlines()) == 2
    report.to_correct.write_text(report.to_correct.read_text(encoding="utf-8").replace(NOBODY, PERSON))
    Mailing(report.to_correct, broker).send(threads(1))
    assert arrived(sandbox) == {"Good": 1, "Refused": 1}


def test_a_mailing_whose_only_fault_is_a_row_too_many_has_nothing_to_correct(
    tmp_path: Path, broker: DigipostClient
) -> None:
    letters(tmp_path, 1)
    rows = [(PERSON, "letter.pdf", "Good")] * 2
    mailing = Mailing(write_csv(tmp_path / "m.csv", HEADER, rows), broker)
    assert mailing.check()[State.INVALID] == 1
    assert write_report(mailing.folder).to_correct is None


def test_the_page_can_be_read_by_itself(mailing: Mailing) -> None:
    text = write_report(mailing.folder).html.read_text(encoding="utf-8")
    page = etree.fromstring(text.encode(), etree.HTMLParser())
    assert etree.XPath("string(//h1)")(page) == "m.csv"
    said = etree.XPath("string(//p)")(page)
    assert said == "Digipost has 1 of 4 letters. Nothing is left to send."
    assert etree.XPath("count(//tbody/tr)")(page) == 3
    assert etree.XPath("string(//tbody/tr[1]/td[3])")(page) == "UNKNOWN_RECIPIENT"
    assert etree.XPath("count(//*[@src or @href]) + count(//script)")(page) == 0
    assert etree.XPath("count(//svg)")(page) == 2
    assert "prefers-color-scheme: dark" in text
    assert 'name="viewport"' in text


def test_without_anything_wrong_there_is_nothing_to_correct(tmp_path: Path, broker: DigipostClient) -> None:
    mailing = Mailing(letters(tmp_path, 3), broker)
    mailing.check()
    report = write_report(mailing.folder)
    assert not report.summary.is_settled
    assert "It is not finished: resume it." in report.html.read_text(encoding="utf-8")
    mailing.send(threads(1))
    report = write_report(mailing.folder)
    assert report.to_correct is None
    assert report.summary.is_settled
    assert "Rows that did not arrive" not in report.html.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["m.jsonl", "m.parquet"])
def test_what_to_correct_of_other_manifests_is_of_their_kind(
    tmp_path: Path, broker: DigipostClient, name: str
) -> None:
    letters(tmp_path, 1)
    rows = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    if name == "m.jsonl":
        write_lines(tmp_path / name, rows)
    else:
        parquet(tmp_path / name, {column: [row[column] for row in rows] for column in HEADER})
    mailing = Mailing(tmp_path / name, broker)
    mailing.check()
    report = write_report(mailing.folder)
    assert report.to_correct == (tmp_path / name).with_suffix(f".to-correct{name[1:]}")
    lines = [record.values for record in open_manifest(report.to_correct).records()]
    assert [line["subject"] for line in lines] == ["Short", "Missing"]
    assert str(lines[0]["problem"]).startswith(f"{PIN}: exactly 11 digits")


def test_where_there_is_no_mailing(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="no mailing"):
        write_report(tmp_path)


def test_a_report_that_cannot_be_written_says_so(mailing: Mailing) -> None:
    (mailing.folder / "report.csv").mkdir()
    with pytest.raises(BulkError, match="cannot be written"):
        write_report(mailing.folder)
