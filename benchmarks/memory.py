"""The most memory that a process needs to send one document of a given size."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from sandbox_process import PASSWORD, sandbox_process

SMALL, LARGE = 5_000, 500_000_000


def send(url: str, certificate: str, size: int) -> int:
    """Send one document, and return the most memory that this process has had, in bytes."""
    from digipost import (
        ClientConfig,
        DigipostClient,
        Document,
        Environment,
        Message,
        RequestSigning,
        recipient,
    )

    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.truncate(size)
        config = ClientConfig(broker_id=12345, environment=Environment.custom(url))
        with DigipostClient(config, RequestSigning.from_pkcs12(certificate, PASSWORD)) as client:
            document = Document.from_path(file.name, subject="Memory")
            to = recipient.by_personal_identification_number("01013300001")
            client.messages.send(Message(recipient=to, primary_document=document))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _peak_elsewhere(url: str, certificate: Path, size: int) -> int:
    command = [sys.executable, __file__, url, str(certificate), str(size)]
    return int(subprocess.run(command, capture_output=True, check=True).stdout)  # noqa: S603 - our own program


def main() -> None:
    """Print the megabytes by which the large document needs more than the small one, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        certificate = Path(folder, "certificate.p12")
        with sandbox_process(certificate) as url:
            peaks = [_peak_elsewhere(url, certificate, size) for size in (SMALL, LARGE)]
    json.dump({"sending": (peaks[1] - peaks[0]) / 1e6}, sys.stdout)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(send(sys.argv[1], sys.argv[2], int(sys.argv[3])))
    else:
        main()
