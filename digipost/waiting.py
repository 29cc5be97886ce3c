"""How long one request waits for the network, in pieces and in all.

A time-out of a socket holds for each reading or writing, so that a server which sends one byte now and then
could keep a client for ever. Here each of them gets what is left of the whole.
"""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING, Self

from digipost.deadlines import remaining_seconds

if TYPE_CHECKING:
    import socket
    from types import TracebackType

    from _typeshed import WriteableBuffer

__all__ = ["Patience", "PatientReader"]


class Patience:
    """The time that one request may take; it runs inside a `with`, which can be entered again and again.

    So the time that a caller takes between two pieces of a content is the caller's own.

    Args:
        each: Seconds for each reading or writing.
        total: Seconds for all of it.
    """

    __slots__ = ("_each", "_left", "_until")

    def __init__(self, each: float, total: float) -> None:
        self._each = each
        self._left = total
        self._until = 0.0

    def __enter__(self) -> Self:
        limit = remaining_seconds()
        left = self._left if limit is None else min(self._left, limit)
        self._until = time.monotonic() + left
        self._left -= left
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._left += self._until - time.monotonic()

    def seconds(self, longest: float) -> float:
        """What is left now, at most `longest`.

        Raises:
            TimeoutError: Nothing is.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time for the whole request is over")
        return min(left, longest)

    def apply(self, sock: socket.socket) -> None:
        """Let the next reading or writing of a socket take what is left.

        Raises:
            TimeoutError: Nothing is.
        """
        seconds = self.seconds(self._each)
        if seconds < self._each:
            sock.settimeout(seconds)


class PatientReader(io.RawIOBase):
    """What a socket receives, for as long as there is patience.

    Args:
        sock: The socket.
        source: Its bytes, as `makefile("rb", buffering=0)` gives them.
        patience: Applied before each reading.
    """

    def __init__(self, sock: socket.socket, source: io.RawIOBase, patience: Patience) -> None:
        self._sock = sock
        self._source = source
        self._patience = patience

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int | None:
        """As much as there is; nothing at the end.

        Raises:
            TimeoutError: It takes too long.
        """
        self._patience.apply(self._sock)
        return self._source.readinto(buffer)

    def fileno(self) -> int:
        """That of the socket."""
        return self._source.fileno()

    def close(self) -> None:
        """Gives the socket up."""
        self._source.close()
        super().close()
