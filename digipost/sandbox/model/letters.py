"""Letters as the sandbox received them, and as its tables store them."""

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
    """A received request, and the status of its response.

    Attributes:
        method: The HTTP method.
        target: Path and query, as they were sent.
        headers: The headers, by name in lower case.
        status: The HTTP status of the response.
    """

    method: str
    target: str = attrs.field(repr=masked_target)
    headers: Mapping[str, str] = attrs.field(repr=False)
    status: int


class StoredDocuments(Mapping[UUID, bytes]):
    """The bytes of a letter's documents by uuid, read on access."""

    def __init__(self, storage: Storage, names: Mapping[UUID, str]) -> None:
        self._storage = storage  # a reference, so that the folder stays
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
        """Return the size of a document in bytes."""
        return self._storage.size(self._names[uuid])

    def path(self, uuid: UUID) -> Path:
        """Return a file with the bytes of a document, for programs that need a file."""
        return self._storage.within(self._names[uuid])

    def opened(self, uuid: UUID) -> Path | None:
        """Return a file with a document's decrypted content; None unless encrypted for the sandbox."""
        name = f"{self._names[uuid]}-opened"
        if self.size(uuid) > _MOST_OPENED:
            return None
        plain = opened(self[uuid], for_mailbox=shipped_key("recipient"), for_print=shipped_key("print"))
        return None if plain is None else self._storage.copy(name, plain)


@attrs.frozen(kw_only=True, eq=False)
class Letter:
    """A letter that the sandbox has accepted, as it is at the moment of access.

    Attributes:
        number: The last part of its address in the response; unique to this letter.
        xml: The part `message`, byte for byte as it was sent.
        documents: The bytes of each document, by the document's uuid; primary document first.
        broker_id: The account that signed the request.
        sender_id: The account that it was sent for; the broker's own id if the message names no sender.
        recipient: The registered recipient; None for a letter on paper or to others, and for a letter that
            waits for its recipient to register.
        received_at: The time of receipt, by the sandbox's clock.
        channel: The channel: `PENDING` until its recipient registers, `PRINT` also if it was printed because
            it was unread.
        delivered_at: The past or future time at which it reaches its recipient or, on paper, the printer;
            None while that is open.
        opened: The time at which each opened document was opened, by its uuid.
        additional_data: Data added to its documents afterwards, by the document's uuid, oldest first.
        request: The request that it was sent with, without the access token; None if it was not stored.
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
        """The delivery in the response, without links; for a letter of a batch, as it went out."""
        answered = from_xml(api_v8.MessageDelivery, self._delivery_xml)
        if self.message.batch is None or self._is_held_back:
            return answered
        return as_sent(answered, self.delivered_at)

    @property
    def all_documents(self) -> Sequence[api_v8.Document]:
        """The documents of the message, primary document first."""
        return (self.message.primary_document, *self.message.attachment)

    def is_unread(self, place: int) -> bool:
        """Return True if the document at that place among all documents has not been opened."""
        return list(self.documents)[place] not in self.opened

    def picture(self) -> str:
        """Draw the letter as text, as its recipient would see it: its documents and their data types."""
        from digipost.sandbox.model.picture import picture  # noqa: PLC0415 - loads the data types, for callers that look

        return picture(
            self.message,
            self.documents,
            sender_id=self.sender_id,
            recipient=self.recipient.name if self.recipient else None,
            received_at=self.received_at,
        )


@attrs.frozen(kw_only=True)
class AcceptedMessage:
    """An accepted message that becomes a letter.

    Attributes:
        message: The message, read from `xml`.
        xml: The XML as it was sent.
        broker_id: The account that sent it.
        sender_id: The account that it was sent for.
        recipient: The registered recipient.
        delivery: The delivery in the response.
        received_at: The time of receipt.
        folder: The name of its documents' folder in the storage.
        files: The names of the documents' files in that folder, in the order of the message.
        request: The request that it was sent with.
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
    """Reads letters from the tables.

    Args:
        storage: The folder and database.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._store = storage.store

    def all(self, condition: str, *values: object) -> list[Letter]:
        """Return the letters that an SQL condition finds, in which `l` is the letter."""
        return [self._letter(row) for row in self._store.all(f"{_LETTER} {condition}", *values)]

    def first(self, condition: str, *values: object) -> Letter | None:
        """Return the first letter that `all` would return, or None."""
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
