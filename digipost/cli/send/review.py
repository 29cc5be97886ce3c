"""The output of `digipost send --dry-run`: the message and its destination, after all checks passed."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import attrs
import click

from digipost.authentication import ClientCredentials
from digipost.base.schema_validation import Problem, parsed, problems
from digipost.cli.arguments import options_named
from digipost.cli.connection import is_real
from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.output import as_json, note, show, show_each
from digipost.datatypes import RawElement
from digipost.resources._content_checks import ContentChecks
from digipost.xml import to_xml

if TYPE_CHECKING:
    from digipost.authentication import RequestSigning
    from digipost.base.schema_version import api_v8
    from digipost.cli.output import Record
    from digipost.config import ClientConfig
    from digipost.document import Document
    from digipost.message import Message

__all__ = ["check", "review"]

_BY_POST = "by post"
_KINDS = {
    "personal_identification_number": "a person, by personal identification number",
    "digipost_address": "by Digipost address",
    "organisation_number": "an organisation, by organisation number",
    "bank_account_number": "by bank account number",
    "name_and_address": "a person, by name and address",
    "email_details": "by e-mail",
    "peppol_addresses": "an organisation, by Peppol",
}


def check(message: Message, config: ClientConfig) -> None:
    """Check the XML of a message with libxml2, and its documents with the preflight.

    Raises:
        FailureError: A check failed.

    Warns:
        UserWarning: Documents were not checked, since an extra is not installed.
    """
    document = parsed(to_xml(message.to_schema(config)))
    found = [document] if isinstance(document, Problem) else problems(document)
    for each in found:
        raise FailureError(f"The schema does not allow this message: {each.text}", ExitCode.USAGE)
    checks = ContentChecks(config, message)
    with options_named():
        checks.check_before_asking()
    for extra in checks.missing_extras():
        what, them = ("PDFs were not checked for print", "them")
        if extra == "html":
            what, them = ("HTML was not checked", "it")
        advice = f"To check {them}, install the extra {extra}: pip install 'digipost[{extra}]'"
        warnings.warn(f"{what}. {advice}", stacklevel=2)


def review(message: Message, config: ClientConfig, credentials: RequestSigning | ClientCredentials) -> None:
    """Read all documents completely, and print the message without the recipient's number or address."""
    body = _unencrypted(message).to_body(config)
    body.sha256  # noqa: B018 - reads every file, and raises an error if one is unreadable
    oauth = isinstance(credentials, ClientCredentials)
    environment = config.environment
    invitation, primary = message.request_for_registration, message.primary_document
    email = primary.email_notification
    summary: Record = {
        "environment": f"{environment.name} ({'real mail' if is_real(environment) else 'no real mail'})",
        "address": environment.api_url,
        "certificate": credentials.certificate_subject,
        "proven_by": "OAuth token" if oauth else "signature",
        "broker": config.broker_id,
        "sender": _sender(message) or config.broker_id,
        "recipient": _recipient(message.recipient),
        "on_paper": _on_paper(message),
        "message_id": message.message_id,
        "batch": message.batch,
        "delivered": message.delivery_time or "at once",
        "invited_until": invitation and invitation.registration_deadline,
        "encrypted": any(each.encrypt for each in message.documents) or None,
        "reminder_by_email": [each.time for each in email.at] if email else None,
        "opening_receipt": primary.opening_receipt is not None or None,
        "request_bytes": body.content_length,
    }
    documents = [_document(each, config) for each in message.documents]
    if as_json():
        show({**summary, "documents": documents, "sent": False})
        return
    show(summary)
    click.echo()
    show_each(
        documents,
        ["subject", "type", "bytes", "data_type", "authentication", "sensitivity", "sms"],
        nothing="",
    )
    note("\nAll checks passed, also by the schema. Nothing was sent.")


def _sender(message: Message) -> int | str | None:
    organisation = message.sender_organization
    if organisation is None:
        return message.sender_id
    part = f", part {organisation.part_id}" if organisation.part_id else ""
    return f"organisation {organisation.organization_id}{part}"


def _recipient(recipient: api_v8.MessageRecipient) -> str:
    kinds = [words for name, words in _KINDS.items() if getattr(recipient, name) is not None]
    return kinds[0] if kinds else _BY_POST


def _on_paper(message: Message) -> str:
    unread, invitation = message.print_if_unread, message.request_for_registration
    if unread is not None:
        return f"if it is unread by {unread.print_if_unread_after:%Y-%m-%d %H:%M %Z}"
    if invitation is not None and invitation.print_details is not None:
        return "after the invitation"
    if message.recipient.print_details is None:
        return "never"
    return "if the recipient has no mailbox" if _recipient(message.recipient) != _BY_POST else "always"


def _unencrypted(message: Message) -> Message:
    """Return the message with its documents unencrypted; they are encrypted when they are sent."""
    primary, *attachments = (attrs.evolve(each, encrypt=False) for each in message.documents)
    return attrs.evolve(message, primary_document=primary, attachments=attachments)


def _document(document: Document, config: ClientConfig) -> Record:
    data, sms = document.data_type, document.sms_notification
    described = document.to_schema(config)
    return {
        "uuid": document.uuid,
        "subject": document.subject,
        "type": document.file_type,
        "bytes": document.content.size,
        "data_type": None if data is None or isinstance(data, RawElement) else type(data).__name__,
        "authentication": described.authentication_level,
        "sensitivity": described.sensitivity_level,
        "sms": [f"after {each} h" for each in sms.after_hours] + [each.time for each in sms.at]
        if sms
        else [],
    }
