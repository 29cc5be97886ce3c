"""Warnings and refusals of values that are most likely mistakes, and of times that have passed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from digipost.cli.failures import ExitCode
from tests.support.manifests import HEADER, PERSON, write_csv
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

BILL = '{"due_date": "2020-02-15T00:00:00+01:00", "sum": 0, "creditor_account": "15941432385", "kid": "11"}'
KID = "2 to 25 digits are expected, the last of them a check digit by modulus 10 or 11"
SAID = (
    "invoice.sum: is zero, and a claim is for a sum above zero.",
    "invoice.due_date: is in the past.",
    f"invoice.kid: is no KID: {KID}.",
    "invoice.creditor_account: has a wrong check digit, so that there is no such Norwegian account.",
)


@pytest.fixture
def sending(tmp_path: Path) -> tuple[object, ...]:
    (tmp_path / "a.pdf").write_bytes(pdf())
    (tmp_path / "bill.json").write_text(BILL)
    return ("send", tmp_path / "a.pdf", "--subject", "A", "--to-pin", PERSON)


def test_a_letter_with_doubtful_values_is_sent_with_warnings(
    run: Run, sandbox: Sandbox, tmp_path: Path, sending: tuple[object, ...]
) -> None:
    ended = run(*sending, "--invoice", tmp_path / "bill.json", "--json")
    assert ended.code == ExitCode.DONE
    assert ended.stderr.splitlines() == [f"Warning: {each}" for each in SAID]
    assert len(sandbox.letters) == 1


def test_strictly_it_is_refused_with_all_of_them(
    run: Run, sandbox: Sandbox, tmp_path: Path, sending: tuple[object, ...]
) -> None:
    ended = run(*sending, "--invoice", tmp_path / "bill.json", "--strict", "--json")
    assert ended.code == ExitCode.USAGE
    assert ended.error["error"] == f"--strict: {' '.join(SAID)}"
    assert sandbox.requests == ()


@pytest.mark.parametrize("content", [b"hello", b"<html></html>", b"PK\x03\x04"])
def test_a_file_that_is_called_pdf_and_is_none(
    run: Run, sandbox: Sandbox, tmp_path: Path, sending: tuple[object, ...], content: bytes
) -> None:
    (tmp_path / "other.pdf").write_bytes(content)
    ended = run(*sending, "--attach", tmp_path / "other.pdf", "More")
    assert ended.code == ExitCode.DONE
    said = "is called PDF and does not begin as one: recipients may be unable to open it. Make the file anew."
    assert ended.stderr == f"Warning: --attach: {said}\n"
    (tmp_path / "a.pdf").write_bytes(content)
    ended = run(*sending, "--strict")
    assert ended.code == ExitCode.USAGE
    assert ended.stderr == f"Error: --strict: FILE: {said}\n"
    assert len(sandbox.letters) == 1


@pytest.mark.thorough
def test_warnings_name_the_option(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    letter = ("send", tmp_path / "a.pdf", "--subject", "A", "--dry-run")
    late = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    for options, flag in (
        (("--to-organisation", "984661186"), "--to-organisation"),
        (("--to-account", "15941432385"), "--to-account"),
        (("--to-pin", PERSON, "--sender-organisation", "984661186"), "--sender-organisation"),
        (("--to-pin", PERSON, "--sms-at", late), "--sms-at"),
        (("--to-pin", PERSON, "--invite-until", soon, "--invite-phone", "12345678"), "--invite-phone"),
        (("--to-pin", PERSON, "--invite-until", late), "--invite-until"),
    ):
        ended = run(*letter, *options)
        assert ended.code == ExitCode.DONE
        (warning,) = [line for line in ended.stderr.splitlines() if line.startswith("Warning")]
        assert warning.startswith(f"Warning: {flag}: ")
    assert sandbox.requests == ()


@pytest.mark.parametrize("dry", [(), ("--dry-run",), ("--dry-run", "--message-id", "a")])
def test_a_delivery_time_in_the_past_is_refused(
    run: Run, sandbox: Sandbox, sending: tuple[object, ...], dry: tuple[str, ...]
) -> None:
    late = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()
    ended = run(*sending, "--deliver-at", late, *dry)
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith("Error: --deliver-at: is in the past; leave it out")
    assert sandbox.requests == ()


@pytest.mark.thorough
def test_a_letter_that_was_sent_in_time_is_found_later(
    run: Run, sandbox: Sandbox, sending: tuple[object, ...]
) -> None:
    late = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()
    soon = (datetime.now(UTC) + timedelta(minutes=4)).isoformat()
    assert run(*sending, "--message-id", "a", "--deliver-at", soon).code == ExitCode.DONE
    again = run(*sending, "--message-id", "a", "--deliver-at", late)
    assert again.code == ExitCode.DONE
    assert "accepted before" in again.stderr
    other = run(*sending, "--message-id", "b", "--deliver-at", late)
    assert other.code == ExitCode.USAGE
    assert len(sandbox.letters) == 1


def test_equal_problems_of_a_mailing_are_one_line_with_a_path_and_warnings_last(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    invoice = ("invoice.sum", "invoice.due_date", "invoice.creditor_account", "invoice.kid")
    late = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()

    def row(
        document: str, subject: str, *, sum_: str = "1", kid: str = "2345676", when: str = ""
    ) -> tuple[str, ...]:
        return (PERSON, document, subject, sum_, "2034-02-15T00:00:00+01:00", "15941432384", kid, when)

    rows = [
        row("a.pdf", "A", kid="2345677"),
        row("letters/2.pdf", "B"),
        row("a.pdf", "C", sum_="-1", kid="2345677"),
        row("letters/4.pdf", "D"),
        row("a.pdf", "E", when=late),
        row("a.pdf", "F"),
        row("a.pdf", "F"),
        row("a.pdf", "F"),
        row(f"letters/{PERSON}.pdf", "G", when=late),
    ]
    manifest = write_csv(tmp_path / "m.csv", (*HEADER, *invoice, "delivery_time"), rows)
    ended = run("bulk", "send", manifest, "--dry-run")
    assert ended.code == ExitCode.REFUSED
    lines = ended.stdout.splitlines()
    past = "is in the past; leave it out to deliver the letter at once, or give a later time"
    missing = (
        "there is no file at the paths letters/2.pdf, letters/4.pdf and letters/***.pdf. Check the path "
        "and the folder of documents."
    )
    assert lines[:5] == [
        f"3 rows: document: {missing} The first is row 3.",
        f"2 rows: delivery_time: {past}. The first is row 6.",
        "2 rows: duplicate: says the same as row 7: the letter would be sent twice. The first is row 8.",
        f"Warning: 2 rows: {SAID[2]} The first is row 2.",
        "Warning: Row 4: invoice.sum: is negative, and a claim is for a sum above zero.",
    ]
    assert "3 of 9 rows can be sent. Nothing was sent." in ended.stderr
    ended = run("bulk", "send", manifest, "--dry-run", "--strict")
    assert "1 of 9 rows can be sent. Nothing was sent." in ended.stderr
    assert "Warning" not in ended.stdout
    # The name of a file can be a person's, and stands neither in the journal nor in the reports.
    for file in (tmp_path / "m.mailing").iterdir():
        assert b"letters/2.pdf" not in file.read_bytes()


def test_a_path_on_the_terminal_shows_no_personal_number(run: Run, tmp_path: Path) -> None:
    manifest = write_csv(tmp_path / "m.csv", HEADER, [(PERSON, f"letters/{PERSON}.pdf", "A")])
    ended = run("bulk", "send", manifest, "--dry-run")
    assert "there is no file at the path letters/***.pdf." in ended.stdout
    assert PERSON not in ended.stdout + ended.stderr
