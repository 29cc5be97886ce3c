"""What every resource works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.protocol.links import find_link, local_target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digipost.base.schema_version import api_v8
    from digipost.config import ClientConfig
    from digipost.protocol.downloads import Downloads
    from digipost.protocol.entry_point import EntryPoints
    from digipost.protocol.exchange import Exchange

__all__ = ["Api"]


@attrs.frozen
class Api:
    """One broker at one Digipost.

    Attributes:
        config: Who sends, and to where.
        exchange: Requests and their verified answers.
        entry_points: What the broker may do, and where.
        downloads: Contents.
    """

    config: ClientConfig
    exchange: Exchange
    entry_points: EntryPoints
    downloads: Downloads

    def local(self, uri: str, *, where: str) -> str:
        """The path and query of an address that Digipost gave, which has to be at the API.

        Raises:
            ParseError: It leads to another host.
        """
        return local_target(self.config.environment.api_url, uri, where=where)

    def follow(self, links: Iterable[api_v8.Link], relation: str, *, of: str) -> str:
        """The path and query of the link with this relation; `of` names the value that it belongs to.

        Raises:
            InvalidValueError: Digipost gave no such link.
            ParseError: It leads to another host.
        """
        return self.local(find_link(links, relation, of=of), where=f"{of}/link[@rel={relation}]")
