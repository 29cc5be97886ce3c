"""The report as a self-contained page: no script and no other file; light or dark; also for phones."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

try:
    from jinja2 import Environment, PackageLoader, StrictUndefined
except ModuleNotFoundError:
    raise ImportError("Bulk mail needs Jinja2 for its reports: pip install 'digipost[bulk]'") from None

from digipost.bulk._wording import STATES, counted, environment_in_words, finding_in_words, reason_in_words
from digipost.bulk.reports.charts import ranked_bars, share_bars, timeline
from digipost.bulk.row_states import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Template

    from digipost.bulk.reports.summary import Summary
    from digipost.bulk.row_states import Row

__all__ = ["page"]

_MOST_REASONS = 100
# Options, numbers of rows, dates and numbers, in which a browser would end a line.
_WHOLE = re.compile(
    r"(?<![\w-])(--[a-z][a-z-]*|row [0-9]+|-?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:,[0-9]+)?(?!\w)"
    r"|-?[0-9][0-9.,:/T-]{0,30}[0-9](?!\w))"
)


def page(summary: Summary, remarkable: Iterable[Row], *, most: int, to_correct: str | None = None) -> str:
    """Return the report as HTML.

    Args:
        summary: The mailing as a whole.
        remarkable: The rows that are neither delivered nor printed, and those with a changed document. Before
            anything is sent, rows that can be sent are left out.
        most: The number of remarkable rows to show.
        to_correct: The address of the manifest to correct, relative to the page, if there is one.
    """
    rows = iter(remarkable)
    shown = list(islice(rows, most))
    return _template().render(
        summary=summary,
        environment=environment_in_words(summary.api_url),
        tiles=_tiles(summary),
        share=share_bars([(str(state), words, summary.counts[state]) for state, words in STATES.items()]),
        timeline=timeline(summary.times),
        reasons=ranked_bars(_reasons(summary)),
        warnings=ranked_bars(_found(summary.warnings, summary.columns, str(State.FAILED))),
        most_reasons=_MOST_REASONS,
        rows=shown,
        most=most,
        has_more=next(rows, None) is not None,
        to_correct=to_correct,
    )


def _tiles(summary: Summary) -> list[tuple[str, str, int]]:
    """Return CSS class, label and count of each number at the top."""
    first = State.DELIVERED if summary.has_begun else State.PLANNED
    words = list(STATES.items())
    if not summary.has_begun:
        words = [(State.PLANNED, "can be sent"), *(each for each in words if each[0] is not State.PLANNED)]
    return [
        (str(state), said, summary.counts[state])
        for state, said in words
        if summary.counts[state] or state is first
    ]


def _reasons(summary: Summary) -> list[tuple[str, str, int]]:
    """Return CSS class, label and count of the check's and Digipost's reasons; frequent reasons first."""
    said = [
        (str(state), f"{reason_in_words(code)} ({STATES[state]})", count)
        for state, code, count in summary.codes
    ]
    found = _found(summary.problems, summary.columns, str(State.INVALID))
    return sorted([*said, *found], key=lambda each: -each[2])


def _found(
    findings: Iterable[tuple[str, str, int, int]], columns: Mapping[str, str], kind: str
) -> list[tuple[str, str, int]]:
    """Return CSS class, label and count of findings of the check."""
    return [
        (kind, f"{finding_in_words(field, problem, columns)}; {_the_first(count)}row {first}", count)
        for field, problem, count, first in findings
    ]


def _the_first(count: int) -> str:
    return "the first is " if count > 1 else ""


@cache
def _template() -> Template:
    """Return the template, which is compiled for the first report. All values are escaped."""
    environment = Environment(
        loader=PackageLoader("digipost.bulk.reports"),
        autoescape=True,
        undefined=StrictUndefined,  # a name that the code does not set is an error
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        number=lambda count: f"{count:,}",
        counted=counted,
        split_at_whole=_WHOLE.split,
        percent=lambda share: f"{share:.2f}",
        time=lambda at: f"{at:%Y-%m-%d %H:%M:%S} UTC",
        state=lambda state: STATES[state],
        reason=reason_in_words,
    )
    return environment.get_template("report.html")
