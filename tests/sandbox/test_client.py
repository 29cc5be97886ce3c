"""`sandbox.client()`: a client for tests, which retries without waiting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from digipost.errors import ServerError, api_error
from digipost.retries import RetryPolicy
from digipost.sandbox import Sandbox
from digipost.sandbox.base.retries import RetriesAtOnce
from tests.support.letters import letter


@pytest.mark.parametrize("oauth", [False, pytest.param(True, marks=pytest.mark.thorough)])
@pytest.mark.parametrize("rule", ["status=503", "status=429 retry-after=20s", "lose-answer"])
def test_a_letter_is_retried_at_once(rule: str, *, oauth: bool) -> None:
    with Sandbox() as sandbox:
        client = sandbox.client(oauth=oauth)
        sandbox.faults.add(f"{rule} path=/messages times=3")
        client.messages.send(letter())
        assert len(sandbox.letters) == 1
        assert sum(each.target == "/messages" for each in sandbox.requests) == 4
        waits = [
            client.config.retries.next_wait(count, timedelta(0), api_error(503)) for count in (1, 2, 3, 4)
        ]
        assert waits == [timedelta(0)] * 3 + [None]


def test_it_gives_up_as_a_client_does_that_waits() -> None:
    with Sandbox() as sandbox:
        sandbox.faults.add("status=429 retry-after=60m path=/messages")
        with pytest.raises(ServerError) as caught:
            sandbox.client().messages.send(letter())
        assert caught.value.retry_after == timedelta(hours=1)


def test_any_policy_can_be_hurried() -> None:
    hurried = RetriesAtOnce(RetryPolicy(attempts=2, longest_in_all=60))
    assert hurried.next_wait(1, timedelta(0), api_error(503)) == timedelta(0)
    assert hurried.next_wait(2, timedelta(0), api_error(503)) is None
    assert hurried.next_wait(1, timedelta(hours=1), api_error(503)) is None
