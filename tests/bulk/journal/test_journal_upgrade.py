"""A journal that an earlier version made: upgraded in place, and its mailing resumed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from digipost.bulk.errors import JournalError
from digipost.bulk.journal.database import Database, write_fact
from digipost.bulk.journal.journal import Journal
from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.report import write_report
from digipost.bulk.row_states import State
from digipost.bulk.run.workers import threads
from tests.support.arrivals import arrived
from tests.support.journals import OLD, STATES, edited
from tests.support.manifests import PIN

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox


@pytest.fixture(params=["version-0", "version-1", "version-2"])
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def old(tmp_path: Path, broker: DigipostClient, version: str) -> Path:
    """A mailing's folder as an earlier version left it, in the middle of sending."""
    folder = tmp_path / "letters.mailing"
    folder.mkdir()
    made = OLD.with_name(version)
    shutil.copy(made / "letters.csv", tmp_path)
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7\n" + bytes(1000))
    shutil.copy(made / "journal.sqlite3", folder)
    moved(folder / "journal.sqlite3", tmp_path, broker, has_checksums=version != "version-0")
    return folder


def moved(path: Path, folder: Path, client: DigipostClient, *, has_checksums: bool) -> None:
    """Say in an old journal where its files are now, and which Digipost is meant."""
    facts = {
        "manifest": str(folder / "letters.csv"),
        "documents": str(folder),
        "api_url": client.config.environment.api_url,
    }
    with closing(sqlite3.connect(path, isolation_level=None, factory=Database)) as database:
        for name, value in facts.items():
            if has_checksums:
                write_fact(database, name, value)
            else:
                database.execute("UPDATE facts SET value = ? WHERE name = ?", (value, name))


COLUMNS = Columns(mapping={PIN: "fnr"})


@pytest.mark.thorough
@pytest.mark.parametrize("how", ["resumed", "sent again"])
def test_a_journal_of_the_version_before_is_upgraded_and_resumed(
    old: Path, broker: DigipostClient, sandbox: Sandbox, how: str
) -> None:
    manifest = old.parent / "letters.csv"
    with Journal(old / "journal.sqlite3", writing=False) as journal:
        assert [row.state for row in journal.rows()] == STATES
        identity, made = journal.facts["id"], Mailing(manifest, broker, columns=COLUMNS).settings.letters
    # Of the rows whose fate was not known, the sixth had arrived.
    sixth = next(each for each in open_manifest(manifest).records() if each.number == 6)
    broker.messages.send(made(UUID(identity)).message(sixth))
    mailing = Mailing.resume(old, broker) if how == "resumed" else Mailing(manifest, broker, columns=COLUMNS)
    counts = mailing.send(threads(2), skip_invalid=True)
    wanted = {State.DELIVERED: 5, State.PRINTED: 1, State.REFUSED: 1, State.INVALID: 1}
    assert counts == dict.fromkeys(State, 0) | wanted
    assert arrived(sandbox) == {f"Letter {number}": 1 for number in (4, 6, 7, 8)}
    report = write_report(old)
    assert report.to_correct is not None
    first = report.to_correct.read_text(encoding="utf-8").splitlines()[1]
    assert first.startswith("01013300001;letter.pdf;Letter 3;")
    with closing(sqlite3.connect(old / "journal.sqlite3")) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (3,)
        assert database.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone() == (5,)


def test_a_report_does_not_change_a_journal_of_the_version_before(old: Path) -> None:
    before = (old / "journal.sqlite3").read_bytes()
    assert write_report(old).summary.counts[State.DELIVERED] == 1
    assert (old / "journal.sqlite3").read_bytes() == before


