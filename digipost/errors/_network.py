"""Where no usable answer came."""

from __future__ import annotations

from digipost.errors._root import DigipostError

__all__ = ["TransportError", "TransportTimeoutError"]


class TransportError(DigipostError):
    """No usable answer came: the connection failed, broke off, or what came was not HTTP.

    Attributes:
        request_sent: Whether the request may have reached Digipost. When False it certainly has not.
    """

    def __init__(self, message: str, *, request_sent: bool, retryable: bool = True) -> None:
        super().__init__(message)
        self.request_sent = request_sent
        self.retryable = retryable


class TransportTimeoutError(TransportError):
    """No answer came in the time that the configuration allows."""
