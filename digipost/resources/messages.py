"""Sending letters."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import TYPE_CHECKING

from digipost.base.chunks import CHUNK_BYTES
from digipost.errors import (
    ApiError,
    DeliveryUnknownError,
    InvalidValueError,
    NotFoundError,
    ParseError,
    TransportError,
    VerificationError,
)
from digipost.errors._codes import KEY_REFUSED
from digipost.message import Message
from digipost.resources._channel import Channels
from digipost.resources._delivery_time import check_delivery_time
from digipost.resources._sending import Sending, look_up
from digipost.telemetry._operations import operation

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from digipost.base.schema_version import api_v8
    from digipost.content import Content
    from digipost.resources._api import Api

__all__ = ["Messages"]


class Messages:
    """`client.messages`."""

    def __init__(self, api: Api, clock: Callable[[], datetime]) -> None:
        self._api = api
        self._clock = clock
        self._channels = Channels(api)

    @operation("messages.send")
    def send(
        self, message: Message, *, before_sending: Callable[[str], None] | None = None
    ) -> api_v8.MessageDelivery:
        """Send a message with its documents, so that it arrives once.

        The message goes out as built, and Digipost chooses the channel: the recipient's mailbox, or print
        where there is none and the recipient has print details. A message with documents to encrypt, or with
        other contents for print, cannot wait for that choice: Digipost is asked first whether there is a
        mailbox, and any error there ends the sending, so that nothing is printed because of an error.
        Digipost's Java client asks whenever there are print details, and prints for a recipient whose number
        it is told is malformed; the .NET client never asks, and cannot encrypt.

        PDFs that would be printed or are to be encrypted are checked first, as `ClientConfig.preflight` and
        `print_checks` have it: what can only be printed must be printable; what can also go to a mailbox must
        have no fault for which Digipost's validator would refuse that too.

        Transient errors (no connection, no answer, 429, 5xx) are retried as `ClientConfig.retries` has it,
        with the same message id, dated and signed anew. A delivery is believed if it names this message, its
        documents and its sender. After a lost answer, another letter's answer, a 401 (which is never signed),
        a 5xx, or an answer that this message id was used before, the status of the primary document decides:
        the letter has arrived if Digipost has the same content by its uuid. A letter that Digipost refuses
        because of the key that it was encrypted with is encrypted once more, with a key fetched anew.

        A message goes to one recipient. Build a new `Message` with new documents for each: a copy with
        another recipient keeps message id and uuids, and so is the same letter to Digipost.

        Args:
            message: It is validated, hashed and signed here; its documents are read at least twice and never
                held whole in memory.
            before_sending: Called with the hash of the primary document's content as it goes out, before any
                request with that content. A program that stores it can `confirm` an encrypted letter also
                after it was killed. It is called again if the letter has to be encrypted once more.

        Returns:
            How it was delivered: `status`, `delivery_method`, and the documents with the hash of their
            content as Digipost received it. The method of a letter that waits for a registration is
            `PENDING`, which the Java client describes as none; read both. It has no links where it was made
            from the document's status.

        Raises:
            InvalidValueError: The message cannot be sent as it is, or its delivery time is in the past; this
                call sent nothing. After an earlier one, `confirm` tells whether it has arrived.
            PreflightError: A PDF cannot be printed, or not be sent encrypted; nothing was sent.
            UnknownRecipientError: The recipient has no Digipost mailbox, and there are no print details:
                Digipost's 404, as documented, or its answer where it was asked first, as in the Java client.
            EncryptionError: A document cannot be encrypted; nothing was sent.
            DuplicateMessageError: Another message with this message id was accepted before.
            ServerError: Digipost cannot take it now, as often as it was tried, and has not accepted it.
            ApiError: Digipost refuses for another reason; the text says what to change.
            TransportError: No connection was made; nothing was sent.
            DeliveryUnknownError: Nothing proves that it was accepted, or that it was not. Call `confirm`, or
                send the same message again.
        """
        _check(message)
        check_delivery_time(message.delivery_time, self._clock())
        sending = self._sending(message, before_sending)
        try:
            return sending.run()
        except ApiError as error:
            if error.code not in KEY_REFUSED:
                raise
            self._channels.forget_keys()
            # Encrypted anew, a letter is another one to whoever compares contents. So it must be certain that
            # the one before was not accepted.
            if sending.is_in_doubt or not any(each.encrypt for each in message.documents):
                raise
        return self._sending(message, before_sending).run()

    def _sending(self, message: Message, before_sending: Callable[[str], None] | None) -> Sending:
        outgoing = self._channels.outgoing(message)
        if before_sending is not None:
            before_sending(_hash(outgoing.primary_document.content))
        return Sending(self._api, outgoing)

    @operation("messages.confirm")
    def confirm(self, message: Message, *, content_hash: str | None = None) -> api_v8.MessageDelivery:
        """Ask again about a message whose sending ended with `DeliveryUnknownError`.

            try:
                delivery = client.messages.send(letter)
            except DeliveryUnknownError as error:
                ...  # later
                delivery = client.messages.confirm(letter, content_hash=error.content_hash)

        Digipost has accepted it when the status of its primary document shows the hash of its content.

        Args:
            message: The same message.
            content_hash: That of the error, which is needed where the primary document was encrypted, since
                nobody can make the same encrypted content a second time, or where its file has changed.

        Returns:
            A delivery made from the document's status, so without links.

        Raises:
            NotFoundError: Digipost has no such document, so that the message can be sent again.
            DeliveryUnknownError: Still nothing proves either.
            InvalidValueError: The content of the primary document cannot be read any more.
        """
        _check(message)
        try:
            delivery = look_up(self._api, message, lambda: _possible_hashes(message, content_hash))
        except NotFoundError:
            raise
        except (ApiError, TransportError, VerificationError, ParseError) as error:
            problem = f"Digipost could not be asked ({type(error).__name__})"
            raise _unknown(message, content_hash, problem) from error
        if delivery is None:
            problem = "Digipost has a document with this uuid, and its content is not known to be this one's"
            raise _unknown(message, content_hash, problem)
        return delivery

    @operation("messages.print_certificate")
    def print_certificate(self) -> api_v8.EncryptionCertificate:
        """The certificate that `send` encrypts documents with when they go to print, as `send` uses it.

        It is at most five minutes old, as in Digipost's Java client; the .NET client cannot encrypt.

        Raises:
            ConfigurationError: The account may not do this.
            ApiError: Digipost refuses.
        """
        return self._channels.print_certificate()


def _check(message: object) -> None:
    if not isinstance(message, Message):
        raise InvalidValueError("message", f"a Message is expected, not {type(message).__name__}")


def _possible_hashes(message: Message, known: str | None) -> set[str]:
    """What the primary document's content can have been when it was sent."""
    if known is not None:
        return {known}
    primary = message.primary_document
    return {_hash(each) for each in (primary.content, primary.print_content) if each is not None}


def _hash(content: Content) -> str:
    digest = hashlib.sha256()
    with content.open() as stream:
        while chunk := stream.read(CHUNK_BYTES):
            digest.update(chunk)
    return b64encode(digest.digest()).decode()


def _unknown(message: Message, content_hash: str | None, problem: str) -> DeliveryUnknownError:
    return DeliveryUnknownError(
        f"It is not known if Digipost accepted the letter: {problem}.",
        message_id=message.message_id,
        content_hash=content_hash,
    )
