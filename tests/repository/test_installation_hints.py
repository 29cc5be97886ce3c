"""Hints to install an extra, which every shell has to understand: zsh takes bare brackets for a pattern."""

from __future__ import annotations

import re
from pathlib import Path

SOURCES = sorted((Path(__file__).parents[2] / "digipost").rglob("*.py"))


def test_the_name_of_an_extra_is_quoted() -> None:
    bare = re.compile(r"pip install digipost\[")
    assert len(SOURCES) > 100
    assert [path.name for path in SOURCES if bare.search(path.read_text(encoding="utf-8"))] == []
