"""A journal of version 0 is read as it is, and upgraded where it is written to."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digipost.bulk.errors import JournalError
from digipost.bulk.journal.journal import Journal
from digipost.bulk.row_states import Finding, Outcome, Row, State
from tests.support.journals import OLD, STATES, edited
from tests.support.manifests import PIN


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD / "journal.sqlite3", tmp_path))


def test_a_journal_that_the_version_before_left_when_it_was_killed_is_upgraded(tmp_path: Path) -> None:
    for each in (OLD / "killed").iterdir():
        shutil.copy(each, tmp_path)
    for writing in (False, True, True):
        with Journal(tmp_path / "journal.sqlite3", writing=writing) as journal:
            assert [row.state for row in journal.rows()] == STATES
            assert journal.codes()[0] == (State.FAILED, "API_UNAVAILABLE", 1)
            assert len(list(journal.findings())) == 1
            assert journal.facts["checked"] == "8"


@pytest.mark.parametrize("writing", [True, False])
def test_all_that_it_says_is_kept(path: Path, *, writing: bool) -> None:
    with closing(sqlite3.connect(path)) as database:
        facts = dict(database.execute("SELECT name, value FROM facts"))
        (at,) = database.execute("SELECT at FROM letters WHERE number = 3").fetchone()
    before = path.read_bytes()
    with Journal(path, writing=writing) as journal:
        assert journal.facts == facts
        assert [row.state for row in journal.rows()] == STATES
        problem = (
            "The recipient has no Digipost mailbox: add print details to the message to have it sent on "
            "paper."
        )
        when = datetime.fromtimestamp(at, UTC)
        assert list(journal.rows(3, 1)) == [
            Row(3, State.REFUSED, 1, None, "UNKNOWN_RECIPIENT", problem, when)
        ]
        assert list(journal.findings()) == [
            Finding(5, True, PIN, "exactly 11 digits are expected, without spaces or punctuation")  # noqa: FBT003
        ]
    assert (path.read_bytes() == before) is not writing
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (3 * writing,)
        assert database.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone() == (3 + 2 * writing,)


def test_it_goes_on_as_any_other(path: Path) -> None:
    with Journal(path, writing=True) as journal:
        journal.write([], [4, 8])
        journal.write([Outcome(8, State.DELIVERED, channel="DIGIPOST", changed="document")], [])
    with Journal(path, writing=True) as journal:
        assert [row.state for row in journal.rows()] == [*STATES[:3], "sending", *STATES[4:7], "delivered"]
        assert journal.changed() == 1


def test_one_that_was_never_checked_is_upgraded_too(path: Path) -> None:
    edited(path, "DELETE FROM facts WHERE name = 'checked'", "DELETE FROM letters", "DELETE FROM findings")
    with Journal(path, writing=True) as journal:
        assert "checked" not in journal.facts
        assert list(journal.rows()) == []


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE letters SET state = 'posted' WHERE number = 2", "is damaged: a row is in a state"),
        ("DELETE FROM letters WHERE number = 8", "is damaged: rows are missing"),
        ("DELETE FROM letters WHERE number = 1", "is damaged: rows are missing"),
        ("DELETE FROM facts", "is empty"),
        ("DROP TABLE findings", "is not a journal of this program"),
        ("ALTER TABLE findings ADD COLUMN more", "is not a journal of this program"),
        ("PRAGMA user_version = 1", "is not a journal of this program"),
        ("UPDATE facts SET value = '9' WHERE name = 'checked'", "is damaged: rows are missing"),
    ],
)
@pytest.mark.parametrize("writing", [True, False])
def test_one_that_is_damaged_is_refused_and_left_as_it_is(
    path: Path, statement: str, problem: str, *, writing: bool
) -> None:
    edited(path, statement)
    with pytest.raises(JournalError) as caught:
        Journal(path, writing=writing)
    assert str(caught.value).startswith(f"The journal {path} {problem}")
    with closing(sqlite3.connect(path)) as database:
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_schema")}
    assert names <= {"facts", "letters", "findings"}


def test_reading_one_leaves_no_file_behind(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    Journal(path, writing=False).close()
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("writing", [True, False])
def test_one_with_a_page_that_is_torn_is_refused(path: Path, *, writing: bool) -> None:
    with closing(sqlite3.connect(path)) as database:
        (page,) = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'letters'").fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[size * (page - 1) : size * page] = b"\xff" * size
    path.write_bytes(content)
    with pytest.raises(JournalError) as caught:
        Journal(path, writing=writing)
    assert str(caught.value).startswith(f"The journal {path} is damaged (database disk image is malformed)")
