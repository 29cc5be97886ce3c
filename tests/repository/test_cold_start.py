"""Modules that a fresh process loads for its first letter: those that the letter needs, and no others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
LETTER = """
import sys
from digipost import ClientConfig, DigipostClient, Document, Environment, Message, RequestSigning, recipient

config = ClientConfig(broker_id=12345, environment=Environment.custom(sys.argv[1]))
with DigipostClient(config, RequestSigning.from_pkcs12(sys.argv[2], "password")) as client:
    document = Document.from_bytes(b"%PDF-1.7", subject="Invoice", file_type="pdf")
    to = recipient.by_personal_identification_number("01013300001")
    print(client.messages.send(Message(recipient=to, primary_document=document)).status)
print(*sys.modules)
"""
FOR_OTHER_LETTERS = (
    *("digipost.preflight", "digipost_schema.datatypes", "digipost.telemetry.opentelemetry"),
    *("digipost.auth.client_credentials", "digipost.auth.mutual_tls", "digipost.auth.oauth"),
)
FOR_OTHER_PROGRAMS = (
    "digipost.aio",
    "digipost.bulk",
    "digipost.cli",
    "digipost.sandbox",
    "digipost.plain_data",
)
EXTRAS = ("anyio", "click", "jinja2", "opentelemetry", "pikepdf", "PIL", "pypdfium2", "starlette", "tinycss2")


@pytest.mark.thorough
def test_a_first_letter_loads_what_it_needs_alone(digipost_sandbox: Sandbox, tmp_path: Path) -> None:
    digipost_sandbox.issue_certificate(tmp_path / "certificate.p12", "password")
    command = [sys.executable, "-c", LETTER, digipost_sandbox.url, str(tmp_path / "certificate.p12")]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    status, *loaded = said.split()
    assert status == "DELIVERED"
    unneeded = (*FOR_OTHER_LETTERS, *FOR_OTHER_PROGRAMS, *EXTRAS)
    assert [each for each in loaded if f"{each}.".startswith(tuple(f"{name}." for name in unneeded))] == []
