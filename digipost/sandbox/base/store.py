"""Store the data of a sandbox in SQLite, in memory or in a file, for all its threads."""

from __future__ import annotations

import sqlite3
import weakref
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from threading import RLock
from typing import TYPE_CHECKING, Any

from digipost.errors import ConfigurationError
from digipost.sandbox.base.schema import TABLES, UPGRADES, VERSION
from digipost.sandbox.base.times import within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["Row", "Store", "microseconds", "moment", "whole_milliseconds"]

Row = tuple[Any, ...]
"""The columns of a row, in the order of the query."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(at: datetime) -> int:
    """Return a time as the tables store it; `moment` reverses it."""
    return (within(at) - _EPOCH) // _MICROSECOND


def moment(at: int) -> datetime:
    """Return a time of the tables, in UTC."""
    return _EPOCH + timedelta(microseconds=at)


def whole_milliseconds(at: datetime) -> datetime:
    """Return the time in the precision of responses, so that stored and answered times are equal."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


class Store:
    """The tables, used by one transaction at a time.

    Args:
        path: The file; None for one in memory.

    Raises:
        ConfigurationError: The file is no such database, or belongs to another version of this library.
    """

    def __init__(self, path: Path | None) -> None:
        self._connection = _in_memory() if path is None else _in_file(path)
        self._lock = RLock()
        self._depth = 0
        # While this object is referenced, received data can be read, whether the sandbox runs or not.
        weakref.finalize(self, self._connection.close)

    @contextmanager
    def transaction(self) -> Iterator[Store]:
        """Begin a transaction, commit it at the end of the block, and roll it back on errors.

        A transaction inside another transaction joins it.
        """
        with self._lock:
            if self._depth:
                yield self
                return
            self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield self
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            else:
                self._connection.execute("COMMIT")
            finally:
                self._depth -= 1

    @property
    def changes(self) -> int:
        """The number of rows inserted, changed or deleted so far."""
        return self._connection.total_changes

    def all(self, sql: str, *values: object) -> list[Row]:
        """Return the rows that a query finds."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def first(self, sql: str, *values: object) -> Row | None:
        """Return the first row that a query finds, or None."""
        with self._lock:
            row: Row | None = self._connection.execute(sql, values).fetchone()
            return row

    def value(self, sql: str, *values: object) -> Any:  # noqa: ANN401 - as the column has it
        """Return the first column of the first row that a query finds; None if there is no row."""
        row = self.first(sql, *values)
        return None if row is None else row[0]

    def change(self, sql: str, *values: object) -> int:
        """Insert, update or delete rows, and return their number."""
        with self._lock:
            return self._connection.execute(sql, values).rowcount

    def insert(self, sql: str, *values: object) -> int:
        """Insert one row, and return its number."""
        with self._lock:
            return self._connection.execute(sql, values).lastrowid or 0

    def insert_all(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Insert rows."""
        with self._lock:
            self._connection.executemany(sql, rows)


def _in_memory() -> sqlite3.Connection:
    connection = _connect(":memory:")
    connection.deserialize(_empty())  # takes a sixth of the time of the SQL statements
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@cache
def _empty() -> bytes:
    connection = _connect(":memory:")
    try:
        _create_tables(connection)
        return connection.serialize()
    finally:
        connection.close()


def _in_file(path: Path) -> sqlite3.Connection:
    connection = _connect(str(path))
    try:
        # With these two settings, committed data survives any crash.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if not tables:
            _create_tables(connection)
        while tables and version in UPGRADES:
            connection.executescript(
                f"BEGIN; {UPGRADES[version]} PRAGMA user_version = {version + 1}; COMMIT;"
            )
            version += 1
    except sqlite3.Error as error:
        connection.close()
        problem = f"{path} cannot be used: {error}. Give another folder, or remove the file."
        raise ConfigurationError(problem) from error
    if tables and version != VERSION:
        connection.close()
        problem = f"{path} was not made by this version of the sandbox: give another folder, or remove it."
        raise ConfigurationError(problem)
    return connection


def _connect(name: str) -> sqlite3.Connection:
    # Transactions begin here and not in the sqlite3 module; the lock admits one thread at a time.
    return sqlite3.connect(name, isolation_level=None, check_same_thread=False)


def _create_tables(connection: sqlite3.Connection) -> None:
    connection.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
