"""The inboxes of organisations."""

from __future__ import annotations

from http import HTTPStatus
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING

import attrs

from digipost.sandbox.contents import StoredContent
from digipost.sandbox.refusals import RefusalError
from digipost_schema import api_v8

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from digipost.sandbox.uploads import Storage

__all__ = ["InboxLetter", "Inboxes"]

_FIRST_ID = 1001


@attrs.frozen(kw_only=True)
class InboxLetter:
    """A letter for an organisation, as `Sandbox.deliver_to_inbox` takes it; an attachment is one too.

    Attributes:
        subject: What it is about.
        content: The bytes.
        content_type: The media type of the content.
        sender: The display name of whom it comes from.
        reference: The sender's own reference.
        authentication_level: How one would have to be logged in to read it; not enforced over the API.
        attachments: Of which the attachments are not looked at.
    """

    subject: str = "A letter"
    content: bytes = attrs.field(default=b"%PDF-1.7 a letter", repr=False)
    content_type: str = "application/pdf"
    sender: str = "Testkommunen"
    reference: str | None = None
    authentication_level: api_v8.AuthenticationLevel = api_v8.AuthenticationLevel.PASSWORD
    attachments: Sequence[InboxLetter] = ()


class Inboxes:
    """What every account has received.

    Args:
        storage: Where contents are written.
        clock: The time.
    """

    def __init__(self, storage: Storage, clock: Callable[[], datetime]) -> None:
        self._storage = storage
        self._clock = clock
        self._lock = Lock()
        self._ids = count(_FIRST_ID)
        self._letters: dict[int, list[api_v8.InboxDocument]] = {}
        self._contents: dict[int, StoredContent] = {}

    def deliver(self, account_id: int, letter: InboxLetter) -> int:
        """Put a letter into the inbox of an account, and return its id."""
        with self._lock:
            document = self._stored(letter)
            document.attachment = [self._stored(each) for each in letter.attachments]
            letters = self._letters.setdefault(account_id, [])
            letters.insert(0, document)
            letters.sort(key=lambda each: each.delivery_time, reverse=True)
            return document.id

    def page(self, account_id: int, offset: int, limit: int) -> list[api_v8.InboxDocument]:
        """Part of an inbox, newest first."""
        with self._lock:
            return self._letters.get(account_id, [])[offset : offset + limit]

    def open(self, account_id: int, document_id: int) -> StoredContent:
        """The content of a letter or an attachment, which counts as opened from now on.

        Raises:
            RefusalError: It is not in this inbox.
        """
        with self._lock:
            for letter in self._letters.get(account_id, []):
                for document in (letter, *letter.attachment):
                    if document.id == document_id:
                        document.first_accessed = document.first_accessed or self._clock()
                        return self._contents[document_id]
        raise _not_there()

    def delete(self, account_id: int, document_id: int) -> None:
        """Delete a letter with its attachments.

        Raises:
            RefusalError: It is not in this inbox, or an attachment.
        """
        with self._lock:
            letters = self._letters.get(account_id, [])
            for letter in letters:
                if letter.id == document_id:
                    letters.remove(letter)
                    return
        raise _not_there()

    def _stored(self, letter: InboxLetter) -> api_v8.InboxDocument:
        document_id = next(self._ids)
        path = self._storage.new_folder() / "content"
        path.write_bytes(letter.content)
        self._contents[document_id] = StoredContent(path, letter.content_type)
        return api_v8.InboxDocument(
            id=document_id,
            reference_from_sender=letter.reference,
            subject=letter.subject,
            sender=letter.sender,
            delivery_time=self._clock(),
            authentication_level=letter.authentication_level,
            content_type=letter.content_type,
        )


def _not_there() -> RefusalError:
    return RefusalError(HTTPStatus.NOT_FOUND, "DOCUMENT_NOT_FOUND", "There is no such letter in this inbox.")
