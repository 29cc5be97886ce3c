"""Following up documents that were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.resources.arguments import account_id, uuid_of
from digipost_schema import api_v8

if TYPE_CHECKING:
    from uuid import UUID

    from digipost.resources.api import Api

__all__ = ["Documents"]


class Documents:
    """`client.documents`."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def status(self, uuid: UUID | str, *, sender_id: int | None = None) -> api_v8.DocumentStatus:
        """Where a document is.

        Args:
            uuid: Of the document, `message.primary_document.uuid` for example.
            sender_id: Who sent it; the broker unless given.

        Returns:
            Its status (`DELIVERED` or `NOT_DELIVERED`), channel, times, and the hash of its content.

        Raises:
            NotFoundError: This sender has sent no such document.
            InvalidValueError: An argument of another kind.
            ApiError: Digipost refuses for another reason.
        """
        sender = self._api.config.broker_id if sender_id is None else account_id("sender_id", sender_id)
        # The path that Digipost's Java client has built in; the link that its .NET client follows is said to
        # lead to the same.
        answer = self._api.exchange.get(f"/documents/{sender}/{uuid_of('uuid', uuid)}/status")
        return answer.read(api_v8.DocumentStatus)
