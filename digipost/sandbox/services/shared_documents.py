"""Requests to share documents, over HTTP."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import attrs

from digipost.base.schema_version import api_v8
from digipost.sandbox.base.refusals import RefusalError, bad_request
from digipost.sandbox.model.contents import content_answer
from digipost.sandbox.services.additional_data import type_of
from digipost.sandbox.services.routes import Call, Route
from digipost.sandbox.services.service import document_in, links, sender_in_path
from digipost.sandbox.wire.answers import empty_answer, xml_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from uuid import UUID

    from starlette.responses import Response

    from digipost.sandbox.model.contents import Contents, StoredContent
    from digipost.sandbox.model.sharing import Sharings
    from digipost.sandbox.model.state import State
    from digipost.sandbox.wire.schema_validation import SchemaValidator

__all__ = ["SharingService"]

_STOPPED = "share-documents-request-sharing-stopped"
_ONE = "/{sender_id}/share-documents-requests/uuid/{uuid:uuid}"
_DOCUMENT = f"{_ONE}/documents/{{number:number}}/content"


class SharingService:
    """Answers requests about shared documents.

    The path of the state is in Digipost's documentation; the paths below it are made up.

    Args:
        base_url: The address of the sandbox, for links.
        state: Accounts and grants.
        sharings: The shared documents.
        contents: The addresses for contents.
        validator: The validator for the XML.
        clock: The time.
    """

    def __init__(
        self,
        base_url: str,
        *,
        state: State,
        sharings: Sharings,
        contents: Contents,
        validator: SchemaValidator,
        clock: Callable[[], datetime],
    ) -> None:
        self._base_url = base_url
        self._state = state
        self._sharings = sharings
        self._contents = contents
        self._validator = validator
        self._clock = clock

    def routes(self) -> list[Route]:
        """Return the routes to look up, fetch and stop."""
        return [
            Route(_ONE, self.look, methods=["GET"]),
            Route(f"{_ONE}/stop", self.stop, methods=["POST"]),
            Route(_DOCUMENT, self.content_link, methods=["GET"]),
            Route(f"{_DOCUMENT}/stream", self.content, methods=["GET"]),
        ]

    def links(self, sender_id: int) -> Mapping[str, str]:
        """Return the link to the state of a request."""
        uri = f"{self._base_url}/{sender_id}/share-documents-requests/uuid/"
        return {"get_share_documents_request_state": uri}

    async def look(self, call: Call) -> Response:
        """Return the state of a request, with a link to stop the sharing while it lasts."""
        sender_id, uuid = self._one(call)
        sharing = self._sharings.get(sender_id, uuid)
        address = f"{self._base_url}/{sender_id}/share-documents-requests/uuid/{uuid}"
        is_open = sharing.is_open(self._clock())
        documents = [
            attrs.evolve(document, link=self._content_links(f"{address}/documents/{number}/content"))
            for number, (document, _) in enumerate(sharing.files)
        ]
        return xml_answer(
            api_v8.ShareDocumentsRequestState(
                shared_documents=api_v8.SharedDocuments(shared_document=documents if is_open else []),
                shared_at_time=sharing.shared_at,
                expiry_time=sharing.expires,
                withdrawn_time=sharing.withdrawn_at,
                link=links(self._base_url, {"stop_sharing": f"{address}/stop"}) if is_open else [],
            )
        )

    async def stop(self, call: Call) -> Response:
        """End the sharing."""
        sender_id, uuid = self._one(call)
        data = await document_in(call, self._validator, api_v8.AdditionalData)
        if data.sender_id not in {None, sender_id}:
            raise bad_request("PROBLEM_WITH_REQUEST", "The body names another sender than the path does.")
        if type_of(data.data_type) != _STOPPED:
            raise bad_request("VALIDATION_FAILED", f"The data type must be {_STOPPED}.")
        self._sharings.stop(sender_id, uuid)
        return empty_answer()

    async def content_link(self, call: Call) -> Response:
        """Return an address of a content."""
        content = self._content(call)
        uri = self._contents.address(content)
        return xml_answer(api_v8.SharedDocumentContent(content_type=content.media_type, uri=uri))

    async def content(self, call: Call) -> Response:
        """Return a content itself. A conclusion from the Java client's checks: the API signs it."""
        return content_answer(self._content(call))

    def _one(self, call: Call) -> tuple[int, UUID]:
        return sender_in_path(self._state, call), call.request.path_params["uuid"]

    def _content(self, call: Call) -> StoredContent:
        sharing = self._sharings.get(*self._one(call))
        number: int = call.request.path_params["number"]
        if not sharing.is_open(self._clock()) or number >= len(sharing.files):
            problem = "There is no such document, or it is no longer shared."
            raise RefusalError(HTTPStatus.NOT_FOUND, "DOCUMENT_NOT_FOUND", problem)
        return sharing.files[number][1]

    def _content_links(self, address: str) -> list[api_v8.Link]:
        uris = {
            "get_shared_document_content": address,
            "get_shared_document_content_stream": f"{address}/stream",
        }
        return links(self._base_url, uris)
