"""HTTP: one request and its response.

`Transport` is the interface for custom transports of tests and users; `HttpTransport` is the real one, on
requests. Nothing here signs, verifies, retries or follows a redirect. The target of a request is sent as it
was signed. The bytes of a response are returned before decompression, since the server's hash covers those.
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
