"""HTTP: one request and its response.

`Transport` is the interface for custom transports of tests and users; `HttpTransport` is the real one, on
requests. A transport does not sign, verify, retry or follow redirects. It sends the target of a request as it
was signed. It returns the bytes of a response before decompression, since the server's hash covers the
compressed bytes.
"""

from digipost.base.authorities import tls_context
from digipost.deadlines import Timeouts
from digipost.transport._adapter import CONNECTIONS_KEPT_OPEN
from digipost.transport._http import HttpTransport
from digipost.transport._messages import AnswerBody, Body, HttpAnswer, HttpRequest, Transport

__all__ = [
    "CONNECTIONS_KEPT_OPEN",
    "AnswerBody",
    "Body",
    "HttpAnswer",
    "HttpRequest",
    "HttpTransport",
    "Timeouts",
    "Transport",
    "tls_context",
]
