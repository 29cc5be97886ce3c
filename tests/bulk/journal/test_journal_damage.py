"""A journal that was damaged, emptied, altered or torn: refused, or recovered; never taken for a new one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from digipost.bulk.errors import JournalError
from digipost.bulk.journal.database import Database, checksum, read_facts
from digipost.bulk.journal.journal import Journal
from digipost.bulk.row_states import Finding, Outcome, State
from tests.support.journals import DAMAGES, WHAT_TO_DO, edited, journal_of
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal of five letters that were sent, and its lock."""
    with journal_of(tmp_path / "journal.sqlite3", *[State.PLANNED] * 5) as journal:
        journal.note(digest="0123456789")
        journal.write([], [1, 2, 3, 4, 5])
        journal.write([Outcome(number, State.DELIVERED, channel="DIGIPOST") for number in range(1, 6)], [])
    return tmp_path / "journal.sqlite3"


@pytest.mark.parametrize("writing", [True, False])
@pytest.mark.parametrize(("damage", "problem"), DAMAGES)
def test_a_damaged_journal_is_refused(
    path: Path, damage: Callable[[Path], object], problem: str, *, writing: bool
) -> None:
    damage(path)
    there = path.exists()
    with pytest.raises(JournalError) as caught:
        Journal(path, writing=writing)
    if there or writing:
        assert str(caught.value).startswith(f"The journal {path} {problem}")
        assert WHAT_TO_DO in str(caught.value)
    else:
        assert str(caught.value).startswith(f"There is no mailing in {path.parent}. ")


@pytest.mark.parametrize("writing", [True, False])
def test_a_log_of_another_mailing_is_refused(tmp_path: Path, path: Path, *, writing: bool) -> None:
    """As many letters, and a log of which SQLite has no reason to doubt that it belongs to the journal."""
    (tmp_path / "other").mkdir()
    with journal_of(tmp_path / "other" / path.name, *[State.PLANNED] * 5) as other:
        other.write([], [4, 5])
        shutil.copy(tmp_path / "other" / f"{path.name}-wal", tmp_path)
    with pytest.raises(JournalError, match="5 checksums do not fit") as caught:
        Journal(path, writing=writing)
    assert WHAT_TO_DO in str(caught.value)


