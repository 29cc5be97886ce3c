"""Fixtures that the tests of bulk mail share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost.client import DigipostClient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.authentication import RequestSigning
    from digipost.config import ClientConfig


@pytest.fixture
def broker(config: ClientConfig, credentials: RequestSigning) -> Iterator[DigipostClient]:
    """The broker's client, which can be pickled."""
    with DigipostClient(config, credentials) as client:
        yield client
