"""`docs/cli.md`: every command on the page runs, and prints what the page shows.

`python -m tests.cli.test_page` writes what they print now into the page.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.transcript import BLOCK, ROOT, commands, compare, made_alike, with_output

PAGE = ROOT / "docs" / "cli.md"


@pytest.mark.thorough
def test_the_page_shows_what_is_printed(tmp_path: Path) -> None:
    compare(PAGE, tmp_path)


def test_the_pages_show_every_command() -> None:
    from digipost.cli.commands import COMMANDS  # noqa: PLC0415

    pages = "".join(page.read_text(encoding="utf-8") for page in (PAGE, PAGE.with_name("bulk.md")))
    typed = " ".join(each for block in BLOCK.findall(pages) for each, _ in commands(block))
    assert [name for name in COMMANDS if f"digipost {name} " not in f"{typed} "] == []


def test_what_is_typed_is_told_from_what_is_shown() -> None:
    block = "$ digipost send a.pdf \\\n    --to-pin -\nStatus   DELIVERED\n\nx\n$ echo $?\n0\n"
    assert commands(block) == [
        ("digipost send a.pdf \\\n    --to-pin -", "Status   DELIVERED\n\nx\n"),
        ("echo $?", "0\n"),
    ]


def test_only_what_has_to_differ_is_made_alike() -> None:
    shown = (
        "at 2026-11-23 12:22:04 UTC, 127.0.0.1:8282: 3020082c-1dc2-5b90-af20-0afbf4c937d4 DELIVERED in 9 ms"
    )
    assert made_alike(shown) == "at TIME, HOST: UUID DELIVERED DURATION"


def test_only_output_that_differs_is_written_anew(tmp_path: Path) -> None:
    page = "```console\n$ printf 'in 5 ms\\n'\nin {} ms\n$ echo $?\n{}\n```\n"
    assert with_output(page.format(7, 1), tmp_path) == page.format(7, 0)


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        PAGE.write_text(with_output(PAGE.read_text(encoding="utf-8"), Path(temporary)), encoding="utf-8")
