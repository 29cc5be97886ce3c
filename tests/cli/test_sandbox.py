"""`digipost sandbox`: a Digipost that the other commands talk to, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any

import pytest
import requests

from digipost.cli.failures import ExitCode
from tests.cli.conftest import ROOT, run_command, running
from tests.support.tables import in_one_test

UUID = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"


def told(output: IO[str]) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(output.readline())
    return facts


@pytest.mark.thorough
@pytest.mark.parametrize("oauth", [False, True])
def test_the_other_commands_talk_to_it(*, oauth: bool, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 a letter")
    with running("--json", *(["--oauth"] if oauth else [])) as (process, output):
        facts = told(output)
        variables = facts["variables"]
        assert ("DIGIPOST_CLIENT_ID" in variables) is oauth
        assert requests.get(facts["page_url"], timeout=60).status_code == HTTPStatus.OK
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
        assert process.stderr.read() == "Stopped. Letters that have arrived: 0.\n"
    names = [line.split()[1].partition("=")[0] for line in exported]
    assert names == [
        "DIGIPOST_BROKER_ID",
        "DIGIPOST_API_URL",
        "DIGIPOST_CERTIFICATE",
        "DIGIPOST_CERTIFICATE_PASSWORD_FILE",
    ]


@pytest.mark.thorough
def test_faults_and_people_of_ones_own(tmp_path: Path) -> None:
    people = tmp_path / "people.toml"
    people.write_text(
        """\
[[person]]
name = "Per Prøve"
personal_identification_number = "01017012345"
digipost_address = "per.prøve#AB12"
addressline1 = "Gata 1"
postalcode = "0155"
city = "Oslo"
""",
        encoding="utf-8",
    )
    with running("--json", "--recipients", people, "--fault", "status=400 path=/documents/*") as (_, output):
        variables = told(output)["variables"]
        assert run_command(("status", UUID, "--json"), None, variables).error["status"] == 400
        (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 a letter")
        to = ("--to-address", "per.prøve#AB12", "--subject", "Hello")
        assert run_command(("send", tmp_path / "letter.pdf", *to), None, variables).code == ExitCode.DONE


@pytest.mark.thorough
@pytest.mark.parametrize("oauth", [False, True])
def test_a_folder_is_gone_on_with(tmp_path: Path, *, oauth: bool) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 a letter")
    folder = tmp_path / "sandbox"
    options = ("--json", "--path", folder, *(["--oauth"] if oauth else []))
    sent = None
    for _ in range(2):
        with running(*options) as (process, output):
            variables = told(output)["variables"]
            if sent is None:
                to = ("--to-pin", "31108412345", "--subject", "Hello")
                (sent,) = run_command(
                    ("send", tmp_path / "letter.pdf", *to, "--json"), None, variables
                ).records
            (status,) = run_command(("status", sent["document"], "--json"), None, variables).records
            assert status["status"] == "DELIVERED"
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0


def test_a_file_of_people_that_cannot_be_used(tmp_path: Path) -> None:
    people = tmp_path / "people.toml"
    people.write_text("[[person]]\n", encoding="utf-8")
    ended = run_command(("sandbox", "--recipients", people), None, {})
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith(f"Error: {people}: person 1: ")


@in_one_test(
    ("rule", "problem"),
    [
        ("status=999", "--fault status=: must be from 400 to 599."),
        ("status=503 retry-after=-1", "--fault"),
        ("status=503 code=x", "--fault code=: must be of capital letters"),
        ("delay=9999h", "--fault"),
        ("redirect=ftp://x", "--fault redirect=: must be an address of http or https"),
        ("hang-up times=0", "--fault times=: must be at least 1."),
        ("hang-up share=0", "--fault share=: must be above 0"),
    ],
)
def test_a_word_of_a_fault_is_named(rule: str, problem: str) -> None:
    ended = run_command(("sandbox", "--fault", rule), None, {})
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith(f"Error: {problem}")
    assert not re.search(r"[A-Z][a-z]+\.[a-z]", ended.stderr)


def test_a_fault_that_is_none() -> None:
    ended = run_command(("sandbox", "--fault", "nonsense"), None, {})
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith("Error: --fault: must begin with one of the faults delay=TIME,")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("library", "problem"),
    [("uvicorn", "needs uvicorn, which is not installed"), ("jinja2", "needs Jinja2 for its page")],
)
def test_without_the_extra_it_says_what_to_install(library: str, problem: str) -> None:
    program = f"import sys; sys.modules[{library!r}] = None; sys.argv[1:] = ['sandbox']; "
    program += "from digipost.cli import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False, env=os.environ
    )
    assert ended.returncode == ExitCode.SETUP
    assert ended.stderr == (f"Error: The sandbox {problem}: pip install 'digipost[sandbox]'\n")


@pytest.mark.thorough
def test_the_inbox_is_filled_and_what_came_in_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "Innkalling.pdf").write_bytes(b"%PDF-1.7 a letter")
    folder, inbox = tmp_path / "sandbox", tmp_path / "Innkalling.pdf"
    with running("--json", "--path", str(folder), "--inbox", str(inbox)) as (process, output):
        variables = told(output)["variables"]
        listed = run_command(("inbox", "list"), None, variables)
        assert "Innkalling" in listed.stdout
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    with running("--json", "--path", str(folder), "--reset") as (process, output):
        variables = told(output)["variables"]
        assert "Innkalling" not in run_command(("inbox", "list"), None, variables).stdout
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


def test_what_cannot_be_reset_or_put_into_the_inbox_is_told(tmp_path: Path) -> None:
    for options, problem in (
        (("--reset",), "--reset needs --path"),
        (("--inbox", str(tmp_path)), f"--inbox {tmp_path}: Is a directory."),
    ):
        done = run_command(("sandbox", *options), None, {})
        assert done.code == ExitCode.USAGE
        assert problem in done.stderr
