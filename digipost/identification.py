"""Identification of recipients at Digipost: the request, and the four possible results.

    match client.recipients.identify(recipient.by_personal_identification_number("01013300001")):
        case DigipostUser():
            ...  # has a mailbox
        case KnownPerson() | Unidentified():
            ...  # has none, as far as Digipost can tell: paper, or nothing
        case InvalidIdentifier(reason):
            ...  # the question was malformed

The result is one of these four classes; errors are raised. So a caller cannot mistake an error for a
recipient without a mailbox.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from digipost.base.schema_version import api_v8
from digipost.errors import InvalidValueError, ParseError

if TYPE_CHECKING:
    from typing import Protocol

    class _Identifiers(Protocol):
        personal_identification_number: str | None
        organisation_number: str | None
        digipost_address: str | None
        name_and_address: api_v8.NameAndAddress | None
        bank_account_number: str | None


__all__ = [
    "DigipostUser",
    "Identity",
    "InvalidIdentifier",
    "KnownPerson",
    "Unidentified",
    "identification_of",
    "identity_of",
]


def _masked(value: object) -> str:
    return "None" if value is None else "…"


@attrs.frozen
class DigipostUser:
    """A recipient with a Digipost mailbox; the match is certain.

    Attributes:
        digipost_address: Such as `ola.nordmann#1234`. None if the request had a personal identification
            number, for which Digipost hides the address.
        person_alias: Digipost's name for the person, if it was requested.
        encryption_key: The key for encrypting documents, if it was requested.
    """

    digipost_address: str | None = attrs.field(default=None, repr=_masked)
    person_alias: str | None = attrs.field(default=None, repr=_masked)
    encryption_key: api_v8.EncryptionKey | None = attrs.field(default=None, repr=_masked)


@attrs.frozen
class KnownPerson:
    """A person that Digipost knows, without a mailbox.

    Attributes:
        person_alias: Digipost's name for the person, which can be used in later look-ups.
    """

    person_alias: str | None = attrs.field(default=None, repr=_masked)


@attrs.frozen
class Unidentified:
    """No certain match.

    If a stored Digipost address or person alias gives this result, erase it, and identify the person again by
    name and address. This is the rule in Digipost's documentation of blocked addresses.

    Attributes:
        reason: `NOT_FOUND`, which the code of Digipost's .NET client calls `Unknown`, or `MULTIPLE_MATCHES`.
    """

    reason: api_v8.UnidentifiedReason | None = None


@attrs.frozen
class InvalidIdentifier:
    """A malformed identifier, which no recipient can have.

    Attributes:
        reason: `INVALID_PERSONAL_IDENTIFICATION_NUMBER`, `INVALID_ORGANISATION_NUMBER`, which Digipost's Java
            client does not know, or `UNKNOWN`.
    """

    reason: api_v8.InvalidReason | None = None


Identity: TypeAlias = DigipostUser | KnownPerson | Unidentified | InvalidIdentifier
"""The result of an identification."""


def identification_of(
    asked: api_v8.MessageRecipient | api_v8.Identification, *, include_person_alias: bool = False
) -> api_v8.Identification:
    """Return the request that identifies a recipient.

    Args:
        asked: The recipient of a message, whose print details are ignored, or a request in the schema's form.
        include_person_alias: Request the person alias of a Digipost user too.

    Raises:
        InvalidValueError: The recipient has no identifier, or an e-mail or Peppol address, which Digipost
            cannot look up.
    """
    if not isinstance(asked, api_v8.MessageRecipient | api_v8.Identification):
        raise InvalidValueError(
            "recipient",
            f"a recipient or an Identification is expected, not {type(asked).__name__}; make one with "
            "recipient.by_personal_identification_number(…)",
        )
    if isinstance(asked, api_v8.Identification):
        include_person_alias = include_person_alias or asked.include_personalias_for_digipost_user
    elif asked.email_details is not None or asked.peppol_addresses is not None:
        problem = "recipients by e-mail or Peppol cannot be identified; send without identifying first"
        raise InvalidValueError("recipient", problem)
    if not _names_somebody(asked):
        problem = "it has no identifier: give a number, a Digipost address, an account, or name and address"
        raise InvalidValueError("recipient", problem)
    return api_v8.Identification(
        personal_identification_number=asked.personal_identification_number,
        organisation_number=asked.organisation_number,
        digipost_address=asked.digipost_address,
        name_and_address=asked.name_and_address,
        bank_account_number=asked.bank_account_number,
        include_personalias_for_digipost_user=include_person_alias,
    )


def identity_of(
    result: api_v8.IdentificationResult, encryption_key: api_v8.EncryptionKey | None = None
) -> Identity:
    """Return the identity that Digipost's response describes.

    Raises:
        ParseError: The response is not a known result. The caller must not conclude anything from the
            response, and must not print the letter.
    """
    code = api_v8.IdentificationResultCode
    match result.result:
        case code.DIGIPOST:
            return DigipostUser(result.digipost_address, result.person_alias, encryption_key)
        case code.IDENTIFIED:
            return KnownPerson(result.person_alias)
        case code.UNIDENTIFIED:
            return Unidentified(result.unidentified_reason)
        case code.INVALID:
            return InvalidIdentifier(result.invalid_reason)
        case _:
            problem = "a result that this version does not know; update it"
            raise ParseError("identification-result/result", problem)


def _names_somebody(asked: _Identifiers) -> bool:
    identifiers = (
        asked.personal_identification_number,
        asked.organisation_number,
        asked.digipost_address,
        asked.name_and_address,
        asked.bank_account_number,
    )
    return any(identifier is not None for identifier in identifiers)
