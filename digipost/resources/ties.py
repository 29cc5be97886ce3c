"""Ties between an answer and the request that it answers.

A verified answer was made by Digipost, lately, for this path. Nothing in it says for which request: a proxy
that repeats an old answer, or mixes two up, changes no byte of it. So the names in an answer have to be those
that the request gave. An element that is missing names nothing and contradicts nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.errors import ParseError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from digipost.message import Message
    from digipost_schema import api_v8

__all__ = ["check_delivery", "check_named", "check_uuids"]


def check_named(path: str, told: object, asked: object) -> None:
    """Check one name in an answer; None in the answer names nothing.

    Args:
        path: Where it stands in the answer.
        told: The name in the answer.
        asked: The name in the request.

    Raises:
        ParseError: The answer names something else.
    """
    if told is not None and told != asked:
        raise ParseError(path, "the answer is about something else than was asked for")


def check_uuids(path: str, told: Sequence[UUID | None], asked: Sequence[UUID]) -> None:
    """Check that each document of an answer is one of the request, and that none is there twice.

    Raises:
        ParseError: The answer lists another document, a document twice, or more documents than were sent.
    """
    named = [uuid for uuid in told if uuid is not None]
    if len(told) > len(asked) or len(set(named)) < len(named) or not set(named) <= set(asked):
        raise ParseError(path, "the answer lists other documents than were sent")


def check_delivery(delivery: api_v8.MessageDelivery, sent: Message, *, sender_id: int | None) -> None:
    """Check that a delivery is that of the message which was sent.

    The schema makes message id and uuid optional, so that Digipost may leave either out: a conclusion.
    Without both, the answer could be about any letter.

    Args:
        delivery: The answer.
        sent: The message.
        sender_id: The account id of its sender; None if only its organisation number is known.

    Raises:
        ParseError: The delivery names something else, or neither the message nor its primary document.
    """
    primary = delivery.primary_document.uuid
    check_named("message-delivery/message-id", delivery.message_id, sent.message_id)
    check_named("message-delivery/primary-document/uuid", primary, sent.primary_document.uuid)
    check_uuids(
        "message-delivery/attachment/uuid",
        [each.uuid for each in delivery.attachment],
        [each.uuid for each in sent.attachments],
    )
    if sender_id is not None:
        check_named("message-delivery/sender-id", delivery.sender_id, sender_id)
    if delivery.message_id is None and primary is None:
        raise ParseError("message-delivery", "the answer names neither the message nor its primary document")
