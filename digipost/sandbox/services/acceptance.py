"""Check messages, and accept them as letters."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from digipost.sandbox.base.refusals import RefusalError, bad_request
from digipost.sandbox.base.store import whole_milliseconds
from digipost.sandbox.model.delivery import channel_for, delivery_of
from digipost.sandbox.model.letters import AcceptedMessage
from digipost.sandbox.model.sender_limits import check_allowed, is_named
from digipost.sandbox.wire.message_parts import matched, xml_and_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from digipost.base.schema_version import api_v8
    from digipost.sandbox.base.storage import Storage
    from digipost.sandbox.model.batches import BatchBook
    from digipost.sandbox.model.letter_book import LetterBook
    from digipost.sandbox.model.letters import Letter, ReceivedRequest
    from digipost.sandbox.model.register import Register
    from digipost.sandbox.model.state import State
    from digipost.sandbox.services.content_rules import ContentRules
    from digipost.sandbox.services.senders import SenderDirectory
    from digipost.sandbox.wire.schema_validation import SchemaValidator
    from digipost.sandbox.wire.uploads import Upload

__all__ = ["Acceptance"]

_MESSAGE_PART = "message"


class Acceptance:
    """Accepts uploads as letters, or refuses them.

    Args:
        state: Accounts and grants.
        letters: The letters accepted so far.
        rules: The rules for contents.
        batches: Holds back the letters of batches, and sends all others.
        register: People and organisations.
        directory: The features of senders.
        storage: The folder and database for the parts of uploads.
        validator: The validator for the XML.
        clock: The time.
    """

    def __init__(
        self,
        state: State,
        letters: LetterBook,
        rules: ContentRules,
        batches: BatchBook,
        *,
        register: Register,
        directory: SenderDirectory,
        storage: Storage,
        validator: SchemaValidator,
        clock: Callable[[], datetime],
    ) -> None:
        self._state = state
        self._letters = letters
        self._rules = rules
        self._batches = batches
        self._register = register
        self._directory = directory
        self._storage = storage
        self._validator = validator
        self._clock = clock

    def accept(self, broker_id: int, upload: Upload, request: ReceivedRequest) -> Letter:
        """Accept a letter. When this returns, the letter is stored permanently.

        The id of the message is checked before its contents: a client that repeats a letter must learn that
        it arrived, even if its delivery time has passed since.

        Raises:
            RefusalError: The message breaks a rule. Nothing has changed.
        """
        now = whole_milliseconds(self._clock())
        xml, files = xml_and_files(upload.parts(), _MESSAGE_PART)
        message = self._validator.message(xml)
        sender_id = self._state.sender_of(broker_id, message)
        documents = matched([each.uuid for each in (message.primary_document, *message.attachment)], files)
        self._letters.check_unused(sender_id, message)
        _check_subjects(message)
        _check_time(message, now)
        party = self._register.find(message.recipient)
        channel = channel_for(message, party)
        if channel is None:
            # The status is documented; the code for it is a conclusion.
            raise RefusalError(
                HTTPStatus.NOT_FOUND,
                "UNKNOWN_RECIPIENT",
                "The recipient is no Digipost user, and the message has no print-details.",
            )
        features = self._directory.params(sender_id)
        check_allowed(message, channel, documents, features)
        self._rules.check(message, channel, documents, features)
        delivery = delivery_of(
            message,
            sender_id=sender_id,
            channel=channel,
            content_hashes={uuid: part.content_hash for uuid, part in documents.items()},
            now=now,
        )
        contents = {} if upload.folder else {part.file: part.read() for part in documents.values()}
        with self._storage.kept(upload.folder, contents) as folder:
            return self._batches.add(
                AcceptedMessage(
                    message=message,
                    xml=xml,
                    broker_id=broker_id,
                    sender_id=sender_id,
                    recipient=party,
                    delivery=delivery,
                    received_at=now,
                    folder=folder,
                    files=[(uuid, part.file) for uuid, part in documents.items()],
                    request=request,
                )
            )


def _check_subjects(message: api_v8.Message) -> None:
    recipient = message.recipient
    # It is not documented if paper needs a subject; the schema requires none.
    if recipient.print_details is not None and not is_named(recipient):
        return
    for document in (message.primary_document, *message.attachment):
        if document.subject is None and document.technical_type is not None:
            continue  # a program reads it: Digipost's Java client builds technical attachments so
        if document.subject is None or not document.subject.strip():
            problem = f"The document {document.uuid} has no subject, or a blank one."
            raise bad_request("MISSING_SUBJECT", problem)


def _check_time(message: api_v8.Message, now: datetime) -> None:
    if message.delivery_time is not None and message.delivery_time < now:
        raise bad_request("DELIVERY_DATE_HISTORICAL", "The delivery-time has passed.")
