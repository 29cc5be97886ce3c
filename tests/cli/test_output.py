"""Foreign texts are shown as they are on each terminal; a deed is told if its result cannot be written."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from digipost.cli.failures import ExitCode
from digipost.cli.output import show
from digipost.sandbox import InboxLetter
from tests.support.letters import PDF
from tests.support.manifests import letters

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
posix = pytest.mark.skipif(os.name != "posix", reason="the shell is one of Unix")
FOREIGN = "[ekstern] Vedtak :key: [/x] [bold]æøå[/bold]"
OLA = "ola.nordmann#1234"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(PDF)
    return path


def typed(
    variables: dict[str, str | None], *arguments: object, after: str = "", **changed: str
) -> tuple[int, bytes, bytes]:
    """The exit code and the outputs of `digipost …` in a shell, with this after the command."""
    command = shlex.join([sys.executable, "-m", "digipost", *map(str, arguments)])
    environment = os.environ | {name: value for name, value in variables.items() if value} | changed
    ended = subprocess.run(
        ["/bin/sh", "-c", f"{command} {after}"], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    return ended.returncode, ended.stdout, ended.stderr


def test_a_time_that_utc_cannot_show_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    last = datetime.max.replace(tzinfo=timezone(timedelta(hours=-14)))
    with click.Context(click.Command("status")):
        show({"delivered": last})
    assert str(last) in capsys.readouterr().out


class TestForeignText:
    def test_it_is_no_markup_in_a_table(self, run: Run, sandbox: Sandbox) -> None:
        sandbox.deliver_to_inbox(InboxLetter(subject=FOREIGN, sender="[/red]:envelope:"))
        shown = run("inbox", "list", COLUMNS="200").stdout
        assert FOREIGN in shown
        assert "[/red]:envelope:" in shown

    def test_nor_in_the_fields_of_one_thing(self, run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
        number = sandbox.deliver_to_inbox(InboxLetter(subject=FOREIGN))
        assert FOREIGN in run("inbox", "get", number, "--to", tmp_path, COLUMNS="200").stdout

    def test_nor_in_the_review_of_a_letter(self, run: Run, letter: Path) -> None:
        outcome = run("send", letter, "--to-address", OLA, "--subject", FOREIGN, "--dry-run", COLUMNS="200")
        assert outcome.code == 0
        assert FOREIGN in outcome.stdout

    @pytest.mark.thorough
    def test_nor_in_the_names_of_files(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "[x] :smile: [b].pdf"
        path.write_bytes(PDF)
        outcome = run("archive", "upload", path, "--attribute", "[case]=[/b]:key:", COLUMNS="200")
        assert outcome.code == 0
        assert "[x] :smile: [b].pdf" in outcome.stdout
        assert "[case]: [/b]:key:" in outcome.stdout
        picture = tmp_path / ":key:.png"
        assert f"Picture: {picture}\n" in run("preflight", path, "--picture", picture).stdout

    def test_nor_in_findings(self, run: Run) -> None:
        outcome = run("doctor", DIGIPOST_CERTIFICATE="[/x]:key:.p12", COLUMNS="200")
        assert "[/x]:key:.p12" in outcome.stdout

    def test_control_characters_do_not_reach_the_terminal(self, run: Run, sandbox: Sandbox) -> None:
        sandbox.deliver_to_inbox(InboxLetter(subject="\x85\u202ered", sender="\x9b31m"))
        shown = run("inbox", "list", COLUMNS="200").stdout
        assert "\ufffd\ufffdred" in shown
        assert "\ufffd31m" in shown
        assert "\x1b" not in run("validate", "\x1b[31mred.xml").stderr


@pytest.mark.parametrize("columns", ["0", "1", "30", "45"])
class TestNarrowTerminals:
    def test_no_cell_of_a_table_is_cut_off(self, run: Run, sandbox: Sandbox, columns: str) -> None:
        sandbox.deliver_to_inbox(InboxLetter(subject="Forvaltningsvedtak", sender="Testkommunen"))
        shown = run("inbox", "list", COLUMNS=columns).stdout
        assert "Testkommunen" in shown
        assert "Forvaltningsvedtak" in "".join(shown.split())

    def test_nor_an_id(self, run: Run, letter: Path, columns: str) -> None:
        uuid = run("archive", "upload", letter, "--json").records[0]["uuid"]
        shown = run("archive", "list", "--default", COLUMNS=columns).stdout
        assert uuid in "".join(shown.split())
        assert "letter.pdf" in shown

    def test_nor_a_field(self, run: Run, columns: str) -> None:
        assert "ola.nordmann#1234" in run("identify", "--to-address", OLA, COLUMNS=columns).stdout

    def test_nor_a_finding(self, run: Run, columns: str) -> None:
        shown = "".join(run("doctor", COLUMNS=columns).stdout.split())
        assert "acceptsit" in shown

    def test_nor_a_verdict(self, run: Run, tmp_path: Path, columns: str) -> None:
        path = tmp_path / "letter.pdf"
        path.write_bytes(b"no PDF")
        shown = "".join(run("preflight", path, COLUMNS=columns).stdout.split())
        assert "Itcannotbeprinted" in shown


@posix
@pytest.mark.thorough
class TestTerminals:
    @pytest.mark.parametrize("encoding", ["cp1252", "cp865"])
    def test_a_character_that_cannot_be_written_is_replaced(
        self, variables: dict[str, str | None], sandbox: Sandbox, encoding: str
    ) -> None:
        sandbox.deliver_to_inbox(InboxLetter(subject="Blåbær → 😀"))
        code, shown, _ = typed(variables, "inbox", "list", COLUMNS="200", PYTHONIOENCODING=encoding)
        assert code == 0
        assert "Blåbær → 😀".encode(encoding, "replace") in shown

    def test_json_loses_nothing(self, variables: dict[str, str | None], sandbox: Sandbox) -> None:
        sandbox.deliver_to_inbox(InboxLetter(subject="Blåbær → 😀"))
        _, shown, _ = typed(variables, "inbox", "list", "--json", PYTHONIOENCODING="cp865")
        assert json.loads(shown)["subject"] == "Blåbær → 😀"
        _, _, said = typed(variables, "validate", "→.xml", "--json", PYTHONIOENCODING="cp865")
        assert json.loads(said)["error"].startswith("FILE: →.xml: ")

    @pytest.mark.parametrize("columns", ["0", "1", "30"])
    def test_a_narrow_terminal_has_all_of_a_text(
        self, variables: dict[str, str | None], sandbox: Sandbox, columns: str
    ) -> None:
        sandbox.deliver_to_inbox(InboxLetter(subject="Forvaltningsvedtak"))
        code, shown, said = typed(variables, "inbox", "list", COLUMNS=columns)
        assert (code, said) == (0, b"")
        if columns == "30":
            letters = "".join(shown.decode().split())
            assert all(each in letters for each in "Forvaltningsvedtak")
        assert typed(variables, "send", "--help", COLUMNS=columns)[0] == 0


@posix
@needs_full
@pytest.mark.thorough
class TestOutputThatCannotBeWritten:
    @pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("bulk", "--help")])
    def test_help_is_no_exception(self, arguments: tuple[str, ...]) -> None:
        code, _, said = typed({}, *arguments, after="> /dev/full")
        assert code == ExitCode.NOT_TOLD
        assert said == b"Error: The result could not be written: No space left on device\n"

    def test_a_reader_that_has_ended_hears_nothing(self, variables: dict[str, str | None]) -> None:
        environment = os.environ | {name: value for name, value in variables.items() if value}
        with subprocess.Popen(
            [sys.executable, "-m", "digipost", "sender"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == ExitCode.NOT_TOLD

    def test_a_letter_that_was_sent_is_told(
        self, variables: dict[str, str | None], sandbox: Sandbox, letter: Path
    ) -> None:
        command = ("send", letter, "--to-address", OLA, "--subject", "Hei", "--message-id", "m-1")
        code, _, said = typed(variables, *command, after="> /dev/full")
        assert code == ExitCode.NOT_TOLD
        assert said.decode().startswith("Error: Digipost has the letter: message id m-1, document ")
        assert "could not be written: No space left on device" in said.decode()
        assert len(sandbox.letters) == 1

    def test_by_the_exit_code_where_errors_cannot_be_written_either(
        self, variables: dict[str, str | None], sandbox: Sandbox, letter: Path
    ) -> None:
        command = ("send", letter, "--to-address", OLA, "--subject", "Hei", "--json")
        assert typed(variables, *command, after="> /dev/full 2>&1")[0] == ExitCode.NOT_TOLD
        assert len(sandbox.letters) == 1

    @pytest.mark.parametrize("after", [">&-", ">&- 2>&-", "<&-"])
    def test_closed_streams_are_no_failure(
        self, variables: dict[str, str | None], sandbox: Sandbox, letter: Path, after: str
    ) -> None:
        command = ("send", letter, "--to-address", OLA, "--subject", "Hei")
        code, out, said = typed(variables, *command, after=after)
        assert code == 0
        (sent,) = sandbox.letters
        assert str(sent.message.message_id).encode() in out + said or "2>&-" in after

    def test_the_deed_is_told_on_stderr_if_the_output_is_closed(
        self, variables: dict[str, str | None], sandbox: Sandbox, letter: Path
    ) -> None:
        number = sandbox.deliver_to_inbox(InboxLetter(subject="Hei"))
        for command, deed in (
            (
                ("send", letter, "--to-address", OLA, "--subject", "Hei"),
                "Digipost has the letter:",
            ),
            (("inbox", "delete", number), f"Deleted: {number}."),
            (("batch", "create"), "The batch was created: "),
        ):
            code, _, said = typed(variables, *command, after=">&-")
            assert code == 0
            assert deed in said.decode()

    def test_a_mailing_is_told_on_stderr_if_the_output_is_closed(
        self, variables: dict[str, str | None], sandbox: Sandbox, tmp_path: Path
    ) -> None:
        manifest, folder = letters(tmp_path, 2), tmp_path / "letters.mailing"
        report = f"The report was written: {folder / 'report.html'}\n"
        for command, deed in (
            (("send", manifest, "--dry-run"), report),
            (("send", manifest), f"Digipost has 2 of 2 letters. {report}"),
            (("resume", folder), f"Digipost has 2 of 2 letters. {report}"),
            (("report", folder), f"Digipost has 2 of 2 letters. {report}"),
        ):
            code, _, said = typed(variables, "bulk", *command, after=">&-")
            assert code == 0
            assert said.decode().endswith(deed)
        assert len(sandbox.letters) == 2

    def test_deeds_of_other_commands(
        self, variables: dict[str, str | None], sandbox: Sandbox, letter: Path
    ) -> None:
        number = sandbox.deliver_to_inbox(InboxLetter(subject="Hei"))
        for command, deed in (
            (("inbox", "delete", number), f"Deleted: {number}."),
            (("archive", "upload", letter), "Archived: 1."),
            (("batch", "create"), "The batch was created: "),
        ):
            code, _, said = typed(variables, *command, after="> /dev/full")
            assert code == ExitCode.NOT_TOLD
            assert said.decode().startswith(f"Error: {deed}")

    def test_a_command_that_only_reads(self, variables: dict[str, str | None], sandbox: Sandbox) -> None:
        sandbox.deliver_to_inbox(InboxLetter(subject="Hei"))
        code, _, said = typed(variables, "inbox", "list", after="> /dev/full")
        assert code == ExitCode.NOT_TOLD
        assert said == b"Error: The result could not be written: No space left on device\n"
