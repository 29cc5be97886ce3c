"""Digipost's error codes: their meaning for a caller, and the fixes for common ones.

Digipost publishes the codes only in its clients, without descriptions. This module's meanings are conclusions
from the codes' names and use.
"""

from __future__ import annotations

__all__ = ["ALREADY_ACCEPTED", "KEY_REFUSED", "NO_SUCH_USER", "advice_for", "cause_for"]

_BROKER_ID = "ClientConfig.broker_id is the account id at Digipost, not an organisation number."
_NO_ACCOUNT = "ClientConfig.broker_id names no account at Digipost."
_ASK_DIGIPOST = "The account lacks a permission: ask Digipost for it."
_PROXY_HEADER = "A proxy between here and Digipost may have removed or changed the header."
_PROXY_BODY = "A proxy between here and Digipost may have changed the body or its hash header."
_PARTS = "Each document needs exactly one part, and its uuid is that part's file name."
_BUILD_ANEW = (
    "Digipost has accepted a letter with this message id before. Its content is another one, or was "
    "encrypted anew: look it up with client.documents.status. Only a letter that was not sent yet needs an "
    "id of its own: build a new Message."
)
_NEW_UUID = "Give every document a uuid that this sender has not used before."
_NOT_A_USER = (
    "The recipient has no Digipost mailbox: add print details to the message to have it sent on paper."
)
_SMALLER = "Make the documents smaller or fewer."
_ENCRYPT_ANEW = "Send the message again, so that it is encrypted with a key fetched anew; or ask Digipost."
_HTML = "Digipost accepts a limited HTML: digipost.preflight.check_html says more. Or send a PDF."

_ADVICE = {
    "ACCOUNT_DEACTIVATED": "The account is closed: contact Digipost.",
    "AUTHENTICATION_LEVEL_TOO_LOW": "Raise the document's authentication_level.",
    "BAD_CONTENT": "Check that the file is whole and is what its file_type says.",
    "BROKER_NOT_AUTHORIZED": "Check sender_id, and that this sender has authorised the broker at Digipost.",
    "CONTENT_ALREADY_UPLOADED": _BUILD_ANEW,
    "CONTENT_NOT_ENCRYPTED": _ENCRYPT_ANEW,
    "CONTENT_NOT_ENCRYPTED_WITH_CORRECT_KEY": _ENCRYPT_ANEW,
    "CONTENT_OF_PRINT_MESSAGE_MUST_BE_PDF": "Send PDF, or give the document a PDF as print_content.",
    "DATE_HEADER_OUTSIDE_ACCEPTED_INTERVAL": "Set this machine's clock: five minutes off is the limit.",
    "DELIVERY_DATE_HISTORICAL": "Give a delivery time in the future, or none.",
    "DOCUMENTS_AND_FILES_MISMATCH": _PARTS,
    "DUPLICATE_DOCUMENT_ID": _NEW_UUID,
    "DUPLICATE_DOCUMENT_ID_FOR_BATCH": _NEW_UUID,
    "DIGIPOST_MESSAGE_ALREADY_DELIVERED": _BUILD_ANEW,
    "DUPLICATE_MESSAGE": _BUILD_ANEW,
    "ENCRYPTION_KEY_NOT_FOUND": _ENCRYPT_ANEW,
    "FILE_TOO_LARGE": _SMALLER,
    "ILLEGAL_CONTENT_TYPE": "Use a file type that Digipost accepts, such as pdf.",
    "ILLEGAL_HTML_CONTENT": _HTML,
    "INVALID_DATE_HEADER": _PROXY_HEADER,
    "INVALID_EMAIL_ADDRESS": "Correct the e-mail address of the notification.",
    "INVALID_EMAIL_NOTIFICATION_TIME": "Give the e-mail notification a time that is still to come.",
    "INVALID_HTML_CONTENT": _HTML,
    "INVALID_PDF_CONTENT": "Check that the PDF opens, and keeps Digipost's rules for print if it is printed.",
    "INVALID_PHONE_NUMBER": "Correct the telephone number of the notification.",
    "INVALID_RECIPIENT_PRINT_ADDRESS": "Correct the recipient's postal address.",
    "INVALID_RETURN_ADDRESS": "Correct the return address of the print details.",
    "INVALID_SHA256": _PROXY_BODY,
    "INVALID_SMS_NOTIFICATION_TIME": "Give the SMS notification a time that is still to come.",
    "INVALID_USER_ID_HEADER": _BROKER_ID,
    "MESSAGE_ALREADY_SENT": _BUILD_ANEW,
    "MISSING_BODYPART_CONTENT_DISPOSITION": _PARTS,
    "MISSING_BODYPART_FILENAME": _PARTS,
    "MISSING_CERTIFICATE": "Upload the certificate in the organisation's account at Digipost.",
    "MISSING_CONTENT_HASH": _PROXY_BODY,
    "MISSING_DATE_HEADER": _PROXY_HEADER,
    "MISSING_SHA256": _PROXY_BODY,
    "MISSING_SIGNATURE": _PROXY_HEADER,
    "MISSING_SUBJECT": "Give every document a subject that is not blank.",
    "NOTIFICATION_ADDRESSES_NOT_ALLOWED": "Leave own addresses out, or ask Digipost for permission.",
    "NOT_APPROVED_FOR_DIRECT_PRINT": _ASK_DIGIPOST,
    "NOT_APPROVED_FOR_IDPORTEN": _ASK_DIGIPOST,
    "NOT_APPROVED_FOR_PREENCRYPT": _ASK_DIGIPOST,
    "NOT_APPROVED_FOR_PRINT": _ASK_DIGIPOST,
    "NOT_APPROVED_FOR_REST_API_USAGE": _ASK_DIGIPOST,
    "NOT_APPROVED_FOR_TECHNICAL_ATTACHMENTS": _ASK_DIGIPOST,
    "ORGANISATION_LETTERS_PER_MONTH_EXCEEDED": "The month's quota is used up: ask Digipost for more.",
    "PRINT_MESSAGE_ALREADY_DELIVERED": _BUILD_ANEW,
    "REQUEST_TOO_LARGE": _SMALLER,
    "REVOKED_CERTIFICATE": "Get a new one and register it at Digipost.",
    "SCHEMA_VALIDATION_ERROR": "The XML breaks the schema: Digipost's message names the element.",
    "UNKNOWN_RECIPIENT": _NOT_A_USER,
    "UNKNOWN_SENDER": "Check sender_id: it is an account id at Digipost, not an organisation number.",
    "UNKNOWN_USER": _NOT_A_USER,
    "UNKNOWN_USER_ID": _BROKER_ID,
    "invalid_client": "Check client_id and the certificate together: a client in Nyva has one certificate.",
}

