"""The parts of a client that every resource uses."""

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
    """The access of one broker to one environment of Digipost.

    Attributes:
        config: The broker and the environment.
        exchange: Sends requests and verifies responses.
        entry_points: The operations that the broker may use, and their addresses.
        downloads: Opens contents.
    """

    config: ClientConfig
    exchange: Exchange
    entry_points: EntryPoints
    downloads: Downloads

    def local(self, uri: str, *, where: str) -> str:
        """Return the path and query of an address from Digipost, which must be at the API.

        Raises:
            ParseError: The address leads to another host.
        """
        return local_target(self.config.environment.api_url, uri, where=where)

    def follow(self, links: Iterable[api_v8.Link], relation: str, *, of: str) -> str:
        """Return the path and query of the link with this relation; `of` names the value with the links.

        Raises:
            InvalidValueError: The value has no such link.
            ParseError: The address leads to another host.
        """
        return self.local(find_link(links, relation, of=of), where=f"{of}/link[@rel={relation}]")
