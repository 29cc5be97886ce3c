"""Faults of the sandbox's other hosts, as a client meets them: where tokens and where contents come from."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from digipost import time_limit
from digipost.errors import DigipostError, ServerError, TransportTimeoutError
from digipost.retries import RetryPolicy
from digipost.sandbox import InboxLetter, Sandbox
from tests.support.counterpart import ONCE
from tests.support.letters import letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost import DigipostClient

TWICE = RetryPolicy(attempts=2, first_wait=timedelta(0))
CONTENT = b"a letter" * 1000


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[DigipostClient]:
    """One that needs a token, and tries once."""
    with sandbox.client(oauth=True).with_options(retries=ONCE) as client:
        yield client


EACH = (
    "status=503",
    "status=503 body=page",
    "status=401",
    "hang-up",
    "lose-answer",
    "cut-body",
    "redirect",
)


@pytest.mark.parametrize("rule", EACH)
def test_without_a_token_nothing_is_sent(rule: str, sandbox: Sandbox, client: DigipostClient) -> None:
    sandbox.faults.add(f"{rule} at=token times=1")
    with pytest.raises(DigipostError):
        client.messages.send(letter())
    assert sandbox.requests == ()
    assert sandbox.faults.rules[0].is_spent
    client.messages.send(letter())
    assert len(sandbox.letters) == 1


@pytest.mark.parametrize("rule", ["status=503", "hang-up", "lose-answer", "cut-body"])
def test_what_passes_by_itself_is_tried_again(rule: str, sandbox: Sandbox) -> None:
    with sandbox.client(oauth=True).with_options(retries=TWICE) as client:
        sandbox.faults.add(f"{rule} at=token times=1")
        client.messages.send(letter())
    assert len(sandbox.letters) == 1


@pytest.mark.parametrize("rule", EACH)
def test_a_content_comes_whole_or_not_at_all(rule: str, sandbox: Sandbox, client: DigipostClient) -> None:
    sandbox.deliver_to_inbox(InboxLetter(content=CONTENT), account_id=sandbox.broker_id)
    (received,) = client.inbox.list_documents()
    sandbox.faults.add(f"{rule} at=contents times=1")
    with pytest.raises(DigipostError):
        client.inbox.content(received).read()
    assert client.inbox.content(received).read() == CONTENT


def test_each_host_has_its_own(sandbox: Sandbox, client: DigipostClient) -> None:
    sandbox.faults.add("status=500 at=contents")
    sandbox.faults.add("delay=1ms at=token times=1")
    client.messages.send(letter())
    assert [each.struck for each in sandbox.faults.rules] == [0, 1]
    sandbox.faults.add("status=500 path=/messages")
    with pytest.raises(ServerError):
        client.messages.send(letter())


@pytest.mark.thorough
@pytest.mark.parametrize("host", ["token", "contents"])
def test_an_answer_that_comes_late(host: str, sandbox: Sandbox, client: DigipostClient) -> None:
    sandbox.deliver_to_inbox(InboxLetter(content=CONTENT), account_id=sandbox.broker_id)
    if host == "contents":
        client.senders.information(sandbox.broker_id)  # with a token, so that only the content is awaited
    sandbox.faults.add(f"delay=1m at={host} times=1")
    with pytest.raises(TransportTimeoutError), time_limit(timedelta(seconds=2)):
        client.inbox.content(next(client.inbox.list_documents())).read()
    assert sandbox.faults.rules[0].is_spent
    assert client.inbox.content(next(client.inbox.list_documents())).read() == CONTENT
