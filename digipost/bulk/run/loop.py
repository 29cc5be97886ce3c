"""The loop of a mailing: rows out to the workers, answers into the journal, as fast as the pace allows.

One thread has the journal. It writes down what came back and what goes out next in one commit, and hands the
rows out when that is on disk. What the workers hold is bounded, and so is what waits to be tried again.
"""

from __future__ import annotations

import heapq
import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, wait
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import attrs

from digipost.bulk.errors import BulkError
from digipost.bulk.row_states import SETTLED, UNPROVEN, Outcome, State
from digipost.bulk.run.pacing import Pace
from digipost.bulk.run.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    from digipost.bulk.journal.journal import Journal
    from digipost.bulk.run.hash_logs import HashLogs
    from digipost.bulk.run.outcomes import Answer
    from digipost.bulk.run.worker import Sender, Task
    from digipost.bulk.run.workers import Workers

__all__ = ["Run"]

_MOST_IN_A_TASK = 4  # rows that a worker is given together
_TASKS_FOR_EACH = 2  # worker, so that none has to wait for the journal
_MOST_WAITING = 1000  # rows that wait to be tried again
_MOST_TRIES = 8
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 60.0  # seconds until a row is tried again
_TICK = 0.5  # seconds after which progress is told of, whatever happens
_MOST_CRASHES = 10  # tasks in a row, for each letter that can be sent at a time, that end without an answer


@attrs.frozen(order=True)
class _Retry:
    due: float
    number: int
    task: Task = attrs.field(order=False)
    tries: int = attrs.field(order=False)


