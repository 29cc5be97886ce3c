"""`digipost bulk` where its output cannot be written: letters are sent, and text and exit code say so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digipost.cli.failures import ExitCode
from tests.support.arrivals import arrived, once_each
from tests.support.manifests import HEADER, PERSON, letters, write_csv

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")


def sent(
    variables: dict[str, str | None], *arguments: object, stdout: str | None, stderr: str | None = None
) -> tuple[int, str]:
    """The exit code and the errors of `digipost bulk …`, with its output going there."""
    environment = os.environ | {name: value for name, value in variables.items() if value}
    command = [sys.executable, "-m", "digipost", "bulk", *map(str, arguments)]
    with open(stdout or os.devnull, "wb") as out, open(stderr or os.devnull, "wb") as errors:  # noqa: PTH123
        ended = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=errors if stderr else subprocess.PIPE,
            check=False,
        )
    return ended.returncode, (ended.stderr or b"").decode()


@pytest.mark.thorough
@needs_full
def test_a_full_disk_after_letters_were_sent(
    variables: dict[str, str | None], sandbox: Sandbox, tmp_path: Path
) -> None:
    code, said = sent(variables, "send", letters(tmp_path, 3), stdout=str(FULL))
    folder = tmp_path / "letters.mailing"
    assert said == (
        "Error: Digipost has 3 of 3 letters. The result cannot be written to the standard output: No space "
        f"left on device. To write it again: digipost bulk report {folder}\n"
    )
    assert code == ExitCode.NOT_TOLD
    assert arrived(sandbox) == once_each(3)


@pytest.mark.thorough
@needs_full
def test_a_profile_that_was_written_is_told(variables: dict[str, str | None], tmp_path: Path) -> None:
    code, said = sent(variables, "init", letters(tmp_path, 1), stdout=str(FULL))
    assert said.startswith(f"Error: {tmp_path / 'letters.toml'} was written. The result could not be written")
    assert code == ExitCode.NOT_TOLD


@needs_full
@pytest.mark.thorough
def test_errors_that_cannot_be_written_either_leave_the_exit_code(
    variables: dict[str, str | None], sandbox: Sandbox, tmp_path: Path
) -> None:
    manifest = letters(tmp_path, 3)
    code, _ = sent(variables, "send", manifest, stdout=str(FULL), stderr=str(FULL))
    assert code == ExitCode.NOT_TOLD
    code, _ = sent(variables, "send", manifest, "--json", stdout=str(FULL), stderr=str(FULL))
    assert code == ExitCode.NOT_TOLD
    assert arrived(sandbox) == once_each(3)


@pytest.mark.thorough
def test_a_pipe_that_is_closed(variables: dict[str, str | None], sandbox: Sandbox, tmp_path: Path) -> None:
    environment = os.environ | {name: value for name, value in variables.items() if value}
    command = [sys.executable, "-m", "digipost", "bulk", "send", str(letters(tmp_path, 3))]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
    assert "Digipost has 3 of 3 letters. The result cannot be written" in said
    assert running.returncode == ExitCode.NOT_TOLD
    assert arrived(sandbox) == once_each(3)


@pytest.mark.parametrize("name", ["report.csv", "report.json", "report.html"])
def test_a_report_that_cannot_be_written_after_letters_were_sent(
    run: Run, sandbox: Sandbox, tmp_path: Path, name: str
) -> None:
    manifest = letters(tmp_path, 3)
    run("bulk", "send", manifest, "--dry-run")
    (tmp_path / "letters.mailing" / name).unlink()
    (tmp_path / "letters.mailing" / name).mkdir()
    ended = run("bulk", "send", manifest, "--json")
    assert ended.code == ended.error["exit_code"] == ExitCode.NOT_TOLD
    assert ended.error["error"].startswith(
        "Digipost has 3 of 3 letters. The report cannot be written: Is a directory. To write it again: "
    )
    assert arrived(sandbox) == once_each(3)


def test_before_letters_were_sent_it_is_an_error_as_any_other(
    run: Run, sandbox: Sandbox, tmp_path: Path
) -> None:
    (tmp_path / "letters.mailing" / "report.csv").mkdir(parents=True)
    manifest = letters(tmp_path, 3)
    run("bulk", "columns")
    ended = run("bulk", "send", manifest, "--dry-run")
    assert ended.code != ExitCode.NOT_TOLD
    assert sandbox.letters == ()


def test_the_reason_why_sending_ended_matters_more(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    manifest = letters(tmp_path, 3)
    run("bulk", "send", manifest, "--dry-run", DIGIPOST_BROKER_ID="4711")
    (tmp_path / "letters.mailing" / "report.csv").unlink()
    (tmp_path / "letters.mailing" / "report.csv").mkdir()
    ended = run("bulk", "send", manifest, DIGIPOST_BROKER_ID="4711")
    assert ended.code == ExitCode.SETUP
    assert "UNKNOWN_USER_ID" in ended.stderr
    assert "Digipost has 0 of 3 letters. The report cannot be written" in ended.stderr
    assert sandbox.letters == ()


def test_a_manifest_that_changes_in_the_middle_is_named(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    letters(tmp_path, 1)
    manifest = write_csv(tmp_path / "m.csv", HEADER, [(PERSON, "letter.pdf", "A"), ("1", "letter.pdf", "B")])
    assert run("bulk", "send", manifest, "--skip-invalid").code == ExitCode.REFUSED
    write_csv(manifest, HEADER, [("1", "letter.pdf", "B"), (PERSON, "letter.pdf", "A")])
    ended = run("bulk", "report", tmp_path / "m.mailing")
    assert ended.code == ExitCode.DONE
    assert "There is no manifest of what has to be corrected: m.csv has changed" in ended.stderr
    assert arrived(sandbox) == {"A": 1}


def test_documents_that_changed_are_counted(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    run("bulk", "send", letters(tmp_path, 3), "--dry-run")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 another")
    ended = run("bulk", "resume", tmp_path / "letters.mailing")
    assert ended.code == ExitCode.DONE
    assert "3 letters were sent with a document that changed after the check" in ended.stderr
    assert arrived(sandbox) == once_each(3)
    said = run("bulk", "report", tmp_path / "letters.mailing", "--json").records[0]
    assert said["changed"] == 3


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16))
from digipost.cli import main
sys.argv[0] = "digipost"
main()
"""


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="files have no limits there")
def test_a_journal_that_finds_no_space_on_its_way_is_resumed(
    variables: dict[str, str | None], sandbox: Sandbox, tmp_path: Path
) -> None:
    environment = os.environ | {name: value for name, value in variables.items() if value}
    command = [
        sys.executable,
        "-c",
        LIMITED,
        "bulk",
        "send",
        str(letters(tmp_path, 100)),
        "--concurrency",
        "1",
    ]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert "cannot be used: disk I/O error. Check that its disk has space, and resume" in ended.stderr
    assert f"To go on: digipost bulk resume {tmp_path / 'letters.mailing'}" in ended.stderr
    assert ended.returncode in {ExitCode.TRY_AGAIN, ExitCode.UNKNOWN}
    assert 0 < len(sandbox.letters) < 100
    code, _ = sent(variables, "resume", tmp_path / "letters.mailing", stdout=None)
    assert code == ExitCode.DONE
    assert arrived(sandbox) == once_each(100)


