"""How a request ends that a fault strikes: later, or without all of its answer."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

    from starlette.types import Receive, Scope

__all__ = ["close", "wait"]


async def wait(receive: Receive, delay: timedelta) -> None:
    """Let time pass, but no more once the client, or the sandbox, has given up."""
    if delay:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(_disconnected(receive), delay.total_seconds())


async def close(scope: Scope, receive: Receive, how: str) -> None:
    """Close the connection, by `HANG_UP` or `CUT` of the server."""
    scope["state"][how]()
    await _disconnected(receive)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass  # what is left of the request's body
