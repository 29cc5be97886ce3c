# Made from digipost/resources/batches.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Messages that are sent together, or not at all.

The asynchronous face of `digipost.resources.batches`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType
    from uuid import UUID

    from digipost.aio._threads import Threads
    from digipost.base.schema_version import api_v8
    from digipost.resources.batches import Batch, Batches

__all__ = ["AsyncBatch", "AsyncBatches"]


class AsyncBatches:
    """`client.batches`. Digipost's Java client has batches, its .NET client has not.

        async with await client.batches.create() as batch:
            for each in letters:
                await client.messages.send(Message(recipient=each.recipient, primary_document=..., batch=batch))

    Nothing is sent before the batch is completed: then mail to Digipost goes out at once, and what is to be
    printed on the next possible working day. Digipost may delete batches that are left.
    """

    def __init__(self, sync: Batches, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    async def create(self, uuid: UUID | str | None = None) -> AsyncBatch:
        """A new batch, to be used in a `with` statement or completed by hand.

        Args:
            uuid: What to call it, never used for a batch before; made up unless given.

        Raises:
            InvalidValueError: Something that is no UUID.
            ConfigurationError: The account may not use batches.
            ApiError: Digipost refuses for another reason.
        """
        return AsyncBatch(await self._threads.run(self._sync.create, uuid), self._threads)

    async def get(self, uuid: UUID | str) -> AsyncBatch:
        """A batch that was created before, also by another process.

        Raises:
            NotFoundError: There is none, or it was cancelled.
            InvalidValueError: Something that is no UUID.
            ApiError: Digipost refuses for another reason.
        """
        return AsyncBatch(await self._threads.run(self._sync.get, uuid), self._threads)


class AsyncBatch:
    """A batch of `client.batches`; its UUID names it in `Message(batch=...)`.

    As a context manager it is completed when the `with` statement ends well, and cancelled when it ends with
    an exception, unless it was completed or cancelled inside. When it cannot be told whether completing
    worked, it is looked up and never cancelled, since its letters may be on their way.

    Attributes:
        uuid: What it is called.
    """

    def __init__(self, sync: Batch, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads
        self.uuid: UUID = sync.uuid

    @property
    def status(self) -> api_v8.BatchStatus | None:
        """How far it had come when Digipost last told of it: `refresh` asks anew."""
        return self._sync.status

    @property
    def digital_count(self) -> int | None:
        """How many of its messages went to mailboxes of Digipost, as last told; final when it is `DONE`."""
        return self._sync.digital_count

    @property
    def print_count(self) -> int | None:
        """How many of its messages went to print, as last told; final when it is `DONE`."""
        return self._sync.print_count

    async def refresh(self) -> Self:
        """Ask Digipost how far it has come.

        Raises:
            NotFoundError: It was cancelled, or Digipost has deleted it.
            ApiError: Digipost refuses for another reason.
        """
        await self._threads.run(self._sync.refresh)
        return self

    async def complete(self) -> None:
        """Let its messages be sent; it takes no more. One that is completed already is left as it is.

        Raises:
            NotFoundError: It was cancelled, or Digipost has deleted it.
            ApiError: Digipost refuses for another reason; nothing was sent.
            TransportError: No usable answer came, and looking the batch up did not show it completed; calling
                this again is safe.
            VerificationError: Likewise, for an answer that cannot be trusted.
            ParseError: Likewise, for one that names another batch, or does not say that it is completed.
        """
        await self._threads.run(self._sync.complete)

    async def cancel(self) -> None:
        """Delete it with all its messages: none of them is sent.

        That Digipost refuses is an error; its Java client takes no notice.

        Raises:
            NotFoundError: It was cancelled before, or Digipost has deleted it.
            InvalidValueError: Digipost gave no link for it: it has been completed.
            ApiError: Digipost refuses for another reason.
        """
        await self._threads.run(self._sync.cancel)

    def __repr__(self) -> str:
        return f"Async{self._sync!r}"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._threads.clean_up(self._sync.__exit__, kind, error, traceback)
