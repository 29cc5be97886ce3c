"""`digipost send`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import attrs
import click

from digipost.cli.addressing import named
from digipost.cli.arguments import FILE, options_named
from digipost.cli.connection import Connection, connected, yes_option
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import Command, option
from digipost.cli.output import done, json_option, note, show
from digipost.cli.preflight.required import check_required, require_preflight_option
from digipost.cli.progress import watched
from digipost.cli.send.doubting import doubt
from digipost.cli.send.invitation import invited
from digipost.cli.send.letter import lettered
from digipost.cli.send.paper import printed
from digipost.cli.send.reminders import reminded
from digipost.cli.send.review import check, review
from digipost.client import DigipostClient
from digipost.errors import DeliveryUnknownError, DuplicateMessageError, NotFoundError
from digipost.resources._delivery_time import check_delivery_time

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.base.schema_version import api_v8
    from digipost.cli.addressing import To
    from digipost.cli.send.invitation import Invitation
    from digipost.cli.send.letter import LetterOptions
    from digipost.cli.send.paper import Paper
    from digipost.cli.send.reminders import Reminders
    from digipost.message import Message

__all__ = ["send"]


@click.command(
    cls=Command,
    examples=[
        (
            "Check and show the letter without sending it; the command asks for the number",
            'digipost send letter.pdf --to-pin - --subject "Your appointment" --dry-run',
        ),
        (
            "An invoice that can be paid in Digipost",
            """\
digipost send invoice.pdf --to-pin-file pin.txt --subject Invoice \\
    --invoice invoice.json""",
        ),
        (
            "By name and address, and posted to the same address where there is no mailbox",
            """\
digipost send letter.pdf --subject "Your appointment" --print-fallback \\
    --to-name "Kari Nordmann" \\
    --address "Eksempelveien 1" --address "0155 Oslo" \\
    --return-name "Acme" \\
    --return-address "Pb. 1" --return-address "0101 Oslo\"""",
        ),
        (
            "With an attachment, and an SMS if it is unread after one day and after three",
            """\
digipost send letter.pdf --to-address ola.nordmann#1234 --subject Hello \\
    --attach terms.pdf Terms --sms-after 24,72""",
        ),
    ],
)
@click.argument("file", type=FILE)
@named
@lettered
@reminded
@printed
@invited
@require_preflight_option
@option("--strict", is_flag=True, help="Refuse values that are most likely mistakes, instead of warning.")
@option("--dry-run", is_flag=True, help="Check the letter and show it with its recipient, and send nothing.")
@yes_option
@connected
@json_option
def send(
    connection: Connection,
    file: Path,
    *,
    to: To,
    letter: LetterOptions,
    reminders: Reminders,
    paper: Paper,
    invitation: Invitation,
    require_preflight: bool,
    strict: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Send a letter, digitally or on paper.

    FILE is the letter, a PDF for example. Before anything is sent, the command checks the files, the values,
    the XML by its schema, and that documents for print can be printed; --dry-run ends there. Before it sends
    real mail, it asks for confirmation, unless you give --yes.

    A letter is sent once. If no answer comes, repeat the command with the --message-id that it has printed:
    it finds the letter if it has arrived, and sends it otherwise.
    """
    if require_preflight:
        check_required()
    config, credentials = connection.settings()
    message = letter.message(file, to, paper, reminders, invitation, broker_id=config.broker_id)
    check(message, config)
    if dry_run or letter.message_id is None:  # an earlier letter's delivery time may be in the past
        with options_named():
            check_delivery_time(message.delivery_time, datetime.now(UTC))
    doubt(message, strict=strict)
    if dry_run:
        review(message, config, credentials)
        return
    connection.confirm(config.environment, "Send the letter?", yes=yes)
    with (
        DigipostClient(config, credentials) as client,
        watched(message.documents, "Sending") as (primary, *attachments),
    ):
        sent = attrs.evolve(message, primary_document=primary, attachments=attachments)
        _send(client, sent, before=_accepted_before(client, message) if letter.message_id else None)


def _send(client: DigipostClient, message: Message, *, before: api_v8.MessageDelivery | None) -> None:
    try:
        with options_named():
            delivery = before or client.messages.send(message)
    except DuplicateMessageError as error:
        problem = "Another letter with this --message-id was accepted before: give this one an id of its own."
        if message.primary_document.encrypt:
            # Encrypting a content twice gives different bytes, so nothing proves which letter it was.
            problem = (
                "A letter with this --message-id was accepted before. Nothing proves that it is this one, "
                f"since it was encrypted anew: run digipost status {message.primary_document.uuid}"
            )
        raise FailureError(problem, ExitCode.REFUSED, kind="DuplicateMessageError") from error
    except DeliveryUnknownError as error:
        raise _unknown(message) from error
    deed = (
        f"Digipost has the letter: message id {message.message_id}, document {message.primary_document.uuid}."
    )
    with done(deed):
        show(
            {
                "status": delivery.status,
                "channel": delivery.delivery_method,
                "delivered": delivery.delivery_time,
                "sender_id": delivery.sender_id,
                "message_id": message.message_id,
                "sent_now": before is None,
                "document": message.primary_document.uuid,
                "attachments": [each.uuid for each in message.attachments],
            }
        )


def _accepted_before(client: DigipostClient, message: Message) -> api_v8.MessageDelivery | None:
    """Return the delivery by an earlier command, if Digipost proves a delivery of the same content."""
    try:
        delivery = client.messages.confirm(message)
    except (NotFoundError, DeliveryUnknownError):
        return None  # send it: Digipost never accepts a message id twice
    note("A letter with this --message-id and this content was accepted before: nothing was sent again.")
    return delivery


def _unknown(message: Message) -> FailureError:
    uuid = message.primary_document.uuid
    sender = f" --sender-id {message.sender_id}" if message.sender_id else ""
    return FailureError(
        "No answer came, so it is unknown if Digipost accepted the letter. Repeat the command "
        f"with --message-id {message.message_id}: it cannot arrive twice. Or run: digipost status "
        f"{uuid}{sender}",
        ExitCode.UNKNOWN,
        kind="DeliveryUnknownError",
        message_id=message.message_id,
        document=str(uuid),
    )
