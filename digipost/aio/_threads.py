"""The worker threads on which an asynchronous client runs the synchronous one; written by hand.

A request that has begun is finished before a cancellation takes effect, so a cancellation never leaves the
result of a letter unknown. Under trio, and in the cancel scopes of anyio, the call then returns its result
and the next `await` is cancelled. A cancellation by asyncio itself, as by `asyncio.timeout`, comes once and
cannot be delayed further: the call raises `CancelledError` when the request has ended. Reading a content leaves
nothing unknown, however long it takes: a cancellation takes effect after the megabyte that is being read.
"""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from contextvars import copy_context
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Generic, NoReturn, ParamSpec, Protocol, Self, TypeVar
from weakref import WeakKeyDictionary

from anyio import CancelScope, CapacityLimiter, move_on_after, to_thread
from anyio.lowlevel import RunVar, checkpoint

from digipost.deadlines import remaining_seconds
from digipost.errors import ArgumentError, TransportTimeoutError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator, Iterator

__all__ = ["Chunks", "Paged", "Threads", "refused"]

_P = ParamSpec("_P")
_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)


class Paged(Protocol[_T_co]):
    """An iterator that does its I/O in `fetch`."""

    @property
    def is_at_hand(self) -> bool:
        """Return True if `next` returns an item without a request."""
        ...

    def fetch(self) -> None:
        """Fetch the next page if no item is available."""
        ...

    def __next__(self) -> _T_co: ...


class _Closable(Protocol):
    def close(self) -> None: ...


_C = TypeVar("_C", bound=_Closable)


def refused(keywords: str) -> Callable[..., NoReturn]:
    """Return a method that refuses `with` or `for` without `async`, as type checkers do before."""

    def refuse(face: object, *_: object) -> NoReturn:
        problem = f"is asynchronous: write `{keywords}`; programs without async use digipost.DigipostClient"
        raise ArgumentError(type(face).__name__, problem)

    return refuse


class Threads:
    """Worker threads of one client, and of the clients made from it.

    Args:
        limit: The most concurrent calls in each event loop; further calls wait. It is the size of the
            connection pool: each further call would need a connection of its own.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._executor: ThreadPoolExecutor | None = None

    async def run(self, call: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Call in a worker thread with this task's context variables; a call that has begun is finished.

        A task that is cancelled while it waits for a worker thread makes no call.

        Raises:
            TransportTimeoutError: The `time_limit` ended while the task waited.
        """
        async with self._turn():
            return await self._finished(partial(call, *args, **kwargs))

    async def open(self, call: Callable[_P, _C], /, *args: _P.args, **kwargs: _P.kwargs) -> _C:
        """Do the same as `run`; close the result if a cancellation keeps the caller from getting it."""
        opened: list[_C] = []

        def remembered() -> _C:
            opened.append(call(*args, **kwargs))
            return opened[0]

        try:
            return await self.run(remembered)
        except BaseException:
            for each in opened:
                await self.clean_up(each.close)
            raise

    async def in_steps(self, steps: Generator[None, None, _T]) -> _T:
        """Run a generator in worker threads, step by step, and return its result.

        A cancellation takes effect between two steps; the generator is closed then. It is for reading, which
        leaves nothing unknown.
        """
        ended: list[_T] = []

        def step() -> None:
            try:
                next(steps)
            except StopIteration as end:
                ended.append(end.value)

        try:
            while not ended:
                await self.run(step)
        except BaseException:
            await self.clean_up(steps.close)
            raise
        return ended[0]

    async def clean_up(self, call: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Call in a worker thread at once and to the end, even in a cancelled task."""
        results: list[_T] = []  # type checkers assume that a scope may suppress errors
        with CancelScope(shield=True):
            results.append(await self._finished(partial(call, *args, **kwargs)))
        return results[0]

    async def item(self, items: Paged[_T]) -> _T:
        """Return the next item of a listing; a page is fetched in a worker thread.

        Raises:
            StopAsyncIteration: There are no more items.
        """
        if items.is_at_hand:
            await checkpoint()
        else:
            await self.run(items.fetch)
        try:
            return next(items)
        except StopIteration:
            raise StopAsyncIteration from None

    def close(self) -> None:
        """Stop the idle threads."""
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=False)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        limiter = self._limiter()
        left = remaining_seconds()
        if left is None:
            await limiter.acquire()
        else:
            with move_on_after(left) as waiting:
                await limiter.acquire()
            if waiting.cancelled_caught:
                problem = "the time limit ended before one of the requests did that use all connections"
                raise TransportTimeoutError(problem, request_sent=False)
        try:
            yield
        finally:
            limiter.release()

    def _limiter(self) -> CapacityLimiter:
        limiters = _limiters.get(None)
        if limiters is None:
            _limiters.set(limiters := WeakKeyDictionary())
        limiter = limiters.get(self)
        if limiter is None:
            limiters[self] = limiter = CapacityLimiter(self._limit)
        return limiter

    async def _finished(self, call: Callable[[], _T]) -> _T:
        if not _is_asyncio():
            return await to_thread.run_sync(call, limiter=CapacityLimiter(inf))
        # A shield of anyio delays the cancellations of anyio only, and its worker would be abandoned.
        if self._executor is None:
            self._executor = ThreadPoolExecutor(self._limit, thread_name_prefix="digipost")
        future = asyncio.get_running_loop().run_in_executor(self._executor, copy_context().run, call)
        cancellation: asyncio.CancelledError | None = None
        with CancelScope(shield=True):
            while not future.done():
                try:
                    await asyncio.wait([future])
                except asyncio.CancelledError as error:
                    cancellation = error
        if cancellation is not None:
            raise cancellation from future.exception()
        return future.result()


class Chunks(Generic[_T]):
    """An asynchronous iterator over a blocking iterator: each item is read in a worker thread.

    An item that was read while the task was cancelled is returned next.
    """

    def __init__(self, chunks: Iterator[_T], threads: Threads) -> None:
        self._chunks = chunks
        self._threads = threads
        self._read: deque[_T] = deque()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> _T:
        if not self._read:
            await self._threads.run(self._read_one)
        if not self._read:
            raise StopAsyncIteration
        return self._read.popleft()

    def _read_one(self) -> None:
        for chunk in self._chunks:
            self._read.append(chunk)
            return


# Each event loop has its own limiter, since a limiter wakes tasks of one loop only.
_limiters: RunVar[WeakKeyDictionary[Threads, CapacityLimiter]] = RunVar("digipost_limiters")


def _is_asyncio() -> bool:
    try:
        return asyncio.current_task() is not None
    except RuntimeError:  # no event loop of asyncio
        return False
