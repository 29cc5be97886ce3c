"""What urllib3 and the operating system raise when a request fails, as errors of this library."""

from __future__ import annotations

import http.client
import socket
import ssl
from typing import NoReturn

import urllib3

from digipost.errors import TransportError, TransportTimeoutError

__all__ = ["FOREIGN_ERRORS", "raise_ours"]

FOREIGN_ERRORS = (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError)
"""All that urllib3 and what it is built on raise when a request fails."""


def raise_ours(error: BaseException, origin: str, *, sent: bool) -> NoReturn:
    """Raises an error of urllib3 as one of ours, whose text names the server but never a path.

    Its cause is what the operating system or TLS said, since the errors in between hold the whole request.

    Args:
        error: One of `FOREIGN_ERRORS`.
        origin: Scheme, host and port of the server.
        sent: Whether the request may have arrived.

    Raises:
        TransportError: Always.
    """
    cause = _cause(error)
    if cause is not None:
        cause.__traceback__ = None  # whose functions have all of the request in their variables
    if isinstance(cause, TimeoutError):
        awaited = "an answer from" if sent else "a connection to"
        raise TransportTimeoutError(f"timed out waiting for {awaited} {origin}", request_sent=sent) from cause
    raise TransportError(_problem(error, cause, origin, sent=sent), request_sent=sent) from cause


def _cause(error: object) -> OSError | None:
    # Not by `__context__`, which can be an error that the caller was handling.
    while isinstance(error, FOREIGN_ERRORS):
        if isinstance(error, OSError):
            return error
        error = error.__cause__ or next((arg for arg in error.args if isinstance(arg, Exception)), None)
    return None


def _problem(error: BaseException, cause: OSError | None, origin: str, *, sent: bool) -> str:
    detail = (cause and cause.strerror) or type(cause or error).__name__
    if sent:
        return f"the connection to {origin} broke before the answer was complete ({detail})"
    if isinstance(error, urllib3.exceptions.ProxyError):
        return f"the proxy to {origin} refused ({detail}). Check HTTPS_PROXY, its user and password, NO_PROXY"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return (
            f"certificate verification of {origin} failed: {cause.verify_message}. If a proxy on the way has "
            "an authority of its own, name a file with its certificate in REQUESTS_CA_BUNDLE"
        )
    if isinstance(cause, ssl.SSLError):
        return f"no TLS connection to {origin} ({detail}). Check that the address is one for HTTPS"
    if isinstance(cause, socket.gaierror):
        return f"the host name of {origin} is not known ({detail}). Check the name and the network"
    return f"no connection to {origin} ({detail}). Check the network, firewall and HTTPS_PROXY"
