# Made from digipost/resources/messages.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Sending letters.

The asynchronous face of `digipost.resources.messages`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.aio._threads import Threads
    from digipost.base.schema_version import api_v8
    from digipost.message import Message
    from digipost.resources.messages import Messages

__all__ = ["AsyncMessages"]


@explains_arguments("client.messages")
class AsyncMessages:
    """`client.messages`."""

    def __init__(self, sync: Messages, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    async def send(
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
        return await self._threads.run(self._sync.send, message, before_sending=before_sending)

    async def confirm(self, message: Message, *, content_hash: str | None = None) -> api_v8.MessageDelivery:
        """Ask Digipost about a message whose sending ended with `DeliveryUnknownError`.

            try:
                delivery = await client.messages.send(letter)
            except DeliveryUnknownError as error:
                ...  # later
                delivery = await client.messages.confirm(letter, content_hash=error.content_hash)

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
        return await self._threads.run(self._sync.confirm, message, content_hash=content_hash)

    async def print_certificate(self) -> api_v8.EncryptionCertificate:
        """Return the certificate with which `send` encrypts documents for print.

        The cached certificate is at most five minutes old, as in Digipost's Java client; the .NET client
        cannot encrypt.

        Raises:
            ConfigurationError: The account lacks the permission.
            ApiError: Digipost refuses the request.
        """
        return await self._threads.run(self._sync.print_certificate)
