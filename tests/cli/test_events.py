"""`digipost events`: each at least once, with a place that is kept, until Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from digipost.cli.failures import ExitCode
from digipost_schema.api_v8 import EventType
from tests.cli.conftest import PROGRAM

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def document(run: Run, tmp_path: Path) -> UUID:
    """A letter that was sent, to which things can happen."""
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 a letter")
    to = ("--to-pin", "31108412345")
    (sent,) = run("send", tmp_path / "letter.pdf", *to, "--subject", "Hello", "--json").records
    return UUID(sent["document"])


def test_events_are_lines(run: Run, sandbox: Sandbox, document: UUID) -> None:
    event = sandbox.record_event(document, EventType.OPENED)
    assert run("events").stdout == f"{event.created:%Y-%m-%d %H:%M:%S}  {document}  OPENED\n"
    (record,) = run("events", "--json").records
    assert (record["type"], record["uuid"]) == ("OPENED", str(document))


def test_reading_goes_on_where_it_ended(run: Run, sandbox: Sandbox, document: UUID, tmp_path: Path) -> None:
    cursor = tmp_path / "events.cursor"
    sandbox.record_event(document, EventType.OPENED)
    assert len(run("events", "--cursor-file", cursor, "--json").records) == 1
    stored = cursor.read_text(encoding="utf-8")
    sandbox.record_event(document, EventType.SHREDDED)
    # Ten minutes of events, which may have been recorded late, are read again.
    types = [each["type"] for each in run("events", "--cursor-file", cursor, "--json").records]
    assert types == ["OPENED", "SHREDDED"]
    assert cursor.read_text(encoding="utf-8") > stored
    assert list(tmp_path.glob("*.new")) == []


def test_the_place_is_kept_when_reading_fails(
    run: Run, sandbox: Sandbox, document: UUID, tmp_path: Path
) -> None:
    cursor = tmp_path / "events.cursor"
    sandbox.record_event(document, EventType.OPENED)
    sandbox.faults.add("status=400 path=/document/events* times=1")
    sandbox.faults.add("status=400 path=/documents/events* times=1")
    ended = run("events", "--cursor-file", cursor, "--json")
    assert ended.code == ExitCode.REFUSED
    assert len(run("events", "--cursor-file", cursor, "--json").records) == 1


def test_an_old_place_is_warned_of(run: Run, tmp_path: Path) -> None:
    cursor = tmp_path / "events.cursor"
    cursor.write_text("2020-06-03T12:00:02.000+00:00\n", encoding="utf-8")
    ended = run("events", "--cursor-file", cursor)
    assert ended.code == ExitCode.DONE
    assert ended.stderr.startswith("Warning: The cursor is older than the 30 days")
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--cursor-file", "bad.cursor"), "--cursor-file: the cursor of an earlier feed is expected"),
        (("--since", "yesterday"), "--since: a date, a time and its offset from UTC"),
        (("--follow", "--until", "2026-12-01T08:00+01:00"), "--follow or --until: give one of them."),
    ],
)
def test_wrong_usage_names_the_option(
    run: Run, tmp_path: Path, options: tuple[str, ...], problem: str
) -> None:
    (tmp_path / "bad.cursor").write_text("nonsense", encoding="utf-8")
    named = [tmp_path / each if each.endswith(".cursor") else each for each in options]
    ended = run("events", *named)
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith(f"Error: {problem}")


def test_a_place_that_cannot_be_stored_is_named(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    ended = run("events", "--cursor-file", tmp_path / "no folder" / "events.cursor")
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.startswith(f"Error: --cursor-file: there is no folder {tmp_path / 'no folder'} ")
    assert sandbox.requests == ()


@pytest.mark.thorough
def test_following_goes_on_until_it_is_interrupted(
    sandbox: Sandbox, document: UUID, variables: dict[str, str], tmp_path: Path
) -> None:
    cursor = tmp_path / "events.cursor"
    command = [*PROGRAM, "events", "--follow", "--every", "0.1", "--json"]
    sandbox.record_event(document, EventType.OPENED)
    with subprocess.Popen(
        [*command, "--cursor-file", cursor],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | variables,
    ) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["type"] == "OPENED"
        sandbox.record_event(document, EventType.SHREDDED)
        assert json.loads(process.stdout.readline())["type"] == "SHREDDED"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")
    assert cursor.exists()
