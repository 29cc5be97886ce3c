"""Describe the status of a letter's documents for its sender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from digipost.sandbox.model.letters import Letter

__all__ = ["status_of"]


def status_of(letter: Letter, uuid: UUID, now: datetime) -> api_v8.DocumentStatus:
    """Return the status of a document of a letter; for the primary document with that of its attachments."""
    primary_uuid, *attachment_uuids = letter.documents
    sent = dict(zip(letter.documents, letter.all_documents, strict=True))[uuid]
    delivery = letter.delivery
    stored = dict(zip(letter.documents, (delivery.primary_document, *delivery.attachment), strict=True))[uuid]
    # Paper counts as delivered when it is on its way to print: a conclusion.
    delivered = letter.delivered_at is not None and letter.delivered_at <= now
    read = None
    # Given only if requested, by either of the two elements for it, which exclude each other: a conclusion.
    if letter.recipient is not None and (sent.opening_receipt is not None or sent.opened is not None):
        read = api_v8.Read.Y if uuid in letter.opened else api_v8.Read.N
    return api_v8.DocumentStatus(
        uuid=uuid,
        sender_id=letter.sender_id,
        status=api_v8.DeliveryStatus.DELIVERED if delivered else api_v8.DeliveryStatus.NOT_DELIVERED,
        created=letter.received_at,
        delivered=(delivery.delivery_time or letter.delivered_at) if delivered else None,
        read=read,
        # Digipost's Java client documents no channel for a letter that waits for a registration; a test of
        # the .NET client expects PENDING. The sandbox follows the documentation.
        channel=None if letter.channel is api_v8.Channel.PENDING else letter.channel,
        is_primary_document=uuid == primary_uuid,
        content_hash=stored.content_hash.value if stored.content_hash else None,
        content_hash_algorithm=api_v8.HashAlgorithm.SHA256,
        attachments=[status_of(letter, each, now) for each in attachment_uuids]
        if uuid == primary_uuid
        else [],
    )
