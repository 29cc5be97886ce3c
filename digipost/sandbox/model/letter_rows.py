"""Letters as the tables have them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import UUID

from digipost.sandbox.base.store import moment
from digipost.sandbox.model.letters import Letter, ReceivedRequest, StoredDocuments
from digipost.sandbox.model.register import party_of
from digipost_schema import api_v8, from_xml

if TYPE_CHECKING:
    from digipost.sandbox.base.storage import Storage
    from digipost.sandbox.base.store import Row

__all__ = ["LetterRows"]

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
