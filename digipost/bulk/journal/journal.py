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
from digipost.bulk.journal.file import open_for_reading, open_for_writing
from digipost.bulk.journal.lock import Lock
from digipost.bulk.journal.plan import Plan
from digipost.bulk.journal.rows import read_facts, replace, storable, transaction, write_fact
from digipost.bulk.manifests.row_numbers import RowNumbers
from digipost.bulk.row_states import Finding, Outcome, Row, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Self

from digipost.bulk.journal.rows import Value

__all__ = ["FILE_NAME", "Journal"]

FILE_NAME = "journal.sqlite3"
"""What a journal is called in the folder of its mailing."""

_now: Callable[[], datetime] = partial(datetime.now, UTC)


class Journal:
    """The journal in a file, which is created for writing if there is none.

    Args:
        path: Where it is.
        writing: Open it for writing: then no other process can write, until it is closed.
        clock: The time, with a zone.

    Raises:
        JournalError: Another process writes to it, or it cannot be trusted or used; the text says what to do.
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
            opened.pop_all()  # they stay open; what could not be opened leaves nothing open

    def close(self) -> None:
        """Let others write."""
        self._database.close()
        if self._lock is not None:
            self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def facts(self) -> dict[str, str]:
        """What is written down about the mailing as a whole."""
        with self._failing():
            return read_facts(self._database)

    def note(self, **facts: str) -> None:
        """Write facts down, in place of those of the same name."""
        with self._transaction():
            self._put(facts)

    def begin(self, **facts: str) -> None:
        """Forget everything but the mailing's id, and write these facts; refused after anything was sent."""
        with self._transaction():
            self._forget()
            self._database.execute("DELETE FROM facts WHERE name != 'id'")
            self._put(facts)

    @contextmanager
    def planning(self) -> Iterator[Plan]:
        """Write all rows and findings anew, all of them or none; refused after anything was sent."""
        with self._transaction():
            self._forget()
            plan = Plan(self._database)
            yield plan
            at = self._clock().astimezone(UTC).isoformat(timespec="seconds")
            facts = {"checked": str(plan.rows), "findings": str(plan.findings), "checked_at": at}
            self._put(facts | {"rows": plan.row_numbers.to_text()})
        # From here on, the main file knows the mailing, even if the files beside it are lost.
        with self._failing():
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def write(self, settled: Iterable[Outcome], begun: Iterable[int]) -> None:
        """Write down what came of rows, and which are about to be sent; it is on disk when this returns.

        Raises:
            JournalError: A row is not in a state from which that can be; nothing was written.
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

    def _told(self, number: int, states: frozenset[State]) -> tuple[int, tuple[Value, ...]]:
        """Return the attempts of a row, which has to be in one of these states, and the values after them."""
        query = f"SELECT {_VALUES} FROM letters WHERE number = ?"  # noqa: S608 - names of our own
        found = self._database.execute(query, (number,)).fetchone()
        if found is None or found[0] not in states:
            raise JournalError("The journal does not fit what happens; has another program changed it?")
        _, attempts, *told = found
        return attempts, tuple(told)

    @property
    def has_begun(self) -> bool:
        """Whether any letter was about to be sent."""
        with self._failing():
            found = self._database.execute("SELECT 1 FROM letters WHERE attempts > 0 LIMIT 1").fetchone()
        return found is not None

    def rows(self, first: int = 1, count: int = -1) -> Iterator[Row]:
        """Yield the rows from that number on, at most so many of them."""
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

    def problems(self, most: int) -> list[tuple[str, str, int, int]]:
        """Return the most frequent errors of the check: field, problem, number of rows, and the first row."""
        with self._failing():
            numbers = self._row_numbers()
            found = self._database.execute(
                "SELECT field, problem, COUNT(*) AS many, MIN(number) AS first FROM findings WHERE is_error "
                "GROUP BY field, problem ORDER BY many DESC, first LIMIT ?",
                (most,),
            )
            return [(field, problem, many, numbers.row(first)) for field, problem, many, first in found]

    def keep_hashes(self, sent: Iterable[tuple[int, str]]) -> None:
        """Write down hashes of encrypted contents that may have been sent, by the numbers of rows."""
        with self._transaction():
            for number, content_hash in sent:
                replace(self._database, "hashes", (number, content_hash))

    def hashes(self, number: int) -> tuple[str, ...]:
        """Return the hashes of the encrypted contents that may have been sent for a row."""
        with self._failing():
            found = self._database.execute("SELECT hash FROM hashes WHERE number = ?", (number,))
            return tuple(content_hash for (content_hash,) in found)

    def corrections(self) -> dict[int, str]:
        """Return the mailings and rows that rows correct, by the numbers of the rows."""
        with self._failing():
            return dict(self._database.execute("SELECT number, corrects FROM corrections"))

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

    def changed(self) -> int:
        """Return the number of letters that were sent with a document other than the checked one."""
        with self._failing():
            (found,) = self._database.execute("SELECT COUNT(changed) FROM letters").fetchone()
        return int(found)

    def last_at(self) -> datetime | None:
        """Return the time of the last answer; None before the first."""
        with self._failing():
            (at,) = self._database.execute("SELECT MAX(at) FROM letters").fetchone()
        return None if at is None else datetime.fromtimestamp(at, UTC)

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

    def _put(self, facts: Mapping[str, str]) -> None:
        for name, value in facts.items():
            write_fact(self._database, name, value)

    def _forget(self) -> None:
        """Delete rows and findings, and the facts about how many there were."""
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
            raise JournalError(f"The journal {self._path} cannot be used: {error}.") from error


_FIRST_AND_LAST = "SELECT MIN(at), MAX(at) FROM letters WHERE state IN ('delivered', 'printed')"
_IN_PARTS = "SELECT (at - ?) / ?, COUNT(*) FROM letters WHERE state IN ('delivered', 'printed') GROUP BY 1"
_VALUES = "state, attempts, channel, code, problem, at, documents, changed"
_CAN_BE_SENT = frozenset({State.PLANNED, State.FAILED, State.UNKNOWN, State.SENDING})
_BEING_SENT = frozenset({State.SENDING})
