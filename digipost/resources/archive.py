"""Archived documents of the organisation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from digipost.base.arguments import instance_of, optional_account_id, uuid_of
from digipost.base.schema_version import api_v8
from digipost.base.warning import deprecated
from digipost.content import content_from_bytes
from digipost.errors import InvalidValueError
from digipost.protocol.media_types import XML
from digipost.protocol.multipart import MultipartBody, Part
from digipost.resources._archive_arguments import check_documents, checked_reference, only_document
from digipost.resources._archive_filters import base64_text, filters
from digipost.resources._archive_pages import ArchivePages
from digipost.resources._ties import check_archived, check_archives, check_saved, check_stored
from digipost.resources.listing import Listing
from digipost.telemetry._operations import operation
from digipost.xml import schema_values, to_xml
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from digipost.archive_document import ArchiveDocument
    from digipost.protocol.downloads import Download
    from digipost.resources._api import Api

__all__ = ["Archive"]


@explains_arguments("client.archive")
class Archive:
    """`client.archive`.

        receipt = ArchiveDocument.from_path("receipt.pdf", attributes={"case": "2024/17"})
        client.archive.put([receipt], archive="Receipts")
        document = client.archive.get_document(receipt.uuid)
        with client.archive.content(document) as download:
            download.save("copy.pdf")

    An archive may hold millions of documents: look documents up instead of listing all of them.
    """

    def __init__(self, api: Api) -> None:
        self._api = api

    @operation("archive.put")
    def put(
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
        check_documents(documents)
        if sender_id is not None and sender_organization is not None:
            raise InvalidValueError("sender_id", "give it or sender_organization, not both")
        with schema_values():
            described = api_v8.Archive(
                sender_id=optional_account_id("sender_id", sender_id),
                sender_organization=sender_organization,
                name=archive,
                documents=[each.to_schema() for each in documents],
            )
        parts = [Part("archive", f"{XML}; charset=UTF-8", content_from_bytes(to_xml(described)))]
        parts += [
            Part(str(each.uuid), each.content_type or "application/octet-stream", each.content)
            for each in documents
        ]
        # The broker's own entry point serves every sender, as in Digipost's Java client; its .NET client uses
        # the sender's.
        target = self._api.entry_points.target("archive_documents")
        answer = self._api.exchange.post(target, MultipartBody(parts))
        broker_id = self._api.config.broker_id
        return answer.read(api_v8.Archive, partial(check_stored, sent=described, broker_id=broker_id))

    @operation("archive.list_archives")
    def list_archives(self, *, sender_id: int | None = None) -> list[api_v8.Archive]:
        """Return the archives, each with its name and a link to its documents, without the documents.

        Raises:
            InvalidValueError: The sender id has a wrong type.
            ConfigurationError: The account has no archive.
            ApiError: Digipost refuses the request for another reason.
        """
        sender = optional_account_id("sender_id", sender_id)
        answer = self._api.exchange.get(self._api.entry_points.target("get_archives", sender))
        check = partial(check_archives, sender_id=sender or self._api.config.broker_id)
        return answer.read(api_v8.Archives, check).archive

    def list_documents(
        self,
        archive: api_v8.Archive,
        *,
        attributes: Mapping[str, str] | None = None,
        from_date: datetime | None = None,
        to_date: datetime | None = None,
    ) -> Listing[api_v8.ArchiveDocument]:
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
        checked = instance_of(api_v8.Archive, "archive", archive, "client.archive.list_archives()")
        pages = ArchivePages(self._api, filters(attributes, from_date, to_date), attributes or {})
        return Listing(pages.of(checked))

    @operation("archive.get_document")
    def get_document(self, uuid: UUID | str, *, sender_id: int | None = None) -> api_v8.ArchiveDocument:
        """Return one document; `ArchiveDocument.uuid_of_name(name)` gives the uuid for a name of yours.

        Raises:
            NotFoundError: The sender's archives have no document with this uuid.
            InvalidValueError: An argument has a wrong type.
            ApiError: Digipost refuses the request for another reason.
        """
        return only_document(self.get_archive(uuid, sender_id=sender_id))

    @operation("archive.get_archive")
    def get_archive(self, uuid: UUID | str, *, sender_id: int | None = None) -> api_v8.Archive:
        """Return the archive of a document, with the archive's name, and with this document only.

        The name is None for the default archive.

        Raises:
            NotFoundError: The sender's archives have no document with this uuid.
            InvalidValueError: An argument has a wrong type.
            ApiError: Digipost refuses the request for another reason.
        """
        name = uuid_of("uuid", uuid, "document.uuid")
        sender = optional_account_id("sender_id", sender_id)
        target = self._api.entry_points.target("get_archive_document_by_uuid", sender)
        check = partial(check_archived, uuid=name, sender_id=sender or self._api.config.broker_id)
        return self._api.exchange.get(f"{target}{name}").read(api_v8.Archive, check)

    @operation("archive.list_documents_by_reference")
    def list_documents_by_reference(
        self, reference_id: str, *, sender_id: int | None = None
    ) -> list[api_v8.ArchiveDocument]:
        """Return the documents with this reference id, in all archives of the sender.

        Raises:
            InvalidValueError: An argument has a wrong type.
            ApiError: Digipost refuses the request.
        """
        found = self.list_archives_by_reference(reference_id, sender_id=sender_id)
        return [each for archive in found for each in archive.documents]

    @operation("archive.list_archives_by_reference")
    def list_archives_by_reference(
        self, reference_id: str, *, sender_id: int | None = None
    ) -> list[api_v8.Archive]:
        """Return archives by name, with only their documents that have this reference id.

        Raises:
            InvalidValueError: An argument has a wrong type.
            ApiError: Digipost refuses the request.
        """
        reference = checked_reference(reference_id)
        sender = optional_account_id("sender_id", sender_id)
        target = self._api.entry_points.target("get_archive_documents_by_referenceid", sender)
        # Neither of Digipost's clients escapes the special characters of base64.
        answer = self._api.exchange.get(f"{target}{base64_text('reference_id', reference)}")
        check = partial(check_archives, sender_id=sender or self._api.config.broker_id, reference=reference)
        return answer.read(api_v8.Archives, check).archive

    @operation("archive.content")
    def content(self, document: api_v8.ArchiveDocument) -> Download:
        """Open the content of a document; it can be saved or read once.

        If Digipost redirects to another host, no credentials are sent there and no signature is required; its
        Java client sends and requires them.

        Raises:
            InvalidValueError: Digipost gave no link to the content.
            NotFoundError: The document has been deleted.
            ApiError: Digipost refuses the request for another reason.
        """
        return self._api.downloads.open(self._link(document, "get_archive_document_content_stream"))

    @operation("archive.content_link")
    def content_link(self, document: api_v8.ArchiveDocument) -> api_v8.ArchiveDocumentContent:
        """Return an address from which any holder can fetch the content, once and within 30 seconds.

        Raises:
            InvalidValueError: Digipost gave no link to the content.
            NotFoundError: The document has been deleted.
            ApiError: Digipost refuses the request for another reason.
        """
        target = self._link(document, "get_archive_document_content")
        return self._api.exchange.get(target).read(api_v8.ArchiveDocumentContent)

    @operation("archive.update")
    def update(self, document: api_v8.ArchiveDocument) -> api_v8.ArchiveDocument:
        """Save the attributes and the `referenceid` of `document`.

        Other fields cannot be changed. An attribute cannot be removed: set it to the empty text.

        Raises:
            InvalidValueError: Digipost gave no link for this operation, or would refuse a value.
            ParseError: The response contains another document or other values, so it proves nothing.
            NotFoundError: The document has been deleted.
            ApiError: Digipost refuses the request for another reason.
        """
        target = self._link(document, "self_update")
        answer = self._api.exchange.put(target, to_xml(document))
        return answer.read(api_v8.ArchiveDocument, partial(check_saved, sent=document))

    @operation("archive.delete")
    def delete(self, document: api_v8.ArchiveDocument) -> None:
        """Delete a document permanently.

        A refusal by Digipost is an error, as in its .NET client; the Java client ignores it.

        Raises:
            InvalidValueError: Digipost gave no link for this operation.
            NotFoundError: The document has been deleted already.
            ApiError: Digipost refuses the request for another reason.
        """
        self._api.exchange.delete(self._link(document, "self_delete"))

    @operation("archive.add_unique_uuid")
    def add_unique_uuid(
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
        target = self._link(document, "add_unique_uuid")
        with schema_values():
            renamed = api_v8.ArchiveDocument(
                uuid=uuid_of("new_uuid", new_uuid, "ArchiveDocument.uuid_of_name(name)"),
                file_name=document.file_name,
                file_type=document.file_type,
                content_type=document.content_type,
            )
        answer = self._api.exchange.post(target, to_xml(renamed))
        return only_document(answer.read(api_v8.Archive, partial(check_archived, uuid=renamed.uuid)))

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

    def _link(self, document: object, relation: str) -> str:
        source = "client.archive.get_document(uuid)"
        found = instance_of(api_v8.ArchiveDocument, "document", document, source)
        return self._api.follow(found.link, relation, of="document")
