"""`digipost inbox`: letters that the organisation has received."""

from __future__ import annotations

from itertools import islice
from mimetypes import guess_extension
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digipost.cli.arguments import FILE, options_named, sender_id_option
from digipost.cli.connection import Connection, connected, yes_option
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import Command, Group, option
from digipost.cli.output import done, json_option, show, show_each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.base.schema_version import api_v8
    from digipost.cli.output import Record
    from digipost.client import DigipostClient

__all__ = ["inbox"]


@click.group(
    cls=Group,
    examples=[
        ("List the letters", "digipost inbox list"),
        ("Fetch a letter with its attachments", "digipost inbox get 1001 --to letters"),
        ("Delete it, when it is safe", "digipost inbox delete 1001"),
    ],
)
def inbox() -> None:
    """List, fetch and delete letters that came to your organisation."""


@inbox.command(
    "list",
    cls=Command,
    examples=[
        ("The newest letters", "digipost inbox list"),
        ("All of them, for a program", "digipost inbox list --limit 0 --json"),
    ],
)
@option(
    "--limit",
    type=click.IntRange(0, 1_000_000_000),
    default=50,
    metavar="N",
    help="The number of newest letters to list; 50 unless given, 0 for all.",
)
@sender_id_option
@connected
@json_option
def _list_letters(connection: Connection, *, limit: int, sender_id: int | None) -> None:
    """List the letters in the inbox, newest first."""
    with connection.client() as client:
        letters = islice(client.inbox.list_documents(sender_id=sender_id), limit or None)
        show_each(
            map(_record, letters),
            ["id", "delivered", "sender", "subject", "attachments"],
            nothing="The inbox is empty.",
        )


@inbox.command(
    "get",
    cls=Command,
    examples=[
        ("Two letters with their attachments, into a folder", "digipost inbox get 1001 1004 --to letters")
    ],
)
@click.argument("ids", type=click.INT, nargs=-1, required=True)
@option(
    "--to",
    type=FILE,
    default=Path(),
    metavar="FOLDER",
    help="The folder for the files; the current one unless given.",
)
@sender_id_option
@connected
@json_option
def _get(connection: Connection, ids: tuple[int, ...], *, to: Path, sender_id: int | None) -> None:
    """Fetch letters with their attachments.

    IDS are those that `digipost inbox list` prints. A file has its id as its name, and appears when its
    content is complete and verified.
    """
    with connection.client() as client, options_named():
        for letter in _found(client, ids, sender_id):
            for document in (letter, *letter.attachment):
                with client.inbox.content(document) as download:
                    suffix = guess_extension(download.content_type.partition(";")[0].strip()) or ".bin"
                    path = download.save(to / f"{document.id}{suffix}")
                with done(f"Fetched: {path}."):
                    show({"id": document.id, "file": path, "subject": document.subject})


@inbox.command(
    "delete",
    cls=Command,
    examples=[("A letter with its attachments, for good", "digipost inbox delete 1001")],
)
@click.argument("ids", type=click.INT, nargs=-1, required=True)
@sender_id_option
@yes_option
@connected
@json_option
def _delete(connection: Connection, ids: tuple[int, ...], *, sender_id: int | None, yes: bool) -> None:
    """Delete letters with their attachments, for good.

    IDS are those that `digipost inbox list` prints.
    """
    with connection.client() as client:
        connection.confirm(client.config.environment, f"Delete {len(ids)} for good?", yes=yes)
        for letter in _found(client, ids, sender_id):
            client.inbox.delete(letter)
            with done(f"Deleted: {letter.id}."):
                show({"id": letter.id, "deleted": True})


def _found(
    client: DigipostClient, ids: tuple[int, ...], sender_id: int | None
) -> Iterator[api_v8.InboxDocument]:
    """Yield the letters with these ids, if all exist; Digipost has no request for a single letter."""
    wanted = set(ids)
    found = []
    for letter in client.inbox.list_documents(sender_id=sender_id):
        if letter.id in wanted:
            found.append(letter)
            wanted.remove(letter.id)
        if not wanted:
            break
    if wanted:
        missing = ", ".join(map(str, sorted(wanted)))
        raise FailureError(f"The inbox has no letter {missing}. Nothing was done.", ExitCode.REFUSED)
    yield from found


def _record(letter: api_v8.InboxDocument) -> Record:
    return {
        "id": letter.id,
        "delivered": letter.delivery_time,
        "sender": letter.sender,
        "subject": letter.subject,
        "reference": letter.reference_from_sender,
        "content_type": letter.content_type,
        "first_accessed": letter.first_accessed,
        "attachments": [each.id for each in letter.attachment],
    }
