"""Documents that people share with who asked for them."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING

import attrs

from digipost.errors import InvalidValueError
from digipost.sandbox.contents import StoredContent
from digipost.sandbox.refusals import RefusalError
from digipost_schema import RawElement, api_v8, datatypes, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from uuid import UUID

    from digipost.sandbox.events import EventLog
    from digipost.sandbox.state import State
    from digipost.sandbox.uploads import Storage

__all__ = ["SharedFile", "Sharing", "Sharings"]


@attrs.frozen(kw_only=True)
class SharedFile:
    """A document in a person's mailbox, as `Sandbox.share` takes it.

    Attributes:
        subject: What it is about.
        content: The bytes.
        file_type: Such as `pdf`.
        content_type: The media type of the content.
        origin: The name of the organisation that the person has it from.
        organisation_number: The number of that organisation.
    """

    subject: str = "Lønnsslipp"
    content: bytes = attrs.field(default=b"%PDF-1.7 a payslip", repr=False)
    file_type: str = "pdf"
    content_type: str = "application/pdf"
    origin: str = "Testbedriften"
    organisation_number: str = "984661185"


@attrs.define(eq=False)
class Sharing:
    """What has come of one request.

    Attributes:
        files: What was shared, and its content.
        shared_at: When.
        expires: When it ends by itself.
        withdrawn_at: When it was ended before that.
    """

    files: Sequence[tuple[api_v8.SharedDocument, StoredContent]] = ()
    shared_at: datetime | None = None
    expires: datetime | None = None
    withdrawn_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether the documents can be had. That they are gone afterwards is a conclusion."""
        return self.expires is not None and now < self.expires and self.withdrawn_at is None


class Sharings:
    """The requests to share documents of all senders, which are letters with that data type.

    Args:
        state: The letters.
        events: What senders hear of.
        storage: Where contents are written.
        clock: The time.
    """

    def __init__(
        self, state: State, events: EventLog, *, storage: Storage, clock: Callable[[], datetime]
    ) -> None:
        self._state = state
        self._events = events
        self._storage = storage
        self._clock = clock
        self._lock = Lock()
        self._sharings: dict[tuple[int, UUID], Sharing] = {}

    def share(self, sender_id: int, uuid: UUID, files: Sequence[SharedFile]) -> None:
        """Let the person share documents.

        Raises:
            InvalidValueError: The sender has sent no such request.
        """
        request = self._request(sender_id, uuid)
        if request is None:
            raise InvalidValueError("request", "this sender has sent no share-documents-request of that uuid")
        now = self._clock()
        stored = [self._stored(each, now) for each in files]
        expires = now + timedelta(seconds=request.max_share_duration_seconds)
        with self._lock:
            self._sharings[sender_id, uuid] = Sharing(stored, shared_at=now, expires=expires)
        self._tell(uuid, api_v8.EventType.SHARE_DOCUMENTS_REQUEST_DOCUMENTS_SHARED)

    def withdraw(self, sender_id: int, uuid: UUID) -> None:
        """Let the person end the sharing.

        Raises:
            InvalidValueError: Nothing is shared.
        """
        if not self._end(sender_id, uuid):
            raise InvalidValueError("request", "nothing is shared because of a request of that uuid")
        self._tell(uuid, api_v8.EventType.SHARE_DOCUMENTS_REQUEST_SHARING_WITHDRAWN)

    def stop(self, sender_id: int, uuid: UUID) -> None:
        """Let the sender end the sharing; ending it again does nothing.

        Raises:
            RefusalError: The sender has sent no such request.
        """
        self.get(sender_id, uuid)
        self._end(sender_id, uuid)

    def get(self, sender_id: int, uuid: UUID) -> Sharing:
        """What has come of a request.

        Raises:
            RefusalError: The sender has sent no such request.
        """
        if self._request(sender_id, uuid) is None:
            problem = "This sender has sent no share-documents-request with this uuid."
            raise RefusalError(HTTPStatus.NOT_FOUND, "DOCUMENT_NOT_FOUND", problem)
        with self._lock:
            return self._sharings.get((sender_id, uuid)) or Sharing()

    def _end(self, sender_id: int, uuid: UUID) -> bool:
        now = self._clock()
        with self._lock:
            sharing = self._sharings.get((sender_id, uuid))
            if sharing is None or not sharing.is_open(now):
                return False
            sharing.withdrawn_at = now
            return True

    def _request(self, sender_id: int, uuid: UUID) -> datatypes.ShareDocumentsRequest | None:
        letter = self._state.letter_with(sender_id, uuid)
        primary = letter.message.primary_document if letter else None
        if primary is None or primary.uuid != uuid or primary.data_type is None:
            return None
        content = primary.data_type.content
        value = decode(content) if isinstance(content, RawElement) else content
        return value if isinstance(value, datatypes.ShareDocumentsRequest) else None

    def _stored(self, file: SharedFile, now: datetime) -> tuple[api_v8.SharedDocument, StoredContent]:
        path = self._storage.new_folder() / "content"
        path.write_bytes(file.content)
        organisation = api_v8.SharedDocumentOriginOrganisation(
            organisation_number=file.organisation_number, name=file.origin
        )
        document = api_v8.SharedDocument(
            delivery_time=now,
            subject=file.subject,
            file_type=file.file_type,
            file_size_bytes=len(file.content),
            origin=api_v8.SharedDocumentOrigin(organisation=organisation),
        )
        return document, StoredContent(path, file.content_type)

    def _tell(self, uuid: UUID, kind: api_v8.EventType) -> None:
        self._events.happen(uuid, kind, metadata=None, created=None)
