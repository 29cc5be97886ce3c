"""Tells the pages that something has changed, as server-sent events."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Receive, Scope, Send

__all__ = ["Changes"]

_LOOK_EVERY = 0.2  # seconds
_SIGN_OF_LIFE_EVERY = 75  # looks


class Changes:
    """A stream of events, one for each time that the stamp is another one.

    The first event comes at once, so that nothing is missed between a page and its stream.

    Args:
        stamp: What the pages show, in short. It is looked at as long as a page is open, and not otherwise.
    """

    def __init__(self, stamp: Callable[[], object]) -> None:
        self._stamp = stamp

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, until its client leaves."""
        headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        last: object = None
        silence = 0
        while True:
            stamp = await run_in_threadpool(self._stamp)
            silence += 1
            if stamp != last or silence >= _SIGN_OF_LIFE_EVERY:
                text = b"event: change\ndata:\n\n" if stamp != last else b":\n\n"
                await send({"type": "http.response.body", "body": text, "more_body": True})
                last, silence = stamp, 0
            if await _is_left(receive):
                return


async def _is_left(receive: Receive) -> bool:
    """Whether the client leaves before it is time to look again."""
    try:
        message = await asyncio.wait_for(receive(), _LOOK_EVERY)
    except TimeoutError:
        return False
    return bool(message["type"] == "http.disconnect")
