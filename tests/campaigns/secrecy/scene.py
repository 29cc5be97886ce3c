"""A Digipost on this machine that knows the one whose secrets are planted, and a client of it."""

from __future__ import annotations

import io
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qs, quote, unquote, urlsplit

import attrs
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from lxml import etree

from digipost import (
    ArchiveDocument,
    ClientConfig,
    ClientCredentials,
    DigipostClient,
    Document,
    Message,
    RequestSigning,
    SmsNotification,
    SmsOverrides,
    recipient,
)
from digipost.protocol.multipart import MultipartBody
from digipost.sandbox import Sandbox
from digipost.transport import HttpAnswer, HttpTransport
from digipost.xml import to_xml
from digipost_schema import api_v8
from tests.campaigns.secrecy.planted import (
    ARCHIVED,
    CONTENT,
    FILE_NAME,
    NUMBER,
    PASSWORD,
    PERSON,
    PHONE,
    SUBJECT,
    Search,
)
from tests.support.counterpart import ONCE
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digipost.transport import HttpRequest

Kind = Literal["signature", "token"]
PDF = pdf() + b"\n%" + CONTENT.encode()
CLIENT_ID = "a-client"


class Noting(HttpTransport):
    """The network, which tells a search what tokens are sent over it.

    Attributes:
        echoes: Every request is refused, with an explanation that repeats its path, query and XML.
    """

    def __init__(self, search: Search) -> None:
        super().__init__()
        self._search = search
        self.echoes = False

    def send(self, request: HttpRequest) -> HttpAnswer:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme == "Bearer":
            self._search.add("token", token)
        self._search.add("token", *tokens_in(request.url))
        return _echo_of(request) if self.echoes else super().send(request)


def _echo_of(request: HttpRequest) -> HttpAnswer:
    """A 401, which needs no signature."""
    body = request.body
    xml = body.xml if isinstance(body, MultipartBody) else body if isinstance(body, bytes) else b""
    root = etree.fromstring(xml) if xml else None
    texts = (
        []
        if root is None
        else [each.strip() for each in root.itertext() if isinstance(each, str) and each.strip()]
    )
    said = [request.target, unquote(request.target), *(f"«{each}»," for each in texts)]
    short = [each for each in texts if len(each) < 80]
    said += [spelled for each in short for spelled in (json.dumps(each), quote(each, safe=""), ascii(each))]
    said += [word.upper() for each in short for word in each.split() if word.isalpha()]
    error = api_v8.Error(error_code="NO", error_message=" ".join(said)[:4000], error_type="CLIENT_DATA")
    return HttpAnswer(401, [], io.BytesIO(to_xml(error)))


def tokens_in(url: str) -> list[str]:
    """The tokens that an address holds, which opens a document to everybody who has it."""
    return parse_qs(urlsplit(url).query).get("token", [])


@attrs.frozen
class Scene:
    """The clients and files of a scenario.

    Attributes:
        sandbox: The Digipost.
        client: The broker's, which tries once.
        folder: Its files; certificate and password are there.
        search: For what was planted.
        network: The transport of the client.
    """

    sandbox: Sandbox
    client: DigipostClient
    folder: Path
    search: Search
    network: Noting

    @property
    def file(self) -> Path:
        """A PDF whose name and content are secret."""
        path = self.folder / f"{FILE_NAME}.pdf"
        path.write_bytes(PDF)
        return path

    def document(self, **changes: Any) -> Document:  # noqa: ANN401 - any attribute
        overrides = SmsOverrides(sms_mobile_number=PHONE, text=SUBJECT)
        sms = SmsNotification(after_hours=[24], overrides=overrides)
        described: dict[str, Any] = {"subject": SUBJECT, "sms_notification": sms, **changes}
        return Document.from_path(self.file, **described)

    def letter(self, to: api_v8.MessageRecipient | None = None, **changes: Any) -> Message:  # noqa: ANN401
        to = to or recipient.by_personal_identification_number(NUMBER)
        return Message(**{"recipient": to, "primary_document": self.document(), **changes})

    def sent(self, **changes: Any) -> Message:  # noqa: ANN401
        message = self.letter(**changes)
        self.client.messages.send(message)
        return message

    def receipt(self) -> ArchiveDocument:
        return ArchiveDocument.from_path(self.file, attributes={"case": ARCHIVED}, reference_id=ARCHIVED)

    def archived(self) -> api_v8.ArchiveDocument:
        receipt = self.receipt()
        self.client.archive.put([receipt])
        return self.client.archive.get_document(receipt.uuid)


@contextmanager
def scene(kind: Kind, folder: Path, search: Search) -> Iterator[Scene]:
    """A scene whose client proves who it is in that way."""
    p12 = folder / f"{kind}.p12"
    (folder / "password.txt").write_text(PASSWORD, encoding="utf-8")
    with Sandbox(recipients=[PERSON]) as sandbox:
        if kind == "signature":
            sandbox.issue_certificate(p12, PASSWORD)
            credentials: RequestSigning | ClientCredentials = RequestSigning.from_pkcs12(p12, PASSWORD)
        else:
            sandbox.issue_client(CLIENT_ID, p12, PASSWORD)
            credentials = ClientCredentials.from_pkcs12(CLIENT_ID, p12, PASSWORD, trusted=sandbox.ca_path)
        key = load_pkcs12(p12.read_bytes(), PASSWORD.encode()).key
        assert isinstance(key, RSAPrivateKey)
        search.add_key(key)
        config = ClientConfig(broker_id=sandbox.broker_id, environment=sandbox.environment, retries=ONCE)
        network = Noting(search)
        with DigipostClient(config, credentials, transport=network) as client:
            client.senders.information(sandbox.broker_id)  # entry point and token are there from now on
            yield Scene(sandbox, client, folder, search, network)
