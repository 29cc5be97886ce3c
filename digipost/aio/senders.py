# Made from digipost/resources/senders.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Asking what a sender has access to.

The asynchronous face of `digipost.resources.senders`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digipost.aio._threads import Threads
    from digipost.resources.senders import Senders
    from digipost.sender_information import SenderInformation

__all__ = ["AsyncSenders"]


class AsyncSenders:
    """`client.senders`.

    What Digipost tells is kept for an hour, or five minutes after its last use, as long as its own clients
    keep it; save that a sender is not valid, which is asked anew each time.
    """

    def __init__(self, sync: Senders, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    async def information(self, sender_id: int) -> SenderInformation:
        """Whether the broker may send for a sender, and what that sender has access to.

            sender = await client.senders.information(67890)
            if sender.is_valid and sender.prints_as_fallback: ...

        Args:
            sender_id: The sender's account id at Digipost.

        Returns:
            An answer for every account id; where Digipost knows nothing, or may not tell, one that is not
            `is_valid`. The .NET client raises an error for that; the Java client does the same as this.

        Raises:
            InvalidValueError: What was given is no account id; nothing was sent.
            ApiError: Digipost refuses.
        """
        return await self._threads.run(self._sync.information, sender_id)

    async def information_by_organisation(
        self, organisation_number: str, *, part_id: str | None = None
    ) -> SenderInformation:
        """Return the same for an organisation or a part of one, to be given to `Message(sender=…)`.

        The answer names neither number nor part: that it belongs to them rests on the connection alone.

        Args:
            organisation_number: Nine digits, as in the Register of Legal Entities.
            part_id: Names the part, as agreed with Digipost; at most 100 characters. It is left out of the
                request when there is none, as by the Java client.

        Raises:
            InvalidValueError: What was given is no organisation number or part id; nothing was sent.
            ApiError: Digipost refuses.
        """
        return await self._threads.run(
            self._sync.information_by_organisation, organisation_number, part_id=part_id
        )
