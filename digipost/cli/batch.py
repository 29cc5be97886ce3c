"""`digipost batch`: letters that Digipost sends together, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from digipost.cli.connection import Connection, connected, yes_option
from digipost.cli.help import Command, Group
from digipost.cli.output import done, json_option, show

if TYPE_CHECKING:
    from uuid import UUID

    from digipost.resources.batches import Batch

__all__ = ["batch"]

_SOME = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"


@click.group(
    cls=Group,
    examples=[
        ("A new batch", "digipost batch create"),
        (
            "A letter for it, which waits",
            f"digipost send letter.pdf --to-pin - --subject Hello \\\n    --batch {_SOME}",
        ),
        ("Send all of it", f"digipost batch complete {_SOME}"),
    ],
)
def batch() -> None:
    """Send letters together, or not at all."""


@batch.command("create", cls=Command, examples=[("With a generated uuid", "digipost batch create")])
@click.argument("uuid", type=click.UUID, required=False)
@connected
@json_option
def _create(connection: Connection, uuid: UUID | None) -> None:
    """Create a batch, for `digipost send --batch`.

    UUID must be new; it is generated unless given. Digipost may delete batches that are never completed.
    """
    with connection.client() as client:
        created = client.batches.create(uuid)
        with done(f"The batch was created: {created.uuid}."):
            _show(created)


@batch.command("show", cls=Command, examples=[("Show its status and counts", f"digipost batch show {_SOME}")])
@click.argument("uuid", type=click.UUID)
@connected
@json_option
def _show_batch(connection: Connection, uuid: UUID) -> None:
    """Show the status of a batch and the number of its letters.

    UUID identifies the batch. The counts are final when its status is DONE.
    """
    with connection.client() as client:
        _show(client.batches.get(uuid))


@batch.command("complete", cls=Command, examples=[("Send its letters", f"digipost batch complete {_SOME}")])
@click.argument("uuid", type=click.UUID)
@yes_option
@connected
@json_option
def _complete(connection: Connection, uuid: UUID, *, yes: bool) -> None:
    """Complete a batch, so that Digipost sends its letters; repeating the command does no harm.

    UUID identifies the batch.
    """
    with connection.client() as client:
        connection.confirm(client.config.environment, "Send all letters of the batch?", yes=yes)
        found = client.batches.get(uuid)
        found.complete()
        with done(f"The batch was completed: {uuid}."):
            _show(found)


@batch.command(
    "cancel", cls=Command, examples=[("Send none of its letters", f"digipost batch cancel {_SOME}")]
)
@click.argument("uuid", type=click.UUID)
@yes_option
@connected
@json_option
def _cancel(connection: Connection, uuid: UUID, *, yes: bool) -> None:
    """Delete a batch with all its letters, so that none is sent.

    UUID identifies the batch. A completed batch cannot be cancelled.
    """
    with connection.client() as client:
        connection.confirm(client.config.environment, "Delete the batch with all its letters?", yes=yes)
        client.batches.get(uuid).cancel()
    with done(f"The batch was cancelled: {uuid}."):
        show({"uuid": uuid, "cancelled": True})


def _show(found: Batch) -> None:
    show(
        {
            "uuid": found.uuid,
            "status": found.status,
            "digital": found.digital_count,
            "on_paper": found.print_count,
        }
    )
