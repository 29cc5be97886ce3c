"""The journal's file: that one process has it, in whichever thread, and what is no journal."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from digipost.bulk.errors import JournalError
from digipost.bulk.journal.file import folder_for
from digipost.bulk.journal.journal import Journal
from digipost.bulk.journal.lock import Lock
from digipost.bulk.row_states import State
from tests.support.journals import journal_of


@pytest.mark.thorough
def test_one_process_writes_and_others_read(tmp_path: Path) -> None:
    path = tmp_path / "j"
    program = (
        "import sys; from pathlib import Path; from digipost.bulk.journal.journal import Journal\n"
        "journal = Journal(Path(sys.argv[1]), writing=sys.argv[2] == 'write')\n"
        "print(sum(journal.counts().values()))"
    )

    def elsewhere(how: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", program, str(path), how]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    with journal_of(path, State.PLANNED):
        assert elsewhere("read").stdout == "1\n"
        refused = elsewhere("write")
        assert (
            "JournalError: Another process is sending this mailing. Wait until it is done." in refused.stderr
        )
    assert elsewhere("write").stdout == "1\n"


def test_what_is_no_journal_is_a_journal_error(tmp_path: Path) -> None:
    advice = "Give the folder of one, such as invoices.mailing."
    with pytest.raises(JournalError) as missing:
        Journal(tmp_path / "none", writing=False)
    assert str(missing.value) == f"There is no mailing in {tmp_path}. {advice}"
    (tmp_path / "m.mailing").mkdir()
    (tmp_path / "m.mailing" / "j").touch()
    with pytest.raises(JournalError, match=f"Give its folder, {re.escape(str(tmp_path / 'm.mailing'))}\\.$"):
        Journal(tmp_path / "m.csv" / "j", writing=False)
    text = tmp_path / "text"
    text.write_text("x" * 5000)
    with pytest.raises(JournalError, match=f"^The journal {re.escape(str(text))} is not a journal of this "):
        Journal(text, writing=True)
    (tmp_path / "file").touch()
    inside = tmp_path / "file" / "j"
    with pytest.raises(JournalError, match=f"^The journal {re.escape(str(inside))} cannot be used: "):
        Journal(inside, writing=True)


@pytest.mark.parametrize(
    ("manifest", "folder"),
    [
        ("letters.csv", "letters.mailing"),
        ("sent/letters.2026.xlsx", "sent/letters.2026.mailing"),
        ("letters", "letters.mailing"),
        (".csv", ".csv.mailing"),
        ("letters.mailing", "letters.mailing"),
        ("/", "/.mailing"),
        (".", ".mailing"),
        ("..", "...mailing"),
    ],
)
def test_the_folder_of_a_mailing_is_beside_its_manifest(manifest: str, folder: str) -> None:
    assert folder_for(Path(manifest)) == Path(folder)


def test_its_folder_is_made_and_its_lock_is_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "of the year" / "of the month"
    with Journal(folder / "j", writing=True):
        assert {"j", "j.lock"} <= {each.name for each in folder.iterdir()}


def test_another_thread_can_go_on_with_it(tmp_path: Path) -> None:
    journal = journal_of(tmp_path / "j", State.PLANNED)
    with ThreadPoolExecutor(1) as thread:
        thread.submit(journal.write, [], [1]).result()
        thread.submit(journal.close).result()
    with Journal(tmp_path / "j", writing=True) as again:
        assert [row.state for row in again.rows()] == [State.SENDING]


@pytest.mark.parametrize(
    ("mailing", "number"),
    [
        ("6f0e3c7a-2f43-4f0e-9d5a-1b7d6f3f2a10", 1_714_004_379),
        ("0b8f5a8e-6f0d-4a53-8a37-9f6c1e2d3b4c", 2_096_221_717),
    ],
)
def test_a_lock_keeps_a_number_that_later_versions_understand(
    tmp_path: Path, mailing: str, number: int
) -> None:
    with closing(Lock(tmp_path / "j")) as lock:
        assert not lock.is_of_another(mailing)
        lock.remember(mailing)
        assert not lock.is_of_another(mailing)
        assert lock.is_of_another(mailing[::-1])
    with closing(sqlite3.connect(tmp_path / "j.lock")) as database:
        assert database.execute("PRAGMA application_id").fetchone() == (number,)
