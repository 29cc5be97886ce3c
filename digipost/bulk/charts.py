"""Charts as inline SVG, in the colours of the page that they stand in."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

__all__ = ["columns_over_time", "ranked_bars", "share_bar"]

_WIDTH = 720
_ROW = 30


def share_bar(parts: Sequence[tuple[str, int]]) -> str:
    """One bar, divided by the counts; each part is of the CSS class that it names."""
    total = sum(count for _, count in parts)
    if not total:
        return ""
    drawn, left = [], 0.0
    for name, count in parts:
        width = _WIDTH * count / total
        if count:
            # A part of a few rows among thousands shall be seen too.
            drawn.append(
                f'<rect class="{name}" x="{left:.2f}" width="{max(width, 2):.2f}" height="36">'
                f"<title>{count:,} {escape(name)}</title></rect>"
            )
        left += width
    said = ", ".join(f"{count} {name}" for name, count in parts if count)
    return _svg(36, f"Outcomes: {said}", "".join(drawn), stretched=True)


def columns_over_time(times: Sequence[tuple[datetime, int]]) -> str:
    """A column for each part of the time, as high as the letters in it."""
    most = max((count for _, count in times), default=0)
    if len(times) < 2 or not most:  # noqa: PLR2004 - one column tells nothing
        return ""
    height, width = 140, _WIDTH / len(times)
    drawn = [
        f'<rect class="delivered" x="{index * width + 0.5:.2f}" y="{height - height * count / most:.2f}" '
        f'width="{max(width - 1, 0.5):.2f}" height="{height * count / most:.2f}">'
        f"<title>{at:%H:%M:%S}: {count:,}</title></rect>"
        for index, (at, count) in enumerate(times)
    ]
    first, last = times[0][0], times[-1][0]
    seconds = (times[1][0] - first).total_seconds()
    labels = (
        f'<text x="0" y="{height + 18}">{first:%Y-%m-%d %H:%M:%S} UTC</text>'
        f'<text x="{_WIDTH}" y="{height + 18}" text-anchor="end">{last:%H:%M:%S}</text>'
        f'<text class="muted" x="{_WIDTH / 2}" y="{height + 18}" text-anchor="middle">'
        f"at most {most / seconds:,.0f} letters a second</text>"
    )
    return _svg(height + 24, "Letters over time", "".join(drawn) + labels)


def ranked_bars(bars: Sequence[tuple[str, str, int]]) -> str:
    """A bar with a label for each; class, label and count."""
    most = max((count for _, _, count in bars), default=0)
    drawn = []
    for index, (name, label, count) in enumerate(bars):
        y = index * (_ROW + 18)
        drawn.append(
            f'<text x="0" y="{y + 14}">{escape(label)}</text>'
            f'<text x="{_WIDTH}" y="{y + 14}" text-anchor="end">{count:,}</text>'
            f'<rect class="{name}" y="{y + 20}" rx="3" height="12" '
            f'width="{max(3, _WIDTH * count / most):.2f}"/>'
        )
    return _svg(len(bars) * (_ROW + 18), "Reasons", "".join(drawn)) if drawn else ""


def _svg(height: float, label: str, content: str, *, stretched: bool = False) -> str:
    how = ' class="stretched" preserveAspectRatio="none"' if stretched else ""
    return (
        f'<svg{how} viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(label)}">{content}</svg>'
    )
