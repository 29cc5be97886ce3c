"""Progress of a mailing: a live display on a terminal, and a line at intervals elsewhere."""

from __future__ import annotations

import math
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from digipost.bulk import State
from digipost.bulk._wording import counted
from digipost.cli.output import as_json, note

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

    from digipost.bulk import Forecast, Progress

__all__ = ["Watch", "line"]

_SECONDS_BETWEEN_LINES = 10
_STYLES = {
    State.DELIVERED: "green",
    State.PRINTED: "blue",
    State.REFUSED: "red",
    State.FAILED: "yellow",
    State.UNKNOWN: "yellow",
}


class Watch:
    """Display of the progress on stderr; silent with `--json`."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._live = None
        if console.is_terminal and not as_json():
            self._live = Live(console=console, refresh_per_second=8, transient=True)
        self._next_line = time.monotonic() + _SECONDS_BETWEEN_LINES

    def __enter__(self) -> Self:
        with self._display():
            if self._live is not None:
                self._live.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._display():
            if self._live is not None:
                self._live.__exit__(kind, error, traceback)

    def checked(self, rows: int) -> None:
        """Show the number of rows checked so far."""
        self._show(Text(f"Checking: {counted(rows, 'row')}"), f"Checked {counted(rows, 'row')}.")

    def sent(self, progress: Progress) -> None:
        """Show the progress of the letters."""
        self._show(_picture(progress), line(progress))

    def forecast(self, found: Forecast) -> None:
        """Show the number of recipients that Digipost was asked about."""
        text = f"Asked about {counted(found.asked, 'recipient', of=found.letters)}"
        self._show(Text(text), f"{text}.")

    def _show(self, picture: Group | Text, text: str) -> None:
        with self._display():
            if self._live is not None:
                self._live.update(picture)
            elif time.monotonic() >= self._next_line:
                note(text)
                sys.stderr.flush()
                self._next_line = time.monotonic() + _SECONDS_BETWEEN_LINES

    @contextmanager
    def _display(self) -> Iterator[None]:
        """Stop the display on the first output error: a closed terminal must not stop the letters."""
        try:
            yield
        except (OSError, UnicodeError):
            self._live = None
            self._next_line = math.inf


def line(progress: Progress) -> str:
    """Return the progress as a line of text."""
    return f"{progress.settled:,} of {progress.total:,}: {', '.join(_facts(progress))}"


def _facts(progress: Progress) -> list[str]:
    facts = [f"{progress.counts[state]:,} {state}" for state in _STYLES if progress.counts[state]]
    if progress.retried:
        facts.append(f"{progress.retried:,} tried again")
    facts.append(f"{progress.rate:,.0f} a second")
    if progress.ceiling is not None:
        facts.append(f"at most {progress.ceiling:,.0f}")
    if progress.pause > 1:
        facts.append(f"waiting {progress.pause:,.0f} s")
    if progress.seconds_left is not None:
        facts.append(f"{timedelta(seconds=round(progress.seconds_left))} left")
    return facts


def _picture(progress: Progress) -> Group:
    head = Table.grid(padding=(0, 2), expand=False)
    head.add_row(
        ProgressBar(total=max(1, progress.total), completed=progress.settled, width=40),
        Text(f"{progress.settled:,} of {progress.total:,}", style="bold"),
        Text(f"{progress.rate:,.0f} a second"),
        Text(
            "" if progress.seconds_left is None else f"{timedelta(seconds=round(progress.seconds_left))} left"
        ),
    )
    counts = Text("  ").join(
        Text(f"{progress.counts[state]:,} {state}", style=style if progress.counts[state] else "dim")
        for state, style in _STYLES.items()
    )
    more = [f"{progress.retried:,} tried again"]
    if progress.ceiling is not None:
        more.append(f"at most {progress.ceiling:,.0f} a second")
    if progress.pause > 1:
        more.append(f"waiting {progress.pause:,.0f} s until Digipost can take more")
    return Group(head, counts, Text(", ".join(more), style="dim"))
