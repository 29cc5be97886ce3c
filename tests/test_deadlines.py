"""A limit for all that a call does, whatever it consists of."""

from __future__ import annotations

from datetime import timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from digipost import ClientConfig, DigipostClient, Environment, time_limit
from digipost.deadlines import TimeBudget, remaining_seconds
from digipost.errors import (
    DeliveryUnknownError,
    InvalidValueError,
    ServerError,
    TransportTimeoutError,
    api_error,
)
from digipost.retries import RetryPolicy, with_retries
from digipost.transport import HttpRequest
from tests.support.counterpart import NOW, entry_point
from tests.support.letters import letter
from tests.support.loopback import SILENCE, Loopback, transport

if TYPE_CHECKING:
    from digipost.authentication import RequestSigning

MOMENT = timedelta(milliseconds=200)
HOUR = timedelta(hours=1)


def test_there_is_none_unless_it_is_given() -> None:
    assert remaining_seconds() is None
    with time_limit(HOUR):
        assert 3590 < (remaining_seconds() or 0) <= 3600
    assert remaining_seconds() is None


def test_of_two_the_one_that_ends_first_counts() -> None:
    with time_limit(MOMENT), time_limit(HOUR):
        assert (remaining_seconds() or 1) <= 0.2
    with time_limit(HOUR):
        with time_limit(MOMENT):
            assert (remaining_seconds() or 1) <= 0.2
        assert (remaining_seconds() or 0) > 3590


def test_it_ends_with_its_with_whatever_happens() -> None:
    with pytest.raises(ZeroDivisionError), time_limit(HOUR):
        _ = 1 // 0
    assert remaining_seconds() is None


def test_it_is_its_threads_own() -> None:
    seen: list[float | None] = []
    with time_limit(HOUR):
        thread = Thread(target=lambda: seen.append(remaining_seconds()))
        thread.start()
        thread.join(5)
    assert seen == [None]


@pytest.mark.parametrize("limit", [timedelta(0), timedelta(seconds=-1)])
def test_it_is_longer_than_nothing(limit: timedelta) -> None:
    with pytest.raises(InvalidValueError, match=r"time_limit\.limit"), time_limit(limit):
        pass


def test_a_limit_can_be_a_number_of_seconds() -> None:
    with time_limit(3600):
        left = remaining_seconds()
    assert left is not None
    assert 0 < left <= 3600


def test_a_budget_keeps_the_time_that_a_shorter_limit_and_its_caller_did_not_use() -> None:
    budget = TimeBudget(HOUR)
    with time_limit(timedelta(minutes=1)), budget:
        assert 0 < budget.seconds_left() <= 60
    for _ in range(2):
        with budget:
            assert 3000 < budget.seconds_left() <= 3600  # of an hour, of which a moment is over


def over() -> None:
    """Waits until the limit around the caller has passed."""
    Event().wait((remaining_seconds() or 0) + 0.01)


def test_when_it_is_over_nothing_is_begun() -> None:
    with Loopback() as server, transport() as made, time_limit(timedelta(milliseconds=20)):
        over()
        with pytest.raises(TransportTimeoutError) as caught:
            made.send(HttpRequest("GET", server.origin, {}))
    assert not caught.value.request_sent
    assert server.connections == 0


def test_it_ends_the_wait_for_an_answer() -> None:
    with Loopback(SILENCE) as server, transport(read_timeout=60) as made, time_limit(MOMENT):
        with pytest.raises(TransportTimeoutError) as caught:
            made.send(HttpRequest("GET", server.origin, {}))
        assert remaining_seconds() == 0
    assert caught.value.request_sent


@pytest.mark.thorough
def test_a_connection_that_was_used_within_a_limit_has_its_own_time_again() -> None:
    with Loopback() as server, transport() as made:
        with time_limit(timedelta(seconds=2)):  # enough for one request on a busy machine
            assert made.send(HttpRequest("GET", server.origin, {})).read(10) == b"ok"
            over()
        assert made.send(HttpRequest("GET", server.origin, {})).read(10) == b"ok"
        assert server.connections == 1


def test_nothing_is_tried_again_that_could_not_begin_in_time() -> None:
    tries: list[int] = []

    def unavailable() -> None:
        tries.append(1)
        raise api_error(503, retry_after=timedelta(seconds=10))

    with time_limit(timedelta(seconds=5)), pytest.raises(ServerError, match="503"):
        with_retries(RetryPolicy(), unavailable)
    assert len(tries) == 1


def test_when_it_is_over_nothing_is_tried_again_even_at_once() -> None:
    tries: list[int] = []

    def unavailable() -> None:
        tries.append(1)
        over()
        raise api_error(503, retry_after=timedelta(0))

    with time_limit(timedelta(milliseconds=20)), pytest.raises(ServerError, match="503"):
        with_retries(RetryPolicy(), unavailable)
    assert len(tries) == 1


@pytest.mark.thorough
def test_a_letter_that_was_under_way_may_have_arrived(credentials: RequestSigning) -> None:
    with Loopback(entry_point(create_message="/messages").on_the_wire("/"), SILENCE) as server:
        config = ClientConfig(broker_id=12345, environment=Environment.custom(server.origin))
        client = DigipostClient(config, credentials, clock=lambda: NOW)
        # Long enough to ask for the entry point on a busy machine.
        with client, time_limit(timedelta(seconds=2)), pytest.raises(DeliveryUnknownError) as caught:
            client.messages.send(letter())
        assert isinstance(caught.value.__cause__, TransportTimeoutError)
        assert [request.split()[1] for request in server.heard] == [b"/", b"/messages"]
