"""The loop of a mailing: give rows to the workers as the pace allows, and write results to the journal.

One thread has the journal. In one commit, it writes the received results and the next rows to send, then
gives the rows to workers. A commit costs a fourth of a letter's CPU, so the thread waits for further results
while no worker can idle. The number of rows at the workers is bounded, and so is the number of retries.
"""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import attrs

from digipost.bulk.errors import BulkError
from digipost.bulk.row_states import SETTLED, UNPROVEN, Outcome, State
from digipost.bulk.run.pacing import Pace
from digipost.bulk.run.progress import Progress
from digipost.bulk.run.row_retries import RowRetries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    from digipost.bulk.journal.journal import Journal
    from digipost.bulk.run.hash_logs import HashLogs
    from digipost.bulk.run.sender import Sender
    from digipost.bulk.run.task_results import TaskResult
    from digipost.bulk.run.tasks import Task
    from digipost.bulk.run.workers import Workers

__all__ = ["Run"]

_MOST_IN_A_TASK = 4  # rows handed to a worker together
_TASKS_FOR_EACH = 2  # tasks queued per worker, so that none has to wait for the journal
_TICK = 0.5  # seconds between progress reports, at most
_LONGEST_GATHERING = 0.1  # seconds that a result waits for others, to be written with them
_MOST_CRASHES = 10  # consecutive tasks without a result, for each letter that can be sent at a time


