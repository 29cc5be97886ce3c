"""The output of `digipost preflight` for the check of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from digipost.cli.output import as_json, plain, print_styled, show
from digipost.cli.wrapping import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digipost.preflight import HtmlMessage, HtmlReport

__all__ = ["show_html_report"]

_MOST_SHOWN = 50  # items of each kind; `--json` prints all


def show_html_report(path: str, report: HtmlReport) -> None:
    """Print a report: as a table for people, as a record for programs."""
    if as_json():
        show(_record(path, report))
        return
    rows = [
        *(("refused", each) for each in report.messages),
        *(("refused next", each) for each in report.further),
        *(("changed", each) for each in report.changes if report.is_accepted),
        *(("advice", each) for each in report.advice),
    ]
    if rows:
        print_styled(_table(rows[:_MOST_SHOWN]))
    if len(rows) > _MOST_SHOWN:
        say(f"And {len(rows) - _MOST_SHOWN} more; --json shows all.")
    print_styled(_conclusion(report))


def _table(rows: Iterable[tuple[str, HtmlMessage]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("Line", "Column"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("What", no_wrap=True)
    table.add_column("Why", overflow="fold")
    for kind, each in rows:
        style = "red" if kind.startswith("refused") else ""
        table.add_row(str(each.line), str(each.column), Text(kind, style), plain(each.text))
    return table


def _conclusion(report: HtmlReport) -> Text:
    if not report.is_accepted:
        return Text("Digipost refuses it.", "bold red")
    if report.is_changed:
        return Text("Digipost accepts it, and changes it.", "bold green")
    return Text("Digipost accepts it.", "bold green")


def _record(path: str, report: HtmlReport) -> dict[str, object]:
    return {
        "file": path,
        "is_accepted": report.is_accepted,
        "is_changed": report.is_changed,
        "messages": _records(report.messages),
        "further": _records(report.further),
        "changes": _records(report.changes),
        "advice": _records(report.advice),
    }


def _records(messages: Iterable[HtmlMessage]) -> list[dict[str, object]]:
    return [{"line": each.line, "column": each.column, "text": each.text} for each in messages]
