"""Time limits around asynchronous calls."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import anyio
import pytest

from digipost import ClientConfig, Environment, time_limit
from digipost.aio import AsyncDigipostClient
from digipost.errors import TransportTimeoutError
from digipost.transport import CONNECTIONS_KEPT_OPEN
from tests.support.letters import letter
from tests.support.loopback import SILENCE, Loopback

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost import RequestSigning
    from digipost.sandbox import Sandbox
    from tests.aio.gate import Gate

pytestmark = pytest.mark.anyio


@pytest.fixture
def silent(credentials: RequestSigning) -> Iterator[AsyncDigipostClient]:
    """A client of a server that takes requests and never answers."""
    with Loopback(SILENCE) as server:
        config = ClientConfig(broker_id=12345, environment=Environment.custom(server.origin))
        yield AsyncDigipostClient(config, credentials)


class TestTimeLimits:
    async def test_it_holds_in_the_worker_thread(self, silent: AsyncDigipostClient) -> None:
        with time_limit(timedelta(milliseconds=100)), pytest.raises(TransportTimeoutError):
            await silent.messages.send(letter())

    @pytest.mark.thorough
    async def test_it_holds_while_a_letter_waits_for_its_turn(
        self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox
    ) -> None:
        await aclient.messages.send(letter())
        gate.shut()
        async with anyio.create_task_group() as tasks:
            for _ in range(CONNECTIONS_KEPT_OPEN):
                tasks.start_soon(aclient.messages.send, letter())
                await gate.arrival()
            with time_limit(timedelta(milliseconds=50)), pytest.raises(TransportTimeoutError) as caught:
                await aclient.messages.send(letter())
            assert not caught.value.request_sent
            gate.open()
        assert len(sandbox.letters) == 1 + CONNECTIONS_KEPT_OPEN

    async def test_it_bounds_a_request_that_is_cancelled(self, silent: AsyncDigipostClient) -> None:
        limit = time_limit(timedelta(milliseconds=200))
        with anyio.move_on_after(0.05), limit, pytest.raises(TransportTimeoutError):
            await silent.messages.send(letter())
