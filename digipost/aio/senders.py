# Made from digipost/resources/senders.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Senders' permissions and features.

The asynchronous face of `digipost.resources.senders`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from digipost.aio._threads import Threads
    from digipost.resources.senders import Senders
    from digipost.sender_information import SenderInformation

__all__ = ["AsyncSenders"]


@explains_arguments("client.senders")
class AsyncSenders:
    """`client.senders`.

    Digipost's responses are cached for an hour, or five minutes after their last use, like in its own
    clients. A response for a sender that is not valid is not cached.
    """

    def __init__(self, sync: Senders, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    async def information(self, sender_id: int) -> SenderInformation:
        """Return the broker's permission to send for a sender, and the features of that sender.

            sender = await client.senders.information(67890)
            if sender.is_valid and sender.prints_as_fallback: ...

        Args:
            sender_id: The sender's account id at Digipost.

        Returns:
            The information for any account id. If the account is unknown or has not allowed the broker,
            `is_valid` is False. The Java client does the same; the .NET client raises an error.

        Raises:
            InvalidValueError: The argument is not an account id; nothing was sent.
            ApiError: Digipost refuses the request.
        """
        return await self._threads.run(self._sync.information, sender_id)

    async def information_by_organisation(
        self, organisation_number: str, *, part_id: str | None = None
    ) -> SenderInformation:
        """Return the same information for an organisation or a part of it, for `Message(sender=…)`.

        The response contains neither the number nor the part; only the connection proves that it belongs to
        the request.

        Args:
            organisation_number: Nine digits, as in the Register of Legal Entities.
            part_id: Names the part, as agreed with Digipost; at most 100 characters. Without a part, the
                request does not contain it, like the Java client's request.

        Raises:
            InvalidValueError: An argument is not an organisation number or part id; nothing was sent.
            ApiError: Digipost refuses the request.
        """
        return await self._threads.run(
            self._sync.information_by_organisation, organisation_number, part_id=part_id
        )
