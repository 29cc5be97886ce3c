"""The version of the API's schema that digipost speaks: chosen here, and nowhere else.

All other modules take the classes from here, by the name that users know them by. For a version 9 import
`api_v9 as api_v8`, and the names below from `api_v9`. Then mypy shows every use of what version 9 has lost.
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
"""The version as media types have it, such as `v8`; for a later one a conclusion."""
