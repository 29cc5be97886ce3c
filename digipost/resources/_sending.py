"""The sending of one letter: retries, and a look-up if no response proves the result.

Digipost accepts a message id once, so a retried letter cannot arrive twice. Three cases need a look-up: the
response was lost, belongs to another letter, or proves nothing. A 401 proves nothing: it is never signed, and
a proxy may have repeated the request. Then the status of the primary document decides. Its uuid belongs to
this message, and its hash must equal the hash of the sent content.
"""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8
from digipost.errors import (
    ApiError,
    DeliveryUnknownError,
    DigipostError,
    DuplicateMessageError,
    InvalidValueError,
    NotFoundError,
    ParseError,
    ServerError,
    TransportError,
    VerificationError,
)
from digipost.errors._codes import KEY_REFUSED
from digipost.resources._ties import check_delivery
from digipost.resources.documents import document_status
from digipost.resources.senders import Senders
from digipost.retries import with_retries

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from digipost.message import Message
    from digipost.protocol.multipart import MultipartBody
    from digipost.resources._api import Api

__all__ = ["Sending", "look_up", "reason_of"]


class Sending:
    """The attempts to send one message.

    Args:
        api: The API to send to.
        message: The message as it is sent, already encrypted if necessary.
        earlier_hash: The hash of the primary document's content in an earlier sending of the same letter. If
            that sending ended with another letter's refusal, Digipost has accepted that content.
    """

    def __init__(self, api: Api, message: Message, *, earlier_hash: str | None = None) -> None:
        self._api = api
        self._message = message
        self._earlier_hash = earlier_hash
        self._body: MultipartBody = message.to_body(api.config)
        self._target = api.entry_points.target("create_message")
        self._doubts: list[DigipostError] = []  # errors of attempts that Digipost may have accepted
        self._content_hash: str | None = None  # of the primary document, once a look-up needs it

    def run(self) -> api_v8.MessageDelivery:
        """Send the message; return Digipost's response, or a delivery that a look-up proves.

        Raises:
            DeliveryUnknownError: No response proves that Digipost accepted or refused the message.
            DigipostError: Digipost did not accept the message; with `DuplicateMessageError`, it accepted
                another message.
        """
        try:
            return self._delivered()
        except DigipostError as error:
            is_contested = self._content_hash is not None and _is_refusal(error)
            if not is_contested and not _is_document_in_use(error):
                raise
        # A refusal names no letter. If it was another letter's, Digipost may not have received this one, and
        # the look-up finds nothing, as after a real refusal. So only a second refusal is final.
        return self._delivered()

    def _delivered(self) -> api_v8.MessageDelivery:
        """Send the message, and look it up if no response proves the result."""
        try:
            return with_retries(self._api.config.retries, self._attempt)
        except DigipostError as error:
            last = error
        is_contestable = self._content_hash is not None or isinstance(last, DuplicateMessageError)
        if not self._doubts and not is_contestable:
            raise last
        if last.retryable and not _are_answers([*self._doubts, last]):
            raise self._unknown(last) from last  # the network fails: a look-up would fail too
        return self._looked_up(last)

    @property
    def is_in_doubt(self) -> bool:
        """Return True if Digipost may have accepted an attempt although no response confirmed it."""
        return bool(self._doubts)

    def lacks_the_address_of(self, message: Message) -> bool:
        """Return True if this message, prepared for a mailbox, lacks the given message's print details."""
        sent, given = self._message.recipient, message.recipient
        return sent.print_details is None and given.print_details is not None

    def hash_of_content(self) -> str | None:
        """Return the hash of the primary document's content; None if the content changed meanwhile."""
        self._remember_hash()
        return self._content_hash

    def _attempt(self) -> api_v8.MessageDelivery:
        sendings = self._body.sendings
        try:
            answer = self._api.exchange.post(self._target, self._body, sending=True)
            return answer.read(api_v8.MessageDelivery, self._check)
        except DigipostError as error:
            # An earlier failure, while fetching a key or a token, gives no information about the letter.
            if self._body.sendings > sendings:
                if _leaves_open(error):
                    self._doubts.append(error)
                if self._doubts or _is_refusal(error) or _is_too_many(error):
                    self._remember_hash()
            raise

    def _check(self, delivery: api_v8.MessageDelivery) -> None:
        check_delivery(delivery, self._message, sender_id=self._sender_id)

    @property
    def _sender_id(self) -> int | None:
        """The sender's account id; None if the message names its organisation instead."""
        if self._message.sender_organization is not None:
            return None
        return self._message.sender_id or self._api.config.broker_id

    def _remember_hash(self) -> None:
        # Computed at once, since the file may change before the look-up.
        if self._content_hash is None:
            with suppress(InvalidValueError):  # it has changed already
                self._content_hash = self._body.part_hashes[str(self._message.primary_document.uuid)]

    def _looked_up(self, last: DigipostError) -> api_v8.MessageDelivery:
        """Return the delivery that a look-up proves; otherwise raise the error of the last attempt."""
        sent = self._content_hash
        if sent is None:
            raise self._unknown(last) from last
        try:
            delivery = look_up(self._api, self._message, lambda: {sent, self._earlier_hash})
        except NotFoundError:
            if isinstance(last, ApiError):
                raise last from None
            raise self._unknown(last) from last
        except DigipostError as error:
            # Digipost refused the look-up for the same reason as the letter: the credentials, or too many
            # requests.
            if self._doubts == [last] and _is_unauthorized(last) and _is_unauthorized(error):
                raise last from None
            if not self._doubts and _is_too_many(last) and _is_too_many(error):
                raise last from None
            if not self._doubts and not isinstance(last, DuplicateMessageError | ServerError):
                raise last from None  # it stands, unless it was another letter's
            raise self._unknown(error) from error
        if delivery is not None:
            return delivery
        if isinstance(last, ApiError) and not _leaves_open(last):
            raise last
        raise self._unknown(last) from last

    def _unknown(self, reason: DigipostError) -> DeliveryUnknownError:
        return DeliveryUnknownError(
            f"It is not known if Digipost accepted the letter ({reason_of(reason)}). Ask again with "
            "client.messages.confirm(message, content_hash=error.content_hash), or send the same message "
            "again: it cannot arrive twice.",
            message_id=self._message.message_id,
            content_hash=self._content_hash,
        )


