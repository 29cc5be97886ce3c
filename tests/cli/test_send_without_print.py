"""`digipost send` where the extras `print` and `html` are not installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.without_libraries import LIBRARIES, digipost_without

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from digipost.sandbox import Sandbox

DIGITAL = ("--to-pin", "31108412345")
PAPER = (
    *("--to-pin", "17077700002", "--print-fallback", "--print-name", "A", "--print-address", "Vei 1"),
    *("--print-address", "0155 Oslo", "--return-name", "D", "--return-address", "0101 Oslo"),
)
PRINT = (
    "PDFs were not checked for print. To check them, install the extra print: pip install 'digipost[print]'"
)
HTML = "HTML was not checked. To check it, install the extra html: pip install 'digipost[html]'"

pytestmark = pytest.mark.thorough


def send(sandbox: Sandbox, file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    libraries = [*LIBRARIES, "tinycss2"]
    return digipost_without(libraries, sandbox, "send", str(file), "--subject", "Hei", "--yes", *options)


@pytest.mark.parametrize(
    ("name", "options", "warned"),
    [
        ("a.pdf", PAPER, [PRINT]),
        ("a.pdf", (*PAPER, "--dry-run"), [PRINT]),
        ("a.pdf", (*PAPER, "--json"), [PRINT]),
        ("a.pdf", DIGITAL, []),
        ("a.html", DIGITAL, [HTML]),
        ("a.html", (*DIGITAL, "--dry-run"), [HTML]),
    ],
)
def test_unchecked_documents_are_told(
    sandbox: Sandbox, tmp_path: Path, name: str, options: tuple[str, ...], warned: list[str]
) -> None:
    (tmp_path / name).write_bytes(b"<p>Hei</p>" if name.endswith("html") else b"%PDF-1.7 broken")
    ended = send(sandbox, tmp_path / name, *options)
    assert ended.returncode == 0, ended.stderr
    said = " ".join(ended.stderr.split())
    assert [each for each in (PRINT, HTML) if said.count(each) == 1] == warned
    assert len(sandbox.letters) == ("--dry-run" not in options)


def test_a_check_that_is_required_is_not_left_out(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    ended = send(sandbox, tmp_path / "a.pdf", *PAPER, "--require-preflight")
    assert ended.returncode == 3
    assert "--require-preflight: PDFs cannot be checked for print. Install: pip install" in ended.stderr
    assert not sandbox.letters
