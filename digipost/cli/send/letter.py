"""The letter that `digipost send` sends: its options, and their conversion to a message."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4, uuid5

import attrs
import click

from digipost import recipient
from digipost.base.arguments import Omitted
from digipost.base.schema_version import api_v8
from digipost.cli.addressing import RECIPIENT_OPTIONS, TO
from digipost.cli.arguments import FILE, gathered, moment, options_named, organisation
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import option
from digipost.cli.send.data_types import data_type_in
from digipost.document import Document
from digipost.message import Message

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from digipost.cli.addressing import To
    from digipost.cli.send.invitation import Invitation
    from digipost.cli.send.paper import Paper
    from digipost.cli.send.reminders import Reminders
    from digipost_schema.datatypes import DataTypeElement

__all__ = ["LetterOptions", "lettered"]

_DOCUMENT = "The letter"
_MESSAGE = "The message"
# Uuids of documents derive from sender and message id, so the same command uses the same uuids again.
_NAMESPACE = UUID("5f0c8f0e-8a43-5a2e-9b43-1f6f2f3c7a51")


@attrs.frozen
class LetterOptions:
    """Values of the letter's options, by their names; `digipost send --help` explains them."""

    subject: str = attrs.field(repr=False)
    attach: tuple[tuple[str, str], ...] = attrs.field(repr=False)
    invoice: Path | None
    data_type: Path | None
    authentication_level: str | None
    sensitivity_level: str | None
    encrypt: bool
    opening_receipt: str | None = attrs.field(repr=False)
    to_email: tuple[str, ...] = attrs.field(repr=False)
    to_peppol: str | None
    peppol_sender: str | None
    sender_id: int | None
    sender_organisation: api_v8.SenderOrganization | None
    deliver_at: datetime | None
    invoice_reference: str | None = attrs.field(repr=False)
    message_id: str | None
    batch: UUID | None

    def message(
        self,
        file: Path,
        to: To,
        paper: Paper,
        reminders: Reminders,
        invitation: Invitation,
        *,
        broker_id: int,
    ) -> Message:
        """Return the message, after all checks that need no request to Digipost.

        Args:
            file: The primary document.
            to: The options that name the recipient.
            paper: The options for print.
            reminders: The options for SMS and e-mails while the letter is unread.
            invitation: The invitation to a person without a mailbox.
            broker_id: The sender, unless the options name another sender.

        Raises:
            FailureError: Digipost would refuse a value; the error text names the option.
        """
        message_id = str(uuid4()) if self.message_id is None else self.message_id
        sender = self.sender_organisation or self.sender_id or broker_id
        uuids = [uuid5(_NAMESPACE, f"{_name(sender)}/{message_id}/{n}") for n in range(1 + len(self.attach))]
        with options_named(Document="--attach"):
            attachments = [
                self._document(path, subject, uuid)
                for (path, subject), uuid in zip(self.attach, uuids[1:], strict=True)
            ]
        with options_named():
            primary = attrs.evolve(
                self._document(file, self.subject, uuids[0]),
                data_type=self._data_type(),
                sms_notification=reminders.sms(),
                email_notification=reminders.email(),
                opening_receipt=self.opening_receipt,
            )
            posted_after = paper.details_after_invitation(to) if invitation.invite_until else None
            return Message(
                recipient=self._recipient(to, paper, is_invited=invitation.invite_until is not None),
                primary_document=primary,
                attachments=attachments,
                sender_id=Omitted.OMITTED if self.sender_id is None else self.sender_id,
                sender_organization=self.sender_organisation,
                message_id=message_id,
                delivery_time=self.deliver_at,
                invoice_reference=self.invoice_reference,
                batch=self.batch,
                print_if_unread=paper.if_unread(to),
                request_for_registration=invitation.request(posted_after),
            )

    def _recipient(self, to: To, paper: Paper, *, is_invited: bool) -> api_v8.MessageRecipient:
        others = {
            "--to-email": self.to_email,
            "--to-peppol": self.to_peppol,
            "--print-only": paper.print_only,
        }
        given = [flag for flag, value in others.items() if value]
        if len(given) > 1 or (given and to.given):
            problem = f"Give one recipient only; these were given: {', '.join([*to.given, *given])}."
            raise FailureError(problem, ExitCode.USAGE)
        if not given and not to.given:
            problem = f"One of {', '.join([*RECIPIENT_OPTIONS, *others])} is needed; none was given."
            raise FailureError(problem, ExitCode.USAGE)
        if paper.print_only:
            return recipient.print_only(paper.required_details(to))
        details = paper.details(to, is_invited=is_invited)
        if self.to_email:
            return recipient.by_email(self.to_email, print_details=details)
        if self.to_peppol:
            return recipient.by_peppol(self.to_peppol, self.peppol_sender or "", print_details=details)
        return to.recipient(details)

    def _document(self, path: str | Path, subject: str, uuid: UUID) -> Document:
        authentication, sensitivity = self.authentication_level, self.sensitivity_level
        return Document.from_path(
            path,
            subject=subject,
            uuid=uuid,
            authentication_level=api_v8.AuthenticationLevel(authentication) if authentication else None,
            sensitivity_level=api_v8.SensitivityLevel(sensitivity) if sensitivity else None,
            encrypt=self.encrypt,
        )

    def _data_type(self) -> DataTypeElement | None:
        if self.invoice and self.data_type:
            raise FailureError("--invoice or --data-type: give one of them.", ExitCode.USAGE)
        if self.invoice:
            return data_type_in(self.invoice, "--invoice", "invoice")
        return data_type_in(self.data_type, "--data-type") if self.data_type else None


