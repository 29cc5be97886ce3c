"""A network that holds requests back until a test lets them go."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from anyio import to_thread

from digipost.transport import HttpTransport

if TYPE_CHECKING:
    from digipost.transport import HttpAnswer, HttpRequest

__all__ = ["Gate"]

_PATIENCE = 30  # seconds; a test that waits so long has failed


class Gate:
    """The real network behind a gate, which is open until it is shut.

    Attributes:
        most: The most requests that were at the gate at a time.
    """

    def __init__(self) -> None:
        self._network = HttpTransport()
        self._open = threading.Event()
        self._open.set()
        self._arrivals = threading.Semaphore(0)
        self._lock = threading.Lock()
        self._here = 0
        self.most = 0

    def shut(self) -> None:
        """Hold back the requests that come from now on."""
        self._open.clear()

    def open(self) -> None:
        """Let all requests pass."""
        self._open.set()

    async def arrival(self) -> None:
        """Wait for one more request to come to the shut gate."""
        assert await to_thread.run_sync(self._arrivals.acquire, True, _PATIENCE)  # noqa: FBT003 - semaphores have it so

    def send(self, request: HttpRequest) -> HttpAnswer:
        self.pass_through()
        return self._network.send(request)

    def pass_through(self) -> None:
        """Wait until the gate is open."""
        if not self._open.is_set():
            with self._lock:
                self._here += 1
                self.most = max(self.most, self._here)
            self._arrivals.release()
            assert self._open.wait(_PATIENCE)
            with self._lock:
                self._here -= 1

    def close(self) -> None:
        self._network.close()
