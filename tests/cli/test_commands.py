"""The command `digipost` itself: its start, its errors, its exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint, version
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from digipost.cli import main
from digipost.cli.commands import COMMANDS
from digipost.cli.failures import ExitCode, FailureError, failure_of
from digipost.errors import (
    AuthenticationError,
    ConfigurationError,
    DeliveryUnknownError,
    EncryptionError,
    InvalidRequestError,
    InvalidValueError,
    NotFoundError,
    ParseError,
    ServerError,
    TransportError,
    VerificationError,
)
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
UUID = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"


def python(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **variables},
        check=False,
    )


def test_the_command_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert EntryPoint("digipost", project["scripts"]["digipost"], "console_scripts").load() is main


@pytest.mark.thorough
def test_it_runs_as_a_module_too() -> None:
    printed = python("-m", "digipost", "--version")
    assert (printed.returncode, printed.stdout) == (0, f"digipost, version {version('digipost')}\n")


@pytest.mark.thorough
def test_the_help_loads_neither_the_client_nor_rich() -> None:
    program = "import sys; sys.argv[1:] = ['--help']; import atexit; from digipost.cli import main; "
    program += "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main()"
    printed = python("-c", program)
    loaded = set(printed.stderr.split())
    assert "digipost.cli.commands" in loaded
    heavy = {"attrs", "lxml", "requests", "cryptography", "rich", "digipost_schema.api_v8", "digipost.client"}
    assert loaded & heavy == set()


@in_one_test("missing", ["click", "rich"])
@in_one_test(
    ("command", "extras"),
    [
        ("--help", "cli"),
        ("doctor", "cli"),
        ("bulk", "cli,bulk"),
        ("preflight", "cli,print,html"),
        ("sandbox", "cli,sandbox"),
    ],
)
def test_without_click_or_rich_it_says_what_to_install(command: str, extras: str, missing: str) -> None:
    program = f"import sys; sys.modules['{missing}'] = None; from digipost.cli import main; main()"
    printed = python("-c", program, command)
    assert printed.returncode == ExitCode.SETUP
    problem = "the command line needs the extra `cli`: pip install"
    assert printed.stderr == f"Error: {problem} 'digipost[{extras}]'\n"


@pytest.mark.parametrize("command", [(), ("bulk",), ("archive",)])
def test_without_arguments_the_help_is_shown(run: Run, command: tuple[str, ...]) -> None:
    ended = run(*command)
    assert (ended.code, ended.stdout) == (ExitCode.USAGE, "")
    assert ended.stderr.startswith("Usage: digipost ")


def test_completion_lists_the_commands() -> None:
    printed = python(
        "-m", "digipost", _DIGIPOST_COMPLETE="bash_complete", COMP_WORDS="digipost st", COMP_CWORD="1"
    )
    assert printed.stdout.splitlines() == ["plain,status"]


@pytest.mark.thorough
def test_completion_lists_environments() -> None:
    words = "digipost status --environment t"
    printed = python("-m", "digipost", _DIGIPOST_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD="3")
    assert printed.stdout.splitlines() == ["plain,test"]


@in_one_test(
    ("error", "code"),
    [
        (NotFoundError("no", status=404), ExitCode.REFUSED),
        (InvalidRequestError("no", status=400), ExitCode.REFUSED),
        (InvalidValueError("Document.subject", "blank"), ExitCode.USAGE),
        (EncryptionError("no"), ExitCode.USAGE),
        (click.UsageError("no"), ExitCode.USAGE),
        (ConfigurationError("no"), ExitCode.SETUP),
        (AuthenticationError("no", status=403), ExitCode.SETUP),
        (ImportError("pip install 'digipost[sandbox]'"), ExitCode.SETUP),
        (ServerError("no", status=503), ExitCode.TRY_AGAIN),
        (TransportError("no", request_sent=False), ExitCode.TRY_AGAIN),
        (VerificationError("no", check="date", status=502), ExitCode.TRY_AGAIN),
        (DeliveryUnknownError("no", message_id="1"), ExitCode.UNKNOWN),
        (VerificationError("no", check="date", status=200), ExitCode.UNTRUSTED),
        (ParseError("/", "no"), ExitCode.UNTRUSTED),
        (PermissionError(13, "Permission denied", "out.pdf"), ExitCode.USAGE),
        (FileNotFoundError(2, "No such file", "in.xml"), ExitCode.USAGE),
        (IsADirectoryError(21, "Is a directory", "in.xml"), ExitCode.USAGE),
        (OSError(5, "Input/output error", "in.xml"), ExitCode.REFUSED),
        (OSError(28, "No space left on device"), ExitCode.NOT_TOLD),
    ],
)
def test_the_exit_code_tells_what_kind_of_error_it_was(error: Exception, code: ExitCode) -> None:
    failure = failure_of(error)
    assert isinstance(failure, FailureError)
    assert failure.exit_code is code


@in_one_test("error", [TypeError("a mistake"), BrokenPipeError(32, "Broken pipe"), ImportError("x")])
def test_a_mistake_of_ours_is_no_failure_of_the_command(error: Exception) -> None:
    assert failure_of(error) is None


def test_an_error_is_one_line(run: Run) -> None:
    ended = run("status", UUID)
    assert ended.code == ExitCode.REFUSED
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.startswith("Error: Digipost answered 404")


def test_an_error_is_json_where_json_was_asked_for(run: Run) -> None:
    ended = run("status", UUID, "--json")
    assert ended.error | {"error": ""} == {
        "error": "",
        "exit_code": 1,
        "kind": "NotFoundError",
        "status": 404,
        "code": ended.error["code"],
    }


def test_wrong_usage_is_one_line_with_where_to_look(run: Run) -> None:
    ended = run("status", "no-uuid")
    assert ended.code == ExitCode.USAGE
    assert ended.stderr == (
        "Error: Invalid value for 'UUID': 'no-uuid' is not a valid UUID. See: digipost status --help\n"
    )
    assert run("status", "no-uuid", "--json").error["kind"] == "BadParameter"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (("send", "", "--subject", "x"), "An argument is empty."),
        (("send", "letter.pdf", "--subject="), "--subject: its value is empty."),
        (("send", "letter.pdf", "--subject", "x", "--invoice", ""), "--invoice: its value is empty."),
        (("send", "letter.pdf", "--attach", "terms.pdf", ""), "An argument is empty."),
        (("archive", "list", ""), "An argument is empty."),
        (("archive", "upload", "a.pdf", "--archive", ""), "--archive: its value is empty."),
        (("inbox", "get", "1", "--to", ""), "--to: its value is empty."),
        (("events", "--cursor-file", ""), "--cursor-file: its value is empty."),
        (("status", UUID, "--json", ""), "An argument is empty."),
        (("preflight", ""), "An argument is empty."),
    ],
)
def test_an_empty_argument_is_refused(run: Run, typed: tuple[str, ...], problem: str) -> None:
    ended = run(*typed)
    assert ended.code == ExitCode.USAGE
    assert f"{problem} Perhaps a variable of the shell is not set." in ended.stderr


@pytest.mark.parametrize(
    "typed",
    [
        ("identify", "31108412345"),
        ("identify", "--to-name", "Kari", "Nordmann"),
        ("status", "31108412345"),
        ("status", "311084 12345"),
        ("sender", "kari.nordmann@example.org"),
        ("31108412345",),
        ("archive", "kari.nordmann#1234"),
        ("send", "letter.pdf", "--31108412345"),
    ],
)
def test_wrong_usage_does_not_show_people(run: Run, typed: tuple[str, ...]) -> None:
    ended = run(*typed)
    assert ended.code == ExitCode.USAGE
    assert not any(each in ended.stderr.lower() for each in ("12345", "nordmann"))


def test_too_many_arguments_are_counted(run: Run) -> None:
    ended = run("status", UUID, UUID, UUID)
    assert ended.stderr.startswith("Error: 2 arguments too many. Quote a text with spaces")


def test_what_is_missing_is_named(run: Run) -> None:
    ended = run("status", UUID, DIGIPOST_BROKER_ID=None, DIGIPOST_CERTIFICATE="")
    assert ended.code == ExitCode.SETUP
    assert "DIGIPOST_BROKER_ID; DIGIPOST_CERTIFICATE." in ended.stderr


@pytest.mark.thorough
def test_a_refused_request_can_be_tried_again(run: Run, sandbox: Sandbox) -> None:
    ended = run("status", UUID, DIGIPOST_API_URL="http://127.0.0.1:1")
    assert ended.code == ExitCode.TRY_AGAIN
    assert sandbox.requests == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("sned",), "No such command 'sned'. Is 'send' or 'sender' meant? See: digipost --help"),
        (("bulk", "sned"), "No such command 'sned'. Is 'send' meant? See: digipost bulk --help"),
        (("archive", "lst"), "No such command 'lst'. Is 'list' meant? See: digipost archive --help"),
        (("xyzzy",), f"No such command 'xyzzy'. There are {', '.join(COMMANDS)}. See: digipost --help"),
        (
            ("inbox", "fetch"),
            "No such command 'fetch'. There are delete, get, list. See: digipost inbox --help",
        ),
        (
            ("bulk", "send", "--dryrun"),
            "No such option '--dryrun'. Is '--dry-run' meant? See: digipost bulk send --help",
        ),
        (
            ("send", "a.pdf", "--attach", "b.pdf"),
            "--attach needs 2 values: FILE SUBJECT. See: digipost send --help",
        ),
    ],
)
def test_a_command_that_is_misspelt_gets_a_suggestion(run: Run, typed: tuple[str, ...], meant: str) -> None:
    ended = run(*typed)
    assert (ended.code, ended.stderr) == (ExitCode.USAGE, f"Error: {meant}\n")


@pytest.mark.parametrize("typed", [("--hepl",), ("send", "--hepl"), ("bulk", "send", "--hepl")])
def test_so_does_an_option_in_one_line(run: Run, typed: tuple[str, ...]) -> None:
    ended = run(*typed)
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith("Error: No such option '--hepl'.")
    assert "--help" in ended.stderr
    assert ended.stderr.count("\n") == 1
