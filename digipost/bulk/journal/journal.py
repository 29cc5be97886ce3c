"""The journal of a mailing: the state of each row, written before and after each request.

The journal is a SQLite database with one writer. Before a request is sent, its row is in state `sending` on
disk. So, however the program ends, only rows in that state or `unknown` are unproven. The journal holds row
numbers, ids, states and codes, and no personal data.

                   ┌────────────── failed ◄───┐        certainly not accepted; may be sent again
                   ▼                          │
    planned ──► sending ──► delivered, printed, refused     settled
       ▲           │  ▲
       └───────────┤  └─────── unknown                  ask first
        not tried  └───────────────▲
"""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from digipost.bulk.errors import JournalError
from digipost.bulk.journal.database import alike, read_facts, replace, storable, transaction, write_fact
from digipost.bulk.journal.failures import unusable
from digipost.bulk.journal.file import open_for_reading, open_for_writing
from digipost.bulk.journal.lock import Lock
from digipost.bulk.journal.plan import Plan
from digipost.bulk.journal.row_numbers import RowNumbers
from digipost.bulk.row_states import Finding, Outcome, Row, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Self

from digipost.bulk.journal.database import Value

__all__ = ["FILE_NAME", "Journal"]

FILE_NAME = "journal.sqlite3"
"""The file name of a journal in the folder of its mailing."""

_now: Callable[[], datetime] = partial(datetime.now, UTC)


