"""Digipost's side of an exchange as a test plays it: answers dated, hashed and signed, until told otherwise.

The strings that are signed are written out here, and `cryptography` signs them: nothing of what the library
does for that is used.
"""

from __future__ import annotations

import io
import re
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

import attrs
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from digipost.auth.certificates import public_key_from_certificate
from digipost.config import ClientConfig
from digipost.environments import Environment
from digipost.retries import RetryPolicy
from digipost.transport import HttpAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    from digipost.message import Message
    from digipost.transport import HttpRequest

_STATUS = re.compile(r"/documents/[0-9]+/[0-9a-f-]{36}/status")
VECTORS = Path(__file__).parents[1] / "fixtures" / "vectors"
API = "https://api.digipost.example"
NOW = datetime(2024, 6, 3, 12, 0, 2, tzinfo=UTC)
DATE = "Mon, 03 Jun 2024 12:00:02 GMT"
ONCE = RetryPolicy(attempts=1)
THREE_TIMES = RetryPolicy(attempts=3, first_wait=timedelta(0))
CONFIG = ClientConfig(
    broker_id=12345, environment=Environment.custom(API), user_agent="acme/1.0", retries=ONCE
)
V8 = 'xmlns="http://api.digipost.no/schema/v8"'

Signer = Literal["server", "print", "broker"]
"""Whose key signs: that of the first entry point, or another that Digipost could change to."""


@cache
def private_key_of(signer: Signer) -> RSAPrivateKey:
    """The private key, of those that are worthless elsewhere."""
    key = load_pem_private_key((VECTORS / f"{signer}.key.pem").read_bytes(), None)
    assert isinstance(key, RSAPrivateKey)
    return key


def key_of(signer: Signer) -> RSAPublicKey:
    """The public key, as the entry point brings it."""
    return public_key_from_certificate((VECTORS / f"{signer}.cert.pem").read_text())


@attrs.define
class Keys:
    """The keys for verification: the server's key, and the one that a new fetch returns."""

    new: RSAPublicKey | Exception | None = None
    renewals: int = 0

    def current(self) -> RSAPublicKey:
        return key_of("server")

    def renewed(self, old: RSAPublicKey) -> RSAPublicKey | None:
        assert old == key_of("server")
        self.renewals += 1
        if isinstance(self.new, Exception):
            raise self.new
        return self.new


def base64_sha256(data: bytes) -> str:
    return b64encode(sha256(data).digest()).decode()


@attrs.frozen
class Reply:
    """An answer, which is given for the path that was asked for.

    Attributes:
        headers: They replace what is made here; an empty one is left out.
        signed_path: Another path to sign.
        signed_status: Another status to sign.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = attrs.Factory(dict)
    signer: Signer = "server"
    signed_path: str | None = None
    signed_status: int | None = None

    def headers_for(self, target: str) -> dict[str, str]:
        path = (self.signed_path or target.partition("?")[0]).lower()
        date = self.headers.get("Date", DATE)
        canonical = f"{self.signed_status or self.status}\n{path}\ndate: {date}\n"
        headers = {"Content-Length": str(len(self.body)), "Date": date}
        if self.body:
            headers["X-Content-SHA256"] = base64_sha256(self.body)
            canonical += f"x-content-sha256: {headers['X-Content-SHA256']}\n"
        signature = private_key_of(self.signer).sign(canonical.encode(), PKCS1v15(), SHA256())
        headers |= {"X-Digipost-Signature": b64encode(signature).decode(), **self.headers}
        return {name: value for name, value in headers.items() if value}

    def on_the_wire(self, target: str) -> bytes:
        lines = [f"HTTP/1.1 {self.status} As The Test Says"]
        lines += [f"{name}: {value}" for name, value in self.headers_for(target).items()]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@attrs.frozen
class Received:
    """A request as the transport was given it."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes | None


