"""Every error that this library raises, in one tree.

    DigipostError
    ├── ArgumentError                 a missing or unknown argument; a TypeError too; before any request
    ├── ConfigurationError            certificate, key, environment or identity unusable; before any request
    ├── InvalidValueError             a value that Digipost cannot accept; before any request
    │   └── PreflightError                a PDF that cannot be printed, or not be sent encrypted
    ├── SchemaError                   raised by the classes of `digipost_schema` and of `digipost.datatypes`
    │   ├── SchemaValueError              a value that the schema does not allow; before any request
    │   └── SchemaParseError              XML that `digipost_schema` cannot read
    ├── EncryptionError               a document that cannot be encrypted; before it is sent
    ├── TransportError                no usable answer
    │   └── TransportTimeoutError
    ├── ApiError                      Digipost refused
    │   ├── AuthenticationError       401 or 403: the credentials, or the permission
    │   │   └── SignatureRejectedError
    │   ├── NotFoundError             404
    │   │   └── UnknownRecipientError     no Digipost user, and nothing to print
    │   ├── InvalidRequestError       any other 4xx
    │   │   └── DuplicateMessageError     another letter has this message id
    │   └── ServerError               5xx, 429
    ├── VerificationError             an answer whose date, hash or signature is wrong
    ├── ParseError                    an answer that does not fit the schema
    └── DeliveryUnknownError          nothing proves that the letter was accepted, or that it was not

No error text, `repr` or attribute holds a key, password, token, document or personal identification number.
"""

from __future__ import annotations

from digipost.errors._answer_errors import (
    ApiError,
    AuthenticationError,
    DeliveryUnknownError,
    DuplicateMessageError,
    InvalidRequestError,
    NotFoundError,
    ParseError,
    ServerError,
    SignatureRejectedError,
    UnknownRecipientError,
    VerificationError,
    api_error,
)
from digipost.errors._request_errors import (
    ConfigurationError,
    EncryptionError,
    InvalidValueError,
    PreflightError,
    TransportError,
    TransportTimeoutError,
)
from digipost_schema.errors import (
    ArgumentError,
    DigipostError,
    SchemaError,
    SchemaParseError,
    SchemaValueError,
)

__all__ = [
    "ApiError",
    "ArgumentError",
    "AuthenticationError",
    "ConfigurationError",
    "DeliveryUnknownError",
    "DigipostError",
    "DuplicateMessageError",
    "EncryptionError",
    "InvalidRequestError",
    "InvalidValueError",
    "NotFoundError",
    "ParseError",
    "PreflightError",
    "SchemaError",
    "SchemaParseError",
    "SchemaValueError",
    "ServerError",
    "SignatureRejectedError",
    "TransportError",
    "TransportTimeoutError",
    "UnknownRecipientError",
    "VerificationError",
    "api_error",
]
