"""Senders' permissions and features."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.arguments import ORGANISATION_DIGITS, account_id, digits
from digipost.base.caching import Cache
from digipost.base.schema_version import api_v8
from digipost.protocol.links import with_query
from digipost.resources._ties import check_named
from digipost.sender_information import SenderInformation
from digipost.telemetry._operations import operation
from digipost.xml import schema_values
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from digipost.resources._api import Api

__all__ = ["Senders"]


@explains_arguments("client.senders")
class Senders:
    """`client.senders`.

    Digipost's responses are cached for an hour, or five minutes after their last use, like in its own
    clients. A response for a sender that is not valid is not cached.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        # The keys are an account id, or an organisation number and part id.
        self._cache: Cache[int | tuple[str, str | None], SenderInformation] = Cache(self._fetch)

    @operation("senders.information")
    def information(self, sender_id: int) -> SenderInformation:
        """Return the broker's permission to send for a sender, and the features of that sender.

            sender = client.senders.information(67890)
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
        return self._information(account_id("sender_id", sender_id))

    @operation("senders.information_by_organisation")
    def information_by_organisation(
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
        number = digits("organisation_number", organisation_number, ORGANISATION_DIGITS)
        with schema_values():
            sender = api_v8.SenderOrganization(organization_id=number, part_id=part_id)
        return self._information((sender.organization_id, sender.part_id))

    def _information(self, key: int | tuple[str, str | None]) -> SenderInformation:
        return self._cache.get(key, unless=lambda information: not information.is_valid)

    def _fetch(self, key: int | tuple[str, str | None]) -> SenderInformation:
        target = self._api.entry_points.target("get_sender_information")
        if isinstance(key, int):
            target = f"{target.rstrip('/')}/{key}"
        else:
            target = with_query(target, {"org_id": key[0], "part_id": key[1]})

        def check(told: api_v8.SenderInformation) -> None:
            if isinstance(key, int):  # the response for an organisation repeats nothing of the request
                check_named("sender-information/sender-id", told.sender_id, key)

        return SenderInformation(self._api.exchange.get(target).read(api_v8.SenderInformation, check))
