"""Letters as the sandbox received them, and as its tables have them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

import attrs

from digipost.base.schema_version import api_v8
from digipost.errors._masking import masked_target
from digipost.sandbox.base.store import moment
from digipost.sandbox.model.decryption import opened
from digipost.sandbox.model.delivery import as_sent
from digipost.sandbox.model.register import party_of
from digipost.sandbox.wire.signing_identity import shipped_key
from digipost_schema import from_xml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from digipost.sandbox.base.storage import Storage
    from digipost.sandbox.base.store import Row
    from digipost.sandbox.model.register import Party

__all__ = ["AcceptedMessage", "Letter", "LetterRows", "ReceivedRequest", "StoredDocuments"]


_MOST_OPENED = 50_000_000  # bytes


@attrs.frozen(kw_only=True)
class ReceivedRequest:
    """A request as it came over the wire, and how it was answered.

    Attributes:
        method: The HTTP method.
        target: Path and query, as they were sent.
        headers: By their names in lower case.
        status: The HTTP status of the answer.
    """

    method: str
    target: str = attrs.field(repr=masked_target)
    headers: Mapping[str, str] = attrs.field(repr=False)
    status: int


class StoredDocuments(Mapping[UUID, bytes]):
    """The bytes of a letter's documents by uuid, read when asked for."""

    def __init__(self, storage: Storage, names: Mapping[UUID, str]) -> None:
        self._storage = storage  # whose folder stays as long as this refers to it
        self._names = dict(names)

    def __getitem__(self, uuid: UUID) -> bytes:
        return self._storage.read(self._names[uuid])

    def __iter__(self) -> Iterator[UUID]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return f"StoredDocuments({', '.join(map(str, self._names))})"

    def name(self, uuid: UUID) -> str:
        """Return the name of a document in the storage."""
        return self._names[uuid]

    def size(self, uuid: UUID) -> int:
        """Return how many bytes a document has."""
        return self._storage.size(self._names[uuid])

    def path(self, uuid: UUID) -> Path:
        """Return a file with the bytes of a document, for programs that need one."""
        return self._storage.within(self._names[uuid])

    def opened(self, uuid: UUID) -> Path | None:
        """Return a file with what a document holds that was encrypted for the sandbox; None for any other."""
        name = f"{self._names[uuid]}-opened"
        if self.size(uuid) > _MOST_OPENED:
            return None
        plain = opened(self[uuid], for_mailbox=shipped_key("recipient"), for_print=shipped_key("print"))
        return None if plain is None else self._storage.copy(name, plain)


@attrs.frozen(kw_only=True, eq=False)
class Letter:
    """A letter that the sandbox accepted, as it is at the moment of asking for it.

    Attributes:
        number: That of its address in the answer; it stands for this letter alone.
        xml: The part `message`, byte for byte as it came.
        documents: The bytes of each document, by the document's uuid; primary document first.
        broker_id: Who signed the request.
        sender_id: On whose behalf; the broker's own id where the message names no sender.
        recipient: Whom the register has for the recipient; None for a letter on paper or to others, and for
            one that waits for its recipient to register.
        received_at: When, by the sandbox's clock.
        channel: The way it goes or went: `PENDING` until its recipient registers, `PRINT` also when it was
            printed because nobody had read it.
        delivered_at: When it reaches or reached its recipient, or paper its printer; None while that is open.
        opened: When each document was opened that has been, by its uuid.
        additional_data: What was added to its documents afterwards, by the document's uuid, oldest first.
        request: The request that it came with, without the access token; None where that was not kept.
    """

    number: int
    xml: bytes = attrs.field(repr=False)
    documents: StoredDocuments
    broker_id: int
    sender_id: int
    recipient: Party | None
    received_at: datetime
    channel: api_v8.Channel
    delivered_at: datetime | None
    opened: Mapping[UUID, datetime]
    additional_data: Mapping[UUID, Sequence[api_v8.AdditionalData]]
    request: ReceivedRequest | None = attrs.field(repr=False)
    _delivery_xml: bytes = attrs.field(alias="delivery_xml", repr=False)
    _is_held_back: bool = attrs.field(alias="is_held_back", repr=False)

    @cached_property
    def message(self) -> api_v8.Message:
        """The message, read from `xml`."""
        return from_xml(api_v8.Message, self.xml)

    @cached_property
    def delivery(self) -> api_v8.MessageDelivery:
        """What was answered, but for links; of a letter in a batch, as it went out."""
        answered = from_xml(api_v8.MessageDelivery, self._delivery_xml)
        if self.message.batch is None or self._is_held_back:
            return answered
        return as_sent(answered, self.delivered_at)

    @property
    def all_documents(self) -> Sequence[api_v8.Document]:
        """The documents of the message, primary document first."""
        return (self.message.primary_document, *self.message.attachment)

    def is_unread(self, place: int) -> bool:
        """Whether the document at that place among all of them has not been opened."""
        return list(self.documents)[place] not in self.opened

    def picture(self) -> str:
        """The letter drawn with text, as its recipient would see it: its documents and their data types."""
        from digipost.sandbox.model.picture import picture  # noqa: PLC0415 - the data types, for who looks

        return picture(
            self.message,
            self.documents,
            sender_id=self.sender_id,
            recipient=self.recipient.name if self.recipient else None,
            received_at=self.received_at,
        )


