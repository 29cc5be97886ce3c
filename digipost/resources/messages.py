"""Sending letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.errors import InvalidValueError
from digipost.message import Message
from digipost_schema import api_v8

if TYPE_CHECKING:
    from digipost.resources.api import Api

__all__ = ["Messages"]


class Messages:
    """`client.messages`."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def send(self, message: Message) -> api_v8.MessageDelivery:
        """Send a message with its documents.

        The message goes out as built, and Digipost chooses the channel: the recipient's mailbox, or print
        where there is none and the recipient has print details.

        Args:
            message: It is validated, hashed and signed here; its documents are read twice and never held
                whole in memory.

        Returns:
            How it was delivered: `status`, `delivery_method`, and the documents with the hash of their
            content as Digipost received it.

        Raises:
            InvalidValueError: The message cannot be sent as it is; nothing was.
            UnknownRecipientError: The recipient has no Digipost mailbox, and there are no print details.
            DuplicateMessageError: A message with this message id was accepted before.
            ApiError: Digipost refuses for another reason; the text says what to change.
            TransportError: No usable answer came; `request_sent` tells whether it may have got there.
            VerificationError: The answer is not Digipost's, so that the outcome is not known.
        """
        if not isinstance(message, Message):
            raise InvalidValueError("message", f"a Message is expected, not {type(message).__name__}")
        body = message.to_body(self._api.config)
        target = self._api.entry_points.target("create_message")
        answer = self._api.exchange.post(target, body, sending=True)
        return answer.read(api_v8.MessageDelivery)