def test_letters_that_wait_for_a_batch_with_refused_rows_are_told_with_the_commands(
    run: Run, sandbox: Sandbox, tmp_path: Path
) -> None:
    letters(tmp_path, 1)
    rows = [(PERSON, "letter.pdf", "Letter 1"), ("01013399999", "letter.pdf", "Letter 2")]
    manifest = write_csv(tmp_path / "m.csv", HEADER, rows)
    folder = tmp_path / "m.mailing"
    for command in (("send", manifest, "--batch"), ("status", folder), ("report", folder)):
        ended = run("bulk", *command)
        assert ended.code == (ExitCode.DONE if command[0] == "report" else ExitCode.REFUSED)
        assert "Digipost holds 1 letter back until their batch is completed" in ended.stderr
        assert re.search(r"^Held +1$", ended.stdout, re.MULTILINE)
    assert sandbox.letters == ()
    (told,) = run("bulk", "report", folder, "--json").records
    assert (told["held"], told["batch"]) == (1, re.findall("[0-9a-f-]{36}", ended.stderr)[0])
    (uuid,) = re.findall("digipost batch complete ([0-9a-f-]{36})", ended.stderr)
    assert run("batch", "complete", uuid).code == ExitCode.DONE
    ended = run("bulk", "resume", folder)
    assert (ended.code, "holds" in ended.output) == (ExitCode.REFUSED, False)
    assert arrived(sandbox) == once_each(1)


def test_a_batch_that_could_not_be_completed_is_resumed(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.faults.add("status=400 path=*/complete")
    run("bulk", "send", letters(tmp_path, 2), "--batch")
    ended = run("bulk", "status", tmp_path / "letters.mailing")
    assert ended.code == ExitCode.TRY_AGAIN
    assert "digipost bulk resume" in ended.stderr
    sandbox.faults.clear()
    assert run("bulk", "resume", tmp_path / "letters.mailing").code == ExitCode.DONE
    assert arrived(sandbox) == once_each(2)
