"""What the client and its exchange expect of credentials; `digipost.authentication` has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from digipost.config import ClientConfig

__all__ = ["Authorization", "Credentials"]


class Credentials(Protocol):
    """What a client proves with who it is."""

    def bound_to(self, config: ClientConfig, clock: Callable[[], datetime]) -> Authorization:
        """What authorizes the requests of one client.

        Args:
            config: Who sends, and to where.
            clock: The time now, with a zone.

        Raises:
            ConfigurationError: The credentials cannot be used there.
        """
        ...


class Authorization(Protocol):
    """What proves to Digipost who sends a request; safe to use from several threads at once."""

    def authorize(self, method: str, target: str, headers: Mapping[str, str]) -> dict[str, str]:
        """The headers to add to a request.

        Args:
            method: The HTTP method.
            target: The request target exactly as it will be sent: path and query.
            headers: The headers that the request has so far, `Date` and `X-Digipost-UserId` among them.
        """
        ...

    def discard(self, headers: Mapping[str, str]) -> bool:
        """Give up what a request was authorized with that Digipost answered 401 to.

        Args:
            headers: The headers of that request.

        Returns:
            Whether the same request can fare better when it is authorized anew.
        """
        ...
