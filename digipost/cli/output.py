"""Output of the commands: lines and tables for people, JSON for programs, one object a line.

Untrusted texts, such as names and subjects, are printed literally: not as markup, and without control
characters.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import click
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from digipost.cli.failures import AS_JSON, ExitCode, FailureError, encodes_all, printable
from digipost.cli.help import OUTPUT, option
from digipost.cli.wrapping import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from rich.console import RenderableType

__all__ = [
    "Record",
    "as_json",
    "done",
    "is_asked_on_a_terminal",
    "json_option",
    "note",
    "plain",
    "print_styled",
    "show",
    "show_each",
]

Record: TypeAlias = Mapping[str, object]
"""Record to print: its fields by their names in JSON."""

# Columns that users copy from a table into the next command.
_WHOLE = {"id", "uuid", "digipost_address", "column"}
_USUAL, _NARROWEST = 80, 30  # characters of a line
_FOLDED = 10  # minimum characters of a column whose texts are wrapped
_SHORT = re.compile(r"\b(?:id|uuid|sms)\b", re.IGNORECASE)

_F = TypeVar("_F", bound="Callable[..., Any]")


def json_option(command: _F) -> _F:
    """Give a command `--json`."""
    return option(
        "--json",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=lambda context, _, value: context.meta.__setitem__(AS_JSON, value),
        section=OUTPUT,
        help="Print JSON for programs, one object a line; errors too, on stderr.",
    )(command)


def as_json() -> bool:
    """Return True if the running command was given `--json`."""
    return bool(click.get_current_context().meta.get(AS_JSON))


def show(record: Record) -> None:
    """Print a record: a line for each of its fields that has a value, or one JSON object."""
    if as_json():
        _print_json(record)
        return
    _print_lines(
        (_label(name), plain(_text(value)))
        for name, value in record.items()
        if value not in (None, "", [], {})
    )


def _print_lines(labelled: Iterable[tuple[str, Text]]) -> None:
    """Print a line for each label and text; on a narrow terminal the text is below its label."""
    rows = list(labelled)
    lines = Table.grid(padding=(0, 3))
    lines.add_column(style="bold", no_wrap=True)
    lines.add_column(overflow="fold")
    for label, text in rows:
        lines.add_row(label, text)
    if _console().width >= _least_width(lines):
        print_styled(lines)
        return
    for label, text in rows:
        say(label)
        say("\n".join(f"  {line}" for line in text.plain.splitlines()))


def show_each(records: Iterable[Record], columns: Sequence[str], *, nothing: str) -> int:
    """Print records as they arrive: as a table, or as JSON with all fields, one object a line.

    Args:
        records: The records; all have the same fields.
        columns: The fields that the table shows.
        nothing: The note on stderr if there are no records.

    Returns:
        The number of records.
    """
    if as_json():
        return sum(_print_json(record) for record in records)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in columns:
        table.add_column(_label(name), overflow="fold", no_wrap=name in _WHOLE)
    rows = [[plain(_text(record[name])) for name in columns] for record in records]
    for row in rows:
        table.add_row(*row)
    if not rows:
        note(nothing)
    elif _console().width < _least_width(table):
        _print_below_each_other([_label(name) for name in columns], rows)
    else:
        print_styled(table)
    return len(rows)


def _print_below_each_other(labels: Sequence[str], rows: Iterable[Sequence[Text]]) -> None:
    """Print rows that a narrow terminal cannot show as a table: a line for each cell."""
    for number, row in enumerate(rows):
        if number:
            click.echo()
        _print_lines((label, cell) for label, cell in zip(labels, row, strict=True) if cell)


def print_styled(content: Table | Text) -> None:
    """Print a table or text without trailing spaces.

    If the terminal is narrower than the content, the terminal wraps the lines, and no character is lost.
    """
    console = _console()
    if isinstance(content, Table):
        console.width = max(console.width, _least_width(content))
    with console.capture() as printed:
        console.print(content)
    text = "\n".join(line.rstrip() for line in printed.get().splitlines())
    click.echo(text, color=console.is_terminal)


def _console() -> Console:
    console = Console(highlight=False)
    # Rich prints nothing on a console of width 0, which a terminal or COLUMNS can report.
    console.width = max(console.width or _USUAL, _NARROWEST)
    return console


def _least_width(table: Table) -> int:
    """Return the width that a table needs so that no cell is cut off."""
    _, right, _, left = table.padding
    widths = []
    for column in table.columns:
        longest = max(_cells(each) for each in (column.header, *column.cells))
        widths.append(longest if column.no_wrap else column.width or min(longest, _FOLDED))
    return sum(widths) + len(widths) * (left + right)


def _cells(renderable: RenderableType) -> int:
    """Return the width of the longest line of a cell's text."""
    return max((cell_len(line) for line in str(renderable).splitlines()), default=0)


def note(text: str) -> None:
    """Print a note to the user on stderr, unless the command was given `--json`."""
    if not as_json():
        with suppress(OSError):  # a failure to print a note is ignored: a note is not a result
            say(text, err=True)


def plain(text: str, style: str = "") -> Text:
    """Return an untrusted text for a table: not read as markup, and without control characters."""
    return Text(printable(text), style)


@contextmanager
def done(deed: str) -> Iterator[None]:
    """Guard the output of an action's result: if it fails, report that the action was done.

    Args:
        deed: A sentence about the action, with the ids needed to follow it up.

    Raises:
        FailureError: The output is full or closed; the exit code shows that the action was done.
    """
    try:
        yield
        if sys.stdout is None:  # the user closed it
            note(deed)
    except OSError as error:
        problem = f"{deed} The result could not be written: {error.strerror or type(error).__name__}."
        raise FailureError(problem, ExitCode.NOT_TOLD, kind="OSError") from error


def is_asked_on_a_terminal() -> bool:
    """Return True if the command can ask the user on the standard input."""
    return sys.stdin is not None and sys.stdin.isatty()


def _label(name: str) -> str:
    words = name.replace("_", " ").capitalize()
    return _SHORT.sub(lambda found: found[0].upper(), words)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        with suppress(OverflowError, ValueError):  # in UTC, it is before the year 1 or after 9999
            return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {_text(each)}".removesuffix(": ") for name, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(_text(each) for each in value)
    return str(value)  # the text of an enumeration's member


def _print_json(record: Record) -> int:
    # Programs read this, so characters must not be replaced.
    click.echo(json.dumps(record, default=_plain, ensure_ascii=not encodes_all(sys.stdout)))
    return 1


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
