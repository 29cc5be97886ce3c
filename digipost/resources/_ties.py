"""Checks that a response belongs to its request.

A verified response was made by Digipost, recently, for this path. It does not identify its request. A proxy
that repeats an old response, or swaps two responses, changes no byte of them. So the names in a response must
be those in the request. A missing element names nothing and contradicts nothing.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from digipost.base.schema_version import api_v8
from digipost.errors import ParseError
from digipost.resources._archive_arguments import only_document
from digipost.xml import to_xml
from digipost_schema import RawElement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digipost.identification import DigipostUser
    from digipost.message import Message
    from digipost.protocol.answer import Answer

__all__ = [
    "check_archived",
    "check_archives",
    "check_attributes",
    "check_delivery",
    "check_identified",
    "check_named",
    "check_saved",
    "check_status",
    "check_stored",
    "key_of",
    "read_added",
]

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SOMETHING_ELSE = "the answer names something else than the request asked for"


def check_named(path: str, told: object, asked: object) -> None:
    """Check one name in a response; None means that the response does not contain the name.

    Args:
        path: The place in the response.
        told: The name in the response.
        asked: The name in the request.

    Raises:
        ParseError: The response contains another name.
    """
    if told is not None and told != asked:
        raise ParseError(path, _SOMETHING_ELSE)


def check_identified(told: api_v8.IdentificationResult, asked: api_v8.Identification) -> None:
    """Check that a Digipost user has the Digipost address of the request; other identifiers are not repeated.

    ⇒ Digipost does not document that both are equal except for upper and lower case.

    Raises:
        ParseError: The response has another address.
    """
    ours, theirs = asked.digipost_address, told.digipost_address
    if ours is not None and theirs is not None:
        path = "identification-result/digipost-address"
        check_named(path, theirs.strip().casefold(), ours.strip().casefold())


def key_of(user: DigipostUser) -> api_v8.EncryptionKey:
    """Return the encryption key in a response to a request for it.

    Raises:
        ParseError: The response has no key.
    """
    if user.encryption_key is None:
        problem = "the user's encryption-key is missing"
        raise ParseError("identification-result-with-encryption-key", problem)
    return user.encryption_key


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

    The schema makes message id and uuid optional, so (a conclusion) Digipost may omit either. Without
    both, the response could belong to any letter.

    Args:
        delivery: The response.
        sent: The message.
        sender_id: The account id of its sender; None if only the sender's organisation number is known.

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


def check_status(told: api_v8.DocumentStatus, target: str) -> None:
    """Check that a status belongs to the document in the target of the request.

    Raises:
        ParseError: The target has uuids, and the status has a different uuid.
    """
    named = {UUID(each) for each in _UUID.findall(target)}
    if named and told.uuid not in {None, *named}:
        raise ParseError("document-status/@uuid", _SOMETHING_ELSE)


def check_archives(told: api_v8.Archives, *, sender_id: int, reference: str | None = None) -> None:
    """Check that archives belong to this sender, and that their documents have this reference.

    ⇒ Digipost does not document that a sender in an archive of the response is the sender of the request.

    Raises:
        ParseError: An archive has another sender, or a document another reference.
    """
    for archive in told.archive:
        check_named("archives/archive/sender-id", archive.sender_id, sender_id)
        for each in archive.documents if reference is not None else ():
            # Digipost signs the path in lower case, so the signature does not protect the case of base64.
            check_named("archives/archive/documents/referenceid", each.referenceid, reference)


def check_archived(told: api_v8.Archive, *, uuid: UUID, sender_id: int | None = None) -> None:
    """Check that an archive belongs to this sender and has exactly one document, with this uuid.

    Raises:
        ParseError: The archive has another sender, another document, or not exactly one document.
    """
    check_named("archive/documents/uuid", only_document(told).uuid, uuid)
    if sender_id is not None:
        check_named("archive/sender-id", told.sender_id, sender_id)


def check_saved(told: api_v8.ArchiveDocument, sent: api_v8.ArchiveDocument) -> None:
    """Check that the response to a change has the uuid, reference and attributes that were sent.

    Raises:
        ParseError: The response has another uuid, reference or attribute value.
    """
    check_named("archive-document/uuid", told.uuid, sent.uuid)
    if sent.referenceid is not None:
        check_named("archive-document/referenceid", told.referenceid, sent.referenceid)
    check_attributes(told, {each.key: each.value for each in sent.attributes}, "archive-document/attributes")


def check_attributes(told: api_v8.ArchiveDocument, asked: Mapping[str, str], path: str) -> None:
    """Check that the attributes of a document have the requested values; missing attributes are accepted.

    Raises:
        ParseError: An attribute has another value.
    """
    for each in told.attributes:
        check_named(path, each.value, asked.get(each.key, each.value))


def check_stored(stored: api_v8.Archive, sent: api_v8.Archive, *, broker_id: int) -> None:
    """Check that the stored documents are exactly the documents that were sent.

    Args:
        stored: The response.
        sent: The documents and their archive. An archive without a sender is the broker's own; an archive
            without a name is the default archive.
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


def read_added(answer: Answer, sent: api_v8.AdditionalData) -> None:
    """Read and check the response to added data, which is empty as far as is known.

    Digipost's .NET client requires it to be empty, and the Java client does not read it. If the response
    holds a document, the document must contain the added data.

    Raises:
        ParseError: The response holds other data, or another document.
    """
    if answer.body:
        answer.read(api_v8.AdditionalData, partial(_check_added, sent=sent))


def _check_added(told: api_v8.AdditionalData, sent: api_v8.AdditionalData) -> None:
    check_named("additional-data/sender-id", told.sender_id, sent.sender_id or told.sender_id)
    check_named("additional-data/sender-organization", told.sender_organization, sent.sender_organization)
    check_named("additional-data/data-type", _type_of(told), _type_of(sent))


def _type_of(data: api_v8.AdditionalData) -> str:
    """Return the name of the element that holds the data."""
    content = data.data_type.content
    raw = content if isinstance(content, RawElement) else RawElement(to_xml(content))
    return raw.name
