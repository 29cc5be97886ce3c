"""The entry point: the broker's permissions, their addresses, and the key that signs Digipost's responses."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import attrs

from digipost.auth.certificates import public_key_from_certificate
from digipost.base.caching import Cache
from digipost.base.schema_version import api_v8
from digipost.errors import ConfigurationError, ParseError
from digipost.protocol.links import local_target, relation_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    from digipost.protocol.exchange import Exchange

__all__ = ["EntryPoint", "EntryPoints"]


@attrs.frozen
class EntryPoint:
    """The response to `GET /`, or to `GET /{senderId}` with the same operations on behalf of that sender.

    Attributes:
        api_url: The address of the environment's API.
        links: The addresses by relation, unchanged, such as `create_message`.
        key: The key in the entry point's certificate. None for a sender's entry point, whose certificate is
            optional and not used.
    """

    api_url: str
    links: Mapping[str, str] = attrs.field(repr=False)
    key: RSAPublicKey | None = attrs.field(default=None, repr=False, eq=False)
    _targets: dict[str, str] = attrs.field(init=False, repr=False, eq=False, factory=dict)

    def target(self, relation: str) -> str:
        """Return the target of a relation: the path with its query.

        Raises:
            ConfigurationError: The entry point lacks the relation: the account has no permission.
            ParseError: The address leads to another host, which must receive neither credentials nor letters.
        """
        if relation in self._targets:
            return self._targets[relation]
        if relation in self.links:
            where = f"/entrypoint/link[@rel={relation}]"
            target = local_target(self.api_url, self.links[relation], where=where)
            return self._targets.setdefault(relation, target)
        raise ConfigurationError(
            f"Digipost offers this broker no link {relation}: the account lacks the permission. Ask Digipost."
        )


class EntryPoints:
    """A cache of entry points, each kept for an hour, or five minutes after its last use.

    One thread fetches an entry point; concurrent callers wait for the same result.

    Args:
        exchange: An exchange that does not check signatures, since the response itself holds the key. Only
            TLS authenticates this response.
        api_url: The address of the environment's API; links to other hosts are refused.
        seconds: A monotonic clock, for the age of entry points.
    """

    def __init__(
        self, exchange: Exchange, api_url: str, *, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._exchange = exchange
        self._api_url = api_url
        self._cache: Cache[int | None, EntryPoint] = Cache(self._fetch, seconds=seconds)

    def through(self, exchange: Exchange) -> EntryPoints:
        """Return a view of the same cache that fetches missing entry points through another exchange."""
        view = EntryPoints(exchange, self._api_url)
        view._cache = self._cache.fetching_by(view._fetch)
        return view

    def target(self, relation: str, sender_id: int | None = None) -> str:
        """Return the target of a relation: a path with its query.

        Args:
            relation: The relation, such as `get_inbox`.
            sender_id: The sender; the broker unless given.

        Raises:
            ConfigurationError: The entry point lacks the relation: the account has no permission.
            ParseError: The address leads to another host.
        """
        return self._cache.get(sender_id).target(relation)

    def current(self) -> RSAPublicKey:
        """Return the key that verifies Digipost's signatures; fetch it if it is not cached."""
        return _key(self._cache.get(None))

    def renewed(self, old: RSAPublicKey) -> RSAPublicKey | None:
        """Fetch the key again; return None if it is still `old`."""
        key = _key(self._cache.get(None, unless=lambda entry_point: entry_point.key == old))
        return None if key == old else key

    def _fetch(self, sender_id: int | None) -> EntryPoint:
        answer = self._exchange.get("/" if sender_id is None else f"/{sender_id}")
        entrypoint = answer.read(api_v8.Entrypoint)
        links = {relation_name(link): link.uri for link in entrypoint.link}
        if sender_id is not None:
            return EntryPoint(self._api_url, links)
        if not entrypoint.certificate:
            raise ParseError(
                "/entrypoint", "the element `certificate` is missing; answers cannot be verified"
            )
        return EntryPoint(self._api_url, links, public_key_from_certificate(entrypoint.certificate))


def _key(entry_point: EntryPoint) -> RSAPublicKey:
    if entry_point.key is None:
        raise TypeError("the broker's own entry point was read with its key")
    return entry_point.key
