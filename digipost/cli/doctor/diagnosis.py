"""Findings of checks, as lines for people and JSON for programs."""

from __future__ import annotations

from enum import StrEnum

import attrs
from rich.table import Table

from digipost.cli.output import as_json, plain, print_styled, show

__all__ = ["Finding", "Result", "print_finding"]


class Result(StrEnum):
    """Result of a check."""

    OK = "ok"
    OFF = "off"
    """Not there, and not needed."""
    WARNING = "warning"
    FAILED = "failed"


_STYLES = {Result.OK: "green", Result.OFF: "dim", Result.WARNING: "yellow", Result.FAILED: "bold red"}
_WIDTHS = (7, 12)  # characters of the result and of the subject; the longest of each


@attrs.frozen
class Finding:
    """Finding of a check.

    Attributes:
        about: The subject of the check, in a word or two.
        result: The result.
        found: The facts found.
        advice: The advice, if there is any.
    """

    about: str
    result: Result
    found: str
    advice: str | None = None


def print_finding(finding: Finding) -> None:
    """Print a finding at once, with the advice below it."""
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
    print_styled(line)
