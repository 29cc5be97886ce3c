"""One client among threads and processes, and closed while it is at work."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digipost import ClientConfig, DigipostClient, Message
from digipost.errors import ConfigurationError
from digipost.retries import RetryPolicy
from tests.campaigns.soak_threads import run
from tests.support.letters import letter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digipost.authentication import RequestSigning
    from digipost.sandbox import Sandbox
    from digipost_schema import api_v8

ROOT = Path(__file__).parents[2]


def ids(messages: Iterable[Message | api_v8.Message]) -> Counter[str | None]:
    return Counter(each.message_id for each in messages)


@pytest.mark.thorough
def test_thirty_two_threads_get_each_their_own_answers() -> None:
    row = run(operations=640)
    assert row.is_good, str(row)


@pytest.mark.thorough
def test_a_client_closed_while_it_is_at_work_loses_nothing(
    config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
) -> None:
    letters = [letter() for _ in range(200)]
    with DigipostClient(config, credentials) as client, ThreadPoolExecutor(8) as threads:
        futures = [threads.submit(client.messages.send, each) for each in letters]
        futures[40].result()
        client.close()
        errors = [each.exception() for each in futures]
    refused = [error for error in errors if error is not None]
    assert 0 < len(refused) < 160
    assert all("client is closed" in str(error) for error in refused)
    accepted = [each for each, error in zip(letters, errors, strict=True) if error is None]
    assert ids(each.message for each in sandbox.letters) == ids(accepted)


def test_a_client_sends_nothing_after_it_was_closed_however_often(
    config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
) -> None:
    client = DigipostClient(config, credentials)
    client.messages.send(letter())
    for _ in range(2):
        client.close()
        with pytest.raises(ConfigurationError, match="client is closed"):
            client.messages.send(letter())
    assert len(sandbox.letters) == 1


def test_closing_a_client_leaves_those_alone_that_were_made_from_it(
    config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
) -> None:
    with DigipostClient(config, credentials) as client:
        other = client.with_options(retries=RetryPolicy(attempts=1))
        other.close()
        client.messages.send(letter())
    assert len(sandbox.letters) == 1


def send(client: DigipostClient, message: Message) -> int:
    """In a process of its own."""
    client.messages.send(message)
    return os.getpid()


@pytest.mark.thorough
def test_it_can_be_sent_to_workers(
    config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
) -> None:
    messages = [letter() for _ in range(8)]
    context = multiprocessing.get_context("spawn")
    with DigipostClient(config, credentials) as client, ProcessPoolExecutor(2, context) as workers:
        processes = {each.result() for each in [workers.submit(send, client, each) for each in messages]}
    assert os.getpid() not in processes
    assert ids(each.message for each in sandbox.letters) == ids(messages)


FORKING = """if True:
    import os, pickle, sys, threading
    client, mine, childs = pickle.load(sys.stdin.buffer)
    client.messages.send(mine[0])
    # A thread that fetches, and holds what only one may fetch at a time, as the process forks.
    fetching, forked = threading.Event(), threading.Event()
    network = client._connections.transport
    class Slow:
        close = network.close
        def send(self, request):
            if threading.current_thread() is not threading.main_thread():
                fetching.set()
                forked.wait(20)
            return network.send(request)
    slow = type(client)(client.config, client._connections.credentials, transport=Slow())
    thread = threading.Thread(target=slow.messages.send, args=(mine[1],))
    thread.start()
    fetching.wait(20)
    child = os.fork()
    if not child:
        slow.messages.send(childs[0])
        client.messages.send(childs[1])
        os._exit(0)
    forked.set()
    thread.join()
    client.messages.send(mine[2])
    assert os.waitpid(child, 0)[1] == 0
    client.close()
"""


@pytest.mark.thorough
def test_it_can_be_used_after_a_fork_on_both_sides(
    config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
) -> None:
    mine, childs = [letter() for _ in range(3)], [letter() for _ in range(2)]
    given = pickle.dumps((DigipostClient(config, credentials), mine, childs))
    subprocess.run([sys.executable, "-c", FORKING], input=given, cwd=ROOT, check=True, timeout=30)
    assert ids(each.message for each in sandbox.letters) == ids(mine + childs)
