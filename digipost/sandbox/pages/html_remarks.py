"""The remarks of Digipost's HTML validator on a document, for the letter's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from digipost.preflight.html import checked_html_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from digipost.preflight.html import HtmlMessage

__all__ = ["Remark", "remarks_on"]

_MOST_SHOWN = 50
_EXCERPT = 80  # characters


@attrs.frozen
class Remark:
    """A remark on a place in a document.

    Attributes:
        kind: The kind of remark: refused, changed or advice.
        line: The line, counted from 1.
        column: The character in the line, counted from 1.
        text: The remark.
        excerpt: The beginning of the text at that place.
    """

    kind: str
    line: int
    column: int
    text: str
    excerpt: str


def remarks_on(path: Path) -> tuple[Remark, ...]:
    """Check an HTML document that arrived; if it was encrypted, it may hold HTML that Digipost refuses."""
    data = path.read_bytes()
    report = checked_html_bytes(data)
    lines = data.decode(errors="replace").split("\n")
    found = (
        *_of_kind("refused", (*report.messages, *report.further), lines),
        *_of_kind("changed", report.changes if report.is_accepted else (), lines),
        *_of_kind("advice", report.advice, lines),
    )
    return found[:_MOST_SHOWN]


def _of_kind(kind: str, messages: Iterable[HtmlMessage], lines: list[str]) -> Iterator[Remark]:
    for each in messages:
        excerpt = lines[each.line - 1][each.column - 1 :][:_EXCERPT].strip()
        yield Remark(kind, each.line, each.column, each.text, excerpt)
