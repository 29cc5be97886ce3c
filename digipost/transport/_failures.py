"""Errors of requests, urllib3 and the operating system as errors of this library."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from typing import Any, NoReturn

from requests.exceptions import ConnectTimeout, InvalidURL, ProxyError, RequestException, Timeout
from urllib3.exceptions import ConnectTimeoutError, HTTPError, LocationValueError, NewConnectionError

from digipost.errors import TransportError, TransportTimeoutError

FOREIGN_ERRORS = (RequestException, HTTPError, http.client.HTTPException, OSError)

# ProxyError is not one of these: urllib3 raises it also for an answer that is lost behind the proxy.
_UNCONNECTED = (
    *(ConnectTimeout, ConnectTimeoutError, NewConnectionError),
    *(InvalidURL, LocationValueError, ssl.SSLCertVerificationError),
)
# The error text of http.client if the proxy refuses CONNECT; any text can follow the status.
_REFUSED_BY_PROXY = re.compile(r"Tunnel connection failed: ([0-9]{3})")
_PROBLEMS = {
    ProxyError: "the proxy to {} refused ({}). Check HTTPS_PROXY, its user and password, NO_PROXY",
    ssl.SSLCertVerificationError: (
        "certificate verification of {} failed: {}. If a proxy on the way has an authority of its own, name "
        "a file with its certificate in REQUESTS_CA_BUNDLE"
    ),
    ssl.SSLError: "no TLS connection to {} ({}). Check that the address is one for HTTPS",
    socket.gaierror: "the host name of {} is not known ({}). Check the name and the network",
    Exception: "no connection to {} ({}). Check the network, firewall and HTTPS_PROXY",
}


def raise_ours(error: BaseException, origin: str, *, unsent: bool = False) -> NoReturn:
    """Raise the library's own error for one of these errors; its text names the server but never a path.

    Its cause is the error of the operating system or of TLS: the errors in between hold the whole request.

    Raises:
        TransportError: Always. Its `request_sent` is False if `unsent` is True, or if the error proves that
            no request was sent.
    """
    *chain, cause = _chain(error)
    if cause is not None:
        cause.__traceback__ = None  # its functions hold the whole request in their variables
    refused = _REFUSED_BY_PROXY.match(str(cause))
    sent = not (unsent or refused or any(isinstance(each, _UNCONNECTED) for each in chain))
    if isinstance(cause, TimeoutError) or isinstance(error, Timeout):
        awaited = "an answer from" if sent else "a connection to"
        raise TransportTimeoutError(f"timed out waiting for {awaited} {origin}", request_sent=sent) from cause
    told = getattr(cause, "verify_message", None) or getattr(cause, "strerror", None)
    told = f"status {refused[1]}" if refused else told
    problem = "the connection to {} broke before the answer was complete ({})"
    if not sent:
        problem = next(_PROBLEMS[kind] for kind in _PROBLEMS if any(isinstance(each, kind) for each in chain))
    problem = problem.format(origin, told or type(chain[-1]).__name__)
    raise TransportError(problem, request_sent=sent) from cause


def _chain(error: object) -> list[Any]:
    """Return an error with its causes, followed by the error of the operating system or None."""
    chain: list[object] = []
    # Not by `__context__`, which can be an error that the caller was handling.
    while isinstance(error, FOREIGN_ERRORS) and error not in chain:
        chain.append(error)
        if isinstance(error, OSError) and not isinstance(error, RequestException):
            return [*chain, error]
        error = next((each for each in (error.__cause__, *error.args) if isinstance(each, Exception)), None)
    return [*chain, None]
