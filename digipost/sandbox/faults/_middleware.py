"""Faults of the sandbox's hosts for tokens and contents, which sign nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.sandbox.faults._connection import close, cut, wait
from digipost.sandbox.faults._responses import instead, is_processed
from digipost.sandbox.faults.kinds import ErrorBody, Mishap, Status
from digipost.sandbox.wire.server import HANG_UP

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from digipost.sandbox.faults import Faults
    from digipost.sandbox.faults.kinds import Fault
    from digipost.sandbox.faults.rules import Host

__all__ = ["FaultMiddleware"]


class FaultMiddleware:
    """ASGI middleware that applies the faults of its host.

    Args:
        application: The wrapped application.
        faults: The faults of the sandbox.
        host: The host of the sandbox that the application serves.
    """

    def __init__(self, application: ASGIApp, faults: Faults, host: Host) -> None:
        self._application = application
        self._faults = faults
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        struck = self._faults.strike(scope["method"], scope["path"], self._host)
        fault = struck.fault

        async def send_later(message: Message) -> None:
            if message["type"] == "http.response.start":  # the request has been read by then
                await wait(receive, struck.delay)
            await send(message)

        if fault is Mishap.HANG_UP:
            await wait(receive, struck.delay)
            await close(scope, receive, HANG_UP)
        elif fault is Mishap.LOSE_ANSWER:
            await self._application(scope, receive, _lose)
            await wait(receive, struck.delay)
            await close(scope, receive, HANG_UP)
        elif fault is Mishap.CUT_BODY:
            await cut(self._application, scope, receive, send_later)
        else:
            error = _instead(fault, scope)
            if is_processed(fault):
                await self._application(scope, receive, _lose)
            await (error or self._application)(scope, receive, send_later)


def _instead(fault: Fault | None, scope: Scope) -> Response | None:
    if isinstance(fault, Status) and fault.body in {ErrorBody.DOCUMENT, ErrorBody.UNTYPED}:
        fault = attrs.evolve(fault, body=ErrorBody.TEXT)
    return instead(fault, scope)


async def _lose(_: Message) -> None:
    pass
