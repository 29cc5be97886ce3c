# Made from digipost/resources/batches.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Batches of messages: Digipost sends all messages of a batch together, or none.

The asynchronous face of `digipost.resources.batches`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from digipost.aio._threads import refused
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from types import TracebackType
    from uuid import UUID

    from digipost.aio._threads import Threads
    from digipost.base.schema_version import api_v8
    from digipost.resources.batches import Batch, Batches

__all__ = ["AsyncBatch", "AsyncBatches"]


@explains_arguments("client.batches")
class AsyncBatches:
    """`client.batches`. Digipost's Java client has batches, its .NET client does not.

        async with await client.batches.create() as batch:
            for each in letters:
                await client.messages.send(Message(recipient=each.recipient, primary_document=..., batch=batch))

    Digipost sends no letter before the batch is completed. Then it delivers digital letters at once, and
    prints the others on the next possible working day. Digipost may delete batches that are never completed.
    """

    def __init__(self, sync: Batches, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    async def create(self, uuid: UUID | str | None = None) -> AsyncBatch:
        """Create a batch, for a `with` statement or to be completed by calling `complete`.

        Args:
            uuid: The batch's UUID, which no earlier batch may have; random unless given.

        Raises:
            InvalidValueError: The argument is not a UUID.
            ConfigurationError: The account may not use batches.
            ApiError: Digipost refuses the request for another reason.
        """
        return AsyncBatch(await self._threads.run(self._sync.create, uuid), self._threads)

    async def get(self, uuid: UUID | str) -> AsyncBatch:
        """Return an existing batch, which another process may have created.

        Raises:
            NotFoundError: The batch does not exist, or it was cancelled.
            InvalidValueError: The argument is not a UUID.
            ApiError: Digipost refuses the request for another reason.
        """
        return AsyncBatch(await self._threads.run(self._sync.get, uuid), self._threads)


@explains_arguments("batch")
class AsyncBatch:
    """A batch of `client.batches`; its UUID names it in `Message(batch=...)`.

    As a context manager, it is completed at the normal end of the `with` statement, and cancelled after an
    exception, unless the program has completed or cancelled it. If the result of completing is unknown, the
    batch is looked up and never cancelled, since its letters may be on their way.

    Attributes:
        uuid: The batch's UUID.
    """

    def __init__(self, sync: Batch, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads
        self.uuid: UUID = sync.uuid

    @property
    def status(self) -> api_v8.BatchStatus | None:
        """The status in Digipost's last response; call `refresh` for a new one."""
        return self._sync.status

    @property
    def digital_count(self) -> int | None:
        """The number of messages to mailboxes, as in the last response; final in status `DONE`."""
        return self._sync.digital_count

    @property
    def print_count(self) -> int | None:
        """The number of messages to print, as in the last response; final in status `DONE`."""
        return self._sync.print_count

    async def refresh(self) -> Self:
        """Ask Digipost for the current status.

        Raises:
            NotFoundError: The batch was cancelled, or Digipost has deleted it.
            ApiError: Digipost refuses the request for another reason.
        """
        await self._threads.run(self._sync.refresh)
        return self

    async def complete(self) -> None:
        """Complete the batch: Digipost sends its messages and accepts no more. Repeating this does nothing.

        After a refusal the batch is looked up: a proxy may have made a 401, or repeated the request.

        Raises:
            NotFoundError: The batch was cancelled, or Digipost has deleted it.
            ApiError: Digipost refuses the request for another reason, and a look-up did not show the batch as
                completed.
            TransportError: No usable response came, and a look-up did not show the batch as completed;
                calling this again is safe.
            VerificationError: Likewise, for a response that cannot be trusted.
            ParseError: Likewise, for a response that names another batch, or does not confirm the completion.
        """
        await self._threads.run(self._sync.complete)

    async def cancel(self) -> None:
        """Delete the batch with all its messages; Digipost sends none of them.

        A refusal by Digipost is an error; its Java client ignores it.

        Raises:
            NotFoundError: The batch was cancelled before, or Digipost has deleted it.
            InvalidValueError: Digipost gave no link for this operation: the batch has been completed.
            ApiError: Digipost refuses the request for another reason.
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

    if not TYPE_CHECKING:
        __enter__ = __exit__ = refused("async with")
