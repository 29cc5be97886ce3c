"""`digipost identify`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from digipost.cli.addressing import named
from digipost.cli.arguments import options_named
from digipost.cli.connection import Connection, connected
from digipost.cli.failures import ExitCode
from digipost.cli.help import Command
from digipost.cli.output import json_option, show
from digipost.identification import DigipostUser, InvalidIdentifier, KnownPerson, Unidentified

if TYPE_CHECKING:
    from digipost.cli.addressing import To
    from digipost.cli.output import Record
    from digipost.identification import Identity

__all__ = ["identify"]


@click.command(
    cls=Command,
    examples=[
        ("Whether somebody has a mailbox; the number is asked for", "digipost identify --to-pin -"),
        (
            "In a script, with the number from a file",
            'digipost identify --to-pin-file pin.txt > answer.txt && echo "has a mailbox"',
        ),
    ],
)
@named
@connected
@json_option
def identify(connection: Connection, *, to: To) -> None:
    """Ask whether somebody has a Digipost mailbox.

    There is no need to ask before sending: Digipost finds the recipient by itself. The exit code is 0 for
    somebody with a mailbox, and 1 for others.
    """
    with options_named():
        whom = to.recipient()
    with connection.client() as client:
        answer = client.recipients.identify(whom)
    show(_record(answer))
    if not isinstance(answer, DigipostUser):
        click.get_current_context().exit(ExitCode.REFUSED)


def _record(answer: Identity) -> Record:
    match answer:
        case DigipostUser():
            return {"result": "has a mailbox", "mailbox": True, "digipost_address": answer.digipost_address}
        case KnownPerson():
            return {"result": "is known, and has no mailbox", "mailbox": False}
        case Unidentified(reason):
            return {"result": "nobody for certain", "mailbox": False, "reason": reason}
        case InvalidIdentifier(reason):
            return {"result": "cannot be anybody", "mailbox": False, "reason": reason}
