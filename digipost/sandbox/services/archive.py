"""Archives over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.base.schema_version import api_v8
from digipost.sandbox.model.contents import content_answer
from digipost.sandbox.services.archive_query import filter_of, text_in_base64
from digipost.sandbox.services.routes import Call, Route
from digipost.sandbox.services.service import (
    document_in,
    links,
    number_in,
    query_of,
    sender_in_path,
    uploaded,
)
from digipost.sandbox.wire.answers import empty_answer, xml_answer
from digipost.sandbox.wire.message_parts import matched, xml_and_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from starlette.responses import Response

    from digipost.sandbox.base.storage import Storage
    from digipost.sandbox.model.archives import Archived, Archives
    from digipost.sandbox.model.contents import Contents
    from digipost.sandbox.model.state import State
    from digipost.sandbox.wire.schema_validation import SchemaValidator

__all__ = ["ArchiveService"]

_PAGE = 100  # documents, by the documentation of Digipost's clients
_ONE = "/{sender_id}/archive/document/{uuid:uuid}"


class ArchiveService:
    """Answers requests about archives. Digipost documents none of the paths.

    Args:
        base_url: The address of the sandbox, for links.
        state: Accounts and grants.
        archives: The archives.
        contents: The addresses for contents.
        storage: The folder and database for uploads.
        validator: The validator for the XML.
    """

    def __init__(
        self,
        base_url: str,
        *,
        state: State,
        archives: Archives,
        contents: Contents,
        storage: Storage,
        validator: SchemaValidator,
    ) -> None:
        self._base_url = base_url
        self._state = state
        self._archives = archives
        self._contents = contents
        self._storage = storage
        self._validator = validator

    def routes(self) -> list[Route]:
        """Return the routes to put, list, look up, fetch, change and delete documents."""
        return [
            Route("/archive/documents", self.put, methods=["POST"]),
            Route("/{sender_id}/archives", self.list_all, methods=["GET"]),
            Route("/{sender_id}/archives/{number:number}/documents", self.page, methods=["GET"]),
            Route("/{sender_id}/archive/document/referenceid/{base64:path}", self.referred, methods=["GET"]),
            Route(_ONE, self.look, methods=["GET"]),
            Route(_ONE, self.update, methods=["PUT"]),
            Route(_ONE, self.delete, methods=["DELETE"]),
            Route(f"{_ONE}/uuids", self.add_uuid, methods=["POST"]),
            Route(f"{_ONE}/content", self.content_link, methods=["GET"]),
            Route(f"{_ONE}/content/stream", self.content, methods=["GET"]),
        ]

    def links(self, sender_id: int) -> Mapping[str, str]:
        """Return the links to put, list and look up documents."""
        senders = f"{self._base_url}/{sender_id}"
        return {
            "archive_documents": f"{self._base_url}/archive/documents",
            "get_archives": f"{senders}/archives",
            "get_archive_document_by_uuid": f"{senders}/archive/document/",
            "get_archive_documents_by_referenceid": f"{senders}/archive/document/referenceid/",
        }

    async def put(self, call: Call) -> Response:
        """Store documents."""
        async with uploaded(call, self._storage) as upload:
            xml, files = xml_and_files(upload.parts(), "archive")
            archive = self._validator.read(api_v8.Archive, xml, where="The part `archive`")
            sender_id = self._state.sender_of(call.broker_id, archive)
            parts = matched([each.uuid for each in archive.documents], files)
            contents = {} if upload.folder else {part.file: part.read() for part in parts.values()}
            with self._storage.kept(upload.folder, contents) as folder:
                stored = self._archives.put(sender_id, archive, parts, folder)
        return xml_answer(self._page(sender_id, archive.name, stored))

    async def list_all(self, call: Call) -> Response:
        """List the archives of a sender."""
        sender_id = sender_in_path(self._state, call)
        return xml_answer(
            api_v8.Archives(
                archive=[
                    api_v8.Archive(name=name, link=self._next(sender_id, number, 0))
                    for number, name in self._archives.names(sender_id)
                ]
            )
        )

    async def page(self, call: Call) -> Response:
        """Return a page of an archive. Its link to the next page has no filter: clients filter each page."""
        sender_id, number = sender_in_path(self._state, call), call.request.path_params["number"]
        query = query_of(call)
        offset = number_in(query, "offset", 0)
        name, found, more = self._archives.page(sender_id, number, filter_of(query), offset, _PAGE)
        page = self._page(sender_id, name, found)
        if more:
            page.link = self._next(sender_id, number, offset + _PAGE)
        return xml_answer(page)

    async def referred(self, call: Call) -> Response:
        """Return the documents with a reference id."""
        sender_id = sender_in_path(self._state, call)
        reference = text_in_base64(call.request.path_params["base64"])
        found = self._archives.with_reference(sender_id, reference)
        return xml_answer(
            api_v8.Archives(archive=[self._page(sender_id, name, documents) for name, documents in found])
        )

    async def look(self, call: Call) -> Response:
        """Return one document."""
        sender_id, uuid = self._one(call)
        archived = self._archives.get(sender_id, uuid)
        name = self._archives.name_of(sender_id, uuid)
        return xml_answer(api_v8.Archive(name=name, documents=[self._linked(sender_id, archived, uuid)]))

    async def update(self, call: Call) -> Response:
        """Set the attributes and the reference id of a document."""
        sender_id, uuid = self._one(call)
        told = await document_in(call, self._validator, api_v8.ArchiveDocument)
        return xml_answer(self._linked(sender_id, self._archives.update(sender_id, uuid, told), uuid))

    async def delete(self, call: Call) -> Response:
        """Remove a document."""
        self._archives.delete(*self._one(call))
        return empty_answer()

    async def add_uuid(self, call: Call) -> Response:
        """Add another uuid for a document."""
        sender_id, uuid = self._one(call)
        new = (await document_in(call, self._validator, api_v8.ArchiveDocument)).uuid
        archived = self._archives.add_uuid(sender_id, uuid, new)
        return xml_answer(api_v8.Archive(documents=[self._linked(sender_id, archived, new)]))

    async def content_link(self, call: Call) -> Response:
        """Return an address of a content."""
        content = self._archives.get(*self._one(call)).content
        uri = self._contents.address(content)
        return xml_answer(api_v8.ArchiveDocumentContent(content_type=content.media_type, uri=uri))

    async def content(self, call: Call) -> Response:
        """Return a content itself. A conclusion from the Java client's checks: the API signs it."""
        return content_answer(self._archives.get(*self._one(call)).content)

    def _one(self, call: Call) -> tuple[int, UUID]:
        return sender_in_path(self._state, call), call.request.path_params["uuid"]

    def _next(self, sender_id: int, number: int, offset: int) -> list[api_v8.Link]:
        uri = f"{self._base_url}/{sender_id}/archives/{number}/documents?offset={offset}"
        return links(self._base_url, {"next_documents": uri})

    def _page(self, sender_id: int, name: str | None, documents: list[Archived]) -> api_v8.Archive:
        linked = [self._linked(sender_id, each, each.document.uuid) for each in documents]
        return api_v8.Archive(name=name, documents=linked)

    def _linked(self, sender_id: int, archived: Archived, uuid: UUID) -> api_v8.ArchiveDocument:
        """Return the document under one of its uuids, with links."""
        address = f"{self._base_url}/{sender_id}/archive/document/{uuid}"
        uris = {
            "get_archive_document_by_uuid": address,
            "get_archive_document_content": f"{address}/content",
            "get_archive_document_content_stream": f"{address}/content/stream",
            "self_update": address,
            "self_delete": address,
            "add_unique_uuid": f"{address}/uuids",
        }
        return attrs.evolve(archived.document, uuid=uuid, link=links(self._base_url, uris))