class Run:
    """Run of a mailing, starting from the state in the journal.

    Args:
        journal: The journal, open for writing.
        tasks: The rows that are not settled, in their order.
        sender: The function that workers call with rows.
        workers: The workers.
        pace: The pace.
        logs: The files with the workers' hashes of encrypted letters.
        patience: The seconds without any response from Digipost after which to give up.
        clock: A monotonic clock, in seconds.
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
        self._done: SimpleQueue[Future[list[TaskResult]]] = SimpleQueue()
        self._out: dict[Future[list[TaskResult]], list[Task]] = {}
        self._letters_out = self._crashes = 0
        self._retries = RowRetries()
        self._outcomes: list[Outcome] = []
        self._next: deque[Task] = deque()
        self._last_answer = clock()
        self._stop: str | None = None
        self._passes = True
        self._cause: BaseException | None = None

    @staticmethod
    def most_out(slots: int, threads_each: int) -> int:
        """Return the maximum number of letters at the workers, if each sends `threads_each` at a time."""
        return _TASKS_FOR_EACH * slots * _MOST_IN_A_TASK * threads_each

    @classmethod
    def pace(cls, workers: Workers, most_a_second: float | None) -> Pace:
        """Return the pace for these workers, with a rate limit if one is given."""
        return Pace(
            workers=workers.count,
            most_at_once=cls.most_out(workers.executors, workers.threads_each),
            most_a_second=most_a_second,
            clock=time.monotonic,
        )

    @property
    def progress(self) -> Progress:
        """Return the progress of the run."""
        ceiling = self._pace.ceiling
        return Progress(
            dict(self._counts),
            self._retries.begun,
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
            # The remaining results of the workers are needed, however the loop ended.
            self._finish()
        if self._stop is not None:
            raise BulkError(self._stop, retryable=self._passes) from self._cause

    def _step(self) -> bool:
        """Give rows to workers, wait for results and process them; return False at the end."""
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
            f"No letter got through for {self._patience / 60:.0f} minutes, so this run ends here. "
            "Resume when Digipost can be reached"
        ) + (", and the cluster has workers." if self._workers.are_foreign else ".")
        # A cluster keeps tasks until it has workers again. Their rows stay in state `sending`.
        for future in self._out if self._workers.are_foreign else ():
            future.cancel()

    def _finish(self) -> None:
        """Wait for all tasks in progress, and write their outcomes."""
        while self._out:
            # The queue is not enough: Ctrl-C may arrive between `get` and the code that processes the result.
            wait(self._out, timeout=_TICK, return_when=FIRST_COMPLETED)
            for future in [each for each in self._out if each.done()]:
                self._task_done(future)
        self._write([])
        self._tell(self.progress)

    def _write(self, begun: list[Task]) -> None:
        # Ctrl-C can come after the commit and before the return: each outcome is written once at most.
        outcomes, self._outcomes = self._outcomes, []
        if outcomes or begun:
            self._journal.write(outcomes, [task.record.number for task in begun])
        for task in begun:
            self._count(task.state, State.SENDING)

    def _count(self, before: State, after: State) -> None:
        self._counts[before] -= 1
        self._counts[after] += 1

    def _chunks(self, now: float) -> list[list[Task]]:
        """Return the rows that may be sent now, in chunks for the workers."""
        room = min(self._pace.at_once - self._letters_out, self._pace.allowed())
        tasks = _TASKS_FOR_EACH * self._workers.count // self._workers.threads_each
        size = min(self._pace.at_once, self._counts[State.PLANNED] + len(self._retries)) // tasks
        size = max(1, min(size, _MOST_IN_A_TASK * self._workers.threads_each))
        chunks = []
        while room > 0 and (chunk := self._some(min(size, room), now)):
            chunks.append(chunk)
            room -= len(chunk)
        return chunks

    def _some(self, count: int, now: float) -> list[Task]:
        found: list[Task] = []
        while len(found) < count:
            if self._retries.next_at <= now:
                found.append(self._with_hashes(self._retries.take()))
            elif not self._retries.are_full and self._has_next():
                found.append(self._next.popleft())
            else:
                break
        return found

    def _with_hashes(self, task: Task) -> Task:
        """Return a task with the hashes that its workers have logged; a hash proves an arrival."""
        if task.state not in UNPROVEN:
            return task
        self._logs.take_over(self._journal)
        return attrs.evolve(task, hashes=self._journal.hashes(task.record.number))

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
        """Return the seconds to wait for a result before there is something else to do."""
        if self._stop or self._letters_out >= self._pace.at_once:
            return _TICK
        has_next = not self._retries.are_full and self._has_next()
        due = 0.0 if has_next else self._retries.next_at - now
        return min(_TICK, max(0.001, due, self._pace.wait()))

    def _collect(self, timeout: float) -> None:
        """Wait for a result up to the timeout; process it, and further results while no worker can idle."""
        with suppress(Empty):
            self._task_done(self._done.get(timeout=timeout))
            until = self._clock() + _LONGEST_GATHERING
            while True:
                left = until - self._clock() if self._can_gather() else 0.0
                self._task_done(self._done.get(left > 0, left))

    def _can_gather(self) -> bool:
        """Return True if tasks are queued for half of the workers, or if only results are awaited."""
        has_queue = 2 * len(self._out) > 3 * self._workers.executors
        return has_queue or (bool(self._out) and not (self._stop or self._retries or self._has_next()))

    def _task_done(self, future: Future[list[TaskResult]]) -> None:
        chunk = self._out.pop(future)
        self._letters_out -= len(chunk)
        error = None if future.cancelled() else future.exception()
        if future.cancelled() or error is not None:
            self._crashed(chunk, error)
            return
        self._crashes = 0
        for task, result in zip(chunk, future.result(), strict=True):
            self._take(task, result)

    def _crashed(self, chunk: list[Task], error: BaseException | None) -> None:
        """Handle a crashed worker: its rows stay in state `sending`, and a retry asks Digipost about them."""
        self._crashes += 1
        if self._stop is None and self._crashes > _MOST_CRASHES * self._workers.count:
            self._stop = f"The workers end without an answer, again and again ({type(error).__name__})."
            self._cause = error
        for task in chunk:
            self._retries.add(attrs.evolve(task, state=State.SENDING), self._clock(), at_once=True)

    def _take(self, task: Task, result: TaskResult) -> None:
        outcome = result.outcome
        self._outcomes.append(outcome)
        self._count(State.SENDING, outcome.state)
        if result.busy:
            self._pace.busy(result.status, result.retry_after)
        else:
            self._pace.answered()
            self._last_answer = self._clock()
        if result.stop is not None:
            self._stop, self._passes = result.stop, False
        if outcome.state in SETTLED:
            self._retries.settled(outcome.number)
        elif result.can_pass:
            self._retries.add(attrs.evolve(task, state=outcome.state), self._clock())
