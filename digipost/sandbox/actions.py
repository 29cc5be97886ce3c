"""Actions of recipients and others at Digipost that no request causes, as the sandbox's user starts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.arguments import account_id
from digipost.base.checked_calls import a, moment, optional, takes, uuid
from digipost.base.schema_version import api_v8
from digipost.errors import InvalidValueError
from digipost.sandbox.model.inbox import InboxLetter
from digipost.sandbox.model.sharing import SharedFile

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from digipost.sandbox.world import World

__all__ = ["Actions"]


class Actions:
    """The part of a sandbox that acts for recipients and for other senders."""

    _world: World
    _broker_id: int

    @takes(
        "sandbox.record_event",
        document=uuid,
        kind=a(api_v8.EventType),
        metadata=optional(a(api_v8.EventMetadata)),
        created=optional(moment),
    )
    def record_event(
        self,
        document: UUID,
        kind: api_v8.EventType,
        *,
        metadata: api_v8.EventMetadata | None = None,
        created: datetime | None = None,
    ) -> api_v8.Event:
        """Record an event of a document, which its broker then finds in the document events.

            sandbox.record_event(letter.primary_document.uuid, api_v8.EventType.OPENED)

        Args:
            document: The document's uuid.
            kind: The kind of event; `MOVE_FILES_FROM_PUBLIC_SECTOR` has links to the contents.
            metadata: Details; made up for `MOVE_FILES_FROM_PUBLIC_SECTOR` unless given.
            created: The time of the event; now unless given. After 30 days, brokers no longer get it.

        Raises:
            InvalidValueError: No letter has that document.
        """
        letter = self._world.letters.with_document(document)
        if letter is None:
            raise InvalidValueError("document", "no letter in the sandbox has a document with this uuid")
        if kind is api_v8.EventType.OPENED:
            self._world.letters.open(letter, document, created or self._world.clock())
        return self._world.events.record(letter, document, kind, metadata=metadata, created=created)

    @takes("sandbox.deliver_to_inbox", letter=a(InboxLetter), account_id=optional(account_id))
    def deliver_to_inbox(self, letter: InboxLetter, *, account_id: int | None = None) -> int:
        """Put a letter into the inbox of an organisation.

            sandbox.deliver_to_inbox(InboxLetter(subject="Innkalling", sender="Testkommunen"))

        Args:
            letter: The letter, with its attachments.
            account_id: The account that has the inbox; the built-in broker's unless given.

        Returns:
            The id of the letter. Attachments have the ids that follow it.
        """
        account = self._broker_id if account_id is None else account_id
        return self._world.inboxes.deliver(account, letter)

    @takes("sandbox.share", request=uuid, files=a(SharedFile), sender_id=optional(account_id))
    def share(self, request: UUID, *files: SharedFile, sender_id: int | None = None) -> None:
        """Let a person share documents, as a letter with a `share-documents-request` has asked for.

            sandbox.share(letter.primary_document.uuid, SharedFile(subject="Lønnsslipp"))

        The sender gets an event about it. Files that were shared before are replaced.

        Args:
            request: The uuid of the letter's primary document.
            *files: The files to share.
            sender_id: The sender that made the request; the built-in broker unless given.

        Raises:
            InvalidValueError: This sender has not sent the request.
        """
        self._world.sharings.share(self._sender(sender_id), request, files)

    @takes("sandbox.withdraw", request=uuid, sender_id=optional(account_id))
    def withdraw(self, request: UUID, *, sender_id: int | None = None) -> None:
        """End a sharing that `share` began.

        Raises:
            InvalidValueError: Nothing is shared because of that request.
        """
        self._world.sharings.withdraw(self._sender(sender_id), request)

    def _sender(self, sender_id: int | None) -> int:
        return self._broker_id if sender_id is None else sender_id
