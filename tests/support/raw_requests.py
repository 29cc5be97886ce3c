"""Requests as any client could make them: canonical strings written out, signed by `cryptography` alone."""

from __future__ import annotations

import http.client
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from digipost.sandbox import Sandbox

DATE = "Mon, 03 Jun 2024 12:00:02 GMT"
BROKER_ID = 777
BOUNDARY = "boundary-of-a-test"
MULTIPART = f"multipart/vnd.digipost-v8+xml; boundary={BOUNDARY}"
V8 = "{http://api.digipost.no/schema/v8}"


def content_hash(data: bytes) -> str:
    return b64encode(sha256(data).digest()).decode()


def canonical_request(method: str, target: str, body: bytes | None) -> str:
    """Return the string to sign, by Digipost's security documentation."""
    path, _, query = target.partition("?")
    hash_line = "" if body is None else f"x-content-sha256: {content_hash(body)}\n"
    user = f"x-digipost-userid: {BROKER_ID}"
    return f"{method}\n{path.lower()}\ndate: {DATE}\n{hash_line}{user}\n{query.lower()}\n"


@attrs.frozen
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def xml(self) -> etree._Element:
        return etree.fromstring(self.body)

    def text(self, name: str) -> str | None:
        return self.xml.findtext(f"{V8}{name}")

    @property
    def refusal(self) -> tuple[int, str | None]:
        assert self.xml.tag == f"{V8}error"
        return self.status, self.text("error-code")


@attrs.frozen
class Caller:
    """A broker that does everything right, but for what a test tells it to do otherwise."""

    sandbox: Sandbox
    key: RSAPrivateKey

    def headers(
        self, method: str, target: str, body: bytes | None = None, *, signed: str | None = None
    ) -> dict[str, str]:
        """The headers of a request; `signed` stands for another canonical string than the right one."""
        headers = {"X-Digipost-UserId": str(BROKER_ID), "Date": DATE}
        if body is not None:
            headers |= {"X-Content-SHA256": content_hash(body), "Content-Length": str(len(body))}
        canonical = canonical_request(method, target, body) if signed is None else signed
        signature = self.key.sign(canonical.encode(), PKCS1v15(), SHA256())
        return headers | {"X-Digipost-Signature": b64encode(signature).decode()}

    def get(self, target: str) -> Answer:
        return exchange(self.sandbox, "GET", target, self.headers("GET", target))

    def post(self, body: bytes, content_type: str = MULTIPART) -> Answer:
        headers = self.headers("POST", "/messages", body) | {"Content-Type": content_type}
        return exchange(self.sandbox, "POST", "/messages", headers, body)


def port_of(sandbox: Sandbox) -> int:
    return int(sandbox.url.rpartition(":")[2])


def exchange(
    sandbox: Sandbox,
    method: str,
    target: str,
    headers: Mapping[str, str],
    body: bytes | Iterable[bytes] | None = None,
) -> Answer:
    """Send exactly these headers (and `Host`), and read the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port_of(sandbox), timeout=10)
    try:
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, response.read())
    finally:
        connection.close()


def certificate_of(answer: Answer) -> str:
    text = answer.text("certificate")
    assert text is not None
    return text


def check_signature(answer: Answer, path: str, certificate: str) -> None:
    """The answer is signed as the documentation has it; raises when it is not."""
    key = x509.load_pem_x509_certificate(certificate.encode()).public_key()
    assert isinstance(key, RSAPublicKey)
    canonical = canonical_answer(answer, path)
    signature = b64decode(answer.headers["x-digipost-signature"], validate=True)
    key.verify(signature, canonical.encode(), PKCS1v15(), SHA256())


def canonical_answer(answer: Answer, path: str) -> str:
    date, digest = answer.headers["date"], answer.headers.get("x-content-sha256")
    hash_line = "" if digest is None else f"x-content-sha256: {digest}\n"
    return f"{answer.status}\n{path.lower()}\ndate: {date}\n{hash_line}"


@attrs.frozen
class Letter:
    """The parts of a letter's body; a test changes with `attrs.evolve` what it is about."""

    message_id: str = "message-1"
    sender: str = ""
    recipient: str = "<personal-identification-number>31108412345</personal-identification-number>"
    before_document: str = ""
    uuid: str = attrs.field(factory=lambda: str(uuid4()))
    subject: str = "<subject>Faktura</subject>"
    in_document: str = ""
    attachments: str = ""
    at_end: str = ""
    content: bytes = b"%PDF-1.7 a letter"

    @property
    def xml(self) -> bytes:
        return (
            '<?xml version="1.0" encoding="UTF-8"?><message xmlns="http://api.digipost.no/schema/v8">'
            f"<message-id>{self.message_id}</message-id>{self.sender}<recipient>{self.recipient}</recipient>"
            f"{self.before_document}"
            f"<primary-document><uuid>{self.uuid}</uuid>{self.subject}<file-type>pdf</file-type>"
            f"{self.in_document}</primary-document>{self.attachments}{self.at_end}</message>"
        ).encode()

    @property
    def body(self) -> bytes:
        return multipart(part("message", self.xml), part(self.uuid, self.content))


def part(name: str, content: bytes) -> bytes:
    return f'Content-Disposition: attachment; filename="{name}"\r\n\r\n'.encode() + content


def multipart(*parts: bytes) -> bytes:
    delimiter = f"--{BOUNDARY}".encode()
    return b"".join(delimiter + b"\r\n" + each + b"\r\n" for each in parts) + delimiter + b"--\r\n"


def attachment(uuid: str, subject: str = "Vedlegg") -> str:
    return (
        f"<attachment><uuid>{uuid}</uuid><subject>{subject}</subject><file-type>pdf</file-type></attachment>"
    )


PRINT_DETAILS = (
    "<print-details><recipient><name>Kari Papir</name><norwegian-address><zip-code>0001</zip-code>"
    "<city>Oslo</city></norwegian-address></recipient><return-address><name>Avsender</name>"
    "<norwegian-address><zip-code>0002</zip-code><city>Oslo</city></norwegian-address></return-address>"
    "</print-details>"
)
NOBODY = "<personal-identification-number>12345678901</personal-identification-number>"
