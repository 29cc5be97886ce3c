"""What checks have found, as lines for people and JSON for programs."""

from __future__ import annotations

from enum import StrEnum

import attrs
from rich.table import Table

from digipost.cli.output import as_json, plain, print_table, show

__all__ = ["Finding", "Result", "print_finding"]


class Result(StrEnum):
    """What became of a check."""

    OK = "ok"
    OFF = "off"
    """Not there, and not needed."""
    WARNING = "warning"
    FAILED = "failed"


_STYLES = {Result.OK: "green", Result.OFF: "dim", Result.WARNING: "yellow", Result.FAILED: "bold red"}
_WIDTHS = (7, 12)  # of the result and of what was checked; the longest of each


@attrs.frozen
class Finding:
    """What a check has found.

    Attributes:
        about: What was checked, in a word or two.
        result: What became of it.
        found: What there is.
        advice: What to do about it.
    """

    about: str
    result: Result
    found: str
    advice: str | None = None


def print_finding(finding: Finding) -> None:
    """Print a finding as soon as it is there, and below it what to do."""
    if as_json():
        show(
            {
                "check": finding.about,
                "result": finding.result,
                "found": finding.found,
                "advice": finding.advice,
            }
        )
        return
    line = Table.grid(padding=(0, 2))
    line.add_column(width=_WIDTHS[0], style=_STYLES[finding.result])
    line.add_column(width=_WIDTHS[1], style="bold")
    line.add_column(overflow="fold")
    line.add_row(finding.result, finding.about, plain(finding.found))
    if finding.advice:
        line.add_row("", "", plain(f"→ {finding.advice}"))
    print_table(line)
