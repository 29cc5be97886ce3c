"""`digipost events`."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from digipost.cli.arguments import FILE, moment, options_named
from digipost.cli.connection import Connection, connected
from digipost.cli.failures import ExitCode, FailureError, printable
from digipost.cli.help import Command, option
from digipost.cli.output import as_json, json_option, note, show
from digipost.cli.text_input import line_of_file
from digipost.cli.wrapping import say
from digipost.errors import DigipostError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from digipost.base.schema_version import api_v8
    from digipost.events import EventFeed

__all__ = ["events"]


@click.command(
    cls=Command,
    examples=[
        ("Print all events that Digipost keeps, those of 30 days", "digipost events"),
        ("Print the events since the last run", "digipost events --cursor-file events.cursor"),
        (
            "Print events as they come, for a program, until it is stopped",
            "digipost events --cursor-file events.cursor --follow --json",
        ),
    ],
)
@option(
    "--cursor-file",
    type=FILE,
    help="The file that stores the position for the next run; created if it is missing.",
)
@option(
    "--since",
    metavar="TIME",
    callback=moment,
    help="Only events from this time on, such as 2026-12-01T08:00+01:00.",
)
@option("--until", metavar="TIME", callback=moment, help="Only events until this time; now unless given.")
@option("--follow", is_flag=True, help="Poll for new events until Ctrl-C.")
@option(
    "--every",
    type=click.FloatRange(min=0.1),
    default=60,
    metavar="SECONDS",
    help="With --follow, the time between two polls; 60 unless given.",
)
@option("--sender-id", type=click.INT, metavar="ID", help="Only events of this sender, by account id.")
@connected
@json_option
def events(
    connection: Connection,
    *,
    cursor_file: Path | None,
    since: datetime | None,
    until: datetime | None,
    follow: bool,
    every: float,
    sender_id: int | None,
) -> None:
    """Print the events of documents: opened, printed, and more.

    Events of all your senders are printed, unless --sender-id names one. With --cursor-file, each event is
    printed at least once, however often the command is stopped and started: the position is stored after each
    event. Details that can be personal, such as telephone numbers, are left out.
    """
    if follow and until is not None:
        raise FailureError("--follow or --until: give one of them.", ExitCode.USAGE)
    after = _stored(cursor_file)
    with (
        connection.client() as client,
        options_named(after="--cursor-file", since="--since", until="--until"),
    ):
        feed = client.documents.events(
            after=after, since=None if after else since, until=until, sender_id=sender_id
        )
        if not follow:
            _print(feed, cursor_file)
            return
        with suppress(KeyboardInterrupt):
            while True:
                _print_what_there_is(feed, cursor_file)
                time.sleep(every)
        note("\nStopped.")


def _print_what_there_is(feed: EventFeed, cursor_file: Path | None) -> None:
    try:
        _print(feed, cursor_file)
    except DigipostError as error:
        if not error.retryable:
            raise
        say(printable(f"Warning: {error} Asking again."), err=True)


def _print(feed: EventFeed, cursor_file: Path | None) -> None:
    try:
        for event in feed:
            _show(event)
            _store(cursor_file, feed.cursor)
    finally:
        _store(cursor_file, feed.cursor)


def _show(event: api_v8.Event) -> None:
    if as_json():
        show(
            {
                "type": event.type,
                "created": event.created,
                "uuid": event.uuid,
                "document_created": event.document_created,
            }
        )
    else:
        click.echo(printable(f"{event.created:%Y-%m-%d %H:%M:%S}  {event.uuid}  {event.type}"))


def _stored(cursor_file: Path | None) -> str | None:
    if cursor_file is None:
        return None
    if not cursor_file.parent.is_dir():
        problem = f"there is no folder {cursor_file.parent} to store the position in"
        raise FailureError(f"--cursor-file: {problem}.", ExitCode.USAGE)
    if not cursor_file.exists():
        return None
    return line_of_file(cursor_file, "--cursor-file") or None


def _store(cursor_file: Path | None, cursor: str) -> None:
    """Store the cursor atomically: a reader sees the old or the new cursor, never a part."""
    if cursor_file is not None:
        new = cursor_file.with_name(f"{cursor_file.name}.new")
        try:
            new.write_text(f"{cursor}\n", encoding="utf-8")
            new.replace(cursor_file)
        except OSError as error:
            problem = f"the position cannot be stored in {cursor_file}: {error.strerror}"
            raise FailureError(f"--cursor-file: {problem}.", ExitCode.USAGE) from None
