"""Options shared by several commands, and the look-up of the option that set a value."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs
import click

from digipost.base.schema_version import api_v8
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import option
from digipost.errors import InvalidValueError
from digipost.errors._command_words import in_words_of_commands
from digipost.xml import schema_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["FILE", "gathered", "moment", "option_of", "options_named", "organisation", "sender_id_option"]

FILE = click.Path(path_type=Path)
"""The path of a file; reading it reports a missing file."""

_F = TypeVar("_F", bound="Callable[..., Any]")

_OPTION_OF = {
    "recipient.personal_identification_number": "--to-pin",
    "recipient.digipost_address": "--to-address",
    "recipient.organisation_number": "--to-organisation",
    "recipient.bank_account_number": "--to-account",
    "recipient.addresses": "--to-email",
    "recipient.fullname": "--to-name",
    "recipient.addressline1": "--address",
    "EmailDetails.email_address": "--to-email",
    "recipient.receiver": "--to-peppol",
    "recipient.sender": "--peppol-sender",
    "Document.content": "FILE",
    "Document.file_type": "FILE",
    "Document.subject": "--subject",
    "Message.primary_document": "FILE",
    "Message.attachments": "--attach",
    "ArchiveDocument.content": "FILES",
    "ArchiveDocument.file_type": "FILES",
    "ArchiveDocumentAttribute.key": "--attribute",
    "ArchiveDocumentAttribute.value": "--attribute",
    "Message.sender_id": "--sender-id",
    "sender_id": "--sender-id",
    "Message.message_id": "--message-id",
    "Message.invoice_reference": "--invoice-reference",
    "Message.delivery_time": "--deliver-at",
    "Message.print_if_unread": "--print-if-unread",
    "Message.request_for_registration": "--invite-until",
    "Document.opening_receipt": "--opening-receipt",
    "SmsNotification.after_hours": "--sms-after",
    "EmailNotification.email_address": "--notify-email",
    "SmsNotification.at": "--sms-at",
    "EmailNotification.at": "--notify-at",
    "EmailNotification.subject": "--notify-subject",
    "EmailNotification.text": "--notify-text",
    "RequestForRegistration.phone_number": "--invite-phone",
    "RequestForRegistration.registration_deadline": "--invite-until",
    "RequestForRegistration.email_address": "--invite-email",
    "Message.sender_organization.organization_id": "--sender-organisation",
    "SenderOrganization.organization_id": "--sender-organisation",
    "SenderOrganization.part_id": "--sender-organisation",
    "path": "--to",
}


def option_of(field: str) -> str | None:
    """Return the option that sets a field of the library; None unless exactly one option sets it."""
    return _OPTION_OF.get(field.partition("[")[0])


@contextmanager
def options_named(**instead: str) -> Iterator[None]:
    """Raise an error that names the option of an invalid value.

    Args:
        **instead: The option or file to name for a field, or for all fields of a class, by the name of the
            field or class: `Document="--attach"`.
    """
    try:
        yield
    except InvalidValueError as error:
        owner = error.field.partition(".")[0]
        flag = instead.get(error.field) or instead.get(owner) or option_of(error.field)
        if flag is None:
            raise
        problem = in_words_of_commands(error.problem).removesuffix(".")
        raise FailureError(f"{flag}: {problem}.", ExitCode.USAGE, field=error.field) from None


def gathered(argument: str, into: type, options: Sequence[Callable[[Any], Any]]) -> Callable[[_F], _F]:
    """Combine options into one value, which is passed to the command as an argument.

    Args:
        argument: The name of the argument.
        into: The attrs class of the value; its fields have the names of the options.
        options: The options, made by `option`, in their order.
    """
    names = [each.name for each in attrs.fields(into)]

    def decorate(command: _F) -> _F:
        def with_value(*arguments: Any, **given: Any) -> object:  # noqa: ANN401 - the command's own arguments
            value = into(**{name: given.pop(name) for name in names})
            return cast("Callable[..., object]", command)(*arguments, **{argument: value}, **given)

        decorated: Any = update_wrapper(with_value, command)
        for each in reversed(options):
            decorated = each(decorated)
        return cast("_F", decorated)

    return decorate


def sender_id_option(command: _F) -> _F:
    """Give a command `--sender-id`."""
    return option(
        "--sender-id",
        type=click.INT,
        metavar="ID",
        help="The sender's account id; the broker's unless given.",
    )(command)


def moment(_: click.Context, parameter: click.Parameter, text: str | tuple[str, ...] | None) -> object:
    """Parse the time or times of an option; for click's `callback`."""
    if isinstance(text, tuple):
        return [_moment(parameter, each) for each in text]
    return None if text is None else _moment(parameter, text)


def _moment(parameter: click.Parameter, text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.utcoffset() is None:
        problem = "a date, a time and its offset from UTC are expected, as in 2026-12-01T08:00+01:00."
        raise FailureError(f"{parameter.opts[0]}: {problem}", ExitCode.USAGE)
    return found


def organisation(_: click.Context, __: click.Parameter, text: str | None) -> api_v8.SenderOrganization | None:
    """Parse a sender, given as `984661185` or `984661185/part`; for click's `callback`."""
    if text is None:
        return None
    number, _slash, part = text.partition("/")
    with options_named(), schema_values():
        return api_v8.SenderOrganization(organization_id=number, part_id=part or None)
