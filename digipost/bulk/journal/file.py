"""Open the file of a journal: create the file atomically, verify it before use, upgrade earlier versions.

An untrusted journal is refused, never replaced: without the journal, letters that have arrived would be sent
again. The checksums of version 3 depend on the mailing; those of version 2 did not. Version 1 lacked the
hashes of encrypted contents that were sent, and version 0 the application id, the version and checksums too.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import ExitStack, closing
from operator import methodcaller
from typing import TYPE_CHECKING
from uuid import uuid4

from digipost.bulk.errors import JournalError
from digipost.bulk.journal.database import ID, Database, insert, read_facts, transaction, write_fact
from digipost.bulk.journal.failures import not_read, refused
from digipost.bulk.journal.integrity import TABLES, check_rows, verify
from digipost.bulk.journal.lock import remembers_another

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.bulk.journal.lock import Lock

__all__ = ["folder_for", "open_for_reading", "open_for_writing", "sync_folder"]

_APPLICATION_ID = int.from_bytes(b"DpJ1")
_VERSION = 3

_HASHES = """
CREATE TABLE hashes (
    number INTEGER NOT NULL, hash TEXT NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (number, hash)
) WITHOUT ROWID
"""
_SCHEMA = f"""
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE letters (
    number INTEGER PRIMARY KEY, state TEXT NOT NULL, attempts INTEGER NOT NULL, channel TEXT, code TEXT,
    problem TEXT, at INTEGER, documents TEXT, changed TEXT, checksum INTEGER NOT NULL
);
CREATE TABLE findings (
    number INTEGER NOT NULL, is_error INTEGER NOT NULL, field TEXT NOT NULL, problem TEXT NOT NULL,
    checksum INTEGER NOT NULL
);
CREATE TABLE corrections (number INTEGER PRIMARY KEY, corrects TEXT NOT NULL, checksum INTEGER NOT NULL);
{_HASHES};
PRAGMA application_id = {_APPLICATION_ID};
PRAGMA user_version = {_VERSION}
"""
_VERSION_0 = {
    "facts": {"name", "value"},
    "letters": {"number", "state", "attempts", "channel", "code", "problem", "at"},
    "findings": {"number", "is_error", "field", "problem"},
}
_TABLES_OF = {0: TABLES[:3], 1: TABLES[:4], 2: TABLES}  # by version
_COLUMNS = {
    "letters": "number, state, attempts, channel, code, problem, at, documents, changed",
    "findings": "number, is_error, field, problem",
    "corrections": "number, corrects",
    "hashes": "number, hash",
}
_LEFT_BEHIND = ("-wal", "-journal")
_OTHERS_LEFT = ("report.csv", "report.json", "report.html", "successors.json", "hashes")


def open_for_writing(path: Path, lock: Lock) -> Database:
    """Open the journal at that path for writing; create it if none exists and none ever existed.

    Args:
        path: The path of the journal.
        lock: The lock of the journal.

    Raises:
        JournalError: The file is not a valid journal, or the folder had another mailing's journal.
    """
    if not path.exists():
        _refuse_remains(path, lock)
        _create(path)
    with ExitStack() as opened:
        database = opened.enter_context(closing(_connect(path)))
        version = _version(database, path)
        if version < _VERSION:
            _upgrade(database, path, version)
        # Each commit is on disk when it returns, also after a power cut.
        database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL")
        verify(database, path)
        mailing = read_facts(database)[ID]
        if lock.is_of_another(mailing):
            raise refused(path, "is that of another mailing")
        lock.remember(mailing)
        opened.pop_all()
    return database


def folder_for(manifest: Path) -> Path:
    """Return the default folder of a manifest's mailing: beside the manifest, with its name."""
    return manifest.parent / f"{manifest.stem}.mailing"  # `with_suffix` takes no folder such as /


def open_for_reading(path: Path) -> Database:
    """Open the journal at that path for reading, also while another process writes to it.

    Its folder may be read-only.

    Raises:
        JournalError: The file is missing, or is not a valid journal of this mailing.
    """
    if not path.exists():
        beside = folder_for(path.parent)  # for example if a manifest is given instead of the folder
        advice = (
            f"its folder, {beside}"
            if (beside / path.name).exists()
            else "the folder of one, such as invoices.mailing"
        )
        raise JournalError(f"There is no mailing in {path.parent}. Give {advice}.")
    database = _connect(path) if _can_change(path) else _connect(f"{path.absolute().as_uri()}?immutable=1")
    try:
        version = _version(database, path)
        if version < _VERSION:
            copy = _connect(":memory:")
            database.backup(copy)
            database.close()
            database = copy
            _upgrade(database, path, version)
        verify(database, path)
        _refuse_another(database, path)
    except BaseException:
        database.close()
        raise
    return database


