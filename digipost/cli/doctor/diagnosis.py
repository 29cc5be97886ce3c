"""Findings of checks, as lines for people and JSON for programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs
from rich.table import Table

from digipost.base.hosts import is_loopback
from digipost.cli.failures import printable
from digipost.cli.output import as_json, plain, print_styled, show
from digipost.cli.wrapping import line_width, say

if TYPE_CHECKING:
    from digipost.errors import TransportError

__all__ = ["Finding", "Result", "print_finding", "unreached"]


class Result(StrEnum):
    """Result of a check."""

    OK = "ok"
    OFF = "off"
    """Missing, and not needed."""
    WARNING = "warning"
    FAILED = "failed"


_STYLES = {Result.OK: "green", Result.OFF: "dim", Result.WARNING: "yellow", Result.FAILED: "bold red"}
_LEAST_WIDTH = 50  # characters of a line, below which the columns would be too narrow to read
_WIDTHS = (7, 12)  # characters of the longest result, and of the longest subject


@attrs.frozen
class Finding:
    """Finding of a check.

    Attributes:
        about: The subject of the check, in a word or two.
        result: The result.
        found: The facts found.
        advice: The advice, if any.
    """

    about: str
    result: Result
    found: str
    advice: str | None = None


def unreached(error: TransportError, url: str) -> Finding:
    """Return the finding for an address that does not respond, with the error's advice, if any."""
    found, _, advice = str(error).partition(". ")
    if is_loopback(urlsplit(url).hostname or ""):
        advice = "Start a sandbox, and use the variables that it prints: digipost sandbox"
    advice = advice or "Check the address, the network, the firewall and the proxy that HTTPS_PROXY names."
    return Finding("address", Result.FAILED, f"no answer: {found}", advice)


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
    if line_width(sys.stdout) < _LEAST_WIDTH:
        say(f"{finding.result}  {finding.about}")
        say(printable(f"  {finding.found}"))
        if finding.advice:
            say(printable(f"  → {finding.advice}"))
        return
    line = Table.grid(padding=(0, 2))
    line.add_column(width=_WIDTHS[0], style=_STYLES[finding.result])
    line.add_column(width=_WIDTHS[1], style="bold")
    line.add_column(overflow="fold")
    line.add_row(finding.result, finding.about, plain(finding.found))
    if finding.advice:
        line.add_row("", "", plain(f"→ {finding.advice}"))
    print_styled(line)
