"""Code that forgets `async`: an error of the library that says what to write, before any request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from digipost.aio import AsyncDigipostClient
from digipost.errors import ArgumentError
from tests.support.letters import letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.sandbox import Sandbox


def entered(value: Any) -> None:  # noqa: ANN401 - type checkers find the mistake
    with value:
        raise AssertionError


@pytest.mark.parametrize(
    ("name", "mistake", "remedy"),
    [
        ("AsyncDigipostClient", entered, "async with"),
        ("AsyncListing", lambda client: list(client.inbox.list_documents()), "async for"),
        ("AsyncListing", lambda client: [*client.inbox.list_documents()], "async for"),
        ("AsyncEventFeed", lambda client: list(client.documents.events()), "async for"),
    ],
)
def test_it_says_what_to_write(
    sandbox: Sandbox, name: str, mistake: Callable[[object], object], remedy: str
) -> None:
    client = AsyncDigipostClient.over(sandbox.client())
    with pytest.raises(ArgumentError, match=rf"^{name}: is asynchronous: write `{remedy}`; programs without"):
        mistake(client)
    assert sandbox.requests == ()


@pytest.mark.anyio
async def test_a_batch_says_so_too(sandbox: Sandbox) -> None:
    async with AsyncDigipostClient.over(sandbox.client()) as client:
        batch = await client.batches.create()
        with pytest.raises(ArgumentError, match=r"^AsyncBatch: is asynchronous: write `async with`"):
            entered(batch)
        await client.messages.send(letter(batch=batch))
        await batch.cancel()
