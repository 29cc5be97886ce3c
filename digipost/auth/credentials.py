"""The interface of credentials for the client and its exchange; `digipost.authentication` has the classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from digipost.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from digipost.config import ClientConfig

__all__ = ["STAYS_HERE", "Authorization", "Credentials", "picklable"]

STAYS_HERE = "a password given as a string stays in its process; use Secret.from_env or Secret.from_file"
"""The reason that credentials with such a password cannot be pickled."""


class Credentials(Protocol):
    """The proof of a client's identity."""

    def bound_to(self, config: ClientConfig, clock: Callable[[], datetime]) -> Authorization:
        """Return the authorization of one client's requests.

        Args:
            config: The broker and the environment.
            clock: Returns the current time, with a zone.

        Raises:
            ConfigurationError: The credentials cannot be used for this broker and environment.
        """
        ...


class Authorization(Protocol):
    """The proof of a request's sender for Digipost; safe to use from several threads at once."""

    def authorize(self, method: str, target: str, headers: Mapping[str, str]) -> dict[str, str]:
        """Return the headers to add to a request.

        Args:
            method: The HTTP method.
            target: The request target exactly as it will be sent: path and query.
            headers: The headers that the request has so far, `Date` and `X-Digipost-UserId` among them.
        """
        ...

    def discard(self, headers: Mapping[str, str]) -> bool:
        """Discard the authorization of a request that Digipost answered with 401.

        Args:
            headers: The headers of that request.

        Returns:
            True if the same request may succeed with a new authorization.
        """
        ...


def picklable(origin: tuple[object, ...] | str) -> tuple[object, ...]:
    """Return how another process makes the same credentials, for `__reduce__`.

    Args:
        origin: A callable and its arguments, or the reason that there is no callable.

    Raises:
        ConfigurationError: Another process cannot make the credentials; the text is the reason.
    """
    if isinstance(origin, str):
        raise ConfigurationError(f"These credentials cannot be pickled: {origin}.")
    return origin
