"""Draw the terminal output of commands, for docs/cli.md: python docs/cli_pictures.py."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from demo_picture import DOCS, draw

from digipost.sandbox import Sandbox

PASSWORD = "only for these pictures"  # noqa: S105 - of a certificate that lives for a second
PICTURES = {
    "doctor": "digipost doctor",
    "dry-run": 'digipost send invoice.pdf --to-pin - --subject "Invoice 2026-117" --dry-run',
}


def main() -> None:
    """Run the commands against a sandbox, and write the pictures."""
    with TemporaryDirectory() as folder, Sandbox(port=8282) as sandbox:
        certificate = Path(folder, "certificate.p12")
        sandbox.issue_certificate(certificate, PASSWORD)
        variables = {
            "DIGIPOST_BROKER_ID": str(sandbox.broker_id),
            "DIGIPOST_API_URL": sandbox.url,
            "DIGIPOST_CERTIFICATE": str(certificate),
            "DIGIPOST_CERTIFICATE_PASSWORD": PASSWORD,
            "FORCE_COLOR": "1",
            "COLUMNS": "80",
        }
        for name, typed in PICTURES.items():
            printed = subprocess.run(  # noqa: S603 - our own program
                [sys.executable, "-m", *shlex.split(typed)],
                input="31108412345\n",
                capture_output=True,
                text=True,
                check=True,
                cwd=DOCS.parent / "examples",
                env=os.environ | variables,
            )
            draw(name, typed, printed.stdout + printed.stderr, width=82)


if __name__ == "__main__":
    main()
