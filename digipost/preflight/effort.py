"""How much there is to read on a page, found out before it is read.

A few kilobytes can unfold to gigabytes: by compression, and by forms that draw forms that draw forms. pdfium
has no patience to lose, so that pages which come to more than anybody prints are not given to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digipost.preflight.pdf import data_of, dictionary, list_of, resolved, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.preflight.pdf import Attributes

__all__ = ["MOST_EFFORT", "effort"]

MOST_EFFORT = 32 << 20
"""Bytes of instructions that a page may come to; a dense one has a hundredth of it."""

_DEEPEST = 20  # forms within forms
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
# pypdf decodes these in C; the others in Python, so that their input is bounded.
_QUICK = {None, "/FlateDecode", "/Fl"}
_MOST_SLOW = 1 << 20  # bytes


def effort(page: Attributes) -> int:
    """How many bytes of instructions a page comes to, forms as often as they are drawn.

    Returns:
        The number, or one above `MOST_EFFORT` where it is larger or cannot be told.
    """
    contents = value(page, "/Contents")
    try:
        streams = contents if isinstance(contents, list) else [contents]
        data = b"\n".join(_data(resolved(each)) for each in streams)
        return min(_Drawing().cost(data, dictionary(page, "/Resources"), 0), MOST_EFFORT + 1)
    except Exception:  # noqa: BLE001 - what damaged data can raise in pypdf is not documented
        return MOST_EFFORT + 1


class _TooMuchError(Exception):
    pass


class _Drawing:
    """The forms of one page, each of which is looked into once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, int]] = {}  # with the form itself, so that its id stays its own

    def cost(self, data: bytes, resources: Attributes, depth: int) -> int:
        cost = len(data)
        forms = dictionary(resources, "/XObject")
        for found in _DRAWN.finditer(data) if forms else ():
            name = _ESCAPED.sub(lambda code: bytes.fromhex(code[1].decode()), found[1]).decode("latin-1")
            cost += self._cost_of_form(value(forms, f"/{name}"), resources, depth + 1)
            if cost > MOST_EFFORT:
                raise _TooMuchError
        return cost + sum(
            self._cost_of_form(glyph, resources, depth + 1) for glyph in _drawn_glyphs(resources)
        )

    def _cost_of_form(self, form: object, resources: Attributes, depth: int) -> int:
        if depth > _DEEPEST:
            raise _TooMuchError
        if not isinstance(form, dict) or value(form, "/Subtype") == "/Image":
            return 0
        if id(form) not in self._known:
            own = dictionary(form, "/Resources") or resources
            self._known[id(form)] = form, self.cost(_data(form), own, depth)
        return self._known[id(form)][1]


def _drawn_glyphs(resources: Attributes) -> Iterator[object]:
    """The glyphs of fonts of Type 3, which are small pages themselves."""
    for font in map(resolved, dictionary(resources, "/Font").values()):
        if isinstance(font, dict):
            yield from map(resolved, dictionary(font, "/CharProcs").values())


def _data(stream: object) -> bytes:
    if not isinstance(stream, dict):
        return b""
    filters = list_of(stream, "/Filter") or [value(stream, "/Filter")]
    if set(filters) - _QUICK and len(getattr(stream, "_data", b"")) > _MOST_SLOW:
        raise _TooMuchError
    return data_of(stream)
