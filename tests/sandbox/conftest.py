from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from digipost.sandbox import Sandbox
from tests.support.raw_requests import BROKER_ID, Caller

if TYPE_CHECKING:
    from collections.abc import Iterator

VECTORS = Path(__file__).parents[1] / "fixtures" / "vectors"


@attrs.define
class Clock:
    """A clock that stands still until it is set."""

    now: datetime = datetime(2024, 6, 3, 12, 0, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def broker_key() -> RSAPrivateKey:
    key = load_pem_private_key((VECTORS / "broker.key.pem").read_bytes(), None)
    assert isinstance(key, RSAPrivateKey)
    return key


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    with Sandbox(clock=clock) as sandbox:
        sandbox.register_broker(BROKER_ID, (VECTORS / "broker.cert.pem").read_bytes())
        yield sandbox


@pytest.fixture
def caller(sandbox: Sandbox, broker_key: RSAPrivateKey) -> Caller:
    return Caller(sandbox, broker_key)
