# Made from digipost/resources/messages.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Sending letters.

The asynchronous face of `digipost.resources.messages`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.aio._threads import Threads
    from digipost.base.schema_version import api_v8
    from digipost.message import Message
    from digipost.resources.messages import Messages

__all__ = ["AsyncMessages"]


class AsyncMessages:
    """`client.messages`."""

    def __init__(self, sync: Messages, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    async def send(
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
        return await self._threads.run(self._sync.send, message, before_sending=before_sending)

    async def confirm(self, message: Message, *, content_hash: str | None = None) -> api_v8.MessageDelivery:
        """Ask again about a message whose sending ended with `DeliveryUnknownError`.

            try:
                delivery = await client.messages.send(letter)
            except DeliveryUnknownError as error:
                ...  # later
                delivery = await client.messages.confirm(letter, content_hash=error.content_hash)

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
        return await self._threads.run(self._sync.confirm, message, content_hash=content_hash)

    async def print_certificate(self) -> api_v8.EncryptionCertificate:
        """The certificate that `send` encrypts documents with when they go to print, as `send` uses it.

        It is at most five minutes old, as in Digipost's Java client; the .NET client cannot encrypt.

        Raises:
            ConfigurationError: The account may not do this.
            ApiError: Digipost refuses.
        """
        return await self._threads.run(self._sync.print_certificate)
