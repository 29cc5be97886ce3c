"""A journal among other users, programs and disks: moved or locked while in use, read-only, without space."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digipost.bulk.errors import JournalError
from digipost.bulk.journal.failures import unusable
from digipost.bulk.journal.file import sync_folder
from digipost.bulk.journal.journal import FILE_NAME, Journal
from digipost.bulk.mailing import Mailing
from digipost.bulk.row_states import Outcome, State
from digipost.bulk.run.workers import threads
from tests.support.arrivals import arrived
from tests.support.journals import journal_of
from tests.support.manifests import letters
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digipost.bulk.run.progress import Progress
    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file where it is")

SPACE = "Check that its disk has space, and resume the mailing."
LOCKS = "Its folder cannot lock files, like some network folders: move the mailing to a local disk."
PERMISSION = "Check that the user of this program may write to its folder and to the files in it."
BUSY = "Another program uses it, perhaps a backup: wait until that is done, and resume the mailing."


def _replaced(path: Path) -> None:
    shutil.copy(path, path.with_name("copy"))
    path.with_name("copy").replace(path)


MOVES: list[tuple[str, Callable[[Path], object]]] = [
    (FILE_NAME, lambda folder: (folder / FILE_NAME).unlink()),
    (FILE_NAME, lambda folder: _replaced(folder / FILE_NAME)),
    (FILE_NAME, lambda folder: folder.rename(folder.with_name("elsewhere"))),
    (FILE_NAME, shutil.rmtree),
    (f"{FILE_NAME}.lock", lambda folder: (folder / f"{FILE_NAME}.lock").unlink()),
    (f"{FILE_NAME}.lock", lambda folder: _replaced(folder / f"{FILE_NAME}.lock")),
    (f"{FILE_NAME}-wal", lambda folder: (folder / f"{FILE_NAME}-wal").unlink()),
]


@on_posix
@pytest.mark.parametrize(("name", "move"), MOVES)
def test_a_journal_that_is_moved_while_in_use_stops_the_sending(
    tmp_path: Path, name: str, move: Callable[[Path], object]
) -> None:
    path = tmp_path / "mailing" / FILE_NAME
    with journal_of(path, State.PLANNED, State.PLANNED, State.PLANNED) as journal:
        journal.write([], [1])
        move(path.parent)
        with pytest.raises(JournalError) as caught:
            journal.write([Outcome(1, State.DELIVERED)], [2])
        assert str(caught.value) == (
            f"{path.with_name(name)} was moved, deleted or replaced while letters were sent, so sending has "
            "stopped. Put it back if you can, and resume the mailing."
        )
        # It is written nevertheless: a reader of that file learns of both rows.
        assert [row.state for row in journal.rows()] == [State.DELIVERED, State.SENDING, State.PLANNED]


@on_posix
def test_a_parent_that_became_a_file_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "mailing" / FILE_NAME
    with journal_of(path, State.PLANNED) as journal:
        path.parent.rename(tmp_path / "elsewhere")
        path.parent.touch()
        with pytest.raises(JournalError, match="was moved, deleted or replaced"):
            journal.write([], [1])


@pytest.mark.parametrize("below", [".", "deeper"])
def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path, below: str) -> None:
    (tmp_path / "mailing").touch()
    with pytest.raises(
        JournalError, match=r"\. A file stands in the place of its folder: name another folder\.$"
    ):
        Journal(tmp_path / "mailing" / below / FILE_NAME, writing=True)


@on_posix
@pytest.mark.parametrize("name", [FILE_NAME, f"{FILE_NAME}.lock"])
def test_a_mailing_whose_folder_was_moved_is_resumed_when_it_is_back(
    tmp_path: Path, broker: DigipostClient, sandbox: Sandbox, name: str
) -> None:
    mailing = Mailing(letters(tmp_path, 20), broker)
    moved, back = mailing.folder / name, tmp_path / "moved"

    def tell(_: Progress) -> None:
        if moved.exists():
            moved.rename(back)

    with pytest.raises(JournalError, match="was moved, deleted or replaced while letters were sent"):
        mailing.send(threads(1), tell=tell)
    assert len(sandbox.letters) < 20
    back.rename(moved)
    counts = Mailing(tmp_path / "letters.csv", broker).send(threads(2))
    assert counts[State.DELIVERED] == 20
    assert list(arrived(sandbox).values()) == [1] * 20


def test_a_second_writer_is_told_of_the_first_and_of_folders_without_locks(tmp_path: Path) -> None:
    with journal_of(tmp_path / "j", State.PLANNED) as first:
        with pytest.raises(JournalError) as caught:
            Journal(tmp_path / "j", writing=True)
        assert str(caught.value) == (
            "Another process is sending this mailing. Wait until it is done. If there is none, the folder "
            "cannot lock files, like some network folders: move the mailing to a local disk."
        )
        first.write([], [1])
    Journal(tmp_path / "j", writing=True).close()


@pytest.mark.parametrize("content", [b"x" * 5000, b"\0" * 4096])
def test_a_lock_that_is_damaged_is_told_and_can_be_deleted(tmp_path: Path, content: bytes) -> None:
    journal_of(tmp_path / "j", State.PLANNED).close()
    lock = tmp_path / "j.lock"
    lock.write_bytes(content)
    with pytest.raises(JournalError) as caught:
        Journal(tmp_path / "j", writing=True)
    assert str(caught.value) == (
        f"The lock {lock} is damaged. If no other process is sending this mailing, delete it and resume the "
        "mailing."
    )
    lock.unlink()
    with Journal(tmp_path / "j", writing=True) as journal:
        assert journal.counts()[State.PLANNED] == 1


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let each write beyond that size fail, like a full disk."""
    import resource  # noqa: PLC0415 - not on Windows

    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


