"""The report of a mailing, and the manifest of what has to be corrected."""

from __future__ import annotations

import csv
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from lxml import etree

import digipost.errors
from digipost.bulk._wording import code_of_error, code_spelled, reason_in_words
from digipost.bulk.errors import BulkError, JournalError
from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.report import Report, write_report
from digipost.bulk.row_states import State
from digipost.bulk.run.workers import threads
from digipost.errors import (
    ConfigurationError,
    DigipostError,
    EncryptionError,
    InvalidValueError,
    TransportError,
    TransportTimeoutError,
    api_error,
)
from tests.support.arrivals import arrived
from tests.support.manifests import HEADER, PERSON, PIN, letters, write_csv, write_lines
from tests.support.parquet_files import parquet
from tests.support.tables import in_one_test

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


@pytest.mark.thorough
def test_each_row_has_its_outcome(mailing: Mailing) -> None:
    report = write_report(mailing.folder)
    with report.csv.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["row"], row["state"], row["channel"], row["attempts"]) for row in rows] == [
        ("2", "delivered", "DIGIPOST", "1"),
        ("3", "refused", "", "1"),
        ("4", "invalid", "", "0"),
        ("5", "invalid", "", "0"),
    ]
    assert [row["code"] for row in rows] == [
        "",
        "UNKNOWN_RECIPIENT",
        "INVALID",
        "INVALID",
    ]
    assert rows[2]["problem"] == f"{PIN}: exactly 11 digits are expected, without spaces or punctuation"
    said = json.loads(report.json.read_text(encoding="utf-8"))
    assert said["counts"]["invalid"] == 2
    assert (said["total"], said["settled"], said["retried"]) == (4, True, 0)
    assert said["codes"] == [{"state": "refused", "code": "UNKNOWN_RECIPIENT", "count": 1}]
    assert [{name: str(value or "") for name, value in row.items()} for row in said["rows"]] == [
        {**row, "attempts": row["attempts"].replace("0", "")} for row in rows
    ]


@pytest.mark.thorough
def test_the_report_says_nothing_about_people(mailing: Mailing) -> None:
    report = write_report(mailing.folder)
    for path in (report.csv, report.json, report.html, mailing.folder / "journal.sqlite3"):
        content = path.read_bytes()
        for personal in (PERSON, NOBODY, "Good", "nobody", "Short"):
            assert personal.encode() not in content


@pytest.mark.thorough
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


@pytest.mark.thorough
def test_what_is_there_twice_does_not_come_out_to_be_sent_alone(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    letters(tmp_path, 1)
    rows = [(NOBODY, "letter.pdf", "Refused")] * 2 + [(PERSON, "letter.pdf", "Good")] * 2
    mailing = Mailing(write_csv(tmp_path / "m.csv", HEADER, rows), broker)
    mailing.send(threads(1), skip_invalid=True)
    report = write_report(mailing.folder)
    codes = [row["code"] for row in json.loads(report.json.read_text(encoding="utf-8"))["rows"]]
    assert codes == ["UNKNOWN_RECIPIENT", "DUPLICATE_ROW", None, "DUPLICATE_ROW"]
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


@pytest.mark.thorough
def test_the_page_can_be_read_by_itself(mailing: Mailing) -> None:
    text = write_report(mailing.folder).html.read_text(encoding="utf-8")
    page = etree.fromstring(text.encode(), etree.HTMLParser())
    assert etree.XPath("string(//h1)")(page) == "m.csv"
    said = etree.XPath("normalize-space(//p)")(page)
    assert said == "Digipost has 1 of 4 letters. Nothing is left to send."
    assert etree.XPath("count(//tbody/tr)")(page) == 3
    assert etree.XPath("string(//tbody/tr[1]/td[3]/code)")(page) == "UNKNOWN_RECIPIENT"
    assert etree.XPath("//@href")(page) == ["../m.to-correct.csv"]
    assert etree.XPath("count(//*[@src]) + count(//script)")(page) == 0
    assert etree.XPath("count(//svg)")(page) == 4
    assert "prefers-color-scheme: dark" in text
    assert 'name="viewport"' in text


def said_on_the_page(report: Report) -> str:
    page = etree.fromstring(report.html.read_bytes(), etree.HTMLParser(encoding="utf-8"))
    return str(etree.XPath("normalize-space(//body)")(page))


@pytest.mark.thorough
def test_a_dry_run_says_so_and_for_which_environment(tmp_path: Path, broker: DigipostClient) -> None:
    letters(tmp_path, 1)
    rows = [*ROWS, (PERSON, "letter.pdf", "Good")]  # the last says the same as the first
    mailing = Mailing(write_csv(tmp_path / "bøker & [brev].csv", HEADER, rows), broker)
    before = datetime.now(UTC).replace(microsecond=0)
    mailing.check()
    report = write_report(mailing.folder)
    said = json.loads(report.json.read_text(encoding="utf-8"))
    assert (said["dry_run"], said["environment"]) == (True, broker.config.environment.api_url)
    assert before <= datetime.fromisoformat(said["checked_at"]) <= datetime.now(UTC)
    page = said_on_the_page(report)
    assert page.startswith("Dry run: nothing was sent bøker & [brev].csv 2 of 5 letters can be sent.")
    assert f"a sandbox on this machine ({broker.config.environment.api_url})" in page
    assert f"{said['checked_at'][:10]} {said['checked_at'][11:19]} UTC" in page
    assert page.index("2can be sent") < page.index("3invalid")
    assert "the first is row" not in page
    assert [each["code"] for each in said["rows"]] == [None, None, "INVALID", "INVALID", "DUPLICATE_ROW"]
    text = report.html.read_text(encoding="utf-8")
    assert 'href="../b%C3%B8ker%20%26%20%5Bbrev%5D.to-correct.csv"' in text
    assert report.to_correct is not None
    assert (report.html.parent / unquote("../b%C3%B8ker%20%26%20%5Bbrev%5D.to-correct.csv")).samefile(
        report.to_correct
    )
    mailing.send(threads(1), skip_invalid=True)
    report = write_report(mailing.folder)
    assert "Dry run" not in report.html.read_text(encoding="utf-8")
    assert json.loads(report.json.read_text(encoding="utf-8"))["dry_run"] is False


@pytest.mark.thorough
def test_rows_with_the_same_problem_are_counted_on_the_page(tmp_path: Path, broker: DigipostClient) -> None:
    letters(tmp_path, 1)
    rows = [ROWS[0], *((f"{number}", "letter.pdf", f"L{number}") for number in range(1200))]
    mailing = Mailing(write_csv(tmp_path / "m.csv", HEADER, rows), broker)
    mailing.check()
    page = said_on_the_page(write_report(mailing.folder))
    assert "without spaces or punctuation; the first is row 3 1,200" in page
    assert "The first 1,000 of them; report.csv has all." in page


def test_a_report_elsewhere_finds_what_is_to_be_corrected(tmp_path: Path, broker: DigipostClient) -> None:
    letters(tmp_path, 1)
    manifest = write_csv(tmp_path / "m.csv", HEADER, ROWS)
    mailing = Mailing(manifest, broker, folder=tmp_path / "other" / "run")
    mailing.check()
    report = write_report(mailing.folder)
    assert report.to_correct is not None
    assert f'href="{report.to_correct.as_uri()}"' in report.html.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["<script>alert(1)<b>", '"onload="x', "{{ 7*7 }}", "&lt;b&gt;"])