# Causes in the credentials. The error text begins with the cause.
_CAUSES = {
    "INVALID_SIGNATURE": (
        "The certificate used here is not the one registered at Digipost for this broker id, or the request "
        "was changed on its way."
    ),
    "INVALID_USER_ID_HEADER": _NO_ACCOUNT,
    "MISSING_CERTIFICATE": "No certificate is registered at Digipost for this broker id.",
    "REVOKED_CERTIFICATE": "The certificate is revoked.",
    "UNKNOWN_USER_ID": _NO_ACCOUNT,
    "invalid_client": (
        "The certificate is not the one registered for this client id, or no client has this id."
    ),
}

# Codes that refuse a message because Digipost has accepted an earlier attempt.
ALREADY_ACCEPTED = frozenset(code for code, advice in _ADVICE.items() if advice is _BUILD_ANEW)

# Codes that refuse a document encrypted with a wrong or old key.
KEY_REFUSED = frozenset({"CONTENT_NOT_ENCRYPTED_WITH_CORRECT_KEY", "ENCRYPTION_KEY_NOT_FOUND"})

# Codes for errors of the client, its clock or its account: Digipost would refuse any other letter too.
OF_ANY_LETTER = frozenset(
    {
        *_CAUSES,
        "DATE_HEADER_OUTSIDE_ACCEPTED_INTERVAL",
        "INVALID_DATE_HEADER",
        "MISSING_DATE_HEADER",
        "MISSING_SIGNATURE",
        "NOT_APPROVED_FOR_REST_API_USAGE",
    }
)

# With these codes, a 404 on sending means that the recipient does not use Digipost. Any other code differs in
# meaning, and must not make a caller print a letter.
NO_SUCH_USER = frozenset({None, "", "GENERAL_ERROR", "UNKNOWN_RECIPIENT", "UNKNOWN_USER"})


def advice_for(code: str | None) -> str | None:
    """Return the fix for an error code, or None if only Digipost's message explains it."""
    return _ADVICE.get(code) if code else None


def cause_for(code: str | None) -> str | None:
    """Return the cause of a refusal if the code shows that the credentials are the cause, else None."""
    return _CAUSES.get(code) if code else None
