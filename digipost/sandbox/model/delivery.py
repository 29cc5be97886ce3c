"""Choose a letter's channel, and build the delivery that the sender receives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.base.schema_version import api_v8

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from digipost.sandbox.model.register import Party

__all__ = ["as_sent", "channel_for", "delivery_of"]

_SUBJECT_ON_PAPER = "N/A"  # for every document, by Digipost's documentation of print

_MESSAGE_STATUS = {
    api_v8.Channel.PRINT: api_v8.MessageStatus.DELIVERED_TO_PRINT,
    # A conclusion: the message is complete, but no recipient has it. The sources give only the channel.
    api_v8.Channel.PENDING: api_v8.MessageStatus.COMPLETE,
}


def channel_for(message: api_v8.Message, party: Party | None) -> api_v8.Channel | None:
    """Return the channel that delivers the message to its recipient; None if there is no channel.

    Args:
        message: The message.
        party: The registered person or organisation that is its recipient.
    """
    recipient = message.recipient
    if recipient.email_details is not None:
        return api_v8.Channel.EPOST
    if recipient.peppol_addresses is not None:
        return api_v8.Channel.PEPPOL
    if party is not None:
        return api_v8.Channel.DIGIPOST
    if message.request_for_registration is not None:
        return api_v8.Channel.PENDING
    return api_v8.Channel.PRINT if recipient.print_details is not None else None


def as_sent(answered: api_v8.MessageDelivery, delivered_at: datetime | None) -> api_v8.MessageDelivery:
    """Return the delivery of a batch's letter after the batch was completed."""
    channel = answered.delivery_method
    return attrs.evolve(answered, status=_status_in(channel), delivery_time=_time_in(channel, delivered_at))


def delivery_of(
    message: api_v8.Message,
    *,
    sender_id: int,
    channel: api_v8.Channel,
    content_hashes: Mapping[UUID, str],
    now: datetime,
) -> api_v8.MessageDelivery:
    """Return the delivery that answers an accepted message."""
    documents = [
        _stored(document, channel, content_hashes)
        for document in (message.primary_document, *message.attachment)
    ]
    return api_v8.MessageDelivery(
        message_id=message.message_id,
        delivery_method=channel,
        sender_id=sender_id,
        # A letter that waits for its batch is only complete, like a letter that waits for a registration.
        status=api_v8.MessageStatus.COMPLETE if message.batch else _status_in(channel),
        delivery_time=None if message.batch else _time_in(channel, message.delivery_time or now),
        primary_document=documents[0],
        attachment=documents[1:],
    )


def _status_in(channel: api_v8.Channel) -> api_v8.MessageStatus:
    return _MESSAGE_STATUS.get(channel, api_v8.MessageStatus.DELIVERED)


def _time_in(channel: api_v8.Channel, moment: datetime | None) -> datetime | None:
    return None if channel is api_v8.Channel.PENDING else moment


def _stored(
    document: api_v8.Document, channel: api_v8.Channel, content_hashes: Mapping[UUID, str]
) -> api_v8.Document:
    if document.uuid is None:
        raise ValueError("a document that was accepted has a uuid")
    return api_v8.Document(
        uuid=document.uuid,
        subject=_SUBJECT_ON_PAPER if channel is api_v8.Channel.PRINT else document.subject,
        file_type=document.file_type,
        authentication_level=document.authentication_level or api_v8.AuthenticationLevel.PASSWORD,
        sensitivity_level=document.sensitivity_level or api_v8.SensitivityLevel.NORMAL,
        content_hash=api_v8.ContentHash(value=content_hashes[document.uuid], hash_algorithm="SHA256"),
        technical_type=document.technical_type,
    )
