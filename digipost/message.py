"""A message: one recipient, one primary document, and any attachments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import attrs

from digipost.base.argument_hints import OF_MESSAGE
from digipost.base.arguments import Omitted, account_id, batch_uuid, instance_of, list_hint
from digipost.base.keyed_uuids import keyed_uuids
from digipost.base.recipient_rules import check_invitation, check_paper, check_recipient
from digipost.base.schema_version import api_v8
from digipost.config import ClientConfig
from digipost.content import content_from_bytes
from digipost.document import Document
from digipost.encryption import EncryptedContent
from digipost.environments import Environment
from digipost.errors import InvalidValueError
from digipost.protocol.media_types import XML
from digipost.protocol.multipart import MultipartBody, Part
from digipost.sender_information import SenderInformation
from digipost.xml import SchemaFields, schema_values, to_xml
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Message"]

_MOST_ATTACHMENTS = 201  # schema type `message`
_MOST_CHARACTERS_OF_AN_ID = 200  # ours: the schema has no limit, and an id has to fit in a header or a log

_FIELDS = SchemaFields(
    api_v8.Message,
    *("recipient", "sender_organization", "delivery_time", "invoice_reference"),
    *("print_if_unread", "request_for_registration"),
)


def _attachments(value: Sequence[Document]) -> tuple[Document, ...]:
    given: object = value
    is_text = isinstance(given, str | bytes)  # an empty one would be taken for an empty list
    if is_text or not isinstance(given, Sequence) or not all(isinstance(each, Document) for each in given):
        raise InvalidValueError("Message.attachments", f"a list of Document is expected{list_hint(given)}")
    return tuple(given)


def _sender_of(value: SenderInformation | int | Omitted) -> int | Omitted:
    if isinstance(value, SenderInformation):
        return value.sender_id
    return _sender_id(value)


def _sender_id(value: int | Omitted) -> int | Omitted:
    given: object = value
    if given is None:
        problem = (
            "None is no sender: leave it out to send in the broker's own name, or give the account id of the "
            "sender"
        )
        raise InvalidValueError("Message.sender_id", problem)
    return value if isinstance(value, Omitted) else account_id("Message.sender_id", value)


def _message_id(message: Message) -> str:
    key = getattr(message, "_key", None)
    return str(uuid4()) if key is None else key


@explains_arguments(hints=OF_MESSAGE)
@attrs.frozen(kw_only=True)
class Message:
    """A letter for `client.messages.send`.

        >>> from digipost import recipient
        >>> letter = Message(
        ...     recipient=recipient.by_personal_identification_number("01013300001"),
        ...     primary_document=Document.from_bytes(b"%PDF-1.7 ...", subject="Invoice 1", file_type="pdf"),
        ... )

    Attributes:
        recipient: Made by a function of `digipost.recipient`.
        primary_document: The letter itself.
        attachments: Up to 201 further documents.
        sender: The sender on whose behalf the broker sends: the result of `client.senders`, or an account id.
            The sender must have given the broker permission.
        sender_id: The account id of the sender. The broker itself is the sender if this, `sender` and
            `sender_organization` are left out. None is refused, so that a missing id cannot make the broker
            the sender by accident.
        sender_organization: The sender by organisation number and part; needs Digipost's permission.
        message_id: The id that makes sending safe to repeat: Digipost accepts each id only once. Random
            unless given.
        key: The caller's name for the letter, such as `invoice-1001`, instead of `message_id`. The
            message id is this key. The documents' uuids are derived from the key and the whole letter, except
            uuids that the caller gave. So a program that builds the same letter again sends it once, and
            `send` raises `DuplicateMessageError` for a different letter with the same key. The contents are
            read once for this, when the message is built.
        delivery_time: The time when the letter becomes visible, not in the past; needs Digipost's permission.
        invoice_reference: Up to 100 characters, shown on Digipost's invoice to the sender.
        batch: A batch of `client.batches` or its UUID; the letter is held back until the batch is completed.
        print_if_unread: The time when Digipost prints and posts the letter if the recipient has not read it,
            and the postal address.
        request_for_registration: An invitation for a recipient without a mailbox, with its deadline; only
            with a personal identification number. With print details, the letter is printed after the
            deadline.

    Raises:
        InvalidValueError: Digipost would refuse a value; the error text names the field.
    """

    recipient: api_v8.MessageRecipient
    primary_document: Document
    attachments: tuple[Document, ...] = attrs.field(default=(), converter=_attachments)
    _sender: int | Omitted = attrs.field(
        default=Omitted.OMITTED, alias="sender", converter=_sender_of, repr=False, eq=False
    )
    _sender_id: int | Omitted = attrs.field(default=Omitted.OMITTED, alias="sender_id", converter=_sender_id)
    sender_organization: api_v8.SenderOrganization | None = None
    _key: str | None = attrs.field(default=None, alias="key", repr=False, eq=False)
    message_id: str = attrs.field(default=attrs.Factory(_message_id, takes_self=True))
    delivery_time: datetime | None = None
    invoice_reference: str | None = attrs.field(default=None, repr=False)
    batch: UUID | None = attrs.field(default=None, converter=batch_uuid)
    print_if_unread: api_v8.PrintIfUnread | None = None
    request_for_registration: api_v8.RequestForRegistration | None = None

    def __attrs_post_init__(self) -> None:
        source = "Document.from_path(path, …)"
        instance_of(Document, "Message.primary_document", self.primary_document, source)
        source = "recipient.by_personal_identification_number(…)"
        instance_of(api_v8.MessageRecipient, "Message.recipient", self.recipient, source)
        if len(self.attachments) > _MOST_ATTACHMENTS:
            raise InvalidValueError("Message.attachments", f"at most {_MOST_ATTACHMENTS} are allowed")
        if len({each.uuid for each in self.documents}) < len(self.documents):
            raise InvalidValueError(
                "Message.attachments", "two documents have the same uuid; each needs its own"
            )
        organization = Omitted.OMITTED if self.sender_organization is None else self.sender_organization
        given = (self._sender, self._sender_id, organization)
        if sum(each is not Omitted.OMITTED for each in given) > 1:
            problem = "give one of sender, sender_id and sender_organization, not more"
            raise InvalidValueError("Message.sender_id", problem)
        if not isinstance(self._sender, Omitted):
            # The id is stored in one place, so that copies and comparisons see no difference.
            object.__setattr__(self, "_sender_id", self._sender)
            object.__setattr__(self, "_sender", Omitted.OMITTED)
        named = ("Message.message_id", self.message_id) if self._key is None else ("Message.key", self._key)
        _check_message_id(*named)
        if self._key is not None and self._key != self.message_id:
            raise InvalidValueError("Message.key", "give key or message_id, not both: the key is the id")
        _FIELDS.check(self)
        _check_subjects(self)
        check_recipient(self.recipient)
        check_invitation(self.recipient, self.request_for_registration)
        if self.print_if_unread is not None:
            check_paper("Message.print_if_unread", self.print_if_unread.print_details)
        _check_paper(self)
        _check_who_can_be_asked_for(self)
        if self._key is not None:
            self._replace_random_uuids()

    def _replace_random_uuids(self) -> None:
        # The levels of a configuration are not part of the letter.
        described = self.to_schema(ClientConfig(broker_id=1, environment=Environment.TEST))
        contents = [content for each in self.documents for content in (each.content, each.print_content)]
        uuids = keyed_uuids(described, self.documents, contents)
        primary, *attachments = [
            attrs.evolve(each, uuid=uuid) for each, uuid in zip(self.documents, uuids, strict=True)
        ]
        object.__setattr__(self, "primary_document", primary)
        object.__setattr__(self, "attachments", tuple(attachments))
        object.__setattr__(self, "_key", None)  # a changed copy is the same letter, and keeps the uuids

    @property
    def sender_id(self) -> int | None:
        """The account id of the sender; None for the broker itself, or a sender named by its organisation."""
        return None if isinstance(self._sender_id, Omitted) else self._sender_id

    @property
    def documents(self) -> tuple[Document, ...]:
        """The primary document and the attachments, in sending order."""
        return (self.primary_document, *self.attachments)

    @property
    def is_for_print_only(self) -> bool:
        """Return True if the recipient consists of print details only."""
        details = self.recipient.print_details
        return details is not None and self.recipient == api_v8.MessageRecipient(print_details=details)

    @property
    def may_be_printed_later(self) -> bool:
        """Return True if the letter is printed when unread, or when the recipient does not register."""
        request = self.request_for_registration
        return self.print_if_unread is not None or (request is not None and request.print_details is not None)

    def to_schema(self, config: ClientConfig) -> api_v8.Message:
        """Return the message as a class of the schema; `config` sets the levels of documents without one."""
        primary, *attachments = [each.to_schema(config) for each in self.documents]
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
                batch=None if self.batch is None else api_v8.Batch(uuid=self.batch),
                print_if_unread=self.print_if_unread,
                request_for_registration=self.request_for_registration,
            )

    def to_body(self, config: ClientConfig) -> MultipartBody:
        """Return the message as the body of a request: its XML and its documents.

        Raises:
            InvalidValueError: A document with `encrypt` is not encrypted; `client.messages.send` does that.
        """
        for each in self.documents:
            if each.encrypt and not isinstance(each.content, EncryptedContent):
                problem = "this document has not been encrypted yet; client.messages.send does that"
                raise InvalidValueError("Document.encrypt", problem)
        xml = content_from_bytes(to_xml(self.to_schema(config)))
        parts = [Part("message", f"{XML}; charset=UTF-8", xml)]
        parts += [
            Part(str(each.uuid), f"application/{each.file_type}", each.content) for each in self.documents
        ]
        return MultipartBody(parts)


def _check_subjects(message: Message) -> None:
    """Require a subject, except for technical attachments and print-only letters."""
    if message.is_for_print_only:
        return
    for place, document in enumerate(message.documents):
        if document.subject is None and document.technical_type is None:
            field = "primary_document" if place == 0 else f"attachments[{place - 1}]"
            problem = (
                "a text of 1 to 255 characters is expected: the recipient sees it in the list of letters"
            )
            raise InvalidValueError(f"Message.{field}.subject", problem)


def _check_message_id(field: str, value: object) -> None:
    good = isinstance(value, str) and value.isprintable() and value == value.strip()
    if not good or not 1 <= len(str(value)) <= _MOST_CHARACTERS_OF_AN_ID:
        problem = (
            f"1 to {_MOST_CHARACTERS_OF_AN_ID} printable characters are expected, without spaces around them"
        )
        raise InvalidValueError(field, problem)


def _check_paper(message: Message) -> None:
    at_once = message.recipient.print_details is not None
    for place, each in enumerate(message.documents):
        owner = "Document" if place == 0 else f"Message.attachments[{place - 1}]"
        has_print_content = each.print_content is not None
        if has_print_content and not at_once:
            problem = "the recipient needs print_details, without which nothing is printed"
            raise InvalidValueError(f"{owner}.print_content", problem)
        if each.file_type == "pdf":
            continue
        # Code CONTENT_OF_PRINT_MESSAGE_MUST_BE_PDF of Digipost's clients.
        if message.may_be_printed_later:
            # Digipost stores one content only, so it prints the same content later.
            problem = "must be pdf in a letter that may be printed later"
            raise InvalidValueError(f"{owner}.file_type", problem)
        if at_once and not has_print_content:
            problem = "must be pdf in a letter that may be printed; or give the document a print_content"
            raise InvalidValueError(f"{owner}.file_type", problem)


def _check_who_can_be_asked_for(message: Message) -> None:
    who = message.recipient
    if who.email_details is None and who.peppol_addresses is None:
        return
    for each in message.documents:
        if each.encrypt or each.print_content is not None:
            field = "Document.encrypt" if each.encrypt else "Document.print_content"
            problem = (
                "is not possible by e-mail or Peppol: Digipost does not tell if the recipient has a mailbox"
            )
            raise InvalidValueError(field, problem)