@pytest.mark.thorough
def test_an_upgrade_that_is_killed_leaves_the_journal_as_it_was(old: Path, tmp_path: Path) -> None:
    path = old / "journal.sqlite3"
    program = (
        "import os, sys; from pathlib import Path\n"
        "from digipost.bulk.journal.journal import Journal\n"
        "left = int(sys.argv[2])\n"
        "def trace(frame, event, argument):\n"
        "    global left\n"
        "    names = {'insert', 'write_fact', '_create_tables', 'undo', 'transaction', 'verify'}\n"
        "    if event == 'call' and frame.f_code.co_name in names:\n"
        "        left -= 1\n"
        "        if left < 0: os._exit(9)\n"
        "sys.setprofile(trace)\n"
        "Journal(Path(sys.argv[1]), writing=True).close()\n"
    )
    for moment in range(0, 24, 3):
        folder = tmp_path / str(moment)
        shutil.copytree(old, folder)
        command = [sys.executable, "-c", program, str(folder / path.name), str(moment)]
        assert subprocess.run(command, check=False).returncode in {0, 9}
        with Journal(folder / path.name, writing=True) as journal:
            assert [row.state for row in journal.rows()] == STATES


@pytest.mark.parametrize("version", ["version-0"])
@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE letters SET state = 'posted' WHERE number = 2", "a row is in a state that is not known"),
        ("DELETE FROM letters WHERE number = 8", "rows are missing"),
        ("DELETE FROM facts", "is empty"),
        ("DROP TABLE findings", "is not a journal of this program"),
        ("UPDATE facts SET value = '{\"mapping\": 1}' WHERE name = 'columns'", "not one of this program's"),
        ("UPDATE facts SET value = 'null' WHERE name = 'columns'", "not one of this program's"),
    ],
)
def test_a_journal_without_checksums_that_is_damaged_is_refused(
    old: Path, broker: DigipostClient, sandbox: Sandbox, statement: str, problem: str
) -> None:
    edited(old / "journal.sqlite3", statement)
    for act in (lambda: Mailing.resume(old, broker).send(), lambda: write_report(old)):
        with pytest.raises(JournalError, match=problem):
            act()
    assert sandbox.letters == ()


@pytest.mark.parametrize("version", ["version-1"])
@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE letters SET state = 'planned' WHERE number = 2", "1 checksum does not fit"),
        ("DELETE FROM letters WHERE number = 8", "rows are missing"),
        ("DELETE FROM facts WHERE name = 'id'", "has lost the id"),
        ("DROP TABLE corrections", "is damaged"),
        ("PRAGMA user_version = 4", "has version 4, and this program knows version 3"),
        ("PRAGMA user_version = 2", "is damaged"),
        ("PRAGMA user_version = 3", "is damaged"),
    ],
)
def test_a_journal_of_version_1_that_is_damaged_is_refused_and_left_as_it_is(
    old: Path, broker: DigipostClient, sandbox: Sandbox, statement: str, problem: str
) -> None:
    edited(old / "journal.sqlite3", statement)
    before = (old / "journal.sqlite3").read_bytes()
    for act in (lambda: Mailing.resume(old, broker).send(), lambda: write_report(old)):
        with pytest.raises(JournalError, match=problem) as caught:
            act()
        assert str(caught.value).startswith(f"The journal {old / 'journal.sqlite3'} ")
    assert (old / "journal.sqlite3").read_bytes() == before
    assert sandbox.letters == ()


def test_a_journal_that_was_killed_is_upgraded(tmp_path: Path, version: str) -> None:
    for each in (OLD.with_name(version) / "killed").iterdir():
        shutil.copy(each, tmp_path)
    for writing in (False, True, True):
        with Journal(tmp_path / "journal.sqlite3", writing=writing) as journal:
            assert [row.state for row in journal.rows()] == STATES
            assert journal.hashes(7) or version != "version-2"
            if writing:
                journal.keep_hashes([(7, "abc"), (7, "def"), (7, "abc")])
                assert journal.hashes(7) == ("abc", "def")
            assert journal.hashes(8) == ()


def test_a_hash_that_was_changed_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    with Journal(path, writing=True) as journal:
        journal.keep_hashes([(1, "abc")])
    edited(path, "UPDATE hashes SET hash = 'abd'")
    with pytest.raises(JournalError, match="1 checksum does not fit"):
        Journal(path, writing=False)
