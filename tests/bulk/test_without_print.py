"""The check of a mailing where the extra `print` is not installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.letter_rows import ON_PAPER
from tests.support.manifests import HEADER, PERSON, write_csv
from tests.support.without_libraries import LIBRARIES, digipost_without

if TYPE_CHECKING:
    from digipost.sandbox import Sandbox

ROOT = Path(__file__).parents[2]


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """Two letters that may be printed, and one for a mailbox alone; none is a PDF that can be printed."""
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 broken")
    paper = list(ON_PAPER.values())
    rows = [(PERSON, "letter.pdf", "A", *paper), (PERSON, "letter.pdf", "B", *paper)]
    rows.append((PERSON, "letter.pdf", "C", *[""] * len(paper)))
    return write_csv(tmp_path / "m.csv", (*HEADER, *ON_PAPER), rows)


def checked(sandbox: Sandbox, manifest: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return digipost_without(LIBRARIES, sandbox, "bulk", "send", str(manifest), "--dry-run", *options)


@pytest.mark.thorough
def test_the_check_says_once_that_pdfs_were_not_checked(sandbox: Sandbox, manifest: Path) -> None:
    ended = checked(sandbox, manifest)
    said = [line for line in ended.stderr.splitlines() if line.startswith("Warning")]
    (line,) = said
    assert line == (
        "Warning: The PDFs of 2 letters that may be printed were not checked. To check them, install the "
        "extra print: pip install 'digipost[print]'"
    )
    assert ended.returncode == 0


@pytest.mark.thorough
def test_the_warning_points_to_the_line_that_checks(sandbox: Sandbox, manifest: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        f"""
import sys
for library in {LIBRARIES}:
    sys.modules[library] = None
from digipost import ClientConfig, DigipostClient, Environment, RequestSigning
from digipost.bulk import Mailing
config = ClientConfig(broker_id=12345, environment=Environment.custom({sandbox.url!r}))
with DigipostClient(config, RequestSigning.from_signer(bytes)) as client:
    Mailing({str(manifest)!r}, client).check()  # this line
""",
        encoding="utf-8",
    )
    command = [sys.executable, str(program)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "program.py:9: UserWarning: The PDFs of 2 letters" in ended.stderr


@pytest.mark.thorough
def test_a_check_that_is_required_is_not_left_out(sandbox: Sandbox, manifest: Path) -> None:
    ended = checked(sandbox, manifest, "--require-preflight")
    assert ended.returncode == 3
    assert "--require-preflight: PDFs cannot be checked for print. Install: pip install" in ended.stderr
    assert not manifest.with_suffix(".mailing").exists()
