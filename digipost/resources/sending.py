"""One letter on its way: tried again while that can help, and looked up where no answer told its fate.

Digipost accepts a message id once, so that a letter which is sent again cannot arrive twice. But when the
answer to the first attempt was lost, the second one hears that the id has been used, and not by whom. The
proof is then the status of our own primary document: its uuid is nobody else's, and the hash of its content
is that of what was sent.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from digipost.errors import (
    ApiError,
    DeliveryUnknownError,
    DigipostError,
    InvalidValueError,
    NotFoundError,
    ParseError,
    ServerError,
    TransportError,
    VerificationError,
)
from digipost.resources.senders import Senders
from digipost.resources.status import document_status
from digipost.retries import with_retries
from digipost_schema import api_v8

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from digipost.message import Message
    from digipost.multipart import MultipartBody
    from digipost.resources.api import Api

__all__ = ["Sending", "look_up"]


class Sending:
    """The attempts to send one message.

    Args:
        api: Where to.
        message: As it goes out; encrypted, where it is to be.
    """

    def __init__(self, api: Api, message: Message) -> None:
        self._api = api
        self._message = message
        self._body: MultipartBody = message.to_body(api.config)
        self._target = api.entry_points.target("create_message")
        self._doubts: list[DigipostError] = []  # what attempts ended with that may have arrived all the same
        self._content_hash: str | None = None  # of the primary document, once there is a doubt

    def run(self) -> api_v8.MessageDelivery:
        """Digipost's answer, or what the status of the primary document proves.

        Raises:
            DeliveryUnknownError: Whether it was accepted cannot be told.
            DigipostError: It certainly was not, or, with `DuplicateMessageError`, not by this.
        """
        try:
            return with_retries(self._api.config.retries, self._attempt)
        except DigipostError as error:
            last = error
        if not self._doubts:
            raise last
        if last.retryable:
            if all(isinstance(each, ServerError) for each in (*self._doubts, last)):
                raise last  # Digipost has answered every time, and refused
            raise self._unknown(last) from last
        return self._looked_up(last)

    @property
    def is_in_doubt(self) -> bool:
        """Whether an attempt may have been accepted without our hearing of it."""
        return bool(self._doubts)

    def _attempt(self) -> api_v8.MessageDelivery:
        sendings = self._body.sendings
        try:
            answer = self._api.exchange.post(self._target, self._body, sending=True)
            return answer.read(api_v8.MessageDelivery)
        except DigipostError as error:
            # What failed before, at fetching a key or a token, says nothing of the letter.
            if self._body.sendings > sendings and _leaves_open(error):
                self._doubt(error)
            raise

    def _doubt(self, error: DigipostError) -> None:
        self._doubts.append(error)
        # At once, since a file may change before Digipost can be asked.
        if self._content_hash is None:
            with suppress(InvalidValueError):  # it has changed already
                self._content_hash = self._body.part_hashes[str(self._message.primary_document.uuid)]

    def _looked_up(self, last: DigipostError) -> api_v8.MessageDelivery:
        """What became of attempts without an answer, now that there is one; `last` is what it says."""
        sent = self._content_hash
        if sent is None:
            raise self._unknown(last) from last
        try:
            delivery = look_up(self._api, self._message, lambda: {sent})
        except NotFoundError:
            delivery = None
        except DigipostError as error:
            raise self._unknown(error) from error
        if delivery is not None:
            return delivery
        if isinstance(last, ApiError):
            raise last
        raise self._unknown(last) from last

    def _unknown(self, reason: DigipostError) -> DeliveryUnknownError:
        return DeliveryUnknownError(
            f"Whether Digipost accepted the letter is not known ({type(reason).__name__}). Ask again with "
            "client.messages.confirm(message, content_hash=error.content_hash), or send the same message "
            "again: it cannot arrive twice.",
            message_id=self._message.message_id,
            content_hash=self._content_hash,
        )


def look_up(
    api: Api, message: Message, hashes: Callable[[], Collection[str]]
) -> api_v8.MessageDelivery | None:
    """The delivery that the status of the primary document proves: the answer that was lost, without links.

    Args:
        api: Where to ask.
        message: What was sent.
        hashes: What the hash of its primary document's content can be.

    Returns:
        The delivery, or None where Digipost has another content by the uuid of that document.

    Raises:
        NotFoundError: Digipost has no such document of this sender.
        InvalidValueError: From `hashes`.
        DigipostError: It cannot be told.
    """
    sender_id = _sender_id(api, message)
    status = document_status(api, sender_id, message.primary_document.uuid)
    if status.content_hash is None or status.content_hash not in hashes():
        return None
    return _delivery(status, message.to_schema(api.config), sender_id)


def _sender_id(api: Api, message: Message) -> int:
    organisation = message.sender_organization
    if organisation is None:
        return api.config.broker_id if message.sender_id is None else message.sender_id
    sender = Senders(api).information_by_organisation(
        organisation.organization_id, part_id=organisation.part_id
    )
    if sender.sender_id is None:
        raise ParseError("sender-information/sender-id", "Digipost does not tell the id of the sender")
    return sender.sender_id


def _delivery(status: api_v8.DocumentStatus, sent: api_v8.Message, sender_id: int) -> api_v8.MessageDelivery:
    # What a missing channel means, and which status of a message goes with that of a document, are
    # conclusions. Digipost's Java client describes a letter that waits for registration as without channel.
    channel = status.channel or api_v8.Channel.PENDING
    if not api_v8.Channel.knows(channel):
        raise ParseError("document-status/@channel", "a channel that this version does not know; update it")
    hashes = {each.uuid: each.content_hash for each in (status, *status.attachments)}
    documents = [_stored(each, hashes.get(each.uuid)) for each in (sent.primary_document, *sent.attachment)]
    return api_v8.MessageDelivery(
        message_id=sent.message_id,
        delivery_method=channel,
        sender_id=status.sender_id or sender_id,
        status=_message_status(status, channel),
        delivery_time=status.delivered,
        primary_document=documents[0],
        attachment=documents[1:],
    )


def _leaves_open(error: DigipostError) -> bool:
    """Whether a letter that was sent may have been accepted in spite of this error."""
    if isinstance(error, TransportError):
        return error.request_sent
    return isinstance(error, VerificationError | ParseError | ServerError)


def _message_status(status: api_v8.DocumentStatus, channel: api_v8.Channel) -> api_v8.MessageStatus:
    if channel is api_v8.Channel.PRINT:
        return api_v8.MessageStatus.DELIVERED_TO_PRINT
    if status.status is api_v8.DeliveryStatus.DELIVERED:
        return api_v8.MessageStatus.DELIVERED
    return api_v8.MessageStatus.COMPLETE


def _stored(sent: api_v8.Document, content_hash: str | None) -> api_v8.Document:
    found = None
    if content_hash is not None:
        found = api_v8.ContentHash(value=content_hash, hash_algorithm="SHA256")
    return api_v8.Document(
        uuid=sent.uuid,
        subject=sent.subject,
        file_type=sent.file_type,
        authentication_level=sent.authentication_level,
        sensitivity_level=sent.sensitivity_level,
        encrypted=sent.encrypted,
        content_hash=found,
        technical_type=sent.technical_type,
    )
