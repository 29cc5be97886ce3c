"""Following up documents that were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.arguments import account_id, optional_account_id, uuid_of, whole_number
from digipost.base.schema_version import api_v8
from digipost.errors import InvalidValueError
from digipost.events import EventFeed, wire_time
from digipost.protocol.links import with_query
from digipost.resources._ties import check_additional_data, check_named
from digipost.telemetry._operations import operation
from digipost.xml import schema_values, to_xml

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from digipost.protocol.downloads import Download
    from digipost.resources._api import Api
    from digipost_schema import RawElement
    from digipost_schema.datatypes import DataTypeElement

__all__ = ["Documents", "document_status"]


# The greatest page that Digipost's documentation shows. Of one that is too great for the server, fewer events
# would come than were asked for, as if there were no more.
_MOST_EVENTS = 100


def document_status(api: Api, sender_id: int, uuid: UUID) -> api_v8.DocumentStatus:
    """Return the status of a document of this sender.

    Raises:
        NotFoundError: The sender has sent no such document.
        ParseError: The answer names another document, or another sender.
    """
    # The path that Digipost's Java client has built in; the link that its .NET client follows is said to lead
    # to the same.
    answer = api.exchange.get(f"/documents/{sender_id}/{uuid}/status")
    status = answer.read(api_v8.DocumentStatus)
    check_named("document-status/@uuid", status.uuid, uuid)
    check_named("document-status/@sender-id", status.sender_id, sender_id)
    return status


class Documents:
    """`client.documents`."""

    def __init__(self, api: Api, clock: Callable[[], datetime]) -> None:
        self._api = api
        self._clock = clock

    @operation("documents.status")
    def status(
        self, document: UUID | str | api_v8.Link, *, sender_id: int | None = None
    ) -> api_v8.DocumentStatus:
        """Where a document is.

            client.documents.status(message.primary_document.uuid, sender_id=67890).status

        By uuid, it is asked for at the path that Digipost's Java client has built in; the .NET client adds
        the uuid to a link of the sender's entry point, which can be given here as a link.

        Args:
            document: Its uuid, `message.primary_document.uuid` for example; or a link to its status.
            sender_id: Who sent it; the broker unless given. A link says so itself.

        Returns:
            Its status (`DELIVERED` or `NOT_DELIVERED`), channel, times, and the hash of its content; of a
            primary document, those of its attachments too.

        Raises:
            NotFoundError: This sender has sent no such document.
            InvalidValueError: An argument of another kind.
            ApiError: Digipost refuses for another reason.
        """
        if isinstance(document, api_v8.Link):
            if sender_id is not None:
                raise InvalidValueError("sender_id", "leave it out with a link, which names the sender")
            target = self._api.local(document.uri, where="link/@uri")
            return self._api.exchange.get(target).read(api_v8.DocumentStatus)
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
        """What has happened to documents: opened, printed, shredded, a notice that failed, and more.

            feed = client.documents.events(after=stored_cursor)
            for event in feed:
                handle(event)
                store(feed.cursor)
            store(feed.cursor)

        Events are kept for 30 days, and belong to the broker, whoever the sender was. Without a cursor, and
        without `since`, all that are kept are read. Be prepared for types of events that are new. Times go
        out in UTC with milliseconds, as the Java client writes them; those of the .NET client may be without
        an offset.

        Args:
            after: The `cursor` of an earlier feed, to read on from there.
            since: The start of an interval instead, which goes out as it is.
            until: The end of the interval; the time of reading unless given.
            sender_id: Only documents of this sender. Digipost's .NET client takes the link for this from the
                sender's own entry point, the Java client from the broker's, as here.
            sender_organization: The same by organisation number and part.
            page_size: How many to ask for at a time, 1 to 100.

        Returns:
            An iterator with a `cursor`: across restarts at least once, by one feed never twice.

        Warns:
            StaleCursorWarning: The cursor is older than 30 days; what is left is read.

        Raises:
            InvalidValueError: Arguments that exclude each other, a time without a zone, or no cursor.
            ApiError: Digipost refuses; while iterating.
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
        """The content of a document, to be saved or read once.

            for moved in event.metadata.document:      # of a MOVE_FILES_FROM_PUBLIC_SECTOR event
                with client.documents.content(moved) as download:
                    download.save(f"{moved.uuid}.bin")

        Args:
            document: As an event lists it, with a link to its content; or that link; or a path at the API, as
                Digipost's Java client takes it.

        Raises:
            InvalidValueError: Digipost gave no link to its content.
            ParseError: The address leads to another host than the API.
            ApiError: Digipost refuses.
        """
        if isinstance(document, str):
            target = self._api.local(document, where="document")
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
        """Add structured data to a document that was delivered, such as that an invoice has been paid.

            delivery = client.messages.send(letter)
            client.documents.add_data(delivery.primary_document, InvoicePayment(...))

        Which data complement which is not documented; those of the same kind, and a payment of an invoice or
        a debt collection, do by Digipost's Java library of data types. It is tried once. Digipost's .NET
        client cannot do this.

        Args:
            document: From the answer to the message, with a link `add_data`; or that link.
            data_type: Such as `digipost.datatypes.InvoicePayment`.
            sender_id: Who sent the document; the broker unless given.
            sender_organization: The same by organisation number and part.

        Raises:
            InvalidValueError: Digipost gave the document no link for that, or a value cannot be accepted.
            ParseError: The answer is about something else, so that nothing proves that the data were added.
            ApiError: Digipost refuses.
        """
        target = self._linked(document, api_v8.Document, "add_data")
        with schema_values():
            data = api_v8.AdditionalData(
                data_type=api_v8.DataType(content=data_type),
                sender_id=optional_account_id("sender_id", sender_id),
                sender_organization=sender_organization,
            )
        check_additional_data(self._api.exchange.post(target, to_xml(data)), data)

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
    """The parameters that narrow events down, in the order of Digipost's Java client."""
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
