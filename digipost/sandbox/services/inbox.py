"""Inboxes over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.base.schema_version import api_v8
from digipost.sandbox.base.refusals import bad_request
from digipost.sandbox.services.routes import Call, Route
from digipost.sandbox.services.service import links, number_in, query_of, sender_in_path
from digipost.sandbox.wire.answers import empty_answer, xml_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from digipost.sandbox.model.contents import Contents
    from digipost.sandbox.model.inbox import Inboxes
    from digipost.sandbox.model.letter_book import LetterBook
    from digipost.sandbox.model.lifecycle import Lifecycle
    from digipost.sandbox.model.state import State

__all__ = ["InboxService"]

_DEFAULT_LIMIT, _MOST = 100, 1000  # by the documentation of Digipost's Java client


class InboxService:
    """Answers requests about inboxes, at the paths of Digipost's documentation.

    Args:
        base_url: The address of the sandbox, for links.
        state: Accounts and grants.
        inboxes: The letters in inboxes.
        letters: The letters as they were sent.
        lifecycle: Records that letters are opened.
        contents: The addresses for contents.
        relative_links: True to give the addresses in the inbox without scheme and host.
    """

    def __init__(
        self,
        base_url: str,
        *,
        state: State,
        inboxes: Inboxes,
        letters: LetterBook,
        lifecycle: Lifecycle,
        contents: Contents,
        relative_links: bool = False,
    ) -> None:
        self._base_url = base_url
        self._link_base = "" if relative_links else base_url
        self._state = state
        self._inboxes = inboxes
        self._letters = letters
        self._lifecycle = lifecycle
        self._contents = contents

    def routes(self) -> list[Route]:
        """Return the routes to list, fetch and delete letters."""
        return [
            Route("/{sender_id}/inbox", self.list_all, methods=["GET"]),
            Route("/{sender_id}/inbox/{id:number}/content", self.content, methods=["GET"]),
            Route("/{sender_id}/inbox/{id:number}", self.delete, methods=["DELETE"]),
        ]

    def links(self, sender_id: int) -> Mapping[str, str]:
        """Return the link to the list."""
        return {"get_inbox": f"{self._base_url}/{sender_id}/inbox"}

    async def list_all(self, call: Call) -> Response:
        """Return a page of the inbox, newest first."""
        sender_id = sender_in_path(self._state, call)
        query = query_of(call)
        offset = number_in(query, "offset", 0)
        limit = number_in(query, "limit", _DEFAULT_LIMIT)
        if not 1 <= limit <= _MOST:
            problem = f"`limit` must be from 1 to {_MOST}."
            raise bad_request("INVALID_QUERY_PARAMETER", problem)
        page = self._inboxes.page(sender_id, offset, limit)
        return xml_answer(api_v8.Inbox(document=[self._linked(sender_id, each) for each in page]))

    async def content(self, call: Call) -> Response:
        """Redirect the client to the content of a letter or an attachment."""
        sender_id = sender_in_path(self._state, call)
        content, sent_as = self._inboxes.open(sender_id, call.request.path_params["id"])
        if sent_as is not None:
            number, uuid = sent_as
            self._lifecycle.open(self._letters.numbered(number), uuid)
        return self._contents.redirect(content)

    async def delete(self, call: Call) -> Response:
        """Delete a letter."""
        sender_id = sender_in_path(self._state, call)
        self._inboxes.delete(sender_id, call.request.path_params["id"])
        return empty_answer()

    def _linked(
        self, sender_id: int, document: api_v8.InboxDocument, *, is_attachment: bool = False
    ) -> api_v8.InboxDocument:
        """Return the document with its addresses, as elements and as links: there are clients for either."""
        address = f"{self._link_base}/{sender_id}/inbox/{document.id}"
        uris = {"get_document_content": f"{address}/content"}
        if not is_attachment:  # in Digipost's sample, an attachment has no address to delete it
            uris["self_delete"] = address
        return attrs.evolve(
            document,
            content_uri=uris["get_document_content"],
            delete_uri=uris.get("self_delete"),
            attachment=[self._linked(sender_id, each, is_attachment=True) for each in document.attachment],
            link=links(self._base_url, uris),
        )
