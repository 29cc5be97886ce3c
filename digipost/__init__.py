"""Digipost, Norway's digital mailbox, from Python.

    from digipost import ClientConfig, DigipostClient, Document, Environment, Message, recipient
    from digipost import RequestSigning

Names are imported lazily, on first use, so that `import digipost` is fast.
"""

from __future__ import annotations

__all__ = [
    "ArchiveDocument",
    "AuthenticationLevel",
    "ClientConfig",
    "ClientCredentials",
    "DigipostClient",
    "DigipostError",
    "DigipostUser",
    "Document",
    "Download",
    "EmailNotification",
    "Environment",
    "EventFeed",
    "ForeignAddress",
    "Identity",
    "InvalidIdentifier",
    "KnownPerson",
    "ListedTime",
    "Listing",
    "Message",
    "NondeliverableHandling",
    "NorwegianAddress",
    "PrintColors",
    "PrintDetails",
    "PrintIfUnread",
    "PrintInstruction",
    "PrintInstructions",
    "PrintRecipient",
    "RequestForRegistration",
    "RequestSigning",
    "RetryPolicy",
    "Secret",
    "SensitivityLevel",
    "SmsNotification",
    "SmsOverrides",
    "Transport",
    "Unidentified",
    "datatypes",
    "errors",
    "printing",
    "recipient",
    "time_limit",
    "xml",
]

_SCHEMA = "digipost.base.schema_version"
_MODULES = {
    "ArchiveDocument": "digipost.archive_document",
    "AuthenticationLevel": _SCHEMA,
    "ClientConfig": "digipost.config",
    "ClientCredentials": "digipost.authentication",
    "DigipostClient": "digipost.client",
    "DigipostError": "digipost.errors",
    "DigipostUser": "digipost.identification",
    "Document": "digipost.document",
    "Download": "digipost.protocol.downloads",
    "EmailNotification": _SCHEMA,
    "Environment": "digipost.environments",
    "EventFeed": "digipost.events",
    "ForeignAddress": _SCHEMA,
    "Identity": "digipost.identification",
    "InvalidIdentifier": "digipost.identification",
    "KnownPerson": "digipost.identification",
    "ListedTime": _SCHEMA,
    "Listing": "digipost.resources.listing",
    "Message": "digipost.message",
    "NondeliverableHandling": _SCHEMA,
    "NorwegianAddress": _SCHEMA,
    "PrintColors": _SCHEMA,
    "PrintDetails": _SCHEMA,
    "PrintIfUnread": _SCHEMA,
    "PrintInstruction": _SCHEMA,
    "PrintInstructions": _SCHEMA,
    "PrintRecipient": _SCHEMA,
    "RequestForRegistration": _SCHEMA,
    "RequestSigning": "digipost.auth.request_signing",
    "RetryPolicy": "digipost.retries",
    "Secret": "digipost.secret",
    "SensitivityLevel": _SCHEMA,
    "SmsNotification": _SCHEMA,
    "SmsOverrides": _SCHEMA,
    "Transport": "digipost.transport",
    "Unidentified": "digipost.identification",
    "time_limit": "digipost.deadlines",
}

__version__: str
"""The version of the library, as `pip show digipost` prints it; it does not need the package's metadata."""

# Type checkers know the name without `typing`, whose import would take as long as the start of Python.
TYPE_CHECKING = False
if TYPE_CHECKING:
    # The names in `_MODULES`, for type checkers and editors; a test compares the two.
    from digipost import datatypes, errors, printing, recipient, xml
    from digipost.archive_document import ArchiveDocument
    from digipost.auth.request_signing import RequestSigning
    from digipost.authentication import ClientCredentials
    from digipost.base.schema_version import (
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
    from digipost.client import DigipostClient
    from digipost.config import ClientConfig
    from digipost.deadlines import time_limit
    from digipost.document import Document
    from digipost.environments import Environment
    from digipost.errors import DigipostError
    from digipost.events import EventFeed
    from digipost.identification import DigipostUser, Identity, InvalidIdentifier, KnownPerson, Unidentified
    from digipost.message import Message
    from digipost.protocol.downloads import Download
    from digipost.resources.listing import Listing
    from digipost.retries import RetryPolicy
    from digipost.secret import Secret
    from digipost.transport import Transport
else:

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from digipost.base.version import VERSION  # noqa: PLC0415 - loaded when it is asked for

            return VERSION
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 - loaded when it is asked for

        module = import_module(_MODULES.get(name, f"{__name__}.{name}"))
        value = getattr(module, name) if name in _MODULES else module
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})
