"""Charts as inline SVG, in the colours of the page that they stand in, with their words around them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

__all__ = ["columns_over_time", "ranked_bars", "share_bar"]

_LEAST = 0.3  # percent: a few rows among thousands shall be seen too


def share_bar(parts: Sequence[tuple[str, int]]) -> str:
    """One bar, divided by the counts; each part is of the CSS class that it names."""
    total = sum(count for _, count in parts)
    drawn, left = [], 0.0
    for name, count in parts:
        if count:
            width = 100 * count / total
            drawn.append(_bar(name, left, width, 100, f"{count:,} {name}"))
            left += width
    said = ", ".join(f"{count:,} {name}" for name, count in parts if count)
    return _svg("share", f"Outcomes: {said}", drawn) if drawn else ""


def columns_over_time(times: Sequence[tuple[datetime, int]]) -> str:
    """A column for each part of the time, as high as the letters in it; nothing where one tells it all."""
    most = max((count for _, count in times), default=0)
    if len(times) < 2 or not most:  # noqa: PLR2004 - as said
        return ""
    width = 100 / len(times)
    drawn = [
        _bar(
            "delivered",
            index * width,
            width * 0.92,
            100 * count / most,
            f"{at:%H:%M:%S}: {count:,}",
        )
        for index, (at, count) in enumerate(times)
    ]
    first, last = times[0][0], times[-1][0]
    highest = most / (times[1][0] - first).total_seconds()
    words = (
        f"<span>{first:%Y-%m-%d %H:%M:%S} to {last:%H:%M:%S} UTC</span>"
        f'<span class="muted">at most {highest:,.0f} letters a second</span>'
    )
    return _svg("tall", "Letters over time", drawn) + f'<div class="ends">{words}</div>'


def ranked_bars(bars: Sequence[tuple[str, str, int]]) -> str:
    """For each class, label and count, the label with a bar."""
    most = max((count for _, _, count in bars), default=0)
    return "".join(
        f'<div class="ends"><span>{escape(label)}</span><span>{count:,}</span></div>'
        + _svg("thin", f"{label}: {count:,}", [_bar(name, 0, 100 * count / most, 100, label)])
        for name, label, count in bars
    )


def _bar(name: str, left: float, width: float, height: float, title: str) -> str:
    return (
        f'<rect class="{name}" x="{left:.2f}" width="{max(width, _LEAST):.2f}" y="{100 - height:.2f}" '
        f'height="{height:.2f}"><title>{escape(title)}</title></rect>'
    )


def _svg(name: str, label: str, bars: Sequence[str]) -> str:
    return (
        f'<svg class="{name}" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}">{"".join(bars)}</svg>'
    )