def _name(sender: int | api_v8.SenderOrganization) -> str:
    if isinstance(sender, int):
        return str(sender)
    return f"{sender.organization_id}/{sender.part_id or ''}"


def _levels(levels: type[api_v8.AuthenticationLevel | api_v8.SensitivityLevel]) -> click.Choice[str]:
    return click.Choice([str(each) for each in levels], case_sensitive=False)


lettered = gathered(
    "letter",
    LetterOptions,
    [
        option(
            "--to-email",
            multiple=True,
            metavar="ADDRESS",
            section=TO,
            help="A recipient in the e-mail channel; repeatable.",
        ),
        option("--to-peppol", metavar="ID", section=TO, help="An organisation in Peppol, as 9908:810418052."),
        option(
            "--peppol-sender",
            metavar="ID",
            section=TO,
            help="With --to-peppol, the sender's own id in Peppol.",
        ),
        option(
            "--subject",
            required=True,
            section=_DOCUMENT,
            help="The title in the recipient's list of letters.",
        ),
        option(
            "--attach",
            nargs=2,
            multiple=True,
            metavar="FILE SUBJECT",
            section=_DOCUMENT,
            help="An attachment; repeatable.",
        ),
        option(
            "--invoice",
            type=FILE,
            section=_DOCUMENT,
            help="The data of the invoice to pay: a JSON or XML file.",
        ),
        option(
            "--data-type",
            type=FILE,
            section=_DOCUMENT,
            help="Data of any type: an XML file, or JSON with the type as its one key.",
        ),
        option(
            "--authentication-level",
            type=_levels(api_v8.AuthenticationLevel),
            section=_DOCUMENT,
            help="The level of login that opens the letter; PASSWORD unless given.",
        ),
        option(
            "--sensitivity-level",
            type=_levels(api_v8.SensitivityLevel),
            section=_DOCUMENT,
            help="SENSITIVE hides sender and subject until that login; NORMAL unless given.",
        ),
        option(
            "--encrypt",
            is_flag=True,
            section=_DOCUMENT,
            help="Encrypt all documents before they are sent; needs Digipost's permission.",
        ),
        option(
            "--opening-receipt",
            metavar="TEXT",
            section=_DOCUMENT,
            help="Ask for a receipt when the recipient opens the letter, at a charge; agree on the text with "
            "Digipost.",
        ),
        option(
            "--sender-id",
            type=click.INT,
            metavar="ID",
            section=_MESSAGE,
            help="The sender's account id; the broker's unless given.",
        ),
        option(
            "--sender-organisation",
            metavar="NUMBER[/PART]",
            callback=organisation,
            section=_MESSAGE,
            help="The sender, by organisation number and part, instead of --sender-id.",
        ),
        option(
            "--deliver-at",
            metavar="TIME",
            callback=moment,
            section=_MESSAGE,
            help="The time at which the letter becomes visible, such as 2026-12-01T08:00+01:00.",
        ),
        option(
            "--invoice-reference",
            metavar="TEXT",
            section=_MESSAGE,
            help="A text that Digipost's invoice to you repeats.",
        ),
        option(
            "--message-id",
            metavar="ID",
            section=_MESSAGE,
            help="Digipost accepts each id once, so the command can be repeated. Generated unless given.",
        ),
        option(
            "--batch",
            type=click.UUID,
            section=_MESSAGE,
            help="Hold the letter back until this batch is completed.",
        ),
    ],
)
"""Give a command the options of a letter, and their values as its argument `letter`."""
