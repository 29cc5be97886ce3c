"""The pages of an archive; each has a link to the next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8
from digipost.errors import ParseError
from digipost.protocol.links import relation_name
from digipost.resources._archive_filters import filtered
from digipost.resources._ties import check_attributes, check_named
from digipost.telemetry._operations import operation

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from digipost.resources._api import Api

__all__ = ["ArchivePages"]


class ArchivePages:
    """The pages of one archive.

    Args:
        api: The API that has the archive.
        parameters: The filters, added to each link; without them, a link leads to all documents.
        attributes: The attributes in the filters.
    """

    def __init__(self, api: Api, parameters: Mapping[str, str], attributes: Mapping[str, str]) -> None:
        self._api = api
        self._parameters = parameters
        self._attributes = attributes

    def of(self, archive: api_v8.Archive) -> Generator[list[api_v8.ArchiveDocument], None, None]:
        """Yield the documents of each page of an archive, following its links."""
        links: Sequence[api_v8.Link] = archive.link
        followed: set[str] = set()
        seen: set[int] = set()
        while _lead_on(links):
            target = filtered(self._api.follow(links, "next_documents", of="archive"), self._parameters)
            if target in followed:
                raise ParseError("/archive/link", "the links to the next documents go round in a circle")
            followed.add(target)
            page = self._page(target, archive)
            yield page.documents
            links = page.link
            known = len(seen)
            seen.update(each.uuid.int for each in page.documents)
            if len(seen) == known and _lead_on(links):
                raise ParseError(
                    "/archive/documents", "the page brings no new document, and leads to another"
                )

    @operation("archive.list_documents")
    def _page(self, target: str, archive: api_v8.Archive) -> api_v8.Archive:
        return self._api.exchange.get(target).read(api_v8.Archive, partial(self._check, asked=archive))

    def _check(self, told: api_v8.Archive, asked: api_v8.Archive) -> None:
        # The signature of a response does not cover the query, which has the filters.
        if asked.name is not None:
            check_named("archive/name", told.name, asked.name)
        if asked.sender_id is not None:
            check_named("archive/sender-id", told.sender_id, asked.sender_id)
        for each in told.documents:
            check_attributes(each, self._attributes, "archive/documents/attributes")


def _lead_on(links: Sequence[api_v8.Link]) -> bool:
    return any(relation_name(link) == "next_documents" for link in links)