class Journal:
    """Journal in a file; opening for writing creates a missing journal.

    Args:
        path: The path of the file.
        writing: True to open it for writing; other processes cannot write until it is closed.
        clock: Returns the current time, with a zone.

    Raises:
        JournalError: Another process writes to the journal, or it cannot be used; the text gives advice.
    """

    def __init__(self, path: Path, *, writing: bool, clock: Callable[[], datetime] = _now) -> None:
        self._path = path
        self._clock = clock
        self._lock: Lock | None = None
        self._numbers: tuple[str, RowNumbers] | None = None
        with self._failing(), ExitStack() as opened:
            if writing:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._lock = opened.enter_context(closing(Lock(path)))
            database = open_for_reading(path) if self._lock is None else open_for_writing(path, self._lock)
            self._database = opened.enter_context(closing(database))
            opened.pop_all()  # keep them open; on an error, nothing stays open

    def close(self) -> None:
        """Close the journal, so that other processes can write to it."""
        self._database.close()
        if self._lock is not None:
            self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def facts(self) -> dict[str, str]:
        """Return the facts about the mailing as a whole."""
        with self._failing():
            return read_facts(self._database)

    def note(self, **facts: str) -> None:
        """Write facts, replacing facts of the same name."""
        with self._transaction():
            self._put(facts)

    def begin(self, **facts: str) -> None:
        """Delete everything but the mailing's id, and write these facts; refused after a letter was sent."""
        with self._transaction():
            self._forget()
            self._database.execute("DELETE FROM facts WHERE name != 'id'")
            self._put(facts)

    @contextmanager
    def planning(self) -> Iterator[Plan]:
        """Replace all rows and findings in one transaction; refused after a letter was sent."""
        with self._transaction():
            self._forget()
            plan = Plan(self._database)
            yield plan
            plan.write()
            at = self._clock().astimezone(UTC).isoformat(timespec="seconds")
            facts = {"checked": str(plan.rows), "findings": str(plan.findings), "checked_at": at}
            self._put(facts | {"rows": plan.row_numbers.to_text()})
        # From here on, the main file knows the mailing, even if the files beside it are lost.
        with self._failing():
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def write(self, settled: Iterable[Outcome], begun: Iterable[int]) -> None:
        """Write the outcomes of rows, and mark the rows about to be sent; both are on disk on return.

        Raises:
            JournalError: The state of a row does not allow this, and nothing was written; or the journal is
                no longer at its path, and the rows must not be sent.
        """
        at = int(self._clock().timestamp())
        with self._transaction():
            for each in settled:
                attempts, (*_, documents, _) = self._told(each.number, _BEING_SENT)
                came = (each.channel, each.code, storable(each.problem), at, documents, each.changed)
                replace(self._database, "letters", (each.number, str(each.state), attempts, *came))
            for number in begun:
                attempts, told = self._told(number, _CAN_BE_SENT)
                replace(self._database, "letters", (number, str(State.SENDING), attempts + 1, *told))
        if self._lock is not None:
            with self._failing():
                self._lock.check()

    def _told(self, number: int, states: frozenset[State]) -> tuple[int, tuple[Value, ...]]:
        """Return the attempts of a row and its other values; the row must be in one of these states."""
        found = self._database.execute(_TOLD, (number,)).fetchone()
        if found is None or found[0] not in states:
            raise JournalError("The journal does not fit what happens; has another program changed it?")
        _, attempts, *told = found
        return attempts, tuple(told)

    @property
    def has_begun(self) -> bool:
        """Return True if any letter was ever marked as being sent."""
        with self._failing():
            found = self._database.execute("SELECT 1 FROM letters WHERE attempts > 0 LIMIT 1").fetchone()
        return found is not None

    def rows(self, first: int = 1, count: int = -1) -> Iterator[Row]:
        """Yield at most `count` rows, starting with row number `first`."""
        with self._failing():
            numbers = self._row_numbers()
            found = self._database.execute(
                f"SELECT number, {_VALUES} FROM letters WHERE number >= ? ORDER BY number LIMIT ?",  # noqa: S608 - names of our own
                (first, count),
            )
            for number, state, attempts, channel, code, problem, at, documents, changed in found:
                when = None if at is None else datetime.fromtimestamp(at, UTC)
                told = (attempts, channel, code, problem, when, documents, changed)
                yield Row(number, State(state), *told, row=numbers.row(number))

    def findings(self) -> Iterator[Finding]:
        """Yield the findings of the check, by row."""
        with self._failing():
            numbers = self._row_numbers()
            found = self._database.execute(
                "SELECT number, is_error, field, problem FROM findings ORDER BY number, rowid"
            )
            for number, is_error, field, problem in found:
                yield Finding(number, bool(is_error), field, problem, row=numbers.row(number))

    def _row_numbers(self) -> RowNumbers:
        text = read_facts(self._database).get("rows", "[]")
        if self._numbers is None or self._numbers[0] != text:
            self._numbers = text, RowNumbers.from_text(text)
        return self._numbers[1]

    def problems(self, most: int, *, are_errors: bool = True) -> list[tuple[str, str, int, int]]:
        """Return the most frequent findings: field, problem, number of rows, and the first row.

        Findings that differ only in the number of another row count as one.

        Args:
            most: The number of findings.
            are_errors: True for errors, False for warnings.
        """
        with self._failing():
            numbers = self._row_numbers()
            self._database.create_function("alike", 1, alike)
            found = self._database.execute(
                "SELECT field, problem, COUNT(*) AS many, MIN(number) AS first FROM findings "
                "WHERE is_error = ? GROUP BY field, alike(problem) ORDER BY many DESC, first LIMIT ?",
                (are_errors, most),
            )
            return [(field, problem, many, numbers.row(first)) for field, problem, many, first in found]

    def keep_hashes(self, sent: Iterable[tuple[int, str]]) -> None:
        """Write the hashes of encrypted contents that may have been sent, by row number."""
        with self._transaction():
            for number, content_hash in sent:
                replace(self._database, "hashes", (number, content_hash))

    def hashes(self, number: int) -> tuple[str, ...]:
        """Return the hashes of the encrypted contents that may have been sent for a row."""
        with self._failing():
            found = self._database.execute("SELECT hash FROM hashes WHERE number = ?", (number,))
            return tuple(content_hash for (content_hash,) in found)

    def corrections(self) -> dict[int, str]:
        """Return the mailing and row that each row corrects, by row number."""
        with self._failing():
            return dict(self._database.execute("SELECT number, corrects FROM corrections"))

    def counts(self) -> dict[State, int]:
        """Return the number of rows in each state."""
        with self._failing():
            found = dict(self._database.execute("SELECT state, COUNT(*) FROM letters GROUP BY state"))
        return {state: found.get(state, 0) for state in State}

    def codes(self) -> list[tuple[State, str, int]]:
        """Return the number of rows with each state and code, the most frequent first."""
        with self._failing():
            found = self._database.execute(
                "SELECT state, code, COUNT(*) AS many FROM letters WHERE code IS NOT NULL "
                "GROUP BY state, code ORDER BY many DESC, code"
            )
            return [(State(state), code, many) for state, code, many in found]

    def retried(self) -> int:
        """Return the number of repeated attempts, to send a row or to ask Digipost about it."""
        with self._failing():
            (found,) = self._database.execute(
                "SELECT COALESCE(SUM(attempts - 1), 0) FROM letters WHERE attempts > 1"
            ).fetchone()
        return int(found)

    def changed(self) -> int:
        """Return the number of letters that were sent with a document that changed after the check."""
        with self._failing():
            (found,) = self._database.execute("SELECT COUNT(changed) FROM letters").fetchone()
        return int(found)

    def last_at(self) -> datetime | None:
        """Return the time of the last response; None before the first."""
        with self._failing():
            (at,) = self._database.execute("SELECT MAX(at) FROM letters").fetchone()
        return None if at is None else datetime.fromtimestamp(at, UTC)

    def times(self, parts: int) -> list[tuple[datetime, int]]:
        """Return the number of letters that Digipost accepted in each of at most `parts` equal time spans."""
        with self._failing():
            first, last = self._database.execute(_FIRST_AND_LAST).fetchone()
            if first is None:
                return []
            width = -(-(last - first + 1) // parts)
            found = dict(self._database.execute(_IN_PARTS, (first, width)))
        return [
            (datetime.fromtimestamp(first + part * width, UTC), found.get(part, 0))
            for part in range((last - first) // width + 1)
        ]

    def _put(self, facts: Mapping[str, str]) -> None:
        for name, value in facts.items():
            write_fact(self._database, name, value)

    def _forget(self) -> None:
        """Delete rows and findings, and the facts about the check."""
        if self.has_begun:
            raise JournalError("Letters of this mailing have been sent: it cannot be planned anew.")
        self._database.execute("DELETE FROM letters")
        self._database.execute("DELETE FROM findings")
        self._database.execute("DELETE FROM corrections")
        self._database.execute("DELETE FROM hashes")
        self._database.execute("DELETE FROM facts WHERE name IN ('checked', 'findings', 'checked_at')")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._failing(), transaction(self._database):
            yield

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise unusable(self._path, error) from error


_FIRST_AND_LAST = "SELECT MIN(at), MAX(at) FROM letters WHERE state IN ('delivered', 'printed')"
_IN_PARTS = "SELECT (at - ?) / ?, COUNT(*) FROM letters WHERE state IN ('delivered', 'printed') GROUP BY 1"
_VALUES = "state, attempts, channel, code, problem, at, documents, changed"
_TOLD = f"SELECT {_VALUES} FROM letters WHERE number = ?"  # noqa: S608 - names of our own
_CAN_BE_SENT = frozenset({State.PLANNED, State.FAILED, State.UNKNOWN, State.SENDING})
_BEING_SENT = frozenset({State.SENDING})