def reason_of(error: DigipostError) -> str:
    """Return the kind of an error, with its text if it concerns a date: a wrong clock ends a whole run."""
    kind = type(error).__name__
    return f"{kind}: {error}" if isinstance(error, VerificationError) and error.check == "date" else kind


def look_up(
    api: Api, message: Message, hashes: Callable[[], Collection[str | None]]
) -> api_v8.MessageDelivery | None:
    """Return the delivery that the primary document's status proves: the lost response, without links.

    Args:
        api: The API for the look-up.
        message: The message that was sent.
        hashes: Returns the possible hashes of its primary document's content.

    Returns:
        The delivery, or None if Digipost has another content under the uuid of that document.

    Raises:
        NotFoundError: Digipost does not have this document of this sender.
        InvalidValueError: Raised by `hashes`.
        DigipostError: The look-up failed.
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
    try:
        return sender.sender_id
    except InvalidValueError as error:
        raise ParseError("sender-information/sender-id", error.problem) from error


def _delivery(status: api_v8.DocumentStatus, sent: api_v8.Message, sender_id: int) -> api_v8.MessageDelivery:
    # Two conclusions: the meaning of a missing channel, and the message status for a document status.
    # Digipost's Java client describes a letter that waits for registration as without channel.
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
    """Return True if Digipost may have accepted the letter despite this error."""
    if isinstance(error, TransportError):
        return error.request_sent
    if isinstance(error, ServerError):
        return not _is_too_many(error)
    return isinstance(error, VerificationError | ParseError) or _is_unauthorized(error)


def _is_refusal(error: DigipostError) -> bool:
    """Return True for a signed 3xx or 4xx that the status of the primary document can contradict.

    A refusal names no letter: it can be the response to another letter. Two refusals need no look-up. After a
    refused key, the letter is sent again. A document id in use can belong to a document in another message.
    """
    if not isinstance(error, ApiError) or isinstance(error, ServerError):
        return False
    return not (_is_unauthorized(error) or _is_document_in_use(error) or error.code in KEY_REFUSED)


def _is_document_in_use(error: DigipostError) -> bool:
    return isinstance(error, ApiError) and (error.code or "").startswith("DUPLICATE_DOCUMENT_ID")


def _is_too_many(error: DigipostError) -> bool:
    """Return True for a signed 429: Digipost did not process its letter, which may be another one."""
    return isinstance(error, ServerError) and error.status == HTTPStatus.TOO_MANY_REQUESTS


def _is_unauthorized(error: DigipostError) -> bool:
    """Return True for a 401: it is never signed, so a proxy may have made it."""
    return isinstance(error, ApiError) and error.status == HTTPStatus.UNAUTHORIZED


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


def _are_answers(failures: list[DigipostError]) -> bool:
    """Return True if each failure is a response, one of them signed; a proxy's 5xx is not."""
    answers = all(isinstance(each, ServerError | VerificationError) for each in failures)
    return answers and any(isinstance(each, ServerError) for each in failures)
