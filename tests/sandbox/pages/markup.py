"""HTML as tests look at it."""

from __future__ import annotations

from typing import Any

from lxml import html

__all__ = ["found", "said"]


def found(page: str, path: str) -> list[Any]:
    """What an XPath finds in a page: elements, or texts."""
    nodes = html.document_fromstring(page).xpath(path)
    assert isinstance(nodes, list)
    return nodes


def said(page: str) -> str:
    """What a page says, as one line."""
    (body,) = found(page, "//body")
    return " ".join(" ".join(body.itertext()).split())
