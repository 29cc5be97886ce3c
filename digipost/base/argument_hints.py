"""Remedies for arguments that callers try by mistake, by the name of the argument.

Many names come from Digipost's clients for Java and .NET, where for example the message has the print
details.
"""

from __future__ import annotations

__all__ = ["OF_CLIENT", "OF_CONFIG", "OF_DOCUMENT", "OF_MESSAGE"]

_PRINT_DETAILS = "print details belong to the recipient: recipient.by_…(…, print_details=…)"
_PRINT_ONLY = "for a letter on paper only, recipient=recipient.print_only(print_details)"
_OF_A_DOCUMENT = "it belongs to a document: Document.from_path(path, {}=…)"
_OF_A_MESSAGE = "it belongs to the message: Message({}=…)"
_OF_CONFIG = "it belongs to the configuration: ClientConfig({}=…)"
_CREDENTIALS = "the credentials are made of it: RequestSigning.from_pkcs12(path, password)"
_OAUTH = "it is for OAuth: ClientCredentials.from_pkcs12(client_id, path, password)"
_ADDRESS = "write environment=Environment.TEST or .PRODUCTION, or Environment.custom(url)"

OF_MESSAGE = {
    "document": "the letter itself is primary_document",
    "documents": "give the letter itself as primary_document, and further documents as attachments",
    "id": "the id of a message is message_id",
    "print_details": _PRINT_DETAILS,
    "printDetails": _PRINT_DETAILS,
    "print_only": _PRINT_ONLY,
    "printOnly": _PRINT_ONLY,
    "to": "the name is recipient",
    "broker_id": _OF_CONFIG.format("broker_id"),
    "due_date": "it belongs to the data type of a document: Document.from_path(path, data_type=Invoice(…))",
    **{
        name: _OF_A_DOCUMENT.format(name)
        for name in (
            *("authentication_level", "data_type", "email_notification", "encrypt", "file_type"),
            *("opening_receipt", "print_content", "sensitivity_level", "sms_notification", "subject"),
        )
    },
}
OF_DOCUMENT = {
    "attachments": _OF_A_MESSAGE.format("attachments"),
    "bytes": "for bytes there is Document.from_bytes(data, …)",
    "content_type": "write file_type, such as pdf",
    "data": "for bytes there is Document.from_bytes(data, …)",
    "file": "for a file object there is Document.from_file(file, …)",
    "file_name": "the recipient sees the subject; for a path there is Document.from_path(path, …)",
    "invoice": "write data_type=Invoice(…)",
    "message_id": _OF_A_MESSAGE.format("message_id"),
    "mime_type": "write file_type, such as pdf",
    "path": "for a path there is Document.from_path(path, …)",
    "print_details": _PRINT_DETAILS,
    "printDetails": _PRINT_DETAILS,
    "recipient": _OF_A_MESSAGE.format("recipient"),
    "sender_id": _OF_A_MESSAGE.format("sender_id"),
    "title": "the name is subject",
}
OF_CONFIG = {
    "api_url": _ADDRESS,
    "base_url": _ADDRESS,
    "certificate": _CREDENTIALS,
    "client_id": _OAUTH,
    "max_retries": "write retries=RetryPolicy(attempts=…)",
    "password": _CREDENTIALS,
    "sender_id": _OF_A_MESSAGE.format("sender_id"),
    "timeout": "write connect_timeout, read_timeout or total_timeout",
    "timeout_seconds": "write connect_timeout, read_timeout or total_timeout",
    "url": _ADDRESS,
}
OF_CLIENT = {
    "certificate": _CREDENTIALS,
    "client_id": _OAUTH,
    "password": _CREDENTIALS,
    "token": _OAUTH,
    **{
        name: _OF_CONFIG.format(name)
        for name in (
            *("broker_id", "connect_timeout", "environment", "on_event", "preflight", "print_checks"),
            *("proxies", "read_timeout", "retries", "total_timeout", "user_agent"),
        )
    },
}
