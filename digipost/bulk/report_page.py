"""The report as a page that needs nothing else: no script, no other file, light or dark, on a phone too."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING

from digipost.bulk.charts import columns_over_time, ranked_bars, share_bar
from digipost.bulk.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digipost.bulk.states import Row
    from digipost.bulk.summary import Summary

__all__ = ["page"]

_MOST_REASONS = 12
_SAID = {
    State.DELIVERED: "delivered",
    State.PRINTED: "printed",
    State.REFUSED: "refused",
    State.INVALID: "invalid",
    State.FAILED: "failed",
    State.UNKNOWN: "unknown",
    State.SENDING: "interrupted",
    State.PLANNED: "not sent",
}


def page(summary: Summary, remarkable: Iterable[Row], *, most: int) -> str:
    """The report as HTML.

    Args:
        summary: The mailing as a whole.
        remarkable: The rows that are neither delivered nor printed.
        most: How many of those to show.
    """
    parts = [(str(state), summary.counts[state]) for state in _SAID]
    reasons = [
        (str(state), f"{code} ({_SAID[state]})", count)
        for state, code, count in summary.codes[:_MOST_REASONS]
    ]
    style = files("digipost.bulk").joinpath("report.css").read_text(encoding="utf-8")
    chart = columns_over_time(summary.times)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(summary.manifest)}: mailing</title><style>{style}</style></head><body>"
        f"<h1>{escape(summary.manifest)}</h1><p>{_sentence(summary)}</p>"
        f'<div class="tiles">{_tiles(summary)}</div>{share_bar(parts)}'
        + (f"<h2>When Digipost took them</h2>{chart}" if chart else "")
        + (f"<h2>Why not</h2>{ranked_bars(reasons)}" if reasons else "")
        + _table(remarkable, most)
        + "</body></html>\n"
    )


def _sentence(summary: Summary) -> str:
    arrived = summary.counts[State.DELIVERED] + summary.counts[State.PRINTED]
    state = "Nothing is left to send." if summary.is_settled else "It is not finished: resume it."
    again = f" Rows were sent again {summary.retried:,} times." if summary.retried else ""
    return f"Digipost has {arrived:,} of {summary.total:,} letters. {state}{again}"


def _tiles(summary: Summary) -> str:
    return "".join(
        f'<div class="tile {state}"><b>{summary.counts[state]:,}</b>{said}</div>'
        for state, said in _SAID.items()
        if summary.counts[state] or state is State.DELIVERED
    )


def _table(rows: Iterable[Row], most: int) -> str:
    rows = iter(rows)
    shown = list(islice(rows, most))
    if not shown:
        return ""
    lines = "".join(
        f'<tr><td class="number">{row.number}</td><td class="{row.state}">{_SAID[row.state]}</td>'
        f"<td><code>{escape(row.code or '')}</code></td><td>{escape(row.problem or '')}</td></tr>"
        for row in shown
    )
    more = ""
    if next(rows, None) is not None:
        more = f"<p>The first {most:,} of them; <code>report.csv</code> has all.</p>"
    return (
        f"<h2>Rows that did not arrive</h2>{more}"
        '<div class="table"><table><thead><tr><th>Row</th><th>State</th><th>Code</th>'
        f"<th>What is wrong</th></tr></thead><tbody>{lines}</tbody></table></div>"
    )
