# Made from digipost/resources/shared_documents.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Documents that people share with the organisation, at its request.

The asynchronous face of `digipost.resources.shared_documents`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.aio.downloads import AsyncDownload
from digipost.base.warning import deprecated
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from uuid import UUID

    from digipost.aio._threads import Threads
    from digipost.base.schema_version import api_v8
    from digipost.resources.shared_documents import SharedDocuments

__all__ = ["AsyncSharedDocuments"]


@explains_arguments("client.shared_documents")
class AsyncSharedDocuments:
    """`client.shared_documents`: the person decides which documents to share, and may withdraw them.

        request = Document.from_path("request.pdf", subject="Payslips", data_type=ShareDocumentsRequest(
            max_share_duration_seconds=3600, purpose="Loan application"))
        await client.messages.send(Message(recipient=..., primary_document=request))
        # … when the event SHARE_DOCUMENTS_REQUEST_DOCUMENTS_SHARED has come:
        state = await client.shared_documents.get_state(request.uuid)
        for document in state.shared_documents.shared_document:
            async with await client.shared_documents.content(document) as download:
                assess(await download.read())
        await client.shared_documents.stop_sharing(state)

    Keep your conclusions, not the documents, and stop the sharing when you are done.
    """

    def __init__(self, sync: SharedDocuments, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    async def get_state(
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
        return await self._threads.run(self._sync.get_state, uuid, sender_id=sender_id)

    async def content(self, document: api_v8.SharedDocument) -> AsyncDownload:
        """Open the content of a shared document; it can be saved or read once.

        If Digipost redirects to another host, no credentials are sent there and no signature is required; its
        Java client sends and requires them.

        Raises:
            InvalidValueError: Digipost gave no link to the content.
            NotFoundError: The sharing has ended.
            ApiError: Digipost refuses the request for another reason.
        """
        return AsyncDownload(await self._threads.open(self._sync.content, document), self._threads)

    async def content_link(self, document: api_v8.SharedDocument) -> api_v8.SharedDocumentContent:
        """Return an address for opening a shared document in a browser; use the address at once.

        Raises:
            InvalidValueError: Digipost gave no link to the content.
            NotFoundError: The sharing has ended.
            ApiError: Digipost refuses the request for another reason.
        """
        return await self._threads.run(self._sync.content_link, document)

    async def stop_sharing(
        self, state: api_v8.ShareDocumentsRequestState, *, sender_id: int | None = None
    ) -> None:
        """End the sharing early; good practice as soon as the documents are no longer needed.

        Args:
            state: The result of `get_state`.
            sender_id: The sender of the request; the broker unless given.

        Raises:
            InvalidValueError: Digipost gave no link for this operation: no document is shared.
            ApiError: Digipost refuses the request.
        """
        await self._threads.run(self._sync.stop_sharing, state, sender_id=sender_id)

    state = deprecated("get_state", name="state")(get_state)
