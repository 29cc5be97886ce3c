"""The journal: which states follow which, and that a crash leaves it as it was."""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from digipost.bulk.errors import JournalError
from digipost.bulk.journal.journal import Journal
from digipost.bulk.row_states import SETTLED, UNPROVEN, Finding, Outcome, Row, State
from tests.support.journals import journal_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digipost.bulk.journal.plan import Plan

NOW = datetime(2024, 6, 3, 12, 0, 2, tzinfo=UTC)


def test_a_row_on_its_way(tmp_path: Path) -> None:
    journal_of(tmp_path / "j", State.PLANNED, State.PLANNED).close()
    with Journal(tmp_path / "j", writing=True, clock=lambda: NOW) as journal:
        journal.write([], [1, 2])
        assert [row.state for row in journal.rows()] == [State.SENDING] * 2
        journal.write([Outcome(1, State.FAILED, code="TransportError", problem="no connection")], [])
        (failed,) = journal.rows(1, 1)
        assert (failed.state, failed.code, failed.problem) == (
            State.FAILED,
            "TransportError",
            "no connection",
        )
        journal.write([Outcome(2, State.DELIVERED, channel="DIGIPOST")], [1])
        journal.write([Outcome(1, State.PRINTED, channel="PRINT")], [])
        assert list(journal.rows()) == [
            Row(1, State.PRINTED, 2, "PRINT", None, None, NOW),
            Row(2, State.DELIVERED, 1, "DIGIPOST", None, None, NOW),
        ]
        counts = dict.fromkeys(State, 0)
        assert journal.counts() == {**counts, State.PRINTED: 1, State.DELIVERED: 1}
        assert journal.has_begun


@pytest.mark.parametrize("state", sorted(SETTLED))
def test_what_is_settled_is_never_sent_again(tmp_path: Path, state: State) -> None:
    with journal_of(tmp_path / "j", State.PLANNED, state) as journal:
        with pytest.raises(JournalError, match="does not fit"):
            journal.write([], [1, 2])
        assert [row.state for row in journal.rows()] == [State.PLANNED, state]  # all of it or nothing


def interrupted(write: Callable[[], None], moment: int) -> bool:
    """Return True if Ctrl-C before the call or return of that number, counted from 0, came before the end."""

    def count(*_: object) -> None:
        nonlocal moment
        moment -= 1
        if moment < 0:
            raise KeyboardInterrupt

    sys.setprofile(count)
    try:
        write()
        sys.setprofile(None)
    except KeyboardInterrupt:
        return True
    return False


def test_ctrl_c_at_any_moment_leaves_a_journal_that_can_be_written(tmp_path: Path) -> None:
    with journal_of(tmp_path / "j", State.PLANNED) as journal:
        moment = 0
        while interrupted(lambda: journal.write([], [1]), moment):
            journal.write([], [1])
            moment += 1
        assert moment > 10
        assert journal.counts()[State.SENDING] == 1


def test_what_is_not_being_sent_has_no_outcome(tmp_path: Path) -> None:
    with journal_of(tmp_path / "j", State.PLANNED) as journal:
        with pytest.raises(JournalError) as caught:
            journal.write([Outcome(1, State.DELIVERED)], [])
        assert str(caught.value) == ("The journal does not fit what happens; has another program changed it?")
        assert [row.state for row in journal.rows()] == [State.PLANNED]


def test_findings_codes_and_facts(tmp_path: Path) -> None:
    with Journal(tmp_path / "new" / "j", writing=True) as journal:
        assert set(journal.facts) == {"id"}
        identity = journal.facts["id"]
        journal.note(digest="abc")
        journal.note(digest="def")
        with journal.planning() as plan:
            plan.add(1, State.INVALID, [Finding(1, is_error=True, field="subject", problem="is blank")])
            plan.add(2, State.PLANNED, [])
            plan.add(3, State.PLANNED, [])
            plan.add(4, State.PLANNED, [])
        journal.write([], [2, 3, 4])
        refused = {2: "UNKNOWN_RECIPIENT", 3: "UNKNOWN_RECIPIENT", 4: "A_RARE_ONE"}
        journal.write([Outcome(each, State.REFUSED, code=code) for each, code in refused.items()], [])
    with Journal(tmp_path / "new" / "j", writing=False) as journal:
        facts = journal.facts
        assert datetime.fromisoformat(facts.pop("checked_at")).utcoffset() == timedelta(0)
        assert facts == {"id": identity, "digest": "def", "checked": "4", "findings": "1", "rows": "[]"}
        assert list(journal.findings()) == [Finding(1, is_error=True, field="subject", problem="is blank")]
        often, once = ("UNKNOWN_RECIPIENT", 2), ("A_RARE_ONE", 1)
        assert journal.codes() == [(State.REFUSED, *often), (State.REFUSED, *once)]
        assert [row.number for row in journal.rows(2, 1)] == [2]


