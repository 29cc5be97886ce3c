"""Add data to documents after their delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.base.schema_version import api_v8
from digipost.sandbox.base.refusals import bad_request
from digipost.sandbox.services.routes import Call, Route
from digipost.sandbox.services.service import document_in, link, sender_in_path, sent_document
from digipost.sandbox.wire.answers import empty_answer
from digipost_schema import RawElement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from uuid import UUID

    from starlette.responses import Response

    from digipost.sandbox.model.letter_book import LetterBook
    from digipost.sandbox.model.letters import Letter
    from digipost.sandbox.model.state import State
    from digipost.sandbox.wire.schema_validation import SchemaValidator

__all__ = ["DataService", "delivery_with_links", "type_of"]

# The additions for each data type, by Digipost's Java library of data types. A conclusion: Digipost enforces
# it.
_COMPLEMENTS = {
    "boligdetaljer": {"boligdetaljer"},
    "pickup-notice": {"pickup-notice", "pickup-notice-status"},
    "inkasso": {"invoice-payment"},
    "invoice": {"invoice-payment"},
    "invoice-payment": {"invoice-payment"},
    "share-documents-request": {"share-documents-request-sharing-stopped"},
}


class DataService:
    """Accepts `additional-data`. The path is made up: Digipost's is not documented."""

    def __init__(
        self,
        *,
        state: State,
        letters: LetterBook,
        validator: SchemaValidator,
        clock: Callable[[], datetime],
    ) -> None:
        self._state = state
        self._letters = letters
        self._clock = clock
        self._validator = validator

    def routes(self) -> list[Route]:
        """Return the route for adding data to a document."""
        return [Route("/documents/{sender_id}/{uuid}/data", self.add_data, methods=["POST"])]

    def links(self, sender_id: int) -> Mapping[str, str]:  # noqa: ARG002 - the links are on documents
        """Return no links."""
        return {}

    async def add_data(self, call: Call) -> Response:
        """Store the data with the letter; the response is empty, as Digipost's .NET client requires it."""
        sender_id = sender_in_path(self._state, call)
        data = await document_in(call, self._validator, api_v8.AdditionalData)
        if self._named(data) not in {None, sender_id}:
            raise bad_request("PROBLEM_WITH_REQUEST", "The body names another sender than the path does.")
        letter, uuid = sent_document(self._letters, sender_id, call.request.path_params["uuid"])
        if type_of(data.data_type) not in _complements(letter, uuid):
            raise bad_request(
                "VALIDATION_FAILED",
                "The document has no data type that data of this kind could complement.",
            )
        self._letters.add_data(letter, uuid, data, self._clock())
        return empty_answer()

    def _named(self, data: api_v8.AdditionalData) -> int | None:
        """Return the sender that the data name, by account id or organisation; -1 for an unknown sender."""
        if data.sender_organization is None:
            return data.sender_id
        found = self._state.account_of(data.sender_organization)
        return -1 if found is None else found


def delivery_with_links(base_url: str, letter: Letter) -> api_v8.MessageDelivery:
    """Return the delivery of a letter, with links on the documents that data can be added to."""

    def linked(document: api_v8.Document) -> api_v8.Document:
        if document.uuid is None or not _complements(letter, document.uuid):
            return document
        uri = f"{base_url}/documents/{letter.sender_id}/{document.uuid}/data"
        return attrs.evolve(document, link=[*document.link, link(base_url, "add_data", uri)])

    delivery = letter.delivery
    return attrs.evolve(
        delivery,
        primary_document=linked(delivery.primary_document),
        attachment=[linked(document) for document in delivery.attachment],
    )


def _complements(letter: Letter, uuid: UUID) -> set[str]:
    (data_type,) = (document.data_type for document in letter.all_documents if document.uuid == uuid)
    return set() if data_type is None else _COMPLEMENTS.get(type_of(data_type), set())


def type_of(data_type: api_v8.DataType) -> str:
    """Return the name of the data type's element, which the sandbox has parsed as a raw element."""
    content = data_type.content
    return content.name if isinstance(content, RawElement) else ""
