"""`docs/bulk.md`: every command on the page runs, and prints what the page shows.

`python -m tests.cli.test_bulk_page` writes what they print now into the page.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.transcript import ROOT, compare, with_output
from tests.support.manifests import write_csv

PAGE = ROOT / "docs" / "bulk.md"
HEADER = ("fnr", "nr", "amount", "kid", "due")
DUE = "2034-02-15T00:00:00+01:00"
ROWS = (
    ("31108412345", 1001, "250.00", "2034114", DUE),
    ("01013300001", 1002, "99.50", "2034122", DUE),
    ("26079833787", 1003, "120.00", "2034130", DUE),
    ("17077700002", 1004, "75.25", "2034148", DUE),
    ("0104310035", 1005, "310.00", "2034155", DUE),
)


def prepare(folder: Path) -> None:
    """Put the files that the page names into a folder."""
    shutil.copytree(ROOT / "examples" / "fakturaer", folder / "fakturaer")
    (folder / "letters").mkdir()
    content = (ROOT / "examples" / "invoice.pdf").read_bytes()
    for number in (1001, 1002, 1004, 1005):
        (folder / "letters" / f"{number}.pdf").write_bytes(content + f"% {number}\n".encode())
    write_csv(folder / "invoices.csv", HEADER, ROWS, between=";")


@pytest.mark.thorough
def test_the_page_shows_what_is_printed(tmp_path: Path) -> None:
    prepare(tmp_path)
    compare(PAGE, tmp_path)


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        prepare(Path(temporary))
        PAGE.write_text(with_output(PAGE.read_text(encoding="utf-8"), Path(temporary)), encoding="utf-8")
