"""Widths and heights of glyphs in a composite font (ISO 32000-1, 9.7.4.3)."""

from __future__ import annotations

from digipost.preflight.pdf.objects import items_of, number_of

__all__ = ["MOST_WIDTHS", "heights_of", "widths_of"]

MOST_WIDTHS = 70_000
"""The maximum number of glyphs of a font that are read."""


def widths_of(items: list[object]) -> dict[int, float]:
    """Return widths by code. A font lists a code and an array, or two codes and one width for all between."""
    widths: dict[int, float] = {}
    place = 0
    while place + 1 < len(items) and len(widths) < MOST_WIDTHS:
        first, second = number_of(items[place]), number_of(items[place + 1])
        if first is None:
            break
        if second is None:
            inner = _numbers(items[place + 1])
            widths |= {int(first) + index: each for index, each in enumerate(inner)}
            place += 2
        elif place + 2 < len(items):
            width = number_of(items[place + 2]) or 0.0
            most = min(int(second), int(first) + MOST_WIDTHS)
            widths |= dict.fromkeys(range(int(first), most + 1), width)
            place += 3
        else:
            break
    return widths


def heights_of(items: list[object]) -> dict[int, tuple[float, float, float]]:
    """Return heights by code, each with the origin of the glyph; the lists have the same form as widths."""
    heights: dict[int, tuple[float, float, float]] = {}
    place = 0
    while place + 1 < len(items) and len(heights) < MOST_WIDTHS:
        first, second = number_of(items[place]), number_of(items[place + 1])
        if first is None:
            break
        if second is None:
            inner = _numbers(items[place + 1])
            for index in range(len(inner) // 3):
                heights[int(first) + index] = (inner[3 * index], inner[3 * index + 1], inner[3 * index + 2])
            place += 2
            continue
        three = [number_of(each) or 0.0 for each in items[place + 2 : place + 5]]
        if len(three) < 3:  # noqa: PLR2004 - a height and two coordinates
            break
        most = min(int(second), int(first) + MOST_WIDTHS)
        heights |= dict.fromkeys(range(int(first), most + 1), (three[0], three[1], three[2]))
        place += 5
    return heights


def _numbers(array: object) -> list[float]:
    return [number_of(each) or 0.0 for each in items_of(array)]
