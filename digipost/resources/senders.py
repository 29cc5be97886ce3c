"""Asking what a sender has access to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.arguments import account_id
from digipost.base.caching import Cache
from digipost.base.schema_version import api_v8
from digipost.protocol.links import with_query
from digipost.resources._ties import check_named
from digipost.sender_information import SenderInformation
from digipost.telemetry._operations import operation
from digipost.xml import schema_values

if TYPE_CHECKING:
    from digipost.resources._api import Api

__all__ = ["Senders"]


class Senders:
    """`client.senders`.

    What Digipost tells is kept for an hour, or five minutes after its last use, as long as its own clients
    keep it; save that a sender is not valid, which is asked anew each time.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        # By account id, or by organisation number and part id.
        self._cache: Cache[int | tuple[str, str | None], SenderInformation] = Cache(self._fetch)

    @operation("senders.information")
    def information(self, sender_id: int) -> SenderInformation:
        """Whether the broker may send for a sender, and what that sender has access to.

            sender = client.senders.information(67890)
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
        return self._information(account_id("sender_id", sender_id))

    @operation("senders.information_by_organisation")
    def information_by_organisation(
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
        with schema_values():
            sender = api_v8.SenderOrganization(organization_id=organisation_number, part_id=part_id)
        return self._information((sender.organization_id, sender.part_id))

    def _information(self, key: int | tuple[str, str | None]) -> SenderInformation:
        return self._cache.get(key, unless=lambda information: not information.is_valid)

    def _fetch(self, key: int | tuple[str, str | None]) -> SenderInformation:
        target = self._api.entry_points.target("get_sender_information")
        if isinstance(key, int):
            target = f"{target.rstrip('/')}/{key}"
        else:
            target = with_query(target, {"org_id": key[0], "part_id": key[1]})
        told = self._api.exchange.get(target).read(api_v8.SenderInformation)
        if isinstance(key, int):  # about an organisation, the answer names nothing that was asked
            check_named("sender-information/sender-id", told.sender_id, key)
        return SenderInformation(told)
