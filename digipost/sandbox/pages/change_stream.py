"""Server-sent events that tell open pages about changes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Receive, Scope, Send

__all__ = ["ChangeStream"]

_LOOK_EVERY = 0.2  # seconds
_SIGN_OF_LIFE_EVERY = 75  # polls


class ChangeStream:
    """A stream of server-sent events, with an event each time the stamp changes.

    The first event is sent at once, so that no change between loading a page and opening its stream is lost.

    Args:
        stamp: Returns a value that changes with the content of the pages. Polled only while a page is open.
    """

    def __init__(self, stamp: Callable[[], object]) -> None:
        self._stamp = stamp

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Send events until the client disconnects."""
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
    """Return True if the client disconnects before the next poll is due."""
    try:
        message = await asyncio.wait_for(receive(), _LOOK_EVERY)
    except TimeoutError:
        return False
    return bool(message["type"] == "http.disconnect")
