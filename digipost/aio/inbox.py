# Made from digipost/resources/inbox.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Letters in the organisation's own inbox.

The asynchronous face of `digipost.resources.inbox`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.aio.downloads import AsyncDownload
from digipost.aio.listing import AsyncListing
from digipost.base.warning import deprecated
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.aio._threads import Threads
    from digipost.base.schema_version import api_v8
    from digipost.resources.inbox import Inbox

__all__ = ["AsyncInbox"]


@explains_arguments("client.inbox")
class AsyncInbox:
    """`client.inbox`: the organisation's own inbox only; a broker cannot read a person's mailbox.

        async for document in client.inbox.list_documents(known=lambda document: document.id in handled):
            async with await client.inbox.content(document) as download:
                await download.save(f"inbox/{document.id}")
            handled.add(document.id)
            await client.inbox.delete(document)  # for good, so only when the content is safe

    This library deletes no letter by itself; recognise a letter that you have read before by its `id`.
    """

    def __init__(self, sync: Inbox, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    def list_documents(
        self,
        *,
        sender_id: int | None = None,
        page_size: int = 100,
        known: Callable[[api_v8.InboxDocument], bool] | None = None,
        until: int | None = None,
    ) -> AsyncListing[api_v8.InboxDocument]:
        """List the letters in the inbox, newest first, each letter once; pages are fetched as needed.

        New letters that arrive meanwhile cause no repetition; letters deleted meanwhile hide no others.
        Listing a letter does not count as opening it.

        Args:
            sender_id: The owner of the inbox; the broker unless given.
            page_size: The number of letters per request, from 2 to 1000.
            known: Returns True for a letter that the program has seen before. The iteration ends at the first
                such letter, since all others are older.
            until: The `id` of one known letter. If that letter was deleted, the iteration goes to the end.

        Returns:
            An iterator. Attachments are in the `attachment` of their letter.

        Raises:
            InvalidValueError: An argument has a wrong type; raised at once.
            ConfigurationError: The account lacks the permission to read this inbox.
            ParseError: Raised while iterating: many pages in sequence contain no new letter.
            ApiError: Digipost refuses the request for another reason.
        """
        return AsyncListing(
            self._sync.list_documents(sender_id=sender_id, page_size=page_size, known=known, until=until),
            self._threads,
        )

    async def content(self, document: api_v8.InboxDocument) -> AsyncDownload:
        """Open the content of a letter or of an attachment; it can be saved or read once.

        Fetching it sets `first_accessed`. Check the type of the download too: a letter can be another format
        than PDF, and can lack a `content_type`. The address comes from a link, as in Digipost's .NET client,
        or else the element `content-uri`, as in the Java client. After a redirect, the Java client sends its
        credentials to the other host and requires a signature; this library does neither.

        Raises:
            InvalidValueError: Digipost gave no address for the letter.
            NotFoundError: The letter has been deleted.
            ApiError: Digipost refuses the request for another reason.
        """
        return AsyncDownload(await self._threads.open(self._sync.content, document), self._threads)

    async def delete(self, document: api_v8.InboxDocument) -> None:
        """Delete a letter with its attachments permanently.

        The address comes from a link or an element, like the content's address. A refusal by Digipost is an
        error, as in the .NET client; the Java client ignores it.

        Raises:
            InvalidValueError: Digipost gave no address for the letter; attachments are deleted with their
                letter.
            NotFoundError: The letter has been deleted already.
            ApiError: Digipost refuses the request for another reason.
        """
        await self._threads.run(self._sync.delete, document)

    documents = deprecated("list_documents", name="documents")(list_documents)
