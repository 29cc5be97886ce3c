"""`docs/preflight.md`: the command on the page runs, and prints what the page shows.

`python -m tests.cli.test_preflight_page` writes what it prints now into the page.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.cli.transcript import BLOCK, ROOT, compare, with_output
from tests.support.pdfs import Page, paged, text_at

HTML = """<!doctype html>
<html lang="nb"><head><title>Vedtak</title><style>
p { color: black; }
@media (max-width: 600px) { p { color: blue; } }
</style></head><body>
<h1>Vedtak</h1>
<p style="font-size: 10px">Hei Kari</p>
</body></html>
"""
PAGE = ROOT / "docs" / "preflight.md"


def prepare(folder: Path) -> None:
    """Put the letters of the page into a folder: on the second page of the PDF, text is in the way."""
    letter = paged(Page(), Page(content=text_at(20, 500, "in the way")), Page())
    (folder / "letter.pdf").write_bytes(letter)
    (folder / "letter.html").write_text(HTML, encoding="utf-8")


def test_the_page_shows_what_is_printed(tmp_path: Path) -> None:
    prepare(tmp_path)
    compare(PAGE, tmp_path)
    with Image.open(tmp_path / "letter.png") as picture:
        assert picture.width > picture.height  # three pages side by side


def test_every_command_on_the_page_is_run() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page.count("$ digipost ") == sum(block.count("$ digipost ") for block in BLOCK.findall(page)) > 0


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        prepare(Path(temporary))
        PAGE.write_text(with_output(PAGE.read_text(encoding="utf-8"), Path(temporary)), encoding="utf-8")
