"""What the sandbox has received, for its user to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

import attrs

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from digipost.sandbox.people import Person
    from digipost.sandbox.uploads import Storage
    from digipost_schema import api_v8

__all__ = ["Letter", "StoredDocuments"]


class StoredDocuments(Mapping[UUID, bytes]):
    """The bytes of a letter's documents by uuid, read from their files when asked for."""

    def __init__(self, storage: Storage, paths: Mapping[UUID, Path]) -> None:
        self._storage = storage  # whose folder stays as long as this refers to it
        self._paths = dict(paths)

    def __getitem__(self, uuid: UUID) -> bytes:
        return self._paths[uuid].read_bytes()

    def __iter__(self) -> Iterator[UUID]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __repr__(self) -> str:
        return f"StoredDocuments({', '.join(map(str, self._paths))})"


@attrs.frozen(kw_only=True, eq=False)
class Letter:
    """A letter that the sandbox accepted.

    Attributes:
        message: The message, read from `xml`.
        xml: The part `message`, byte for byte as it came.
        documents: The bytes of each document, by the document's uuid; primary document first.
        broker_id: Who signed the request.
        sender_id: On whose behalf; the broker's own id where the message names no sender.
        recipient: Whom the register of people has for the recipient; None for a letter on paper or to others.
        delivery: What was answered, but for links.
        received_at: When, by the sandbox's clock.
        additional_data: What was added to its documents afterwards, by the document's uuid, oldest first.
    """

    message: api_v8.Message
    xml: bytes = attrs.field(repr=False)
    documents: Mapping[UUID, bytes]
    broker_id: int
    sender_id: int
    recipient: Person | None
    delivery: api_v8.MessageDelivery
    received_at: datetime
    additional_data: dict[UUID, list[api_v8.AdditionalData]] = attrs.Factory(dict)

    def picture(self) -> str:
        """The letter drawn with text, as its recipient would see it: its documents and their data types."""
        from digipost.sandbox.picture import picture  # noqa: PLC0415 - the data types, for who looks

        return picture(self)
