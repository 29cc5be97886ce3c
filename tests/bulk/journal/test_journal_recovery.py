"""Mailings whose journal was damaged, lost or interrupted: never taken for new, and no letter doubled."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from digipost.bulk.errors import JournalError
from digipost.bulk.journal.journal import Journal
from digipost.bulk.mailing import Mailing
from digipost.bulk.report import write_report
from digipost.bulk.row_states import Outcome, State
from digipost.bulk.run.workers import threads
from tests.support.arrivals import arrived, once_each
from tests.support.journals import DAMAGES, WHAT_TO_DO, journal_of
from tests.support.manifests import letters

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox


@pytest.mark.thorough
@pytest.mark.parametrize(("damage", "problem"), DAMAGES)
def test_a_damaged_journal_is_refused_and_never_taken_for_new(
    tmp_path: Path,
    broker: DigipostClient,
    sandbox: Sandbox,
    damage: Callable[[Path], object],
    problem: str,
) -> None:
    path = sent(tmp_path, broker)
    damage(path)
    mailing = Mailing(tmp_path / "letters.csv", broker)
    for act in (mailing.send, mailing.check):
        with pytest.raises(JournalError) as caught:
            act()
        assert str(caught.value).startswith(f"The journal {path} {problem}")
        assert WHAT_TO_DO in str(caught.value)
    if path.exists():
        with pytest.raises(JournalError, match=WHAT_TO_DO):
            write_report(mailing.folder)
    assert set(arrived(sandbox).values()) == {1}


def _new(folder: Path, _: DigipostClient) -> Path:
    Journal(folder / "new" / "journal.sqlite3", writing=True).close()
    return folder / "new"


def _checked(folder: Path, client: DigipostClient) -> Path:
    mailing = Mailing(letters(folder, 2, name="other.csv"), client)
    mailing.check()
    return mailing.folder


def _checked_of_the_same_manifest(folder: Path, client: DigipostClient) -> Path:
    mailing = Mailing(folder / "letters.csv", client, folder=folder / "again")
    mailing.check()
    return mailing.folder


def _begun_of_the_same_manifest(folder: Path, client: DigipostClient) -> Path:
    place = _checked_of_the_same_manifest(folder, client)
    with Journal(place / "journal.sqlite3", writing=True) as journal:
        journal.write([], [1])
    return place


@pytest.mark.parametrize(
    "another", [_new, _checked, _checked_of_the_same_manifest, _begun_of_the_same_manifest]
)
def test_a_whole_journal_of_another_mailing_is_refused(
    tmp_path: Path,
    broker: DigipostClient,
    sandbox: Sandbox,
    another: Callable[[Path, DigipostClient], Path],
) -> None:
    path = sent(tmp_path, broker, 2)
    shutil.copyfile(another(tmp_path, broker) / "journal.sqlite3", path)
    mailing = Mailing(tmp_path / "letters.csv", broker)
    for act in (mailing.send, mailing.check, lambda: list(mailing.rows()), lambda: write_report(path.parent)):
        with pytest.raises(JournalError) as caught:
            act()
        assert str(caught.value).startswith(f"The journal {path} is that of another mailing. ")
        assert WHAT_TO_DO in str(caught.value)
    assert arrived(sandbox) == once_each(2)


def test_a_journal_from_a_backup_is_that_of_its_mailing(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    mailing = Mailing(letters(tmp_path, 2), broker)
    mailing.check()
    journal = mailing.folder / "journal.sqlite3"
    shutil.copyfile(journal, tmp_path / "backup")
    mailing.send(threads(1))
    shutil.copyfile(tmp_path / "backup", journal)
    assert mailing.send(threads(1))[State.DELIVERED] == 2
    assert arrived(sandbox) == once_each(2)


def test_a_lock_of_the_version_before_learns_the_mailing(tmp_path: Path) -> None:
    """The lock of that version remembered a journal, but not its mailing."""
    for name in ("a", "b"):
        Journal(tmp_path / name / "j", writing=True).close()
    with closing(sqlite3.connect(tmp_path / "a" / "j.lock")) as lock:
        lock.execute("PRAGMA application_id = 0")
    for writing in (False, True):  # read first, while it remembers none
        Journal(tmp_path / "a" / "j", writing=writing).close()
    shutil.copyfile(tmp_path / "b" / "j", tmp_path / "a" / "j")
    for writing in (False, True):
        with pytest.raises(JournalError, match="is that of another mailing"):
            Journal(tmp_path / "a" / "j", writing=writing)


def test_a_lock_that_cannot_be_read_is_no_reason_to_show_nothing(tmp_path: Path) -> None:
    path = tmp_path / "j"
    with Journal(path, writing=True) as journal, Journal(path, writing=False) as reader:
        assert reader.facts == journal.facts  # the lock is held
    (tmp_path / "j.lock").write_bytes(b"x" * 4096)
    Journal(path, writing=False).close()
    (tmp_path / "j.lock").unlink()
    Journal(path, writing=False).close()
    assert not (tmp_path / "j.lock").exists()


TRACES = ["journal.sqlite3-wal", "journal.sqlite3-journal", "report.csv", "report.html"]


@pytest.mark.parametrize("left", TRACES)
def test_a_journal_of_which_only_traces_are_left_is_missed(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox, left: str
) -> None:
    """As where the version before made them, whose lock remembers nothing."""
    (tmp_path / "letters.mailing").mkdir()
    (tmp_path / "letters.mailing" / left).touch()
    with pytest.raises(JournalError, match=f"is missing, and {left} of its mailing is there"):
        Mailing(letters(tmp_path, 1), broker).send()
    assert sandbox.letters == ()


def test_a_lock_alone_is_no_trace(tmp_path: Path, broker: DigipostClient) -> None:
    """A kill of ours can come after the lock was made, and before the journal."""
    (tmp_path / "letters.mailing").mkdir()
    (tmp_path / "letters.mailing" / "journal.sqlite3.lock").touch()
    assert Mailing(letters(tmp_path, 1), broker).send(threads(1))[State.DELIVERED] == 1


@pytest.mark.thorough
def test_every_digit_of_a_journal_is_protected(tmp_path: Path) -> None:
    """A bit turned anywhere leaves what the journal says, or is refused."""
    with journal_of(tmp_path / "a" / "j", State.PLANNED, State.PLANNED, State.INVALID) as journal:
        journal.note(digest="0123456789")
        journal.write([], [1, 2])
        journal.write([Outcome(1, State.DELIVERED, channel="DIGIPOST")], [])

    def said(path: Path) -> tuple[object, ...]:
        with Journal(path, writing=False) as journal:
            return journal.facts, list(journal.rows()), list(journal.findings())

    whole, before = (tmp_path / "a" / "j").read_bytes(), said(tmp_path / "a" / "j")
    used = [place for place, byte in enumerate(whole) if byte]
    refused = 0
    for place in used[:: max(1, len(used) // 400)]:
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        (tmp_path / "j").write_bytes(changed)
        try:
            assert said(tmp_path / "j") == before
        except JournalError:
            refused += 1
    assert refused > 100


@pytest.mark.thorough
def test_a_torn_write_ahead_log_recovers(tmp_path: Path) -> None:
    """Cut at any length, as a power cut leaves it: the journal says what one of the commits said."""
    states = [[State.PLANNED] * 3]
    with journal_of(tmp_path / "a" / "j", *states[0]) as journal:
        for number in (1, 2, 3):
            journal.write([], [number])
            states.append([row.state for row in journal.rows()])
        shutil.copytree(tmp_path / "a", tmp_path / "b")
    whole = (tmp_path / "b" / "j-wal").read_bytes()
    found = []
    for length in [*range(0, len(whole), 97), len(whole)]:
        shutil.rmtree(tmp_path / "c", ignore_errors=True)
        (tmp_path / "c").mkdir()
        shutil.copy(tmp_path / "b" / "j", tmp_path / "c" / "j")
        (tmp_path / "c" / "j-wal").write_bytes(whole[:length])
        with Journal(tmp_path / "c" / "j", writing=True) as journal:
            found.append([row.state for row in journal.rows()])
    assert [each for each in states if each in found] == states
    assert all(each in states for each in found)


@pytest.mark.thorough
def test_a_write_ahead_log_that_is_lost_doubles_nothing(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    """Only the main file was copied: it knows the mailing, and Digipost takes no message id twice."""
    path = sent(tmp_path, broker)
    with Journal(path, writing=False) as journal:
        identity = journal.facts["id"]
    shutil.rmtree(path.parent)
    mailing = Mailing(tmp_path / "letters.csv", broker)
    mailing.check()
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("BEGIN")
        shutil.copy(path, tmp_path / "copy")
    assert identity not in (tmp_path / "copy").read_bytes().decode("latin-1")  # another mailing, as is right
    mailing.send(threads(1))
    before = len(sandbox.letters)
    for beside in path.parent.glob("journal.sqlite3-*"):
        beside.unlink()
    shutil.copy(tmp_path / "copy", path)
    assert Mailing(tmp_path / "letters.csv", broker).send(threads(1))[State.DELIVERED] == 5
    assert len(sandbox.letters) == before


@pytest.mark.thorough
def test_a_kill_while_a_journal_is_made_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    """Killed at each system call that makes, syncs or renames a file."""
    program = (
        "import os, sys; from pathlib import Path; from digipost.bulk.journal.journal import Journal\n"
        "left = int(sys.argv[2])\n"
        "def hook(event, arguments):\n"
        "    global left\n"
        "    events = {'open', 'os.rename', 'sqlite3.connect', 'os.remove'}\n"
        "    if event in events and sys.argv[1] in str(arguments):\n"
        "        left -= 1\n"
        "        if left < 0: os._exit(9)\n"
        "sys.addaudithook(hook)\n"
        "Journal(Path(sys.argv[1]) / 'j', writing=True).close()\n"
    )
    for moment in range(20):
        folder = tmp_path / str(moment)
        folder.mkdir()
        command = [sys.executable, "-c", program, str(folder), str(moment)]
        ended = subprocess.run(command, check=False).returncode
        assert ended in {0, 9}
        assert not (folder / "j").exists() or (folder / "j").stat().st_size > 0
        with Journal(folder / "j", writing=True) as journal:
            assert UUID(journal.facts["id"]).version == 4
        assert not (folder / "j.part").exists()
        if ended == 0:
            break
    assert 3 < moment < 19


@pytest.mark.skipif(os.name == "nt", reason="its names are all Unicode")
def test_paths_that_are_not_utf_8_are_remembered(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox
) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe5rlig"))
    folder.mkdir()
    mailing = Mailing(letters(folder, 2), broker)
    assert mailing.send(threads(1))[State.DELIVERED] == 2
    assert Mailing.resume(mailing.folder, broker).settings == mailing.settings
    write_report(mailing.folder)
    assert len(sandbox.letters) == 2


def sent(folder: Path, client: DigipostClient, count: int = 5) -> Path:
    """The journal of a mailing of which all has been sent."""
    mailing = Mailing(letters(folder, count), client)
    mailing.send(threads(2))
    return mailing.folder / "journal.sqlite3"
