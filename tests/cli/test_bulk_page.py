"""`docs/bulk.md`: every command on the page runs, and prints what the page shows.

`python -m tests.cli.test_bulk_page` writes what they print now into the page.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.transcript import ROOT, compare, with_output

PAGE = ROOT / "docs" / "bulk.md"


def prepare(folder: Path) -> None:
    """Put the workbook that the page names, and its letters, into a folder."""
    shutil.copytree(ROOT / "examples" / "fakturaer", folder / "fakturaer")


@pytest.mark.thorough
def test_the_page_shows_what_is_printed(tmp_path: Path) -> None:
    prepare(tmp_path)
    compare(PAGE, tmp_path)


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        prepare(Path(temporary))
        PAGE.write_text(with_output(PAGE.read_text(encoding="utf-8"), Path(temporary)), encoding="utf-8")
