"""A message: one recipient, one primary document, and any attachments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

import attrs

from digipost.content import content_from_bytes
from digipost.document import Document
from digipost.errors import InvalidValueError
from digipost.media_types import XML
from digipost.multipart import MultipartBody, Part
from digipost.xml import schema_values, to_xml
from digipost_schema import api_v8

if TYPE_CHECKING:
    from datetime import datetime

    from digipost.config import ClientConfig

__all__ = ["Message"]

_MOST_ATTACHMENTS = 201  # schema type `message`
_MOST_CHARACTERS_OF_AN_ID = 200  # ours: the schema has no limit, and an id has to fit in a header or a log


def _attachments(value: object) -> tuple[Document, ...]:
    if not isinstance(value, Sequence) or not all(isinstance(each, Document) for each in value):
        raise InvalidValueError("Message.attachments", "a list of Document is expected")
    return tuple(value)


@attrs.frozen(kw_only=True)
class Message:
    """What `client.messages.send` sends.

        >>> from digipost import recipient
        >>> letter = Message(
        ...     recipient=recipient.by_personal_identification_number("01013300001"),
        ...     primary_document=Document.from_bytes(b"%PDF-1.7 ...", subject="Invoice 1", file_type="pdf"),
        ... )

    Attributes:
        recipient: Made by a function of `digipost.recipient`.
        primary_document: The letter itself.
        attachments: Up to 201 further documents.
        sender_id: On whose behalf the broker sends, by account id; the broker itself when neither this nor
            `sender_organization` is given. The sender must have granted it.
        sender_organization: The same by organisation number and part, which needs Digipost's permission.
        message_id: Makes sending safe to repeat: Digipost accepts each only once. Made up unless given.
        delivery_time: When the letter becomes visible, never in the past; needs Digipost's permission.
        invoice_reference: Up to 100 characters that Digipost's invoice to the sender repeats.

    Raises:
        InvalidValueError: A value that Digipost could only refuse; the text names the field.
    """

    recipient: api_v8.MessageRecipient
    primary_document: Document
    attachments: tuple[Document, ...] = attrs.field(default=(), converter=_attachments)
    sender_id: int | None = None
    sender_organization: api_v8.SenderOrganization | None = None
    message_id: str = attrs.field(factory=lambda: str(uuid4()))
    delivery_time: datetime | None = None
    invoice_reference: str | None = attrs.field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        _check_primary_document(self.primary_document)
        if len(self.attachments) > _MOST_ATTACHMENTS:
            raise InvalidValueError("Message.attachments", f"at most {_MOST_ATTACHMENTS} are allowed")
        if len({each.uuid for each in self.documents}) < len(self.documents):
            raise InvalidValueError(
                "Message.attachments", "two documents have the same uuid; each needs its own"
            )
        if self.sender_id is not None and self.sender_organization is not None:
            raise InvalidValueError("Message.sender_id", "give it or sender_organization, not both")
        _check_sender_id(self.sender_id)
        _check_message_id(self.message_id)
        self._describe([])

    @property
    def documents(self) -> tuple[Document, ...]:
        """The primary document and the attachments, in the order in which they are sent."""
        return (self.primary_document, *self.attachments)

    def to_schema(self, config: ClientConfig) -> api_v8.Message:
        """The message as the schema has it, with the levels of `config` where a document sets none."""
        return self._describe([each.to_schema(config) for each in self.documents])

    def to_body(self, config: ClientConfig) -> MultipartBody:
        """The message as the body of a request: its XML and its documents."""
        xml = content_from_bytes(to_xml(self.to_schema(config)))
        parts = [Part("message", f"{XML}; charset=UTF-8", xml)]
        parts += [
            Part(str(each.uuid), f"application/{each.file_type}", each.content) for each in self.documents
        ]
        return MultipartBody(parts)

    def _describe(self, documents: list[api_v8.Document]) -> api_v8.Message:
        """The message with these documents; without any, whether the rest can be accepted."""
        primary, *attachments = documents or [api_v8.Document(file_type="pdf")]
        with schema_values():
            return api_v8.Message(
                message_id=self.message_id,
                sender_id=self.sender_id,
                sender_organization=self.sender_organization,
                recipient=self.recipient,
                delivery_time=self.delivery_time,
                invoice_reference=self.invoice_reference,
                primary_document=primary,
                attachment=attachments,
            )


def _check_primary_document(value: object) -> None:
    if not isinstance(value, Document):
        problem = f"a Document is expected, not {type(value).__name__}"
        raise InvalidValueError("Message.primary_document", problem)


def _check_sender_id(value: object) -> None:
    if value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidValueError(
            "Message.sender_id", "a positive whole number is expected, as Digipost assigned it"
        )


def _check_message_id(value: object) -> None:
    good = isinstance(value, str) and value.isprintable() and value == value.strip()
    if not good or not 1 <= len(str(value)) <= _MOST_CHARACTERS_OF_AN_ID:
        problem = (
            f"1 to {_MOST_CHARACTERS_OF_AN_ID} printable characters are expected, without spaces around them"
        )
        raise InvalidValueError("Message.message_id", problem)