class Counterpart:
    """A transport to a Digipost that answers each path with the replies it was given, the last one for ever.

    A reply can be a function of the request's body.

    Attributes:
        received: The requests, oldest first.
        bodies: The bodies of the answers.
        closed: The number of times that it was closed.
    """

    def __init__(self, replies: Mapping[str, Sequence[Reply | Exception | Callable[[bytes], Reply]]]) -> None:
        self._replies = {target: list(each) for target, each in replies.items()}
        self._lock = Lock()
        self.received: list[Received] = []
        self.bodies: list[io.BytesIO] = []
        self.closed = 0

    @property
    def targets(self) -> list[str]:
        return [request.target for request in self.received]

    def send(self, request: HttpRequest) -> HttpAnswer:
        body = (
            request.body
            if request.body is None or isinstance(request.body, bytes)
            else b"".join(request.body)
        )
        with self._lock:
            self.received.append(Received(request.method, request.target, dict(request.headers), body))
            try:
                replies = self._replies[request.target]
            except KeyError:
                replies = self._unknown(request.target)
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if isinstance(reply, Exception):
            raise reply
        if not isinstance(reply, Reply):
            reply = reply(body or b"")
        self.bodies.append(io.BytesIO(reply.body))
        headers = reply.headers_for(request.target).items()
        return HttpAnswer(reply.status, headers, self.bodies[-1])

    @staticmethod
    def _unknown(target: str) -> list[Reply | Exception | Callable[[bytes], Reply]]:
        """Return the answer about a document that Digipost does not have; other targets are a mistake."""
        assert _STATUS.fullmatch(target), target
        return [error(404, "DOCUMENT_NOT_FOUND")]

    def close(self) -> None:
        self.closed += 1


def entry_point(
    *links: str, certificate: Signer | None = "server", create_message: str = f"{API}/messages"
) -> Reply:
    """The answer to `GET /`, with these further `link` elements."""
    pem = (VECTORS / f"{certificate}.cert.pem").read_text() if certificate else ""
    element = f"<certificate>{pem}</certificate>" if certificate else ""
    first = f'<link rel="{API}/relations/create_message" uri="{create_message}" media-type="x"/>'
    document = f"<entrypoint {V8}>{element}{first if create_message else ''}{''.join(links)}</entrypoint>"
    # The answer that brings the key is not signed by it in any way that could be checked.
    return Reply(document.encode(), headers={"X-Digipost-Signature": ""})


def error(status: int, code: str = "", message: str = "", error_type: str = "") -> Reply:
    """An answer with an `error` document."""
    kind = f"<error-type>{error_type}</error-type>" if error_type else ""
    document = (
        f"<error {V8}><error-code>{code}</error-code><error-message>{message}</error-message>{kind}</error>"
    )
    return Reply(document.encode(), status)


def receipt(sent: bytes) -> Reply:
    """Digipost's receipt for the message in the body of a request, to be read from the body itself."""
    message_id = re.search(rb"<message-id>(.*?)</message-id>", sent)
    uuid = re.search(rb"<primary-document><uuid>(.*?)</uuid>", sent)
    sender = re.search(rb"<sender-id>(.*?)</sender-id>", sent)
    assert message_id
    assert uuid
    return _delivery(message_id[1].decode(), uuid[1].decode(), sender[1].decode() if sender else "12345")


def delivery_of(message: Message, *, sender_id: int = 12345) -> Reply:
    """Digipost's receipt for this message."""
    return _delivery(message.message_id, str(message.primary_document.uuid), str(sender_id))


def _delivery(message_id: str, uuid: str, sender_id: str) -> Reply:
    return Reply(
        f"<message-delivery {V8}><message-id>{message_id}</message-id>"
        f"<delivery-method>DIGIPOST</delivery-method><sender-id>{sender_id}</sender-id>"
        "<status>DELIVERED</status><delivery-time>2024-06-03T12:00:02Z</delivery-time><primary-document>"
        f"<uuid>{uuid}</uuid><file-type>pdf</file-type></primary-document></message-delivery>".encode(),
        status=201,
    )


DELIVERY = Reply(
    f"<message-delivery {V8}><delivery-method>DIGIPOST</delivery-method><sender-id>12345</sender-id>"
    "<status>DELIVERED</status><delivery-time>2024-06-03T12:00:02Z</delivery-time><primary-document>"
    "<uuid>00000000-0000-4000-8000-000000000011</uuid><file-type>pdf</file-type></primary-document>"
    "</message-delivery>".encode(),
    status=201,
)
"""The answer to the message with this document, without its message id."""
