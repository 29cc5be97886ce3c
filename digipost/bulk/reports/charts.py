"""Charts of a report as data: bars in percent of their chart, which the template draws as inline SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

__all__ = ["Bar", "Timeline", "ranked_bars", "share_bars", "timeline"]

_LEAST = 0.3  # percent: a few rows among thousands must stay visible
_GAP = 0.08  # part of a column's width


def _visible(width: float) -> float:
    return max(width, _LEAST)


@attrs.frozen
class Bar:
    """Bar of a chart.

    Attributes:
        name: The CSS class, which is the name of a state.
        label: The label of the bar.
        count: The number of rows.
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
    """Chart of letters over time.

    Attributes:
        bars: A column for each span of time, as high as the number of letters in it.
        first: The beginning of the first span.
        last: The beginning of the last span.
        highest: The highest rate, in letters a second.
    """

    bars: Sequence[Bar]
    first: datetime
    last: datetime
    highest: float


def share_bars(parts: Sequence[tuple[str, str, int]]) -> list[Bar]:
    """Return the parts of a single bar, divided by the counts of classes and labels."""
    total = sum(count for _, _, count in parts)
    drawn, left = [], 0.0
    for name, label, count in parts:
        if count:
            width = 100 * count / total
            drawn.append(Bar(name, label, count, left, width))
            left += width
    return drawn


def timeline(times: Sequence[tuple[datetime, int]]) -> Timeline | None:
    """Return the columns of letters over time; None if there would be only one column."""
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
    """Return a bar for each class, label and count; the longest has the full width."""
    most = max((count for _, _, count in rows), default=0)
    return [Bar(name, label, count, width=100 * count / most) for name, label, count in rows]
