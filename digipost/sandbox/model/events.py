"""Record the events of letters for their senders."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import attrs

from digipost.base.schema_version import api_v8
from digipost.sandbox.base.store import microseconds, whole_milliseconds
from digipost_schema import from_xml, to_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from uuid import UUID

    from digipost.sandbox.base.store import Row, Store
    from digipost.sandbox.model.letters import Letter

__all__ = ["EventLog", "RecordedEvent"]

_KEPT = timedelta(days=30)  # by the documentation of Digipost's clients


@attrs.frozen
class RecordedEvent:
    """An event and the sender that it belongs to.

    Attributes:
        sender_id: The account on whose behalf the letter was sent.
        event: The event.
    """

    sender_id: int
    event: api_v8.Event


class EventLog:
    """The events of all brokers, in the order of their times.

    Args:
        store: The tables.
        clock: The time.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def record(
        self,
        letter: Letter,
        document: UUID,
        kind: api_v8.EventType,
        *,
        metadata: api_v8.EventMetadata | None = None,
        created: datetime | None = None,
    ) -> api_v8.Event:
        """Record an event of a document of the letter; now unless another time is given."""
        if metadata is None and kind is api_v8.EventType.MOVE_FILES_FROM_PUBLIC_SECTOR:
            metadata = _to_another_mailbox(letter)
        event = api_v8.Event(
            uuid=document,
            type=kind,
            # Use the precision of clients' queries: otherwise a query right afterwards would end too early.
            created=whole_milliseconds(created or self._clock()),
            document_created=letter.received_at,
            metadata=metadata,
        )
        self._store.insert(
            "INSERT INTO event (broker, sender, uuid, created, xml) VALUES (?, ?, ?, ?, ?)",
            letter.broker_id,
            letter.sender_id,
            str(document),
            microseconds(event.created),
            to_xml(api_v8.DocumentEvents(event=[event])),
        )
        return event

    def between(
        self,
        start: datetime,
        end: datetime,
        *,
        broker_id: int,
        sender_id: int | None,
        offset: int,
        most: int,
    ) -> Sequence[RecordedEvent]:
        """Return a page of the broker's events in an interval, of one sender or of all; at most 30 days old.

        Both ends belong to the interval: a conclusion.
        """
        start = max(start, self._clock() - _KEPT)
        rows = self._store.all(
            "SELECT sender, xml FROM event WHERE broker = ? AND created BETWEEN ? AND ?"
            f"{'' if sender_id is None else ' AND sender = ?'} ORDER BY created, id LIMIT ? OFFSET ?",
            broker_id,
            microseconds(start),
            microseconds(end),
            *(() if sender_id is None else (sender_id,)),
            most,
            offset,
        )
        return [_event_of(row) for row in rows]

    def of(self, letter: Letter) -> Sequence[RecordedEvent]:
        """Return all events of the letter's documents, oldest first, without the limit of 30 days."""
        rows = self._store.all(
            "SELECT e.sender, e.xml FROM document AS d JOIN event AS e ON e.uuid = d.uuid"
            " AND e.sender = d.sender WHERE d.letter = ? ORDER BY e.created, e.id",
            letter.number,
        )
        return [_event_of(row) for row in rows]


def _event_of(row: Row) -> RecordedEvent:
    sender_id, xml = row
    (event,) = from_xml(api_v8.DocumentEvents, xml).event
    return RecordedEvent(sender_id, event)


def _to_another_mailbox(letter: Letter) -> api_v8.MoveFilesFromPublicSectorMetadata:
    """Return made-up metadata for a letter that its recipient moves to another provider of digital mail."""
    primary = letter.delivery.primary_document
    return api_v8.MoveFilesFromPublicSectorMetadata(
        document=[api_v8.DocumentMetadata(uuid=uuid) for uuid in letter.documents],
        x509_certificate="a certificate would be here",
        opened=False,
        delivery_time=letter.delivery.delivery_time or letter.received_at,
        subject=primary.subject or "",
        authentication_level=primary.authentication_level or api_v8.AuthenticationLevel.PASSWORD,
        sensitivity_level=primary.sensitivity_level or api_v8.SensitivityLevel.NORMAL,
        destination_mailbox="a mailbox elsewhere",
        destination_mailbox_address="recipient@elsewhere.example",
    )
