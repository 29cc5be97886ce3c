"""Search for the pages of a PDF, by the rules of the validator's PDFBox."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs

from digipost.preflight.pdf.document import MOST_NODES
from digipost.preflight.pdf.objects import dictionary, is_dictionary, list_of, name_of, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object

    from digipost.preflight.pdf.document import PdfFile

__all__ = ["Page", "pages"]

_MOST_ANCESTORS = 100  # ancestors of a page; in a damaged tree, a node can be its own ancestor
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")  # ISO 32000-1, table 30


@attrs.frozen
class Page:
    """Page with its inherited attributes.

    Attributes:
        body: The page's dictionary; None if the page tree refers to an object that is not in the file.
        inherited: The inheritable attributes, set on the page or inherited.
    """

    body: Object | None
    inherited: dict[str, object]

    def attribute(self, key: str) -> object:
        """Return an attribute, set on the page or inherited."""
        return self.inherited.get(key)

    @property
    def resources(self) -> Object | None:
        """Return the resources; None if there are none."""
        found = self.inherited.get("/Resources")
        return cast("Object", found) if is_dictionary(found) else None


def pages(file: PdfFile) -> list[Page]:
    """Return the pages in order.

    PDFBox treats a missing object as an empty page, and a root that is a page as the only page. PDFBox skips
    an object whose type is not `/Page`. If it rebuilt the cross-reference table, it drops missing objects.

    Raises:
        ValueError: The page tree has more nodes than any letter has.
    """
    attributes = _Attributes()
    return [Page(node, attributes.of(node)) if node is not None else Page(None, {}) for node in _leaves(file)]


def _leaves(file: PdfFile) -> Iterator[Object | None]:
    if file.root is None:
        return
    waiting: list[Object | None] = [file.root]
    visited: set[object] = set()
    nodes = 0
    while waiting:
        node = waiting.pop()
        nodes += 1
        if nodes > MOST_NODES:
            raise ValueError("too many pages")
        if node is None:
            if not file.is_rebuilt:
                yield None
        elif "/Kids" in node or name_of(value(node, "/Type")) == "/Pages":
            waiting += reversed([*_kids(node, visited)])
        elif name_of(value(node, "/Type")) == "/Page":
            yield node


def _kids(node: Object, visited: set[object]) -> Iterator[Object | None]:
    """Yield the kids that are pages, nodes not yet visited, or missing."""
    for kid in list_of(node, "/Kids"):
        if kid is None:
            yield None
        elif is_dictionary(kid):
            if "/Kids" in kid:  # type: ignore[operator]
                place = kid.objgen  # type: ignore[attr-defined]
                if place != (0, 0) and place in visited:
                    continue
                visited.add(place)
            yield kid  # type: ignore[misc]


class _Attributes:
    """Attributes of nodes; the attributes of a parent are read once for all its pages."""

    def __init__(self) -> None:
        self._known: dict[object, dict[str, object]] = {}

    def of(self, page: Object) -> dict[str, object]:
        own: dict[str, object] = {key: found for key in _INHERITED if (found := page.get(key)) is not None}
        if len(own) == len(_INHERITED):
            return own
        return {**self._of_parent(page), **own}

    def _of_parent(self, page: Object) -> dict[str, object]:
        chain: list[Object] = []
        node = page
        inherited: dict[str, object] = {}
        while len(chain) < _MOST_ANCESTORS:
            parent = dictionary(node, "/Parent") or dictionary(node, "/P")
            if parent is None or name_of(value(parent, "/Type")) != "/Pages":
                break
            if (known := self._known.get(parent.objgen)) is not None:
                inherited = known
                break
            chain.append(parent)
            node = parent
        for node in reversed(chain):
            inherited = {
                **inherited,
                **{key: each for key in _INHERITED if (each := node.get(key)) is not None},
            }
            if node.is_indirect:
                self._known[node.objgen] = inherited
        return inherited
