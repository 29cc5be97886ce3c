"""What the client and its exchange expect of credentials; `digipost.authentication` has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from digipost.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from digipost.config import ClientConfig

__all__ = ["STAYS_HERE", "Authorization", "Credentials", "picklable"]

STAYS_HERE = "a password given as a string stays in its process; use Secret.from_env or Secret.from_file"
"""Why credentials with such a password cannot be pickled."""


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


def picklable(origin: tuple[object, ...] | str) -> tuple[object, ...]:
    """Return how another process makes the same credentials, for `__reduce__`.

    Args:
        origin: A callable and its arguments, or the reason that there are none.

    Raises:
        ConfigurationError: The credentials cannot be made elsewhere; the text is the reason.
    """
    if isinstance(origin, str):
        raise ConfigurationError(f"These credentials cannot be pickled: {origin}.")
    return origin
