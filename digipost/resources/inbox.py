"""Letters that came to the organisation itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.arguments import optional_account_id, whole_number
from digipost.base.schema_version import api_v8
from digipost.errors import InvalidValueError, ParseError
from digipost.protocol.links import relation_name, with_query
from digipost.resources.listing import Listing
from digipost.telemetry._operations import operation

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from digipost.protocol.downloads import Download
    from digipost.resources._api import Api

__all__ = ["Inbox"]

_LEAST, _MOST = 2, 1000  # documents on a page; the most by the documentation of Digipost's Java client


class Inbox:
    """`client.inbox`: only the organisation's own; nobody can read a person's mailbox.

        for document in client.inbox.documents(known=lambda document: document.id in handled):
            with client.inbox.content(document) as download:
                download.save(f"inbox/{document.id}")
            handled.add(document.id)
            client.inbox.delete(document)  # for good, so only when the content is safe

    Deleting is up to you; a letter that stays is known again by its `id`.
    """

    def __init__(self, api: Api) -> None:
        self._api = api

    def documents(
        self,
        *,
        sender_id: int | None = None,
        page_size: int = 100,
        known: Callable[[api_v8.InboxDocument], bool] | None = None,
        until: int | None = None,
    ) -> Listing[api_v8.InboxDocument]:
        """The letters in the inbox, newest first, each once; a page is fetched when it is needed.

        Mail that arrives in the meantime repeats nothing, and letters that are deleted in the meantime hide
        none of the others. Listing a letter does not count as opening it.

        Args:
            sender_id: Whose inbox; the broker's unless given.
            page_size: How many letters to ask for at a time, from 2 to 1000.
            known: Tells a letter that was seen before: with the first one the iteration ends, since all that
                follow are older.
            until: The same for the `id` of one letter. If that was deleted, the iteration goes to the end.

        Returns:
            An iterator. Attachments are in the `attachment` of their letter.

        Raises:
            InvalidValueError: An argument of another kind; at once.
            ConfigurationError: The account may not read this inbox.
            ParseError: Page after page brings no new letter; while iterating.
            ApiError: Digipost refuses for another reason.
        """
        limit = whole_number("page_size", page_size, _LEAST, _MOST)
        pages = self._pages(optional_account_id("sender_id", sender_id), limit)
        return Listing(pages, ends_at=lambda each: each.id == until or bool(known and known(each)))

    @operation("inbox.content")
    def content(self, document: api_v8.InboxDocument) -> Download:
        """The content of a letter or of an attachment, to be saved or read once.

        Fetching it sets `first_accessed`. Look at the type of the download too: a letter need not be PDF, nor
        have a `content_type`. Its address is that of a link, which Digipost's .NET client follows, or else
        the element `content-uri`, which the Java client reads. The Java client sends its authentication along
        to where Digipost sends it for the content, and demands a signature there; here, neither.

        Raises:
            InvalidValueError: Digipost gave no address for it.
            NotFoundError: It has been deleted.
            ApiError: Digipost refuses for another reason.
        """
        address = _address(document, "get_document_content", document.content_uri)
        return self._api.downloads.open(self._api.local(address, where="inbox/document/content-uri"))

    @operation("inbox.delete")
    def delete(self, document: api_v8.InboxDocument) -> None:
        """Delete a letter with its attachments, for good.

        The address comes from a link or an element, as that of the content. That Digipost refuses is an error
        here as in the .NET client; the Java client takes no notice.

        Raises:
            InvalidValueError: Digipost gave no address for that; attachments go with their letter.
            NotFoundError: It has been deleted already.
            ApiError: Digipost refuses for another reason.
        """
        address = _address(document, "self_delete", document.delete_uri)
        self._api.exchange.delete(self._api.local(address, where="inbox/document/delete-uri"))

    def _pages(
        self, sender_id: int | None, page_size: int
    ) -> Generator[list[api_v8.InboxDocument], None, None]:
        seen: set[int] = set()
        offset = fruitless = 0
        # Letters that arrived or were deleted since can fill as many pages as were read, both ways.
        while fruitless < 2 * (2 + len(seen) // (page_size - 1)):
            page = self._page(sender_id, offset, page_size)
            fruitless += 1
            if offset and (not page or page[0].id not in seen):
                # Letters were deleted, so that those after them have moved up, past the place asked for.
                offset = max(0, offset - page_size)
                continue
            new = list({each.id: each for each in page if each.id not in seen}.values())
            if new:
                fruitless = 0
                seen.update(each.id for each in new)
                yield new
            if len(page) < page_size:
                return
            # Pages overlap by one letter, which proves that there is nothing between them.
            offset += page_size - 1
        raise ParseError("/inbox", "the answers bring no new letter, and have no end")

    @operation("inbox.documents")
    def _page(self, sender_id: int | None, offset: int, limit: int) -> list[api_v8.InboxDocument]:
        target = self._api.entry_points.target("get_inbox", sender_id)
        answer = self._api.exchange.get(with_query(target, {"offset": offset, "limit": limit}))
        return answer.read(api_v8.Inbox).document


def _address(document: api_v8.InboxDocument, relation: str, uri: str | None) -> str:
    """Digipost's Java client knows the element alone, its .NET client the link, which is to replace it."""
    for link in document.link:
        if relation_name(link) == relation:
            return link.uri
    if uri:
        return uri
    raise InvalidValueError("document", f"Digipost gave it no address for {relation}")
