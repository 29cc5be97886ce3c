"""Status, events and contents of sent documents."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from digipost.base.arguments import account_id, optional_account_id, uuid_of, visible_text, whole_number
from digipost.base.schema_version import api_v8
from digipost.errors import InvalidValueError
from digipost.events import EventFeed, wire_time
from digipost.protocol.links import with_query
from digipost.resources._ties import check_named, check_status, read_added
from digipost.telemetry._operations import operation
from digipost.xml import schema_values, to_xml
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from digipost.protocol.downloads import Download
    from digipost.resources._api import Api
    from digipost_schema import RawElement
    from digipost_schema.datatypes import DataTypeElement

__all__ = ["Documents", "document_status"]


# The largest page in Digipost's documentation. If the server's limit were smaller, a page would have fewer
# events than requested, and look like the last one.
_MOST_EVENTS = 100


def document_status(api: Api, sender_id: int, uuid: UUID) -> api_v8.DocumentStatus:
    """Return the status of a document of this sender.

    Raises:
        NotFoundError: The sender has not sent this document.
        ParseError: The response names another document, or another sender.
    """
    # The path that Digipost's Java client uses; the link that its .NET client follows is documented to lead
    # to the same.
    target = f"/documents/{sender_id}/{uuid}/status"

    def check(told: api_v8.DocumentStatus) -> None:
        check_status(told, target)
        check_named("document-status/@sender-id", told.sender_id, sender_id)

    return api.exchange.get(target).read(api_v8.DocumentStatus, check)


@explains_arguments("client.documents")
class Documents:
    """`client.documents`."""

    def __init__(self, api: Api, clock: Callable[[], datetime]) -> None:
        self._api = api
        self._clock = clock

    @operation("documents.status")
    def status(
        self, document: UUID | str | api_v8.Link, *, sender_id: int | None = None
    ) -> api_v8.DocumentStatus:
        """Return the status of a document.

            client.documents.status(message.primary_document.uuid, sender_id=67890).status

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
        if isinstance(document, api_v8.Link):
            if sender_id is not None:
                raise InvalidValueError("sender_id", "leave it out with a link, which names the sender")
            target = self._api.local(document.uri, where="link/@uri")
            answer = self._api.exchange.get(target)
            return answer.read(api_v8.DocumentStatus, partial(check_status, target=target))
        sender = self._api.config.broker_id if sender_id is None else account_id("sender_id", sender_id)
        return document_status(self._api, sender, uuid_of("uuid", document))

    def events(
        self,
        *,
        after: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        sender_id: int | None = None,
        sender_organization: api_v8.SenderOrganization | None = None,
        page_size: int = _MOST_EVENTS,
    ) -> EventFeed:
        """Return the events of documents: opened, printed, shredded, a notification failed, and more.

            feed = client.documents.events(after=stored_cursor)
            for event in feed:
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
        _check_interval(after, since, until)
        narrowed = _of_sender(sender_id, sender_organization)
        most = whole_number("page_size", page_size, 1, _MOST_EVENTS)

        def page(start: datetime, end: datetime, offset: int) -> list[api_v8.Event]:
            interval = {"from": wire_time("since", start), "to": wire_time("until", end)}
            return self._events({**interval, "offset": offset, "maxResults": most, **narrowed})

        return EventFeed(page, page_size=most, clock=self._clock, after=after, since=since, until=until)

    @operation("documents.events")
    def _events(self, query: dict[str, str | int | None]) -> list[api_v8.Event]:
        target = with_query(self._api.entry_points.target("document_events"), query)
        return self._api.exchange.get(target).read(api_v8.DocumentEvents).event

    @operation("documents.content")
    def content(self, document: api_v8.DocumentMetadata | api_v8.Link | str) -> Download:
        """Open the content of a document; it can be saved or read once.

            for moved in event.metadata.document:      # of a MOVE_FILES_FROM_PUBLIC_SECTOR event
                with client.documents.content(moved) as download:
                    download.save(f"{moved.uuid}.bin")

        Args:
            document: A document in an event, with a link to its content; or that link; or a path at the API,
                as in Digipost's Java client.

        Raises:
            InvalidValueError: Digipost gave no link to its content.
            ParseError: The address leads to another host than the API.
            ApiError: Digipost refuses the request.
        """
        if isinstance(document, str):
            target = self._api.local(visible_text("document", document), where="document")
        else:
            target = self._linked(document, api_v8.DocumentMetadata, "get_document_content")
        return self._api.downloads.open(target)

    @operation("documents.add_data")
    def add_data(
        self,
        document: api_v8.Document | api_v8.Link,
        data_type: DataTypeElement | RawElement,
        *,
        sender_id: int | None = None,
        sender_organization: api_v8.SenderOrganization | None = None,
    ) -> None:
        """Add structured data to a sent document, such as the payment of an invoice.

            delivery = client.messages.send(letter)
            client.documents.add_data(delivery.primary_document, InvoicePayment(...))

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
        target = self._linked(document, api_v8.Document, "add_data")
        with schema_values():
            data = api_v8.AdditionalData(
                data_type=api_v8.DataType(content=data_type),
                sender_id=optional_account_id("sender_id", sender_id),
                sender_organization=sender_organization,
            )
        read_added(self._api.exchange.post(target, to_xml(data)), data)

    def _linked(
        self,
        document: api_v8.DocumentMetadata | api_v8.Document | api_v8.Link,
        kind: type[api_v8.DocumentMetadata | api_v8.Document],
        relation: str,
    ) -> str:
        if isinstance(document, api_v8.Link):
            return self._api.local(document.uri, where="link/@uri")
        if isinstance(document, kind):
            return self._api.follow(document.link, relation, of="document")
        raise InvalidValueError(
            "document", f"{kind.__name__} or Link of api_v8 is expected, not {type(document).__name__}"
        )


def _of_sender(
    sender_id: int | None, sender_organization: api_v8.SenderOrganization | None
) -> dict[str, str | int | None]:
    """Return the parameters that filter events, in the order of Digipost's Java client."""
    sender = optional_account_id("sender_id", sender_id)
    if sender_organization is None:
        return {"sender": sender}
    if sender is not None:
        raise InvalidValueError("sender_id", "give it or sender_organization, not both")
    if not isinstance(sender_organization, api_v8.SenderOrganization):
        raise InvalidValueError("sender_organization", "an api_v8.SenderOrganization is expected")
    return {"org": sender_organization.organization_id, "part": sender_organization.part_id}


def _check_interval(after: object, since: datetime | None, until: datetime | None) -> None:
    if after is not None and since is not None:
        raise InvalidValueError("since", "give it or a cursor, not both: a cursor says where to start")
    for field, moment in (("since", since), ("until", until)):
        if moment is not None:
            wire_time(field, moment)
    if since is not None and until is not None and since >= until:
        raise InvalidValueError("until", "a time after `since` is expected")
