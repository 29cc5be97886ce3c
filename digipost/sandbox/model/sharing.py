"""Store documents that people share with a sender on request."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import attrs

from digipost.base.checked_calls import octets, takes, text
from digipost.base.schema_version import api_v8
from digipost.errors import InvalidValueError
from digipost.sandbox.base.refusals import RefusalError
from digipost.sandbox.base.store import microseconds, moment
from digipost.sandbox.base.times import later
from digipost.sandbox.model.contents import StoredContent
from digipost.sandbox.model.known_data_types import known
from digipost_schema import datatypes, from_xml, to_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from uuid import UUID

    from digipost.sandbox.base.storage import Storage
    from digipost.sandbox.model.events import EventLog
    from digipost.sandbox.model.letter_book import LetterBook
    from digipost.sandbox.model.letters import Letter

__all__ = ["SharedFile", "Sharing", "Sharings"]


@takes(
    "SharedFile",
    subject=text,
    content=octets,
    file_type=text,
    content_type=text,
    origin=text,
    organisation_number=text,
)
@attrs.frozen(kw_only=True)
class SharedFile:
    """A document in a person's mailbox, as `Sandbox.share` takes it.

    Attributes:
        subject: The subject.
        content: The bytes.
        file_type: The file type, such as `pdf`.
        content_type: The media type of the content.
        origin: The name of the organisation that the person got it from.
        organisation_number: The number of that organisation.
    """

    subject: str = "Lønnsslipp"
    content: bytes = attrs.field(default=b"%PDF-1.7 a payslip", repr=False)
    file_type: str = "pdf"
    content_type: str = "application/pdf"
    origin: str = "Testbedriften"
    organisation_number: str = "984661185"


@attrs.frozen(eq=False)
class Sharing:
    """The outcome of one request.

    Attributes:
        files: The shared documents with their contents.
        shared_at: The time of sharing.
        expires: The time at which the sharing ends by itself.
        withdrawn_at: The time at which it was ended earlier.
    """

    files: Sequence[tuple[api_v8.SharedDocument, StoredContent]] = ()
    shared_at: datetime | None = None
    expires: datetime | None = None
    withdrawn_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Return True if the documents can be fetched. They are gone afterwards: a conclusion."""
        return self.expires is not None and now < self.expires and self.withdrawn_at is None


class Sharings:
    """The requests of all senders to share documents. They are letters with that data type.

    Args:
        storage: The folder and database.
        letters: The letters.
        events: Events for senders.
        clock: The time.
    """

    def __init__(
        self, storage: Storage, letters: LetterBook, events: EventLog, clock: Callable[[], datetime]
    ) -> None:
        self._storage = storage
        self._store = storage.store
        self._letters = letters
        self._events = events
        self._clock = clock

    def share(self, sender_id: int, uuid: UUID, files: Sequence[SharedFile]) -> None:
        """Store the documents that a person shares.

        Raises:
            InvalidValueError: The sender has not sent this request.
        """
        found = self._request(sender_id, uuid)
        if found is None:
            raise InvalidValueError("request", "this sender has sent no share-documents-request of that uuid")
        letter, request = found
        now = self._clock()
        expires = later(now, seconds=request.max_share_duration_seconds)
        kept = [self._storage.keep_file(each.content) for each in files]
        with self._store.transaction() as store:
            self._forget_files(sender_id, uuid)
            store.insert(
                "INSERT OR REPLACE INTO sharing (sender, uuid, shared_at, expires) VALUES (?, ?, ?, ?)",
                sender_id,
                str(uuid),
                microseconds(now),
                microseconds(expires),
            )
            store.insert_all(
                "INSERT INTO shared_file (sender, uuid, number, media_type, path, xml)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (sender_id, str(uuid), number, file.content_type, path, _xml(file, now))
                    for number, (file, path) in enumerate(zip(files, kept, strict=True))
                ],
            )
            kind = api_v8.EventType.SHARE_DOCUMENTS_REQUEST_DOCUMENTS_SHARED
            self._events.record(letter, uuid, kind, created=now)

    def withdraw(self, sender_id: int, uuid: UUID) -> None:
        """End the sharing for the person.

        Raises:
            InvalidValueError: The person shares no document on this request.
        """
        with self._store.transaction():
            found = self._request(sender_id, uuid)
            if found is None or not self._end(sender_id, uuid):
                raise InvalidValueError("request", "nothing is shared because of a request of that uuid")
            kind = api_v8.EventType.SHARE_DOCUMENTS_REQUEST_SHARING_WITHDRAWN
            self._events.record(found[0], uuid, kind)

    def stop(self, sender_id: int, uuid: UUID) -> None:
        """End the sharing for the sender; ending it again does nothing.

        Raises:
            RefusalError: The sender has not sent this request.
        """
        self.get(sender_id, uuid)
        self._end(sender_id, uuid)

    def get(self, sender_id: int, uuid: UUID) -> Sharing:
        """Return the outcome of a request.

        Raises:
            RefusalError: The sender has not sent this request.
        """
        if self._request(sender_id, uuid) is None:
            problem = "This sender has sent no share-documents-request with this uuid."
            raise RefusalError(HTTPStatus.NOT_FOUND, "DOCUMENT_NOT_FOUND", problem)
        row = self._store.first(
            "SELECT shared_at, expires, withdrawn_at FROM sharing WHERE sender = ? AND uuid = ?",
            sender_id,
            str(uuid),
        )
        if row is None:
            return Sharing()
        shared, expires, withdrawn = row
        files = self._store.all(
            "SELECT xml, path, media_type FROM shared_file WHERE sender = ? AND uuid = ? ORDER BY number",
            sender_id,
            str(uuid),
        )
        return Sharing(
            [
                (_document(xml), StoredContent(self._storage, path, media_type))
                for xml, path, media_type in files
            ],
            shared_at=moment(shared),
            expires=moment(expires),
            withdrawn_at=None if withdrawn is None else moment(withdrawn),
        )

    def _end(self, sender_id: int, uuid: UUID) -> bool:
        now = microseconds(self._clock())
        return bool(
            self._store.change(
                "UPDATE sharing SET withdrawn_at = ?"
                " WHERE sender = ? AND uuid = ? AND withdrawn_at IS NULL AND expires > ?",
                now,
                sender_id,
                str(uuid),
                now,
            )
        )

    def _forget_files(self, sender_id: int, uuid: UUID) -> None:
        self._store.change("DELETE FROM shared_file WHERE sender = ? AND uuid = ?", sender_id, str(uuid))

    def _request(self, sender_id: int, uuid: UUID) -> tuple[Letter, datatypes.ShareDocumentsRequest] | None:
        letter = self._letters.sent_by(sender_id, uuid)
        primary = letter.message.primary_document if letter else None
        if letter is None or primary is None or primary.uuid != uuid or primary.data_type is None:
            return None
        value = known(primary.data_type)
        return (letter, value) if isinstance(value, datatypes.ShareDocumentsRequest) else None


def _xml(file: SharedFile, now: datetime) -> bytes:
    """Return the description of a file, wrapped in a document of the schema, since it has no root element."""
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
    shared = api_v8.SharedDocuments(shared_document=[document])
    return to_xml(api_v8.ShareDocumentsRequestState(shared_documents=shared))


def _document(xml: bytes) -> api_v8.SharedDocument:
    (document,) = from_xml(api_v8.ShareDocumentsRequestState, xml).shared_documents.shared_document
    return document
