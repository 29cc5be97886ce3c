"""`digipost sandbox`: a Digipost that the other commands talk to, in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest

from digipost.cli.failures import ExitCode
from tests.cli.conftest import run_command

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
UUID = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"


@contextmanager
def running(*options: object) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """`digipost sandbox …`, and its output."""
    command = [sys.executable, "-m", "digipost", "sandbox", *(str(each) for each in options)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout
        finally:
            process.kill()


def told(output: IO[str]) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(output.readline())
    return facts


@pytest.mark.parametrize("oauth", [False, pytest.param(True, marks=pytest.mark.thorough)])
def test_the_other_commands_talk_to_it(*, oauth: bool, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 a letter")
    with running("--json", *(["--oauth"] if oauth else [])) as (process, output):
        variables = told(output)["variables"]
        assert ("DIGIPOST_CLIENT_ID" in variables) is oauth
        to = ("--to-pin", "31108412345")
        sent = run_command(("send", tmp_path / "letter.pdf", *to, "--subject", "Hello"), None, variables)
        assert sent.code == ExitCode.DONE, sent.stderr
        assert Path(variables["DIGIPOST_CERTIFICATE_PASSWORD_FILE"]).stat().st_mode & 0o077 == 0
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert not Path(variables["DIGIPOST_CERTIFICATE"]).exists()


@pytest.mark.thorough
def test_people_read_what_to_export() -> None:
    with running() as (process, output):
        lines = iter(output.readline, "Ctrl-C stops it.\n")
        exported = [line for line in lines if line.startswith("    export ")]
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == "Stopped. Letters that arrived: 0.\n"
    names = [line.split()[1].partition("=")[0] for line in exported]
    assert names == [
        "DIGIPOST_BROKER_ID",
        "DIGIPOST_API_URL",
        "DIGIPOST_CERTIFICATE",
        "DIGIPOST_CERTIFICATE_PASSWORD_FILE",
    ]


@pytest.mark.thorough
def test_faults_and_people_of_ones_own(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "name,personal_identification_number,digipost_address,addressline1,postalcode,city,birth_date\n"
        "Per Prøve,01017012345,per.prøve#AB12,Gata 1,0155,Oslo,1970-01-01\n",
        encoding="utf-8",
    )
    with running("--json", "--recipients", people, "--fault", "status=400 path=/documents/*") as (_, output):
        variables = told(output)["variables"]
        assert run_command(("status", UUID, "--json"), None, variables).error["status"] == 400
        (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 a letter")
        to = ("--to-address", "per.prøve#AB12", "--subject", "Hello")
        assert run_command(("send", tmp_path / "letter.pdf", *to), None, variables).code == ExitCode.DONE


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("[", "it is neither CSV nor JSON."),
        ("{}", "a list of people is expected."),
        ('["x"]', "person 1: an object is expected, with texts as its values."),
        ('[{"name": "x"}]', "person 1 lacks personal_identification_number. The fields are name, personal_"),
        ("name,age\nx,1\n", "person 1 has a field too many: age. The fields are name,"),
        (
            "name,personal_identification_number,addressline1,postalcode,city\nx,1,x,x,x\n",
            "person 1: Person.personal_identification_number: must be eleven digits.",
        ),
    ],
)
def test_a_file_of_people_that_cannot_be_used(tmp_path: Path, content: str, problem: str) -> None:
    people = tmp_path / "people"
    people.write_text(content, encoding="utf-8")
    ended = run_command(("sandbox", "--recipients", people), None, {})
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith(f"Error: {people}: {problem}")


def test_a_fault_that_is_none() -> None:
    ended = run_command(("sandbox", "--fault", "nonsense"), None, {})
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith("Error: --fault: does not begin with a fault: there are delay=TIME,")


def test_without_the_extra_it_says_what_to_install() -> None:
    program = "import sys; sys.modules['uvicorn'] = None; sys.argv[1:] = ['sandbox']; "
    program += "from digipost.cli import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False, env=os.environ
    )
    assert ended.returncode == ExitCode.SETUP
    assert ended.stderr == (
        "Error: The sandbox needs uvicorn, which is not installed: pip install digipost[sandbox]\n"
    )
