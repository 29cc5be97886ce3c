"""The command line in a process of its own, where some libraries are not installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.counterpart import VECTORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digipost.sandbox import Sandbox


__all__ = ["digipost_without"]

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
for library in {libraries}:
    sys.modules[library] = None
from digipost.cli import main
main()
"""


def digipost_without(
    libraries: Sequence[str], sandbox: Sandbox, *arguments: str
) -> subprocess.CompletedProcess[str]:
    environment = {
        "DIGIPOST_BROKER_ID": "12345",
        "DIGIPOST_API_URL": sandbox.url,
        "DIGIPOST_CERTIFICATE": str(VECTORS / "broker.p12"),
        "DIGIPOST_CERTIFICATE_PASSWORD_FILE": str(VECTORS / "broker.p12.password.txt"),
    }
    command = [sys.executable, "-c", PROGRAM.format(libraries=[*libraries]), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


LIBRARIES = ["pikepdf", "pypdfium2", "PIL"]
