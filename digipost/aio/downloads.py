# Made from digipost/protocol/downloads.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Downloads of contents from Digipost: streamed and verified, from any host.

The asynchronous face of `digipost.protocol.downloads`.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Self

from digipost.aio._threads import Chunks, refused
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    import os
    from pathlib import Path
    from types import TracebackType

    from digipost.aio._threads import Threads
    from digipost.protocol.downloads import Download

__all__ = ["AsyncDownload"]


@explains_arguments("download")
class AsyncDownload:
    """The download of one content: iterate over it, or call `save`, `copy_to` or `read`. It works once.

    At its end, a stream raises an error if its hash differs from the hash that Digipost signed: trust the
    bytes only after the end. `save` leaves no unverified file behind.

        async with await client.inbox.content(document) as download:
            await download.save("letter.pdf")

    Attributes:
        content_type: The media type from the server, such as `application/pdf`; may be empty.
        size: The content's length in bytes, or None if the server does not state it.
    """

    def __init__(self, sync: Download, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads
        self.content_type: str = sync.content_type
        self.size: int | None = sync.size

    async def read(self) -> bytes:
        """Return the whole content, in memory."""
        return await self._threads.in_steps(self._sync._read_in_steps())

    async def copy_to(self, file: IO[bytes]) -> None:
        """Write the content to an open binary file; after an error, a part of it may be written."""
        await self._threads.in_steps(self._sync._copy_to_in_steps(file))

    async def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the content to a path; the file appears in one step, after verification.

        Returns:
            The path. An existing file is replaced.

        Raises:
            InvalidValueError: The folder does not exist or is not writable, or the path is a folder.
        """
        return await self._threads.in_steps(self._sync._save_in_steps(path))

    async def close(self) -> None:
        """Discard the unread bytes."""
        await self._threads.clean_up(self._sync.close)

    if not TYPE_CHECKING:
        __iter__ = refused("async for")

    def __aiter__(self) -> Chunks[bytes]:
        """Yield the content in chunks.

        Raises:
            TransportError: The content broke off, or is larger than `ClientConfig.max_content_bytes`.
            VerificationError: At the end of the content: it differs from the content that Digipost signed.
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

    if not TYPE_CHECKING:
        __enter__ = __exit__ = refused("async with")