class Run:
    """One run of a mailing, from where the journal stands.

    Args:
        journal: Open for writing.
        tasks: The rows that are not settled, in their order.
        sender: What workers do with rows.
        workers: Who does it.
        pace: How fast.
        logs: Where workers keep the hashes of encrypted letters.
        patience: After how many seconds without any answer of Digipost's to give up.
        clock: Seconds that only go forward.
        tell: Called with the progress, at least twice a second.
    """

    def __init__(
        self,
        journal: Journal,
        tasks: Iterator[Task],
        *,
        sender: Sender,
        workers: Workers,
        pace: Pace,
        logs: HashLogs,
        patience: float,
        clock: Callable[[], float],
        tell: Callable[[Progress], None],
    ) -> None:
        self._journal = journal
        self._tasks = tasks
        self._sender = sender
        self._workers = workers
        self._pace = pace
        self._logs = logs
        self._patience = patience
        self._clock = clock
        self._tell = tell
        self._counts = dict(journal.counts())
        self._done: SimpleQueue[Future[list[Answer]]] = SimpleQueue()
        self._out: dict[Future[list[Answer]], list[Task]] = {}
        self._letters_out = 0
        self._retries: list[_Retry] = []
        self._tries: dict[int, int] = {}
        self._outcomes: list[Outcome] = []
        self._next: deque[Task] = deque()
        self._retried = 0
        self._crashes = 0
        self._last_answer = clock()
        self._stop: str | None = None
        self._passes = True
        self._cause: BaseException | None = None

    @staticmethod
    def most_out(slots: int, threads_each: int) -> int:
        """How many letters so many workers are given at most, when each sends so many at a time."""
        return _TASKS_FOR_EACH * slots * _MOST_IN_A_TASK * threads_each

    @classmethod
    def pace(cls, workers: Workers, most_a_second: float | None) -> Pace:
        """Return the pace for these workers, with a limit of so many letters a second if there is one."""
        slots = workers.count // workers.threads_each
        return Pace(
            workers=workers.count,
            most_at_once=cls.most_out(slots, workers.threads_each),
            most_a_second=most_a_second,
            clock=time.monotonic,
        )

    @property
    def progress(self) -> Progress:
        """How far it has come."""
        ceiling = self._pace.ceiling
        return Progress(
            dict(self._counts),
            self._retried,
            self._pace.rate,
            None if ceiling == float("inf") else ceiling,
            self._pace.wait() if not self._out else 0.0,
        )

    def go(self) -> None:
        """Send until nothing is left to send.

        Raises:
            BulkError: Nothing else can be sent now; resume later.
        """
        try:
            while self._step():
                pass
        finally:
            # Whatever ended it, what the workers are doing now is worth knowing.
            self._finish()
        if self._stop is not None:
            raise BulkError(self._stop, retryable=self._passes) from self._cause

    def _step(self) -> bool:
        """Hand rows out, wait for answers and take them in; False at the end."""
        now = self._clock()
        chunks = [] if self._stop else self._chunks(now)
        self._write([task for chunk in chunks for task in chunk])
        for chunk in chunks:
            self._submit(chunk)
        self._tell(self.progress)
        if not self._out and (self._stop or not (self._retries or self._has_next())):
            return False
        self._collect(self._seconds_to_wait(now))
        if self._stop is None and self._clock() - self._last_answer > self._patience:
            self._give_up()
        return True

    def _give_up(self) -> None:
        self._stop = (
            f"No letter got through for {self._patience / 60:.0f} minutes, so that this run ends here. "
            "Resume when Digipost can be reached"
        ) + (", and the cluster has workers." if self._workers.are_foreign else ".")
        # A cluster keeps tasks until it has workers again. Their rows stand as being sent.
        for future in self._out if self._workers.are_foreign else ():
            future.cancel()

    def _finish(self) -> None:
        """Wait for what is on its way, and write down what comes of it."""
        while self._out:
            # Not by the queue: Ctrl-C can have come between an answer there and what takes it in.
            wait(self._out, timeout=_TICK, return_when=FIRST_COMPLETED)
            for future in [each for each in self._out if each.done()]:
                self._answered(future)
        self._write([])
        self._tell(self.progress)

    def _write(self, begun: list[Task]) -> None:
        # Ctrl-C can come when they are on disk, and before this call is over: they are written once at most.
        outcomes, self._outcomes = self._outcomes, []
        if outcomes or begun:
            self._journal.write(outcomes, [task.record.number for task in begun])
        for task in begun:
            self._count(task.state, State.SENDING)

    def _count(self, before: State, now: State) -> None:
        self._counts[before] -= 1
        self._counts[now] += 1

    def _chunks(self, now: float) -> list[list[Task]]:
        """The rows that may go out now, as they go to the workers."""
        room = min(self._pace.at_once - self._letters_out, self._pace.allowed())
        tasks = _TASKS_FOR_EACH * self._workers.count // self._workers.threads_each
        size = min(self._pace.at_once // tasks, self._left() // tasks)
        size = max(1, min(size, _MOST_IN_A_TASK * self._workers.threads_each))
        chunks = []
        while room > 0 and (chunk := self._some(min(size, room), now)):
            chunks.append(chunk)
            room -= len(chunk)
        return chunks

    def _left(self) -> int:
        return self._counts[State.PLANNED] + len(self._retries)

    def _some(self, count: int, now: float) -> list[Task]:
        found: list[Task] = []
        while len(found) < count:
            if self._retries and self._retries[0].due <= now:
                retry = heapq.heappop(self._retries)
                self._tries[retry.number] = retry.tries
                self._retried += 1
                found.append(retry.task)
            elif len(self._retries) < _MOST_WAITING and self._has_next():
                found.append(self._next.popleft())
            else:
                break
        return found

    def _has_next(self) -> bool:
        if not self._next:
            self._next.extend(task for task in [next(self._tasks, None)] if task is not None)
        return bool(self._next)

    def _submit(self, chunk: list[Task]) -> None:
        future = self._workers.submit(self._sender, chunk)
        self._out[future] = chunk
        self._letters_out += len(chunk)
        self._pace.went_out(len(chunk))
        future.add_done_callback(self._done.put)

    def _seconds_to_wait(self, now: float) -> float:
        """How long to wait for an answer before there is something else to do."""
        if self._stop or self._letters_out >= self._pace.at_once:
            return _TICK
        due = _TICK
        if len(self._retries) < _MOST_WAITING and self._has_next():
            due = 0.0
        elif self._retries:
            due = self._retries[0].due - now
        return min(_TICK, max(0.001, due, self._pace.wait()))

    def _collect(self, timeout: float) -> None:
        """Wait for an answer as long as that, and take in all that have come."""
        try:
            self._answered(self._done.get(timeout=timeout))
            while True:
                self._answered(self._done.get_nowait())
        except Empty:
            return

    def _answered(self, future: Future[list[Answer]]) -> None:
        chunk = self._out.pop(future)
        self._letters_out -= len(chunk)
        error = None if future.cancelled() else future.exception()
        if future.cancelled() or error is not None:
            self._crashed(chunk, error)
            return
        self._crashes = 0
        for task, answer in zip(chunk, future.result(), strict=True):
            self._take(task, answer)

    def _crashed(self, chunk: list[Task], error: BaseException | None) -> None:
        """A worker that ended without an answer: its rows stand as being sent, and have to be asked for."""
        self._crashes += 1
        if self._stop is None and self._crashes > _MOST_CRASHES * self._workers.count:
            self._stop = f"The workers end without an answer, again and again ({type(error).__name__})."
            self._cause = error
        for task in chunk:
            self._again(attrs.evolve(task, state=State.SENDING), at_once=True)

    def _take(self, task: Task, answer: Answer) -> None:
        outcome = answer.outcome
        self._outcomes.append(outcome)
        self._count(State.SENDING, outcome.state)
        if answer.busy:
            self._pace.busy(answer.status, answer.retry_after)
        else:
            self._pace.answered()
            self._last_answer = self._clock()
        if answer.stop is not None:
            self._stop, self._passes = answer.stop, False
        if outcome.state in SETTLED:
            self._tries.pop(outcome.number, None)
        else:
            self._again(attrs.evolve(task, state=outcome.state))

    def _again(self, task: Task, *, at_once: bool = False) -> None:
        """Try a row again later, unless that has been done often enough for this run."""
        number = task.record.number
        tries = self._tries.pop(number, 1)
        if tries < _MOST_TRIES:
            if task.state in UNPROVEN:
                self._logs.take_over(self._journal)
                task = attrs.evolve(task, hashes=self._journal.hashes(number))
            wait = 0.0 if at_once else min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (tries - 1))
            heapq.heappush(self._retries, _Retry(self._clock() + wait, number, task, tries + 1))
