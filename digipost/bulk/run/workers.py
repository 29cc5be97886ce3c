"""Workers of a mailing: threads, processes or a cluster, each as a `concurrent.futures.Executor`."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import timedelta
from multiprocessing.connection import wait
from threading import Thread
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

import attrs

from digipost.base.arguments import truth
from digipost.base.checked_calls import Kind, a, count, function, optional, positive, takes
from digipost.bulk.errors import BulkError
from digipost.bulk.run.main_guard import require_main_guard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor, Future
    from typing import Self

    from digipost.bulk.run.task_results import TaskResult
    from digipost.bulk.run.tasks import Task

__all__ = ["SENDING_KINDS", "Workers", "processes", "threads"]

_MOST_BREAKDOWNS = 20

_P = ParamSpec("_P")
_T = TypeVar("_T")


class _Send(Protocol):
    def __call__(self, tasks: Sequence[Task], serial: int, /) -> list[TaskResult]: ...


@attrs.define
class Workers:
    """Workers for the tasks of a mailing.

    Attributes:
        count: The number of letters that they can send concurrently.
        threads_each: The number of letters that each worker sends at a time.
        make: Creates the executor, also to replace a broken one.
        is_ours: True if this class shuts the executor down.
        are_elsewhere: True if arguments are pickled for them.
    """

    count: int
    make: Callable[[], Executor]
    threads_each: int = 1
    is_ours: bool = True
    are_elsewhere: bool = False
    _executor: Executor | None = attrs.field(init=False, default=None)
    _breakdowns: int = attrs.field(init=False, default=0)
    _submitted: int = attrs.field(init=False, default=0)

    @classmethod
    def of(cls, executor: Executor, count: int) -> Self:
        """Return workers on an executor that the caller has created and will shut down."""
        elsewhere = not isinstance(executor, ThreadPoolExecutor)
        return cls(count, lambda: executor, is_ours=False, are_elsewhere=elsewhere)

    @property
    def are_foreign(self) -> bool:
        """Return True for the workers of a cluster, which come and go independently of this process."""
        return self.are_elsewhere and not self.is_ours

    @property
    def are_processes(self) -> bool:
        """Return True for processes of this machine, which have access to the same files."""
        return self.is_ours and self.are_elsewhere

    @property
    def executors(self) -> int:
        """Return the number of threads or processes."""
        return self.count // self.threads_each

    def submit(self, send: _Send, tasks: Sequence[Task]) -> Future[list[TaskResult]]:
        """Give tasks to a worker.

        Raises:
            BulkError: The executor breaks repeatedly, or is the caller's, which cannot be replaced.
        """
        self._submitted += 1
        return self.apply(send, tasks, self._submitted)

    def apply(self, call: Callable[_P, _T], *arguments: _P.args, **named: _P.kwargs) -> Future[_T]:
        """Call a function in a worker.

        Raises:
            BulkError: The executor breaks repeatedly, or is the caller's, which cannot be replaced.
        """
        while True:
            executor = self._executor = self._executor or self.make()
            try:
                return executor.submit(call, *arguments, **named)
            except BrokenExecutor as error:
                self._breakdowns += 1
                if not self.is_ours or self._breakdowns > _MOST_BREAKDOWNS:
                    problem = "The workers end before their work is done. Resume when that is mended."
                    raise BulkError(problem, retryable=True) from error
                self.close()

    def close(self) -> None:
        """Wait for the running tasks, and cancel tasks that have not begun."""
        if self._executor is not None and self.is_ours:
            self._executor.shutdown(cancel_futures=True)
        self._executor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


SENDING_KINDS: dict[str, Kind] = {
    "workers": optional(a(Workers)),
    "most_a_second": optional(positive),
    "skip_invalid": truth,
    "patience": a(timedelta),
    "tell": function,
}
"""The types of the arguments of a mailing's methods that use workers."""


@takes("bulk.threads", count=count)
def threads(count: int) -> Workers:
    """Return workers that are threads of this process."""
    return Workers(count, lambda: ThreadPoolExecutor(count, thread_name_prefix="digipost-bulk"))


@takes("bulk.processes", count=count, threads_each=count)
def processes(count: int, threads_each: int) -> Workers:
    """Return workers that are processes, each with `threads_each` threads that send.

    Raises:
        BulkError: The running program has no `if __name__ == "__main__":` around this call.
    """
    require_main_guard()
    context = multiprocessing.get_context("spawn")
    return Workers(
        count * threads_each,
        lambda: ProcessPoolExecutor(count, mp_context=context, initializer=_begin),
        threads_each=threads_each,
        are_elsewhere=True,
    )


def _begin() -> None:
    # Ctrl-C reaches all processes of a terminal, and only the process with the journal can handle it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End immediately if the process with the journal is killed: no other process would end a worker."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
