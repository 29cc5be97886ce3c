"""The documentation names its actors: caller, client, server, recipient, sender."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
WORD = re.compile(r"\w[\w'-]*")
# A reader has to find out which person or program each of these stands for.
UNNAMED = {"nobody", "somebody", "who", "whoever", "whom"}
MOST = 0.5  # in 1000 words


def words(text: str) -> list[str]:
    """The words of a page's prose, without its examples."""
    return [word.lower() for word in WORD.findall(FENCED.sub("", text))]


def unnamed(text: str) -> list[str]:
    return [word for word in words(text) if word in UNNAMED]


def test_pages_name_their_actors() -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md")}
    found = {path.name: unnamed(text) for path, text in pages.items() if unnamed(text)}
    count = sum(len(words(text)) for text in pages.values())
    assert count > 10_000
    assert sum(map(len, found.values())) * 1000 <= MOST * count, found


def test_words_of_examples_do_not_count() -> None:
    text = "Who sends?\n\n```python\nprint('Who sends?')\n```\n\nWhoever has it, or somebody else; the whole."
    assert unnamed(text) == ["who", "whoever", "somebody"]
