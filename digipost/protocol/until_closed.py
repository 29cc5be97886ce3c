"""A transport that refuses requests after its client is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.errors import ConfigurationError

if TYPE_CHECKING:
    from digipost.transport import HttpAnswer, HttpRequest, Transport

__all__ = ["UntilClosed"]


class UntilClosed:
    """A transport that refuses to send after its client is closed.

    Args:
        transport: Sends the requests.
        closes: True to close it along with the client.
    """

    def __init__(self, transport: Transport, *, closes: bool = True) -> None:
        self._transport = transport
        self._closes = closes
        self._is_closed = False

    def shared(self) -> UntilClosed:
        """Return a transport over the same connections for another client."""
        return UntilClosed(self, closes=False)

    def send(self, request: HttpRequest) -> HttpAnswer:
        """Send a request.

        Raises:
            ConfigurationError: The client is closed.
        """
        if self._is_closed:
            raise ConfigurationError("The client is closed, and sends nothing more; make a new one.")
        return self._transport.send(request)

    def close(self) -> None:
        """Close the transport, unless it is shared."""
        self._is_closed = True
        if self._closes:
            self._transport.close()
