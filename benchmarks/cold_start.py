"""CPU of a fresh process to its first accepted letter, against one that only loads the libraries it needs.

This is what a serverless function and a command line feel. Both processes open the same certificate. They run
in turns, and the figure is the median of the ratios of neighbours, so that other load disturbs both alike.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from sandbox_process import PASSWORD, sandbox_process

ROUNDS = 25

LIBRARIES = """
import sys
import attrs, requests
from lxml import etree
from pathlib import Path
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
load_pkcs12(Path(sys.argv[2]).read_bytes(), sys.argv[3].encode())
"""

LETTER = """
import sys
from digipost import ClientConfig, DigipostClient, Document, Environment, Message, RequestSigning, recipient
config = ClientConfig(broker_id=12345, environment=Environment.custom(sys.argv[1]))
with DigipostClient(config, RequestSigning.from_pkcs12(sys.argv[2], sys.argv[3])) as client:
    document = Document.from_bytes(b"%PDF-1.7" + bytes(50_000), subject="Invoice", file_type="pdf")
    to = recipient.by_personal_identification_number("01013300001")
    assert client.messages.send(Message(recipient=to, primary_document=document)).status == "DELIVERED"
"""


def milliseconds(program: str, *arguments: str) -> float:
    """Run a program in a fresh process, and return its CPU time."""
    # Compiled modules are part of an installation; a machine may be set up not to write them.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program, *arguments], check=True, env=environment)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def main() -> None:
    """Print the milliseconds of both, and their ratio, as JSON."""
    rounds = []
    with tempfile.TemporaryDirectory() as folder:
        certificate = Path(folder, "certificate.p12")
        with sandbox_process(certificate) as url:
            for _ in range(ROUNDS + 1):
                arguments = url, str(certificate), PASSWORD
                rounds.append((milliseconds(LETTER, *arguments), milliseconds(LIBRARIES, *arguments)))
    ours, libraries = zip(*rounds[1:], strict=True)  # the first round compiles
    ratio = median(our / their for our, their in rounds[1:])
    json.dump({"digipost": median(ours), "libraries": median(libraries), "ratio": ratio}, sys.stdout)


if __name__ == "__main__":
    main()
