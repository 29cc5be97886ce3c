"""Look-ups: `digipost status`, `identify`, `search` and `sender`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from digipost.cli.addressing import named
from digipost.cli.arguments import options_named, organisation, sender_id_option
from digipost.cli.connection import Connection, connected
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import Command, option
from digipost.cli.output import json_option, show, show_each
from digipost.identification import DigipostUser, InvalidIdentifier, KnownPerson, Unidentified

if TYPE_CHECKING:
    from uuid import UUID

    from digipost.base.schema_version import api_v8
    from digipost.cli.addressing import To
    from digipost.cli.output import Record
    from digipost.identification import Identity

__all__ = ["identify", "search", "sender", "status"]


@click.command(
    cls=Command,
    examples=[
        ("Show the status of a document", "digipost status 0a1b2c3d-4e5f-6789-abcd-ef0123456789"),
        (
            "Show the same as JSON, for a script",
            "digipost status 0a1b2c3d-4e5f-6789-abcd-ef0123456789 --json",
        ),
    ],
)
@click.argument("uuid", type=click.UUID)
@sender_id_option
@connected
@json_option
def status(connection: Connection, uuid: UUID, sender_id: int | None) -> None:
    """Show the status of a document: delivery, time and channel.

    UUID identifies the document; `digipost send` prints it. The content hash is the base64 SHA-256 of the
    content that Digipost has; compare it with that of your file.
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


@click.command(
    cls=Command,
    examples=[
        ("Check if a person has a mailbox; the command asks for the number", "digipost identify --to-pin -"),
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
    """Check if a recipient has a Digipost mailbox.

    This check is not needed before sending: Digipost finds the recipient by itself. The exit code is 0 for a
    recipient with a mailbox, and 1 for others.
    """
    with options_named():
        recipient = to.recipient()
    with connection.client() as client:
        answer = client.recipients.identify(recipient)
    show(_identity_record(answer))
    if not isinstance(answer, DigipostUser):
        click.get_current_context().exit(ExitCode.REFUSED)


def _identity_record(answer: Identity) -> Record:
    match answer:
        case DigipostUser():
            return {"result": "has a mailbox", "mailbox": True, "digipost_address": answer.digipost_address}
        case KnownPerson():
            return {"result": "is known, and has no mailbox", "mailbox": False}
        case Unidentified(reason):
            return {"result": "is not identified for certain", "mailbox": False, "reason": reason}
        case InvalidIdentifier(reason):
            return {"result": "is not a valid identifier", "mailbox": False, "reason": reason}


@click.command(
    cls=Command,
    examples=[
        ("By name and place", "digipost search ola oslo"),
        ("For a program", "digipost search ola oslo --json"),
    ],
)
@click.argument("words", nargs=-1, required=True)
@connected
@json_option
def search(connection: Connection, words: tuple[str, ...]) -> None:
    """Find Digipost users by name and place, at most ten.

    WORDS are at least three characters of a name, address or town. A person has to pick the right user from
    the list: even a single hit is no proof of identity. For programs, use `digipost identify`.
    """
    with connection.client() as client, options_named(text="WORDS"):
        found = client.recipients.search(" ".join(words))
    show_each(
        map(_hit_record, found),
        ["name", "digipost_address", "addresses"],
        nothing="No Digipost user was found.",
    )


def _hit_record(hit: api_v8.Recipient) -> Record:
    names = (hit.firstname, hit.middlename, hit.lastname)
    return {
        "name": hit.organisation_name or " ".join(each for each in names if each),
        "digipost_address": hit.digipost_address,
        "organisation_number": hit.organisation_number,
        "addresses": [_address(each) for each in hit.address],
    }


def _address(address: api_v8.Address) -> str:
    street = " ".join(each for each in (address.street, address.house_number, address.house_letter) if each)
    town = " ".join(each for each in (address.zip_code, address.city) if each)
    return ", ".join(each for each in (street, address.additional_addressline, town) if each)


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
    help="The sender, by organisation number and part, instead of SENDER_ID.",
)
@connected
@json_option
def sender(
    connection: Connection, sender_id: int | None, organisation: api_v8.SenderOrganization | None
) -> None:
    """Check if you may send for a sender, and list its features.

    SENDER_ID is the account id of the sender; your own unless given. The exit code is 1 if you may not send
    for this sender.
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
