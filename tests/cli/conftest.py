"""Fixtures that the tests of the command line share: its entry point, and a sandbox."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

import attrs
import pytest
from click.testing import CliRunner

from digipost.cli.commands import digipost
from tests.support.counterpart import VECTORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digipost.sandbox import Sandbox


ROOT = Path(__file__).parents[2]
# The command in a process of its own. Tests that a shell has started in the background ignore Ctrl-C, and so
# would what they start.
_HEARS_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
PROGRAM = (sys.executable, "-c", f"{_HEARS_CTRL_C}; from digipost.cli import main; main()")


@attrs.frozen
class Outcome:
    """The exit code and the output of a command."""

    code: int
    stdout: str
    stderr: str
    output: str  # both, in the order in which a terminal shows them

    @property
    def records(self) -> list[dict[str, Any]]:
        """The records that `--json` printed."""
        return [json.loads(line) for line in self.stdout.splitlines()]

    @property
    def error(self) -> dict[str, Any]:
        """The error that `--json` printed on stderr."""
        error: dict[str, Any] = json.loads(self.stderr)
        return error


class Run(Protocol):
    def __call__(
        self, *arguments: object, stdin: str | bytes | None = None, **variables: str | None
    ) -> Outcome: ...


def run_command(
    arguments: tuple[object, ...], stdin: str | bytes | None, variables: Mapping[str, str | None]
) -> Outcome:
    result = CliRunner().invoke(
        digipost, [str(each) for each in arguments], prog_name="digipost", input=stdin, env=variables
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr, result.output)


@pytest.fixture
def variables(sandbox: Sandbox) -> dict[str, str | None]:
    """The environment variables for the sandbox and its broker."""
    return {
        "DIGIPOST_BROKER_ID": "12345",
        "DIGIPOST_API_URL": sandbox.url,
        "DIGIPOST_CERTIFICATE": str(VECTORS / "broker.p12"),
        "DIGIPOST_CERTIFICATE_PASSWORD_FILE": str(VECTORS / "broker.p12.password.txt"),
    }


def environment_of(variables: Mapping[str, str | None]) -> dict[str, str]:
    """Return the environment of a command in a process of its own."""
    return os.environ | {name: value for name, value in variables.items() if value}


def sending(variables: Mapping[str, str | None], manifest: Path, *options: str) -> subprocess.Popen[str]:
    """Start `digipost bulk send` in a process of its own, which can be interrupted."""
    command = [*PROGRAM, "bulk", "send", str(manifest), *options]
    pipe, environment = subprocess.PIPE, environment_of(variables)
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True)


@pytest.fixture
def run(variables: dict[str, str | None]) -> Run:
    """`digipost …`, in this process, against the sandbox."""

    def run(*arguments: object, stdin: str | bytes | None = None, **changed: str | None) -> Outcome:
        return run_command(arguments, stdin, variables | changed)

    return run


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a letter, an attachment and the recipient's number."""
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 a letter")
    (tmp_path / "terms.pdf").write_bytes(b"%PDF-1.7 the terms")
    (tmp_path / "pin.txt").write_text("31108412345\n", encoding="utf-8")
    return tmp_path


@contextmanager
def running(*options: object) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """`digipost sandbox …`, and its output."""
    command = [*PROGRAM, "sandbox", *(str(each) for each in options)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout
        finally:
            process.kill()
