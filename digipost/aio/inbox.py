# Made from digipost/resources/inbox.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Letters that came to the organisation itself.

The asynchronous face of `digipost.resources.inbox`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.aio.downloads import AsyncDownload
from digipost.aio.listing import AsyncListing

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.aio._threads import Threads
    from digipost.base.schema_version import api_v8
    from digipost.resources.inbox import Inbox

__all__ = ["AsyncInbox"]


class AsyncInbox:
    """`client.inbox`: only the organisation's own; nobody can read a person's mailbox.

        async for document in client.inbox.documents(known=lambda document: document.id in handled):
            async with await client.inbox.content(document) as download:
                await download.save(f"inbox/{document.id}")
            handled.add(document.id)
            await client.inbox.delete(document)  # for good, so only when the content is safe

    Deleting is up to you; a letter that stays is known again by its `id`.
    """

    def __init__(self, sync: Inbox, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    def documents(
        self,
        *,
        sender_id: int | None = None,
        page_size: int = 100,
        known: Callable[[api_v8.InboxDocument], bool] | None = None,
        until: int | None = None,
    ) -> AsyncListing[api_v8.InboxDocument]:
        """The letters in the inbox, newest first, each once; a page is fetched when it is needed.

        Mail that arrives in the meantime repeats nothing, and letters that are deleted in the meantime hide
        none of the others. Listing a letter does not count as opening it.

        Args:
            sender_id: Whose inbox; the broker's unless given.
            page_size: How many letters to ask for at a time, from 2 to 1000.
            known: Tells a letter that was seen before: with the first one the iteration ends, since all that
                follow are older.
            until: The same for the `id` of one letter. If that was deleted, the iteration goes to the end.

        Returns:
            An iterator. Attachments are in the `attachment` of their letter.

        Raises:
            InvalidValueError: An argument of another kind; at once.
            ConfigurationError: The account may not read this inbox.
            ParseError: Page after page brings no new letter; while iterating.
            ApiError: Digipost refuses for another reason.
        """
        return AsyncListing(
            self._sync.documents(sender_id=sender_id, page_size=page_size, known=known, until=until),
            self._threads,
        )

    async def content(self, document: api_v8.InboxDocument) -> AsyncDownload:
        """The content of a letter or of an attachment, to be saved or read once.

        Fetching it sets `first_accessed`. Look at the type of the download too: a letter need not be PDF, nor
        have a `content_type`. Its address is that of a link, which Digipost's .NET client follows, or else
        the element `content-uri`, which the Java client reads. The Java client sends its authentication along
        to where Digipost sends it for the content, and demands a signature there; here, neither.

        Raises:
            InvalidValueError: Digipost gave no address for it.
            NotFoundError: It has been deleted.
            ApiError: Digipost refuses for another reason.
        """
        return AsyncDownload(await self._threads.open(self._sync.content, document), self._threads)

    async def delete(self, document: api_v8.InboxDocument) -> None:
        """Delete a letter with its attachments, for good.

        The address comes from a link or an element, as that of the content. That Digipost refuses is an error
        here as in the .NET client; the Java client takes no notice.

        Raises:
            InvalidValueError: Digipost gave no address for that; attachments go with their letter.
            NotFoundError: It has been deleted already.
            ApiError: Digipost refuses for another reason.
        """
        await self._threads.run(self._sync.delete, document)
