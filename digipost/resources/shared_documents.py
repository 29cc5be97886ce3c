"""Documents that people share with the organisation, at its request."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from digipost.base.arguments import instance_of, optional_account_id, uuid_of
from digipost.base.schema_version import api_v8
from digipost.base.warning import deprecated
from digipost.resources._ties import check_named, read_added
from digipost.telemetry._operations import operation
from digipost.xml import to_xml
from digipost_schema import RawElement
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from uuid import UUID

    from digipost.protocol.downloads import Download
    from digipost.resources._api import Api

__all__ = ["SharedDocuments"]

# Importing all data types for this class, which has no fields, would slow down every client.
_STOPPED = b'<share-documents-request-sharing-stopped xmlns="http://api.digipost.no/schema/datatypes"/>'


@explains_arguments("client.shared_documents")
class SharedDocuments:
    """`client.shared_documents`: the person decides which documents to share, and may withdraw them.

        request = Document.from_path("request.pdf", subject="Payslips", data_type=ShareDocumentsRequest(
            max_share_duration_seconds=3600, purpose="Loan application"))
        client.messages.send(Message(recipient=..., primary_document=request))
        # … when the event SHARE_DOCUMENTS_REQUEST_DOCUMENTS_SHARED has come:
        state = client.shared_documents.get_state(request.uuid)
        for document in state.shared_documents.shared_document:
            with client.shared_documents.content(document) as download:
                assess(download.read())
        client.shared_documents.stop_sharing(state)

    Keep your conclusions, not the documents, and stop the sharing when you are done.
    """

    def __init__(self, api: Api) -> None:
        self._api = api

    @operation("shared_documents.get_state")
    def get_state(
        self, uuid: UUID | str, *, sender_id: int | None = None
    ) -> api_v8.ShareDocumentsRequestState:
        """Return the state of a request to share documents.

        Args:
            uuid: The uuid of the primary document with the request, `message.primary_document.uuid`.
            sender_id: The sender of the request; the broker unless given.

        Returns:
            The shared documents, and the times of the sharing. The response holds no documents before the
            person shares them, or after the sharing ends. The request itself does not expire: the duration
            starts when the person shares the documents.

        Raises:
            NotFoundError: This sender has not sent this request.
            InvalidValueError: An argument has a wrong type.
            ParseError: The response belongs to another request.
            ApiError: Digipost refuses the request for another reason.
        """
        name = uuid_of("uuid", uuid)
        target = self._api.entry_points.target(
            "get_share_documents_request_state", optional_account_id("sender_id", sender_id)
        )

        def check(told: api_v8.ShareDocumentsRequestState) -> None:
            shared = told.shared_documents.shared_document
            for link in chain(told.link, *(each.link for each in shared)):
                self._check_link(link, target, name)

        return self._api.exchange.get(f"{target}{name}").read(api_v8.ShareDocumentsRequestState, check)

    @operation("shared_documents.content")
    def content(self, document: api_v8.SharedDocument) -> Download:
        """Open the content of a shared document; it can be saved or read once.

        If Digipost redirects to another host, no credentials are sent there and no signature is required; its
        Java client sends and requires them.

        Raises:
            InvalidValueError: Digipost gave no link to the content.
            NotFoundError: The sharing has ended.
            ApiError: Digipost refuses the request for another reason.
        """
        return self._api.downloads.open(
            self._api.follow(_links(document), "get_shared_document_content_stream", of="document")
        )

    def _check_link(self, link: api_v8.Link, requests: str, uuid: UUID) -> None:
        """Check that a link below the path of all requests is below the path of this one.

        Only the links of a state name its request. Digipost does not document the targets of the links, so a
        link with another path proves nothing.
        """
        where = "share-documents-request-state/link"
        path = self._api.local(link.uri, where=where)
        if path.startswith(requests):
            check_named(where, path.removeprefix(requests).lower()[:36], str(uuid))

    @operation("shared_documents.content_link")
    def content_link(self, document: api_v8.SharedDocument) -> api_v8.SharedDocumentContent:
        """Return an address for opening a shared document in a browser; use the address at once.

        Raises:
            InvalidValueError: Digipost gave no link to the content.
            NotFoundError: The sharing has ended.
            ApiError: Digipost refuses the request for another reason.
        """
        target = self._api.follow(_links(document), "get_shared_document_content", of="document")
        return self._api.exchange.get(target).read(api_v8.SharedDocumentContent)

    @operation("shared_documents.stop_sharing")
    def stop_sharing(self, state: api_v8.ShareDocumentsRequestState, *, sender_id: int | None = None) -> None:
        """End the sharing early; good practice as soon as the documents are no longer needed.

        Args:
            state: The result of `get_state`.
            sender_id: The sender of the request; the broker unless given.

        Raises:
            InvalidValueError: Digipost gave no link for this operation: no document is shared.
            ApiError: Digipost refuses the request.
        """
        source = "client.shared_documents.get_state(uuid)"
        links = instance_of(api_v8.ShareDocumentsRequestState, "state", state, source).link
        stopped = api_v8.AdditionalData(
            data_type=api_v8.DataType(content=RawElement(_STOPPED)),
            sender_id=optional_account_id("sender_id", sender_id) or self._api.config.broker_id,
        )
        target = self._api.follow(links, "stop_sharing", of="state")
        read_added(self._api.exchange.post(target, to_xml(stopped)), stopped)

    state = deprecated("get_state", name="state")(get_state)


def _links(document: api_v8.SharedDocument) -> list[api_v8.Link]:
    source = "state.shared_documents.shared_document of client.shared_documents.get_state(uuid)"
    return instance_of(api_v8.SharedDocument, "document", document, source).link
