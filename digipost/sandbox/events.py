"""What has happened to letters, as their senders are told."""

from __future__ import annotations

from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

import attrs

from digipost.errors import InvalidValueError
from digipost_schema import api_v8

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from uuid import UUID

    from digipost.sandbox.letters import Letter
    from digipost.sandbox.state import State

__all__ = ["EventLog", "RecordedEvent"]

_KEPT = timedelta(days=30)  # by the documentation of Digipost's clients


@attrs.frozen
class RecordedEvent:
    """An event, and whose it is.

    Attributes:
        broker_id: Who sent the letter, and hears of it.
        sender_id: On whose behalf.
        event: What happened.
    """

    broker_id: int
    sender_id: int
    event: api_v8.Event


class EventLog:
    """The events of all brokers, in the order of their times."""

    def __init__(self, state: State, clock: Callable[[], datetime]) -> None:
        self._state = state
        self._clock = clock
        self._lock = Lock()
        self._recorded: list[RecordedEvent] = []

    def happen(
        self,
        document: UUID,
        kind: api_v8.EventType,
        *,
        metadata: api_v8.EventMetadata | None,
        created: datetime | None,
    ) -> api_v8.Event:
        """Record an event of a document; of several senders' with that uuid, of the one sent last.

        Raises:
            InvalidValueError: No letter has that document.
        """
        letter = next((each for each in reversed(self._state.letters) if document in each.documents), None)
        if letter is None:
            raise InvalidValueError("document", "no letter in the sandbox has a document with this uuid")
        if metadata is None and kind is api_v8.EventType.MOVE_FILES_FROM_PUBLIC_SECTOR:
            metadata = _to_another_mailbox(letter)
        at = created or self._clock()
        event = api_v8.Event(
            uuid=document,
            type=kind,
            # As precisely as clients ask, so that one who asks at once does not ask for a moment too early.
            created=at.replace(microsecond=at.microsecond // 1000 * 1000),
            document_created=letter.received_at,
            metadata=metadata,
        )
        with self._lock:
            self._recorded.append(RecordedEvent(letter.broker_id, letter.sender_id, event))
            self._recorded.sort(key=lambda recorded: recorded.event.created)
        return event

    def between(
        self, start: datetime, end: datetime, *, broker_id: int, sender_id: int | None
    ) -> Sequence[RecordedEvent]:
        """The broker's events of an interval, of one sender or of all; older ones than 30 days are gone.

        That both ends belong to the interval is a conclusion.
        """
        start = max(start, self._clock() - _KEPT)
        with self._lock:
            return [
                each
                for each in self._recorded
                if each.broker_id == broker_id
                and (sender_id is None or each.sender_id == sender_id)
                and start <= each.event.created <= end
            ]


def _to_another_mailbox(letter: Letter) -> api_v8.MoveFilesFromPublicSectorMetadata:
    """What is said of a letter that its recipient takes to another provider of digital mail."""
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