@pytest.mark.skipif(os.name == "nt", reason="files have no limits there")
@pytest.mark.parametrize("size", [0, 4096, 12288, 36864, 61440, 102400])
def test_a_full_disk_is_named_and_the_journal_goes_on_when_it_has_space(tmp_path: Path, size: int) -> None:
    """The lock, the new journal, its plan and its log are the first that finds no space."""
    begun: list[int] = []
    with pytest.raises(JournalError) as caught, files_of_at_most(size):
        _filled(tmp_path / "j", begun)
    text = str(caught.value)
    assert text.startswith(f"The journal {tmp_path / 'j'} cannot be used: ")
    assert text.endswith(SPACE)
    with Journal(tmp_path / "j", writing=True) as journal:
        rows = list(journal.rows())
        assert len(rows) in ({300} if begun else {0, 300})
        assert all(rows[number - 1].state is State.SENDING for number in begun[:-1])


def _filled(path: Path, begun: list[int]) -> None:
    with Journal(path, writing=True) as journal:
        with journal.planning() as plan:
            for number in range(1, 301):
                plan.add(number, State.PLANNED, [])
        for number in range(1, 301):
            begun.append(number)
            journal.write([], [number])


WITHOUT_RIGHTS = """
import ctypes, os, sys
from pathlib import Path
from digipost.bulk.errors import JournalError
from digipost.bulk.journal.journal import Journal
if os.getuid() == 0:  # a superuser without the right to write everywhere
    header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(header, none) == 0
for path in sys.argv[1:]:
    for writing in (False, True):
        try:
            with Journal(Path(path), writing=writing) as journal:
                print(*(row.state for row in journal.rows()))
        except JournalError as error:
            print(str(error).replace(path, "J"))
"""


