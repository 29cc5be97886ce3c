"""A page whose console blocks are run: what is typed after `$`, and what is printed below it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.cli.conftest import run_command

if TYPE_CHECKING:
    from types import TracebackType

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)

# A command ends with its line, unless the line ends with a backslash or begins a here-document.
_COMMAND = re.compile(r"^\$ (.*<<'END'\n(?:(?!END$).*\n)*END|(?:.*\\\n)*.*)\n?", re.MULTILINE)
_PIPED = re.compile(r"echo (?P<stdin>\S+) \| (?P<typed>.*)", re.DOTALL)
# Parts that differ from run to run.
_DIFFERS = (
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "UUID"),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}[0-9.]*( UTC|\+00:00)?"), "TIME"),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}, in [0-9]+ days"), "EXPIRY"),
    (re.compile(r"in [0-9]+ ms"), "DURATION"),
    (re.compile(r"127\.0\.0\.1:[0-9]+"), "HOST"),
    (re.compile(r"/\S+/sandbox/"), "FOLDER/"),
)


def commands(block: str) -> list[tuple[str, str]]:
    """Return the commands of a block, each with the output below it."""
    _, *parts = _COMMAND.split(block)
    return list(zip(parts[::2], parts[1::2], strict=True))


def made_alike(text: str) -> str:
    """The text without what differs from run to run."""
    for pattern, name in _DIFFERS:
        text = pattern.sub(name, text)
    return text


class Console:
    """Runs what a page types in a folder, in its order, against the sandbox that the page starts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sandbox: subprocess.Popen[str] | None = None
        self._variables: dict[str, str] = {}
        self._code = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._sandbox is not None:
            self._sandbox.terminate()
            self._sandbox.communicate(timeout=20)

    def run(self, typed: str) -> str:
        """Run a command, and return the lines that a terminal shows."""
        if typed == "echo $?":
            return f"{self._code}\n"
        piped = _PIPED.fullmatch(typed)
        if not typed.startswith(("digipost ", "echo ")):
            return self._run_in_shell(typed)
        program, *arguments = shlex.split((piped["typed"] if piped else typed).replace("\\\n", " "))
        assert program == "digipost", typed
        if arguments[0] == "sandbox":
            return self._start(arguments)
        with chdir(self._folder):
            ended = run_command(tuple(arguments), f"{piped['stdin']}\n" if piped else None, self._variables)
        self._code = int(ended.code)
        return ended.output

    def _run_in_shell(self, typed: str) -> str:
        """Run a command that makes or shows a file, with the present Python as `python`."""
        return subprocess.run(
            ["sh", "-c", typed],
            cwd=self._folder,
            env=os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def _start(self, arguments: list[str]) -> str:
        """The sandbox, on a free port, in a process of its own, as its user has it in another terminal."""
        port = arguments.index("--port")
        arguments[port + 1] = "0"
        self._sandbox = subprocess.Popen(
            [sys.executable, "-m", "digipost", *arguments],
            cwd=self._folder,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "generated")))},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._sandbox.stdout is not None
        lines = []
        for line in self._sandbox.stdout:
            lines.append(line)
            name, _, value = line.removeprefix("    export ").strip().partition("=")
            if line.startswith("    export "):
                self._variables[name] = value
            if line.startswith("Ctrl-C"):
                break
        return "".join(lines)


def compare(page: Path, folder: Path) -> None:
    """Check that every command of a page, run in that folder, prints the output that the page shows."""
    with Console(folder) as console:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            for typed, shown in commands(block):
                assert made_alike(console.run(typed)) == made_alike(shown), typed


def with_output(page: str, folder: Path) -> str:
    """The page with what its commands print now in a home folder; output that is alike stays as it was."""
    with Console(folder) as console:
        written = BLOCK.sub(
            lambda block: "".join(f"$ {typed}\n{console.run(typed)}" for typed, _ in commands(block[0])), page
        )
    # The port that the page asks for, which was another one in this run, and those that the sandbox chooses.
    hosts = dict.fromkeys(re.findall(r"127\.0\.0\.1:[0-9]+", written))
    for port, host in enumerate(hosts, 8282):
        written = written.replace(host, f"127.0.0.1:<{port}>")
    written = re.sub(r"<([0-9]+)>", r"\1", written).replace(str(folder), "/home/ola")
    shown = (before for block in BLOCK.findall(page) for _, before in commands(block))
    return BLOCK.sub(
        lambda block: "".join(
            f"$ {typed}\n{before if made_alike(before) == made_alike(now) else now}"
            for (typed, now), before in zip(commands(block[0]), shown, strict=False)
        ),
        written,
    )
