"""Integrity of a journal: no row is missing, and each row is as this program wrote it for this mailing."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from digipost.bulk.journal.database import ID, Database, checksum, undo
from digipost.bulk.journal.failures import not_read, refused
from digipost.bulk.row_states import State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["TABLES", "check_rows", "verify"]

TABLES = ("facts", "letters", "findings", "corrections", "hashes")
"""The tables of a journal; those that later versions added come last."""

_NUMBERS = "SELECT COUNT(*), COALESCE(MIN(number), 1), COALESCE(MAX(number), 0) FROM letters"


def verify(database: Database, path: Path, tables: Sequence[str] = TABLES, *, is_seeded: bool = True) -> None:
    """Raise a `JournalError` unless each entry of the journal is as it was written, and for this mailing.

    Args:
        database: The journal.
        path: Its path, for errors.
        tables: The tables of its version.
        is_seeded: False if the checksums of its version do not depend on the mailing.
    """
    try:
        # A writer may commit between two of these queries; one transaction gives all queries the same state.
        database.execute("BEGIN")
        (structure,) = database.execute("PRAGMA quick_check(1)").fetchone()
        if structure != "ok":
            raise refused(path, "is damaged")
        facts, sums = {}, {}
        for name, value, stored in database.execute("SELECT * FROM facts"):
            facts[name], sums[name] = value, stored
        if ID not in facts:
            raise refused(path, "is damaged: it has lost the id of its mailing")
        if checksum(ID, facts[ID]) != sums[ID]:
            raise refused(path, "is damaged: the id of its mailing was changed")
        if is_seeded:
            database.belong_to(facts[ID])
        altered = sum(
            checksum(*values, seed=0 if values[0] == ID else database.seed) != stored
            for table in tables
            for *values, stored in database.execute(f"SELECT * FROM {table}")  # noqa: S608 - our names
        )
        if altered:
            checksums = "1 checksum does" if altered == 1 else f"{altered:,} checksums do"
            problem = f"is damaged or was changed by another program: {checksums} not fit"
            raise refused(path, problem)
        check_rows(database, path, facts)
    except (sqlite3.Error, UnicodeError) as error:
        raise not_read(path, error) from error
    finally:
        undo(database)


def check_rows(database: Database, path: Path, facts: dict[str, str]) -> None:
    """Raise a `JournalError` unless each checked row is there exactly once, in a known state."""
    count, first, last = database.execute(_NUMBERS).fetchone()
    if (first, last) != (1, count) or facts.get("checked", str(count)) != str(count):
        raise refused(path, "is damaged: rows are missing")
    (findings,) = database.execute("SELECT COUNT(*) FROM findings").fetchone()
    if facts.get("findings", str(findings)) != str(findings):
        raise refused(path, "is damaged: findings of the check are missing")
    states = {state for (state,) in database.execute("SELECT DISTINCT state FROM letters")}
    if not states <= {str(state) for state in State}:
        raise refused(path, "is damaged: a row is in a state that is not known")
