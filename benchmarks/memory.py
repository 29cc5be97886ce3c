"""Peak memory of a process that sends, or fetches, one document of a given size."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox_process import PASSWORD, sandbox_process

if TYPE_CHECKING:
    from digipost import DigipostClient

SMALL, LARGE = 5_000, 500_000_000


def send(client: DigipostClient, size: int, folder: Path) -> None:
    """Send one document from a file."""
    from digipost import Document, Message, recipient

    path = folder / "document.pdf"
    with path.open("wb") as file:
        file.truncate(size)
    document = Document.from_path(path, subject="Memory")
    to = recipient.by_personal_identification_number("01013300001")
    client.messages.send(Message(recipient=to, primary_document=document))


def fetch(client: DigipostClient, size: int, folder: Path) -> None:
    """Save one document from the inbox."""
    (document,) = (each for each in client.inbox.list_documents() if each.subject == str(size))
    with client.inbox.content(document) as download:
        download.save(folder / "document.pdf")
    if (folder / "document.pdf").stat().st_size != size:
        raise RuntimeError("the document is not whole")


def measure(url: str, certificate: str, what: str, size: str) -> int:
    """Send or fetch a document, and return this process's peak memory in bytes."""
    from digipost import ClientConfig, DigipostClient, Environment, RequestSigning

    config = ClientConfig(broker_id=12345, environment=Environment.custom(url))
    with (
        tempfile.TemporaryDirectory() as folder,
        DigipostClient(config, RequestSigning.from_pkcs12(certificate, PASSWORD)) as client,
    ):
        {"sending": send, "fetching": fetch}[what](client, int(size), Path(folder))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _peak_elsewhere(url: str, certificate: Path, what: str, size: int) -> int:
    command = [sys.executable, __file__, url, str(certificate), what, str(size)]
    return int(subprocess.run(command, capture_output=True, check=True).stdout)  # noqa: S603 - our own program


def main() -> None:
    """Print the megabytes that the large document needs more than the small document, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        certificate = Path(folder, "certificate.p12")
        with sandbox_process(certificate, SMALL, LARGE) as url:
            peaks = {
                what: [_peak_elsewhere(url, certificate, what, size) for size in (SMALL, LARGE)]
                for what in ("sending", "fetching")
            }
    json.dump({what: (large - small) / 1e6 for what, (small, large) in peaks.items()}, sys.stdout)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(measure(*sys.argv[1:]))
    else:
        main()
