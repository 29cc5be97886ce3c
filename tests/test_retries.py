"""Retries: the errors, the number and the time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost import DigipostClient, DigipostError
from digipost.errors import ConfigurationError, InvalidValueError, ServerError, TransportError, api_error
from digipost.retries import RetryPolicy, with_retries
from tests.support.counterpart import CONFIG, NOW, Counterpart, Reply, entry_point, error
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from digipost import ClientConfig
    from digipost.authentication import RequestSigning
    from digipost.retries import Retries

SECOND = timedelta(seconds=1)
DOCUMENT = UUID(int=11)
PASSES = TransportError("no connection", request_sent=False)
durations = st.timedeltas(timedelta(0), timedelta(days=1))
policies = st.builds(
    RetryPolicy,
    attempts=st.integers(1, 10_000),
    first_wait=durations,
    longest_wait=durations,
    longest_in_all=durations,
)


def unavailable(retry_after: timedelta) -> DigipostError:
    return api_error(503, retry_after=retry_after)


def ask(credentials: RequestSigning, config: ClientConfig, *replies: Reply | Exception) -> None:
    """A question to a Digipost that gives these answers."""
    counterpart = Counterpart({"/": [entry_point()], f"/documents/12345/{DOCUMENT}/status": replies})
    DigipostClient(config, credentials, transport=counterpart, clock=lambda: NOW).documents.status(DOCUMENT)


class Calls:
    """Something that fails in these ways, one after another, and then works."""

    def __init__(self, *failures: Exception) -> None:
        self._failures = list(failures)
        self.waits: list[float] = []
        self.calls = 0

    def __call__(self) -> str:
        self.calls += 1
        if self._failures:
            raise self._failures.pop(0)
        return "done"

    def run(self, retries: Retries | None = None) -> str:
        return with_retries(retries or RetryPolicy(), self, sleep=self.waits.append)


def test_what_works_is_not_repeated() -> None:
    calls = Calls()
    assert calls.run() == "done"
    assert (calls.calls, calls.waits) == (1, [])


def test_what_can_pass_is_repeated_with_longer_and_longer_waits() -> None:
    calls = Calls(PASSES, PASSES, PASSES)
    assert calls.run() == "done"
    assert calls.calls == 4
    for wait, longest in zip(calls.waits, (0.5, 1, 2), strict=True):
        assert longest / 2 <= wait <= longest


def test_after_the_last_try_its_error_comes() -> None:
    last = TransportError("the last", request_sent=True)
    calls = Calls(PASSES, PASSES, PASSES, last, PASSES)
    with pytest.raises(TransportError) as caught:
        calls.run()
    assert caught.value is last
    assert (calls.calls, len(calls.waits)) == (4, 3)


@in_one_test("failure", [InvalidValueError("a", "b"), api_error(400), ValueError("a bug")])
def test_what_will_not_pass_is_not_repeated(failure: Exception) -> None:
    calls = Calls(PASSES, failure)
    with pytest.raises(type(failure)) as caught:
        calls.run()
    assert caught.value is failure
    assert calls.calls == 2


def test_clients_that_failed_together_do_not_come_back_together() -> None:
    waits = {RetryPolicy().next_wait(3, SECOND, PASSES) for _ in range(20)}
    assert len(waits) > 10


class TestRetryAfter:
    def test_it_is_waited_for(self) -> None:
        calls = Calls(unavailable(timedelta(seconds=7)), unavailable(timedelta(0)))
        assert calls.run() == "done"
        assert calls.waits == [7, 0]

    def test_what_is_just_within_the_limits_is_waited_for(self) -> None:
        policy = RetryPolicy(longest_wait=20 * SECOND, longest_in_all=120 * SECOND)
        assert policy.next_wait(1, 100 * SECOND, unavailable(20 * SECOND)) == 20 * SECOND
        assert policy.next_wait(1, 101 * SECOND, unavailable(20 * SECOND)) is None

    def test_what_is_longer_than_the_limit_ends_the_tries_at_once(self) -> None:
        calls = Calls(unavailable(timedelta(seconds=21)))
        with pytest.raises(ServerError) as caught:
            calls.run()
        assert caught.value.retry_after == timedelta(seconds=21)
        assert calls.waits == []

    @in_one_test(
        ("header", "expected"),
        [
            ("7", timedelta(seconds=7)),
            (" 0 ", timedelta(0)),
            ("Mon, 03 Jun 2024 12:01:02 GMT", timedelta(minutes=1)),  # a minute after the answer's Date
            ("Mon, 03 Jun 2024 11:00:02 GMT", timedelta(0)),
            ("", None),
            ("-1", None),
            ("1.5", None),
            ("1e9", None),
            ("9999999", None),
            ("٣", None),
            ("soon", None),
            ("Mon, 03 Jun 2024 12:01:02", None),
        ],
    )
    def test_both_of_its_forms_are_understood(
        self, header: str, expected: timedelta | None, credentials: RequestSigning
    ) -> None:
        reply = attrs.evolve(error(503), headers={"Retry-After": header})
        with pytest.raises(ServerError) as caught:
            ask(credentials, CONFIG, reply)
        assert caught.value.retry_after == expected


@given(policies, st.lists(st.none() | durations, max_size=30))
def test_a_policy_is_bounded_in_count_and_time(policy: RetryPolicy, asked: list[timedelta | None]) -> None:
    elapsed, tries = timedelta(0), 1
    for retry_after in asked:
        failure = PASSES if retry_after is None else unavailable(retry_after)
        wait = policy.next_wait(tries, elapsed, failure)
        if wait is None:
            break
        assert timedelta(0) <= wait <= policy.longest_wait
        elapsed += wait
        tries += 1
    assert tries <= policy.attempts
    assert elapsed <= policy.longest_in_all


@given(st.integers(1, 10**6))
def test_the_wait_never_grows_beyond_the_limit(attempt: int) -> None:
    policy = RetryPolicy(attempts=10**9, longest_in_all=timedelta(days=1))
    wait = policy.next_wait(attempt, timedelta(0), PASSES)
    assert wait is not None
    assert wait <= policy.longest_wait


class Impatient:
    """A policy of somebody's own."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, type[DigipostError]]] = []

    def next_wait(self, attempt: int, elapsed: timedelta, error: DigipostError) -> timedelta | None:
        assert elapsed >= timedelta(0)
        self.asked.append((attempt, type(error)))
        return timedelta(0) if attempt < 3 else None


def test_it_can_be_replaced(credentials: RequestSigning) -> None:
    own = Impatient()
    with pytest.raises(ServerError, match="503"):
        ask(credentials, attrs.evolve(CONFIG, retries=own), PASSES, error(500), error(503))
    assert own.asked == [(1, TransportError), (2, ServerError), (3, ServerError)]


@in_one_test(
    ("changes", "problem"),
    [
        ({"attempts": 0}, "attempts must be a whole number"),
        ({"attempts": 2.5}, "attempts must be a whole number"),
        ({"first_wait": -SECOND}, "first_wait must be a number of seconds or a timedelta, and not negative"),
        ({"longest_wait": "20"}, "longest_wait must be a number of seconds"),
        ({"longest_in_all": None}, "longest_in_all must be a number of seconds"),
    ],
)
def test_an_unusable_policy_is_refused(changes: dict[str, object], problem: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"^RetryPolicy\.{problem}"):
        RetryPolicy(**changes)  # type: ignore[arg-type]
