"""The journal of a mailing: what is known of each row, written down before and after each request.

It is a SQLite database with one writer. A row that is about to be sent is written down as being sent, and on
disk, before the request goes out; so whatever ends the program, the rows of which nothing is proven are those
that stand so, and no others. It holds numbers of rows, ids, states and codes, and nothing about people.

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
from digipost.bulk.states import Finding, Outcome, Row, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import Self

__all__ = ["FILE_NAME", "Journal", "Plan"]

FILE_NAME = "journal.sqlite3"
"""What a journal is called in the folder of its mailing."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS letters (
    number INTEGER PRIMARY KEY, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    channel TEXT, code TEXT, problem TEXT, at INTEGER
);
CREATE TABLE IF NOT EXISTS findings (
    number INTEGER NOT NULL, is_error INTEGER NOT NULL, field TEXT NOT NULL, problem TEXT NOT NULL
);
"""


_now: Callable[[], datetime] = partial(datetime.now, UTC)


class Journal:
    """The journal in a file, made there if there is none.

    Args:
        path: Where it is.
        writing: Whether to write: then no other process can, until it is closed.
        clock: The time, with a zone.

    Raises:
        JournalError: Another process writes to it, or it cannot be used.
    """

    def __init__(self, path: Path, *, writing: bool, clock: Callable[[], datetime] = _now) -> None:
        self._path = path
        self._clock = clock
        self._lock: sqlite3.Connection | None = None
        with self._failing(), ExitStack() as opened:
            if writing:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._lock = opened.enter_context(closing(_locked(path.with_name(path.name + ".lock"))))
            elif not path.exists():
                raise JournalError(f"There is no mailing in {path.parent}.")
            connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._database = opened.enter_context(closing(connection))
            if writing:
                # Each commit is on disk when it returns, also after a power cut.
                self._database.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {_SCHEMA}")
            opened.pop_all()  # they stay open; what could not be opened leaves nothing open

    def close(self) -> None:
        """Let others write."""
        self._database.close()
        if self._lock is not None:
            self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def facts(self) -> dict[str, str]:
        """What is written down about the mailing as a whole."""
        with self._failing():
            return dict(self._database.execute("SELECT name, value FROM facts"))

    def note(self, **facts: str) -> None:
        """Write facts down, in place of those of the same name."""
        with self._transaction():
            self._database.executemany("REPLACE INTO facts VALUES (?, ?)", facts.items())

    def begin(self, **facts: str) -> None:
        """Forget everything, and write these facts down; not after anything was sent."""
        with self._transaction():
            self._forget("facts", "letters", "findings")
            self._database.executemany("INSERT INTO facts VALUES (?, ?)", facts.items())

    @contextmanager
    def planning(self) -> Iterator[Plan]:
        """Write all rows and findings down anew, all of them or none; not after anything was sent."""
        with self._transaction():
            self._forget("letters", "findings")
            yield Plan(self._database)

    def write(self, settled: Iterable[Outcome], begun: Iterable[int]) -> None:
        """Write down what came of rows, and which are about to be sent; it is on disk when this returns.

        Raises:
            JournalError: A row is not in a state from which that can be; nothing was written.
        """
        at = int(self._clock().timestamp())
        outcomes = [(each.state, each.channel, each.code, each.problem, at, each.number) for each in settled]
        numbers = [(number,) for number in begun]
        with self._transaction():
            changed = self._database.executemany(_SETTLE, outcomes).rowcount
            changed += self._database.executemany(_BEGIN, numbers).rowcount
            if changed != len(outcomes) + len(numbers):
                raise JournalError("The journal does not fit what happens; has another program changed it?")

    @property
    def has_begun(self) -> bool:
        """Whether any letter was about to be sent."""
        with self._failing():
            found = self._database.execute("SELECT 1 FROM letters WHERE attempts > 0 LIMIT 1").fetchone()
        return found is not None

    def rows(self, first: int = 1, count: int = -1) -> Iterator[Row]:
        """The rows from that number on, at most so many of them."""
        found = self._database.execute(
            "SELECT number, state, attempts, channel, code, problem, at FROM letters WHERE number >= ? "
            "ORDER BY number LIMIT ?",
            (first, count),
        )
        for number, state, attempts, channel, code, problem, at in found:
            when = None if at is None else datetime.fromtimestamp(at, UTC)
            yield Row(number, State(state), attempts, channel, code, problem, when)

    def findings(self) -> Iterator[Finding]:
        """What the check found, by row."""
        found = self._database.execute(
            "SELECT number, is_error, field, problem FROM findings ORDER BY number, rowid"
        )
        for number, is_error, field, problem in found:
            yield Finding(number, bool(is_error), field, problem)

    def counts(self) -> dict[State, int]:
        """How many rows are in each state."""
        with self._failing():
            found = dict(self._database.execute("SELECT state, COUNT(*) FROM letters GROUP BY state"))
        return {state: found.get(state, 0) for state in State}

    def codes(self) -> list[tuple[State, str, int]]:
        """How many rows ended with each code, the most frequent first."""
        with self._failing():
            found = self._database.execute(
                "SELECT state, code, COUNT(*) AS many FROM letters WHERE code IS NOT NULL "
                "GROUP BY state, code ORDER BY many DESC, code"
            )
            return [(State(state), code, many) for state, code, many in found]

    def retried(self) -> int:
        """How many times rows were sent again, or asked for again."""
        with self._failing():
            (found,) = self._database.execute(
                "SELECT COALESCE(SUM(attempts - 1), 0) FROM letters WHERE attempts > 1"
            ).fetchone()
        return int(found)

    def times(self, parts: int) -> list[tuple[datetime, int]]:
        """When Digipost took letters: how many in each of at most so many equal parts of the time it took."""
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

    def _forget(self, *tables: str) -> None:
        if self.has_begun:
            raise JournalError("Letters of this mailing have been sent: it cannot be planned anew.")
        for table in tables:
            self._database.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._failing():
            # Ctrl-C can come between any two of these: when all is committed, or before anything is undone.
            self._undo()
            try:
                self._database.execute("BEGIN IMMEDIATE")
                yield
                self._database.execute("COMMIT")
            finally:
                self._undo()

    def _undo(self) -> None:
        if self._database.in_transaction:
            self._database.execute("ROLLBACK")

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise JournalError(f"The journal {self._path} cannot be used: {error}.") from error


_FIRST_AND_LAST = "SELECT MIN(at), MAX(at) FROM letters WHERE state IN ('delivered', 'printed')"
_IN_PARTS = "SELECT (at - ?) / ?, COUNT(*) FROM letters WHERE state IN ('delivered', 'printed') GROUP BY 1"
# From which states a row can be sent, and that only a row which is being sent comes to an end.
_BEGIN = (
    "UPDATE letters SET state = 'sending', attempts = attempts + 1 "
    "WHERE number = ? AND state IN ('planned', 'failed', 'unknown', 'sending')"
)
_SETTLE = (
    "UPDATE letters SET state = ?, channel = ?, code = ?, problem = ?, at = ? "
    "WHERE number = ? AND state = 'sending'"
)


class Plan:
    """Rows and findings on their way into a journal."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def add(self, number: int, state: State, findings: Iterable[Finding]) -> None:
        """Write a row down, with the state that it begins in, and what was found in it."""
        self._database.execute("INSERT INTO letters (number, state) VALUES (?, ?)", (number, state))
        for each in findings:
            self._database.execute(
                "INSERT INTO findings VALUES (?, ?, ?, ?)",
                (each.number, each.is_error, each.field, each.problem),
            )


def _locked(path: Path) -> sqlite3.Connection:
    """A lock that goes away with its process, however that ends: SQLite's own, on a file beside."""
    lock = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        lock.close()
        raise JournalError("Another process is sending this mailing. Wait until it is done.") from None
    return lock
