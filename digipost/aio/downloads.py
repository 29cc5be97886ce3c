# Made from digipost/protocol/downloads.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Contents that Digipost holds: streamed, verified, and wherever they are kept.

The asynchronous face of `digipost.protocol.downloads`.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Self

from digipost.aio._threads import Chunks

if TYPE_CHECKING:
    import os
    from pathlib import Path
    from types import TracebackType

    from digipost.aio._threads import Threads
    from digipost.protocol.downloads import Download

__all__ = ["AsyncDownload"]


class AsyncDownload:
    """A content on its way: iterate over it, or `save` it, `copy_to` a file, or `read` it whole. Once.

    A stream raises at its end when its hash is not the one that Digipost signed, so believe it only then;
    `save` leaves no file behind that was not verified.

        async with await client.inbox.content(document) as download:
            await download.save("letter.pdf")

    Attributes:
        content_type: The media type that the server gives it, such as `application/pdf`; may be empty.
        size: Its length in bytes, or None where the server does not say.
    """

    def __init__(self, sync: Download, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads
        self.content_type: str = sync.content_type
        self.size: int | None = sync.size

    async def read(self) -> bytes:
        """The whole content, in memory."""
        return await self._threads.run(self._sync.read)

    async def copy_to(self, file: IO[bytes]) -> None:
        """Write the content to an open binary file; when it raises, part of it is there."""
        await self._threads.run(self._sync.copy_to, file)

    async def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the content to a path, where it appears at once and only when it was verified.

        Returns:
            The path. A file that was there is replaced.

        Raises:
            InvalidValueError: The folder is not there or cannot be written to.
        """
        return await self._threads.run(self._sync.save, path)

    async def close(self) -> None:
        """Give up what has not been read."""
        await self._threads.clean_up(self._sync.close)

    def __aiter__(self) -> Chunks[bytes]:
        """The content in pieces.

        Raises:
            TransportError: It broke off, or is larger than `ClientConfig.max_content_bytes`.
            VerificationError: At its end: it is not what Digipost signed.
        """
        return Chunks(iter(self._sync), self._threads)

    def __repr__(self) -> str:
        return f"Async{self._sync!r}"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._threads.clean_up(self._sync.__exit__, kind, error, traceback)
