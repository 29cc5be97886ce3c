# Made by `make generate` from the synchronous client. Do not edit: change that, or codegen/aio.
"""The asynchronous client, for programs on asyncio or trio; it needs the extra `aio`.

    from digipost.aio import AsyncDigipostClient

    async with AsyncDigipostClient(config, credentials) as client:
        delivery = await client.messages.send(letter)

It has the nouns, methods, arguments, results and errors of `digipost.DigipostClient`, which it runs on worker
threads. A request that has begun runs to its end before a cancellation is delivered.
"""

from __future__ import annotations

try:
    from digipost.aio.accounts import AsyncAccounts
    from digipost.aio.archive import AsyncArchive
    from digipost.aio.batches import AsyncBatch, AsyncBatches
    from digipost.aio.client import AsyncDigipostClient
    from digipost.aio.documents import AsyncDocuments
    from digipost.aio.downloads import AsyncDownload
    from digipost.aio.events import AsyncEventFeed
    from digipost.aio.inbox import AsyncInbox
    from digipost.aio.listing import AsyncListing
    from digipost.aio.messages import AsyncMessages
    from digipost.aio.recipients import AsyncRecipients
    from digipost.aio.senders import AsyncSenders
    from digipost.aio.shared_documents import AsyncSharedDocuments
    from digipost.aio.tags import AsyncTags
except ModuleNotFoundError as error:
    if error.name is None or error.name.partition(".")[0] != "anyio":
        raise
    missing = "The asynchronous client needs anyio, which is not installed: pip install 'digipost[aio]'"
    raise ImportError(missing, name=error.name) from error

__all__ = [
    "AsyncAccounts",
    "AsyncArchive",
    "AsyncBatch",
    "AsyncBatches",
    "AsyncDigipostClient",
    "AsyncDocuments",
    "AsyncDownload",
    "AsyncEventFeed",
    "AsyncInbox",
    "AsyncListing",
    "AsyncMessages",
    "AsyncRecipients",
    "AsyncSenders",
    "AsyncSharedDocuments",
    "AsyncTags",
]
