"""Rows of a journal, each with a checksum, and transactions that stay atomic on Ctrl-C."""

from __future__ import annotations

import json
import re
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

__all__ = [
    "Value",
    "alike",
    "checksum",
    "insert",
    "insert_all",
    "read_facts",
    "replace",
    "storable",
    "transaction",
    "undo",
    "write_fact",
]

_ANOTHER_ROW = re.compile(r"\brow [0-9]+")

Value: TypeAlias = str | int | None
"""A value in a row of a journal."""


def checksum(*values: Value) -> int:
    """Return the checksum of a row's values, the same on every machine and Python."""
    # Written here for the types that are stored, in half of the time that `json` takes for a row.
    texts = [
        "null" if value is None else str(value) if type(value) is int else _from_json_encoder(value)
        for value in values
    ]
    return zlib.crc32(f"[{', '.join(texts)}]".encode("ascii"))


_from_json_encoder = json.JSONEncoder(default=repr).encode  # fast for a single text


def alike(problem: str) -> str:
    """Return a problem without the number of another row in it, so that those of many rows are one."""
    return _ANOTHER_ROW.sub("row", problem)


def insert_all(database: sqlite3.Connection, table: str, rows: Sequence[Sequence[Value]]) -> None:
    """Insert rows of equal length with their checksums."""
    if rows:
        statement = f"INSERT INTO {_places(table, rows[0])}"
        database.executemany(statement, [(*values, checksum(*values)) for values in rows])


def insert(database: sqlite3.Connection, table: str, values: Sequence[Value]) -> None:
    """Insert a row with its checksum."""
    database.execute(f"INSERT INTO {_places(table, values)}", (*values, checksum(*values)))


def replace(database: sqlite3.Connection, table: str, values: Sequence[Value]) -> None:
    """Insert a row with its checksum, replacing the row with the same key."""
    database.execute(f"REPLACE INTO {_places(table, values)}", (*values, checksum(*values)))


def _places(table: str, values: Sequence[Value]) -> str:
    return f"{table} VALUES ({', '.join('?' * (len(values) + 1))})"


def write_fact(database: sqlite3.Connection, name: str, value: str) -> None:
    """Write a fact, replacing the fact with the same name. The value may hold a path that is not UTF-8."""
    stored = value.encode("utf-8", "surrogateescape")
    database.execute(
        "REPLACE INTO facts VALUES (?, CAST(? AS TEXT), ?)", (name, stored, checksum(name, value))
    )


def read_facts(database: sqlite3.Connection) -> dict[str, str]:
    """Return the facts by their names."""
    return dict(database.execute("SELECT name, value FROM facts"))


def storable(text: str | None) -> str | None:
    """Return a text in a form that SQLite can store: a lone surrogate becomes its escape sequence."""
    return None if text is None else text.encode("utf-8", "backslashreplace").decode("utf-8")


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Run a transaction: commit at the end, and roll back on any exception."""
    # Ctrl-C can come between any two statements: after the commit, or before the rollback.
    undo(database)
    try:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("COMMIT")
    finally:
        undo(database)


def undo(database: sqlite3.Connection) -> None:
    """Roll back an open transaction, if there is one."""
    if database.in_transaction:
        database.execute("ROLLBACK")
