"""Advice on a letter in HTML, for content that a recipient would not see; Digipost accepts such content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.preflight.html_rules.tokens import Tag

__all__ = ["advice_on_css", "advice_on_tag"]

_SMALLEST_TEXT = 12  # px
_PHONE = 360  # px: the width of a small phone
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_NAMED_SIZES = {"xx-small": 9, "x-small": 10}
_FONT_TAG_SIZES = {"1": 10}

_SIZED = re.compile(r"(?<![\w\-])(font-size|font|width|min-width)\s*:([^;{}]*)", re.IGNORECASE)
_LENGTH = re.compile(
    r"(?<![\w.\-#])([0-9]{1,6}(?:\.[0-9]{1,6})?|\.[0-9]{1,6})(px|pt|pc|mm|cm|in)\b", re.IGNORECASE
)
_NAMED = re.compile(r"(?<![\w\-])(xx-small|x-small)(?![\w\-])", re.IGNORECASE)
_BLOCK = re.compile(r"\{([^{}]*)\}")
_PLAIN_WIDTH = re.compile("[0-9]{1,6}")

_WITHOUT_ALT = (
    "The picture has no alt text, so a screen reader cannot describe it. "
    'For a decorative picture, write an empty one: alt="".'
)


def advice_on_tag(tag: Tag) -> Iterator[tuple[str, int]]:
    """Yield advice on a start tag, each with its place in the letter."""
    values = {each.name: each.value for each in reversed(tag.attributes)}
    places = {each.name: each.start for each in tag.attributes}
    if tag.name == "img" and "alt" not in values:
        yield _WITHOUT_ALT, tag.start
    if tag.name == "font" and values.get("size") in _FONT_TAG_SIZES:
        yield _too_small(_FONT_TAG_SIZES[values["size"]]), places["size"]
    style = values.get("style", "")
    if "max-width" not in style.lower() and _PLAIN_WIDTH.fullmatch(values.get("width", "")):
        width = int(values["width"])
        if width > _PHONE:
            yield _too_wide(width), places["width"]
    for text, _ in _advice_on_declarations(style, 0):
        yield text, places["style"]


def advice_on_css(css: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield advice on the text of a `style` element; the text begins at the given place of the letter."""
    for block in _BLOCK.finditer(css):
        yield from _advice_on_declarations(block[1], start + block.start(1))


def _advice_on_declarations(css: str, start: int) -> Iterator[tuple[str, int]]:
    shrinks = "max-width" in css.lower()
    for sized in _SIZED.finditer(css):
        place = start + sized.start()
        pixels = _pixels(sized[2])
        if pixels is None:
            continue
        if sized[1].lower().startswith("font"):
            if 0 < pixels < _SMALLEST_TEXT:
                yield _too_small(pixels), place
        elif pixels > _PHONE and not shrinks:
            yield _too_wide(pixels), place


def _pixels(value: str) -> float | None:
    length = _LENGTH.search(value)
    if length is not None:
        return float(length[1]) * _PIXELS[length[2].lower()]
    named = _NAMED.search(value)
    return None if named is None else _NAMED_SIZES[named[1].lower()]


def _too_small(pixels: float) -> str:
    return f"The text is {pixels:.3g} px high; below {_SMALLEST_TEXT} px it is hard to read."


def _too_wide(pixels: float) -> str:
    return f"{pixels:.4g} px is wider than a phone ({_PHONE} px); use max-width, or a width in per cent."