@pytest.mark.thorough
@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="a superuser gives up its rights in Linux's way"
)
def test_a_journal_that_may_not_be_written_can_be_read(tmp_path: Path) -> None:
    paths = [tmp_path / each / "j" for each in ("whole # ?%41", "in use", "lock", "journal")]
    for path in paths:
        with journal_of(path, State.PLANNED) as journal:
            journal.write([], [1])
            if path.parent.name == "in use":
                shutil.copytree(path.parent, tmp_path / "copy")
    shutil.rmtree(paths[1].parent)
    (tmp_path / "copy").rename(paths[1].parent)
    paths[1].with_name("j-shm").unlink()
    for path in (paths[0], paths[1]):
        path.parent.chmod(0o555)
    paths[2].with_name("j.lock").chmod(0o444)
    paths[3].chmod(0o444)
    command = [sys.executable, "-c", WITHOUT_RIGHTS, *map(str, paths)]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    finally:
        for path in (paths[0], paths[1]):
            path.parent.chmod(0o755)
    refused = "The journal J cannot be used: "
    assert said == [
        *("sending", f"{refused}attempt to write a readonly database. {PERMISSION}"),
        *[f"{refused}unable to open database file. {PERMISSION}"] * 2,
        *("sending", f"{refused}[Errno 13] Permission denied: 'J.lock'. {PERMISSION}"),
        *["sending"] * 2,  # the first write is refused
    ]


@in_one_test(
    ("code", "advice"),
    [
        (sqlite3.SQLITE_FULL, f" {SPACE}"),
        (sqlite3.SQLITE_IOERR_WRITE, f" {SPACE}"),
        (sqlite3.SQLITE_IOERR_FSYNC, f" {SPACE}"),
        (sqlite3.SQLITE_IOERR_SHMSIZE, f" {SPACE}"),  # on a full disk: the file beside the log cannot grow
        (sqlite3.SQLITE_IOERR_LOCK, f" {LOCKS}"),
        (sqlite3.SQLITE_IOERR_SHMMAP, f" {LOCKS}"),
        (sqlite3.SQLITE_READONLY, f" {PERMISSION}"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, f" {PERMISSION}"),
        (sqlite3.SQLITE_CANTOPEN, f" {PERMISSION}"),
        (sqlite3.SQLITE_BUSY, f" {BUSY}"),
        (sqlite3.SQLITE_LOCKED, f" {BUSY}"),
        (sqlite3.SQLITE_NOMEM, ""),
    ],
)
def test_advice_follows_the_code_of_sqlite(code: int, advice: str) -> None:
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorcode = code
    assert str(unusable(Path("j"), error)) == f"The journal j cannot be used: it failed.{advice}"


@in_one_test(
    ("error", "advice"),
    [
        (OSError(28, "No space left on device"), f" {SPACE}"),
        (OSError(30, "Read-only file system"), f" {PERMISSION}"),
        (PermissionError(13, "Permission denied"), f" {PERMISSION}"),
        (OSError("of no number"), ""),
        (sqlite3.ProgrammingError("of no code"), ""),
    ],
)
def test_advice_follows_the_number_of_the_system(error: OSError | sqlite3.Error, advice: str) -> None:
    assert str(unusable(Path("j"), error)) == f"The journal j cannot be used: {error}.{advice}"


@pytest.mark.skipif(
    not Path("/proc/self").is_dir(), reason="a folder that cannot be synced is in Linux's /proc"
)
def test_a_folder_that_cannot_be_synced_is_used_and_one_that_is_missing_is_not(tmp_path: Path) -> None:
    sync_folder(Path("/proc/self"))
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "none")


def test_a_clock_that_goes_back_loses_no_letter(tmp_path: Path) -> None:
    times = [datetime(2024, 3, 31, 12, tzinfo=UTC) - timedelta(hours=3) * each for each in range(3)]
    journal_of(tmp_path / "j", *[State.PLANNED] * 3).close()
    for number in (1, 2, 3):
        with Journal(tmp_path / "j", writing=True, clock=partial(times.__getitem__, number - 1)) as journal:
            journal.write([], [number])
            journal.write([Outcome(number, State.DELIVERED)], [])
    with Journal(tmp_path / "j", writing=False) as journal:
        assert journal.last_at() == times[0]
        assert sum(many for _, many in journal.times(4)) == 3
        assert [row.at for row in journal.rows()] == times
