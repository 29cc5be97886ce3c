"""`docs/preflight.md`: the command on the page runs, and prints what the page shows.

`python -m tests.cli.test_preflight_page` writes what it prints now into the page.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image

from tests.cli.transcript import BLOCK, ROOT, compare, with_output

PAGE = ROOT / "docs" / "preflight.md"


@pytest.mark.thorough
def test_the_page_shows_what_is_printed(tmp_path: Path) -> None:
    compare(PAGE, tmp_path)
    with Image.open(tmp_path / "letter.png") as picture:
        assert picture.width > picture.height  # three pages side by side


def test_every_command_on_the_page_is_run() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page.count("$ digipost ") == sum(block.count("$ digipost ") for block in BLOCK.findall(page)) > 0


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        PAGE.write_text(with_output(PAGE.read_text(encoding="utf-8"), Path(temporary)), encoding="utf-8")
