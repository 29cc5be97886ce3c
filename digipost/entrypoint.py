"""The entry point: what the broker may do, where, and the key that Digipost signs its answers with."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import attrs

from digipost.certificates import public_key_from_certificate
from digipost.errors import ConfigurationError, ParseError
from digipost.links import local_target, relation_name
from digipost_schema import api_v8

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    from digipost.exchange import Exchange

__all__ = ["EntryPoint", "EntryPoints"]

# Both of Digipost's own clients keep it as long.
_SECONDS_SINCE_USE = 5 * 60
_SECONDS_IN_ALL = 60 * 60


@attrs.frozen
class EntryPoint:
    """What `GET /` answered.

    Attributes:
        api_url: Where the environment is.
        links: The addresses as they were given, by relation, such as `create_message`.
        key: The key of its certificate.
    """

    api_url: str
    links: Mapping[str, str] = attrs.field(repr=False)
    key: RSAPublicKey = attrs.field(repr=False, eq=False)

    def target(self, relation: str) -> str:
        """Where a relation leads: the path with its query.

        Raises:
            ConfigurationError: The entry point does not offer it, so that this account may not do it.
            ParseError: It leads to another host, where neither our credentials nor anybody's letters may go.
        """
        if relation in self.links:
            where = f"/entrypoint/link[@rel={relation}]"
            return local_target(self.api_url, self.links[relation], where=where)
        raise ConfigurationError(
            f"Digipost offers this broker no link {relation}: the account lacks the permission. Ask Digipost."
        )


@attrs.define
class _Cached:
    entry_point: EntryPoint
    fetched: float
    used: float

    def is_fresh(self, now: float) -> bool:
        return now - self.used < _SECONDS_SINCE_USE and now - self.fetched < _SECONDS_IN_ALL


class EntryPoints:
    """Fetches the entry point when it is needed; keeps it for an hour, or five minutes after its last use.

    However many threads need it at once, one fetches it and the others wait.

    Args:
        exchange: One that does not check signatures, since the key for that is in the answer. What vouches
            for this answer is TLS alone.
        api_url: Where the environment is; a link to anywhere else is not followed.
        seconds: A clock that only runs forward, for the age of what is kept.
    """

    def __init__(
        self, exchange: Exchange, api_url: str, *, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._exchange = exchange
        self._api_url = api_url
        self._seconds = seconds
        self._lock = threading.Lock()
        self._cached: _Cached | None = None

    def current_entry_point(self) -> EntryPoint:
        """The entry point, fetched if it is not at hand."""
        cached = self._cached
        now = self._seconds()
        if cached is None or not cached.is_fresh(now):
            with self._lock:
                cached = self._cached
                if cached is None or not cached.is_fresh(now):
                    cached = self._fetch()
        cached.used = now
        return cached.entry_point

    def target(self, relation: str) -> str:
        """Where a relation of the entry point leads: a path with its query."""
        return self.current_entry_point().target(relation)

    def current(self) -> RSAPublicKey:
        """The key that Digipost signs with."""
        return self.current_entry_point().key

    def renewed(self, old: RSAPublicKey) -> RSAPublicKey | None:
        """The key fetched anew, or None when it is still `old`."""
        with self._lock:
            # Another thread may have been here first.
            if self._cached is None or self._cached.entry_point.key == old:
                self._fetch()
            key = self._cached.entry_point.key if self._cached else old
        return None if key == old else key

    def _fetch(self) -> _Cached:
        answer = self._exchange.get("/")
        now = self._seconds()
        self._cached = _Cached(self._read(answer.read(api_v8.Entrypoint)), fetched=now, used=now)
        return self._cached

    def _read(self, entrypoint: api_v8.Entrypoint) -> EntryPoint:
        if not entrypoint.certificate:
            raise ParseError(
                "/entrypoint", "the element `certificate` is missing; answers cannot be verified"
            )
        links = {relation_name(link): link.uri for link in entrypoint.link}
        return EntryPoint(self._api_url, links, public_key_from_certificate(entrypoint.certificate))
