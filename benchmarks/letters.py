"""CPU of a sent letter, against a manual loop that hashes, signs, formats a string and verifies nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import tempfile
import time
from email.utils import formatdate
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from uuid import uuid4

import requests
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from sandbox_process import PASSWORD, sandbox_process

from digipost import ClientConfig, DigipostClient, Document, Environment, Message, RequestSigning, recipient

if TYPE_CHECKING:
    from collections.abc import Callable

BROKER = 12345
DOCUMENT = b"%PDF-1.7\n" + bytes(50_000)
PERSON = "01013300001"
ROUNDS, LETTERS = 15, 60

BODY = """--{boundary}\r
Content-Disposition: attachment; filename="message"\r
Content-Type: application/vnd.digipost-v8+xml\r
\r
<?xml version="1.0" encoding="UTF-8"?><message xmlns="http://api.digipost.no/schema/v8"><message-id>{message}\
</message-id><recipient><personal-identification-number>{person}</personal-identification-number></recipient>\
<primary-document><uuid>{document}</uuid><subject>Invoice</subject><file-type>pdf</file-type>\
<authentication-level>PASSWORD</authentication-level><sensitivity-level>NORMAL</sensitivity-level>\
</primary-document></message>\r
--{boundary}\r
Content-Disposition: attachment; filename="{document}"\r
Content-Type: application/pdf\r
\r
"""


def by_hand(url: str, certificate: Path) -> Callable[[], None]:
    """Return a function that sends a letter without this library, and without most of its checks."""
    key = load_pkcs12(certificate.read_bytes(), PASSWORD.encode()).key
    session = requests.Session()

    def send() -> None:
        boundary, document = str(uuid4()), str(uuid4())
        head = BODY.format(boundary=boundary, message=uuid4(), person=PERSON, document=document)
        body = head.encode() + DOCUMENT + f"\r\n--{boundary}--\r\n".encode()
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        date = formatdate(usegmt=True)
        canonical = (
            f"POST\n/messages\ndate: {date}\nx-content-sha256: {digest}\nx-digipost-userid: {BROKER}\n\n"
        )
        signature = key.sign(canonical.encode(), PKCS1v15(), SHA256())
        headers = {
            "X-Digipost-UserId": str(BROKER),
            "Date": date,
            "X-Content-SHA256": digest,
            "X-Digipost-Signature": base64.b64encode(signature).decode(),
            "Accept": "application/vnd.digipost-v8+xml",
            "Content-Type": f"multipart/vnd.digipost-v8+xml; boundary={boundary}",
        }
        answer = session.post(f"{url}/messages", data=body, headers=headers)
        if answer.status_code != 201:
            raise RuntimeError(answer.text)

    return send


def with_digipost(url: str, certificate: Path) -> Callable[[], None]:
    """Return a function that sends the same letter by this library, with the response verified and read."""
    config = ClientConfig(broker_id=BROKER, environment=Environment.custom(url))
    client = DigipostClient(config, RequestSigning.from_pkcs12(certificate, PASSWORD))

    def send() -> None:
        document = Document.from_bytes(DOCUMENT, subject="Invoice", file_type="pdf")
        to = recipient.by_personal_identification_number(PERSON)
        client.messages.send(Message(recipient=to, primary_document=document))

    return send


def main() -> None:
    """Print the CPU milliseconds of a letter, by hand and with digipost, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        certificate = Path(folder, "certificate.p12")
        with sandbox_process(certificate) as url:
            contenders = {"by hand": by_hand(url, certificate), "digipost": with_digipost(url, certificate)}
            rounds: dict[str, list[float]] = {name: [] for name in contenders}
            # In turns, so that other load on the machine disturbs both alike.
            for _ in range(ROUNDS):
                for name, send in contenders.items():
                    started = time.process_time()
                    for _ in range(LETTERS):
                        send()
                    rounds[name].append((time.process_time() - started) / LETTERS * 1000)
    json.dump({name: median(values[1:]) for name, values in rounds.items()}, sys.stdout)


if __name__ == "__main__":
    main()
