"""The first program of the README: it runs, and shows what it promises."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "first_letter.py"
README = ROOT / "README.md"


@pytest.fixture(scope="module")
def printed() -> str:
    """Return the output of the program on one line, with single spaces and without any frame."""
    result = subprocess.run(
        [sys.executable, "-W", "error", EXAMPLE],
        cwd=ROOT / "examples",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=30,
    )
    assert (result.returncode, result.stderr) == (0, "")
    return " ".join(re.sub(r"[^\w\s.,:@-]", " ", result.stdout).split())


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("the sender", r"67890"),
        ("the recipient", r"Ola Nordmann"),
        ("the status that was answered", r"Answer.{0,10} DELIVERED"),
        ("the channel", r"DIGIPOST"),
        ("the status looked up afterwards", r"Looked up.{0,10} DELIVERED.{0,10}\d\d:\d\d"),
        ("the subject", r"Invoice 2026-117"),
        ("the amount", r"1 ?250[.,]00"),
        ("the due date", r"15\.? December 2026"),
        ("the account", r"1594 ?14 ?32384"),
        ("the KID", r"KID.{0,10} 2026110"),
    ],
)
def test_it_shows(what: str, pattern: str, printed: str) -> None:
    assert re.search(pattern, printed), what


def test_the_readme_shows_the_program_itself() -> None:
    blocks = re.findall(
        r"^```python\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert EXAMPLE.read_text(encoding="utf-8") in blocks
