"""The inboxes of organisations."""

from __future__ import annotations

from http import HTTPStatus
from mimetypes import guess_type
from typing import TYPE_CHECKING
from uuid import UUID

import attrs

from digipost.base.checked_calls import a, each, octets, optional, takes, text
from digipost.base.schema_version import api_v8
from digipost.sandbox.base.refusals import RefusalError
from digipost.sandbox.base.store import microseconds, moment
from digipost.sandbox.model.contents import StoredContent
from digipost_schema import from_xml, to_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from digipost.sandbox.base.storage import Storage
    from digipost.sandbox.base.store import Row
    from digipost.sandbox.model.letters import Letter

__all__ = ["InboxLetter", "Inboxes"]

_DEFAULT_TYPE = "application/octet-stream"
_COLUMNS = "id, first_accessed, xml"


def _letters(field: str, value: object) -> object:
    return each(a(InboxLetter))(field, value)


@takes(
    "InboxLetter",
    subject=text,
    content=octets,
    content_type=text,
    sender=text,
    reference=optional(text),
    authentication_level=a(api_v8.AuthenticationLevel),
    attachments=_letters,
)
@attrs.frozen(kw_only=True)
class InboxLetter:
    """A letter for an organisation, as `Sandbox.deliver_to_inbox` takes it; also used for attachments.

    Attributes:
        subject: The subject.
        content: The bytes.
        content_type: The media type of the content.
        sender: The display name of the sender.
        reference: The sender's own reference.
        authentication_level: The login that reading the letter would require; not enforced over the API.
        attachments: The attachments; their own attachments are ignored.
    """

    subject: str = "A letter"
    content: bytes = attrs.field(default=b"%PDF-1.7 a letter", repr=False)
    content_type: str = "application/pdf"
    sender: str = "Testkommunen"
    reference: str | None = None
    authentication_level: api_v8.AuthenticationLevel = api_v8.AuthenticationLevel.PASSWORD
    attachments: Sequence[InboxLetter] = ()


class Inboxes:
    """The received letters of every account.

    Args:
        storage: The folder and database.
        clock: The time.
    """

    def __init__(self, storage: Storage, clock: Callable[[], datetime]) -> None:
        self._storage = storage
        self._store = storage.store
        self._clock = clock

    def deliver(self, account_id: int, letter: InboxLetter) -> int:
        """Put a letter into the inbox of an account, and return its id."""
        now = self._clock()
        contents = [(each, self._storage.keep_file(each.content)) for each in (letter, *letter.attachments)]
        with self._store.transaction():
            first, *rest = contents
            document_id = self._add(account_id, *first, now)
            for each in rest:
                self._add(account_id, *each, now, within=document_id)
            return document_id

    def deliver_letter(self, account_id: int, letter: Letter, at: datetime) -> None:
        """Put a sent letter into the inbox of an account, where it appears at that time."""
        within = None
        for document, uuid in zip(letter.all_documents, letter.documents, strict=True):
            shown = InboxLetter(
                subject=document.subject or "",
                content_type=guess_type(f"document.{document.file_type}")[0] or _DEFAULT_TYPE,
                # The sandbox knows no names of senders. A conclusion: the sender's own reference is the
                # message id.
                sender=f"Sender {letter.sender_id}",
                reference=letter.message.message_id,
                authentication_level=document.authentication_level or api_v8.AuthenticationLevel.PASSWORD,
            )
            path = letter.documents.name(uuid)
            number = self._add(account_id, shown, path, at, within=within, sent_as=(letter.number, uuid))
            within = within or number

    def page(self, account_id: int, offset: int, limit: int) -> list[api_v8.InboxDocument]:
        """Return a page of an inbox, newest first."""
        rows = self._store.all(
            f"SELECT {_COLUMNS} FROM inbox_document WHERE account = ? AND letter IS NULL"
            " AND delivered_at <= ? ORDER BY delivered_at DESC, id DESC LIMIT ? OFFSET ?",
            account_id,
            microseconds(self._clock()),
            limit,
            offset,
        )
        documents = [_document(row) for row in rows]
        for document in documents:
            query = f"SELECT {_COLUMNS} FROM inbox_document WHERE letter = ? ORDER BY id"
            document.attachment = [_document(row) for row in self._store.all(query, document.id)]
        return documents

    def open(self, account_id: int, document_id: int) -> tuple[StoredContent, tuple[int, UUID] | None]:
        """Return the content of a letter or an attachment, and mark it as opened.

        For a letter that was sent to the sandbox, also return the letter's number and the document's uuid.

        Raises:
            RefusalError: The inbox does not contain the letter or attachment.
        """
        now = microseconds(self._clock())
        with self._store.transaction() as store:
            row = store.first(
                "SELECT path, media_type, sent_as, uuid FROM inbox_document"
                " WHERE id = ? AND account = ? AND delivered_at <= ?",
                document_id,
                account_id,
                now,
            )
            if row is None:
                raise _not_there()
            store.change(
                "UPDATE inbox_document SET first_accessed = coalesce(first_accessed, ?) WHERE id = ?",
                now,
                document_id,
            )
        path, media_type, number, uuid = row
        content = StoredContent(self._storage, path, media_type)
        return content, None if number is None else (number, UUID(uuid))

    def delete(self, account_id: int, document_id: int) -> None:
        """Delete a letter with its attachments.

        Raises:
            RefusalError: The inbox does not contain the letter; an attachment cannot be deleted alone.
        """
        with self._store.transaction() as store:
            query = "DELETE FROM inbox_document WHERE id = ? AND account = ? AND letter IS NULL"
            if not store.change(query, document_id, account_id):
                raise _not_there()
            store.change("DELETE FROM inbox_document WHERE letter = ?", document_id)

    def _add(
        self,
        account_id: int,
        letter: InboxLetter,
        path: str,
        at: datetime,
        *,
        within: int | None = None,
        sent_as: tuple[int, UUID] | None = None,
    ) -> int:
        document = api_v8.InboxDocument(
            id=0,
            reference_from_sender=letter.reference,
            subject=letter.subject,
            sender=letter.sender,
            delivery_time=at,
            authentication_level=letter.authentication_level,
            content_type=letter.content_type,
        )
        return self._store.insert(
            "INSERT INTO inbox_document (account, letter, delivered_at, sent_as, uuid, media_type, path, xml)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            account_id,
            within,
            microseconds(at),
            sent_as[0] if sent_as else None,
            str(sent_as[1]) if sent_as else None,
            letter.content_type,
            path,
            to_xml(api_v8.Inbox(document=[document])),
        )


def _document(row: Row) -> api_v8.InboxDocument:
    number, first_accessed, xml = row
    (document,) = from_xml(api_v8.Inbox, xml).document
    accessed = None if first_accessed is None else moment(first_accessed)
    return attrs.evolve(document, id=number, first_accessed=accessed)


def _not_there() -> RefusalError:
    return RefusalError(HTTPStatus.NOT_FOUND, "DOCUMENT_NOT_FOUND", "There is no such letter in this inbox.")
