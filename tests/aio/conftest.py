"""Each test of the asynchronous client runs under asyncio and under trio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost.aio import AsyncDigipostClient
from tests.aio.gate import Gate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost import ClientConfig, RequestSigning


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.open()
    gate.close()


@pytest.fixture
def aclient(config: ClientConfig, credentials: RequestSigning, gate: Gate) -> AsyncDigipostClient:
    """The broker's client, over HTTP and through the gate."""
    return AsyncDigipostClient(config, credentials, transport=gate)
