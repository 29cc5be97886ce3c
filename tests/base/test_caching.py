"""Caching of Digipost's answers; the tests of the entry point cover the time of keeping."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import timedelta
from itertools import count

import attrs
import pytest

from digipost.base.caching import Cache
from digipost.deadlines import time_limit
from digipost.errors import TransportError


@attrs.define
class Watch:
    """A clock that stands until it is set."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@attrs.define
class Source:
    """Makes a new value each time, and remembers what was asked."""

    asked: list[str] = attrs.Factory(list)
    numbers: count[int] = attrs.Factory(count)

    def __call__(self, key: str) -> str:
        self.asked.append(key)
        return f"{key}{next(self.numbers)}"


def test_each_key_has_its_own_value_and_its_own_time() -> None:
    source, watch = Source(), Watch()
    cache = Cache(source, seconds=watch)
    assert (cache.get("a"), cache.get("a")) == ("a0", "a0")
    watch.seconds = 200
    assert (cache.get("b"), cache.get("a")) == ("b1", "a0")
    watch.seconds = 500
    assert (cache.get("b"), cache.get("a")) == ("b2", "a3")


def test_what_must_not_be_used_any_more_is_fetched_once() -> None:
    source = Source()
    cache = Cache(source, seconds=Watch())
    old = cache.get("a")
    with ThreadPoolExecutor(8) as threads:
        new = [*threads.map(lambda _: cache.get("a", unless=lambda value: value == old), range(8))]
    assert new == ["a1"] * 8
    assert source.asked == ["a", "a"]
    assert cache.get("a") == "a1"


def test_what_is_old_does_not_pile_up() -> None:
    watch = Watch()
    cache = Cache(Source(), seconds=watch)
    for number in range(1000):
        watch.seconds = 300.0 * number
        cache.get(str(number))
    assert len(cache) <= 2


def test_a_failure_is_not_kept() -> None:
    errors = [OSError(), OSError()]

    def fetch(key: str) -> str:
        if errors:
            raise errors.pop()
        return key

    cache = Cache(fetch, seconds=Watch())
    for _ in range(2):
        with pytest.raises(OSError):  # noqa: PT011 - the one above
            cache.get("a")
    assert cache.get("a") == "a"


def test_who_needs_another_value_does_not_wait() -> None:
    slow_has_begun, slow_may_end = threading.Event(), threading.Event()

    def fetch(key: str) -> str:
        if key == "slow":
            slow_has_begun.set()
            assert slow_may_end.wait(5)
        return key

    cache = Cache(fetch, seconds=Watch())
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(cache.get, "slow")
        assert slow_has_begun.wait(5)
        assert cache.get("quick") == "quick"
        assert not slow.done()
        slow_may_end.set()
        assert slow.result(5) == "slow"


class Failing:
    """Fails when all that wait for it have come."""

    def __init__(self, waiting: int) -> None:
        self.asked = 0
        self._looks = 0
        self._waiting = waiting
        self._all_wait = threading.Event()

    def watch(self) -> float:
        self._looks += 1
        if self._looks >= self._waiting:
            self._all_wait.set()
        return 0.0

    def fetch(self, key: str) -> str:
        self.asked += 1
        assert self._all_wait.wait(5)
        raise TransportError(key, request_sent=False)


def errors_of_sixteen(limit: timedelta | None) -> tuple[list[BaseException | None], int]:
    source = Failing(waiting=16)
    cache = Cache(source.fetch, seconds=source.watch)

    def get() -> str:
        with time_limit(limit) if limit else nullcontext():
            return cache.get("a")

    with ThreadPoolExecutor(16) as threads:
        futures = [threads.submit(get) for _ in range(16)]
        return [each.exception() for each in futures], source.asked


def test_those_who_waited_for_a_failure_share_it() -> None:
    errors, asked = errors_of_sixteen(None)
    assert {str(each) for each in errors} == {"a"}
    assert len({id(each) for each in errors}) == 16  # a traceback is one thread's
    # A caller that comes after the failure asks anew.
    assert asked < 16


def test_the_end_of_one_threads_time_is_no_failure_of_the_others() -> None:
    errors, asked = errors_of_sixteen(timedelta(minutes=1))
    assert {str(each) for each in errors} == {"a"}
    assert asked == 16
