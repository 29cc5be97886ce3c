"""Questions to the user of a terminal, and output that only a terminal shows."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from select import select
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost.cli.failures import ExitCode
from tests.cli import test_doctor as certificates
from tests.support.counterpart import VECTORS
from tests.support.manifests import HEADER, letters, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

PRINTABLE = Path(__file__).parents[2] / "examples" / "invoice.pdf"
UUID = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"
OLA = "31108412345"
PASSWORD = (VECTORS / "broker.p12.password.txt").read_text(encoding="utf-8").strip()
# A terminal around the command, which is its own.
TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
MOST_SECONDS = 60
# Not Ctrl-C: Python misses an interrupt that comes just before it reads what is typed.
CTRL_D = "\x04"

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(os.name != "posix", reason="a terminal of ours is one of Unix"),
]


@attrs.frozen
class Terminal:
    """A command in a terminal."""

    process: subprocess.Popen[bytes]

    def see(self, text: str = "") -> str:
        """Return the output up to that text; or, without one, up to the end."""
        assert self.process.stdout is not None
        shown = b""
        while not text or text.encode() not in shown:
            ready, *_ = select([self.process.stdout], [], [], MOST_SECONDS)
            assert ready, shown.decode()
            piece = os.read(self.process.stdout.fileno(), 1000)
            shown += piece
            if not piece:
                assert not text, shown.decode()
                break
        return shown.decode()

    def type(self, text: str) -> None:
        """Type something."""
        assert self.process.stdin is not None
        self.process.stdin.write(text.encode())
        self.process.stdin.flush()


@contextmanager
def terminal(variables: Mapping[str, str], *arguments: object) -> Iterator[Terminal]:
    """`digipost …` in a terminal."""
    command = [sys.executable, "-m", "digipost", *(str(each) for each in arguments)]
    with subprocess.Popen(
        [sys.executable, "-c", TERMINAL, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **variables, "TERM": "xterm", "COLUMNS": "80"},
    ) as process:
        try:
            yield Terminal(process)
        finally:
            process.kill()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7 " + bytes(3_000_000))
    return path


def test_the_password_is_asked_for_and_not_shown(variables: dict[str, str]) -> None:
    del variables["DIGIPOST_CERTIFICATE_PASSWORD_FILE"]
    with terminal(variables, "status", UUID) as screen:
        shown = screen.see(f"Password of {VECTORS / 'broker.p12'}: ")
        screen.type(f"{PASSWORD}\n")
        shown += screen.see()
        assert screen.process.wait(20) == ExitCode.REFUSED
    assert "Digipost answered 404" in shown
    assert PASSWORD not in shown


def test_the_number_is_asked_for_and_not_shown(
    variables: dict[str, str], sandbox: Sandbox, letter: Path
) -> None:
    with terminal(variables, "send", letter, "--to-pin", "-", "--subject", "Hello") as screen:
        shown = screen.see("Personal identification number: ")
        screen.type(f"{OLA}\n")
        shown += screen.see()
        assert screen.process.wait(20) == ExitCode.DONE
    assert OLA not in shown
    assert len(sandbox.letters) == 1


def test_guesses_are_confirmed_and_saved(variables: dict[str, str], sandbox: Sandbox, letter: Path) -> None:
    manifest = letter.with_name("m.csv")
    manifest.write_text(f"Fnr;Emne;Fil\n{OLA};Hello;letter.pdf\n", encoding="utf-8")
    with terminal(variables, "bulk", "send", manifest) as screen:
        screen.see("Take them so? [y/N]: ")
        screen.type("\n")
        screen.see("digipost bulk init")
        assert screen.process.wait(20) == ExitCode.REFUSED
    assert sandbox.requests == ()
    with terminal(variables, "bulk", "send", manifest) as screen:
        screen.see("Take them so? [y/N]: ")
        screen.type("y\n")
        screen.see("Save that as m.toml? [y/N]: ")
        screen.type("y\n")
        screen.see()
        assert screen.process.wait(20) == ExitCode.DONE
    assert len(sandbox.letters) == 1
    with terminal(variables, "bulk", "send", manifest) as screen:
        shown = screen.see()
        assert "The columns and options in m.toml" in shown
        assert all(len(line) < 80 or "/" in line for line in shown.splitlines())
        assert screen.process.wait(20) == ExitCode.DONE


def test_progress_is_drawn_on_a_terminal_and_nowhere_else(
    variables: dict[str, str], run: Run, letter: Path
) -> None:
    command = ("send", letter, "--to-pin", OLA, "--subject", "Hello")
    with terminal(variables, *command) as screen:
        shown = screen.see()
    assert "Sending" in shown
    assert "6.0/6.0 MB" in shown
    ended = run(*command)
    assert "Sending" not in ended.stdout + ended.stderr


def test_a_letter_is_encrypted_under_a_bar(variables: dict[str, str], sandbox: Sandbox) -> None:
    # The check of the PDF and the encryption read what the bar watches.
    command = ("send", PRINTABLE, "--to-pin", OLA, "--subject", "Hello", "--encrypt")
    with terminal(variables, *command) as screen:
        shown = screen.see()
        assert screen.process.wait(20) == ExitCode.DONE, shown
    assert sandbox.letters[0].message.primary_document.encrypted is not None


def test_letters_that_are_settled_are_not_counted(variables: dict[str, str], tmp_path: Path) -> None:
    manifest = letters(tmp_path, 3)
    manifest.write_text(manifest.read_text(encoding="utf-8") + "1,letter.pdf,Wrong\n", encoding="utf-8")
    connection = ("--environment", "production")
    # Production refuses the certificate of a sandbox before anything is asked.
    certificates.certificate_file(tmp_path / "broker.p12", days=100)
    (tmp_path / "password.txt").write_text(certificates.PASSWORD, encoding="utf-8")
    variables |= {
        "DIGIPOST_CERTIFICATE": str(tmp_path / "broker.p12"),
        "DIGIPOST_CERTIFICATE_PASSWORD_FILE": str(tmp_path / "password.txt"),
    }
    for _ in range(2):
        with terminal(variables, "bulk", "send", manifest, "--skip-invalid", *connection) as screen:
            shown = screen.see("[y/N]: ")
            screen.type("n\n")
            screen.see()
            assert screen.process.wait(20) == ExitCode.REFUSED
        assert "Send 3 letters?" in shown
    with terminal(variables, "bulk", "resume", tmp_path / "letters.mailing", *connection) as screen:
        assert "give digipost bulk send with --skip-invalid" in " ".join(screen.see().split())
        assert screen.process.wait(20) == ExitCode.REFUSED


@pytest.mark.parametrize(("answer", "code"), [("n\n", ExitCode.REFUSED), (CTRL_D, ExitCode.INTERRUPTED)])
def test_real_mail_is_sent_only_after_a_yes(
    variables: dict[str, str], letter: Path, answer: str, code: ExitCode
) -> None:
    command = ("send", letter, "--to-pin", OLA, "--subject", "Hello", "--environment", "production")
    with terminal(variables, *command) as screen:
        shown = screen.see("[y/N]: ")
        screen.type(answer)
        shown += screen.see()
        assert screen.process.wait(20) == code
    assert "https://api.digipost.no delivers real mail. Send the letter?" in shown
    assert ("Nothing was done." in shown) is (code is ExitCode.REFUSED)


def test_a_finding_ends_its_lines_between_words(variables: dict[str, str], tmp_path: Path) -> None:
    """Elsewhere than on a terminal it stays one line, which can be searched."""
    letters(tmp_path, 1)
    manifest = write_csv(tmp_path / "m.csv", HEADER, [("1108412345", "letter.pdf", "A")])
    with terminal(variables, "bulk", "send", manifest, "--dry-run") as screen:
        shown = screen.see()
    lines = shown.replace("\r\n", "\n").split("\n")
    first = next(number for number, line in enumerate(lines) if "Row 2: " in line)
    found = lines[first][lines[first].index("Row 2: ") :]
    assert len(found) < 80
    assert lines[first + 1].startswith("  ")
    assert len(lines[first + 1]) < 80
    assert "Row 2: recipient.personal_identification_number: " in found
    assert not found.endswith("-")
