"""Traces that other users of the machine can see: the list of processes, and files on disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from digipost.bulk import Mailing, State, write_report
from digipost.errors import ConfigurationError
from digipost.from_environment import settings
from digipost_schema.api_v8 import EventType
from tests.campaigns.secrecy.commands import commands
from tests.campaigns.secrecy.overhearing import overheard
from tests.campaigns.secrecy.planted import ADDRESS, FILE_NAME, NUMBER, PASSWORD, SUBJECT, Search
from tests.campaigns.secrecy.scene import PDF, scene
from tests.cli.conftest import PROGRAM, ROOT, running
from tests.support.manifests import HEADER, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digipost.bulk.run.progress import Progress
    from tests.campaigns.secrecy.scene import Scene


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Scene]:
    with scene("signature", tmp_path, Search()) as made:
        made.search.found.clear()
        yield made


def test_no_option_takes_a_password() -> None:
    """But for the one that takes the path of its file."""
    for name, command in commands():
        for each in command.params:
            flags = [flag for flag in each.opts if "password" in flag or "secret" in flag or "token" in flag]
            assert set(flags) <= {"--password-file", "--token-url"}, name


def seen_of(pid: int) -> str:
    """Its arguments, as the list of processes shows them."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


@pytest.mark.thorough
@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="there is no /proc to look into")
@pytest.mark.parametrize("how", ["file", "variable"])
def test_a_password_is_not_in_the_list_of_processes(how: str, stage: Scene) -> None:
    variables: Mapping[str, str] = {
        "DIGIPOST_BROKER_ID": str(stage.sandbox.broker_id),
        "DIGIPOST_API_URL": stage.sandbox.url,
        "DIGIPOST_CERTIFICATE": str(stage.folder / "signature.p12"),
        **(
            {"DIGIPOST_CERTIFICATE_PASSWORD": PASSWORD}
            if how == "variable"
            else {"DIGIPOST_CERTIFICATE_PASSWORD_FILE": str(stage.folder / "password.txt")}
        ),
    }
    uuid = str(stage.sent().primary_document.uuid)
    stage.sandbox.record_event(UUID(uuid), EventType.OPENED)
    command = [*PROGRAM, "events", "--follow", "--every", "0.1"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()  # it has read the certificate with the password, and is at work
        seen = seen_of(process.pid)
        process.send_signal(signal.SIGINT)
        said, errors = process.communicate(timeout=30)
    assert uuid in line
    assert "--follow" in seen
    stage.search.look("the list of processes", seen)
    stage.search.look("its output", line + said + errors)
    assert stage.search.found == []


@pytest.mark.thorough
def test_a_password_among_the_arguments_would_be_seen() -> None:
    command = [sys.executable, "-c", "print(flush=True); input()", PASSWORD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()  # from here on it is the program, and no longer a copy of this one
        search = Search()
        search.look("the list of processes", seen_of(process.pid))
        process.communicate(b"\n")
    assert search.found


def test_what_an_error_of_settings_says_is_not_the_password() -> None:
    with pytest.raises(ConfigurationError) as caught:
        settings({"DIGIPOST_CERTIFICATE_PASSWORD": PASSWORD, "DIGIPOST_CERTIFICATE_PASSWORD_FILE": "x"})
    assert PASSWORD not in str(caught.value)


@pytest.mark.thorough
def test_the_command_sandbox_prints_no_secret_of_its_own(tmp_path: Path) -> None:
    """Not with all its options either; its people are made up, and printed to be tried."""
    recipients = tmp_path / "people.json"
    recipients.write_text('{"person": []}', encoding="utf-8")
    options = ["--port", 0, "--path", tmp_path / "s", "--recipients", recipients, "--fault", "delay=1ms"]
    with running(*options, "--oauth", "--json") as (process, output):
        line = output.readline()
        process.terminate()
        said, errors = process.communicate(timeout=30)
    passwords = [each.read_text(encoding="utf-8") for each in (tmp_path / "s").glob("*.txt")]
    assert passwords
    assert "DIGIPOST_CLIENT_ID" in line
    assert not any(password in line + said + errors for password in passwords)


@pytest.mark.thorough
def test_a_mailing_leaves_numbers_of_rows_and_no_people(stage: Scene) -> None:
    """In the journal, the reports, the progress and the log; the manifest to correct has its rows."""
    (stage.folder / f"{FILE_NAME}.pdf").write_bytes(PDF)
    wrong = (NUMBER[:-1] + "6", NUMBER + "1", f"{ADDRESS} x")
    rows = [(each, f"{FILE_NAME}.pdf", SUBJECT) for each in (NUMBER, *wrong)]
    rows.append((NUMBER, f"{FILE_NAME}-2.pdf", SUBJECT))
    manifest = write_csv(stage.folder / "m.csv", HEADER, rows)
    told: list[Progress] = []
    with overheard(stage.search, "bulk mail"):
        mailing = Mailing(manifest, stage.client)
        counts = mailing.send(skip_invalid=True, tell=told.append)
        report = write_report(mailing.folder)
    assert (counts[State.DELIVERED], counts[State.REFUSED], counts[State.INVALID]) == (1, 1, 3)
    for each in (mailing, report, *told, *mailing.rows(), *mailing.findings()):
        stage.search.look("an object of a mailing", repr(each))
    left = [each for each in mailing.folder.rglob("*") if each.is_file()]
    assert {"journal.sqlite3", "report.csv", "report.json", "report.html"} <= {each.name for each in left}
    for path in left:
        stage.search.look(path.name, path.read_bytes().decode("latin-1"))
        stage.search.look(path.name, path.read_bytes().decode(errors="replace"))
    assert stage.search.found == []
    assert report.to_correct is not None
    assert NUMBER[:-1] in report.to_correct.read_text(encoding="utf-8")
