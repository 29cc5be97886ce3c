"""`digipost status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from digipost.cli.arguments import sender_id_option
from digipost.cli.connection import Connection, connected
from digipost.cli.help import Command
from digipost.cli.output import json_option, show

if TYPE_CHECKING:
    from uuid import UUID

__all__ = ["status"]


@click.command(
    cls=Command,
    examples=[
        ("Where a document is", "digipost status 0a1b2c3d-4e5f-6789-abcd-ef0123456789"),
        (
            "When it was delivered, for a script",
            "digipost status 0a1b2c3d-4e5f-6789-abcd-ef0123456789 --json",
        ),
    ],
)
@click.argument("uuid", type=click.UUID)
@sender_id_option
@connected
@json_option
def status(connection: Connection, uuid: UUID, sender_id: int | None) -> None:
    """Where a document is: whether it was delivered, when, and how.

    UUID is that of the document, as `digipost send` prints it. The hash is the base64 SHA-256 of the content
    that Digipost has, and so proves that it is yours.
    """
    with connection.client() as client:
        found = client.documents.status(uuid, sender_id=sender_id)
    show(
        {
            "uuid": found.uuid,
            "status": found.status,
            "channel": found.channel,
            "created": found.created,
            "delivered": found.delivered,
            "is_primary_document": found.is_primary_document,
            "content_hash": found.content_hash,
            "attachments": [each.uuid for each in found.attachments],
        }
    )
