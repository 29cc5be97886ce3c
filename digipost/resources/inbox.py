"""Letters in the organisation's own inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.arguments import instance_of, optional_account_id, whole, whole_number
from digipost.base.schema_version import api_v8
from digipost.base.warning import deprecated
from digipost.errors import InvalidValueError, ParseError
from digipost.protocol.links import relation_name, with_query
from digipost.resources.listing import Listing
from digipost.telemetry._operations import operation
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from digipost.protocol.downloads import Download
    from digipost.resources._api import Api

__all__ = ["Inbox"]

_LEAST, _MOST = 2, 1000  # documents on a page; the maximum by the documentation of Digipost's Java client


@explains_arguments("client.inbox")
class Inbox:
    """`client.inbox`: the organisation's own inbox only; a broker cannot read a person's mailbox.

        for document in client.inbox.list_documents(known=lambda document: document.id in handled):
            with client.inbox.content(document) as download:
                download.save(f"inbox/{document.id}")
            handled.add(document.id)
            client.inbox.delete(document)  # for good, so only when the content is safe

    This library deletes no letter by itself; recognise a letter that you have read before by its `id`.
    """

    def __init__(self, api: Api) -> None:
        self._api = api

    def list_documents(
        self,
        *,
        sender_id: int | None = None,
        page_size: int = 100,
        known: Callable[[api_v8.InboxDocument], bool] | None = None,
        until: int | None = None,
    ) -> Listing[api_v8.InboxDocument]:
        """List the letters in the inbox, newest first, each letter once; pages are fetched as needed.

        New letters that arrive meanwhile cause no repetition; letters deleted meanwhile hide no others.
        Listing a letter does not count as opening it.

        Args:
            sender_id: The owner of the inbox; the broker unless given.
            page_size: The number of letters per request, from 2 to 1000.
            known: Returns True for a letter that the program has seen before. The iteration ends at the first
                such letter, since all others are older.
            until: The `id` of one known letter. If that letter was deleted, the iteration goes to the end.

        Returns:
            An iterator. Attachments are in the `attachment` of their letter.

        Raises:
            InvalidValueError: An argument has a wrong type; raised at once.
            ConfigurationError: The account lacks the permission to read this inbox.
            ParseError: Raised while iterating: many pages in sequence contain no new letter.
            ApiError: Digipost refuses the request for another reason.
        """
        limit = whole_number("page_size", page_size, _LEAST, _MOST)
        _check_ends(known, until)
        pages = self._pages(optional_account_id("sender_id", sender_id), limit)
        return Listing(pages, ends_at=lambda each: each.id == until or bool(known and known(each)))

    @operation("inbox.content")
    def content(self, document: api_v8.InboxDocument) -> Download:
        """Open the content of a letter or of an attachment; it can be saved or read once.

        Fetching it sets `first_accessed`. Check the type of the download too: a letter can be another format
        than PDF, and can lack a `content_type`. The address comes from a link, as in Digipost's .NET client,
        or else the element `content-uri`, as in the Java client. After a redirect, the Java client sends its
        credentials to the other host and requires a signature; this library does neither.

        Raises:
            InvalidValueError: Digipost gave no address for the letter.
            NotFoundError: The letter has been deleted.
            ApiError: Digipost refuses the request for another reason.
        """
        document = _letter(document)
        address = _address(document, "get_document_content", document.content_uri)
        return self._api.downloads.open(self._api.local(address, where="inbox/document/content-uri"))

    @operation("inbox.delete")
    def delete(self, document: api_v8.InboxDocument) -> None:
        """Delete a letter with its attachments permanently.

        The address comes from a link or an element, like the content's address. A refusal by Digipost is an
        error, as in the .NET client; the Java client ignores it.

        Raises:
            InvalidValueError: Digipost gave no address for the letter; attachments are deleted with their
                letter.
            NotFoundError: The letter has been deleted already.
            ApiError: Digipost refuses the request for another reason.
        """
        document = _letter(document)
        address = _address(document, "self_delete", document.delete_uri)
        self._api.exchange.delete(self._api.local(address, where="inbox/document/delete-uri"))

    documents = deprecated("list_documents", name="documents")(list_documents)

    def _pages(
        self, sender_id: int | None, page_size: int
    ) -> Generator[list[api_v8.InboxDocument], None, None]:
        seen: set[int] = set()
        offset = fruitless = 0
        # Letters that arrived or were deleted meanwhile can fill as many pages as were read, in both
        # directions.
        while fruitless < 2 * (2 + len(seen) // (page_size - 1)):
            page = self._page(sender_id, offset, page_size)
            fruitless += 1
            if offset and (not page or page[0].id not in seen):
                # Letters were deleted, so the following letters have moved up, past the requested place.
                offset = max(0, offset - page_size)
                continue
            new = list({each.id: each for each in page if each.id not in seen}.values())
            if new:
                fruitless = 0
                seen.update(each.id for each in new)
                yield new
            if len(page) < page_size:
                return
            # Pages overlap by one letter, which proves that no letter lies between them.
            offset += page_size - 1
        raise ParseError("/inbox", "the answers bring no new letter, and have no end")

    @operation("inbox.list_documents")
    def _page(self, sender_id: int | None, offset: int, limit: int) -> list[api_v8.InboxDocument]:
        target = self._api.entry_points.target("get_inbox", sender_id)
        answer = self._api.exchange.get(with_query(target, {"offset": offset, "limit": limit}))
        return answer.read(api_v8.Inbox).document


def _check_ends(known: object, until: object) -> None:
    if known is not None and not callable(known):
        problem = "a function of a letter is expected: lambda letter: letter.id in handled"
        raise InvalidValueError("known", problem)
    if until is not None and whole(until) is None:
        raise InvalidValueError("until", "the id of a letter is expected, a whole number: letter.id")


def _letter(document: api_v8.InboxDocument) -> api_v8.InboxDocument:
    return instance_of(api_v8.InboxDocument, "document", document, "client.inbox.list_documents()")


def _address(document: api_v8.InboxDocument, relation: str, uri: str | None) -> str:
    """Return the link's address, like the .NET client, or else the older element's, like the Java client."""
    for link in document.link:
        if relation_name(link) == relation:
            return link.uri
    if uri:
        return uri
    raise InvalidValueError("document", f"Digipost gave it no address for {relation}")
