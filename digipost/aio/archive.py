# Made from digipost/resources/archive.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Archived documents of the organisation.

The asynchronous face of `digipost.resources.archive`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.aio.downloads import AsyncDownload
from digipost.aio.listing import AsyncListing
from digipost.base.warning import deprecated
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from digipost.aio._threads import Threads
    from digipost.archive_document import ArchiveDocument
    from digipost.base.schema_version import api_v8
    from digipost.resources.archive import Archive

__all__ = ["AsyncArchive"]


@explains_arguments("client.archive")
class AsyncArchive:
    """`client.archive`.

        receipt = ArchiveDocument.from_path("receipt.pdf", attributes={"case": "2024/17"})
        await client.archive.put([receipt], archive="Receipts")
        document = await client.archive.get_document(receipt.uuid)
        async with await client.archive.content(document) as download:
            await download.save("copy.pdf")

    An archive may hold millions of documents: look documents up instead of listing all of them.
    """

    def __init__(self, sync: Archive, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    async def put(
        self,
        documents: Sequence[ArchiveDocument],
        *,
        archive: str | None = None,
        sender_id: int | None = None,
        sender_organization: api_v8.SenderOrganization | None = None,
    ) -> api_v8.Archive:
        """Archive documents; Digipost stores all of them or none.

        Args:
            documents: 1 to 201, each with its own uuid. The client reads each document twice, and never loads
                a whole document into memory.
            archive: The name of the archive; the default one unless given.
            sender_id: The owner by account id; the broker unless this or `sender_organization` is given.
            sender_organization: The sender by organisation number and part, instead of `sender_id`.

        Returns:
            The archive with the stored documents, each with its hash and its links.

        Raises:
            InvalidValueError: Digipost would refuse an argument; the client sent nothing.
            ConfigurationError: The account has no archive.
            ParseError: The response lists other documents than were sent, or not all of them, or names
                another archive or sender. Such a response proves nothing: look the documents up by
                `document(uuid)`.
            ApiError: Digipost refuses the request for another reason.
        """
        return await self._threads.run(
            self._sync.put,
            documents,
            archive=archive,
            sender_id=sender_id,
            sender_organization=sender_organization,
        )

    async def list_archives(self, *, sender_id: int | None = None) -> list[api_v8.Archive]:
        """Return the archives, each with its name and a link to its documents, without the documents.

        Raises:
            InvalidValueError: The sender id has a wrong type.
            ConfigurationError: The account has no archive.
            ApiError: Digipost refuses the request for another reason.
        """
        return await self._threads.run(self._sync.list_archives, sender_id=sender_id)

    def list_documents(
        self,
        archive: api_v8.Archive,
        *,
        attributes: Mapping[str, str] | None = None,
        from_date: datetime | None = None,
        to_date: datetime | None = None,
    ) -> AsyncListing[api_v8.ArchiveDocument]:
        """List the documents of an archive; pages of up to 100 are fetched when they are needed.

        Args:
            archive: An archive from `list_archives()`.
            attributes: Only documents with all these attributes; keys and values are case-sensitive.
            from_date: Only documents archived from this time on.
            to_date: Only documents archived until this time. Digipost's two clients write these dates in
                contradictory forms, and the right one is not documented. This library sends the form of the
                Java client, whose code is newer.

        Raises:
            InvalidValueError: A filter cannot be sent, such as a time without a zone; raised at once.
            ParseError: A page belongs to another archive, or has documents with other attributes.
            ApiError: Digipost refuses the request.
        """
        return AsyncListing(
            self._sync.list_documents(archive, attributes=attributes, from_date=from_date, to_date=to_date),
            self._threads,
        )

    async def get_document(self, uuid: UUID | str, *, sender_id: int | None = None) -> api_v8.ArchiveDocument:
        """Return one document; `ArchiveDocument.uuid_of_name(name)` gives the uuid for a name of yours.

        Raises:
            NotFoundError: The sender's archives have no document with this uuid.
            InvalidValueError: An argument has a wrong type.
            ApiError: Digipost refuses the request for another reason.
        """
        return await self._threads.run(self._sync.get_document, uuid, sender_id=sender_id)

    async def get_archive(self, uuid: UUID | str, *, sender_id: int | None = None) -> api_v8.Archive:
        """Return the archive of a document, with the archive's name, and with this document only.

        The name is None for the default archive.

        Raises:
            NotFoundError: The sender's archives have no document with this uuid.
            InvalidValueError: An argument has a wrong type.
            ApiError: Digipost refuses the request for another reason.
        """
        return await self._threads.run(self._sync.get_archive, uuid, sender_id=sender_id)

    async def list_documents_by_reference(
        self, reference_id: str, *, sender_id: int | None = None
    ) -> list[api_v8.ArchiveDocument]:
        """Return the documents with this reference id, in all archives of the sender.

        Raises:
            InvalidValueError: An argument has a wrong type.
            ApiError: Digipost refuses the request.
        """
        return await self._threads.run(
            self._sync.list_documents_by_reference, reference_id, sender_id=sender_id
        )

    async def list_archives_by_reference(
        self, reference_id: str, *, sender_id: int | None = None
    ) -> list[api_v8.Archive]:
        """Return archives by name, with only their documents that have this reference id.

        Raises:
            InvalidValueError: An argument has a wrong type.
            ApiError: Digipost refuses the request.
        """
        return await self._threads.run(
            self._sync.list_archives_by_reference, reference_id, sender_id=sender_id
        )

    async def content(self, document: api_v8.ArchiveDocument) -> AsyncDownload:
        """Open the content of a document; it can be saved or read once.

        If Digipost redirects to another host, no credentials are sent there and no signature is required; its
        Java client sends and requires them.

        Raises:
            InvalidValueError: Digipost gave no link to the content.
            NotFoundError: The document has been deleted.
            ApiError: Digipost refuses the request for another reason.
        """
        return AsyncDownload(await self._threads.open(self._sync.content, document), self._threads)

    async def content_link(self, document: api_v8.ArchiveDocument) -> api_v8.ArchiveDocumentContent:
        """Return an address from which any holder can fetch the content, once and within 30 seconds.

        Raises:
            InvalidValueError: Digipost gave no link to the content.
            NotFoundError: The document has been deleted.
            ApiError: Digipost refuses the request for another reason.
        """
        return await self._threads.run(self._sync.content_link, document)

    async def update(self, document: api_v8.ArchiveDocument) -> api_v8.ArchiveDocument:
        """Save the attributes and the `referenceid` of `document`.

        Other fields cannot be changed. An attribute cannot be removed: set it to the empty text.

        Raises:
            InvalidValueError: Digipost gave no link for this operation, or would refuse a value.
            ParseError: The response contains another document or other values, so it proves nothing.
            NotFoundError: The document has been deleted.
            ApiError: Digipost refuses the request for another reason.
        """
        return await self._threads.run(self._sync.update, document)

    async def delete(self, document: api_v8.ArchiveDocument) -> None:
        """Delete a document permanently.

        A refusal by Digipost is an error, as in its .NET client; the Java client ignores it.

        Raises:
            InvalidValueError: Digipost gave no link for this operation.
            NotFoundError: The document has been deleted already.
            ApiError: Digipost refuses the request for another reason.
        """
        await self._threads.run(self._sync.delete, document)

    async def add_unique_uuid(
        self, document: api_v8.ArchiveDocument, new_uuid: UUID | str
    ) -> api_v8.ArchiveDocument:
        """Add a uuid for a document. Digipost's Java client has this, its .NET client does not.

        Args:
            document: A document from Digipost.
            new_uuid: Never used before by this sender; `ArchiveDocument.uuid_of_name(name)` for a name.

        Returns:
            The document under its new uuid.

        Raises:
            InvalidValueError: Digipost gave no link for this operation, or an argument has a wrong type.
            ApiError: Digipost refuses the request.
        """
        return await self._threads.run(self._sync.add_unique_uuid, document, new_uuid)

    archives = deprecated("list_archives", name="archives")(list_archives)
    documents = deprecated("list_documents", name="documents")(list_documents)
    document = deprecated("get_document", name="document")(get_document)
    archive_of = deprecated("get_archive", name="archive_of")(get_archive)
    documents_by_reference = deprecated("list_documents_by_reference", name="documents_by_reference")(
        list_documents_by_reference
    )
    archives_by_reference = deprecated("list_archives_by_reference", name="archives_by_reference")(
        list_archives_by_reference
    )
