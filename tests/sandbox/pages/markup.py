"""HTML as tests look at it."""

from __future__ import annotations

from typing import Any

from lxml import html

__all__ = ["found", "said"]


def found(page: str, path: str) -> list[Any]:
    """Return the elements, or texts, that an XPath finds in a page."""
    nodes = html.document_fromstring(page).xpath(path)
    assert isinstance(nodes, list)
    return nodes


def said(page: str) -> str:
    """Return the text of a page as one line."""
    (body,) = found(page, "//body")
    return " ".join(" ".join(body.itertext()).split())