def test_a_finding_that_was_changed_or_lost_is_noticed(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", writing=True) as journal, journal.planning() as plan:
        plan.add(1, State.INVALID, [Finding(1, is_error=True, field="subject", problem="is blank")])
    shutil.copy(tmp_path / "j", tmp_path / "k")
    edited(tmp_path / "j", "UPDATE findings SET is_error = 0")
    edited(tmp_path / "k", "DELETE FROM findings")
    with pytest.raises(JournalError, match="1 checksum does not fit"):
        Journal(tmp_path / "j", writing=True)
    with pytest.raises(JournalError) as caught:
        Journal(tmp_path / "k", writing=False)
    problem = f"The journal {tmp_path / 'k'} is damaged: findings of the check are missing. It tells"
    assert str(caught.value).startswith(problem)


def test_a_journal_of_a_later_version_is_refused(tmp_path: Path) -> None:
    journal_of(tmp_path / "j", State.PLANNED).close()
    edited(tmp_path / "j", "PRAGMA user_version = 4")
    for writing in (True, False):
        with pytest.raises(JournalError) as caught:
            Journal(tmp_path / "j", writing=writing)
        assert str(caught.value) == (
            f"The journal {tmp_path / 'j'} has version 4, and this program knows version 3. Use the version "
            "of digipost that made it, or a later one."
        )


def test_a_state_that_is_not_known_is_an_error_of_ours(tmp_path: Path) -> None:
    """Also with a checksum that fits, as a later program of the same version could write it."""
    journal_of(tmp_path / "j", State.PLANNED).close()
    with closing(sqlite3.connect(tmp_path / "j", isolation_level=None, factory=Database)) as database:
        database.belong_to(read_facts(database)["id"])
        number = checksum(1, "posted", 0, *[None] * 6, seed=database.seed)
        database.execute("UPDATE letters SET state = 'posted', checksum = ?", (number,))
    for writing in (True, False):
        with pytest.raises(JournalError, match="a row is in a state that is not known"):
            Journal(tmp_path / "j", writing=writing)


def test_what_to_do_is_said_with_the_path(tmp_path: Path) -> None:
    (tmp_path / "j").touch()
    with pytest.raises(JournalError) as caught:
        Journal(tmp_path / "j", writing=True)
    assert str(caught.value) == (
        f"The journal {tmp_path / 'j'} is empty. It tells which letters have been sent, so nothing is sent "
        "without it. Restore it from a backup, with the files that begin with its name: letters keep their "
        "message ids, and Digipost takes none twice. Without a backup, ask Digipost which letters have "
        "arrived before the others go out as a new mailing. If certainly no letter of this mailing was sent, "
        "delete its folder and begin anew."
    )


@pytest.mark.parametrize("writing", [True, False])
def test_a_value_that_sqlite_keeps_and_no_row_can_have_is_refused(path: Path, *, writing: bool) -> None:
    edited(path, "UPDATE letters SET code = x'00ff' WHERE number = 1")
    with pytest.raises(JournalError, match="1 checksum does not fit"):
        Journal(path, writing=writing)


@pytest.mark.parametrize("writing", [True, False])
def test_a_table_that_is_gone_is_damage(path: Path, *, writing: bool) -> None:
    edited(path, "DROP TABLE corrections")
    with pytest.raises(JournalError) as caught:
        Journal(path, writing=writing)
    problem = f"The journal {path} is damaged (no such table: corrections). It tells"
    assert str(caught.value).startswith(problem)


@pytest.mark.parametrize("writing", [True, False])
@pytest.mark.parametrize(("table", "column"), [("letters", b"documents"), ("facts", b"value")])
def test_a_name_that_is_no_text_is_damage(path: Path, table: str, column: bytes, *, writing: bool) -> None:
    with closing(sqlite3.connect(path)) as database:
        (sql,) = database.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    stored = path.read_bytes()
    assert stored.count(sql.encode()) == 1
    path.write_bytes(stored.replace(sql.encode(), sql.encode().replace(column, b"\xff" * len(column), 1)))
    with pytest.raises(JournalError) as caught:
        Journal(path, writing=writing)
    problem = f"The journal {path} is damaged: it has names that are no text. It tells"
    assert str(caught.value).startswith(problem)


@in_one_test(
    "left",
    ["j-wal", "j-journal", "report.csv", "report.json", "report.html", "successors.json", "hashes"],
)
def test_traces_of_a_journal_that_is_gone(tmp_path: Path, left: str) -> None:
    (tmp_path / left).touch()
    with pytest.raises(JournalError) as caught:
        Journal(tmp_path / "j", writing=True)
    problem = f"The journal {tmp_path / 'j'} is missing, and {left} of its mailing is there. It tells"
    assert str(caught.value).startswith(problem)
    assert not (tmp_path / "j").exists()


def test_what_a_kill_left_of_a_new_journal_is_no_trace(tmp_path: Path) -> None:
    (tmp_path / "j.part").write_text("x" * 5000)
    Journal(tmp_path / "j", writing=True).close()
    assert {each.name for each in tmp_path.iterdir()} == {"j", "j.lock"}


@pytest.mark.thorough  # SQLite waits for five seconds
def test_a_journal_that_another_program_has_locked_is_not_called_damaged(path: Path) -> None:
    edited(path, "PRAGMA journal_mode=DELETE")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(JournalError) as caught:
            Journal(path, writing=False)
    assert str(caught.value) == (
        f"The journal {path} cannot be used: database is locked. Another program uses it, perhaps a backup: "
        "wait until that is done, and resume the mailing."
    )


def test_documents_changes_and_what_is_no_text_are_kept(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", writing=True) as journal:
        journal.note(manifest="caf\udce9")
        with journal.planning() as plan:
            findings = [
                Finding(1, is_error=True, field="\ud83d", problem="\ud83d"),
                Finding(1, is_error=False, field="b", problem="c"),
            ]
            plan.add(1, State.INVALID, findings)
            plan.add(2, State.PLANNED, [], documents="a:b", corrects="m.mailing#3")
        journal.write([], [2])
        journal.write([Outcome(2, State.DELIVERED, problem="\ud83d", changed="document")], [])
    with Journal(tmp_path / "j", writing=False) as journal:
        assert (journal.facts["manifest"], journal.facts["findings"]) == ("caf\udce9", "2")
        assert [each.field for each in journal.findings()] == ["\\ud83d", "b"]
        (row,) = journal.rows(2)
        assert (row.documents, row.changed, row.problem) == ("a:b", "document", "\\ud83d")
        assert journal.corrections() == {2: "m.mailing#3"}
        assert journal.changed() == 1
