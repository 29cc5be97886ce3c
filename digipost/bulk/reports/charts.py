"""Charts of a report as data: bars in percent of their chart, which the template draws as inline SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

__all__ = ["Bar", "Timeline", "ranked_bars", "share_bars", "timeline"]

_LEAST = 0.3  # percent: a few rows among thousands shall be seen too
_GAP = 0.08  # of a column's width


def _visible(width: float) -> float:
    return max(width, _LEAST)


@attrs.frozen
class Bar:
    """A bar.

    Attributes:
        name: The CSS class, which is a state.
        label: The text that goes with it.
        count: The number of rows that it stands for.
        left: The distance from the left edge, in percent.
        width: The width, in percent.
        height: The height, in percent.
    """

    name: str
    label: str
    count: int
    left: float = 0.0
    width: float = attrs.field(default=100.0, converter=_visible)
    height: float = 100.0


@attrs.frozen
class Timeline:
    """Letters over time.

    Attributes:
        bars: A column for each part of the time, as high as the letters in it.
        first: The beginning of the first part.
        last: The beginning of the last part.
        highest: The most letters a second.
    """

    bars: Sequence[Bar]
    first: datetime
    last: datetime
    highest: float


def share_bars(parts: Sequence[tuple[str, str, int]]) -> list[Bar]:
    """Return one bar, divided by the counts of classes and labels."""
    total = sum(count for _, _, count in parts)
    drawn, left = [], 0.0
    for name, label, count in parts:
        if count:
            width = 100 * count / total
            drawn.append(Bar(name, label, count, left, width))
            left += width
    return drawn


def timeline(times: Sequence[tuple[datetime, int]]) -> Timeline | None:
    """Return the columns of letters over time; None where a single one would tell it all."""
    most = max((count for _, count in times), default=0)
    if len(times) < 2 or not most:  # noqa: PLR2004 - as said
        return None
    width = 100 / len(times)
    bars = [
        Bar("delivered", f"{at:%H:%M:%S}", count, index * width, width * (1 - _GAP), 100 * count / most)
        for index, (at, count) in enumerate(times)
    ]
    first, last = times[0][0], times[-1][0]
    return Timeline(bars, first, last, most / (times[1][0] - first).total_seconds())


def ranked_bars(rows: Sequence[tuple[str, str, int]]) -> list[Bar]:
    """Return a bar for each class, label and count, the longest being the whole width."""
    most = max((count for _, _, count in rows), default=0)
    return [Bar(name, label, count, width=100 * count / most) for name, label, count in rows]
