"""Test letter: one letter of a manifest to the user's own mailbox, before anything else is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import attrs

from digipost.base.checked_calls import a, takes
from digipost.base.schema_version import api_v8
from digipost.bulk.errors import ManifestError
from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.manifest import open_manifest
from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from digipost.message import Message

__all__ = ["sample_letter"]


@takes("bulk.sample_letter", mailing=a(Mailing), recipient=a(api_v8.MessageRecipient))
def sample_letter(mailing: Mailing, recipient: api_v8.MessageRecipient) -> tuple[int, Message]:
    """Return the letter of the first valid row, addressed to another recipient.

        row, letter = bulk.sample_letter(mailing, recipient.by_personal_identification_number(own_number))
        client.messages.send(letter)

    The test letter is independent of the mailing, without its ids and batch. It also lacks delivery time,
    print, invitation, receipt and e-mail, which are meant for the recipient of the row.

    Args:
        mailing: The mailing.
        recipient: The recipient of the test letter.

    Returns:
        The number of the row as a spreadsheet shows it, and the message.

    Raises:
        ManifestError: The manifest cannot be read, or none of its rows can be sent.
    """
    settings = mailing.settings
    letters = settings.letters(uuid4())
    first: tuple[int, InvalidValueError] | None = None
    for record in open_manifest(settings.manifest, form=settings.form).records():
        try:
            message = letters.message(record)
        except InvalidValueError as error:
            first = first or (record.row, error)
            continue
        return record.row, _for(recipient, message)
    if first is None:
        raise ManifestError(f"{settings.manifest.name} has no rows.")
    raise ManifestError(f"No row can be sent. The first problem is that of row {first[0]}: {first[1]}.")


def _for(recipient: api_v8.MessageRecipient, message: Message) -> Message:
    primary, *attachments = (attrs.evolve(each, print_content=None) for each in message.documents)
    return attrs.evolve(
        message,
        recipient=recipient,
        primary_document=attrs.evolve(primary, email_notification=None, opening_receipt=None),
        attachments=attachments,
        delivery_time=None,
        batch=None,
        print_if_unread=None,
        request_for_registration=None,
    )
