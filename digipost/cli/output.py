"""How commands print: for people as lines and tables, for programs as JSON, one object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import click
from rich.console import Console
from rich.table import Table

from digipost.cli.failures import AS_JSON
from digipost.cli.help import OUTPUT, option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

__all__ = ["Record", "as_json", "json_option", "note", "print_table", "show", "show_each"]

Record: TypeAlias = Mapping[str, object]
"""One thing that is printed: its fields by their names in JSON."""

# What is copied from a table to the next command.
_WHOLE = {"id", "uuid", "digipost_address", "column"}
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
    """Whether the command that runs was given `--json`."""
    return bool(click.get_current_context().meta.get(AS_JSON))


def show(record: Record) -> None:
    """Print one thing: a line for each of its fields that has a value, or one JSON object."""
    if as_json():
        _print_json(record)
        return
    lines = Table.grid(padding=(0, 3))
    lines.add_column(style="bold", no_wrap=True)
    lines.add_column(overflow="fold")
    for name, value in record.items():
        if value not in (None, "", [], {}):
            lines.add_row(_label(name), _text(value))
    print_table(lines)


def show_each(records: Iterable[Record], columns: Sequence[str], *, nothing: str) -> int:
    """Print things as they come: the columns of a table, or all fields as JSON, one object a line.

    Args:
        records: They all have the same fields.
        columns: The fields that the table shows.
        nothing: What to tell people on stderr when there are none.

    Returns:
        How many there were.
    """
    if as_json():
        return sum(_print_json(record) for record in records)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in columns:
        table.add_column(_label(name), overflow="fold", no_wrap=name in _WHOLE)
    for record in records:
        table.add_row(*(_text(record[name]) for name in columns))
    if table.row_count:
        print_table(table)
    else:
        note(nothing)
    return table.row_count


def print_table(table: Table) -> None:
    """Print a table, without the spaces that would fill the lines up."""
    console = Console()
    with console.capture() as printed:
        console.print(table)
    text = "\n".join(line.rstrip() for line in printed.get().splitlines())
    click.echo(text, color=console.is_terminal)


def note(text: str) -> None:
    """Tell people something on stderr that is no result; nobody who asked for JSON."""
    if not as_json():
        click.echo(text, err=True)


def _label(name: str) -> str:
    words = name.replace("_", " ").capitalize()
    return _SHORT.sub(lambda found: found[0].upper(), words)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {_text(each)}".removesuffix(": ") for name, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(_text(each) for each in value)
    return str(value)  # of a member of an enumeration, its text


def _print_json(record: Record) -> int:
    click.echo(json.dumps(record, default=_plain, ensure_ascii=False))
    return 1


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
