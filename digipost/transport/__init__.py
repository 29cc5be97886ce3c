"""HTTP: one request out, one answer back.

`Transport` is the seam where tests and users put a network of their own; `HttpTransport` is the real one, on
requests. Nothing here signs, verifies, retries or follows a redirect. The target of a request goes out as it
was signed; the bytes of an answer come as received, before decompression: the server's hash covers those.
"""

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
]
