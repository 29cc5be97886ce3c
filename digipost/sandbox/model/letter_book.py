"""Store the letters that a sandbox has accepted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import attrs

from digipost.sandbox.base.refusals import bad_request
from digipost.sandbox.base.store import microseconds
from digipost.sandbox.model.letter_search import words_of
from digipost.sandbox.model.letters import LetterRows
from digipost.sandbox.model.people import Organisation
from digipost_schema import to_xml

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from digipost.base.schema_version import api_v8
    from digipost.sandbox.base.storage import Storage
    from digipost.sandbox.model.letter_search import LetterQuery
    from digipost.sandbox.model.letters import AcceptedMessage, Letter
    from digipost.sandbox.model.register import Party

__all__ = ["LetterBook"]

_IN_MAILBOX = (
    "WHERE l.recipient = (SELECT id FROM party WHERE number = ?) AND l.position IS NOT NULL"
    " AND l.delivered_at <= ?"
)


class LetterBook:
    """The letters, by number, position, document and recipient.

    Args:
        storage: The folder and database.
    """

    def __init__(self, storage: Storage) -> None:
        self._store = storage.store
        self._rows = LetterRows(storage)

    def check_unused(self, sender_id: int, message: api_v8.Message) -> None:
        """Check that the sender has used neither the message id nor a document's uuid before.

        Raises:
            RefusalError: An id has been used.
        """
        # Both are unique per sender, not globally; this is documented only for documents.
        query = "SELECT 1 FROM letter WHERE sender = ? AND message_id = ?"
        if message.message_id is not None and self._store.first(query, sender_id, message.message_id):
            raise bad_request(
                "DUPLICATE_MESSAGE",
                "A message with this message-id has been accepted already.",
            )
        query = "SELECT 1 FROM document WHERE sender = ? AND uuid = ?"
        for document in (message.primary_document, *message.attachment):
            if self._store.first(query, sender_id, str(document.uuid)):
                raise bad_request(
                    "DUPLICATE_DOCUMENT_ID",
                    f"A document with the uuid {document.uuid} has been accepted already.",
                )

    def add(self, accepted: AcceptedMessage) -> Letter:
        """Store a letter; a letter of a batch gets no position yet."""
        message, delivery = accepted.message, accepted.delivery
        batch = message.batch.uuid if message.batch else None
        documents = (message.primary_document, *message.attachment)
        with self._store.transaction() as store:
            number = store.insert(
                "INSERT INTO letter (broker, sender, message_id, batch, recipient, recipient_number, channel,"
                " received_at, wanted_at, delivered_at, has_plans, xml, delivery, request, folder) VALUES"
                " (?, ?, ?, ?, (SELECT id FROM party WHERE number = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                accepted.broker_id,
                accepted.sender_id,
                message.message_id,
                str(batch) if batch else None,
                accepted.recipient.number if accepted.recipient else None,
                message.recipient.personal_identification_number,
                delivery.delivery_method,
                microseconds(accepted.received_at),
                microseconds(message.delivery_time) if message.delivery_time else None,
                microseconds(delivery.delivery_time) if delivery.delivery_time else None,
                isinstance(accepted.recipient, Organisation)
                or message.print_if_unread is not None
                or message.request_for_registration is not None
                or any(each.sms_notification or each.email_notification for each in documents),
                accepted.xml,
                to_xml(delivery),
                json.dumps(attrs.asdict(accepted.request)),
                accepted.folder,
            )
            store.insert_all(
                "INSERT INTO document (letter, place, sender, uuid, file) VALUES (?, ?, ?, ?, ?)",
                [
                    (number, place, accepted.sender_id, str(uuid), file)
                    for place, (uuid, file) in enumerate(accepted.files)
                ],
            )
            words = words_of(message, accepted.recipient)
            store.insert("INSERT INTO letter_words (letter, words) VALUES (?, ?)", number, words)
            if batch is None:
                store.change(
                    "UPDATE letter SET position = (SELECT coalesce(max(position), -1) + 1 FROM letter)"
                    " WHERE number = ?",
                    number,
                )
            return self.numbered(number)

    def release(self, broker_id: int, batch: UUID, now: datetime) -> list[int]:
        """Send the letters of a batch; return the numbers of those for which further steps follow."""
        with self._store.transaction() as store:
            store.change(
                "UPDATE letter SET position = found.place, delivered_at ="
                " CASE WHEN channel = 'PENDING' THEN NULL ELSE max(coalesce(wanted_at, ?), ?) END"
                " FROM (SELECT number AS it, row_number() OVER (ORDER BY number)"
                " + (SELECT coalesce(max(position), -1) FROM letter) AS place"
                " FROM letter WHERE broker = ? AND batch = ?) AS found WHERE number = found.it",
                microseconds(now),
                microseconds(now),
                broker_id,
                str(batch),
            )
            rows = store.all(
                "SELECT number FROM letter WHERE broker = ? AND batch = ?"
                " AND (has_plans OR channel IN ('PRINT', 'EPOST', 'PEPPOL')) ORDER BY number",
                broker_id,
                str(batch),
            )
            return [number for (number,) in rows]

    def forget(self, broker_id: int, batch: UUID) -> list[str]:
        """Delete the letters of a batch, so that their ids are free again: a conclusion.

        Returns:
            The names of their folders, which the storage still has.
        """
        query = "SELECT folder FROM letter WHERE broker = ? AND batch = ?"
        folders = [folder for (folder,) in self._store.all(query, broker_id, str(batch))]
        self._store.change("DELETE FROM letter WHERE broker = ? AND batch = ?", broker_id, str(batch))
        return folders

    def counts(self, broker_id: int, batch: UUID) -> tuple[int, int]:
        """Return the number of a batch's digital letters, and of its printed letters."""
        rows = self._store.all(
            "SELECT channel = 'PRINT', count(*) FROM letter WHERE broker = ? AND batch = ? GROUP BY 1",
            broker_id,
            str(batch),
        )
        found: dict[int, int] = dict(rows)
        return found.get(0, 0), found.get(1, 0)

    def count(self) -> int:
        """Return the number of letters, without those that are held back."""
        count: int = self._store.value("SELECT coalesce(max(position), -1) + 1 FROM letter")
        return count

    def page(self, start: int, count: int) -> list[Letter]:
        """Return letters from that position on, in the order of acceptance or of their batch's completion."""
        return self._rows.all("WHERE l.position >= ? ORDER BY l.position LIMIT ?", start, count)

    def found(self, query: LetterQuery, offset: int, count: int) -> tuple[list[Letter], int]:
        """Return a page of the letters that a query finds, newest first, and their total number."""
        condition, values = query.condition()
        condition = f"JOIN letter_words AS w ON w.letter = l.number WHERE {condition}"
        total: int = self._store.value(f"SELECT count(*) FROM letter AS l {condition}", *values)
        order = "ORDER BY l.position DESC LIMIT ? OFFSET ?"
        return self._rows.all(f"{condition} {order}", *values, count, offset), total

    def index(self) -> None:
        """Add the letters of earlier versions to the search index of `found`."""
        missing = "WHERE l.number NOT IN (SELECT letter FROM letter_words)"
        for letter in self._rows.all(missing):
            words = words_of(letter.message, letter.recipient)
            self._store.insert("INSERT INTO letter_words VALUES (?, ?)", letter.number, words)

    def numbered(self, number: int) -> Letter:
        """Return the letter with that number.

        Raises:
            KeyError: The letter does not exist.
        """
        letter = self._rows.first("WHERE l.number = ?", number)
        if letter is None:
            raise KeyError(number)
        return letter

    def sent_by(self, sender_id: int, document: UUID) -> Letter | None:
        """Return the sender's letter that has the document."""
        condition = "WHERE l.number = (SELECT letter FROM document WHERE sender = ? AND uuid = ?)"
        return self._rows.first(condition, sender_id, str(document))

    def called(self, sender_id: int, message_id: str) -> Letter | None:
        """Return the sender's letter with that message id."""
        return self._rows.first("WHERE l.sender = ? AND l.message_id = ?", sender_id, message_id)

    def with_document(self, document: UUID) -> Letter | None:
        """Return the letter that has the document; if several senders have sent one, the latest."""
        return self._rows.first(
            "JOIN document AS d ON d.letter = l.number WHERE d.uuid = ? AND l.position IS NOT NULL"
            " ORDER BY l.position DESC LIMIT 1",
            str(document),
        )

    def newest_in_mailbox(self, number: str, now: datetime, offset: int, most: int) -> list[Letter]:
        """Return a page of the letters delivered to the owner of that number, newest first."""
        return self._rows.all(
            f"{_IN_MAILBOX} ORDER BY l.delivered_at DESC, l.position DESC LIMIT ? OFFSET ?",
            number,
            microseconds(now),
            most,
            offset,
        )

    def count_in_mailbox(self, number: str, now: datetime) -> int:
        """Return the number of letters delivered to the owner of that number."""
        query = f"SELECT count(*) FROM letter AS l {_IN_MAILBOX}"
        return int(self._store.value(query, number, microseconds(now)))

    def in_mailbox(self, number: str, now: datetime, *, document: UUID | None = None) -> list[Letter]:
        """Return letters delivered to the owner of that number, oldest first; optionally by document."""
        only = " AND l.number IN (SELECT letter FROM document WHERE uuid = ?)" if document else ""
        return self._rows.all(
            f"{_IN_MAILBOX}{only} ORDER BY l.delivered_at, l.position",
            number,
            microseconds(now),
            *((str(document),) if document else ()),
        )

    def waiting_for(self, number: str, now: datetime) -> list[Letter]:
        """Return letters that wait, before their deadline, for that person to register, oldest first."""
        letters = self._rows.all(
            "WHERE l.recipient_number = ? AND l.channel = 'PENDING' AND l.position IS NOT NULL"
            " ORDER BY l.position",
            number,
        )
        return [letter for letter in letters if _may_still_register(letter, now)]

    def send_by(
        self, letter: Letter, channel: api_v8.Channel, at: datetime | None, recipient: Party | None
    ) -> Letter:
        """Set another channel for the letter, and return it."""
        self._store.change(
            "UPDATE letter SET channel = ?, delivered_at = ?,"
            " recipient = (SELECT id FROM party WHERE number = ?) WHERE number = ?",
            channel,
            microseconds(at) if at else None,
            recipient.number if recipient else None,
            letter.number,
        )
        return self.numbered(letter.number)

    def open(self, letter: Letter, document: UUID, at: datetime) -> bool:
        """Mark a document as opened; return True if this was the first time."""
        return bool(
            self._store.change(
                "UPDATE document SET opened_at = ? WHERE letter = ? AND uuid = ? AND opened_at IS NULL",
                microseconds(at),
                letter.number,
                str(document),
            )
        )

    def add_data(self, letter: Letter, document: UUID, data: api_v8.AdditionalData, at: datetime) -> None:
        """Store data with a document of the letter."""
        self._store.insert(
            "INSERT INTO addition (letter, uuid, added_at, xml) VALUES (?, ?, ?, ?)",
            letter.number,
            str(document),
            microseconds(at),
            to_xml(data),
        )


def _may_still_register(letter: Letter, now: datetime) -> bool:
    request = letter.message.request_for_registration
    return request is not None and now < request.registration_deadline
