"""What the sandbox says no with: a status, an error code, its type and an explanation.

The statuses of missing or wrong headers, of a wrong signature, of an invalid message and of an unknown
recipient are in Digipost's documentation of response codes. Which code goes with which status is not
documented, and no code is described: those used here are conclusions from their names, save where a comment
tells otherwise.
"""

from __future__ import annotations

__all__ = ["RefusalError"]

_CLIENT_TECHNICAL = "CLIENT_TECHNICAL"
_CLIENT_DATA = "CLIENT_DATA"
_CONFIGURATION = "CONFIGURATION"
_SERVER = "SERVER"

# The type that Digipost's Java client gives each code. The documented samples with GENERAL_ERROR have none,
# although the schema demands one.
_ERROR_TYPES = {
    "API_UNAVAILABLE": _SERVER,
    "BROKER_NOT_AUTHORIZED": _CONFIGURATION,
    "CONTENT_NOT_ENCRYPTED": _CLIENT_TECHNICAL,
    "CONTENT_NOT_ENCRYPTED_WITH_CORRECT_KEY": _CLIENT_TECHNICAL,
    "CONTENT_OF_PRINT_MESSAGE_MUST_BE_PDF": _CLIENT_DATA,
    "DATE_HEADER_OUTSIDE_ACCEPTED_INTERVAL": _CLIENT_TECHNICAL,
    "DELIVERY_DATE_HISTORICAL": _CONFIGURATION,
    "DOCUMENTS_AND_FILES_MISMATCH": _CLIENT_TECHNICAL,
    "DOCUMENT_NOT_FOUND": _CLIENT_TECHNICAL,
    "DUPLICATE_DOCUMENT_ID": _CLIENT_DATA,
    "DUPLICATE_MESSAGE": _CLIENT_DATA,
    "GENERAL_ERROR": None,
    "INVALID_DATE": _CLIENT_TECHNICAL,
    "INVALID_DATE_HEADER": _CLIENT_TECHNICAL,
    "INVALID_DATE_RANGE": _CLIENT_TECHNICAL,
    "INVALID_PDF_CONTENT": _CLIENT_DATA,
    "INVALID_PHONE_NUMBER": _CLIENT_DATA,
    "INVALID_QUERY_PARAMETER": _CLIENT_TECHNICAL,
    "INVALID_SHA256": _CLIENT_TECHNICAL,
    "INVALID_TRANSACTION": _CLIENT_TECHNICAL,
    "INVALID_USER_ID_HEADER": _CLIENT_TECHNICAL,
    "MISSING_BODYPART_CONTENT_DISPOSITION": _CLIENT_TECHNICAL,
    "MISSING_BODYPART_FILENAME": _CLIENT_TECHNICAL,
    "MISSING_DATE_HEADER": _CLIENT_TECHNICAL,
    "MISSING_SHA256": _CLIENT_TECHNICAL,
    "MISSING_SIGNATURE": _CLIENT_TECHNICAL,
    "MISSING_SUBJECT": _CLIENT_DATA,
    "PROBLEM_WITH_REQUEST": _CLIENT_TECHNICAL,
    "SCHEMA_VALIDATION_ERROR": _CLIENT_TECHNICAL,
    "UNKNOWN_BATCH": _CLIENT_DATA,
    "UNKNOWN_RECIPIENT": _CLIENT_DATA,
    "UNKNOWN_USER_ID": _CLIENT_TECHNICAL,
    "VALIDATION_FAILED": _CLIENT_DATA,
}


class RefusalError(Exception):
    """A request that is answered with an `error` document, and changes nothing.

    Attributes:
        status: The HTTP status.
        code: Digipost's error code.
        message: For who maintains the client; never a name, number or text that was sent.
        error_type: The type of the code, or None where the answer has none.
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.error_type = _ERROR_TYPES[code]
