"""Journals of a mailing, and damage to them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from digipost.bulk.journal.journal import Journal

if TYPE_CHECKING:
    from digipost.bulk.row_states import State


def journal_of(path: Path, *states: State) -> Journal:
    journal = Journal(path, writing=True)
    with journal.planning() as plan:
        for number, state in enumerate(states, 1):
            plan.add(number, state, [])
    return journal


WHAT_TO_DO = "Restore it from a backup"


def edited(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for each in statements:
            database.execute(each)


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _another_database(path: Path) -> None:
    path.unlink()
    edited(path, "CREATE TABLE notes (text)")


def _empty_tables(path: Path) -> None:
    edited(path, "DELETE FROM facts", "DELETE FROM letters", "DELETE FROM findings")


def _cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _torn_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 3] = bytes(4096)
    path.write_bytes(content)


def _state(path: Path) -> None:
    edited(path, "UPDATE letters SET state = 'planned' WHERE number = 3")


def _a_row_less(path: Path) -> None:
    edited(path, "DELETE FROM letters WHERE number = 5")


def _rows_swapped(path: Path) -> None:
    edited(
        path,
        "UPDATE letters SET number = 99 WHERE number = 1",
        "UPDATE letters SET number = 1 WHERE number = 2",
        "UPDATE letters SET number = 2 WHERE number = 99",
    )


def _another_id(path: Path) -> None:
    edited(path, "UPDATE facts SET value = replace(value, '-', '+') WHERE name = 'id'")


def _no_id(path: Path) -> None:
    edited(path, "DELETE FROM facts WHERE name = 'id'")


def _a_digit(path: Path) -> None:
    content = path.read_bytes()
    assert content.count(b"DIGIPOST") == 5
    path.write_bytes(content.replace(b"DIGIPOST", b"DIGIPOSU", 1))


DAMAGES = [
    (_emptied, "is empty"),
    (_another_database, "is not a journal of this program"),
    (lambda path: path.write_text("x" * 5000), "is not a journal of this program"),
    (_empty_tables, "is damaged"),
    (_cut_in_half, "is damaged"),
    (_torn_page, "is damaged"),
    (_state, "is damaged or was changed by another program: 1 checksum does not fit"),
    (_a_row_less, "is damaged: rows are missing"),
    (_rows_swapped, "is damaged or was changed by another program: 2 checksums do not fit"),
    (_another_id, "is damaged: the id of its mailing was changed"),
    (_no_id, "is damaged: it has lost the id of its mailing"),
    (_a_digit, "is damaged or was changed by another program: 1 checksum does not fit"),
    (lambda path: path.unlink(), "is missing. It tells"),
]


OLD = Path(__file__).parents[1] / "fixtures" / "journals" / "version-0"
STATES = ["delivered", "printed", "refused", "failed", "invalid", "unknown", "sending", "planned"]
