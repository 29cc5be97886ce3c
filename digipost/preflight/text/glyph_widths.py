"""Widths and heights of glyphs in a composite font (ISO 32000-1, 9.7.4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.preflight.pdf.objects import items_of, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MOST_WIDTHS", "heights_of", "widths_of"]

MOST_WIDTHS = 70_000
"""The maximum number of glyphs of a font that are read."""


def widths_of(items: list[object]) -> dict[int, float]:
    """Return widths by code: a font lists a code and an array, or a range and a single width."""
    return {code: width for code, (width,) in _measures(items, 1).items()}


def heights_of(items: list[object]) -> dict[int, tuple[float, float, float]]:
    """Return heights by code, each with the origin of the glyph; fonts list heights in the form of widths."""
    return {code: (height, x, y) for code, (height, x, y) in _measures(items, 3).items()}


def _measures(items: list[object], each: int) -> dict[int, tuple[float, ...]]:
    """Return the numbers by code; each glyph has `each` numbers."""
    found: dict[int, tuple[float, ...]] = {}
    place = 0
    while place + 1 < len(items) and len(found) < MOST_WIDTHS:
        first, second = number_of(items[place]), number_of(items[place + 1])
        if first is None:
            break
        if second is None:
            inner = _numbers(items_of(items[place + 1]))
            for index in range(len(inner) // each):
                found[int(first) + index] = tuple(inner[each * index : each * (index + 1)])
            place += 2
            continue
        numbers = _numbers(items[place + 2 : place + 2 + each])
        if len(numbers) < each:
            break
        most = min(int(second), int(first) + MOST_WIDTHS)
        found |= dict.fromkeys(range(int(first), most + 1), tuple(numbers))
        place += 2 + each
    return found


def _numbers(items: Iterable[object]) -> list[float]:
    return [number_of(each) or 0.0 for each in items]
