"""The schema version of the API; only this module selects it.

All other modules import the classes from here, under the name that users know. For a version 9, import
`api_v9 as api_v8`, and the names below from `api_v9`. Then mypy shows every use of a removed name.
"""

from __future__ import annotations

from typing import Final

from digipost_schema import api_v8
from digipost_schema.api_v8 import (
    AuthenticationLevel,
    EmailNotification,
    ForeignAddress,
    ListedTime,
    NondeliverableHandling,
    NorwegianAddress,
    PrintColors,
    PrintDetails,
    PrintIfUnread,
    PrintInstruction,
    PrintInstructions,
    PrintRecipient,
    RequestForRegistration,
    SensitivityLevel,
    SmsNotification,
    SmsOverrides,
)

__all__ = [
    "VERSION",
    "AuthenticationLevel",
    "EmailNotification",
    "ForeignAddress",
    "ListedTime",
    "NondeliverableHandling",
    "NorwegianAddress",
    "PrintColors",
    "PrintDetails",
    "PrintIfUnread",
    "PrintInstruction",
    "PrintInstructions",
    "PrintRecipient",
    "RequestForRegistration",
    "SensitivityLevel",
    "SmsNotification",
    "SmsOverrides",
    "api_v8",
]

VERSION: Final = api_v8.NAMESPACE.rpartition("/")[2]
"""The version in media types, such as `v8`; for later versions the form is a conclusion."""