def _refuse_another(database: Database, path: Path) -> None:
    if remembers_another(path, read_facts(database)[ID]):
        raise refused(path, "is that of another mailing")


def _can_change(path: Path) -> bool:
    """Return True if a process may write to the journal: its folder is writable, or a log is left.

    If False, SQLite needs a flag: it cannot create the files beside the journal that guard against writers.
    """
    return os.access(path.parent, os.W_OK) or path.with_name(path.name + "-wal").exists()


def _connect(path: Path | str) -> Database:
    is_uri = isinstance(path, str)
    database = Database(path, isolation_level=None, check_same_thread=False, uri=is_uri)
    database.text_factory = methodcaller("decode", "utf-8", "surrogateescape")  # calls no Python function
    return database


def _create(path: Path) -> None:
    """Create a journal under a temporary name, and rename it when it is complete and on disk."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with closing(_connect(part)) as database:
        database.execute("PRAGMA synchronous=FULL")
        with transaction(database):
            _create_tables(database)
            # Message ids derive from it: it is written first, and lost later writes do not change it.
            write_fact(database, ID, str(uuid4()))
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Write the names in a folder to disk."""
    if hasattr(os, "O_DIRECTORY"):  # Windows cannot sync a folder, and writes names at once
        opened = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(opened)
        except OSError as error:
            if error.errno != errno.EINVAL:  # some network file systems cannot sync a folder
                raise
        finally:
            os.close(opened)


def _create_tables(database: Database) -> None:
    for statement in _SCHEMA.split(";"):
        database.execute(statement)


def _refuse_remains(path: Path, lock: Lock) -> None:
    """Refuse a folder that had a journal: a new journal would send letters again that have arrived."""
    if lock.remembers_a_journal:
        raise refused(path, "is missing")
    candidates = (
        *(path.with_name(path.name + each) for each in _LEFT_BEHIND),
        *(path.with_name(each) for each in _OTHERS_LEFT),
    )
    left = [each.name for each in candidates if each.exists()]
    if left:
        raise refused(path, f"is missing, and {left[0]} of its mailing is there")


def _version(database: Database, path: Path) -> int:
    """Return the version of a journal.

    Raises:
        JournalError: The file is not a journal, or its version is unknown.
    """
    if path.stat().st_size == 0:
        raise refused(path, "is empty")
    try:
        (application,) = database.execute("PRAGMA application_id").fetchone()
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if (application, version) == (0, 0) and _tables(database) == _VERSION_0:
            return 0
    except (sqlite3.Error, UnicodeError) as error:
        raise not_read(path, error) from error
    if application != _APPLICATION_ID:
        raise refused(path, "is not a journal of this program")
    if version not in {*_TABLES_OF, _VERSION} - {0}:
        problem = f"The journal {path} has version {version}, and this program knows version {_VERSION}."
        raise JournalError(f"{problem} Use the version of digipost that made it, or a later one.")
    return int(version)


def _tables(database: Database) -> dict[str, set[str]]:
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {
        name: {column for (column,) in database.execute("SELECT name FROM pragma_table_info(?)", (name,))}
        for name in names
    }


def _upgrade(database: Database, path: Path, version: int) -> None:
    """Upgrade an earlier version to the current one in a single transaction.

    Raises:
        JournalError: The journal cannot be trusted, or is empty.
    """
    tables = _TABLES_OF[version]
    try:
        if version == 0:
            _check_version_0(database, path)
        else:
            verify(database, path, tables, is_seeded=False)
        facts = read_facts(database)
        database.belong_to(facts[ID])
        with transaction(database):
            for table in tables:
                database.execute(f"ALTER TABLE {table} RENAME TO {table}_0")
            _create_tables(database)
            for name, value in facts.items():
                write_fact(database, name, value)
            for table in tables[1:]:
                _copy(database, table, version)
            for table in tables:
                database.execute(f"DROP TABLE {table}_0")
    except (sqlite3.Error, UnicodeError) as error:
        raise not_read(path, error) from error


def _check_version_0(database: Database, path: Path) -> None:
    facts = read_facts(database)
    if ID not in facts:
        raise refused(path, "is empty")
    check_rows(database, path, facts)


def _copy(database: Database, table: str, version: int) -> None:
    """Copy the rows of an earlier version's table."""
    columns = _COLUMNS[table]
    if version == 0:
        columns = columns.replace("documents, changed", "NULL, NULL")
    order = "number, hash" if table == "hashes" else "number, rowid"
    for values in database.execute(f"SELECT {columns} FROM {table}_0 ORDER BY {order}"):  # noqa: S608 - our names
        insert(database, table, values)
