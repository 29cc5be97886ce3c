"""Fixtures for tests of programs that send letters: a Digipost sandbox on this machine, and its clients.

    def test_a_reminder_reaches_its_customer(digipost_sandbox, digipost_client):
        send_reminder(digipost_client, customer)

        assert digipost_sandbox.letters[0].message.primary_document.subject == "Reminder"

pytest finds the fixtures as soon as `digipost` is installed. They need the extra `sandbox`:
`pip install 'digipost[sandbox]'`. pytest imports the sandbox only when a test requests one of the fixtures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.aio import AsyncDigipostClient
    from digipost.client import DigipostClient
    from digipost.sandbox import Sandbox

__all__ = ["async_digipost_client", "digipost_client", "digipost_sandbox"]


@pytest.fixture
def digipost_sandbox() -> Iterator[Sandbox]:
    """Start a sandbox for this test, and stop it afterwards (`digipost.sandbox.Sandbox`)."""
    from digipost.sandbox import Sandbox  # noqa: PLC0415 - an extra, loaded on request

    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def digipost_client(digipost_sandbox: Sandbox) -> DigipostClient:
    """Return a client of `digipost_sandbox` for its built-in broker; both are closed together."""
    return digipost_sandbox.client()


@pytest.fixture
def async_digipost_client(digipost_client: DigipostClient) -> AsyncDigipostClient:
    """Return an asynchronous `digipost_client`, for any asynchronous test plugin; needs the extra `aio`."""
    from digipost.aio import AsyncDigipostClient  # noqa: PLC0415 - an extra, loaded on request

    return AsyncDigipostClient.over(digipost_client)
