"""`digipost sender`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from digipost.cli.arguments import options_named, organisation
from digipost.cli.connection import Connection, connected
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import Command, option
from digipost.cli.output import json_option, show

if TYPE_CHECKING:
    from digipost_schema import api_v8

__all__ = ["sender"]

_PREFIX = "no.digipost.feature."


@click.command(
    cls=Command,
    examples=[
        ("By account id", "digipost sender 67890"),
        (
            "By organisation number, and the part that was agreed with Digipost",
            "digipost sender --organisation 984661185/invoices",
        ),
    ],
)
@click.argument("sender_id", type=click.INT, required=False)
@option(
    "--organisation",
    metavar="NUMBER[/PART]",
    callback=organisation,
    help="By organisation number and part, instead.",
)
@connected
@json_option
def sender(
    connection: Connection, sender_id: int | None, organisation: api_v8.SenderOrganization | None
) -> None:
    """Ask whether you may send for somebody, and what they may use.

    SENDER_ID is the account id of the sender; your own unless given. The exit code is 1 when you may not send
    for them.
    """
    if sender_id is not None and organisation is not None:
        raise FailureError("SENDER_ID or --organisation: give one of them.", ExitCode.USAGE)
    with connection.client() as client, options_named(sender_id="SENDER_ID"):
        if organisation is not None:
            number, part = organisation.organization_id, organisation.part_id
            found = client.senders.information_by_organisation(number, part_id=part)
        else:
            found = client.senders.information(client.config.broker_id if sender_id is None else sender_id)
    show(
        {
            "sender_id": found.details.sender_id,
            "status": found.details.status,
            "digital_mail": found.delivers_digitally,
            "print_as_fallback": found.prints_as_fallback,
            "print_directly": found.prints_directly,
            "largest_file_in_bytes": found.max_file_bytes,
            "file_types": sorted(found.allowed_file_types or ()),
            "features": {name.removeprefix(_PREFIX): param for name, param in found.features.items()},
        }
    )
    if not found.is_valid:
        click.get_current_context().exit(ExitCode.REFUSED)
