"""Calls of the public face with arguments that it accepts, for tests that spoil one argument at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.client.calls.builders import of_builders, of_recipients
from tests.client.calls.clients import of_client, of_configuration
from tests.client.calls.offline import of_bulk, of_plain_values
from tests.client.calls.sandboxes import of_sandbox
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from pathlib import Path

    from digipost import DigipostClient
    from digipost.sandbox import Sandbox
    from tests.client.calls.values import Call


def calls(sandbox: Sandbox, client: DigipostClient, folder: Path) -> dict[str, Call]:
    """Return the calls by their names; files are made in the folder."""
    (folder / "letter.pdf").write_bytes(pdf())
    (folder / "letter.html").write_text("<html><head></head><body><p>Hei</p></body></html>")
    (folder / "letters.csv").write_text("recipient.personal_identification_number;document;subject\n")
    return {
        **of_recipients(),
        **of_builders(folder),
        **of_configuration(sandbox, client),
        **of_plain_values(folder),
        **of_client(client),
        **of_sandbox(sandbox, folder),
        **of_bulk(client, folder),
    }