@attrs.frozen(kw_only=True)
class AcceptedMessage:
    """What is to become a letter.

    Attributes:
        message: The message, read from `xml`.
        xml: As it came.
        broker_id: Who sent it.
        sender_id: On whose behalf.
        recipient: Whom the register has for its recipient.
        delivery: The answer.
        received_at: When.
        folder: Where the storage keeps its documents.
        files: The names of the documents' files in there, in the order of the message.
        request: What it came with.
    """

    message: api_v8.Message
    xml: bytes
    broker_id: int
    sender_id: int
    recipient: Party | None
    delivery: api_v8.MessageDelivery
    received_at: datetime
    folder: str
    files: Sequence[tuple[UUID, str]]
    request: ReceivedRequest


_LETTER = (
    "SELECT l.number, l.xml, l.broker, l.sender, l.received_at, l.channel, l.delivered_at, l.request,"
    " l.delivery, l.position, l.folder, p.number, p.digipost_address, p.account, p.details"
    " FROM letter AS l LEFT JOIN party AS p ON p.id = l.recipient"
)


class LetterRows:
    """Reads letters.

    Args:
        storage: Where they are.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._store = storage.store

    def all(self, condition: str, *values: object) -> list[Letter]:
        """The letters that a condition in SQL finds, in which `l` is the letter."""
        return [self._letter(row) for row in self._store.all(f"{_LETTER} {condition}", *values)]

    def first(self, condition: str, *values: object) -> Letter | None:
        """The first of them."""
        row = self._store.first(f"{_LETTER} {condition}", *values)
        return None if row is None else self._letter(row)

    def _letter(self, row: Row) -> Letter:
        number, xml, broker, sender, received, channel, delivered, request, delivery, position, *rest = row
        folder, *party = rest
        query = "SELECT uuid, file, opened_at FROM document WHERE letter = ? ORDER BY place"
        documents = [(UUID(uuid), file, at) for uuid, file, at in self._store.all(query, number)]
        additions: dict[UUID, list[api_v8.AdditionalData]] = {}
        for uuid, data in self._store.all(
            "SELECT uuid, xml FROM addition WHERE letter = ? ORDER BY id", number
        ):
            additions.setdefault(UUID(uuid), []).append(from_xml(api_v8.AdditionalData, data))
        names = {uuid: f"{folder}/{file}" for uuid, file, _ in documents}
        return Letter(
            number=number,
            xml=xml,
            documents=StoredDocuments(self._storage, names),
            broker_id=broker,
            sender_id=sender,
            recipient=None if party[0] is None else party_of(tuple(party)),
            received_at=moment(received),
            channel=api_v8.Channel(channel),
            delivered_at=None if delivered is None else moment(delivered),
            opened={uuid: moment(at) for uuid, _, at in documents if at is not None},
            additional_data=additions,
            request=None if request is None else ReceivedRequest(**json.loads(request)),
            delivery_xml=delivery,
            is_held_back=position is None,
        )