def test_the_most_frequent_errors_of_a_check(tmp_path: Path) -> None:
    found = {
        1: "is blank",
        2: "says the same as row 9",
        3: "says the same as row 10",
        4: "has no file",
        5: "is in capitals",
    }
    with Journal(tmp_path / "j", writing=True) as journal:
        with journal.planning() as plan:
            for number, problem in found.items():
                finding = Finding(number, is_error=number != 5, field="subject", problem=problem)
                plan.add(number, State.INVALID, [finding], row=number + (10 if number == 4 else 1))
        often, first, last = ("says the same as row 9", 2, 3), ("is blank", 1, 2), ("has no file", 1, 14)
        assert journal.problems(9) == [("subject", *each) for each in (often, first, last)]
        assert journal.problems(2) == [("subject", *each) for each in (often, first)]
        assert [each.row for each in journal.findings()] == [2, 3, 4, 14, 6]


@pytest.fixture
def in_oslo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Oslo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_oslo")
def test_the_time_of_a_check_is_in_utc(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", writing=True, clock=lambda: NOW) as journal:
        with journal.planning():
            pass
        assert journal.facts["checked_at"] == "2024-06-03T12:00:02+00:00"


def test_the_time_of_the_last_answer(tmp_path: Path) -> None:
    journal_of(tmp_path / "j", State.PLANNED, State.PLANNED).close()
    now = NOW
    with Journal(tmp_path / "j", writing=True, clock=lambda: now) as journal:
        assert journal.last_at() is None
        journal.write([], [1, 2])
        assert journal.last_at() is None
        journal.write([Outcome(2, State.REFUSED)], [])
        now = NOW + timedelta(seconds=7)
        journal.write([Outcome(1, State.DELIVERED)], [])
        assert journal.last_at() == now


def test_the_hashes_of_a_row(tmp_path: Path) -> None:
    with journal_of(tmp_path / "j", State.PLANNED, State.PLANNED) as journal:
        journal.keep_hashes([(1, "abc"), (2, "def")])
        journal.keep_hashes([(1, "ghi"), (1, "abc")])
        assert (journal.hashes(1), journal.hashes(2), journal.hashes(3)) == (("abc", "ghi"), ("def",), ())


def test_a_mailing_begins_anew_until_something_was_sent(tmp_path: Path) -> None:
    with journal_of(tmp_path / "j", State.PLANNED) as journal:
        with journal.planning() as plan:
            plan.add(1, State.INVALID, [Finding(1, is_error=True, field="subject", problem="is blank")])
        with journal.planning() as plan:
            plan.add(1, State.INVALID, [Finding(1, is_error=True, field="pin", problem="is too short")])
        assert [each.field for each in journal.findings()] == ["pin"]
        identity = journal.facts["id"]
        journal.note(digest="abc")
        journal.begin(digest="def")
        assert journal.facts == {"id": identity, "digest": "def"}
        assert (list(journal.rows()), list(journal.findings())) == ([], [])
        with journal.planning() as plan:
            plan.add(1, State.PLANNED, [])
        journal.write([], [1])
        with pytest.raises(JournalError) as caught:
            journal.begin(digest="ghi")
        assert str(caught.value) == "Letters of this mailing have been sent: it cannot be planned anew."
        assert (journal.facts["digest"], len(list(journal.rows()))) == ("def", 1)


def _add_twice(plan: Plan) -> None:
    plan.add(2, State.INVALID, [])
    plan.add(2, State.INVALID, [])


def test_when_letters_were_taken_in_parts_of_the_time(tmp_path: Path) -> None:
    journal_of(tmp_path / "j", *[State.PLANNED] * 4).close()
    now = NOW
    with Journal(tmp_path / "j", writing=True, clock=lambda: now) as journal:
        assert journal.times(3) == []
        journal.write([], [1, 2, 3, 4])
        for number, seconds in ((1, 0), (2, 1), (3, 100), (4, 50)):
            now = NOW + timedelta(seconds=seconds)
            journal.write([Outcome(number, State.FAILED if number == 4 else State.DELIVERED)], [])
        parts = [(NOW + timedelta(seconds=seconds), count) for seconds, count in ((0, 2), (34, 0), (68, 1))]
        assert journal.times(3) == parts
        assert len(journal.times(101)) == 101
        journal.write([], [4])
        assert journal.retried() == 1


def test_a_plan_that_is_not_finished_changes_nothing(tmp_path: Path) -> None:
    with journal_of(tmp_path / "j", State.PLANNED) as journal:
        with pytest.raises(JournalError, match="UNIQUE"), journal.planning() as plan:
            _add_twice(plan)
        assert [row.state for row in journal.rows()] == [State.PLANNED]
        journal.write([], [1])
        with pytest.raises(JournalError, match="cannot be planned anew"), journal.planning():
            pytest.fail("letters were sent")


def test_each_commit_is_on_disk_when_it_returns(tmp_path: Path) -> None:
    with journal_of(tmp_path / "j", State.PLANNED) as journal:
        (mode,) = journal._database.execute("PRAGMA journal_mode").fetchone()
        (synchronous,) = journal._database.execute("PRAGMA synchronous").fetchone()
        assert (mode, synchronous) == ("wal", 2)  # FULL, as SQLite's documentation numbers it


class OnceEach(RuleBasedStateMachine):
    """A mailing whose program may end at any moment, and a Digipost that takes each message id once.

    The files of the journal are copied as they are on disk, as a killed process would leave them, and the
    next program goes on with the copy.
    """

    @initialize(count=st.integers(1, 5))
    def begin(self, count: int) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.lives = 0
        self.journal = journal_of(self.folder / "0" / "j", *[State.PLANNED] * count)
        self.at_digipost: set[int] = set()
        self.requests_on_their_way: set[int] = set()
        self.told: set[int] = set()  # rows of which a program has written down that Digipost has them

    def states(self) -> dict[int, State]:
        return {row.number: row.state for row in self.journal.rows()}

    @rule(data=st.data())
    def send(self, data: st.DataObject) -> None:
        ready = [number for number, state in self.states().items() if state not in SETTLED]
        ready = [number for number in ready if number not in self.requests_on_their_way]
        chosen = [number for number in ready if data.draw(st.booleans())]
        self.journal.write([], chosen)
        self.requests_on_their_way |= set(chosen)

    @precondition(lambda self: self.requests_on_their_way)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        """An answer comes, is lost, or says that it did not work; it may have arrived all the same."""
        number = data.draw(st.sampled_from(sorted(self.requests_on_their_way)))
        self.requests_on_their_way.discard(number)
        happens = data.draw(st.sampled_from(["accepted", "accepted and lost", "lost", "refused for now"]))
        if happens.startswith("accepted"):
            self.at_digipost.add(number)  # a second time is refused, and changes nothing
        state = {"accepted": State.DELIVERED, "refused for now": State.FAILED}.get(happens, State.UNKNOWN)
        if state is State.FAILED and number in self.at_digipost:
            state = State.UNKNOWN
        self.journal.write([Outcome(number, state)], [])

    @rule(arrives=st.booleans())
    def kill(self, arrives: bool) -> None:  # noqa: FBT001 - hypothesis passes it by name
        self.lives += 1
        if arrives:
            self.at_digipost |= self.requests_on_their_way
        shutil.copytree(self.folder / str(self.lives - 1), self.folder / str(self.lives))
        self.journal.close()
        self.journal = Journal(self.folder / str(self.lives) / "j", writing=True)
        self.requests_on_their_way.clear()

    @rule()
    def prove(self) -> None:
        """Ask for what is unproven, as a resumed run does before it sends it again."""
        for number, state in self.states().items():
            if state in UNPROVEN and number not in self.requests_on_their_way:
                found = State.DELIVERED if number in self.at_digipost else State.FAILED
                self.journal.write([], [number])
                self.journal.write([Outcome(number, found)], [])

    @invariant()
    def nothing_is_lost_or_made_up(self) -> None:
        for number, state in self.states().items():
            if state is State.DELIVERED:
                assert number in self.at_digipost
            if state in {State.PLANNED, State.FAILED}:
                # A row that may be sent without asking has certainly not arrived, nor is it on its way.
                assert number not in self.at_digipost
                assert number not in self.requests_on_their_way

    def teardown(self) -> None:
        if hasattr(self, "journal"):
            self.journal.close()
            shutil.rmtree(self.folder)


OnceEach.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
TestOnceEach = pytest.mark.thorough(OnceEach.TestCase)


def test_a_power_cut_between_two_commits_leaves_the_first(tmp_path: Path) -> None:
    with journal_of(tmp_path / "a" / "j", State.PLANNED, State.PLANNED) as journal:
        journal.write([], [1])
        journal._database.execute("BEGIN IMMEDIATE")
        journal._database.execute("UPDATE letters SET state = 'sending' WHERE number = 2")
        shutil.copytree(tmp_path / "a", tmp_path / "b")
        journal._database.execute("ROLLBACK")
    with Journal(tmp_path / "b" / "j", writing=True) as after:
        assert [row.state for row in after.rows()] == [State.SENDING, State.PLANNED]
    assert sqlite3.threadsafety > 0
