"""Manifest columns for message fields, and advice in the terms of manifests."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from digipost.errors import InvalidValueError
from digipost.errors._codes import ALREADY_ACCEPTED, KEY_REFUSED
from digipost.xml import schema_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["advice_for_manifests", "column_of", "naming_columns", "of_column"]

_ATTACHMENT = re.compile(r"Message\.attachments\[([0-9]+)\](?:\.(.+))?")
_COLUMNS = {
    "Document.content": "document",
    "Document.email_notification": "email_notification.address",
    "Document.opening_receipt": "opening_receipt_text",
    "Document.print_content": "print_document",
    "Document.sms_notification": "sms.after_hours",
    "Message.primary_document": "document",
    "Message.primary_document.subject": "subject",
    "Message.print_if_unread": "print_if_unread",
    "Message.request_for_registration": "invitation.until",
    "EmailNotification.at": "email_notification.at",
    "EmailNotification.email_address": "email_notification.address",
    "EmailNotification.subject": "email_notification.subject",
    "EmailNotification.text": "email_notification.text",
    "PrintIfUnread.print_if_unread_after": "print_if_unread",
    "RequestForRegistration.email_address": "invitation.email_address",
    "RequestForRegistration.phone_number": "invitation.phone_number",
    "RequestForRegistration.registration_deadline": "invitation.until",
    "SmsNotification.after_hours": "sms.after_hours",
    "SmsNotification.at": "sms.at",
    "recipient.receiver": "recipient.peppol_receiver",
    "recipient.sender": "recipient.peppol_sender",
}
_EMAIL = re.compile(
    r"(?:Message\.)?recipient\.(?:addresses|email_details\.email_address)\[[0-9]+\]|EmailDetails\..+"
)
_PRINT_DETAILS = "the recipient needs print_details, without which"
_WITH_ADDRESS = "an address is needed, in the columns print.name, print.zip_code and so on, without which"
_ITEM = re.compile(r"^item (?=[0-9]+ of )")  # a list has items; a cell has values
_PRINT_CONTENT = "; or give the document a print_content"
_CHECK_SENDER = "Check the sender (--sender-id or the column sender_id)"
_ACCOUNT_ID = "it is an account id at Digipost, not an organisation number."
_HTML = "Digipost accepts a limited HTML: digipost preflight tells more. Or send a PDF."
_NO_MAILBOX = (
    "The recipient has no Digipost mailbox. With an address in the columns print.name, print.zip_code and so "
    "on, the letter is posted instead."
)
_OTHER_IDS = "Another mailing has used the ids of this row: send it as a row to correct."
_ADVICE = {
    "AUTHENTICATION_LEVEL_TOO_LOW": "Give a higher level in the column authentication_level.",
    "BAD_CONTENT": "Check that the file is whole and is what its name says.",
    "BROKER_NOT_AUTHORIZED": f"{_CHECK_SENDER}, and that this sender has authorised the broker at Digipost.",
    "CONTENT_OF_PRINT_MESSAGE_MUST_BE_PDF": "Send a PDF, or name one in the column print_document.",
    "DELIVERY_DATE_HISTORICAL": "Give a later time in the column delivery_time, or none.",
    "DUPLICATE_DOCUMENT_ID": _OTHER_IDS,
    "DUPLICATE_DOCUMENT_ID_FOR_BATCH": _OTHER_IDS,
    "ILLEGAL_HTML_CONTENT": _HTML,
    "INVALID_EMAIL_ADDRESS": "Check the columns email_notification.address and invitation.email_address.",
    "INVALID_EMAIL_NOTIFICATION_TIME": "Give a time to come in the column email_notification.at.",
    "INVALID_HTML_CONTENT": _HTML,
    "INVALID_PHONE_NUMBER": "Check the columns invitation.phone_number and recipient.phone_number.",
    "INVALID_RECIPIENT_PRINT_ADDRESS": "Check the columns print.name, print.zip_code and so on.",
    "INVALID_RETURN_ADDRESS": "Check the columns return_address.name, return_address.zip_code and so on.",
    "INVALID_SMS_NOTIFICATION_TIME": "Give a time to come in the column sms.at.",
    "INVALID_USER_ID_HEADER": f"Check the broker id: {_ACCOUNT_ID}",
    "MISSING_SUBJECT": "Check the columns subject, attachment.1.subject and so on.",
    "UNKNOWN_RECIPIENT": _NO_MAILBOX,
    "UNKNOWN_SENDER": f"{_CHECK_SENDER}: {_ACCOUNT_ID}",
    "UNKNOWN_USER": _NO_MAILBOX,
    "UNKNOWN_USER_ID": f"Check the broker id: {_ACCOUNT_ID}",
}
_ACCEPTED_BEFORE = (
    "Digipost has accepted another letter with the message id of this row. Ask Digipost which, before it is "
    "sent as a row to correct."
)
_NOT_THE_KEY = (
    "The key for its encryption was not the right one: send it as a row to correct, or ask Digipost."
)


def column_of(field: str, *, of: str = "", attachments: Sequence[str] = ()) -> str:
    """Return the column that supplies a field of the library.

    Args:
        field: The field, such as `Document.subject`.
        of: The prefix of the document's columns, such as `attachment.1`; empty for the letter itself.
        attachments: The columns of the attachments in their order, if their numbers have gaps.
    """
    attachment = _ATTACHMENT.fullmatch(field)
    if attachment is not None:
        number = int(attachment[1])
        place = attachments[number] if number < len(attachments) else f"attachment.{number + 1}"
        return f"{place}.{attachment[2]}" if attachment[2] else place
    if field in {"Document.subject", "Document.file_type"} and of:
        return f"{of}.{field.removeprefix('Document.')}"
    if field == "Document.content" and of:
        return of
    if _EMAIL.fullmatch(field) is not None:
        return "recipient.email"
    known = _COLUMNS.get(field)
    return known or re.sub(r"^(?:Message|Document)\.", "", field)


def of_column(error: InvalidValueError, attachments: Sequence[str] = ()) -> InvalidValueError:
    """Return an error of the library as an error of a column; attachments have no print content column."""
    column, problem = column_of(error.field, attachments=attachments), error.problem
    if _PRINT_CONTENT in problem:
        instead = "" if column.startswith("attachment.") else "; or name one in the column print_document"
        problem = problem.replace(_PRINT_CONTENT, instead)
    problem = _ITEM.sub("value ", problem.replace(_PRINT_DETAILS, _WITH_ADDRESS))
    return InvalidValueError(column, problem)


@contextmanager
def naming_columns() -> Iterator[None]:
    """Make errors in values of schema classes name the columns of a manifest."""
    try:
        with schema_values():
            yield
    except InvalidValueError as error:
        raise of_column(error) from None


def advice_for_manifests(code: str | None, advice: str | None) -> str | None:
    """Return advice on the manifest for an error code of Digipost's; the default is the library's advice."""
    if code in ALREADY_ACCEPTED:
        return _ACCEPTED_BEFORE
    if code in KEY_REFUSED:
        return _NOT_THE_KEY
    return _ADVICE.get(code or "", advice)
