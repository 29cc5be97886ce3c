"""`digipost bulk`: a test letter to oneself, a forecast, and how far a mailing has come."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from digipost.cli.failures import ExitCode
from tests.cli.conftest import sending
from tests.support.forecast_manifest import manifest
from tests.support.manifests import HEADER, PERSON, letters, write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

OLA = "31108412345"


@pytest.mark.parametrize(
    ("given", "typed"),
    [(("--test-to-pin", PERSON), None), (("--test-to-pin", "-"), f"{PERSON}\n"), ((), None)],
)
def test_a_test_letter_to_oneself(
    run: Run, sandbox: Sandbox, tmp_path: Path, given: tuple[str, ...], typed: str | None
) -> None:
    letters(tmp_path, 1)
    path = write_csv(tmp_path / "m.csv", HEADER, [(OLA, "letter.pdf", "A"), (OLA, "letter.pdf", "B")])
    variable = None if given else PERSON
    ended = run("bulk", "send", path, *given, stdin=typed, DIGIPOST_TEST_TO_PIN=variable)
    assert ended.code == ExitCode.DONE
    assert ended.stdout.split("\n")[0].split() == ["Test", "letter", "of", "row", "2"]
    assert "No other letter was sent." in ended.stderr
    (letter,) = sandbox.letters
    assert letter.message.primary_document.subject == "A"
    assert letter.message.recipient.personal_identification_number == PERSON
    assert not (tmp_path / "m.mailing").exists()
    assert run("bulk", "send", path, "--json").records[0]["delivered"] == 2


def test_a_test_letter_of_nothing_that_can_be_sent(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    letters(tmp_path, 1)
    path = write_csv(tmp_path / "m.csv", HEADER, [(OLA, "none.pdf", "A")])
    ended = run("bulk", "send", path, "--test-to-pin", PERSON)
    assert ended.code == ExitCode.USAGE
    assert "No row can be sent. The first problem is that of row 2: document" in ended.stderr
    ended = run("bulk", "send", letters(tmp_path, 1), "--test-to-pin", "123")
    assert ended.code == ExitCode.USAGE
    assert sandbox.letters == ()


@pytest.mark.parametrize("other", ["--dry-run", "--forecast"])
@pytest.mark.parametrize("by_variable", [False, True])
def test_a_command_that_sends_nothing_sends_no_test_letter(
    run: Run, sandbox: Sandbox, tmp_path: Path, other: str, *, by_variable: bool
) -> None:
    path = letters(tmp_path, 2)
    given = () if by_variable else ("--test-to-pin", PERSON)
    ended = run("bulk", "send", path, other, *given, DIGIPOST_TEST_TO_PIN=PERSON if by_variable else None)
    assert (ended.code, sandbox.letters) == (ExitCode.USAGE, ())
    assert f"--test-to-pin (DIGIPOST_TEST_TO_PIN) sends a letter, and {other} sends none" in ended.stderr


def test_a_wrong_number_for_the_test_letter_is_that_of_its_option(run: Run, tmp_path: Path) -> None:
    ended = run("bulk", "send", letters(tmp_path, 1), "--test-to-pin", PERSON[:-1])
    assert ended.code == ExitCode.USAGE
    assert "Error: --test-to-pin: exactly 11 digits are expected" in ended.stderr


def test_a_test_letter_where_mail_is_real_is_asked_about(run: Run, tmp_path: Path) -> None:
    ended = run(
        *("bulk", "send", letters(tmp_path, 1), "--test-to-pin", PERSON),
        DIGIPOST_API_URL="https://digipost.invalid",
    )
    assert ended.code == ExitCode.USAGE
    assert "--yes" in ended.stderr


def test_a_forecast(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    ended = run("bulk", "send", manifest(tmp_path), "--forecast", "--json")
    assert ended.code == ExitCode.REFUSED  # one row is invalid
    told, report = ended.records
    assert {name: value for name, value in told.items() if value} == {
        "letters": 8,
        "asked_about": 8,
        "to_a_mailbox": 2,
        "to_print": 3,
        "pages": 11,
        "sheets": 7,
        "countries": {"NO": 2, "SE": 1},
        "waiting_for_registration": 1,
        "not_to_be_asked": 1,
        "nowhere": 1,
    }
    assert report["not_sent"] == 8
    assert sandbox.letters == ()
    said = run("bulk", "send", tmp_path / "m.csv", "--forecast").stdout
    assert "To a mailbox" in said
    assert "SE: 1" in said


@pytest.mark.thorough
def test_a_forecast_with_prices_adds_up_the_cost(run: Run, tmp_path: Path) -> None:
    path = manifest(tmp_path)
    (tmp_path / "m.toml").write_text(
        "[prices]\nmailbox = 2.60\nprint = 10\nprint_abroad = 25.5\npage = 0.1\n", encoding="utf-8"
    )
    ended = run("bulk", "send", path, "--forecast", "--json")
    assert ended.records[0]["cost"] == {
        "mailbox": "5.20",
        "print": "20.00",
        "print_abroad": "25.50",
        "pages": "1.10",
        "sheets": "0.00",
        "total": "51.80",
    }
    said = " ".join(run("bulk", "send", path, "--forecast").stdout.split())
    assert "in all: 51.80" in said
    (tmp_path / "m.toml").write_text("[prices]\nletter = 2\n", encoding="utf-8")
    ended = run("bulk", "send", path, "--forecast")
    assert ended.code == ExitCode.USAGE
    assert "line 2: [prices] letter is not known. There can be mailbox" in ended.stderr


def test_a_mailing_that_was_sent_has_nothing_to_ask_about(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    path = letters(tmp_path, 2)
    run("bulk", "send", path)
    ended = run("bulk", "send", path, "--forecast", "--json")
    assert (ended.code, ended.records[0]["letters"]) == (ExitCode.DONE, 0)
    assert not any("identification" in each.target for each in sandbox.requests)


def test_a_forecast_that_was_stopped(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.faults.add("status=429 path=/identification*")
    ended = run("bulk", "send", letters(tmp_path, 3), "--forecast", "--concurrency", "1")
    assert ended.code == ExitCode.TRY_AGAIN
    assert "Digipost asks for fewer questions (429). 3 letters were not asked about." in ended.stderr
    assert "digipost bulk resume" not in ended.stderr  # it sends the letters


def test_many_questions_are_asked_for_first(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    path = letters(tmp_path, 1001)
    ended = run("bulk", "send", path, "--forecast")
    assert ended.code == ExitCode.USAGE
    assert "Digipost would be asked about 1,001 recipients: give --yes to do so." in ended.stderr
    assert not any("identification" in each.target for each in sandbox.requests)


def test_the_status_needs_no_connection(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    variables = ("BROKER_ID", "CERTIFICATE", "CERTIFICATE_PASSWORD_FILE", "API_URL")
    nowhere: dict[str, str | None] = {f"DIGIPOST_{name}": None for name in variables}
    run("bulk", "send", letters(tmp_path, 3), "--dry-run")
    folder = tmp_path / "letters.mailing"
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    ended = run("bulk", "status", folder, "--json", **nowhere)
    assert ended.code == ExitCode.TRY_AGAIN
    (said,) = ended.records
    assert (said["dry_run"], said["not_sent"], said["environment"]) == (True, 3, sandbox.url)
    assert said["last_answer"] is None
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before
    run("bulk", "send", tmp_path / "letters.csv")
    ended = run("bulk", "status", folder, **nowhere)
    assert ended.code == ExitCode.DONE
    assert "Delivered" in ended.stdout
    assert "a sandbox on this machine" in " ".join(ended.stdout.split())
    assert "Dry run" not in ended.stdout


def test_where_there_is_no_mailing(run: Run, tmp_path: Path) -> None:
    ended = run("bulk", "status", tmp_path)
    assert ended.code == ExitCode.USAGE
    assert "There is no mailing" in ended.stderr


@pytest.mark.thorough
def test_the_status_while_another_process_sends_and_the_counts_after_ctrl_c(
    variables: dict[str, str | None], run: Run, sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.faults.add("delay=0.8s path=/messages")
    with sending(variables, letters(tmp_path, 200)) as running:
        while len(sandbox.letters) < 20:
            assert running.poll() is None
        said = run("bulk", "status", tmp_path / "letters.mailing", "--json")
        assert running.poll() is None
        running.send_signal(signal.SIGINT)
        told, asked = running.communicate()
    (counts,) = said.records
    assert counts["total"] == 200
    assert counts["on_its_way_or_interrupted"] > 0
    assert counts["not_sent"] > 0
    assert running.returncode == ExitCode.INTERRUPTED
    assert "digipost bulk resume" in asked
    delivered = int(next(line.split()[1] for line in told.splitlines() if line.startswith("Delivered")))
    (counts,) = run("bulk", "status", tmp_path / "letters.mailing", "--json").records
    # The signal can come between handing out a row and taking note of it, which leaves the row on its way.
    assert delivered == counts["delivered"]
    assert delivered <= len(sandbox.letters) <= delivered + counts["on_its_way_or_interrupted"]
    assert "Not sent" in told
