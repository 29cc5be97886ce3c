"""Time to the first response of a sandbox, and the time of a letter when there are many; prints JSON.

Times are in milliseconds. `start` is the time to the first response of the first sandbox, with its modules
imported. `early` and `late` are medians for sending a letter and requesting its status, around letter 100 and
around letter 10 000.
"""

from __future__ import annotations

import http.client
import json
import time
from statistics import median

from digipost import Document, Message, recipient
from digipost.client import DigipostClient
from digipost.sandbox import Sandbox

EARLY, LATE, AROUND = 100, 10_000, 200


def start() -> float:
    """Measure from `Sandbox()` to the first response, a refusal that is signed like any other."""
    started = time.perf_counter()
    with Sandbox() as sandbox:
        connection = http.client.HTTPConnection("127.0.0.1", int(sandbox.url.rpartition(":")[2]))
        connection.request("GET", "/")
        connection.getresponse().read()
        taken = time.perf_counter() - started
        connection.close()
    return taken


def send(client: DigipostClient) -> float:
    """Send a letter and request its status; return the time in seconds."""
    document = Document.from_bytes(b"%PDF-1.7 a letter", subject="Faktura", file_type="pdf")
    to = recipient.by_personal_identification_number("31108412345")
    started = time.perf_counter()
    client.messages.send(Message(recipient=to, primary_document=document))
    client.documents.status(document.uuid, sender_id=12345)
    return time.perf_counter() - started


def main() -> None:
    """Measure, and print the times."""
    first = start()
    with Sandbox() as sandbox:
        client = sandbox.client()
        taken = [send(client) for _ in range(LATE + AROUND)]
        if len(sandbox.letters) != len(taken):
            raise RuntimeError("not all letters are there")
    early, late = (median(taken[count : count + AROUND]) for count in (EARLY, LATE))
    print(
        json.dumps({name: each * 1e3 for name, each in (("start", first), ("early", early), ("late", late))})
    )


if __name__ == "__main__":
    main()
