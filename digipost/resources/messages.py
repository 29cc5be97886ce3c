"""Sending letters."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING

from digipost.base.chunks import sha256_of
from digipost.errors import (
    ApiError,
    DeliveryUnknownError,
    InvalidValueError,
    NotFoundError,
    ParseError,
    TransportError,
    UnknownRecipientError,
    VerificationError,
)
from digipost.errors._codes import KEY_REFUSED
from digipost.message import Message
from digipost.resources._channel import Channels
from digipost.resources._delivery_time import check_delivery_time
from digipost.resources._sending import Sending, look_up, reason_of
from digipost.telemetry._operations import operation
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from digipost.base.schema_version import api_v8
    from digipost.content import Content
    from digipost.resources._api import Api

__all__ = ["Messages"]

_HASH = re.compile(r"[A-Za-z0-9+/]{43}=")  # SHA-256 in base64


@explains_arguments("client.messages")
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
        """Send a message with its documents, so that the message arrives once.

        The message is sent as built, and Digipost chooses the channel: the recipient's mailbox, or print if
        there is none and the recipient has print details. Encryption, or separate contents for print, need
        the channel before sending. Then the client first asks Digipost if the recipient has a mailbox. An
        error in this request ends the sending, so no error leads to print. Digipost's Java client asks
        whenever the recipient has print details, and prints even if the number is malformed; the .NET client
        never asks, and cannot encrypt.

        PDFs for print or for encryption are checked first, by `ClientConfig.preflight` and `print_checks`. A
        PDF for print only must be printable. A PDF that can also go to a mailbox must have no fault for which
        Digipost's validator would refuse it there.

        Transient errors (no connection, no response, 429, 5xx) are retried by `ClientConfig.retries`, with
        the same message id, dated and signed again. A delivery is accepted if it names this message, its
        documents and its sender. Some responses leave the result open: a lost one, another letter's, a 401
        (which is never signed), a 429 or 5xx, or a message id in use. Then the status of the primary document
        decides: the letter has arrived if Digipost has the same content under its uuid. A refusal names no
        letter either: after a refusal and its look-up, the client sends the letter once more, and a second
        refusal is final. If Digipost refuses the encryption key, the client encrypts the letter once more,
        with a new key.

        A message goes to one recipient. Build a new `Message` with new documents for each: a copy with
        another recipient keeps message id and uuids, and is the same letter for Digipost.

        Args:
            message: The message, which is validated, hashed and signed here. Its documents are read at least
                twice and never loaded into memory whole.
            before_sending: Called with the hash of the primary document's content, before any request with
                that content. A program that stores the hash can `confirm` an encrypted letter after a crash.
                The function is called again if the letter is encrypted once more.

        Returns:
            The delivery: `status`, `delivery_method`, and the documents with the hash of their content as
            received. The method of a letter that waits for a registration is `PENDING`; by the Java client it
            is None. Handle both. A delivery made from the document's status has no links.

        Raises:
            InvalidValueError: The message cannot be sent as it is, or its delivery time is in the past; this
                call sent nothing. After an earlier call, `confirm` tells if it has arrived.
            PreflightError: A PDF cannot be printed, or not be sent encrypted; nothing was sent.
            UnknownRecipientError: The recipient has no Digipost mailbox, and there are no print details:
                Digipost's 404, as documented, or its response when asked first, as in the Java client.
            EncryptionError: A document cannot be encrypted; nothing was sent.
            DuplicateMessageError: Another message with this message id was accepted before.
            ServerError: All attempts failed, and Digipost has not accepted it.
            ApiError: Digipost refuses the request for another reason; the text names the fix.
            TransportError: The client could not connect; nothing was sent.
            DeliveryUnknownError: No response proves that Digipost accepted or refused it. Call `confirm`, or
                send the same message again.
        """
        _check(message)
        _check_function(before_sending)
        check_delivery_time(message.delivery_time, self._clock())
        sending = self._sending(message, before_sending)
        try:
            return sending.run()
        except ApiError as error:
            if error.code in KEY_REFUSED:
                self._channels.forget_keys()
                depends_on_channel = any(each.encrypt for each in message.documents)
            else:
                # The identification showed a mailbox, so the client left out the print details. But the
                # response names no recipient, and can belong to another message.
                is_unknown = isinstance(error, UnknownRecipientError)
                depends_on_channel = is_unknown and sending.lacks_the_address_of(message)
            # A letter for another channel has another content and another hash. So the client must be certain
            # that Digipost has not accepted the earlier letter.
            if sending.is_in_doubt or not depends_on_channel:
                raise
        return self._sending(message, before_sending, earlier_hash=sending.hash_of_content()).run()

    def _sending(
        self,
        message: Message,
        before_sending: Callable[[str], None] | None,
        *,
        earlier_hash: str | None = None,
    ) -> Sending:
        outgoing = self._channels.outgoing(message)
        if before_sending is not None:
            before_sending(_hash(outgoing.primary_document.content))
        return Sending(self._api, outgoing, earlier_hash=earlier_hash)

    @operation("messages.confirm")
    def confirm(self, message: Message, *, content_hash: str | None = None) -> api_v8.MessageDelivery:
        """Ask Digipost about a message whose sending ended with `DeliveryUnknownError`.

            try:
                delivery = client.messages.send(letter)
            except DeliveryUnknownError as error:
                ...  # later
                delivery = client.messages.confirm(letter, content_hash=error.content_hash)

        Digipost has accepted the message if the status of its primary document has the hash of the content.

        Args:
            message: The same message.
            content_hash: The hash in the error. The hash is needed if the primary document was encrypted,
                since the same ciphertext cannot be made again, or if its file has changed.

        Returns:
            A delivery made from the document's status, without links.

        Raises:
            NotFoundError: Digipost does not have the document; the message can be sent again.
            DeliveryUnknownError: The result is still unknown.
            InvalidValueError: The content of the primary document cannot be read any more.
        """
        _check(message)
        _check_hash(content_hash)
        try:
            delivery = look_up(self._api, message, lambda: _possible_hashes(message, content_hash))
        except NotFoundError:
            raise
        except (ApiError, TransportError, VerificationError, ParseError) as error:
            problem = f"Digipost could not be asked ({reason_of(error)})"
            raise _unknown(message, content_hash, problem) from error
        if delivery is None:
            problem = "Digipost has a document with this uuid, and its content is not known to be this one's"
            raise _unknown(message, content_hash, problem)
        return delivery

    @operation("messages.print_certificate")
    def print_certificate(self) -> api_v8.EncryptionCertificate:
        """Return the certificate with which `send` encrypts documents for print.

        The cached certificate is at most five minutes old, as in Digipost's Java client; the .NET client
        cannot encrypt.

        Raises:
            ConfigurationError: The account lacks the permission.
            ApiError: Digipost refuses the request.
        """
        return self._channels.print_certificate()


def _check(message: object) -> None:
    if not isinstance(message, Message):
        raise InvalidValueError("message", f"a Message is expected, not {type(message).__name__}")


def _check_function(before_sending: object) -> None:
    if before_sending is not None and not callable(before_sending):
        problem = f"a function of the content's hash is expected, not {type(before_sending).__name__}"
        raise InvalidValueError("before_sending", problem)


def _check_hash(content_hash: object) -> None:
    if content_hash is None or (isinstance(content_hash, str) and _HASH.fullmatch(content_hash)):
        return
    given = "another text" if isinstance(content_hash, str) else type(content_hash).__name__
    problem = f"the content_hash of the DeliveryUnknownError is expected, not {given}"
    raise InvalidValueError("content_hash", problem)


def _possible_hashes(message: Message, known: str | None) -> set[str]:
    """Return the possible hashes of the primary document's content at the time of sending."""
    if known is not None:
        return {known}
    primary = message.primary_document
    return {_hash(each) for each in (primary.content, primary.print_content) if each is not None}


def _hash(content: Content) -> str:
    with content.open() as stream:
        return b64encode(sha256_of(stream)).decode()


def _unknown(message: Message, content_hash: str | None, problem: str) -> DeliveryUnknownError:
    return DeliveryUnknownError(
        f"It is not known if Digipost accepted the letter: {problem}.",
        message_id=message.message_id,
        content_hash=content_hash,
    )
