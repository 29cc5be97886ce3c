"""The status of a document, by its uuid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.resources._ties import check_named
from digipost_schema import api_v8

if TYPE_CHECKING:
    from uuid import UUID

    from digipost.resources._api import Api

__all__ = ["document_status"]


def document_status(api: Api, sender_id: int, uuid: UUID) -> api_v8.DocumentStatus:
    """Return the status of a document of this sender.

    Raises:
        NotFoundError: The sender has sent no such document.
        ParseError: The answer names another document, or another sender.
    """
    # The path that Digipost's Java client has built in; the link that its .NET client follows is said to lead
    # to the same.
    answer = api.exchange.get(f"/documents/{sender_id}/{uuid}/status")
    status = answer.read(api_v8.DocumentStatus)
    check_named("document-status/@uuid", status.uuid, uuid)
    check_named("document-status/@sender-id", status.sender_id, sender_id)
    return status
