"""Ties between a response and its request.

A verified response was made by Digipost, recently, for this path. It does not name its request. A proxy that
repeats an old response, or swaps two, changes no byte of it. So the names in a response must be those in the
request. A missing element names nothing and contradicts nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8
from digipost.errors import ParseError
from digipost.xml import to_xml
from digipost_schema import RawElement

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from digipost.message import Message
    from digipost.protocol.answer import Answer

__all__ = ["check_additional_data", "check_delivery", "check_identified", "check_named", "check_stored"]


def check_named(path: str, told: object, asked: object) -> None:
    """Check one name in a response; None in the response names nothing.

    Args:
        path: The place in the response.
        told: The name in the response.
        asked: The name in the request.

    Raises:
        ParseError: The response has another name.
    """
    if told is not None and told != asked:
        raise ParseError(path, "the answer names something else than the request asked for")


def check_identified(told: api_v8.IdentificationResult, asked: api_v8.Identification) -> None:
    """Check that a Digipost user has the Digipost address of the request; other identifiers are not repeated.

    ⇒ It is not documented that both are the same but for upper and lower case.

    Raises:
        ParseError: The response has another address.
    """
    ours, theirs = asked.digipost_address, told.digipost_address
    if ours is not None and theirs is not None:
        path = "identification-result/digipost-address"
        check_named(path, theirs.strip().casefold(), ours.strip().casefold())


def _check_uuids(path: str, told: Sequence[UUID | None], asked: Sequence[UUID]) -> None:
    """Check that each document of a response is in the request, and that none is listed twice.

    Raises:
        ParseError: The response lists another document, a document twice, or more documents than were sent.
    """
    named = [uuid for uuid in told if uuid is not None]
    if len(told) > len(asked) or len(set(named)) < len(named) or not set(named) <= set(asked):
        raise ParseError(path, "the answer lists other documents than were sent")


def check_delivery(delivery: api_v8.MessageDelivery, sent: Message, *, sender_id: int | None) -> None:
    """Check that a delivery belongs to the message that was sent.

    The schema makes message id and uuid optional, so Digipost may leave either out: a conclusion. Without
    both, the response could belong to any letter.

    Args:
        delivery: The response.
        sent: The message.
        sender_id: The account id of its sender; None if only its organisation number is known.

    Raises:
        ParseError: The delivery has other names, or names neither the message nor its primary document.
    """
    primary = delivery.primary_document.uuid
    check_named("message-delivery/message-id", delivery.message_id, sent.message_id)
    check_named("message-delivery/primary-document/uuid", primary, sent.primary_document.uuid)
    _check_uuids(
        "message-delivery/attachment/uuid",
        [each.uuid for each in delivery.attachment],
        [each.uuid for each in sent.attachments],
    )
    if sender_id is not None:
        check_named("message-delivery/sender-id", delivery.sender_id, sender_id)
    if delivery.message_id is None and primary is None:
        raise ParseError("message-delivery", "the answer names neither the message nor its primary document")


def check_stored(stored: api_v8.Archive, sent: api_v8.Archive, *, broker_id: int) -> None:
    """Check that the stored documents are exactly the documents that were sent.

    Args:
        stored: The response.
        sent: The documents and their archive. Without a sender it is the broker's own; without a name, the
            default archive.
        broker_id: The account id of the broker.

    Raises:
        ParseError: The response names another archive, sender or document, or lacks a document.
    """
    check_named("archive/name", stored.name, sent.name or stored.name)
    if sent.sender_organization is None:
        check_named("archive/sender-id", stored.sender_id, sent.sender_id or broker_id)
    else:
        check_named("archive/sender-organization", stored.sender_organization, sent.sender_organization)
    uuids = [each.uuid for each in sent.documents]
    _check_uuids("archive/documents/uuid", [each.uuid for each in stored.documents], uuids)
    if len(stored.documents) < len(uuids):
        raise ParseError("archive/documents", "the answer does not list all documents that were sent")


def check_additional_data(answer: Answer, sent: api_v8.AdditionalData) -> None:
    """Check the response to added data, which is empty as far as is known.

    Digipost's .NET client requires it to be empty, and the Java client does not read it. If it holds a
    document, the document must contain those data.

    Raises:
        ParseError: The response holds other data, or another document.
    """
    if not answer.body:
        return
    told = answer.read(api_v8.AdditionalData)
    check_named("additional-data/sender-id", told.sender_id, sent.sender_id or told.sender_id)
    check_named("additional-data/sender-organization", told.sender_organization, sent.sender_organization)
    check_named("additional-data/data-type", _type_of(told), _type_of(sent))


def _type_of(data: api_v8.AdditionalData) -> str:
    """Return the name of the element that holds the data."""
    content = data.data_type.content
    raw = content if isinstance(content, RawElement) else RawElement(to_xml(content))
    return raw.name
