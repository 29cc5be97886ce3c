"""The status of a document, by its uuid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost_schema import api_v8

if TYPE_CHECKING:
    from uuid import UUID

    from digipost.resources.api import Api

__all__ = ["document_status"]


def document_status(api: Api, sender_id: int, uuid: UUID) -> api_v8.DocumentStatus:
    """Where a document of this sender is.

    Raises:
        NotFoundError: The sender has sent no such document.
    """
    # The path that Digipost's Java client has built in; the link that its .NET client follows is said to lead
    # to the same.
    return api.exchange.get(f"/documents/{sender_id}/{uuid}/status").read(api_v8.DocumentStatus)
