"""The state of the request in progress, for the layers below requests: urllib3's connections and loggers."""

from __future__ import annotations

import logging
from contextvars import ContextVar
from typing import TYPE_CHECKING, Self

from digipost.deadlines import TimeBudget

if TYPE_CHECKING:
    from digipost.deadlines import Timeouts

__all__ = ["RequestState", "state_in_progress"]


class RequestState(TimeBudget):
    """The remaining time of a request in progress, and its state.

    Attributes:
        target: Never in a record of urllib3's loggers, since it can hold a search text.
        read_timeout: In seconds.
        unsent: True as long as no part of the request can have arrived.
    """

    __slots__ = ("_token", "read_timeout", "target", "unsent")

    def __init__(self, target: str, timeouts: Timeouts) -> None:
        super().__init__(timeouts.total)
        self.target, self.read_timeout, self.unsent = target, timeouts.read.total_seconds(), True

    def __enter__(self) -> Self:
        self._token = state_in_progress.set(self)
        return super().__enter__()

    def __exit__(self, *_: object) -> None:
        state_in_progress.reset(self._token)
        super().__exit__()


state_in_progress: ContextVar[RequestState | None] = ContextVar("digipost_request", default=None)
"""State of the innermost request: sending a body can itself need a request that fetches the body."""


def _shows_no_target(record: logging.LogRecord) -> bool:
    """Drop log records that contain the target, or an exception with a response."""
    state = state_in_progress.get()
    return state is None or not (record.exc_info or state.target in record.getMessage())


for _name in ("connection", "connectionpool", "poolmanager", "response", "util.retry"):
    logging.getLogger(f"urllib3.{_name}").addFilter(_shows_no_target)
