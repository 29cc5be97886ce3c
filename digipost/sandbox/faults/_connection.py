"""Delays, closed connections and incomplete responses, for requests with a fault."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from digipost.sandbox.wire.server import CUT

if TYPE_CHECKING:
    from datetime import timedelta

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["close", "cut", "wait"]


async def wait(receive: Receive, delay: timedelta) -> None:
    """Wait for the delay; end early if the client or the sandbox gives up."""
    if delay:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(_disconnected(receive), delay.total_seconds())


async def close(scope: Scope, receive: Receive, how: str) -> None:
    """Close the connection, by `HANG_UP` or `CUT` of the server."""
    scope["state"][how]()
    await _disconnected(receive)


async def cut(answer: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Send the head of a response and half of the first chunk of its body, then close the connection."""
    is_cut = False

    async def send_until_cut(message: Message) -> None:
        nonlocal is_cut
        if is_cut:
            return
        if message["type"] == "http.response.body":
            is_cut = True
            body = message.get("body", b"")
            message = {**message, "body": body[: len(body) // 2], "more_body": True}
        await send(message)

    await answer(scope, receive, send_until_cut)
    await close(scope, receive, CUT)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass  # the rest of the request's body
