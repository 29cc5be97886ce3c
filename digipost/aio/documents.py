# Made from digipost/resources/documents.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Status, events and contents of sent documents.

The asynchronous face of `digipost.resources.documents`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.aio.downloads import AsyncDownload
from digipost.aio.events import AsyncEventFeed
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from digipost.aio._threads import Threads
    from digipost.base.schema_version import api_v8
    from digipost.resources.documents import Documents
    from digipost_schema import RawElement
    from digipost_schema.datatypes import DataTypeElement

__all__ = ["AsyncDocuments"]


@explains_arguments("client.documents")
class AsyncDocuments:
    """`client.documents`."""

    def __init__(self, sync: Documents, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    async def status(
        self, document: UUID | str | api_v8.Link, *, sender_id: int | None = None
    ) -> api_v8.DocumentStatus:
        """Return the status of a document.

            (await client.documents.status(message.primary_document.uuid, sender_id=67890)).status

        A uuid is looked up at the path that Digipost's Java client uses. The .NET client adds the uuid to a
        link of the sender's entry point; this method accepts such a link too.

        Args:
            document: The document's uuid, such as `message.primary_document.uuid`; or a link to its status.
            sender_id: The sender; the broker unless given. A link already names the sender.

        Returns:
            The document's status (`DELIVERED` or `NOT_DELIVERED`), channel, times and content hash; for a
            primary document, also the statuses of its attachments.

        Raises:
            NotFoundError: This sender has not sent this document.
            InvalidValueError: An argument has a wrong type.
            ApiError: Digipost refuses the request for another reason.
        """
        return await self._threads.run(self._sync.status, document, sender_id=sender_id)

    def events(
        self,
        *,
        after: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        sender_id: int | None = None,
        sender_organization: api_v8.SenderOrganization | None = None,
        page_size: int = 100,
    ) -> AsyncEventFeed:
        """Return the events of documents: opened, printed, shredded, a notification failed, and more.

            feed = client.documents.events(after=stored_cursor)
            async for event in feed:
                handle(event)
                store(feed.cursor)
            store(feed.cursor)

        Events are kept for 30 days, and belong to the broker, for all its senders. Without a cursor and
        `since`, all kept events are read. Digipost may add new types of events. Times are sent in UTC with
        milliseconds, like the Java client's times; the .NET client may send times without an offset.

        Args:
            after: The `cursor` of an earlier feed; reading continues from there.
            since: The start of an interval, instead of a cursor; the client sends it unchanged.
            until: The end of the interval; the time of reading unless given.
            sender_id: Only documents of this sender. Digipost's .NET client takes the link for this from the
                sender's own entry point, the Java client from the broker's, as here.
            sender_organization: The sender by organisation number and part, instead of `sender_id`.
            page_size: The number of events per request, 1 to 100.

        Returns:
            An iterator with a `cursor`. Across restarts each event comes at least once; one feed never
            returns it twice.

        Warns:
            StaleCursorWarning: The cursor is older than 30 days; the remaining events are read.

        Raises:
            InvalidValueError: Arguments exclude each other, a time has no zone, or the cursor is malformed.
            ApiError: Digipost refuses the request; while iterating.
        """
        return AsyncEventFeed(
            self._sync.events(
                after=after,
                since=since,
                until=until,
                sender_id=sender_id,
                sender_organization=sender_organization,
                page_size=page_size,
            ),
            self._threads,
        )

    async def content(self, document: api_v8.DocumentMetadata | api_v8.Link | str) -> AsyncDownload:
        """Open the content of a document; it can be saved or read once.

            for moved in event.metadata.document:      # of a MOVE_FILES_FROM_PUBLIC_SECTOR event
                async with await client.documents.content(moved) as download:
                    await download.save(f"{moved.uuid}.bin")

        Args:
            document: A document in an event, with a link to its content; or that link; or a path at the API,
                as in Digipost's Java client.

        Raises:
            InvalidValueError: Digipost gave no link to its content.
            ParseError: The address leads to another host than the API.
            ApiError: Digipost refuses the request.
        """
        return AsyncDownload(await self._threads.open(self._sync.content, document), self._threads)

    async def add_data(
        self,
        document: api_v8.Document | api_v8.Link,
        data_type: DataTypeElement | RawElement,
        *,
        sender_id: int | None = None,
        sender_organization: api_v8.SenderOrganization | None = None,
    ) -> None:
        """Add structured data to a sent document, such as the payment of an invoice.

            delivery = await client.messages.send(letter)
            await client.documents.add_data(delivery.primary_document, InvoicePayment(...))

        Digipost does not document which data types complement others. Its Java library of data types allows
        data of the same type, and a payment of an invoice or a debt collection. The client never retries this
        request. Digipost's .NET client does not have this operation.

        Args:
            document: A document in the response to the message, with a link `add_data`; or that link.
            data_type: The data, such as `digipost.datatypes.InvoicePayment`.
            sender_id: The sender of the document; the broker unless given.
            sender_organization: The sender by organisation number and part, instead of `sender_id`.

        Raises:
            InvalidValueError: The document has no link for this operation, or Digipost would refuse a value.
            ParseError: The response contains another document or other data, so it does not prove that the
                data was added.
            ApiError: Digipost refuses the request.
        """
        await self._threads.run(
            self._sync.add_data,
            document,
            data_type,
            sender_id=sender_id,
            sender_organization=sender_organization,
        )