def test_names_are_no_markup(tmp_path: Path, broker: DigipostClient, name: str) -> None:
    letters(tmp_path, 1)
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [(PERSON, "letter.pdf", "Good"), ("123", "letter.pdf", "Short")]
    try:
        manifest = write_csv(folder / f"{name}.csv", HEADER, rows)
    except OSError:
        pytest.skip("no file can be called so here")
    mailing = Mailing(manifest, broker, documents=tmp_path)
    mailing.check()
    report = write_report(mailing.folder)
    page = etree.fromstring(report.html.read_bytes(), etree.HTMLParser(encoding="utf-8"))
    assert etree.XPath("string(//h1)")(page) == manifest.name
    assert etree.XPath("count(//script)")(page) == 0


CLASS_NAMES = {name for name in vars(digipost.errors) if name.endswith("Error")} | {"DuplicateRow"}


@pytest.mark.thorough
def test_no_report_has_names_of_classes(tmp_path: Path, broker: DigipostClient, sandbox: Sandbox) -> None:
    letters(tmp_path, 1)
    for number in range(8):
        (tmp_path / f"{number}.pdf").write_bytes(b"%PDF-1.7 " + bytes([65 + number]))
    rows = [*ROWS, ROWS[0], *((PERSON, f"{number}.pdf", f"L{number}") for number in range(8))]
    for fault in ("status=503", "status=400", "hang-up", "cut-body", "lose-answer", "wrong-signature"):
        sandbox.faults.add(f"{fault} path=/messages times=1")
    mailing = Mailing(write_csv(tmp_path / "m.csv", HEADER, rows), broker)
    with suppress(BulkError):
        mailing.send(threads(1), skip_invalid=True, patience=timedelta(seconds=5))
    report = write_report(mailing.folder)
    for path in (report.csv, report.json, report.html):
        text = path.read_text(encoding="utf-8")
        assert not [name for name in CLASS_NAMES if name in text]


@in_one_test(
    "name", sorted(each for each in CLASS_NAMES - {"DigipostError"} if not each.startswith("Schema"))
)
def test_codes_of_earlier_versions_are_spelled_as_now(name: str) -> None:
    assert code_spelled(name).isupper()


@in_one_test(
    ("error", "code"),
    [
        (TransportError("gone", request_sent=False), "NO_CONNECTION"),
        (TransportError("gone", request_sent=True), "NO_ANSWER"),
        (TransportTimeoutError("slow", request_sent=True), "NO_ANSWER"),
        (InvalidValueError("x", "y"), "INVALID"),
        (EncryptionError("x"), "NOT_ENCRYPTED"),
        (ConfigurationError("x"), "SETUP"),
        (api_error(404, None, None, None), "REFUSED"),
        (api_error(503, None, None, None), "DIGIPOST_UNAVAILABLE"),
    ],
)
def test_each_kind_of_error_has_a_code_and_words(error: DigipostError, code: str) -> None:
    assert code_of_error(error) == code
    assert reason_in_words(code) != code


@pytest.mark.thorough
def test_without_anything_wrong_there_is_nothing_to_correct(tmp_path: Path, broker: DigipostClient) -> None:
    mailing = Mailing(letters(tmp_path, 3), broker)
    mailing.check()
    report = write_report(mailing.folder)
    assert not report.summary.is_settled
    assert "3 of 3 letters can be sent." in report.html.read_text(encoding="utf-8")
    assert "Rows" not in said_on_the_page(report)
    mailing.send(threads(1))
    report = write_report(mailing.folder)
    assert report.to_correct is None
    assert report.summary.is_settled
    assert "Rows to look at" not in report.html.read_text(encoding="utf-8")


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


@pytest.mark.thorough
def test_a_report_that_cannot_be_written_says_so(mailing: Mailing) -> None:
    (mailing.folder / "report.csv").mkdir()
    with pytest.raises(BulkError, match="cannot be written"):
        write_report(mailing.folder)
