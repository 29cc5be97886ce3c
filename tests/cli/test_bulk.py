"""`digipost bulk`: a manifest is checked, sent, resumed and reported."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digipost.bulk.manifests.manifest import open_manifest
from digipost.cli.failures import ExitCode
from tests.cli.conftest import ROOT, environment_of, sending
from tests.support.arrivals import arrived, once_each
from tests.support.manifests import HEADER, PERSON, PIN, letters, write_csv

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

NOBODY = "01013399999"


def test_a_mailing_is_sent_and_reported(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    ended = run("bulk", "send", letters(tmp_path, 20), "--json")
    assert ended.code == ExitCode.DONE
    (said,) = ended.records
    assert (said["manifest"], said["total"], said["delivered"], said["refused"]) == ("letters.csv", 20, 20, 0)
    assert "to_correct" not in said or said["to_correct"] is None
    assert Path(said["report"]).read_text(encoding="utf-8").startswith("<!doctype html>")
    assert arrived(sandbox) == once_each(20)
    again = run("bulk", "send", tmp_path / "letters.csv", "--json")
    assert (again.code, again.records) == (ExitCode.DONE, [said])
    assert arrived(sandbox) == once_each(20)


def test_a_dry_run_sends_nothing(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    ended = run("bulk", "send", letters(tmp_path, 3), "--dry-run")
    assert ended.code == ExitCode.DONE
    assert "3 of 3 rows can be sent. Nothing was sent." in ended.stderr
    assert sandbox.requests == ()


@pytest.mark.thorough
def test_what_is_invalid_is_shown_and_nothing_is_sent(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    letters(tmp_path, 1)
    rows = [(PERSON, "letter.pdf", "A"), (PERSON, "none.pdf", "B")]
    manifest = write_csv(tmp_path / "m.csv", HEADER, rows)
    ended = run("bulk", "send", manifest)
    assert ended.code == ExitCode.REFUSED
    assert "there is no file at the path" in " ".join(ended.stdout.split())
    assert "1 of 2 rows can be sent. Nothing was sent." in ended.stderr
    assert sandbox.requests == ()
    ended = run("bulk", "send", manifest, "--skip-invalid", "--json")
    assert (ended.code, ended.records[0]["delivered"]) == (ExitCode.REFUSED, 1)
    assert Path(ended.records[0]["to_correct"]).name == "m.to-correct.csv"


def test_a_manifest_without_rows_is_refused(run: Run, tmp_path: Path) -> None:
    ended = run("bulk", "send", write_csv(tmp_path / "m.csv", HEADER, []))
    assert (ended.code, ended.stderr) == (ExitCode.USAGE, "Error: m.csv has no row below its header.\n")
    assert [each.name for each in tmp_path.iterdir()] == ["m.csv"]


def test_warnings_and_errors_are_in_the_json_and_in_the_reports(run: Run, tmp_path: Path) -> None:
    letters(tmp_path, 1)
    header = (*HEADER, "invoice.sum", "invoice.due_date", "invoice.kid", "invoice.creditor_account")
    rows = [
        (PERSON, "letter.pdf", "A", "-1", "15.02.2034", "2034114", "15941432384"),
        (PERSON, "letter.pdf", "B", "-2", "15.02.2034", "2034114", "15941432384"),
        (PERSON, "none.pdf", "C", "3", "15.02.2034", "2034114", "15941432384"),
    ]
    ended = run("bulk", "send", write_csv(tmp_path / "m.csv", header, rows), "--dry-run", "--json")
    (said,) = ended.records
    (warning,), (error,) = said["warnings"], said["errors"]
    assert "negative" in warning.pop("problem")
    assert warning == {"field": "invoice.sum", "column": None, "rows": 2, "first_row": 2}
    assert (error["field"], error["rows"], error["first_row"]) == ("document", 1, 4)
    with Path(said["report"]).with_name("report.csv").open(encoding="utf-8", newline="") as file:
        told = [(row["row"], bool(row["problem"]), row["warnings"]) for row in csv.DictReader(file)]
    assert [(row, problem) for row, problem, _ in told] == [("2", False), ("3", False), ("4", True)]
    assert told[0][2].startswith("invoice.sum: is negative")
    assert told[2][2] == ""
    page = Path(said["report"]).read_text(encoding="utf-8")
    assert "<h2>Warnings</h2>" in page
    assert "invoice.sum: is negative" in page
    written = json.loads(Path(said["report"]).with_name("report.json").read_text(encoding="utf-8"))
    assert written["warnings"][0]["rows"] == 2
    assert written["rows"][0]["warnings"] == told[0][2]


def test_a_finding_names_the_column_as_the_manifest_does(run: Run, tmp_path: Path) -> None:
    """Users look for the name in their file."""
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    rows = [("123", "letter.pdf", "A", "-1"), (PERSON, "letter.pdf", "#N/A", "1,2,3")]
    path = write_csv(tmp_path / "m.csv", ("Fnr", "document", "Emne", "Beløp"), rows)
    given = (
        *("--map", f"{PIN}=Fnr", "--map", "subject=Emne", "--map", "invoice.sum=Beløp"),
        *("--set", "invoice.due_date=2034-02-15", "--set", "invoice.creditor_account=15941432384"),
    )
    ended = run("bulk", "send", path, *given, "--dry-run")
    assert ended.stdout.startswith(f"Row 2: column Fnr ({PIN}): exactly 11 digits")
    assert "Row 3: column Emne (subject): holds #N/A" in ended.stdout
    with (tmp_path / "m.mailing" / "report.csv").open(encoding="utf-8", newline="") as file:
        two, three = csv.DictReader(file)
    assert two["problem"].startswith(f"column Fnr ({PIN}): exactly")
    assert "column Emne (subject)" in three["problem"]
    (record, _) = open_manifest(tmp_path / "m.to-correct.csv").records()
    assert record.values["problem"] == two["problem"]
    assert "column Fnr (" in (tmp_path / "m.mailing" / "report.html").read_text(encoding="utf-8")
    errors = json.loads((tmp_path / "m.mailing" / "report.json").read_text(encoding="utf-8"))["errors"]
    assert {"field": PIN, "column": "Fnr"}.items() <= errors[0].items()


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("123", "letter.pdf", "A")], "0 of 1 row can be sent"),
        ([("123", "letter.pdf", "A"), (PERSON, "letter.pdf", "B")], "1 of 2 rows can be sent"),
        ([(PERSON, "letter.pdf", "B")], "1 of 1 row can be sent"),
    ],
)
def test_counts_have_nouns_in_the_right_number(
    run: Run, tmp_path: Path, rows: list[tuple[str, ...]], said: str
) -> None:
    letters(tmp_path, 1)
    ended = run("bulk", "send", write_csv(tmp_path / "m.csv", HEADER, rows), "--dry-run")
    assert said in ended.stderr


@pytest.mark.thorough
def test_a_checked_mailing_with_invalid_rows_is_not_sent_by_resume(
    run: Run, sandbox: Sandbox, tmp_path: Path
) -> None:
    letters(tmp_path, 1)
    rows = [(PERSON, "letter.pdf", "A"), (PERSON, "none.pdf", "B")]
    manifest = write_csv(tmp_path / "m.csv", HEADER, rows)
    run("bulk", "send", manifest, "--dry-run")
    ended = run("bulk", "resume", tmp_path / "m.mailing")
    assert (ended.code, sandbox.requests) == (ExitCode.REFUSED, ())
    assert "--skip-invalid" in ended.stderr
    assert "Nothing was sent yet" in run("bulk", "status", tmp_path / "m.mailing").stderr
    assert run("bulk", "send", manifest, "--skip-invalid").code == ExitCode.REFUSED
    again = run("bulk", "send", manifest, "--dry-run")
    assert "0 of 2 letters are left to send. Nothing was sent now." in again.stderr
    assert run("bulk", "resume", tmp_path / "m.mailing").code == ExitCode.REFUSED
    assert len(sandbox.letters) == 1


def test_names_of_ones_own(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    letters(tmp_path, 1)
    manifest = write_csv(tmp_path / "m.csv", ("fnr", "nr", "note"), [(PERSON, 1, "x"), (PERSON, 2, "y")])
    ended = run(
        *("bulk", "send", manifest, "--map", "recipient.personal_identification_number=fnr"),
        *("--set", "document=letter.pdf", "--set", "subject=Letter {nr}", "--ignore", "note"),
        *("--folder", tmp_path / "run", "--concurrency", "2", "--rate", "100"),
    )
    assert (ended.code, ended.stderr) == (ExitCode.DONE, "")
    assert arrived(sandbox) == once_each(2)
    assert (tmp_path / "run" / "report.csv").exists()


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (
            ("--map", "subject"),
            "COLUMN=NAME is expected, as in subject=Tittel. See: ",
        ),
        (("--set", "subject"), 'COLUMN=TEXT is expected, as in subject="Faktura {Nr}". See: '),
        (
            ("--set", "sujbect=x"),
            "--set: There is no column of bulk mail called sujbect. Is subject meant?",
        ),
        (("--map", "pin=Fnr"), f"--map: There is no column of bulk mail called pin. Is {PIN} meant?"),
        (("--map", "Fnr=subject"), "--map: the column stands first: --map subject=Fnr. See: "),
        (("--map", "subject="), "no column with an empty name to map subject to."),
        (("--map", "invoice.kid=KID"), "no column KID to map invoice.kid to.\n"),
        (("--map", "subject=Emne"), "no column Emne to map subject to. Is subject meant?"),
        (
            ("--map", "invoice.amount=subject"),
            "bulk mail called invoice.amount. Is invoice.sum meant?",
        ),
        (
            ("--map", "attachment.0=subject"),
            "Attachments are attachment.1 to attachment.201, each with ",
        ),
        (
            ("--set", "subject=Faktura {nr"),
            "The template of subject has an opening brace without ",
        ),
        (("--map", "subject=title"), "no column title to map subject to."),
        (("--ignore", "subjekt"), "no column subjekt to ignore. Is subject meant?"),
        (("--set", "subject=F {subjet}"), "subjet for the template of subject. Is subject meant?"),
        (
            ("--sheet", "A"),
            "letters.csv is a CSV file and has no sheets. Leave out --sheet; ",
        ),
        (("--folder", __file__), "--folder: "),
        (("--folder", __file__), "is a file, and the journal needs a folder: name another by --folder."),
        (("--documents", __file__), "test_bulk.py is a file, not a folder."),
        (("--documents", "no/folder"), "--documents: no/folder is no folder that exists."),
        (("--profile", "nope.toml"), "--profile: nope.toml cannot be read: No such file or directory."),
        (("--rate", "0"), "0.0 is not a number of at least 0.2. See: "),
        (("--rate", "x"), "'x' is not a number. See: "),
        (("--set", "subject=x", "--set", "subject=y"), "--set is given twice for subject"),
        (("--map", "subject=subject", "--map", "subject=document"), "--map is given twice for subject"),
        (("--processes", "2", "--dask", "tcp://127.0.0.1:1"), "exclude each other"),
        (("--sender-id", "0"), "--sender-id: a positive whole number is expected, at most"),
        (("--concurrency", "0"), "'--concurrency': 0 is not a number from 1 to 1024. See: "),
        (("--concurrency", "x"), "'--concurrency': 'x' is not a whole number. See: "),
    ],
)
def test_options_that_mean_nothing(
    run: Run, sandbox: Sandbox, tmp_path: Path, options: tuple[str, ...], problem: str
) -> None:
    ended = run("bulk", "send", letters(tmp_path, 1), *options)
    assert ended.code == ExitCode.USAGE
    assert problem in ended.stderr
    assert sandbox.letters == ()


@pytest.mark.thorough
def test_what_is_refused_ends_with_its_code(run: Run, tmp_path: Path) -> None:
    letters(tmp_path, 1)
    manifest = write_csv(tmp_path / "m.csv", HEADER, [(NOBODY, "letter.pdf", "A")])
    ended = run("bulk", "send", manifest)
    assert ended.code == ExitCode.REFUSED
    assert "Refused" in ended.stdout


@pytest.mark.thorough
def test_a_mailing_is_resumed_from_its_folder(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    run("bulk", "send", letters(tmp_path, 3), "--dry-run")
    ended = run("bulk", "resume", tmp_path / "letters.mailing", "--json")
    assert (ended.code, ended.records[0]["delivered"]) == (ExitCode.DONE, 3)
    assert arrived(sandbox) == once_each(3)
    written = run("bulk", "report", tmp_path / "letters.mailing", "--json")
    assert written.records == ended.records


@pytest.mark.thorough
def test_a_manifest_that_has_changed_is_refused(run: Run, tmp_path: Path) -> None:
    run("bulk", "send", letters(tmp_path, 1))
    ended = run("bulk", "send", letters(tmp_path, 2))
    assert ended.code == ExitCode.REFUSED
    assert "The manifest has changed since this mailing began." in ended.stderr


def test_an_account_that_may_not_send_is_a_matter_of_setup(run: Run, tmp_path: Path) -> None:
    ended = run("bulk", "send", letters(tmp_path, 5), DIGIPOST_BROKER_ID="4711")
    assert ended.code == ExitCode.SETUP
    assert "UNKNOWN_USER_ID" in ended.stderr


def test_real_mail_is_not_sent_without_a_yes(run: Run, tmp_path: Path) -> None:
    ended = run("bulk", "send", letters(tmp_path, 1), DIGIPOST_API_URL="https://digipost.invalid")
    assert ended.code == ExitCode.USAGE
    assert "--yes" in ended.stderr


@pytest.mark.parametrize("command", ["report", "resume"])
def test_where_there_is_no_mailing(run: Run, tmp_path: Path, command: str) -> None:
    ended = run("bulk", command, tmp_path)
    assert ended.code == ExitCode.USAGE
    assert "There is no mailing" in ended.stderr


def test_where_there_is_no_manifest(run: Run, tmp_path: Path) -> None:
    ended = run("bulk", "send", tmp_path / "none.csv")
    assert ended.code == ExitCode.USAGE
    assert "cannot be read" in ended.stderr


@pytest.mark.thorough
def test_where_there_is_no_cluster(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    ended = run("bulk", "send", letters(tmp_path, 1), "--dask", "tcp://127.0.0.1:1")
    assert ended.code == ExitCode.TRY_AGAIN
    assert ended.stderr == "Error: No dask scheduler answers at tcp://127.0.0.1:1. Nothing was sent.\n"
    ended = run("bulk", "send", tmp_path / "letters.csv", "--dask", "odd://127.0.0.1:1")
    assert ended.code == ExitCode.USAGE
    assert sandbox.letters == ()


def test_the_columns_are_listed(run: Run) -> None:
    records = run("bulk", "columns", "--json").records
    listed = {each["column"]: each["meaning"] for each in records}
    names = {"document", "attachment.1", "recipient.personal_identification_number", "print.zip_code"}
    assert names <= listed.keys()
    assert "due_date, sum" in listed["invoice"]
    # Values to copy from the table into an option stand on one line.
    assert "recipient.personal_identification_number  " in run("bulk", "columns", COLUMNS="80").stdout


@pytest.mark.thorough
def test_ctrl_c_writes_down_what_was_on_its_way(
    variables: dict[str, str | None], sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.faults.add("delay=0.8s path=/messages")  # so that a busy machine is interrupted in time
    with sending(variables, letters(tmp_path, 200), "--json") as running:
        while len(sandbox.letters) < 10:
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        told, _ = running.communicate()
    assert running.returncode == ExitCode.INTERRUPTED
    counts, arrived_before = json.loads(told), len(sandbox.letters)
    assert arrived_before < 200
    # The signal can come before rows that are noted as on their way are handed to a worker, and while the
    # results of one task, of four letters at most, are taken in.
    assert 0 <= arrived_before - counts["delivered"] <= min(4, counts["on_its_way_or_interrupted"])
    sandbox.faults.clear()
    command = [sys.executable, "-m", "digipost", "bulk", "resume", "--json", "--processes", "2"]
    command.append(str(tmp_path / "letters.mailing"))
    environment = environment_of(variables)
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(ended.stdout)["delivered"] == 200
    assert arrived(sandbox) == once_each(200)
    asked = [each for each in sandbox.requests if each.target.endswith("/status")]
    assert len(asked) == counts["on_its_way_or_interrupted"]  # the others were noted


@pytest.mark.thorough
def test_rows_with_the_same_problem_are_counted(run: Run, tmp_path: Path) -> None:
    letters(tmp_path, 1)
    rows = [(PERSON, "letter.pdf", "A"), *[("123", "letter.pdf", f"B{number}") for number in range(1200)]]
    ended = run(
        "bulk", "send", write_csv(tmp_path / "m.csv", HEADER, [*rows, (PERSON, "", "C")]), "--dry-run"
    )
    said = ended.stdout.splitlines()
    assert said[0] == (
        "1,200 rows: recipient.personal_identification_number: exactly 11 digits are expected, without "
        "spaces or punctuation. The first is row 3."
    )
    assert said[1] == "Row 1203: document: is needed and was not given."
